import { type Answers, type BothLanguages, fieldsOf } from '../../forms/index.ts'
import type { ApplicableComponent, ChannelNumber, Package } from '../packages/index.ts'

/** Field of a package's form that asks which case it is. */
const CASE_FIELD = 'case.kind'
const MOST_COMBINATIONS = 400

/** The cases that a package's form tells apart; none when it knows but one. */
export function kindsOfPackage(pack: Package): readonly { value: string; label: BothLanguages }[] {
  const field = fieldsOf(pack.form).find((one) => one.id === CASE_FIELD)
  return field && 'options' in field ? field.options : []
}

export interface PackagePapers {
  /** Belongs to the dossier whatever else is answered. */
  bring: ApplicableComponent[]
  /** Comes with some answers only. */
  sometimes: ApplicableComponent[]
}

/** Papers of a case and channel: every answer that conditions read is tried, and what always comes is told from what may come. */
export function papersOfPackage(pack: Package, channel: ChannelNumber, kind: string | null): PackagePapers {
  const caseKey = pack.cases[0]?.key ?? ''
  const seen = new Map<string, { component: ApplicableComponent; times: number }>()
  let tried = 0
  for (const answers of combinations(pack, kind)) {
    tried++
    for (const component of pack.components(caseKey, answers, channel)) {
      const known = seen.get(component.id)
      if (known) known.times++
      else seen.set(component.id, { component, times: 1 })
    }
  }
  const inOrder = pack.definition.components.flatMap(({ id }) => seen.get(id) ?? [])
  return {
    bring: inOrder.filter((one) => one.times === tried).map((one) => one.component),
    sometimes: inOrder.filter((one) => one.times < tried).map((one) => one.component),
  }
}

function combinations(pack: Package, kind: string | null): Answers[] {
  const read = new Set(
    pack.definition.components.flatMap(({ appliesIf, required }) => [
      ...(appliesIf?.names ?? []),
      ...(typeof required === 'boolean' ? [] : required.names),
    ]),
  )
  let all: Answers[] = [{}]
  for (const field of fieldsOf(pack.form)) {
    if (!read.has(field.id)) continue
    const values = field.id === CASE_FIELD && kind !== null ? [kind] : valuesOf(field)
    if (values.length === 0 || all.length * values.length > MOST_COMBINATIONS) continue
    all = all.flatMap((answers) => values.map((value) => ({ ...answers, [field.id]: value })))
  }
  return all
}

function valuesOf(field: ReturnType<typeof fieldsOf>[number]): (string | boolean)[] {
  if (field.type === 'yes-no') return [true, false]
  return 'options' in field && Array.isArray(field.options) ? field.options.map((option) => option.value) : []
}
