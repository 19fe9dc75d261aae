import type { CivilDate } from '../../../platform/clock.ts'
import type { Absence, Duty, StaffPost } from '../types.ts'

export const isAbsent = (absence: Absence, on: CivilDate): boolean => absence.from <= on && on <= absence.to

export const overlaps = (a: { from: CivilDate; to: CivilDate }, b: { from: CivilDate; to: CivilDate }): boolean =>
  a.from <= b.to && b.from <= a.to

/** Administration is trusted to one person and does not pass to a substitute. */
export const passedOn = (duties: readonly Duty[]): Duty[] => duties.filter((duty) => duty !== 'administrator')

/**
 * Posts that a member of staff acts in: the own ones, and those of the absent for whom one stands in.
 * One who is absent keeps the own posts (may look in), and one's own substitutions pass no further.
 * @see NĐ 309/2026, art. 11.8
 */
export function postsInEffect(own: readonly StaffPost[], ofAbsent: readonly StaffPost[]): StaffPost[] {
  const standIn = ofAbsent.map((post) => ({ ...post, duties: passedOn(post.duties) })).filter((post) => post.duties.length > 0)
  const held = new Set(own.map((post) => post.postId))
  return [...own, ...standIn.filter((post) => !held.has(post.postId))]
}
