import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { holdBytes } from '../modules/files/index.ts'
import type { Clock } from '../platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from '../platform/db.ts'
import { holdsDatabase, startEmbeddedPostgres } from '../platform/embedded-postgres/index.ts'
import { writeSecrets } from '../platform/key-file.ts'
import { migrationNames } from '../platform/migrate.ts'
import { checkServerVersion } from '../platform/server-version.store.ts'
import { syncFolder, takeBlobs } from './blobs.ts'
import { dump, lookAt } from './dump.store.ts'
import { type Manifest, openKeys, probeOf, writeManifest } from './manifest.ts'
import { newer, nothingHere } from './refusals.ts'

export interface BackUp {
  config: Config
  /** The program's version. */
  program: string
  /** The folder in which backups are gathered. */
  into: string
  withKeys: boolean
  clock: Clock
  signal: AbortSignal
}

export interface BackedUp {
  folder: string
  manifest: Omit<Manifest, 'format'>
  /** What killed backups left in the same folder. */
  unfinished: string[]
}

/** Writes a backup under a temporary name and gives it its own when it is whole. Works beside the running program. */
export async function backUp(asked: BackUp): Promise<BackedUp> {
  const { config } = asked
  if (!config.databaseUrl && !holdsDatabase(config.dataDir)) throw nothingHere(config.dataDir)
  const postgres = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataDir, { share: true })
  try {
    const db = await openDatabase(config.databaseUrl ?? postgres?.url ?? '', { maxConnections: 3 })
    try {
      await check(asked, db)
      return await named(asked, db)
    } finally {
      await closeDatabase(db)
    }
  } finally {
    await postgres?.stop()
  }
}

/** @throws BackupRefused when this program, or these keys, could do nothing with the data. */
async function check({ config }: BackUp, db: Db): Promise<void> {
  await checkServerVersion(db)
  const client = await db.pool.connect()
  try {
    const found = await lookAt(client)
    if (!found || found.dataKeys.length === 0) throw nothingHere(config.databaseUrl ? 'DATABASE_URL' : config.dataDir)
    const ours = new Set(await migrationNames(join(config.root, 'migrations')))
    const unknown = found.migrations.filter((name) => !ours.has(name))
    if (unknown.length > 0) throw newer(unknown.join(', '))
    openKeys(found.dataKeys, config.secrets)
  } finally {
    client.release()
  }
}

const UNFINISHED = '.unfinished-'

async function named(asked: BackUp, db: Db): Promise<BackedUp> {
  const madeAt = asked.clock.now().toISOString()
  const folder = join(asked.into, `mot-cua-${madeAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`)
  const draft = `${folder}${UNFINISHED}${randomBytes(3).toString('hex')}`
  await mkdir(asked.into, { recursive: true, mode: 0o700 })
  const unfinished = (await readdir(asked.into)).filter((name) => name.includes(UNFINISHED))
  await mkdir(draft, { mode: 0o700 })
  try {
    const manifest = await write(asked, draft, madeAt, db)
    if (existsSync(folder)) throw new Error(`${folder} is there already.`)
    await rename(draft, folder)
    await syncFolder(asked.into)
    return { folder, manifest, unfinished }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function write({ config, program, withKeys, signal }: BackUp, draft: string, madeAt: string, db: Db): Promise<Omit<Manifest, 'format'>> {
  const fileKeys = join(draft, 'keys-of-files.gz')
  const letGo = await holdBytes(db)
  try {
    const { dataKeys, ...database } = await snapshot(db, { folder: draft, migrationsFolder: join(config.root, 'migrations'), fileKeys, signal })
    const files = await takeBlobs(fileKeys, join(config.dataDir, 'files'), draft, signal)
    await rm(fileKeys)
    if (withKeys) writeSecrets(draft, config.secrets)
    const probe = probeOf(dataKeys, openKeys(dataKeys, config.secrets))
    const manifest = { program, deployment: config.deployment.name, madeAt, withKeys, probe, database, files }
    await writeManifest(draft, manifest)
    for (const folder of [join(draft, 'database'), draft]) await syncFolder(folder)
    return manifest
  } finally {
    await letGo()
  }
}

async function snapshot(db: Db, to: Parameters<typeof dump>[1]): ReturnType<typeof dump> {
  const client = await db.pool.connect()
  let done = false
  try {
    const dumped = await dump(client, to)
    done = true
    return dumped
  } finally {
    // A connection left in the middle of its answer is of no use to anybody.
    client.release(!done)
  }
}
