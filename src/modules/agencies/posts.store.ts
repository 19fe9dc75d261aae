import type { SelectQueryBuilder } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { AgenciesTables } from './tables.ts'
import type { Absence, Duty, StaffPost } from './types.ts'

const toAbsence = (row: AgenciesTables['agencies.absence']): Absence => ({
  id: row.id,
  staffId: row.staff_id,
  substituteStaffId: row.substitute_staff_id,
  from: row.absent_from,
  to: row.absent_to,
  reason: row.reason,
})

const posts = (reader: Reader) =>
  reading<AgenciesTables>(reader)
    .selectFrom('agencies.post')
    .innerJoin('agencies.agency', 'agencies.agency.id', 'agencies.post.agency_id')
    .select([
      'agencies.post.id as postId',
      'agencies.post.staff_id as staffId',
      'agencies.post.agency_id as agencyId',
      'agencies.agency.path as agencyPath',
      'agencies.agency.name_vi as agencyName',
      'agencies.post.title as title',
      'agencies.post.duties as duties',
      'agencies.post.valid_from as validFrom',
      'agencies.post.valid_to as validTo',
    ])

type Posts = ReturnType<typeof posts> extends SelectQueryBuilder<infer DB, infer TB, infer O> ? SelectQueryBuilder<DB, TB, O> : never

const inForce = (query: Posts, on: CivilDate): Posts =>
  query
    .where('agencies.post.valid_from', '<=', on)
    .where((eb) => eb.or([eb('agencies.post.valid_to', 'is', null), eb('agencies.post.valid_to', '>=', on)]))

/** All posts a member of staff has had and will have, newest first. */
export const selectAllPosts = (reader: Reader, staffIds: readonly string[]): Promise<StaffPost[]> =>
  staffIds.length === 0
    ? Promise.resolve([])
    : posts(reader)
        .where('agencies.post.staff_id', 'in', [...staffIds])
        .orderBy('agencies.post.valid_from', 'desc')
        .orderBy('agencies.post.id', 'desc')
        .execute()

export interface PostAndCover extends StaffPost {
  /** Set when the post is another's, for whom one stands in. */
  insteadOf: string | null
}

/** Own posts in force on a day and, in the same query, those of the absent for whom one stands in. */
export async function selectPostsAndCover(reader: Reader, staffId: string, on: CivilDate): Promise<PostAndCover[]> {
  const absent = reading<AgenciesTables>(reader)
    .selectFrom('agencies.absence')
    .select('staff_id')
    .where('substitute_staff_id', '=', staffId)
    .where('cancelled_at', 'is', null)
    .where('absent_from', '<=', on)
    .where('absent_to', '>=', on)
  const rows = await inForce(posts(reader), on)
    .where((eb) => eb.or([eb('agencies.post.staff_id', '=', staffId), eb('agencies.post.staff_id', 'in', absent)]))
    .orderBy('agencies.post.id')
    .execute()
  return rows.map((row) => ({ ...row, insteadOf: row.staffId === staffId ? null : row.staffId }))
}

/** Posts in force in a subtree, optionally with one duty. */
export function selectPostsWithin(reader: Reader, path: string, on: CivilDate, duty?: Duty): Promise<StaffPost[]> {
  let query = inForce(posts(reader), on).where('agencies.agency.path', 'like', `${path}%`)
  if (duty) query = query.where((eb) => eb(eb.val(duty), '=', eb.fn.any('agencies.post.duties')))
  return query.orderBy('agencies.post.id').execute()
}

