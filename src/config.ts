import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { readOrMakeSecrets, type Secrets } from './platform/key-file.ts'
import { type SettingProblem, SettingsReader } from './platform/settings-reader.ts'
import { StartupProblem } from './platform/startup-problem.ts'
import type { Lang } from './platform/words.ts'

/** Everything that differs between deployments. Secrets are null where this machine is to make and keep its own. */
export interface Settings {
  nodeEnv: 'development' | 'test' | 'production'
  /** Demo people and simulated counterparties; never in production. */
  demo: boolean
  port: number
  host: string
  /** Without a slash at the end. */
  publicUrl: string
  /** publicUrl is https: `__Host-` cookies, Secure, HSTS. */
  secure: boolean
  trustProxy: boolean
  role: 'web' | 'worker' | 'both'
  dataDir: string
  /** Null: the embedded server in dataDir. */
  databaseUrl: string | null
  secrets: Secrets | null
  /** Null: the simulator of this very program (demo), or the counterparty is not connected (production). */
  smtpUrl: string | null
  mailFrom: string
  smsGatewayUrl: string | null
  smsGatewayToken: string | null
  populationUrl: string | null
  populationToken: string | null
  clamdUrl: string | null
  deployment: { name: string; emblemUrl: string | null; hotline: string; provinceCode: string | null; languages: Lang[] }
  limits: { fileBytes: number; dossierBytes: number; databaseConnections: number }
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  warnings: SettingProblem[]
}

export interface Config extends Settings {
  secrets: Secrets
  /** Folder that holds migrations, data, content and procedures. */
  root: string
}

type Environment = Readonly<Record<string, string | undefined>>

const MIB = 1024 * 1024
const DEFAULT_PORT = 3000
const DEMO_NAME = 'Phường Ninh Kiều, thành phố Cần Thơ'

/**
 * Settings from the environment.
 * @throws StartupProblem naming every missing or unusable setting at once.
 */
