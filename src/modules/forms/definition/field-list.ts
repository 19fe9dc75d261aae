import { evaluateFeel, type FeelTree, replaced } from '../../../platform/feel/index.ts'
import { analyse, fieldIdOf } from './analyse.ts'
import type { Asked } from './asked.ts'
import { buildSections } from './build.ts'
import { FORM_FACTS } from './conditions.ts'
import type { BothLanguages, Condition, Field, FormDefinition, SimpleField } from './model.ts'
import { judgeConditions } from './never.ts'
import type { FieldSource } from './schema.ts'
import type { Fault, Path, YamlSource } from './yaml-source.ts'

export interface FieldList {
  id: string
  title: BothLanguages
  fields: FieldSource[]
  /** Where the list stands in its file. */
  path: Path
  /** Names that its conditions may read beside its own fields; `withFacts` gives them their values. */
  beside: readonly string[]
  /** What those names may be; without it nobody asks whether conditions can hold. */
  outer?: Asked | undefined
}

/** Fields that stand as a list in another file than form.yaml: a form of one section, its faults told where the list stands. */
export function buildFieldList(list: FieldList, source: YamlSource, faults: Fault[]): FormDefinition {
  // The path of a field in a form begins with sections, 0, fields.
  const here = (path: Path): Path => [...list.path, ...path.slice(3)]
  const placed: YamlSource = { ...source, lineOf: (path) => source.lineOf(here(path)), fault: (path, message) => source.fault(here(path), message) }
  const { id, title, fields } = list
  const { sections, checks } = buildSections({ form: id, title, sections: [{ id, title, fields }] }, placed, faults, list.beside)
  const form = { id, title, sections, checks, order: analyse(sections, placed, faults) }
  if (faults.length === 0 && list.outer) faults.push(...judgeConditions(form, placed, list.outer).faults)
  return form
}

/** The form with what its conditions read from outside written into them: judged, shown and followed by script like any other. */
export function withFacts(form: FormDefinition, facts: Readonly<Record<string, unknown>>): FormDefinition {
  const own = new Set(form.order)
  return {
    ...form,
    sections: form.sections.map((section) => ({ ...section, ...shownWith(section, own, facts), fields: section.fields.map((field) => fieldWith(field, own, facts)) })),
    checks: form.checks.map((check) => ({ ...check, when: conditionWith(check.when, own, facts) })),
  }
}

type Facts = Readonly<Record<string, unknown>>
type Own = ReadonlySet<string>
const TODAY: ReadonlySet<string> = new Set(FORM_FACTS)

function fieldWith(field: Field, own: Own, facts: Facts): Field {
  if (field.type === 'file') return { ...field, ...conditionsWith(field, own, facts) }
  if (field.type !== 'table') return simpleWith(field, own, facts)
  const ofRow = new Set([...own, ...field.order])
  return { ...field, ...conditionsWith(field, own, facts), fields: field.fields.map((one) => simpleWith(one, ofRow, facts)) }
}

function simpleWith(field: SimpleField, own: Own, facts: Facts): SimpleField {
  const changed = { ...field, ...conditionsWith(field, own, facts) }
  return changed.type === 'computed' && 'tree' in changed.value ? { ...changed, value: conditionWith(changed.value, own, facts) } : changed
}

const shownWith = <T extends Pick<Field, 'shownIf'>>({ shownIf }: T, own: Own, facts: Facts): Pick<Field, 'shownIf'> => (shownIf ? { shownIf: { ...shownIf, ...conditionWith(shownIf, own, facts) } } : {})

const conditionsWith = (field: Field, own: Own, facts: Facts): Pick<Field, 'shownIf' | 'required'> => ({
  ...shownWith(field, own, facts),
  required: typeof field.required === 'object' ? conditionWith(field.required, own, facts) : field.required,
})

function conditionWith(condition: Condition, own: Own, facts: Facts): Condition {
  const isOwn = (name: string) => TODAY.has(name) || fieldIdOf(name, own) !== null
  const tree = replaced(condition.tree, (name): FeelTree => (isOwn(name) ? ['name', name] : ['lit', evaluateFeel(['name', name], facts)]))
  return { ...condition, tree, names: condition.names.filter(isOwn) }
}
