import { type Insertable, type Selectable, sql } from 'kysely'
import { type Db, type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { Channel, Stream } from './types.ts'
import type { NotificationsTables } from './tables.ts'

export type MessageRow = Selectable<NotificationsTables['notifications.message']>
/** Written out, as in the conditions of the indexes: a plan for any states could not use them. */
const UNFINISHED = [sql.lit('queued' as const), sql.lit('sending' as const), sql.lit('failed' as const)] as const

/** @returns false when the same was asked before. */
export async function insertNotice(tx: Tx, row: NotificationsTables['notifications.notice']): Promise<boolean> {
  const inserted = await writing<NotificationsTables>(tx)
    .insertInto('notifications.notice')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function insertMessage(tx: Tx, row: Insertable<NotificationsTables['notifications.message']>): Promise<void> {
  await writing<NotificationsTables>(tx).insertInto('notifications.message').values(row).execute()
}

/** The oldest message of a lane that is not finished, locked: it leaves before the ones behind it. */
export function lockHeadOfLane(tx: Tx, lane: Buffer, madeAfter: Date): Promise<MessageRow | undefined> {
  return writing<NotificationsTables>(tx)
    .selectFrom('notifications.message')
    .selectAll()
    .where('lane', '=', lane)
    .where('made_at', '>', madeAfter)
    .where('state', 'in', UNFINISHED)
    .orderBy('position')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

type Change = Partial<Pick<MessageRow, 'state' | 'attempts' | 'next_at' | 'problem' | 'sent_at' | 'receipt'>>

export async function updateMessage(tx: Tx, row: Pick<MessageRow, 'id' | 'made_at'>, change: Change): Promise<void> {
  await writing<NotificationsTables>(tx).updateTable('notifications.message').set(change).where('id', '=', row.id).where('made_at', '=', row.made_at).execute()
}

/**
 * Records the end of an attempt, unless a later attempt has begun meanwhile.
 * @returns whether it was recorded.
 */
export async function endAttempt(tx: Tx, row: Pick<MessageRow, 'id' | 'made_at' | 'attempts'>, change: Change): Promise<boolean> {
  const result = await writing<NotificationsTables>(tx)
    .updateTable('notifications.message')
    .set(change)
    .where('id', '=', row.id)
    .where('made_at', '=', row.made_at)
    .where('attempts', '=', row.attempts)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

/** Lanes of a channel whose first message is due or was put off beyond `latest`, longest waiting first. */
export async function selectDueLanes(reader: Reader, due: { channel: Channel; now: Date; latest: Date; limit: number }) {
  const heads = reading<NotificationsTables>(reader)
    .selectFrom('notifications.message')
    .distinctOn('lane')
    .select(['lane', 'next_at'])
    .where('state', 'in', UNFINISHED)
    .where('channel', '=', due.channel)
    .orderBy('lane')
    .orderBy('position')
  return reading<NotificationsTables>(reader)
    .selectFrom(heads.as('head'))
    .select('lane')
    .where((eb) => eb.or([eb('next_at', '<=', due.now), eb('next_at', '>', due.latest)]))
    .orderBy('next_at')
    .limit(due.limit)
    .execute()
}

/** Deletes texts and addresses whose time is over; a message that was not sent by then is given up. @returns how many. */
export async function forgetBefore(tx: Tx, now: Date): Promise<number> {
  const result = await writing<NotificationsTables>(tx)
    .updateTable('notifications.message')
    .set({
      content: null,
      recipient: null,
      state: sql`case when state = 'sent' then 'sent' else 'given-up' end`,
      problem: sql`case when state in ('queued', 'sending', 'failed') then 'expired' else problem end`,
    })
    .where('forget_at', '<=', now)
    .where('content', 'is not', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export interface SentRecord {
  channel: 'email' | 'sms'
  template: string
  state: MessageRow['state']
  attempts: number
  madeAt: Date
  sentAt: Date | null
  problem: string | null
}

/** What was sent about something, oldest first; neither addresses nor texts. */
export async function messagesOf(reader: Reader, stream: Stream): Promise<SentRecord[]> {
  const rows = await reading<NotificationsTables>(reader)
    .selectFrom('notifications.message')
    .select(['channel', 'template', 'state', 'attempts', 'made_at', 'sent_at', 'problem'])
    .where('stream_kind', '=', stream.kind)
    .where('stream_id', '=', stream.id)
    .orderBy('position')
    .execute()
  return rows.map(({ made_at: madeAt, sent_at: sentAt, ...row }) => ({ ...row, madeAt, sentAt }))
}

/** A clock that was put right meanwhile was not further off than this. */
const CLOCK_LAG_MS = 86_400_000

export interface Unsent {
  channel: Channel
  /** Tried again, or no more. */
  state: 'failed' | 'given-up'
  problem: string | null
  madeAt: Date
}

/** What about something did not reach its recipient, or not yet, oldest first; of something that began at `since`, months before are not opened. */
export function unsentPart(reader: Reader, stream: Stream, since?: Date): Part<Unsent[]> {
  const rows = reading<NotificationsTables>(reader)
    .selectFrom('notifications.message')
    .select(['channel', 'state', 'problem', 'made_at as madeAt'])
    .where('stream_kind', '=', stream.kind)
    .where('stream_id', '=', stream.id)
    .where('state', 'in', ['failed', 'given-up'])
    .where('made_at', '>=', new Date((since?.getTime() ?? CLOCK_LAG_MS) - CLOCK_LAG_MS))
    .orderBy('position')
    .$narrowType<{ state: 'failed' | 'given-up' }>()
  return part(rows, { madeAt: 'instant' })
}

/** Locks how far a stream was followed; 0 for a new one. */
export async function lockFollowed(tx: Tx, stream: Stream): Promise<number> {
  const table = writing<NotificationsTables>(tx)
  const key = { stream_kind: stream.kind, stream_id: stream.id }
  await table.insertInto('notifications.followed').values({ ...key, seq: 0 }).onConflict((conflict) => conflict.doNothing()).execute()
  const row = await table
    .selectFrom('notifications.followed')
    .select('seq')
    .where('stream_kind', '=', stream.kind)
    .where('stream_id', '=', stream.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.seq
}

export async function setFollowed(tx: Tx, stream: Stream, seq: number): Promise<void> {
  await writing<NotificationsTables>(tx)
    .updateTable('notifications.followed')
    .set({ seq })
    .where('stream_kind', '=', stream.kind)
    .where('stream_id', '=', stream.id)
    .execute()
}

export async function makePartitions(db: Db, firstMonth: string, months: number): Promise<void> {
  await sql`select notifications.make_partitions(${firstMonth}::date, ${months})`.execute(reading(db))
}
