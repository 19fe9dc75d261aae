import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartupProblem } from '../startup-problem.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { type ClusterPaths, type Credentials, checkVersion, clusterPaths, initialise, prepareFolders, readOrMakeCredentials } from './cluster.ts'
import { findRunning, launch, type Postmaster, stopPostmaster } from './postmaster.ts'
import { chooseRunAs, type RunAs } from './run-as.ts'

export interface EmbeddedPostgresOptions {
  log?: (line: string) => void
  /** False only for throw-away servers of tests. */
  durable?: boolean
  /** Use the folder beside another process that owns it (a command next to the running program) and leave its server running. */
  share?: boolean
}

export interface EmbeddedPostgres {
  /** The program's database, by a role that owns it and is no superuser. */
  url: string
  /** The server's superuser, database `postgres`: for tests and maintenance. */
  ownerUrl: string
  pid(): number
  /** A server of an earlier process was still running and was taken over. */
  adopted: boolean
  stop(): Promise<void>
}

/** One number for all deployments: whoever holds it in the database `postgres` owns the data folder. */
const OWNER_LOCK = 718_281_828

/**
 * PostgreSQL over a data folder: makes it on the first start, adopts a server that an earlier process left running, restarts
 * one that dies meanwhile, and stops it with `stop()`.
 * @throws StartupProblem when the folder can't be used.
 */
export async function startEmbeddedPostgres(dataDir: string, options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined)
  const paths = clusterPaths(resolve(dataDir))
  const binaries = findBinaries()
  prepareFolders(paths)
  const credentials = readOrMakeCredentials(paths)
  const runAs = chooseRunAs(paths.root)
  if (existsSync(paths.data)) checkVersion(paths, binaries.major)
  else {
    log('Đang tạo cơ sở dữ liệu PostgreSQL…')
    await initialise(paths, credentials, binaries, runAs, options.durable ?? true)
  }
  const { context, adopted } = await takeUp({ paths, binaries, runAs, credentials, log, share: options.share === true })
  const startAgain = () => launch(paths, binaries, runAs)
  if (!options.share) watch(context, startAgain)
  return {
    url: urlOf(context.server, credentials.app, credentials.database),
    ownerUrl: urlOf(context.server, credentials.owner, 'postgres'),
    pid: () => context.server.pid,
    adopted,
    stop: () => stop(context, options.share ? async () => adopted || isOwned(context) : async () => false),
  }
}

const ADOPTIONS = 10
const LOST = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT', '57P01', '57P02', '57P03'])

/**
 * Adopts the server that runs over the folder, or starts one. A server that was just killed may look alive for a moment:
 * whoever loses it while taking it up looks again.
 */
async function takeUp(over: Pick<Context, 'paths' | 'binaries' | 'credentials' | 'log'> & { runAs: RunAs; share: boolean }): Promise<{ context: Context; adopted: boolean }> {
  const { paths, binaries, credentials, log, runAs, share } = over
  for (let tries = 1; ; tries++) {
    const running = await findRunning(paths)
    const server = running ?? (await launch(paths, binaries, runAs))
    const context: Context = { paths, binaries, credentials, server, log, stopping: false, keeper: null }
    try {
      if (!share) context.keeper = await holdOwnership(context)
      await ensureDatabase(context)
      return { context, adopted: running !== null }
    } catch (error) {
      if (!running) await stopPostmaster(server.pid, paths, binaries)
      const lost = LOST.has((error as { code?: string }).code ?? '') || /Connection terminated/.test((error as Error).message)
      if (!running || !lost || tries >= ADOPTIONS) throw error
      await context.keeper?.end().catch(() => undefined)
      await sleep(200)
    }
  }
}

/** Whether a data folder holds a database already. */
export const holdsDatabase = (dataDir: string): boolean => existsSync(clusterPaths(resolve(dataDir)).data)

