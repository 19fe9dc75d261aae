import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { insertAccess, selectAccess } from './store.ts'

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

/** Writes down a read of personal data (Luật 91/2025/QH15): before the data is shown, so that no read goes unlogged. */
export function createLogAccess(sealer: Sealer): LogAccess {
  return async (reader, access) => {
    const id = newId()
    await insertAccess(reader, {
      id,
      at: access.at,
      actor: actorKey(access.actor),
      purpose: access.purpose,
      subject_kind: access.subject.kind,
      subject_id: access.subject.id,
      fields: [...(access.fields ?? [])],
      address: access.ip ? sealer.sealText(`events.access:${id}:address`, access.ip) : null,
    })
  }
}

/** Latest reads of one subject's data, newest first. */
export const listAccess = (reader: Reader, subject: { kind: string; id: string }, limit = 100) =>
  selectAccess(reader, subject.kind, subject.id, limit)
