import { analyse } from './analyse.ts'
import { buildSections } from './build.ts'
import { fieldsOf, type FormDefinition } from './model.ts'
import { RESERVED_IDS } from './conditions.ts'
import { judgeConditions } from './never.ts'
import { type FormSource, formSchema } from './schema.ts'
import { conform } from './schema-faults.ts'
import { partiesOf } from './parties.ts'
import { peopleOf } from './people.ts'
import { type Fault, type Path, readYaml, type YamlSource } from './yaml-source.ts'

export type ParsedForm = { ok: true; form: FormDefinition } | { ok: false; faults: Fault[] }

const MOST_FIELDS = 1000

/** Of a version that was stored nothing is judged that needn't be for reading it: rules come that it was not written under. */
export interface HowRead {
  stored?: boolean
}

/** Reads form.yaml: a form that is right in every part, or all its faults with file and line. */
export function parseForm(yamlText: string, file: string, { stored = false }: HowRead = {}): ParsedForm {
  const read = readYaml(yamlText, file)
  if (!read.ok) return read
  const { source } = read
  const shaped = conform(formSchema, source)
  if (!shaped.ok) return shaped
  const count = shaped.value.sections.flatMap((section) => section.fields).reduce((sum, field) => sum + 1 + (field.type === 'table' ? field.fields.length : 0), 0)
  if (count > MOST_FIELDS)
    return {
      ok: false,
      faults: [source.fault(['sections'], `Tờ khai có ${count} trường; nhiều nhất là ${MOST_FIELDS}`)],
    }
  const faults = stored ? [] : reservedIds(shaped.value, source)
  const { sections, checks } = buildSections(shaped.value, source, faults)
  const order = analyse(sections, source, faults)
  const { form: id, title, basis } = shaped.value
  const parties = partiesOf(shaped.value, sections, source, faults)
  const people = peopleOf(shaped.value, sections, source, faults)
  const form: FormDefinition = { id, title, basis, sections, ...(parties.length > 0 ? { parties } : {}), ...(people.length > 0 ? { people } : {}), checks, order }
  const ids = new Set(fieldsOf(form).map((field) => field.id))
  checks.forEach((check, i) => {
    if (!ids.has(check.field)) faults.push(source.fault(['checks', i, 'field'], `Không có trường «${check.field}»`))
    if (checks.findIndex((other) => other.id === check.id) < i)
      faults.push(source.fault(['checks', i, 'id'], `Mã kiểm tra «${check.id}» bị trùng`))
  })
  if (faults.length === 0 && !stored) faults.push(...judgeConditions(form, source).faults)
  return faults.length > 0 ? { ok: false, faults: faults.sort((a, b) => a.line - b.line) } : { ok: true, form }
}

function reservedIds({ sections }: FormSource, source: YamlSource): Fault[] {
  const refused = (id: string, path: Path) => (RESERVED_IDS.has(id) ? [source.fault([...path, 'id'], `Mã «${id}» có nghĩa khác trong điều kiện, xin đặt tên khác`)] : [])
  return sections.flatMap((section, s) =>
    section.fields.flatMap((field, f) => {
      const path = ['sections', s, 'fields', f]
      const inRows = field.type === 'table' ? field.fields.flatMap((one, r) => refused(one.id, [...path, 'fields', r])) : []
      return [...refused(field.id, path), ...inRows]
    }),
  )
}
