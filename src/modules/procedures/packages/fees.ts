import type { CivilDate } from '../../../platform/clock.ts'
import { holds } from '../../../platform/feel/index.ts'
import { type Answers, type BothLanguages, factsOf, type FeelFacts, type FormDefinition } from '../../forms/index.ts'
import type { Fee, ProcedureDefinition } from './definition.ts'
import type { Channel } from './schema.ts'

/** One fee as it falls on one dossier. */
export interface FeeDue {
  id: string
  label: BothLanguages
  /** đồng; null where the province sets it, or the office reckons it. */
  amount: number | null
  /** By what the office reckons it, where no amount is known before. */
  note: BothLanguages | null
  /** The answers meet what the law exempts: nothing of this head is charged. */
  exempt: boolean
}

/** What the answers given so far make of the package's fees. */
export function feesFor(procedure: ProcedureDefinition, form: FormDefinition, of: { caseKey: string; channel: Channel; answers: Answers; today: CivilDate }): FeeDue[] {
  let facts: FeelFacts | undefined
  return procedure.fees.map((fee) => {
    if (fee.exemptIf) facts ??= factsOf(form, of.answers, { caseKey: of.caseKey, channel: of.channel, today: of.today })
    const exempt = fee.exemptIf !== undefined && facts !== undefined && holds(fee.exemptIf.tree, facts)
    return { id: fee.id, label: fee.label, note: fee.pattern === 'told' ? fee.note : null, exempt, amount: exempt ? 0 : amountOf(fee, of.channel, of.answers) }
  })
}

type Tiers = Extract<Fee, { pattern: 'tiered' }>['tiers']

/**
 * Each page by the tier it falls in, each copy no more than the cap, all copies of all papers.
 * @see TT 226/2016/TT-BTC art. 4 (2.000 đồng a page, from the third 1.000, at most 200.000 a copy)
 */
function byPage(tiers: Tiers, most: number, { table, pages, copies }: { table: string; pages: string; copies: string }, answers: Answers): number {
  const rows = answers[table]
  if (!Array.isArray(rows)) return 0
  return rows.reduce((sum: number, row) => {
    const of = (name: string) => (typeof row === 'object' && row !== null && typeof (row as Record<string, unknown>)[name] === 'number' ? ((row as Record<string, unknown>)[name] as number) : 0)
    return sum + of(copies) * Math.min(most, ofPages(tiers, of(pages)))
  }, 0)
}

function ofPages(tiers: Tiers, pages: number): number {
  let sum = 0
  let counted = 0
  for (const { 'up-to': upTo, amount } of tiers) {
    const here = Math.max(0, Math.min(pages, upTo ?? pages) - counted)
    sum += here * amount
    counted += here
  }
  return sum
}

function amountOf(fee: Fee, channel: Channel, answers: Answers): number | null {
  if (fee.pattern === 'free') return 0
  if (fee.pattern === 'local' || fee.pattern === 'told') return null
  if (fee.pattern === 'per-case') return fee['by-channel']?.[channel] ?? fee.amount
  const given = answers[fee.count]
  const count = typeof given === 'number' ? given : 0
  const most = fee.cap ?? Number.POSITIVE_INFINITY
  if (fee.pattern === 'per-unit') return Math.min(most, count * (fee['by-channel']?.[channel] ?? fee.amount))
  if (fee['by-page']) return byPage(fee.tiers, most, fee['by-page'], answers)
  const tier = fee.tiers.find((one) => one['up-to'] === undefined || count <= one['up-to']) ?? fee.tiers.at(-1)
  return count === 0 ? 0 : Math.min(most, tier?.amount ?? 0)
}
