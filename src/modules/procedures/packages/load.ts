import { createHash } from 'node:crypto'
import { type Actor, actorKey } from '../../../platform/actor.ts'
import type { Clock } from '../../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../../platform/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import type { AppendEvent } from '../../events/index.ts'
import type { Fault } from '../../forms/index.ts'
import {
  findFormVersion,
  findVersionByHash,
  insertFormVersion,
  insertPublication,
  insertVersion,
  lastNumber,
  lockPublishing,
  versionsInForce,
} from './packages.store.ts'
import {
  type CheckedPackage,
  type CheckProcess,
  checkPackageFolder,
  findPackageFolders,
  PROCESS_FACTS,
} from './read-folder.ts'

/** Port: stores a process as a version of its procedure's, or finds it again when it is already there. */
export type PublishProcess = (
  tx: Tx,
  process: { key: string; xml: string; names: readonly string[]; actor: Actor; at: Date },
) => Promise<Decided<{ definitionId: string }>>

const ACTOR: Actor = { kind: 'system', name: 'packages' }

export interface LoadDeps {
  clock: Clock
  checkProcess: CheckProcess
  publishProcess: PublishProcess
  appendEvent: AppendEvent
  /** Called in the same transaction when something was published: pages kept in memory are made anew. */
  onPublished?: (tx: Tx) => Promise<void>
}

export interface LoadReport {
  published: { code: string; versionId: string; number: number; folder: string }[]
  unchanged: string[]
  /** Packages with faults are left as they were; the version in force stays in force. */
  faults: Fault[]
}

/**
 * Checks all packages under a folder and publishes those whose content is new: the next dossier takes the new
 * version, those under way keep theirs. Content that was in force before becomes in force again as the same version.
 */
export async function loadPackages(db: Db, root: string, deps: LoadDeps): Promise<LoadReport> {
  const report: LoadReport = { published: [], unchanged: [], faults: [] }
  const checked: CheckedPackage[] = []
  for (const folder of await findPackageFolders(root)) {
    const one = await checkPackageFolder(root, folder, deps.checkProcess)
    if (one.ok) checked.push(one.package)
    else report.faults.push(...one.faults)
  }
  report.faults.push(...twins(checked))
  await inTransaction(db, async (tx) => {
    report.published = []
    report.unchanged = []
    await lockPublishing(tx)
    const inForce = new Map(
      (await versionsInForce(tx, deps.clock.now())).map((row) => [row.procedure_code, row.version_id]),
    )
    for (const one of checked) {
      const published = await publish(tx, one, inForce.get(one.definition.code) ?? null, deps)
      if (published) report.published.push(published)
      else report.unchanged.push(one.definition.code)
    }
    if (report.published.length > 0) await deps.onPublished?.(tx)
  })
  return report
}

function twins(packages: readonly CheckedPackage[]): Fault[] {
  const folders = new Map<string, string>()
  return packages.flatMap((one) => {
    const other = folders.get(one.definition.code)
    folders.set(one.definition.code, one.folder)
    return other
      ? [
          {
            file: `${one.folder}/procedure.yaml`,
            line: 1,
            message: `Thủ tục ${one.definition.code} đã có gói ở ${other}`,
          },
        ]
      : []
  })
}

async function publish(tx: Tx, one: CheckedPackage, inForce: string | null, deps: LoadDeps) {
  const at = deps.clock.now()
  const code = one.definition.code
  const known = await findVersionByHash(tx, code, one.hash)
  if (known && known.id === inForce) return null
  const version = known ?? (await newVersion(tx, one, deps))
  await insertPublication(tx, {
    procedure_code: code,
    version_id: version.id,
    valid_from: at,
    recorded_at: at,
    published_by: actorKey(ACTOR),
  })
  await deps.appendEvent(tx, {
    stream: { kind: 'procedure-package', id: version.id },
    type: 'procedure-package.published',
    version: 1,
    actor: ACTOR,
    payload: { procedureCode: code, number: version.number, hash: one.hash, folder: one.folder },
    at,
  })
  return { code, versionId: version.id, number: version.number, folder: one.folder }
}

async function newVersion(tx: Tx, one: CheckedPackage, deps: LoadDeps): Promise<{ id: string; number: number }> {
  const at = deps.clock.now()
  const code = one.definition.code
  const process = await deps.publishProcess(tx, {
    key: code,
    xml: one.processXml,
    names: PROCESS_FACTS,
    actor: ACTOR,
    at,
  })
  // It was checked a moment ago with the same names.
  if (!process.ok) throw new Error(`The process of ${one.folder} was refused: ${process.refusal.code}`)
  const source = one.files.get('form.yaml')?.toString('utf8') ?? ''
  const hash = createHash('sha256').update(source).digest('hex')
  let formId = await findFormVersion(tx, code, hash)
  if (!formId) {
    formId = newId()
    await insertFormVersion(tx, { id: formId, procedure_code: code, hash, source, published_at: at })
  }
  const number = (await lastNumber(tx, code)) + 1
  const id = newId()
  const row = {
    id,
    procedure_code: code,
    number,
    hash: one.hash,
    folder: one.folder,
    form_version_id: formId,
    process_definition_id: process.definitionId,
    published_at: at,
  }
  await insertVersion(tx, row, one.files)
  return { id, number }
}
