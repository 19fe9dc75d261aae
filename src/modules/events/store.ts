import { type Selectable, sql } from 'kysely'
import { type Db, type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { insertOf, statement } from '../../platform/statement.ts'
import { type Part, type Write, writtenPart } from '../../platform/together.ts'
import { FIRST_HASH, nextHash } from './rules/chain.ts'
import type { EventsTables } from './tables.ts'

export type EventRow = EventsTables['events.event']

export interface NewEventRow extends Omit<EventRow, 'seq' | 'hash' | 'dispatched_at'> {
  link: Buffer
}

/** Moves the stream's head on and writes the event, in one statement. @returns the event's number in its stream. */
export async function insertEvent(tx: Tx, row: NewEventRow): Promise<number> {
  const result = await sql<{ seq: number }>`
    with head as (
      insert into events.stream as s (kind, id, seq, hash)
      values (${row.stream_kind}, ${row.stream_id}, 1, sha256(${FIRST_HASH}::bytea || int8send(1) || ${row.link}::bytea))
      on conflict (kind, id) do update
        set seq = s.seq + 1, hash = sha256(s.hash || int8send((s.seq + 1)::bigint) || ${row.link}::bytea)
      returning seq, hash)
    insert into events.event (event_id, stream_kind, stream_id, seq, type, version, actor, on_behalf_of, act_id,
                              agency_id, province_code, at, payload, commitment, hash)
    select ${row.event_id}, ${row.stream_kind}, ${row.stream_id}, head.seq, ${row.type}, ${row.version}, ${row.actor},
           ${row.on_behalf_of}, ${row.act_id}, ${row.agency_id}, ${row.province_code}, ${row.at}, ${row.payload},
           ${row.commitment}, head.hash
    from head
    returning seq`.execute(writing<EventsTables>(tx))
  return result.rows[0]?.seq ?? 0
}

/** Head and event of a new stream. */
export function firstEventWrites({ link, ...row }: NewEventRow): Write[] {
  const hash = nextHash(FIRST_HASH, 1, link)
  return [
    { statement: insertOf<EventsTables, 'events.stream'>('events.stream', { kind: row.stream_kind, id: row.stream_id, seq: 1, hash }) },
    { statement: insertOf<EventsTables, 'events.event'>('events.event', { ...row, seq: 1, hash, dispatched_at: null }) },
  ]
}

export type StreamHead = Pick<EventsTables['events.stream'], 'seq' | 'hash'>

export const headPart = (kind: string, id: string): Part<StreamHead | null> =>
  writtenPart<StreamHead, StreamHead | null>(statement`select seq, hash from events.stream where kind = ${kind} and id = ${id}`, { hash: 'bytes' }, ([row]) => row ?? null)

/** Head and event of a stream that stands where it was read; one that has moved on is not touched. */
export function nextEventWrites(head: StreamHead | null, { link, ...row }: NewEventRow): Write[] {
  const seq = (head?.seq ?? 0) + 1
  const hash = nextHash(head?.hash ?? FIRST_HASH, seq, link)
  const { stream_kind: kind, stream_id: id } = row
  return [
    {
      statement: statement`
        insert into events.stream as s (kind, id, seq, hash) values (${kind}, ${id}, ${seq}, ${hash})
        on conflict (kind, id) do update set seq = excluded.seq, hash = excluded.hash where s.seq = excluded.seq - 1
        returning true as counted`,
      must: { count: 1, what: 'stream' },
    },
    { statement: insertOf<EventsTables, 'events.event'>('events.event', { ...row, seq, hash, dispatched_at: null }) },
  ]
}

/** Instants between which what is asked for happened, give or take a day for clocks that were put right: other months are not opened. */
export interface Span {
  from: Date
  to?: Date
}

const DAY_MS = 86_400_000

/** Events in order. A stream asked for from an instant on is whole all the same: one whose clock was set back meanwhile is read again. */
export async function selectStream(reader: Reader, kind: string, id: string, span?: Span): Promise<EventRow[]> {
  let query = reading<EventsTables>(reader).selectFrom('events.event').selectAll().where('stream_kind', '=', kind).where('stream_id', '=', id).orderBy('seq')
  if (span) query = query.where('at', '>=', new Date(span.from.getTime() - DAY_MS))
  if (span?.to) query = query.where('at', '<=', new Date(span.to.getTime() + DAY_MS))
  const rows = await query.execute()
  const whole = !span || span.to !== undefined || rows.length === (await headSeq(reader, kind, id))
  return whole ? rows : selectStream(reader, kind, id)
}

async function headSeq(reader: Reader, kind: string, id: string): Promise<number> {
  const head = await reading<EventsTables>(reader).selectFrom('events.stream').select('seq').where('kind', '=', kind).where('id', '=', id).executeTakeFirst()
  return head?.seq ?? 0
}

/** `at`, when it is known, names the one month to look in. */
export function selectEvent(reader: Reader, eventId: string, at: Date | null): Promise<EventRow | undefined> {
  let query = reading<EventsTables>(reader).selectFrom('events.event').selectAll().where('event_id', '=', eventId)
  if (at) query = query.where('at', '=', at)
  return query.executeTakeFirst()
}

/** Events nobody followed up yet, oldest first, locked for this transaction; other relays pass over them. */
export function lockUndispatched(tx: Tx, limit: number): Promise<EventRow[]> {
  return writing<EventsTables>(tx)
    .selectFrom('events.event')
    .selectAll()
    .where('dispatched_at', 'is', null)
    .orderBy('at')
    .orderBy('event_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function markDispatched(tx: Tx, events: readonly EventRow[], at: Date): Promise<void> {
  if (events.length === 0) return
  // Only the months in which they stand are opened.
  const times = events.map((event) => event.at.getTime())
  await writing<EventsTables>(tx)
    .updateTable('events.event')
    .set({ dispatched_at: at })
    .where('event_id', 'in', events.map((event) => event.event_id))
    .where('at', '>=', new Date(Math.min(...times)))
    .where('at', '<=', new Date(Math.max(...times)))
    .execute()
}

export async function insertAccess(reader: Reader, row: EventsTables['events.access']): Promise<void> {
  await reading<EventsTables>(reader).insertInto('events.access').values(row).execute()
}

export async function insertAccesses(reader: Reader, rows: readonly EventsTables['events.access'][]): Promise<void> {
  if (rows.length > 0) await reading<EventsTables>(reader).insertInto('events.access').values([...rows]).execute()
}

export type AccessRow = Selectable<EventsTables['events.access']>

/** Newest first; of one instant, the id decides. */
export function selectAccess(reader: Reader, kind: string, id: string, { limit, before, withoutOwn }: { limit: number; before: { at: Date; id: string } | null; withoutOwn: boolean }): Promise<AccessRow[]> {
  let query = reading<EventsTables>(reader).selectFrom('events.access').selectAll().where('subject_kind', '=', kind).where('subject_id', '=', id).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (withoutOwn) query = query.where('purpose', 'not like', 'own.%')
  if (before) query = query.where(sql<boolean>`(at, id) < (${before.at}, ${before.id}::uuid)`)
  return query.execute()
}

/** Streams after a position, for the verifier: keyset pages. */
export function selectStreams(reader: Reader, after: { kind: string; id: string } | null, limit: number): Promise<{ kind: string; id: string }[]> {
  let query = reading<EventsTables>(reader).selectFrom('events.stream').select(['kind', 'id']).orderBy('kind').orderBy('id').limit(limit)
  if (after) {
    query = query.where((eb) =>
      eb.or([eb('kind', '>', after.kind), eb.and([eb('kind', '=', after.kind), eb('id', '>', after.id)])]),
    )
  }
  return query.execute()
}

/** A stream's head with its events in order, as they stood at one moment: the stream may be growing. */
export async function selectChain(reader: Reader, kind: string, id: string): Promise<{ head: { seq: number; hash: Buffer } | null; events: EventRow[] }> {
  const rows = await reading<EventsTables>(reader)
    .selectFrom('events.stream as head')
    .leftJoin('events.event as event', (join) => join.onRef('event.stream_kind', '=', 'head.kind').onRef('event.stream_id', '=', 'head.id'))
    .selectAll('event')
    .select(['head.seq as head_seq', 'head.hash as head_hash'])
    .where('head.kind', '=', kind)
    .where('head.id', '=', id)
    .orderBy('event.seq')
    .execute()
  const [first] = rows
  return { head: first ? { seq: first.head_seq, hash: first.head_hash } : null, events: rows.filter((row) => row.event_id !== null) as unknown as EventRow[] }
}

/** Partitions for events and accesses from the month before `now` on. */
export async function makePartitions(db: Db, firstMonth: string, months: number): Promise<void> {
  await sql`select events.make_partitions(${firstMonth}::date, ${months})`.execute(reading(db))
}
