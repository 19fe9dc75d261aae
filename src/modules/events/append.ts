import { randomBytes } from 'node:crypto'
import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Sealer } from '../../platform/seal.ts'
import { commitTo, linkOf } from './rules/chain.ts'
import { insertEvent } from './store.ts'

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

/** Appends to a stream inside the act's transaction: the row is history and outbox at once. The payload is sealed. */
export function createAppendEvent(sealer: Sealer): AppendEvent {
  return async (tx, event) => {
    const eventId = newId()
    const payload = JSON.stringify(event.payload)
    const salt = randomBytes(SALT_BYTES)
    const commitment = commitTo(salt, payload)
    const actor = actorKey(event.actor)
    const head = {
      eventId,
      streamKind: event.stream.kind,
      streamId: event.stream.id,
      type: event.type,
      version: event.version,
      actor,
      onBehalfOf: event.onBehalfOf ?? null,
      actId: event.actId ?? null,
      at: event.at,
      commitment,
    }
    const seq = await insertEvent(tx, {
      event_id: eventId,
      stream_kind: head.streamKind,
      stream_id: head.streamId,
      type: head.type,
      version: head.version,
      actor,
      on_behalf_of: head.onBehalfOf,
      act_id: head.actId,
      agency_id: event.agencyId ?? null,
      province_code: event.provinceCode ?? null,
      at: event.at,
      payload: sealer.seal(payloadContext(eventId), Buffer.concat([salt, Buffer.from(payload, 'utf8')])),
      commitment,
      link: linkOf(head),
    })
    return { eventId, seq }
  }
}

/** Opens a sealed payload. @returns its salt and text. */
export function openPayload(sealer: Sealer, eventId: string, sealed: Buffer): { salt: Buffer; payload: string } {
  const opened = sealer.open(payloadContext(eventId), sealed)
  return { salt: opened.subarray(0, SALT_BYTES), payload: opened.subarray(SALT_BYTES).toString('utf8') }
}
