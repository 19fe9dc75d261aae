import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/db.ts'
import { type Fault, parseForm } from '../../forms/index.ts'
import { assemblePackage, type Package } from './package.ts'
import { filesOf, findVersion, summariesOf, type VersionRow, versionsInForce } from './packages.store.ts'
import { parseProcedure } from './parse-procedure.ts'
import { isExample } from './read-folder.ts'
import { summaryOf, type VersionSummary } from './summary.ts'

/** Published packages, read once and kept: versions never change. */
export interface Packages {
  /** The version that new dossiers take; null when the procedure has no package. */
  current(code: string): Promise<Package | null>
  /** @throws Error when there is no such version. */
  version(versionId: string): Promise<Package>
  /** All versions in force, by code: what lists tell of them. */
  listed(): Promise<ListedPackage[]>
  /** A folder with the version's own files, for setting its printed papers; made when first asked for. */
  templateFolder(versionId: string): Promise<string>
  /** What is in force is looked up anew at the next question: after publishing. */
  refresh(): void
  /** Grows each time that this process learns of other versions in force; at once, looked up behind. For caches that can't wait. */
  knownVersion(): number
}

export interface ListedPackage extends VersionSummary {
  code: string
  versionId: string
}

export interface PackagesDeps {
  db: Db
  clock: Clock
  /** Where the files of versions are laid out for the typesetter; may be emptied at any time. */
  cacheFolder: string
}

/** How long a process may go on with a version that another process has replaced. */
const LOOK_AGAIN_MS = 2_000

export function openPackages({ db, clock, cacheFolder }: PackagesDeps): Packages {
  const versions = new Map<string, Promise<Package>>()
  const folders = new Map<string, Promise<string>>()
  let inForce: { ids: Promise<ReadonlyMap<string, string>>; at: number } | null = null
  let learnt = { version: 0, ids: '' }

  function learn(ids: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const text = [...ids.values()].sort().join()
    if (text !== learnt.ids) learnt = { version: learnt.version + 1, ids: text }
    return ids
  }

  function idsInForce(): Promise<ReadonlyMap<string, string>> {
    const now = clock.now()
    if (!inForce || Math.abs(now.getTime() - inForce.at) > LOOK_AGAIN_MS) {
      const ids = versionsInForce(db, now).then(
        (rows) => learn(new Map(rows.map((row) => [row.procedure_code, row.version_id]))),
      )
      ids.catch(() => (inForce = null))
      inForce = { ids, at: now.getTime() }
    }
    return inForce.ids
  }
  /** The list of the versions known last; made anew when others are in force. */
  let list: { ids: string; entries: Promise<ListedPackage[]> } | null = null

  async function readList(ids: readonly string[]): Promise<ListedPackage[]> {
    const rows = await summariesOf(db, ids)
    return Promise.all(rows.map(async ({ id, procedure_code: code, summary }) => ({ code, versionId: id, ...(summary ?? summaryOf((await version(id)).definition)) })))
  }
  const version = (id: string) => kept(versions, id, () => readVersion(db, id, () => templateFolder(id)))

  const templateFolder = (id: string): Promise<string> =>
    kept(folders, id, async () => layOut(await version(id), makingFiles(await filesOf(db, id)), cacheFolder))

  return {
    version,
    templateFolder,
    async current(code) {
      const id = (await idsInForce()).get(code)
      return id === undefined ? null : version(id)
    },
    async listed() {
      const ids = [...(await idsInForce()).values()]
      if (list?.ids !== ids.join()) {
        const entries = readList(ids)
        list = { ids: ids.join(), entries }
        entries.catch(() => (list = null))
      }
      return list.entries
    },
    refresh() {
      inForce = null
    },
    knownVersion() {
      idsInForce().catch(() => undefined)
      return learnt.version
    },
  }
}

/** One promise a key; a failure is not kept. */
function kept<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key)
  if (known) return known
  const made = make()
  cache.set(key, made)
  made.catch(() => cache.delete(key))
  return made
}

async function readVersion(db: Db, id: string, templateFolder: () => Promise<string>): Promise<Package> {
  const row = await findVersion(db, id)
  if (!row) throw new Error(`No package version has the id ${id}.`)
  return open(row, await filesOf(db, id), templateFolder)
}

/** What a stored version says today; the check of the day it was stored is not repeated. */
export function reread({ folder }: VersionRow, files: ReadonlyMap<string, Buffer>) {
  const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
  const form = parseForm(text('form.yaml'), `${folder}/form.yaml`, { stored: true })
  if (!form.ok) return form
  const procedure = parseProcedure(text('procedure.yaml'), `${folder}/procedure.yaml`, form.form, { stored: true })
  if (!procedure.ok) return procedure
  return { ok: true as const, form: form.form, procedure: procedure.procedure, processXml: files.get('process.bpmn')?.toString('utf8') ?? null }
}

/** The package in force at an instant, read without being kept; null when the procedure has none. */
export async function readInForce(db: Db, code: string, at: Date) {
  const id = (await versionsInForce(db, at)).find((row) => row.procedure_code === code)?.version_id
  const row = id === undefined ? undefined : await findVersion(db, id)
  if (!row) return null
  const read = reread(row, await filesOf(db, row.id))
  return read.ok ? { definition: read.procedure, form: read.form } : null
}

function open(row: VersionRow, files: ReadonlyMap<string, Buffer>, templateFolder: () => Promise<string>): Package {
  const read = reread(row, files)
  if (!read.ok) throw outgrown(row, read.faults)
  return assemblePackage({
    versionId: row.id,
    number: row.number,
    hash: row.hash,
    publishedAt: row.published_at,
    definition: read.procedure,
    form: read.form,
    formVersionId: row.form_version_id,
    processDefinitionId: row.process_definition_id,
    processXml: read.processXml,
    files: [...files.keys()].filter((name) => !isExample(name)).sort(),
    templateFolder,
  })
}

/** What the typesetter may read: examples hold people, if made-up ones, and are no part of a paper. */
const makingFiles = (files: ReadonlyMap<string, Buffer>) => new Map([...files].filter(([name]) => !isExample(name)))

/** A stored version was right when it was published: the program no longer reads what it once wrote. */
function outgrown(row: VersionRow, faults: readonly Fault[]): Error {
  const first = faults[0]
  return new Error(
    `Version ${row.number} of ${row.procedure_code} can't be read any more: ${first?.file}:${first?.line} ${first?.message}`,
  )
}

/**
 * Written beside and moved into place, so that a half-written folder is never read; one that is whole is left alone, because
 * another process may be reading it.
 */
async function layOut(one: Package, files: ReadonlyMap<string, Buffer>, cacheFolder: string): Promise<string> {
  const target = join(cacheFolder, `${one.code}-${one.hash.slice(0, 24)}`)
  if (await isLaidOut(files, target)) return target
  await mkdir(dirname(target), { recursive: true })
  const beside = await mkdtemp(`${target}.`)
  for (const [name, content] of files) await writeFile(join(beside, name), content)
  await rm(target, { recursive: true, force: true })
  await rename(beside, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(beside, { recursive: true, force: true })
    // Another process laid out the same version first.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return target
}

async function isLaidOut(files: ReadonlyMap<string, Buffer>, target: string): Promise<boolean> {
  const same = await Promise.all([...files].map(async ([name, content]) => (await readFile(join(target, name)).catch(() => null))?.equals(content) === true))
  return same.every(Boolean)
}
