import { createHash } from 'node:crypto'
import { type Db, inTransaction } from '../../../platform/db.ts'
import { keepFingerprint, loadedFingerprint } from '../../../platform/loaded.store.ts'
import { selectVersionNumber } from '../catalogue/catalogue.store.ts'
import { type LoadDeps, loadPackages, type LoadReport } from './load.ts'
import { standingPublications } from './packages.store.ts'
import { findPackageFolders, hashOf, readPackageFolder } from './read-folder.ts'

const NAME = 'packages'

/**
 * `loadPackages`, unless it would find all as it last left it: the same files, judged by the same program, the same publications
 * standing and the same catalogue. What had faults, waits, or is to come into force on a later day is looked at again at each start.
 * @param program Tells one build of the program from another: newer checks judge the same files anew.
 * @returns null when there was nothing to look at.
 */
export async function loadChangedPackages(db: Db, root: string, deps: LoadDeps, program: string): Promise<LoadReport | null> {
  const files = await fingerprintOfFiles(root)
  const fingerprint = async () => {
    const standing = files === null ? null : await standingNow(db, deps.clock.now())
    return files === null || standing === null ? null : createHash('sha256').update([program, files, standing].join('\n')).digest('hex')
  }
  const before = await fingerprint()
  if (before !== null && before === (await loadedFingerprint(db, NAME))) return null
  const report = await loadPackages(db, root, deps)
  const after = report.faults.length + report.waiting.length === 0 ? await fingerprint() : null
  if (after !== null) await inTransaction(db, (tx) => keepFingerprint(tx, { name: NAME, fingerprint: after, at: deps.clock.now() }))
  return report
}

/** Of all files of all packages; null when a folder holds what it may not. */
async function fingerprintOfFiles(root: string): Promise<string | null> {
  const all: string[] = []
  for (const folder of await findPackageFolders(root)) {
    const read = await readPackageFolder(root, folder)
    if (!read.ok) return null
    const examples = new Map([...read.package.examples].map(([name, text]) => [name, Buffer.from(text)]))
    all.push(folder, hashOf(read.package.files), hashOf(examples))
  }
  return all.join('\n')
}

/** What stands in force and which catalogue it was brought into; null while something is still to come. */
async function standingNow(db: Db, now: Date): Promise<string | null> {
  const standing = await standingPublications(db)
  if (standing.some((row) => row.valid_from > now)) return null
  return [await selectVersionNumber(db), ...standing.map((row) => row.id)].join()
}
