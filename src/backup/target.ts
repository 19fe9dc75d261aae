import { existsSync, statfsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type EmbeddedPostgres, holdsDatabase, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { KEY_FILE, type Secrets, writeSecrets } from '../platform/key-file.ts'
import type { Manifest } from './manifest.ts'
import { dataFolderNotEmpty, filesInTheWay, noRoom } from './refusals.ts'

/** Where a backup is restored to: beside what is there, until everything is proved. */
export interface Target {
  url: string
  /** Holds the restored files until `finish`. */
  files: string
  /** Gives everything its place. @returns where what stood there was put. */
  finish(): Promise<string[]>
  /** Undoes what was begun; what was there before is as it was. */
  abandon(): Promise<void>
}

export interface TargetOptions {
  config: Config
  manifest: Manifest
  replace: boolean
  /** Part of the name of what is put aside. */
  stamp: string
  /** Keys to be kept in the data folder from now on; null: they are there, or in the settings. */
  keys: Secrets | null
}

const RESTORING = 'restoring'
const SHELF = /^[0-9a-f]{2}$/

/** @throws BackupRefused, StartupProblem when the place is taken, in use or too small. Nothing is changed then. */
export async function openTarget(options: TargetOptions): Promise<Target> {
  const { config, replace } = options
  const files = join(config.dataDir, 'files')
  const staged = join(files, RESTORING)
  const embedded = config.databaseUrl === null
  if (embedded && !replace && holdsDatabase(config.dataDir)) throw dataFolderNotEmpty(config.dataDir)
  if (!replace && (await shelvesIn(files)).length > 0) throw filesInTheWay(files)
  checkRoom(options, embedded)
  const present = embedded && holdsDatabase(config.dataDir) ? await startEmbeddedPostgres(config.dataDir) : null
  const made = embedded ? await startAnew(config.dataDir).catch((error: unknown) => endWith(present, error)) : null
  await rm(staged, { recursive: true, force: true })
  await mkdir(staged, { recursive: true, mode: 0o700 })
  const clear = async () => {
    await made?.stop()
    await present?.stop()
  }
  return {
    url: config.databaseUrl ?? made?.url ?? '',
    files: staged,
    async finish() {
      await clear()
      return putInPlace(options, files, staged)
    },
    async abandon() {
      await clear()
      await rm(staged, { recursive: true, force: true })
      await rm(join(config.dataDir, RESTORING), { recursive: true, force: true })
    },
  }
}

async function endWith(present: EmbeddedPostgres | null, error: unknown): Promise<never> {
  await present?.stop()
  throw error
}

/** A new server in a folder of its own; what a killed restore left there is ended and removed. */
async function startAnew(dataDir: string): Promise<EmbeddedPostgres> {
  const folder = join(dataDir, RESTORING)
  // Started by root, the server runs as somebody else, who must be able to pass through to its folder.
  await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o701 : 0o700 })
  if (holdsDatabase(folder)) await (await startEmbeddedPostgres(folder)).stop()
  await rm(folder, { recursive: true, force: true })
  return startEmbeddedPostgres(folder)
}

async function putInPlace({ config, stamp, keys }: TargetOptions, files: string, staged: string): Promise<string[]> {
  const aside: string[] = []
  const { dataDir } = config
  const putAside = async (from: string, to: string) => {
    await mkdir(join(to, '..'), { recursive: true, mode: 0o700 })
    await rename(from, to)
    aside.push(to)
  }
  const oldShelves = await shelvesIn(files)
  const oldFiles = join(files, `before-${stamp}`)
  if (oldShelves.length > 0) aside.push(oldFiles)
  await mkdir(oldFiles, { mode: 0o700 })
  for (const shelf of oldShelves) await rename(join(files, shelf), join(oldFiles, shelf))
  if (oldShelves.length === 0) await rm(oldFiles, { recursive: true })
  for (const shelf of await shelvesIn(staged)) await rename(join(staged, shelf), join(files, shelf))
  await rm(staged, { recursive: true })
  if (keys) {
    if (existsSync(join(dataDir, KEY_FILE))) await putAside(join(dataDir, KEY_FILE), join(dataDir, `keys.before-${stamp}.json`))
    writeSecrets(dataDir, keys)
  }
  if (config.databaseUrl) return aside
  const place = join(dataDir, 'postgres')
  if (holdsDatabase(dataDir)) await putAside(place, join(dataDir, `postgres.before-${stamp}`))
  else await rm(place, { recursive: true, force: true })
  // The last step: from now on the program finds the restored database.
  await rename(join(dataDir, RESTORING, 'postgres'), place)
  await rm(join(dataDir, RESTORING), { recursive: true })
  return aside
}

async function shelvesIn(files: string): Promise<string[]> {
  const shelves = (await readdir(files).catch(() => [])).filter((name) => SHELF.test(name))
  const filled = await Promise.all(shelves.map(async (shelf) => (await readdir(join(files, shelf))).length > 0))
  return shelves.filter((_, index) => filled[index])
}

const NEW_CLUSTER = 200 * 1024 * 1024
/** Rows with their indexes take about so much more than their text. */
const ROOM_OF_TEXT = 2

function checkRoom({ config, manifest }: TargetOptions, embedded: boolean): void {
  const text = manifest.database.tables.reduce((sum, table) => sum + table.clear, 0)
  const needed = manifest.files.bytes + (embedded ? NEW_CLUSTER + text * ROOM_OF_TEXT : 0)
  const folder = existsSync(config.dataDir) ? config.dataDir : join(config.dataDir, '..')
  if (!existsSync(folder)) return
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < needed) throw noRoom(config.dataDir, needed)
}