/** Posts in force with a duty in any of these agencies, with the substitute of a holder who is absent that day. One query. */
export function selectPostsOf(reader: Reader, agencyIds: readonly string[], on: CivilDate, duty: Duty): Promise<(StaffPost & { substituteId: string | null })[]> {
  if (agencyIds.length === 0) return Promise.resolve([])
  const substitute = reading<AgenciesTables>(reader)
    .selectFrom('agencies.absence')
    .select('substitute_staff_id')
    .whereRef('agencies.absence.staff_id', '=', 'agencies.post.staff_id' as never)
    .where('cancelled_at', 'is', null)
    .where('absent_from', '<=', on)
    .where('absent_to', '>=', on)
    .limit(1)
  return inForce(posts(reader), on)
    .select(() => substitute.as('substituteId'))
    .where('agencies.post.agency_id', 'in', [...agencyIds])
    .where((eb) => eb(eb.val(duty), '=', eb.fn.any('agencies.post.duties')))
    .orderBy('agencies.post.id')
    .execute()
}

export async function findPost(reader: Reader, postId: string): Promise<StaffPost | null> {
  return (await posts(reader).where('agencies.post.id', '=', postId).executeTakeFirst()) ?? null
}

export async function insertPost(
  tx: Tx,
  post: { id: string; staffId: string; agencyId: string; title: string; duties: readonly Duty[]; validFrom: CivilDate; validTo: CivilDate | null; by: string; at: Date },
): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.post')
    .values({
      id: post.id,
      staff_id: post.staffId,
      agency_id: post.agencyId,
      title: post.title,
      duties: [...post.duties],
      valid_from: post.validFrom,
      valid_to: post.validTo,
      recorded_at: post.at,
      recorded_by: post.by,
    })
    .execute()
}

export async function updatePostEnd(tx: Tx, postId: string, lastDay: CivilDate): Promise<void> {
  await writing<AgenciesTables>(tx).updateTable('agencies.post').set({ valid_to: lastDay }).where('id', '=', postId).execute()
}

export async function countPostsBeyond(reader: Reader, agencyId: string, day: CivilDate): Promise<number> {
  const row = await reading<AgenciesTables>(reader)
    .selectFrom('agencies.post')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('agency_id', '=', agencyId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .executeTakeFirstOrThrow()
  return row.count
}

/** Absences of these people, or in which they stand in, that end on the day or later. */
export async function selectAbsences(reader: Reader, staffIds: readonly string[], endingFrom: CivilDate): Promise<Absence[]> {
  if (staffIds.length === 0) return []
  const rows = await reading<AgenciesTables>(reader)
    .selectFrom('agencies.absence')
    .selectAll()
    .where((eb) => eb.or([eb('staff_id', 'in', [...staffIds]), eb('substitute_staff_id', 'in', [...staffIds])]))
    .where('cancelled_at', 'is', null)
    .where('absent_to', '>=', endingFrom)
    .orderBy('absent_from')
    .orderBy('id')
    .execute()
  return rows.map(toAbsence)
}

export async function findAbsence(reader: Reader, id: string): Promise<Absence | null> {
  const row = await reading<AgenciesTables>(reader)
    .selectFrom('agencies.absence')
    .selectAll()
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return row ? toAbsence(row) : null
}

export async function insertAbsence(tx: Tx, absence: Absence, by: string, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.absence')
    .values({
      id: absence.id,
      staff_id: absence.staffId,
      substitute_staff_id: absence.substituteStaffId,
      absent_from: absence.from,
      absent_to: absence.to,
      reason: absence.reason,
      recorded_at: at,
      recorded_by: by,
      cancelled_at: null,
      cancelled_by: null,
    })
    .execute()
}

export async function markAbsenceCancelled(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .updateTable('agencies.absence')
    .set({ cancelled_at: at, cancelled_by: by })
    .where('id', '=', id)
    .where('cancelled_at', 'is', null)
    .execute()
}

/** Orders the writers of posts and absences of these people within their transactions, always in the same order. */
export async function lockStaffPosts(tx: Tx, staffIds: readonly string[]): Promise<void> {
  for (const staffId of [...new Set(staffIds)].sort()) {
    await writing<AgenciesTables>(tx)
      .selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.fn('hashtextextended', [eb.val(`agencies.staff:${staffId}`), eb.val(0)])]).as('locked'))
      .execute()
  }
}
