import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type DrivableClock, drivableClock } from '../../src/platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from '../../src/platform/db.ts'
import { openSealer } from '../../src/platform/keys.store.ts'
import type { Sealer } from '../../src/platform/seal.ts'
import { loadDemo } from './demo.ts'
import { DEMO, databaseUrl, MIGRATED, TEST_MASTER_KEYS } from './server.ts'

export interface TestDatabase {
  db: Db
  sealer: Sealer
  /** Stands at Monday 23/11/2026, 09:00 in Việt Nam until the test drives it. */
  clock: DrivableClock
  /** For a process that opens the database itself. */
  url: string
  /** Texts of all statements that went through `db`, whoever sent them. */
  statements: ReadonlySet<string>
  close(): Promise<void>
}

export const TEST_NOW = new Date('2026-11-23T09:00:00+07:00')

/** A fresh database with all migrations and no rows but theirs. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return cloneOf(MIGRATED)
}

/** A fresh database with the catalogue, the places and the demo's agencies and people; loaded once a run. */
export async function openDemoDatabase(): Promise<TestDatabase> {
  await makeDemoOnce()
  return cloneOf(DEMO)
}

/** A database with nothing in it, as an administrator makes it. */
export async function makeEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner((owner) => owner.query(`create database ${name} owner mot_cua`))
  const drop = () => asOwner(async (owner) => void (await owner.query(`drop database ${name} with (force)`)))
  return { url: databaseUrl(inject('databaseServer').appUrl, name), drop }
}

async function cloneOf(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asOwner((owner) => owner.query(`create database ${name} owner mot_cua template ${template}`))
  const url = databaseUrl(inject('databaseServer').appUrl, name)
  const statements = new Set<string>()
  const db = await openDatabase(url, { maxConnections: 8, onQuery: (text) => void statements.add(text) })
  return {
    db,
    sealer: await openSealer(db, TEST_MASTER_KEYS),
    clock: drivableClock(TEST_NOW),
    url,
    statements,
    async close() {
      await closeDatabase(db)
      await asOwner((owner) => owner.query(`drop database ${name} with (force)`))
    },
  }
}

async function asOwner<R>(work: (owner: pg.Client) => Promise<R>): Promise<R> {
  const owner = new pg.Client({ connectionString: inject('databaseServer').ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

const DEMO_LOCK = 141_421_356

/** Test files run in several processes: the first to come loads, the others wait for it. */
async function makeDemoOnce(): Promise<void> {
  await asOwner(async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [DEMO_LOCK])
    const { rows } = await owner.query('select 1 from pg_database where datname = $1', [DEMO])
    if (rows.length > 0) return
    const unfinished = `${DEMO}_unfinished`
    await owner.query(`drop database if exists ${unfinished} with (force)`)
    await owner.query(`create database ${unfinished} owner mot_cua template ${MIGRATED}`)
    const db = await openDatabase(databaseUrl(inject('databaseServer').appUrl, unfinished))
    try {
      await loadDemo({ db, sealer: await openSealer(db, TEST_MASTER_KEYS), clock: drivableClock(TEST_NOW) })
    } finally {
      await closeDatabase(db)
    }
    await owner.query(`alter database ${unfinished} rename to ${DEMO}`)
  })
}
