import type { Reader } from '../../platform/db.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Sealer } from '../../platform/seal.ts'
import { openPayload, type Stream } from './append.ts'
import { type EventRow, selectEvent, selectStream, type Span } from './store.ts'

export interface StoredEvent {
  eventId: string
  stream: Stream
  seq: number
  type: string
  version: number
  actor: string
  onBehalfOf: string | null
  actId: string | null
  at: Date
  /** null when it was lawfully deleted. */
  payload: Json
  hash: Buffer
}

function toStored(sealer: Sealer, row: EventRow): StoredEvent {
  return {
    eventId: row.event_id,
    stream: { kind: row.stream_kind, id: row.stream_id },
    seq: row.seq,
    type: row.type,
    version: row.version,
    actor: row.actor,
    onBehalfOf: row.on_behalf_of,
    actId: row.act_id,
    at: row.at,
    payload: row.payload ? (JSON.parse(openPayload(sealer, row.event_id, row.payload).payload) as Json) : null,
    hash: row.hash,
  }
}

/** Events of one stream in order, opened: all, or those of a span. */
export function createReadStream(sealer: Sealer) {
  return async (reader: Reader, stream: Stream, span?: Span): Promise<StoredEvent[]> =>
    (await selectStream(reader, stream.kind, stream.id, span)).map((row) => toStored(sealer, row))
}
export type ReadStream = ReturnType<typeof createReadStream>

/**
 * `at`: when it happened, as the relay tells it.
 * @throws Error when there is no such event.
 */
export function createGetEvent(sealer: Sealer) {
  return async (reader: Reader, eventId: string, at?: string): Promise<StoredEvent> => {
    const row = await selectEvent(reader, eventId, at ? new Date(at) : null)
    if (!row) throw new Error(`There is no event ${eventId}.`)
    return toStored(sealer, row)
  }
}
export type GetEvent = ReturnType<typeof createGetEvent>
