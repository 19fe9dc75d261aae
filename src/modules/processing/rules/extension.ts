import { type CivilDate, civilDateOf, formatDate } from '../../../platform/clock.ts'
import { formatCivilDate, parseCivilDate } from '../../../platform/day-number.ts'
import type { Decided } from '../../../platform/result.ts'
import { refuse } from '../deadlines/refusals.ts'

export interface ExtensionAsked {
  now: Date
  /** The date promised now. */
  dueAt: Date
  /** The date asked for, as typed. */
  to: string
  /** How often it was extended before. */
  before: number
  /** How often it may be. */
  allowed: number
  /** Days before the promised date until which it may be. */
  noticeDays: number
}

/** A year from the promise is longer than any procedure: beyond it a date is a slip of the pen. */
const FARTHEST_DAYS = 366

/**
 * Whether a promised date may be moved by an apology (Mẫu 04): at most so often, before the deadline by so many days, to a later day.
 * @see NĐ 61/2018/NĐ-CP (one day before the deadline; not more than once); NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Mẫu 04
 */
export function decideExtension({ now, dueAt, to, before, allowed, noticeDays }: ExtensionAsked): Decided<{ to: CivilDate }> {
  if (before >= allowed) return refuse('extended-already', { times: allowed })
  const due = dayOfInstant(dueAt)
  const last = due - noticeDays
  if (now >= dueAt || dayOfInstant(now) > last) return refuse('extension-too-late', { by: formatDate(formatCivilDate(last)) })
  const day = parseCivilDate(to)
  if (day === null) return refuse('extension-day', { after: formatDate(dueAt) })
  if (day <= due || day > due + FARTHEST_DAYS) return refuse('extension-day', { after: formatDate(dueAt) })
  return { ok: true, to }
}

const dayOfInstant = (at: Date): number => parseCivilDate(civilDateOf(at)) ?? 0
