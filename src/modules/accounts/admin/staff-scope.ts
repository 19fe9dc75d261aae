import type { Actor } from '../../../platform/actor.ts'
import { type CivilDate, civilDateOf } from '../../../platform/clock.ts'
import { administeredPaths, type Agency, administers, isInForce, isWithin, selectAllPosts, selectPostsWithin, type StaffPost } from '../../agencies/index.ts'
import { findStaffRow, type StaffRow, selectStaffWithin } from '../staff.store.ts'
import type { StaffAdminDeps } from './deps.ts'

export interface StaffLine {
  staff: StaffRow
  /** Posts in force within what the actor administers. */
  posts: StaffPost[]
}

/** Everybody whose home, or a post of today, lies within what the actor administers. */
export async function staffInScope(deps: StaffAdminDeps, actor: Actor): Promise<StaffLine[]> {
  const today = civilDateOf(deps.clock.now())
  const paths = administeredPaths(actor)
  const posts = (await Promise.all(paths.map((path) => selectPostsWithin(deps.db, path, today)))).flat()
  const staff = await selectStaffWithin(deps.db, paths, [...new Set(posts.map((post) => post.staffId))])
  return staff.map((row) => ({ staff: row, posts: posts.filter((post) => post.staffId === row.id) }))
}

export interface StaffInScope {
  staff: StaffRow
  /** All posts ever, newest first. */
  posts: StaffPost[]
  /** The login may be touched: the home is administered by the actor. */
  isHome: boolean
}

/** One member of staff, if the actor administers the home or one of the posts. */
export async function findInScope(deps: StaffAdminDeps, actor: Actor, staffId: string): Promise<StaffInScope | null> {
  const staff = await findStaffRow(deps.db, staffId)
  if (!staff) return null
  const posts = await selectAllPosts(deps.db, [staffId])
  const isHome = administers(actor, staff.home_agency_path)
  return isHome || posts.some((post) => administers(actor, post.agencyPath)) ? { staff, posts, isHome } : null
}

/** Agencies that the actor administers and that are open on a day, in the order of the tree. */
export async function administeredAgencies(deps: StaffAdminDeps, actor: Actor, on: CivilDate): Promise<Agency[]> {
  const paths = administeredPaths(actor)
  return (await deps.directory.snapshot()).inForce(on).filter((agency) => paths.some((path) => isWithin(agency.path, path)))
}

export const isCurrent = (post: StaffPost, today: CivilDate): boolean => isInForce(post, today)
