import type { Actor } from '../../../platform/actor.ts'
import { isWithin } from './tree.ts'

/** Permission is duty × subtree: the actor holds the duty at the agency or above it. */
export function holdsDuty(actor: Actor, duty: string, agencyPath: string): boolean {
  return actor.kind === 'staff' && actor.posts.some((post) => post.duties.includes(duty) && isWithin(agencyPath, post.agencyPath))
}

/** An administrator of one commune has nothing to say in another's; the system (setup, seeds) may do all. */
export const administers = (actor: Actor, agencyPath: string): boolean =>
  actor.kind === 'system' || holdsDuty(actor, 'administrator', agencyPath)

/** Roots of what the actor administers, without those that lie in another of them. */
export function administeredPaths(actor: Actor): string[] {
  if (actor.kind !== 'staff') return []
  const paths = [...new Set(actor.posts.filter((post) => post.duties.includes('administrator')).map((post) => post.agencyPath))]
  return paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))
}
