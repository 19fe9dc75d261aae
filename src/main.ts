import { createServer as createNetServer } from 'node:net'
import { join } from 'node:path'
import { createApp } from './app.ts'
import { composeCounterparties } from './compose/outside.ts'
import { announce } from './compose/announce.ts'
import { openCalendars } from './modules/calendar/index.ts'
import { makePartitions } from './modules/events/index.ts'
import { clamdScanner } from './adapters/clamd/clamd.ts'
import { type Config, loadConfig } from './config.ts'
import { loadAll } from './load.ts'
import { type Clock, civilDateOf, drivableClock, stopwatch } from './platform/clock.ts'
import { closeDatabase, type Db, openDatabase } from './platform/db.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres/index.ts'
import { openSealer } from './platform/keys.store.ts'
import { preparingAlone } from './platform/lease.store.ts'
import { migrate } from './platform/migrate.ts'
import { checkServerVersion } from './platform/server-version.store.ts'
import { startupProblemOf } from './platform/startup-problem.ts'
import { within } from './platform/within.ts'

/** What is under way gets this long to end; with PostgreSQL's own stop the whole stays below ten seconds. */
const DRAIN_MS = 5000
const CLOSE_MS = 500

/** Lines for the person who started the program. */
const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** What was opened so far; undone in the opposite order, also when the program is told to stop while it starts. */
const stops: (() => Promise<void>)[] = []
let stopping = false

async function stop(): Promise<void> {
  stopping = true
  for (let one = stops.pop(); one; one = stops.pop()) await one()
}

async function start(): Promise<void> {
  const config = loadConfig()
  for (const warning of config.warnings) complain(`Lưu ý · Note: ${warning.name} ${warning.vi} · ${warning.en}`)
  try {
    const began = stopwatch()
    await probePort(config.port, config.host)
    const postgres = await openPostgres(config)
    const db = await openDatabase(postgres, { maxConnections: config.limits.databaseConnections })
    stops.push(() => within(CLOSE_MS, closeDatabase(db)))
    const app = await open(config, db)
    stops.push(() => app.stop(DRAIN_MS))
    await app.fastify.listen({ port: config.port, host: config.host })
    await app.start((error, job) => app.fastify.log.error({ err: error, job }, 'work failed'))
    const address = app.fastify.server.address()
    const port = typeof address === 'object' && address ? address.port : config.port
    announce(say, { config, port, seconds: (stopwatch() - began) / 1000 })
  } catch (error) {
    // Told to stop meanwhile: what failed had its ground taken away.
    if (stopping) return
    await stop().catch((failure: unknown) => complain(String(failure)))
    throw error
  }
}

/** Fails at once, before anything is loaded, when the port can't be opened. */
function probePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createNetServer()
    probe.once('error', reject)
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()))
  })
}

async function openPostgres(config: Config): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl
  const starting: Promise<EmbeddedPostgres> = startEmbeddedPostgres(config.dataDir, { log: say })
  stops.push(() => starting.then((server) => server.stop(), () => undefined))
  const embedded = await starting
  if (embedded.adopted) say('Đã tiếp nhận máy chủ PostgreSQL đang chạy · Adopted the running PostgreSQL')
  return embedded.url
}

async function open(config: Config, db: Db) {
  await checkServerVersion(db)
  const clock = drivableClock()
  // Processes that start together load one after the other: the second finds everything there.
  const { sealer, calendars } = await preparingAlone(db, () => prepare(config, db, clock))
  const clamd = config.clamdUrl ? new URL(config.clamdUrl) : null
  return createApp({
    config,
    db,
    clock,
    sealer,
    calendars,
    assetsFolder: join(config.root, 'dist/assets'),
    scanner: clamd ? clamdScanner({ host: clamd.hostname, port: Number(clamd.port || 3310) }) : null,
    counterparties: (deps) => composeCounterparties({ config, db, clock, sealer, ...deps }),
  })
}

/** Brings the database to this version of the program and of what it ships. */
async function prepare(config: Config, db: Db, clock: Clock) {
  const applied = await migrate(db, join(config.root, 'migrations'))
  if (applied.length > 0) say(`Đã cập nhật cơ sở dữ liệu: ${applied.length} bước · Database migrated`)
  await makePartitions(db, `${civilDateOf(clock.now()).slice(0, 7)}-01`, 6)
  const sealer = await openSealer(db, config.secrets)
  const calendars = openCalendars({ db })
  await loadAll({ db, clock, sealer, calendars, root: config.root, demo: config.demo, say })
  await calendars.current()
  return { sealer, calendars }
}

function end(signal: NodeJS.Signals): void {
  if (stopping) return
  say(`Đang dừng (${signal})… · Stopping`)
  stop().then(
    () => process.exit(0),
    (error: unknown) => {
      complain(String(error))
      process.exit(1)
    },
  )
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end)
try {
  await start()
} catch (error) {
  const known = startupProblemOf(error)
  complain(known ? known.message : `Chưa khởi động được · Not started: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 1
  setTimeout(() => process.exit(1), 2000).unref()
}
