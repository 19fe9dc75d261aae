import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { diskFull, folderUnusable, isDiskFull, StartupProblem } from '../startup-problem.ts'
import type { Binaries } from './binaries.ts'
import type { RunAs } from './run-as.ts'

/** Where a cluster's parts live under the data folder. */
export interface ClusterPaths {
  root: string
  data: string
  run: string
  log: string
  credentials: string
}

/** `owner` administers the server; `app` owns the program's database and is no superuser. */
export interface Credentials {
  owner: { user: string; password: string }
  app: { user: string; password: string }
  database: string
}

const MIB = 1024 * 1024
const FREE_FOR_A_NEW_CLUSTER = 200 * MIB
const FREE_TO_START = 24 * MIB

export function clusterPaths(dataDir: string): ClusterPaths {
  const root = join(dataDir, 'postgres')
  return {
    root,
    data: join(root, 'data'),
    run: join(root, 'run'),
    log: join(root, 'log'),
    credentials: join(root, 'credentials.json'),
  }
}

/** Makes the folders, closed to everybody else. @throws StartupProblem when the folder can't be used. */
export function prepareFolders(paths: ClusterPaths): void {
  try {
    for (const folder of [paths.root, paths.run, paths.log]) mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(paths.root)
    const needed = existsSync(paths.data) ? FREE_TO_START : FREE_FOR_A_NEW_CLUSTER
    if (bavail * bsize < needed) throw diskFull(paths.root)
  } catch (error) {
    if (error instanceof StartupProblem) throw error
    throw isDiskFull(error) ? diskFull(paths.root, error) : folderUnusable(paths.root, error)
  }
}

/** Credentials of this cluster, made on the first start and kept beside it, readable by the owner only. */
export function readOrMakeCredentials(paths: ClusterPaths): Credentials {
  if (existsSync(paths.credentials)) {
    try {
      return JSON.parse(readFileSync(paths.credentials, 'utf8')) as Credentials
    } catch (error) {
      throw folderUnusable(paths.credentials, error)
    }
  }
  if (existsSync(paths.data)) throw withoutCredentials(paths)
  const secret = () => randomBytes(24).toString('base64url')
  const made: Credentials = {
    owner: { user: 'postgres', password: secret() },
    app: { user: 'mot_cua', password: secret() },
    database: 'mot_cua',
  }
  const unfinished = `${paths.credentials}.new`
  writeFileSync(unfinished, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, paths.credentials)
  return made
}

/** @throws StartupProblem when the data was written by another major version of PostgreSQL. */
export function checkVersion(paths: ClusterPaths, major: number): void {
  const found = Number.parseInt(readFileSync(join(paths.data, 'PG_VERSION'), 'utf8'), 10)
  if (found > major) {
    throw new StartupProblem(
      'data-newer',
      `Thư mục dữ liệu ${paths.data} do PostgreSQL ${found} tạo ra, mới hơn bản ${major} đi kèm. Xin chạy phiên bản chương trình mới hơn; dữ liệu không bị thay đổi.`,
      `The data folder ${paths.data} was written by PostgreSQL ${found}, newer than the bundled ${major}. Run the newer version of the program; the data was not changed.`,
    )
  }
  if (found < major) {
    throw new StartupProblem(
      'data-older',
      `Thư mục dữ liệu ${paths.data} do PostgreSQL ${found} tạo ra; bản đi kèm là ${major}. Xin chuyển dữ liệu bằng pg_upgrade trước; dữ liệu không bị thay đổi.`,
      `The data folder ${paths.data} was written by PostgreSQL ${found}; the bundled one is ${major}. Move the data with pg_upgrade first; the data was not changed.`,
    )
  }
}

/** Makes the cluster under a temporary name first: a start that is killed half-way leaves nothing that looks finished. */
export async function initialise(
  paths: ClusterPaths,
  credentials: Credentials,
  binaries: Binaries,
  runAs: RunAs,
  durable: boolean,
): Promise<void> {
  const unfinished = join(paths.root, 'data.new')
  const passwordFile = join(paths.root, 'password.new')
  rmSync(unfinished, { recursive: true, force: true })
  writeFileSync(passwordFile, `${credentials.owner.password}\n`, { mode: 0o600 })
  const args = ['-D', unfinished, '-U', credentials.owner.user, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256']
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums')
  if (!durable) args.push('--no-sync')
  try {
    await runInitdb(runAs, binaries.initdb, args, paths)
    writeSettings(unfinished, durable)
    chmodSync(unfinished, 0o700)
    renameSync(unfinished, paths.data)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function runInitdb(runAs: RunAs, initdb: string, args: string[], paths: ClusterPaths): Promise<void> {
  return new Promise((done, fail) => {
    const child = runAs(initdb, args, { stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment() })
    let said = ''
    child.stdout?.on('data', (chunk) => (said += chunk))
    child.stderr?.on('data', (chunk) => (said += chunk))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) done()
      else fail(/No space left|Disk quota/.test(said) ? diskFull(paths.root) : broken(lastLines(said, 1)))
    })
  })
}

function writeSettings(data: string, durable: boolean): void {
  const settings = durable ? DURABLE : THROWAWAY
  writeFileSync(join(data, 'mot-cua.conf'), settings.concat(COMMON).join('\n').concat('\n'))
  const main = join(data, 'postgresql.conf')
  const own = "\ninclude 'mot-cua.conf'\n# Settings of this machine; they win.\ninclude_if_exists 'local.conf'\n"
  writeFileSync(main, readFileSync(main, 'utf8') + own)
}

const DURABLE = ['fsync = on', 'synchronous_commit = on', 'full_page_writes = on', 'shared_buffers = 256MB', 'max_wal_size = 2GB', 'wal_compression = on']
const THROWAWAY = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'shared_buffers = 128MB', 'autovacuum = off', 'max_wal_size = 4GB']
/** Terse logs without statements: a value from a row never reaches the log file. */
const COMMON = [
  'max_connections = 150',
  'random_page_cost = 1.1',
  'effective_cache_size = 2GB',
  'jit = off',
  'password_encryption = scram-sha-256',
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
  'log_error_verbosity = terse',
  'log_min_error_statement = panic',
  'log_min_messages = warning',
]

/** The program's own environment (PGHOST, PGDATA, LANG …) must not steer the server. */
export function serverEnvironment(): NodeJS.ProcessEnv | undefined {
  return process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' }
}

export const lastLines = (text: string, count = 4) => text.trim().split('\n').slice(-count).join(' | ')

export const broken = (detail: string, cause?: unknown) =>
  new StartupProblem(
    'database-broken',
    `PostgreSQL đi kèm không khởi động được: ${detail}`,
    `The bundled PostgreSQL did not start: ${detail}`,
    { cause },
  )

const withoutCredentials = (paths: ClusterPaths) =>
  new StartupProblem(
    'data-folder-unusable',
    `Thư mục dữ liệu ${paths.data} thiếu tệp ${paths.credentials}. Xin khôi phục tệp này từ bản sao lưu; dữ liệu không bị thay đổi.`,
    `The data folder ${paths.data} lacks the file ${paths.credentials}. Restore it from a backup; the data was not changed.`,
  )
