import type { Method, ProcedureContent, PublishedFee, PublishedTime, TimeUnit } from '../content.ts'

/** What a list shows of time and fee; null where the source does not say or says several things that can't be one line. */
export interface Summary {
  time: { from: number; to: number; unit: TimeUnit } | null
  fee: { from: number; to: number; currency: 'VND' | 'USD'; noted: boolean } | null
}

export const NO_SUMMARY: Summary = { time: null, fee: null }

export function summarise(content: ProcedureContent): Summary {
  return { time: timeRange(timesOf(content)), fee: feeRange(content.methods) }
}

/** Times of the methods; where none of them has a unit, those of the online services. */
export function timesOf(content: ProcedureContent): PublishedTime[] {
  const ofMethods = content.methods.flatMap((method) => method.time ?? [])
  return ofMethods.some(isWhole) ? ofMethods : content.services.map((service) => service.time)
}

const isWhole = (time: PublishedTime): time is PublishedTime & { amount: number; unit: TimeUnit } =>
  time.amount !== null && time.unit !== null

export function timeRange(times: readonly PublishedTime[]): Summary['time'] {
  const known = times.filter(isWhole)
  const unit = known[0]?.unit
  if (!unit || known.length < times.length || known.some((time) => time.unit !== unit)) return null
  const amounts = known.map((time) => time.amount)
  return { from: Math.min(...amounts), to: Math.max(...amounts), unit }
}

export function feeRange(methods: readonly Method[]): Summary['fee'] {
  const fees = methods.flatMap((method) => method.fees ?? [])
  const known = fees.filter((fee): fee is PublishedFee & { amount: number } => fee.amount !== null && !fee.suspect)
  const currency = known[0]?.currency
  if (!currency || known.length < fees.length || known.some((fee) => fee.currency !== currency)) return null
  const amounts = known.map((fee) => fee.amount)
  // Zero beside a note is the portal's way to write "set elsewhere", so it is no answer.
  const noted = known.some((fee) => fee.note !== null)
  if (noted && amounts.some((amount) => amount === 0)) return null
  return { from: Math.min(...amounts), to: Math.max(...amounts), currency, noted }
}
