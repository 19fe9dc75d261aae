import { FILE_KINDS } from '../../files/index.ts'
import {
  type Asked,
  buildFieldList,
  type Condition,
  compileCondition,
  conform,
  type Fault,
  fieldsOf,
  findField,
  findParty,
  type FormDefinition,
  type HowRead,
  namesOfFields,
  type Path,
  readYaml,
  type YamlSource,
} from '../../forms/index.ts'
import { askedOfPackage, refuseWhatNeverHolds } from './conditions-hold.ts'
import { deadlineOf } from './deadline.ts'
import type { Component, DeadlinesByChannel, ProcedureDefinition } from './definition.ts'
import { defineLinked } from './linked/definition.ts'
import { type ComponentSource, procedureSchema, type ProcedureSource } from './schema.ts'

export type ParsedProcedure = { ok: true; procedure: ProcedureDefinition } | { ok: false; faults: Fault[] }

/** What conditions of a package may read beside the answers. */
export const PACKAGE_FACTS = ['today', 'today.year', 'today.month', 'today.day', 'channel', 'caseKey'] as const

interface Building {
  source: YamlSource
  form: FormDefinition
  known: ReadonlySet<string>
  faults: Fault[]
  stored: boolean
}

/** Reads procedure.yaml beside its form: right in every part, or all its faults with file and line. */
export function parseProcedure(yamlText: string, file: string, form: FormDefinition, { stored = false }: HowRead = {}): ParsedProcedure {
  const read = readYaml(yamlText, file)
  if (!read.ok) return read
  const shaped = conform(procedureSchema, read.source)
  if (!shaped.ok) return shaped
  const known = new Set<string>([...PACKAGE_FACTS, ...namesOfFields(fieldsOf(form))])
  const building: Building = { source: read.source, form, known, faults: [], stored }
  references(shaped.value, form, building)
  const procedure = define(shaped.value, building)
  const { faults } = building
  if (faults.length === 0 && !stored) faults.push(...refuseWhatNeverHolds(procedure, form, read.source))
  return faults.length > 0 ? { ok: false, faults: faults.sort((a, b) => a.line - b.line) } : { ok: true, procedure }
}

function condition(building: Building, text: string, path: Path): Condition {
  const compiled = compileCondition(text, building.known)
  if (compiled.ok) return compiled.condition
  building.faults.push(building.source.fault(path, compiled.message))
  return { source: 'false', tree: ['lit', false], names: [] }
}

/** Fields that are named must exist, ids must be one of a kind, what excludes itself is refused. */
function references(raw: ProcedureSource, form: FormDefinition, { source, faults }: Building): void {
  const refuse = (path: Path, message: string) => void faults.push(source.fault(path, message))
  const fieldAt = (path: Path, id: string | undefined) => {
    if (id !== undefined && !findField(form, id)) refuse(path, `Tờ khai không có trường «${id}»`)
  }
  for (const [role, facts] of Object.entries(raw.people)) {
    for (const [fact, id] of Object.entries(facts)) fieldAt(['people', role, fact], id)
  }
  fieldAt(['result', 'copies-field'], raw.result['copies-field'])
  for (const [i, fee] of raw.fees.entries()) {
    fieldAt(['fees', i, 'count'], 'count' in fee ? fee.count : undefined)
    const { counter, online } = ('by-channel' in fee ? fee['by-channel'] : undefined) ?? {}
    const amount = 'amount' in fee ? fee.amount : 0
    if (raw.channels.includes('counter') && (online ?? amount) > (counter ?? amount)) refuse(['fees', i, 'by-channel'], 'Mức thu trực tuyến cao hơn mức thu trực tiếp')
  }
  for (const lang of ['vi', 'en'] as const) {
    for (const [, id = ''] of raw.subject[lang].matchAll(/\{([^}]*)\}/g)) fieldAt(['subject', lang], id)
  }
  once(
    raw.components.map((one) => one.id),
    (i, id) => refuse(['components', i, 'id'], `Mã thành phần «${id}» bị trùng`),
  )
  once(
    raw.cases.map((one) => one.key),
    (i, key) => refuse(['cases', i, 'key'], `Trường hợp «${key}» bị trùng`),
  )
  once(
    raw.fees.map((one) => one.id),
    (i, id) => refuse(['fees', i, 'id'], `Mã phí «${id}» bị trùng`),
  )
  for (const [i, one] of raw.components.entries()) {
    if (one.required !== undefined && one['required-if'] !== undefined)
      refuse(['components', i], 'Chỉ dùng một trong hai: required hoặc required-if')
    if (one.by && !findParty(form, one.by)) refuse(['components', i, 'by'], `Tờ khai không có bên «${one.by}» trong parties`)
    const stray = one.channels?.find((channel) => !raw.channels.includes(channel))
    if (stray) refuse(['components', i, 'channels'], `Thủ tục không nhận qua kênh «${stray}»`)
  }
  if (raw.channels.includes('online') !== (raw.online.level !== 'info')) {
    refuse(['online', 'level'], 'Mức trực tuyến và danh sách kênh (channels) không khớp nhau')
  }
  if (raw.online.level !== 'partial' && raw.online.reason)
    refuse(['online', 'reason'], 'Chỉ dịch vụ trực tuyến một phần mới nêu lý do (reason)')
}

