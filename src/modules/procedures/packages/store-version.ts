import { createHash } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import type { AppendEvent } from '../../events/index.ts'
import { findFormVersion, findVersionByHash, insertFormVersion, insertVersion, lastNumber, type VersionRow } from './packages.store.ts'
import { type CheckedPackage, contentsOf, PROCESS_FACTS } from './read-folder.ts'
import { summaryOf } from './summary.ts'

/** Port: stores a process as a version of its procedure's, or finds it again when it is already there. */
export type PublishProcess = (
  tx: Tx,
  process: { key: string; xml: string; names: readonly string[]; actor: Actor; at: Date },
) => Promise<Decided<{ definitionId: string }>>

export const PACKAGE_STREAM = 'procedure-package'
export const PACKAGE_EVENTS = {
  /** Stored, not in force. */
  imported: 'procedure-package.imported',
  published: 'procedure-package.published',
  takenBack: 'procedure-package.publication-taken-back',
  /** From a day on none is in force; on the stream of the one that was. */
  ended: 'procedure-package.ended',
} as const

interface StoreDeps {
  publishProcess: PublishProcess
  appendEvent: AppendEvent
}

export interface StoredVersion {
  id: string
  number: number
  isNew: boolean
}

/** Keeps a checked package as an immutable version, under the lock of publishing; the same content again is the version that it already is. */
export async function storeVersion(deps: StoreDeps, tx: Tx, one: CheckedPackage, { actor, at }: { actor: Actor; at: Date }): Promise<StoredVersion> {
  const code = one.definition.code
  const known = await findVersionByHash(tx, code, one.hash)
  if (known) return { id: known.id, number: known.number, isNew: false }
  const process_definition_id = one.processXml === null ? null : await storeProcess(deps, tx, { ...one, processXml: one.processXml }, { actor, at })
  const number = (await lastNumber(tx, code)) + 1
  const id = newId()
  const row = {
    id,
    procedure_code: code,
    number,
    hash: one.hash,
    folder: one.folder,
    form_version_id: await storeForm(tx, one, at),
    process_definition_id,
    published_at: at,
    summary: JSON.stringify(summaryOf(one.definition)),
  }
  await insertVersion(tx, row, contentsOf(one))
  return { id, number, isNew: true }
}

async function storeProcess(deps: StoreDeps, tx: Tx, one: CheckedPackage & { processXml: string }, how: { actor: Actor; at: Date }): Promise<string> {
  const process = await deps.publishProcess(tx, { key: one.definition.code, xml: one.processXml, names: PROCESS_FACTS, ...how })
  // It was checked a moment ago with the same names.
  if (!process.ok) throw new Error(`The process of ${one.folder} was refused: ${process.refusal.code}`)
  return process.definitionId
}

async function storeForm(tx: Tx, one: CheckedPackage, at: Date): Promise<string> {
  const source = one.files.get('form.yaml')?.toString('utf8') ?? ''
  const hash = createHash('sha256').update(source).digest('hex')
  const known = await findFormVersion(tx, one.definition.code, hash)
  if (known) return known
  const id = newId()
  await insertFormVersion(tx, { id, procedure_code: one.definition.code, hash, source, published_at: at })
  return id
}

/** A stored version as its events name it. */
export const namedInEvents = ({ id, number, procedure_code: code, hash, folder }: VersionRow) => ({ id, number, code, hash, folder })

/** What happened to a version, on its own stream. */
export async function recordVersion(
  { appendEvent }: Pick<StoreDeps, 'appendEvent'>,
  tx: Tx,
  type: (typeof PACKAGE_EVENTS)[keyof typeof PACKAGE_EVENTS],
  version: { id: string; number: number; code: string; hash: string; folder: string },
  { actor, at, ...more }: { actor: Actor; at: Date; validFrom?: string; reason?: string },
): Promise<void> {
  await appendEvent(tx, {
    stream: { kind: PACKAGE_STREAM, id: version.id },
    type,
    version: 1,
    actor,
    payload: { procedureCode: version.code, number: version.number, hash: version.hash, folder: version.folder, ...more },
    at,
  })
}
