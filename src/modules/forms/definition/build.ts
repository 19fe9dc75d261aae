import type { YamlSource, Fault, Path } from './yaml-source.ts'
import type { CheckSource, FieldSource, FileSource, FormSource, SectionSource, TableSource } from './schema.ts'
import type { BothLanguages, Check, Condition, Field, FileField, Section, Shown, TableField } from './model.ts'
import { orderOfRow } from './analyse.ts'
import { type BuiltBase, buildKind } from './build-kind.ts'
import { type Building, condition } from './building.ts'
import { FORM_FACTS, namesOfFields } from './conditions.ts'

export function buildSections(
  form: FormSource,
  source: YamlSource,
  faults: Fault[],
  /** Names that conditions may read beside the form's own fields. */
  beside: readonly string[] = [],
): { sections: Section[]; checks: Check[] } {
  const fields = form.sections.flatMap((section) => section.fields)
  const building: Building = { source, faults, known: new Set([...FORM_FACTS, ...beside, ...namesOfFields(fields)]) }
  return {
    sections: form.sections.map((section, i) => buildSection(section, ['sections', i], building)),
    checks: (form.checks ?? []).map((check, i) => buildCheck(check, ['checks', i], building)),
  }
}

function buildSection(section: SectionSource, path: Path, building: Building): Section {
  return {
    id: section.id,
    title: section.title,
    intro: section.intro,
    shownIf: shown(section, path, building),
    card: section.card as Section['card'],
    by: section.by,
    own: section.own,
    fields: section.fields.map((field, i) => buildField(field, [...path, 'fields', i], building)),
  }
}

function buildField(field: FieldSource, path: Path, building: Building): Field {
  const base = baseOf(field, path, building)
  if (field.type === 'file') return buildFile(base, field, path, building)
  return field.type === 'table' ? buildTable(base, field, path, building) : buildKind(base, field, path, building)
}

function baseOf(field: FieldSource, path: Path, building: Building): BuiltBase {
  return {
    id: field.id,
    label: field.label,
    short: field.short,
    hint: field.hint,
    why: field.why,
    sample: field.sample,
    required: required(field, path, building),
    missing: field.missing,
    shownIf: shown(field, path, building),
    prefill: field.prefill ?? [],
    autocomplete: field.autocomplete,
    asksAnyway: field['asks-anyway'],
    own: field.own && { ...field.own, shownWhen: field.own['shown-when'] },
  }
}

/** What a field that holds no answer can't have. */
const OF_ANSWERS = ['required', 'required-if', 'missing', 'sample', 'prefill', 'autocomplete', 'asks-anyway'] as const

function buildFile(base: BuiltBase, source: FileSource, path: Path, { source: yaml, faults }: Building): FileField {
  for (const key of OF_ANSWERS) {
    if (source[key] !== undefined) faults.push(yaml.fault([...path, key], `Trường giấy tờ (file) không có «${key}»: cần hay không cần giấy tờ là do thành phần «${source.component}» trong procedure.yaml`))
  }
  return { ...base, type: 'file', component: source.component }
}

const MOST_ROWS = 20
const LOCAL_ID = /^[a-z][A-Za-z0-9]*$/

/** The conditions of a row's fields read the row by the fields' own names, and the rest of the form beside it. */
function buildTable(base: BuiltBase, source: TableSource, path: Path, outer: Building): TableField {
  const { faults } = outer
  const building: Building = { ...outer, known: new Set([...outer.known, ...namesOfFields(source.fields)]) }
  source.fields.forEach((field, i) => {
    const at = [...path, 'fields', i, 'id']
    if (!LOCAL_ID.test(field.id)) faults.push(outer.source.fault(at, `Mã trường trong dòng phải là một từ, ví dụ "name"; «${field.id}» không dùng được`))
    if (outer.known.has(field.id)) faults.push(outer.source.fault(at, `Mã «${field.id}» trong dòng trùng với một trường của tờ khai`))
  })
  const max = source.max ?? MOST_ROWS
  const min = source.min ?? (source.required ? 1 : 0)
  if (min > max) faults.push(outer.source.fault([...path, 'min'], `Số dòng ít nhất (${min}) lớn hơn số dòng nhiều nhất (${max})`))
  const fields = source.fields.map((field, i) => buildKind(baseOf(field, [...path, 'fields', i], building), field, [...path, 'fields', i], building))
  return { ...base, type: 'table', row: source.row, min, max, fields, order: orderOfRow(fields, path, outer.source, faults) }
}


function required(field: FieldSource, path: Path, building: Building): boolean | Condition {
  const text = field['required-if']
  if (text === undefined) return field.required ?? false
  if (field.required !== undefined) {
    building.faults.push(
      building.source.fault([...path, 'required-if'], 'Chỉ được dùng một trong hai: required hoặc required-if'),
    )
  }
  return condition(building, text, [...path, 'required-if'])
}

interface MayBeShown {
  'shown-if'?: string
  'shown-when'?: BothLanguages
}

function shown(part: MayBeShown, path: Path, building: Building): Shown | undefined {
  const text = part['shown-if']
  const when = part['shown-when']
  if (text === undefined) {
    if (when)
      building.faults.push(building.source.fault([...path, 'shown-when'], 'shown-when chỉ có nghĩa khi có shown-if'))
    return undefined
  }
  if (!when) {
    building.faults.push(
      building.source.fault(
        [...path, 'shown-if'],
        'Thiếu shown-when: câu «Chỉ khai khi …» cho người khai không dùng JavaScript',
      ),
    )
    return undefined
  }
  return { ...condition(building, text, [...path, 'shown-if']), when }
}

function buildCheck(check: CheckSource, path: Path, building: Building): Check {
  const refuse = check['refuse-if']
  const warn = check['warn-if']
  if ((refuse === undefined) === (warn === undefined)) {
    building.faults.push(
      building.source.fault(path, `Phép kiểm tra «${check.id}» phải có đúng một trong hai: refuse-if hoặc warn-if`),
    )
  }
  return {
    id: check.id,
    field: check.field,
    severity: refuse === undefined ? 'warning' : 'error',
    when: condition(building, refuse ?? warn ?? 'false', [...path, refuse === undefined ? 'warn-if' : 'refuse-if']),
    message: check.message,
  }
}