export function readConfig(environment: Environment): Settings {
  const read = new SettingsReader(environment)
  const nodeEnv = read.choice('NODE_ENV', ['development', 'test', 'production'], 'development')
  const production = nodeEnv === 'production'
  const port = read.integer('PORT', { min: 0, max: 65_535, fallback: DEFAULT_PORT })
  const publicUrl = readPublicUrl(read, production, port)
  const settings: Settings = {
    nodeEnv,
    demo: readDemo(read, production),
    port,
    host: read.text('HOST', production ? '0.0.0.0' : 'localhost'),
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    trustProxy: read.flag('TRUST_PROXY', false),
    role: read.choice('ROLE', ['web', 'worker', 'both'], 'both'),
    dataDir: read.text('DATA_DIR', '.data'),
    databaseUrl: read.address('DATABASE_URL', ['postgres', 'postgresql']),
    secrets: readSecrets(read, production),
    ...readCounterparties(read, production),
    deployment: readDeployment(read, production),
    limits: readLimits(read),
    logLevel: read.choice('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    warnings: [],
  }
  if (read.problems.length > 0) throw configurationProblem(read.problems)
  if (production || settings.secure) return settings
  return { ...settings, warnings: [PLAIN_HTTP] }
}

const PLAIN_HTTP: SettingProblem = {
  name: 'PUBLIC_URL',
  vi: 'dùng http không mã hóa: chỉ để chạy thử trên máy này',
  en: 'is plain http: for trying out on this machine only',
}

function readPublicUrl(read: SettingsReader, production: boolean, port: number): string {
  const value = read.address('PUBLIC_URL', production ? ['https'] : ['https', 'http'], production)
  return (value ?? `http://localhost:${port}`).replace(/\/+$/, '')
}

function readDemo(read: SettingsReader, production: boolean): boolean {
  const demo = read.flag('DEMO', !production)
  if (demo && production) read.reject('DEMO', 'không được bật khi NODE_ENV=production', 'must not be on with NODE_ENV=production')
  return demo
}

function readSecrets(read: SettingsReader, production: boolean): Secrets | null {
  const asked = ['SEAL_KEYS', 'BLIND_INDEX_KEY', 'SESSION_KEY'].some((name) => read.raw(name) !== null)
  const needed = production || asked
  const sealKeys = read.keyRing('SEAL_KEYS', needed)
  const indexKey = read.key('BLIND_INDEX_KEY', needed)
  const sessionKey = read.key('SESSION_KEY', needed)
  if (!sealKeys || !indexKey || !sessionKey) return null
  const all = [...sealKeys.map((entry) => entry.key), indexKey, sessionKey].map((key) => key.toString('base64'))
  if (new Set(all).size !== all.length) {
    read.reject('SEAL_KEYS', 'trùng với khóa khác; mỗi khóa phải riêng', 'repeats another key; every key must be its own')
  }
  return { sealKeys, indexKey, sessionKey }
}

function readCounterparties(read: SettingsReader, production: boolean) {
  return {
    smtpUrl: read.address('SMTP_URL', ['smtp', 'smtps'], production),
    mailFrom: read.required('MAIL_FROM', production, 'Một Cửa <mot-cua@localhost>'),
    smsGatewayUrl: read.address('SMS_GATEWAY_URL', ['https', 'http'], production),
    smsGatewayToken: read.text('SMS_GATEWAY_TOKEN', null),
    populationUrl: read.address('POPULATION_URL', ['https', 'http']),
    populationToken: read.text('POPULATION_TOKEN', null),
    clamdUrl: read.address('CLAMD_URL', ['tcp', 'unix']),
  }
}

function readDeployment(read: SettingsReader, production: boolean): Settings['deployment'] {
  const languages = read.choice('LANGUAGES', ['vi', 'vi,en'], 'vi,en').split(',') as Lang[]
  return {
    name: read.required('DEPLOYMENT_NAME', production, DEMO_NAME),
    emblemUrl: read.address('EMBLEM_URL', ['https', 'http']),
    hotline: read.text('HOTLINE', '1022'),
    provinceCode: read.text('PROVINCE_CODE', null),
    languages,
  }
}

/**
 * Each connection is a process of PostgreSQL with caches of its own: more of them than the processors keep busy cost a tenth of
 * the database's time and bring nothing.
 */
const usualConnections = (): number => Math.min(12, 2 + 2 * availableParallelism())

function readLimits(read: SettingsReader): Settings['limits'] {
  return {
    fileBytes: read.integer('MAX_FILE_MB', { min: 1, max: 200, fallback: 20 }) * MIB,
    dossierBytes: read.integer('MAX_DOSSIER_MB', { min: 1, max: 1000, fallback: 100 }) * MIB,
    databaseConnections: read.integer('DATABASE_CONNECTIONS', { min: 2, max: 200, fallback: usualConnections() }),
  }
}

function configurationProblem(problems: readonly SettingProblem[]): StartupProblem {
  const list = (lang: 'vi' | 'en') => problems.map((problem) => `\n  - ${problem.name}: ${problem[lang]}`).join('')
  return new StartupProblem(
    'configuration',
    `Chưa khởi động được vì thiếu hoặc sai cấu hình:${list('vi')}`,
    `Not started: settings are missing or wrong:${list('en')}`,
  )
}

/** The configuration of this process; outside production, missing secrets are made once and kept in the data folder, or had otherwise. */
export function loadConfig(environment: Environment = process.env, secretsOf: (dataDir: string) => Secrets = readOrMakeSecrets): Config {
  const settings = readConfig(environment)
  const root = projectRoot()
  const dataDir = resolve(root, settings.dataDir)
  return { ...settings, root, dataDir, secrets: settings.secrets ?? secretsOf(dataDir) }
}

/** The program runs from dist/ and, in tests, from src/: the folder above that holds package.json is the project's. */
function projectRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
