import { type Actor, actorKey } from '../../../platform/actor.ts'
import type { Clock } from '../../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../../platform/db.ts'
import type { AppendEvent } from '../../events/index.ts'
import type { Fault } from '../../forms/index.ts'
import { listOwn } from '../catalogue/list-own.ts'
import { faultsOfLinked } from './linked/check.ts'
import { insertPublication, lockPublishing, type PublicationRow, standingPublications } from './packages.store.ts'
import { ownProcedure } from './own-content.ts'
import { type CheckedPackage, type CheckProcess, checkPackageFolder, findPackageFolders } from './read-folder.ts'
import { PACKAGE_EVENTS, type PublishProcess, recordVersion, storeVersion } from './store-version.ts'

const ACTOR: Actor = { kind: 'system', name: 'packages' }

export interface LoadDeps {
  clock: Clock
  checkProcess: CheckProcess
  publishProcess: PublishProcess
  appendEvent: AppendEvent
  /** Called in the same transaction when something was published: pages kept in memory are made anew. */
  onPublished?: (tx: Tx) => Promise<void>
}

export interface LoadedVersion {
  code: string
  versionId: string
  number: number
  folder: string
}

export interface LoadReport {
  published: LoadedVersion[]
  unchanged: string[]
  /** Stored, not in force: an administrator's publication stands in front of them. */
  waiting: LoadedVersion[]
  /** Packages with faults are left as they were; the version in force stays in force. */
  faults: Fault[]
}

/**
 * Checks all packages under a folder and publishes those whose content is new: the next dossier takes the new
 * version, those under way keep theirs. Content that was in force before becomes in force again as the same version. What
 * an administrator published is never replaced.
 */
export async function loadPackages(db: Db, root: string, deps: LoadDeps): Promise<LoadReport> {
  const report: LoadReport = { published: [], unchanged: [], waiting: [], faults: [] }
  const checked: CheckedPackage[] = []
  for (const folder of await findPackageFolders(root)) {
    const one = await checkPackageFolder(root, folder, deps.checkProcess)
    if (one.ok) checked.push(one.package)
    else report.faults.push(...one.faults)
  }
  report.faults.push(...twins(checked))
  const sound = checked.filter((one) => {
    const faults = faultsOfLinked(one, (code) => checked.find(({ definition }) => definition.code === code) ?? null, null)
    report.faults.push(...faults)
    return faults.length === 0
  })
  await inTransaction(db, async (tx) => {
    report.published = []
    report.unchanged = []
    report.waiting = []
    await lockPublishing(tx)
    const standing = await standingPublications(tx)
    for (const one of sound) {
      const { outcome, entry } = await bring(tx, one, standing.filter((row) => row.procedure_code === one.definition.code), deps)
      if (outcome === 'unchanged') report.unchanged.push(entry.code)
      else report[outcome].push(entry)
    }
    const names = new Map(sound.map(({ definition }) => [definition.code, definition.name.vi]))
    const listed = await listOwn(tx, sound.map(({ definition }) => ownProcedure(definition, (code) => names.get(code) ?? code)), deps.clock.now())
    if (report.published.length + listed > 0) await deps.onPublished?.(tx)
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

type Outcome = 'published' | 'unchanged' | 'waiting'

/**
 * What an administrator published stands until a person publishes something else: content of the folder that is new is then
 * only stored. decisions/0022 says why.
 */
async function bring(tx: Tx, one: CheckedPackage, standing: readonly PublicationRow[], deps: LoadDeps): Promise<{ outcome: Outcome; entry: LoadedVersion }> {
  const at = deps.clock.now()
  const { code } = one.definition
  const how = { actor: ACTOR, at }
  const version = await storeVersion(deps, tx, one, how)
  const entry = { code, versionId: version.id, number: version.number, folder: one.folder }
  const about = { ...version, code, hash: one.hash, folder: one.folder }
  const inForce = standing.filter((row) => row.valid_from <= at).at(-1)
  const coming = standing.filter((row) => row.valid_from > at)
  if (inForce?.version_id === version.id) return { outcome: 'unchanged', entry }
  if ([inForce, ...coming].some((row) => row && row.published_by !== actorKey(ACTOR))) {
    if (version.isNew) await recordVersion(deps, tx, PACKAGE_EVENTS.imported, about, how)
    return { outcome: coming.some((row) => row.version_id === version.id) ? 'unchanged' : 'waiting', entry }
  }
  await insertPublication(tx, { procedure_code: code, version_id: version.id, valid_from: at, recorded_at: at, published_by: actorKey(ACTOR) })
  await recordVersion(deps, tx, PACKAGE_EVENTS.published, about, how)
  return { outcome: 'published', entry }
}
