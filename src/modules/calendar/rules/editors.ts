import type { Actor } from '../../../platform/actor.ts'

/** The calendar is one for the deployment: its administrators edit it, and the system when it loads data. */
export function mayEditCalendar(actor: Actor): boolean {
  if (actor.kind === 'system') return true
  return actor.kind === 'staff' && actor.posts.some((post) => post.duties.includes('administrator'))
}

/** Working hours of an agency are set by an administrator of it or of one above it; those of the deployment by any. */
export function maySetHours(actor: Actor, agencyPath: string | null): boolean {
  if (actor.kind !== 'staff' || agencyPath === null) return mayEditCalendar(actor)
  return actor.posts.some((post) => post.duties.includes('administrator') && agencyPath.startsWith(post.agencyPath))
}
