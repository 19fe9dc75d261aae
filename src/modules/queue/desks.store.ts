import type { Insertable, Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { QueueTables } from './tables.ts'

type Row = QueueTables['queue.desk']
export type DeskRow = Omit<Row, 'plain_since'> & { plain_since: number }

/** The counter that this officer has open, held until the transaction ends: what is pressed twice at it happens in turn. */
export const lockDeskOf = async (tx: Tx, staff: string): Promise<DeskRow | null> =>
  (await writing<QueueTables>(tx).selectFrom('queue.desk').selectAll().where('staff', '=', staff).where('closed_at', 'is', null).forUpdate().executeTakeFirst()) ?? null

export const findDeskOf = async (reader: Reader, staff: string): Promise<DeskRow | null> =>
  (await reading<QueueTables>(reader).selectFrom('queue.desk').selectAll().where('staff', '=', staff).where('closed_at', 'is', null).executeTakeFirst()) ?? null

export const findDeskAt = async (reader: Reader, counterId: string): Promise<DeskRow | null> =>
  (await reading<QueueTables>(reader).selectFrom('queue.desk').selectAll().where('counter_id', '=', counterId).where('closed_at', 'is', null).executeTakeFirst()) ?? null

export interface OpenDesk {
  id: string
  counter_id: string
  counter_number: number
  staff: string
  staff_name: string
  opened_at: Date
  ticket_id: string | null
  label: string | null
  called_at: Date | null
}

/** The open counters of an office, each with the number it serves. */
export const openDesks = (reader: Reader, agencyId: string): Promise<OpenDesk[]> =>
  reading<QueueTables>(reader)
    .selectFrom('queue.desk as desk')
    .leftJoin('queue.ticket as ticket', 'ticket.id', 'desk.ticket_id')
    .select(['desk.id', 'desk.counter_id', 'desk.counter_number', 'desk.staff', 'desk.staff_name', 'desk.opened_at', 'desk.ticket_id', 'ticket.label', 'ticket.called_at'])
    .where('desk.agency_id', '=', agencyId)
    .where('desk.closed_at', 'is', null)
    .orderBy('desk.counter_number')
    .limit(100)
    .execute()

export async function insertDesk(tx: Tx, row: Insertable<Row>): Promise<void> {
  await writing<QueueTables>(tx).insertInto('queue.desk').values(row).execute()
}

export async function updateDesk(tx: Tx, id: string, change: Updateable<Row>): Promise<void> {
  await writing<QueueTables>(tx).updateTable('queue.desk').set(change).where('id', '=', id).execute()
}

/** Counters left open on an earlier day. */
export async function closeDesksBefore(tx: Tx, dayBegan: Date, at: Date): Promise<void> {
  await writing<QueueTables>(tx).updateTable('queue.desk').set({ closed_at: at, ticket_id: null }).where('closed_at', 'is', null).where('opened_at', '<', dayBegan).execute()
}

export async function insertCall(tx: Tx, row: Insertable<QueueTables['queue.call']>): Promise<void> {
  await writing<QueueTables>(tx).insertInto('queue.call').values(row).execute()
}

/** The last calls of an office, newest first. */
export const lastCalls = (reader: Reader, agencyId: string, limit: number) =>
  reading<QueueTables>(reader).selectFrom('queue.call').selectAll().where('agency_id', '=', agencyId).orderBy('version', 'desc').limit(limit).execute()
