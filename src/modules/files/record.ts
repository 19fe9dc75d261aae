import type { Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type Write, writeTogether } from '../../platform/together.ts'
import { nameContext, type ReceivedFile } from './receive.ts'
import { refuse, refuseFile } from './refusals.ts'
import { DEFAULT_LIMITS, inMegabytes } from './rules/limits.ts'
import { deleteRows, type FileToSeal, insertFileWrite, lockFileRow, lockOwnerBytes, type NewFileRow, type SentFile, sealRows, sealWrite } from './store.ts'

export interface Owner {
  ownerKind: string
  ownerId: string
  agencyId?: string | null
  provinceCode?: string | null
}

export function newRow(sealer: Sealer, received: ReceivedFile, owner: Owner, at: Date): NewFileRow {
  return {
    file_id: received.fileId,
    owner_kind: owner.ownerKind,
    owner_id: owner.ownerId,
    agency_id: owner.agencyId ?? null,
    province_code: owner.provinceCode ?? null,
    derived_from: null,
    blob_key: received.blobKey,
    sealed_key: received.sealedKey,
    name: sealer.sealText(nameContext(received.fileId), received.filename),
    media_type: received.mediaType,
    size_bytes: received.size,
    sha256: received.sha256,
    width: received.picture?.width ?? null,
    height: received.picture?.height ?? null,
    state: 'received',
    refusal: null,
    received_at: at,
    sealed_at: null,
  }
}

/** Gives a received upload its row and owner, unless the owner's files together grow too large. */
export async function recordFile(
  tx: Tx,
  sealer: Sealer,
  received: ReceivedFile,
  owner: Owner & { at: Date; ownerBytes?: number },
): Promise<Decided<{ fileId: string }>> {
  const room = roomFor(received, await lockOwnerBytes(tx, owner.ownerKind, owner.ownerId), owner.ownerBytes)
  if (!room.ok) return room
  await writeTogether(tx, [recording(sealer, received, owner)])
  return { ok: true, fileId: received.fileId }
}

/** Whether an owner's files, of so many bytes together, have room for one more. Holds for as long as no other is added. */
export function roomFor(received: ReceivedFile, used: number, allowed: number = DEFAULT_LIMITS.ownerBytes): Decided {
  return used + received.size > allowed ? refuse('files-too-large-together', { limit: inMegabytes(allowed) }) : { ok: true }
}

/** A file among them that is the received one, sent once more: the same bytes under the same name. */
export const sameAsReceived = (sealer: Sealer, received: ReceivedFile, sent: readonly SentFile[]): SentFile | undefined =>
  sent.find((file) => file.sha256.equals(received.sha256) && sealer.openText(nameContext(file.file_id), file.name) === received.filename)

/** `recordFile` as a part of one statement, once there is room. */
export const recording = (sealer: Sealer, received: ReceivedFile, owner: Owner & { at: Date }): Write => insertFileWrite(newRow(sealer, received, owner, owner.at))

/** The row of a document that the program printed, to be written with others: final from its first moment. */
export const recordingPrinted = (sealer: Sealer, received: ReceivedFile, owner: Owner & { at: Date; retentionClass?: string }): Write =>
  insertFileWrite({
    ...newRow(sealer, received, owner, owner.at),
    state: 'sealed',
    sealed_at: owner.at,
    scan: 'clean',
    scanned_at: owner.at,
    retention_class: owner.retentionClass ?? 'dossier',
  })

/** The same row by itself. */
export const recordPrinted = (tx: Tx, ...printed: Parameters<typeof recordingPrinted>): Promise<void> => writeTogether(tx, [recordingPrinted(...printed)])

/**
 * Freezes files under the record they were submitted with: they can't be removed any more. A photo that isn't a PDF yet
 * is still converted afterwards.
 */
export async function sealFiles(
  tx: Tx,
  sealer: Sealer,
  fileIds: readonly string[],
  owner: Owner & { at: Date; retentionClass?: string },
): Promise<Decided> {
  for (const fileId of [...fileIds].sort()) {
    const row = await lockFileRow(tx, fileId)
    if (!row) return refuse('file-not-found')
    if (row.state === 'refused') return refuseFile(row.refusal, sealer.openText(nameContext(fileId), row.name))
  }
  if (fileIds.length > 0) {
    await sealRows(tx, fileIds, {
      ownerKind: owner.ownerKind,
      ownerId: owner.ownerId,
      agencyId: owner.agencyId ?? null,
      provinceCode: owner.provinceCode ?? null,
      retentionClass: owner.retentionClass ?? 'dossier',
      at: owner.at,
    })
  }
  return { ok: true }
}

/** Whether these files can be sealed as they stand. */
export function sealable(sealer: Sealer, rows: readonly FileToSeal[]): Decided {
  for (const row of rows) if (row.state === 'refused') return refuseFile(row.refusal, sealer.openText(nameContext(row.file_id), row.name))
  return { ok: true }
}

/** `sealFiles` as a part of one statement, which is undone unless all are still of the owner they are taken from, and not refused. */
export const sealing = (fileIds: readonly string[], from: Owner, to: Owner & { at: Date; retentionClass?: string }): Write =>
  sealWrite(fileIds, from, {
    ownerKind: to.ownerKind,
    ownerId: to.ownerId,
    agencyId: to.agencyId ?? null,
    provinceCode: to.provinceCode ?? null,
    retentionClass: to.retentionClass ?? 'dossier',
    at: to.at,
  })

/** Takes an unsubmitted file back; its bytes are swept later. */
export async function removeFile(tx: Tx, fileId: string): Promise<Decided> {
  const row = await lockFileRow(tx, fileId)
  if (!row) return refuse('file-not-found')
  if (row.sealed_at || row.legal_hold) return refuse('file-sealed')
  await deleteRows(tx, fileId)
  return { ok: true }
}