interface Context {
  paths: ClusterPaths
  binaries: Binaries
  credentials: Credentials
  server: Postmaster
  log: (line: string) => void
  stopping: boolean
  keeper: pg.Client | null
}

function urlOf(server: Postmaster, role: { user: string; password: string }, database: string): string {
  const place = server.host.startsWith('/')
    ? `localhost:${server.port}/${database}?host=${encodeURIComponent(server.host)}`
    : `${server.host}:${server.port}/${database}`
  return `postgresql://${role.user}:${role.password}@${place}`
}

async function connect(context: Context, role: { user: string; password: string }, database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(context.server, role, database), application_name: 'mot-cua keeper' })
  // A broken connection is told by 'end'; without a listener 'error' would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const OWNERSHIP_TRIES = 20

/** Holds the folder for this process for as long as its connection lives; a dead process lets go by itself. */
async function holdOwnership(context: Context): Promise<pg.Client> {
  const client = await connect(context, context.credentials.owner, 'postgres')
  for (let attempt = 0; attempt < OWNERSHIP_TRIES; attempt++) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [OWNER_LOCK])
    if (rows[0]?.held) return client
    await sleep(100)
  }
  await client.end()
  throw new StartupProblem(
    'data-folder-in-use',
    `Một tiến trình Một Cửa khác đang dùng thư mục dữ liệu ${context.paths.root}. Xin dừng tiến trình đó hoặc đặt DATA_DIR khác.`,
    `Another Một Cửa process is using the data folder ${context.paths.root}. Stop it or set another DATA_DIR.`,
  )
}

/** Whether a program holds the folder now: one that started meanwhile goes on using the server that a command had started. */
async function isOwned(context: Context): Promise<boolean> {
  const client = await connect(context, context.credentials.owner, 'postgres').catch(() => null)
  if (!client) return false
  const { rows } = await client.query<{ owned: boolean }>('select not pg_try_advisory_lock($1) as owned', [OWNER_LOCK])
  await client.end()
  return rows[0]?.owned === true
}

async function ensureDatabase(context: Context): Promise<void> {
  const { app, database, owner } = context.credentials
  const client = context.keeper ?? (await connect(context, owner, 'postgres'))
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (rows.length === 0) {
    const role = client.escapeIdentifier(app.user)
    const known = await client.query('select 1 from pg_roles where rolname = $1', [app.user])
    if (known.rows.length === 0) await client.query(`create role ${role} login password ${client.escapeLiteral(app.password)}`)
    await client.query(`create database ${client.escapeIdentifier(database)} owner ${role}`)
  }
  if (client !== context.keeper) await client.end()
}

const RESTARTS_MS = [0, 500, 1_000, 2_000, 5_000]

/** The keeper's connection ends when the server dies: then it is started again at the same place, so that URLs stay true. */
function watch(context: Context, startAgain: () => Promise<Postmaster>): void {
  context.keeper?.once('end', () => {
    if (!context.stopping) void revive(context, startAgain)
  })
}

async function revive(context: Context, startAgain: () => Promise<Postmaster>): Promise<void> {
  context.log('PostgreSQL đã dừng đột ngột; đang khởi động lại…')
  for (let attempt = 0; !context.stopping; attempt++) {
    await sleep(RESTARTS_MS[Math.min(attempt, RESTARTS_MS.length - 1)])
    try {
      context.server = (await findRunning(context.paths)) ?? (await startAgain())
      context.keeper = await holdOwnership(context)
      watch(context, startAgain)
      context.log('PostgreSQL đã chạy lại.')
      return
    } catch (error) {
      context.log(`Chưa khởi động lại được PostgreSQL: ${(error as Error).message}`)
    }
  }
}

async function stop(context: Context, mustRunOn: () => Promise<boolean>): Promise<void> {
  context.stopping = true
  await context.keeper?.end()
  if (!(await mustRunOn())) await stopPostmaster(context.server.pid, context.paths, context.binaries)
}
