import type { Period } from '../../dossiers/index.ts'

export interface OpinionTerms {
  dueAt: Date
  /** Why silence counts as consent; null where it says nothing. */
  silenceGround: string | null
}

/**
 * Whether the silence of whoever is asked counts as consent: of another agency only, only where the procedure names the ground, and
 * not before the time that its law gives has passed.
 * @see procedure 1.013225 as published (12 days, silence is consent); shared rules 7.2
 */
export function termsOfOpinion(input: { dueAt: Date; ofAgency: boolean; law: { dueAt: Date; silenceGround: string } | null }): OpinionTerms {
  const { dueAt, ofAgency, law } = input
  return { dueAt, silenceGround: ofAgency && law && dueAt >= law.dueAt ? law.silenceGround : null }
}

export const OPINION_UNITS = { hour: 'giờ làm việc', working_day: 'ngày làm việc', day: 'ngày' } as const satisfies Partial<Record<Period['unit'], string>>
export type OpinionUnit = keyof typeof OPINION_UNITS
export const MOST_PERIOD = 60

/** A period as typed; null when it is none. */
export function opinionPeriod(amount: string, unit: string): { amount: number; unit: OpinionUnit } | null {
  const known = (Object.keys(OPINION_UNITS) as OpinionUnit[]).find((one) => one === unit)
  const number = /^\d{1,3}$/.test(amount.trim()) ? Number(amount) : 0
  return known && number >= 1 && number <= MOST_PERIOD ? { amount: number, unit: known } : null
}
