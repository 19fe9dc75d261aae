import type { Post } from '../../platform/actor.ts'
import type { CivilDate } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { selectAbsences, selectPostsAndCover, selectPostsOf, selectPostsWithin } from './posts.store.ts'
import { isAbsent, passedOn, postsInEffect } from './rules/substitution.ts'
import type { Duty, StaffPost } from './types.ts'

/** Posts in which a member of staff acts on a day, those of the absent included. One query. */
export async function postsToActIn(reader: Reader, staffId: string, on: CivilDate): Promise<Post[]> {
  const rows = await selectPostsAndCover(reader, staffId, on)
  const posts = postsInEffect(
    rows.filter((row) => row.insteadOf === null),
    rows.filter((row) => row.insteadOf !== null),
  )
  return posts.map(({ postId, agencyId, agencyPath, title, duties }) => ({ postId, agencyId, agencyPath, title, duties }))
}

export interface StaffOnDuty {
  staffId: string
  post: StaffPost
  /** The absent holder of the post, when this is the substitute. */
  insteadOf: string | null
}

/** Who carries a duty in a subtree on a day: holders who are there, and the substitutes of those who are not. */
export async function staffOnDuty(reader: Reader, agencyPath: string, duty: Duty, on: CivilDate): Promise<StaffOnDuty[]> {
  const posts = await selectPostsWithin(reader, agencyPath, on, duty)
  const absences = await selectAbsences(reader, [...new Set(posts.map((post) => post.staffId))], on)
  return posts.map((post) => {
    const absence = absences.find((row) => row.staffId === post.staffId && isAbsent(row, on))
    const passes = absence && passedOn([duty]).length > 0
    return passes
      ? { staffId: absence.substituteStaffId, post, insteadOf: post.staffId }
      : { staffId: post.staffId, post, insteadOf: null }
  })
}

export interface Holder {
  staffId: string
  title: string
  /** Who stands in for them on the day, when they are absent. */
  substituteId: string | null
}

/**
 * Who holds a duty for an agency on a day: by a post in it or above it, each person once, with the substitute of the absent.
 * @see NĐ 309/2026/NĐ-CP, art. 11.8
 */
export async function holdersOfDuty(reader: Reader, agencyPath: string, duty: Duty, on: CivilDate): Promise<Holder[]> {
  const posts = await selectPostsOf(reader, agencyPath.split('/').filter(Boolean), on, duty)
  return [...new Map(posts.map(({ staffId, title, substituteId }): [string, Holder] => [staffId, { staffId, title, substituteId }])).values()]
}

/** Everybody with a post in a subtree on a day who works on cases, each once. */
export async function staffWithin(reader: Reader, path: string, on: CivilDate): Promise<Pick<StaffPost, 'staffId' | 'title' | 'agencyId' | 'agencyName' | 'duties'>[]> {
  const posts = (await selectPostsWithin(reader, path, on)).filter((post) => post.duties.some((duty) => duty !== 'administrator'))
  return [...new Map(posts.map((post) => [post.staffId, { staffId: post.staffId, title: post.title, agencyId: post.agencyId, agencyName: post.agencyName, duties: post.duties }])).values()]
}
