import { sql, type Updateable } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { Lane } from './rules/order.ts'
import type { QueueTables } from './tables.ts'

type Row = QueueTables['queue.ticket']
export type TicketRow = Omit<Row, 'calls'> & { calls: number }

/** The next number of a group on a day; whoever asks at once waits for the row. */
export async function nextNumber(tx: Tx, groupId: string, day: CivilDate): Promise<number> {
  const { last } = await writing<QueueTables>(tx)
    .insertInto('queue.series')
    .values({ group_id: groupId, day, last: 1 })
    .onConflict((conflict) => conflict.columns(['group_id', 'day']).doUpdateSet((eb) => ({ last: eb('queue.series.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

export async function insertTicket(tx: Tx, row: TicketRow): Promise<void> {
  await writing<QueueTables>(tx).insertInto('queue.ticket').values(row).execute()
}

export async function updateTicket(tx: Tx, id: string, change: Updateable<Row>): Promise<void> {
  await writing<QueueTables>(tx).updateTable('queue.ticket').set(change).where('id', '=', id).execute()
}

export const findTicket = async (reader: Reader, id: string): Promise<TicketRow | null> => (await reading<QueueTables>(reader).selectFrom('queue.ticket').selectAll().where('id', '=', id).executeTakeFirst()) ?? null

export const findByAddress = async (reader: Reader, addressHash: Buffer): Promise<TicketRow | null> =>
  (await reading<QueueTables>(reader).selectFrom('queue.ticket').selectAll().where('address_hash', '=', addressHash).executeTakeFirst()) ?? null

export const lockTicket = async (tx: Tx, id: string): Promise<TicketRow | null> => (await writing<QueueTables>(tx).selectFrom('queue.ticket').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null

/** Who waits for a counter: its groups, or itself by name. */
export interface Waiting {
  agencyId: string
  day: CivilDate
  groupIds: readonly string[]
  counterId: string
}

const ofCounter = ({ agencyId, day, groupIds, counterId }: Waiting, lane: Lane) => sql`
  from queue.ticket
  where state = 'waiting' and agency_id = ${agencyId} and day = ${day}::date
    and (for_counter_id = ${counterId}::uuid or (for_counter_id is null and for_group_id = any(${[...groupIds]}::uuid[])))
    and ${lane === 'plain' ? sql`line = 'plain'` : sql`line <> 'plain'`}
  order by order_at, id`

/** The first of a lane, without taking it. */
export async function headOf(tx: Tx, waiting: Waiting, lane: Lane): Promise<{ id: string; orderAt: Date } | null> {
  const { rows } = await sql<{ id: string; order_at: Date }>`select id, order_at ${ofCounter(waiting, lane)} limit 1`.execute(writing<QueueTables>(tx))
  return rows[0] ? { id: rows[0].id, orderAt: rows[0].order_at } : null
}

/** The first of a lane that nobody else is just calling: of two officers who press at once each gets another. */
export async function takeHead(tx: Tx, waiting: Waiting, lane: Lane): Promise<TicketRow | null> {
  const { rows } = await sql<TicketRow>`select * ${ofCounter(waiting, lane)} limit 1 for update skip locked`.execute(writing<QueueTables>(tx))
  return rows[0] ?? null
}

/** Counted no further: beyond it a screen says «99+». */
export const MOST_COUNTED = 100

/** How many wait for each group, and of those how many stand before a place. */
export async function countWaiting(reader: Reader, agencyId: string, day: CivilDate, groupIds: readonly string[], before?: { orderAt: Date; id: string }): Promise<Map<string, number>> {
  const { rows } = await sql<{ group_id: string; waiting: number }>`
    select place.group_id, counted.waiting
    from unnest(${[...groupIds]}::uuid[]) as place (group_id)
    cross join lateral (
      select count(*)::int as waiting from (
        select 1 from queue.ticket
        where state = 'waiting' and agency_id = ${agencyId} and day = ${day}::date and for_group_id = place.group_id
          ${before ? sql`and (order_at, id) < (${before.orderAt}, ${before.id}::uuid)` : sql``}
        limit ${MOST_COUNTED}
      ) as found
    ) as counted`.execute(reading<QueueTables>(reader))
  return new Map(rows.map((row) => [row.group_id, row.waiting]))
}

/** The first who wait at an office, in order of the line. */
export async function firstWaiting(reader: Reader, agencyId: string, day: CivilDate, limit: number): Promise<TicketRow[]> {
  return reading<QueueTables>(reader).selectFrom('queue.ticket').selectAll().where('state', '=', 'waiting').where('agency_id', '=', agencyId).where('day', '=', day).orderBy('order_at').orderBy('id').limit(limit).execute()
}

/** Who did not come when called, the last first. */
export async function lastAbsent(reader: Reader, agencyId: string, day: CivilDate, since: Date, limit: number): Promise<TicketRow[]> {
  return reading<QueueTables>(reader)
    .selectFrom('queue.ticket')
    .selectAll()
    .where('state', '=', 'absent')
    .where('agency_id', '=', agencyId)
    .where('day', '=', day)
    .where('absent_at', '>=', since)
    .orderBy('absent_at', 'desc')
    .limit(limit)
    .execute()
}

/** Numbers of earlier days that nobody called or that were left open: their day is over. @returns how many were ended. */
export async function expireBefore(tx: Tx, today: CivilDate, at: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update queue.ticket set state = case when state = 'called' then 'served' else 'expired' end, ended_at = ${at}
    where id in (select id from queue.ticket where state in ('waiting', 'called', 'absent') and day < ${today}::date order by day limit ${limit} for update skip locked)`.execute(writing<QueueTables>(tx))
  return Number(numAffectedRows ?? 0)
}
