import { cleanText } from '../../../platform/text.ts'

/** 0 dissatisfied, 1 satisfied, 2 very satisfied. */
export type Level = 0 | 1 | 2
export type Levels = Readonly<Record<string, Level>>

export const OVERALL = 'overall'
export const REASON_MAX = 2000
const REASON_LEAST = 10
const DAY_MS = 86_400_000

export type RatingFault = 'overall' | 'reason' | 'reason-text'

export type Checked = { ok: true; levels: Levels; worst: Level; reason: string | null } | { ok: false; faults: RatingFault[] }

const levelOf = (text: string): Level | null => (text === '0' ? 0 : text === '1' ? 1 : text === '2' ? 2 : null)

/**
 * What was chosen, by the criteria in force: the whole must be rated, the rest may be. Who is dissatisfied with anything says why.
 * @see NĐ 61/2018/NĐ-CP (three levels of 2, 1 and 0 points)
 */
export function checkRating(typed: { levels: Readonly<Record<string, string>>; reason: string }, criteria: readonly string[]): Checked {
  const levels: Record<string, Level> = {}
  for (const key of criteria) {
    const level = levelOf(typed.levels[key] ?? '')
    if (level !== null) levels[key] = level
  }
  const faults: RatingFault[] = levels[OVERALL] === undefined ? ['overall'] : []
  const worst = Math.min(...Object.values(levels), 2) as Level
  const reason = cleanText(typed.reason, { max: REASON_MAX, multiline: true })
  if (!reason.ok) faults.push('reason-text')
  else if (worst === 0 && reason.text.length < REASON_LEAST) faults.push('reason')
  if (faults.length > 0 || !reason.ok) return { ok: false, faults }
  return { ok: true, levels, worst, reason: reason.text === '' ? null : reason.text }
}

export type MayRate = 'new' | 'change' | 'not-returned' | 'too-late' | 'settled'

/** Whether a dossier may be rated now, or its rating changed. */
export function mayRate(at: { returnedAt: Date | null; ratedAt: Date | null; answeredAt: Date | null; now: Date; rateDays: number; changeDays: number }): MayRate {
  const past = (from: Date, days: number) => at.now.getTime() - from.getTime() > days * DAY_MS
  if (!at.returnedAt) return 'not-returned'
  if (at.ratedAt) return at.answeredAt || past(at.ratedAt, at.changeDays) ? 'settled' : 'change'
  return past(at.returnedAt, at.rateDays) ? 'too-late' : 'new'
}

/** Counts of the three levels. */
export type Counts = readonly [number, number, number]

/** What may be said of the counts: the number always, a share only where there are enough for one. */
export function shareOf(counts: Counts, least: number): { total: number; satisfied: number | null } {
  const total = counts[0] + counts[1] + counts[2]
  return { total, satisfied: total >= least ? Math.round(((counts[1] + counts[2]) / total) * 1000) / 10 : null }
}
