import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { closeDatabase, openDatabase } from '../../src/platform/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/embedded-postgres/index.ts'
import { openSealer } from '../../src/platform/keys.store.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { databaseUrl, MIGRATED, TEST_MASTER_KEYS } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: { ownerUrl: string; appUrl: string }
  }
}

const PREFIX = 'mot-cua-test-'
const migrations = join(import.meta.dirname, '..', '..', 'migrations')

/** One throw-away server a run, shared by all its projects, with one migrated database that every test clones. */
let server: Promise<EmbeddedPostgres> | null = null
let users = 0

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users++
  server ??= startServer()
  const { ownerUrl, url } = await server
  project.provide('databaseServer', { ownerUrl, appUrl: url })
  return async () => {
    users--
    if (users === 0) await stopServer()
  }
}

let folder = ''

async function startServer(): Promise<EmbeddedPostgres> {
  sweepAbandoned()
  folder = mkdtempSync(join(tmpdir(), PREFIX))
  writeFileSync(join(folder, 'owner'), String(process.pid))
  const started = await startEmbeddedPostgres(folder, { durable: false })
  try {
    await makeMigrated(started)
  } catch (error) {
    await started.stop()
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return started
}

async function makeMigrated({ ownerUrl, url }: EmbeddedPostgres): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`create database ${MIGRATED} owner mot_cua`)
  await owner.end()
  const db = await openDatabase(databaseUrl(url, MIGRATED), { maxConnections: 2 })
  await migrate(db, migrations)
  await openSealer(db, TEST_MASTER_KEYS)
  await closeDatabase(db)
}

async function stopServer(): Promise<void> {
  const started = await server
  await started?.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** A run that was killed leaves its server and folder; the next run removes them. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const abandoned = join(tmpdir(), name)
    if (isAlive(readNumber(join(abandoned, 'owner')))) continue
    const postmaster = readNumber(join(abandoned, 'postgres', 'data', 'postmaster.pid'))
    if (isAlive(postmaster)) process.kill(postmaster, 'SIGQUIT')
    rmSync(abandoned, { recursive: true, force: true })
  }
}

function readNumber(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch {
    // The run ended before it wrote the file.
    return 0
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
