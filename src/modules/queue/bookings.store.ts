import { sql, type Updateable } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { QueueTables } from './tables.ts'

export type BookingRow = QueueTables['queue.booking']

/** One place in a slot, if there is one left. */
export async function takeSlot(tx: Tx, groupId: string, day: CivilDate, startMinute: number, capacity: number): Promise<boolean> {
  const { rows } = await sql`
    insert into queue.slot as s (group_id, day, start_minute, taken) values (${groupId}, ${day}::date, ${startMinute}, 1)
    on conflict (group_id, day, start_minute) do update set taken = s.taken + 1 where s.taken < ${capacity}
    returning taken`.execute(writing<QueueTables>(tx))
  return rows.length > 0
}

export async function freeSlot(tx: Tx, groupId: string, day: CivilDate, startMinute: number): Promise<void> {
  await writing<QueueTables>(tx)
    .updateTable('queue.slot')
    .set((eb) => ({ taken: eb('taken', '-', 1) }))
    .where('group_id', '=', groupId)
    .where('day', '=', day)
    .where('start_minute', '=', startMinute)
    .where('taken', '>', 0)
    .execute()
}

export async function takenSlots(reader: Reader, groupId: string, day: CivilDate): Promise<Map<number, number>> {
  const rows = await reading<QueueTables>(reader).selectFrom('queue.slot').select(['start_minute', 'taken']).where('group_id', '=', groupId).where('day', '=', day).execute()
  return new Map(rows.map((row) => [row.start_minute, row.taken]))
}

/** @returns false when the person has an open one for the group already. */
export async function insertBooking(tx: Tx, row: BookingRow): Promise<boolean> {
  const { rows } = await sql`
    insert into queue.booking (id, code, agency_id, province_code, group_id, account_id, person_id, day, start_minute, starts_at, state, lang, made_at)
    values (${row.id}, ${row.code}, ${row.agency_id}, ${row.province_code}, ${row.group_id}, ${row.account_id}, ${row.person_id}, ${row.day}::date, ${row.start_minute}, ${row.starts_at}, ${row.state}, ${row.lang}, ${row.made_at})
    on conflict (person_id, group_id) where state = 'open' do nothing
    returning id`.execute(writing<QueueTables>(tx))
  return rows.length > 0
}

export const lockBooking = async (tx: Tx, id: string): Promise<BookingRow | null> => (await writing<QueueTables>(tx).selectFrom('queue.booking').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

export const lockBookingByCode = async (tx: Tx, code: string): Promise<BookingRow | null> => (await writing<QueueTables>(tx).selectFrom('queue.booking').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()) ?? null

export const findBooking = async (reader: Reader, id: string): Promise<BookingRow | null> => (await reading<QueueTables>(reader).selectFrom('queue.booking').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

export async function updateBooking(tx: Tx, id: string, change: Updateable<BookingRow>): Promise<void> {
  await writing<QueueTables>(tx).updateTable('queue.booking').set(change).where('id', '=', id).execute()
}

export const bookingsOfAccount = (reader: Reader, accountId: string, limit: number): Promise<BookingRow[]> =>
  reading<QueueTables>(reader).selectFrom('queue.booking').selectAll().where('account_id', '=', accountId).orderBy('starts_at', 'desc').orderBy('id').limit(limit).execute()

/** Open bookings that begin before an instant, the first first, for whoever takes them up; others take others. */
export async function dueBookings(tx: Tx, before: Date, limit: number, onlyNotReminded: boolean): Promise<BookingRow[]> {
  const { rows } = await sql<BookingRow>`
    select * from queue.booking where state = 'open' and starts_at < ${before} ${onlyNotReminded ? sql`and reminded_at is null` : sql``}
    order by starts_at limit ${limit} for update skip locked`.execute(writing<QueueTables>(tx))
  return rows
}
