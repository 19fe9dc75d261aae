import { type Insertable, type Selectable, sql } from 'kysely'
import { type Db, type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import { statement } from '../../../platform/statement.ts'
import { ask, part } from '../../../platform/together.ts'
import type { ProcessingTables } from '../tables.ts'

export type DelegationRow = Selectable<ProcessingTables['processing.delegation']>
export type NoticeRow = Selectable<ProcessingTables['processing.notice']>

const read = (reader: Reader) => reading<ProcessingTables>(reader)
const write = (tx: Tx) => writing<ProcessingTables>(tx)

export async function insertDelegation(tx: Tx, row: Insertable<ProcessingTables['processing.delegation']>): Promise<void> {
  await write(tx).insertInto('processing.delegation').values(row).execute()
}

/** Ends the delegation that a step stands under. @returns it, or undefined where there is none. */
export const endDelegation = (tx: Tx, taskId: string, at: Date): Promise<DelegationRow | undefined> =>
  write(tx).updateTable('processing.delegation').set({ ended_at: at }).where('task_id', '=', taskId).where('ended_at', 'is', null).returningAll().executeTakeFirst()

export const openDelegationsPart = (reader: Reader, dossierId: string) =>
  part(read(reader).selectFrom('processing.delegation').selectAll().where('dossier_id', '=', dossierId).where('ended_at', 'is', null).orderBy('since'), { since: 'instant', until: 'instant', ended_at: 'instant', reason: 'bytes' })

/** Delegations whose time is over. */
export const delegationsOver = (reader: Reader, now: Date, limit: number): Promise<DelegationRow[]> =>
  read(reader).selectFrom('processing.delegation').selectAll().where('ended_at', 'is', null).where('until', '<=', now).orderBy('until').limit(limit).execute()

export async function insertWatcher(tx: Tx, row: Insertable<ProcessingTables['processing.watcher']>): Promise<void> {
  await write(tx).insertInto('processing.watcher').values(row).onConflict((conflict) => conflict.doNothing()).execute()
}

export async function deleteWatcher(tx: Tx, dossierId: string, staffId: string): Promise<void> {
  await write(tx).deleteFrom('processing.watcher').where('dossier_id', '=', dossierId).where('staff_id', '=', staffId).execute()
}

/** More than an office has; a list of watchers is never longer. */
const MOST_WATCHERS = 100

const watchers = (reader: Reader, dossierId: string) => read(reader).selectFrom('processing.watcher').selectAll().where('dossier_id', '=', dossierId).orderBy('since').limit(MOST_WATCHERS)

export const watchersOf = (reader: Reader, dossierId: string) => watchers(reader, dossierId).execute()
export const watchersPart = (reader: Reader, dossierId: string) => part(watchers(reader, dossierId), { since: 'instant' })

/** Writes that somebody has the case open, and tells who else has: one statement, a transaction of its own. */
export async function meet(db: Db, me: { dossierId: string; staffId: string; name: string; at: Date }, since: Date): Promise<{ name: string; seenAt: Date }[]> {
  const found = await ask<{ name: string; seen_at: Date }>(
    db,
    statement`
      with me as (
        insert into processing.presence (dossier_id, staff_id, name, seen_at) values (${me.dossierId}, ${me.staffId}, ${me.name}, ${me.at})
        on conflict (dossier_id, staff_id) do update set seen_at = excluded.seen_at, name = excluded.name
      )
      select name, seen_at from processing.presence
      where dossier_id = ${me.dossierId} and staff_id <> ${me.staffId} and seen_at > ${since}
      order by seen_at desc limit 10`,
  )
  return found.map((row) => ({ name: row.name, seenAt: row.seen_at }))
}

export async function sweepPresence(tx: Tx, before: Date): Promise<void> {
  await write(tx).deleteFrom('processing.presence').where('seen_at', '<', before).execute()
}

/** Each is told once by its key. */
export async function insertNotices(tx: Tx, rows: readonly Insertable<ProcessingTables['processing.notice']>[]): Promise<void> {
  if (rows.length === 0) return
  await write(tx).insertInto('processing.notice').values([...rows]).onConflict((conflict) => conflict.column('key').doNothing()).execute()
}

export function noticesOf(reader: Reader, staffId: string, after: { at: Date; id: string } | null, limit: number): Promise<NoticeRow[]> {
  let query = read(reader).selectFrom('processing.notice').selectAll().where('staff_id', '=', staffId).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}, ${after.id}::uuid)`)
  return query.execute()
}

export async function markRead(tx: Tx, staffId: string, at: Date): Promise<void> {
  await write(tx).updateTable('processing.notice').set({ read_at: at }).where('staff_id', '=', staffId).where('read_at', 'is', null).execute()
}
