import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskFull } from '../startup-problem.ts'
import type { Binaries } from './binaries.ts'
import { broken, type ClusterPaths, lastLines, serverEnvironment } from './cluster.ts'
import type { RunAs } from './run-as.ts'

/** Where a running server listens, as its own pid file says. */
export interface Postmaster {
  pid: number
  host: string
  port: number
}

const READY_MS = 60_000
const LEFTOVERS_MS = 10_000
const POLL_MS = 15
/** A socket's path may have about 107 bytes; the file's own name takes 20 of them. */
const LONGEST_SOCKET_FOLDER = 85

interface PidFile extends Postmaster {
  status: string
}

function readPidFile(paths: ClusterPaths): PidFile | null {
  const file = join(paths.data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid, , , port, socketFolder, address, , status] = readFileSync(file, 'utf8').split('\n')
  return {
    pid: Math.abs(Number(pid)),
    port: Number(port ?? 0),
    host: socketFolder?.trim() || address?.trim() || '127.0.0.1',
    status: status?.trim() ?? 'starting',
  }
}

/** Whether this process is the server over this very folder: after a reboot a pid may belong to somebody else. */
function isOurs(pid: number, paths: ClusterPaths): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(paths.data)
  } catch {
    // The process ended meanwhile, or belongs to somebody whose processes we may not look at.
    return false
  }
}

/** The server that already runs over this folder, once it is ready; null when there is none. A stale pid file is removed. */
export async function findRunning(paths: ClusterPaths): Promise<Postmaster | null> {
  const until = performance.now() + READY_MS
  for (;;) {
    const found = readPidFile(paths)
    if (!found) return null
    if (!isOurs(found.pid, paths)) {
      rmSync(join(paths.data, 'postmaster.pid'), { force: true })
      return null
    }
    if (found.status.startsWith('ready')) return found
    if (performance.now() > until) throw broken(`pid ${found.pid}: ${found.status}`)
    await sleep(POLL_MS)
  }
}

/** Starts the server in a process group of its own, so that Ctrl+C in a terminal reaches only the program. */
export async function launch(paths: ClusterPaths, binaries: Binaries, runAs: RunAs): Promise<Postmaster> {
  const until = performance.now() + LEFTOVERS_MS
  for (;;) {
    const outcome = await launchOnce(paths, binaries, runAs)
    if (typeof outcome !== 'string') return outcome
    // Children of a killed server hold its shared memory for a moment longer.
    const leftovers = /pre-existing shared memory|is the database|lock file/.test(outcome)
    if (!leftovers || performance.now() > until) {
      throw /No space left|Disk quota/.test(outcome) ? diskFull(paths.root) : broken(lastLines(outcome))
    }
    await sleep(200)
  }
}

async function launchOnce(paths: ClusterPaths, binaries: Binaries, runAs: RunAs): Promise<Postmaster | string> {
  const logFile = join(paths.log, 'postgres.log')
  const log = openSync(logFile, 'w', 0o600)
  const child = runAs(binaries.postgres, ['-D', paths.data, ...(await listenArguments(paths))], {
    stdio: ['ignore', log, log],
    detached: true,
    env: serverEnvironment(),
    windowsHide: true,
  })
  closeSync(log)
  child.unref()
  let ended = false
  let failure = ''
  child.on('exit', () => (ended = true))
  child.on('error', (error) => {
    ended = true
    failure = error.message
  })
  const until = performance.now() + READY_MS
  while (!ended && performance.now() < until) {
    const found = readPidFile(paths)
    if (found && found.pid === child.pid && found.status.startsWith('ready')) return found
    await sleep(POLL_MS)
  }
  return failure || readFileSync(logFile, 'utf8') || 'no answer'
}

async function listenArguments(paths: ClusterPaths): Promise<string[]> {
  if (process.platform !== 'win32' && Buffer.byteLength(paths.run) <= LONGEST_SOCKET_FOLDER) {
    return ['-k', paths.run, '-c', 'listen_addresses=', '-c', 'unix_socket_permissions=0700', '-p', '5432']
  }
  const sockets = process.platform === 'win32' ? [] : ['-k', '']
  return [...sockets, '-c', 'listen_addresses=127.0.0.1', '-p', String(await freePort())]
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.on('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

const FAST_MS = 7_000
const IMMEDIATE_MS = 1_500

/** Fast shutdown; a server that does not follow within 7 s is stopped at once (it recovers from its log on the next start). */
export async function stopPostmaster(pid: number, paths: ClusterPaths, binaries: Binaries): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', paths.data, '-m', 'fast', '-t', '8'], { stdio: 'ignore', windowsHide: true })
    return
  }
  for (const [signal, patience] of [['SIGINT', FAST_MS], ['SIGQUIT', IMMEDIATE_MS], ['SIGKILL', 500]] as const) {
    if (!isOurs(pid, paths)) return
    try {
      process.kill(pid, signal)
    } catch {
      // It ended between the look and the signal.
      return
    }
    const until = performance.now() + patience
    while (performance.now() < until) {
      if (!isOurs(pid, paths)) return
      await sleep(POLL_MS)
    }
  }
}
