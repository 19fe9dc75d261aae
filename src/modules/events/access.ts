import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type AccessRow, insertAccess, insertAccesses, selectAccess } from './store.ts'

export interface Access {
  actor: Actor
  /** Why the data was read: a stable key such as `case.read`, `tracking.by-code`. */
  purpose: string
  subject: { kind: string; id: string }
  fields?: readonly string[]
  at: Date
  /** Network address, sealed. */
  ip?: string | null
}

export type LogAccess = (reader: Reader, access: Access) => Promise<void>

function rowOf(sealer: Sealer, access: Access): AccessRow {
  const id = newId()
  return {
    id,
    at: access.at,
    actor: actorKey(access.actor),
    purpose: access.purpose,
    subject_kind: access.subject.kind,
    subject_id: access.subject.id,
    fields: [...(access.fields ?? [])],
    address: access.ip ? sealer.sealText(`events.access:${id}:address`, access.ip) : null,
  }
}

/** Writes down a read of personal data (Luật 91/2025/QH15): before the data is shown, so that no read goes unlogged. */
export function createLogAccess(sealer: Sealer): LogAccess {
  return (reader, access) => insertAccess(reader, rowOf(sealer, access))
}

export type LogAccesses = (reader: Reader, accesses: readonly Access[]) => Promise<void>

/** The same for a page that shows several people's data: one statement. */
export function createLogAccesses(sealer: Sealer): LogAccesses {
  return (reader, accesses) => insertAccesses(reader, accesses.map((access) => rowOf(sealer, access)))
}

/** Reads of one subject's data, newest first, after a position; `withoutOwn` leaves out those of the person whose they are. */
export const listAccess = (reader: Reader, subject: { kind: string; id: string }, page: { limit?: number; before?: { at: Date; id: string } | null; withoutOwn?: boolean } = {}): Promise<AccessRow[]> =>
  selectAccess(reader, subject.kind, subject.id, { limit: page.limit ?? 100, before: page.before ?? null, withoutOwn: page.withoutOwn ?? false })