function once(ids: readonly string[], twice: (index: number, id: string) => void): void {
  ids.forEach((id, i) => {
    if (ids.indexOf(id) < i) twice(i, id)
  })
}

const byChannel = (raw: ProcedureSource['deadline-by-channel']): DeadlinesByChannel =>
  Object.fromEntries(Object.entries(raw ?? {}).flatMap(([channel, one]) => (one ? [[channel, deadlineOf(one)]] : [])))

function define(raw: ProcedureSource, building: Building): ProcedureDefinition {
  const { result } = raw
  return {
    code: raw.procedure,
    madeFrom: raw['made-from'] && { version: raw['made-from'].version, asOf: raw['made-from']['as-of'] },
    name: raw.name,
    summary: raw.summary,
    field: raw.field,
    level: raw.level,
    online: raw.online,
    channels: raw.channels,
    timeLimit: raw['time-limit'],
    deadline: deadlineOf(raw.deadline),
    byChannel: byChannel(raw['deadline-by-channel']),
    cases: raw.cases.map(({ key, label, hint, deadline, ...rest }) => ({
      key,
      label,
      hint,
      deadline: deadline && deadlineOf(deadline),
      byChannel: byChannel(rest['deadline-by-channel']),
    })),
    acknowledgementHours: raw['acknowledgement-hours'],
    supplementWithin: raw.supplement.within,
    ...(raw.consultation ? { consultation: { within: raw.consultation.within, silenceGround: raw.consultation['silence-ground'] } } : {}),
    fees: raw.fees.map((fee, i) => {
      const exempt = fee['exempt-if']
      return exempt === undefined ? fee : { ...fee, exemptIf: condition(building, exempt, ['fees', i, 'exempt-if']) }
    }),
    components: raw.components.map((one, i) => defineComponent(one, ['components', i], building)),
    resultWays: raw['result-ways'],
    result: {
      kind: result.kind,
      name: result.name,
      code: result.code,
      template: result.template,
      number: result.number,
      entries: result.entries && entriesOf(result.entries, building, building.stored ? undefined : askedOfPackage(building.form, raw.cases, raw.channels)),
      draftConfirmation: result['draft-confirmation'],
      asksIdentityNumber: result['asks-identity-number'] ?? false,
      copiesField: result['copies-field'],
    },
    people: raw.people,
    linked: raw.linked && linkedOf(raw.linked, raw, building),
    subject: raw.subject,
    declaration: raw.declaration,
    formTemplate: raw['form-template'],
    signForm: raw['sign-form'] ?? false,
    retention: raw.retention,
    whatToPrepare: raw['what-to-prepare'] ?? [],
    minutesToFill: raw['minutes-to-fill'],
    legal: raw.legal,
    sources: raw.sources ?? [],
  }
}

const ENTRIES_TITLE = { vi: 'Nội dung kết quả do cán bộ ghi', en: 'What the office enters in the result' }

/** A form of its own, beside the citizen's: an id that meant two things would make conditions and prints say either. */
function entriesOf(fields: NonNullable<ProcedureSource['result']['entries']>, { source, form, known, faults }: Building, outer: Asked | undefined): FormDefinition {
  const path = ['result', 'entries']
  const taken = [...PACKAGE_FACTS, ...fieldsOf(form).map((field) => field.id)]
  fields.forEach(({ id, type, prefill, autocomplete }, i) => {
    if (type === 'file') faults.push(source.fault([...path, i, 'type'], 'Điều cán bộ ghi không có chỗ đính kèm giấy tờ (file)'))
    const other = taken.find((one) => one === id || one.startsWith(`${id}.`) || id.startsWith(`${one}.`))
    if (other) faults.push(source.fault([...path, i, 'id'], `Mã «${id}» trùng với «${other}» của tờ khai`))
    if (prefill || autocomplete) faults.push(source.fault([...path, i], 'Điều cán bộ ghi không điền sẵn từ tài khoản của người dân (prefill, autocomplete)'))
  })
  return buildFieldList({ id: 'entries', title: ENTRIES_TITLE, fields, path, beside: [...known], outer }, source, faults)
}

function linkedOf(linked: NonNullable<ProcedureSource['linked']>, raw: ProcedureSource, building: Building) {
  return defineLinked(linked, new Set(raw.components.map(({ id }) => id)), {
    form: building.form,
    condition: (text, path) => condition(building, text, path),
    refuse: (path, message) => void building.faults.push(building.source.fault(path, message)),
  })
}

function defineComponent(raw: ComponentSource, path: Path, building: Building): Component {
  const applies = raw['applies-if']
  const required = raw['required-if']
  return {
    id: raw.id,
    name: raw.name,
    code: raw.code,
    hint: raw.hint,
    originals: raw.originals,
    copies: raw.copies,
    channels: raw.channels,
    appliesIf: applies === undefined ? undefined : condition(building, applies, [...path, 'applies-if']),
    required:
      required === undefined ? (raw.required ?? false) : condition(building, required, [...path, 'required-if']),
    presentedOnly: raw['presented-only'] ?? false,
    isForm: raw['is-form'] ?? false,
    by: raw.by,
    fromData: raw['from-data'],
    resultOf: raw['result-of'],
    accepts: raw.accepts ?? FILE_KINDS,
    mostFiles: raw['most-files'] ?? 10,
    asksAnyway: raw['asks-anyway'] ?? raw.reason,
  }
}
