import { randomBytes } from 'node:crypto'
import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Part, Write } from '../../platform/together.ts'
import { commitTo, linkOf } from './rules/chain.ts'
import { firstEventWrites, headPart, insertEvent, type NewEventRow, nextEventWrites, type StreamHead } from './store.ts'

export interface Stream {
  kind: string
  id: string
}

export interface NewEvent {
  stream: Stream
  /** `module-noun.past-participle`, e.g. `dossier.submitted`. */
  type: string
  version: number
  actor: Actor
  /** Person on whose behalf the actor acted. */
  onBehalfOf?: string | null
  /** Row of the act that this event records. */
  actId?: string | null
  agencyId?: string | null
  provinceCode?: string | null
  payload: Json
  at: Date
}

export type AppendEvent = (tx: Tx, event: NewEvent) => Promise<{ eventId: string; seq: number }>

const SALT_BYTES = 16

export const payloadContext = (eventId: string): string => `events.event:${eventId}:payload`

function rowOf(sealer: Sealer, event: NewEvent): NewEventRow {
  const eventId = newId()
  const payload = JSON.stringify(event.payload)
  const salt = randomBytes(SALT_BYTES)
  const commitment = commitTo(salt, payload)
  const actor = actorKey(event.actor)
  const onBehalfOf = event.onBehalfOf ?? null
  const actId = event.actId ?? null
  const { kind: streamKind, id: streamId } = event.stream
  const { type, version, at } = event
  return {
    event_id: eventId,
    stream_kind: streamKind,
    stream_id: streamId,
    type,
    version,
    actor,
    on_behalf_of: onBehalfOf,
    act_id: actId,
    agency_id: event.agencyId ?? null,
    province_code: event.provinceCode ?? null,
    at,
    payload: sealer.seal(payloadContext(eventId), Buffer.concat([salt, Buffer.from(payload, 'utf8')])),
    commitment,
    link: linkOf({ eventId, streamKind, streamId, type, version, actor, onBehalfOf, actId, at, commitment }),
  }
}

/** Appends to a stream inside the act's transaction: the row is history and outbox at once. The payload is sealed. */
export function createAppendEvent(sealer: Sealer): AppendEvent {
  return async (tx, event) => {
    const row = rowOf(sealer, event)
    return { eventId: row.event_id, seq: await insertEvent(tx, row) }
  }
}

/** The first event of a stream that the same statement brings into being. */
export type BeginStream = (event: NewEvent) => Write[]

/** @returns writes that break when the stream is there already. */
export const createBeginStream =
  (sealer: Sealer): BeginStream =>
  (event) =>
    firstEventWrites(rowOf(sealer, event))

/** Where a stream stands, to be read beside what decides on its next event; null before its first. */
export const streamHead = ({ kind, id }: Stream): Part<StreamHead | null> => headPart(kind, id)

/** The next event of a stream that was read before, in the statement that does what it records. */
export type ContinueStream = (head: StreamHead | null, event: NewEvent) => Write[]

/** @returns writes that find the stream where it was read, or undo the whole statement (`UnmetError` of `stream`). */
export const createContinueStream =
  (sealer: Sealer): ContinueStream =>
  (head, event) =>
    nextEventWrites(head, rowOf(sealer, event))

/** Opens a sealed payload. @returns its salt and text. */
export function openPayload(sealer: Sealer, eventId: string, sealed: Buffer): { salt: Buffer; payload: string } {
  const opened = sealer.open(payloadContext(eventId), sealed)
  return { salt: opened.subarray(0, SALT_BYTES), payload: opened.subarray(SALT_BYTES).toString('utf8') }
}
