import { type Answers, type BothLanguages, fieldsOf } from '../../forms/index.ts'
import type { ApplicableComponent, ChannelNumber, Package } from '../packages/index.ts'

/** Field of a package's form that asks which case it is. */
const CASE_FIELD = 'case.kind'
const MOST_COMBINATIONS = 400

/** The cases that a package tells apart: those its form asks for, else its own; none when it knows but one. */
export function casesOfPackage(pack: Package): readonly { key: string; label: BothLanguages }[] {
  const kinds = kindsOf(pack)
  if (kinds.length > 0) return kinds
  return pack.cases.length > 1 ? pack.cases : []
}

function kindsOf(pack: Package): readonly { key: string; label: BothLanguages }[] {
  const field = fieldsOf(pack.form).find((one) => one.id === CASE_FIELD)
  return field && 'options' in field ? field.options.map(({ value, label }) => ({ key: value, label })) : []
}

/** The case under which a dossier is filed when `chosen` is what the reader chose; the first where that is asked by the form. */
export const caseKeyOf = (pack: Package, chosen: string | null): string => pack.cases.find((one) => one.key === chosen)?.key ?? pack.cases[0]?.key ?? ''

export interface PackagePapers {
  /** Belongs to the dossier whatever else is answered. */
  bring: ApplicableComponent[]
  /** Comes with some answers only. */
  sometimes: ApplicableComponent[]
}

/** Papers of a case and channel: every answer that conditions read is tried, and what always comes is told from what may come. */
export function papersOfPackage(pack: Package, channel: ChannelNumber, chosen: string | null): PackagePapers {
  const isOwn = kindsOf(pack).length === 0
  const caseKeys = isOwn && chosen === null ? pack.cases.map((one) => one.key) : [caseKeyOf(pack, chosen)]
  const seen = new Map<string, { component: ApplicableComponent; times: number }>()
  let tried = 0
  for (const answers of combinations(pack, isOwn ? null : chosen)) {
    for (const caseKey of caseKeys) {
      tried++
      for (const component of pack.components(caseKey, answers, channel)) {
        const known = seen.get(component.id)
        if (known) known.times++
        else seen.set(component.id, { component, times: 1 })
      }
    }
  }
  const inOrder = pack.definition.components.flatMap((one) => {
    const found = seen.get(one.id)
    // What nothing ever requires is for those who have it.
    return found ? [{ component: found.component, sure: found.times === tried && (one.required !== false || one.presentedOnly || one.fromData !== undefined) }] : []
  })
  return {
    bring: inOrder.filter(({ sure }) => sure).map(({ component }) => component),
    sometimes: inOrder.filter(({ sure }) => !sure).map(({ component }) => component),
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
