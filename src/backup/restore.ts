import { join } from 'node:path'
import type pg from 'pg'
import type { Config } from '../config.ts'
import { type VerifyReport, verifyChains } from '../modules/events/index.ts'
import { type FilesReport, localFileStore, verifyFiles } from '../modules/files/index.ts'
import type { Clock } from '../platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from '../platform/db.ts'
import { createJobs } from '../platform/jobs.ts'
import type { Secrets } from '../platform/key-file.ts'
import { migrate, migrationNames } from '../platform/migrate.ts'
import type { Sealer } from '../platform/seal.ts'
import { checkServerVersion } from '../platform/server-version.store.ts'
import { HEAVY_JOBS } from '../reactions.ts'
import { checkBlobs, checkList, giveBlobs } from './blobs.ts'
import { JOBS_PART, partPath } from './dump.store.ts'
import { checkUnused, load } from './load.store.ts'
import { type Manifest, openProbe } from './manifest.ts'
import { checkPart } from './parts.ts'
import { newer } from './refusals.ts'
import { openTarget, type Target } from './target.ts'

export interface Restore {
  config: Config
  folder: string
  manifest: Manifest
  /** Keys that are to stay in the data folder; null when they are there already, or in the settings. */
  keys: Secrets | null
  replace: boolean
  clock: Clock
  signal: AbortSignal
  say: (line: string) => void
}

export interface Restored {
  chains: VerifyReport
  files: FilesReport
  /** Where what stood in the place was put. */
  aside: string[]
}

/** Reads the whole backup without restoring it. @throws BackupRefused when it could not be restored. */
export async function checkBackup({ config, folder, manifest, signal }: Pick<Restore, 'config' | 'folder' | 'manifest' | 'signal'>): Promise<Sealer> {
  const sealer = await checkMeta(config, manifest)
  await checkDatabaseParts(folder, manifest, signal)
  await checkBlobs(folder, signal)
  return sealer
}

async function checkMeta(config: Config, manifest: Manifest): Promise<Sealer> {
  const ours = await migrationNames(join(config.root, 'migrations'))
  const unknown = manifest.database.migrations.filter((name) => !ours.includes(name))
  if (unknown.length > 0) throw newer(unknown.join(', '))
  return openProbe(manifest.probe, config.secrets)
}

async function checkDatabaseParts(folder: string, { database, files }: Manifest, signal: AbortSignal): Promise<void> {
  for (const table of database.tables) await checkPart(partPath(folder, table.name), table.name, table, signal)
  if (database.jobs) await checkPart(partPath(folder, JOBS_PART), JOBS_PART, database.jobs, signal)
  await checkList(folder, files, signal)
}

/** Restores into an empty place, proves what stands there, then gives it its place. Nothing is touched until the backup is known to be whole. */
export async function restore(asked: Restore): Promise<Restored> {
  const { config, folder, manifest, signal, say } = asked
  const sealer = await checkMeta(config, manifest)
  await checkDatabaseParts(folder, manifest, signal)
  const stamp = asked.clock.now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const target = await openTarget({ config, manifest, replace: asked.replace, stamp, keys: asked.keys })
  try {
    const proved = await fill(asked, target, sealer)
    signal.throwIfAborted()
    say('Đang đưa vào chỗ · Putting in place')
    return { ...proved, aside: await target.finish() }
  } catch (error) {
    await target.abandon()
    throw error
  }
}

async function fill(asked: Restore, target: Target, sealer: Sealer): Promise<Omit<Restored, 'aside'>> {
  const { folder, manifest, signal, say } = asked
  const db = await openDatabase(target.url, { maxConnections: 3 })
  try {
    await checkServerVersion(db)
    await withClient(db, checkUnused)
    say(`Đang chép ${manifest.files.count} tệp · Copying files`)
    await giveBlobs(folder, manifest.files, target.files, signal)
    say('Đang nạp cơ sở dữ liệu · Loading the database')
    await loadInto(asked, db)
    say('Đang kiểm tra chuỗi sự kiện và mở từng tệp · Verifying event chains, opening every file')
    const chains = await verifyChains(db, sealer)
    const files = await verifyFiles({ sealer, store: localFileStore(target.files) })(db)
    return { chains, files }
  } finally {
    await closeDatabase(db)
  }
}

/** An older backup is loaded at its own migration and then taken on to this program's. */
async function loadInto({ config, folder, manifest, signal }: Restore, db: Db): Promise<void> {
  const migrationsFolder = join(config.root, 'migrations')
  await migrate(db, migrationsFolder, manifest.database.migrations.at(-1))
  const faults: unknown[] = []
  const jobs = await createJobs({ url: db.url, heavy: HEAVY_JOBS, onError: (error) => faults.push(error) })
  try {
    await withClient(db, (client) => load(client, { folder, migrationsFolder, database: manifest.database, jobs, signal }))
  } finally {
    await jobs.stop(1000)
  }
  if (faults.length > 0) throw faults[0]
  await migrate(db, migrationsFolder)
}

async function withClient(db: Db, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const client = await db.pool.connect()
  let done = false
  try {
    await work(client)
    done = true
  } finally {
    client.release(!done)
  }
}
