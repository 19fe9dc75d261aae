import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAssets } from '../../scripts/assets.mjs'
import { type App, createApp } from '../../src/app.ts'
import { composeCounterparties } from '../../src/compose/outside.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { openCalendars } from '../../src/modules/calendar/index.ts'
import { openDemoDatabase, type TestDatabase } from './database.ts'
import { PROJECT } from './demo.ts'
import { TEST_MASTER_KEYS } from './server.ts'

export interface TestApp extends Pick<TestDatabase, 'db' | 'sealer' | 'clock' | 'statements'> {
  /** http://localhost:port, without a slash at the end. */
  url: string
  app: App
  acts: App['acts']
  config: Config
  /** What failed in the background; a journey ends with none. */
  failures: string[]
  close(): Promise<void>
}

/**
 * The whole program in this process, on a demo database of its own, with its workers and the simulated counterparties:
 * Monday 23/11/2026, 09:00 in Việt Nam until the test drives the clock.
 */
export async function startTestApp(environment: Readonly<Record<string, string>> = {}, logTo?: { write: (line: string) => void }): Promise<TestApp> {
  const database = await openDemoDatabase()
  const { db, sealer, clock } = database
  const dataDir = mkdtempSync(join(tmpdir(), 'mot-cua-app-'))
  const port = await freePort()
  const settings = readConfig({ NODE_ENV: 'test', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', ...environment })
  const config: Config = { ...settings, root: PROJECT, secrets: { ...TEST_MASTER_KEYS, sealKeys: [...TEST_MASTER_KEYS.sealKeys], sessionKey: Buffer.alloc(32, 5) } }
  const failures: string[] = []
  const app = await createApp({
    config,
    db,
    clock,
    sealer,
    calendars: openCalendars({ db }),
    assetsFolder: await ensureAssets(),
    scanner: null,
    ...(logTo ? { logTo } : {}),
    counterparties: (deps) => composeCounterparties({ config, db, clock, sealer, ...deps }),
  })
  await app.fastify.listen({ port, host: config.host })
  await app.start((error, job) => void failures.push(`${job ?? 'background'}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`))
  return {
    db,
    sealer,
    clock,
    statements: database.statements,
    url: config.publicUrl,
    app,
    acts: app.acts,
    config,
    failures,
    async close() {
      try {
        await app.stop(5000)
        await database.close()
      } finally {
        rmSync(dataDir, { recursive: true, force: true })
      }
    },
  }
}

/** `npm test` builds before it runs; a file that is run alone builds what is missing. */
async function ensureAssets(): Promise<string> {
  const folder = join(PROJECT, 'dist', 'assets')
  if (existsSync(join(folder, 'manifest.json'))) return folder
  const unfinished = `${folder}.${process.pid}`
  await buildAssets(PROJECT, unfinished)
  // Another worker may have been faster: its folder stands.
  if (existsSync(folder)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, folder)
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: 'localhost' }, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port was given.'))))
    })
  })
}
