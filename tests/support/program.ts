import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { programEnvironment, programFlags } from '../../scripts/program.mjs'
import { patience } from '../startup/patience.ts'
import { PROJECT } from './demo.ts'

/** The program as people start it: dist/main.js in a process of its own. */
export interface Program {
  pid: number
  /** http://localhost:port, without a slash at the end. */
  url: string
  port: number
  /** From the start of the process to the first 200 of /readyz. */
  readyMs: number
  /** Of that, how long its main thread stood ready to run and the machine was busy with others. */
  waitedMs: number
  /** What it printed so far. */
  said(): string
  /** @returns its exit code and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>
  /** SIGKILL of the process alone: its PostgreSQL runs on. */
  kill(): Promise<void>
}

export interface ProgramOptions {
  dataDir: string
  port?: number
  environment?: Readonly<Record<string, string>>
  /** Sent with the question whether it is ready. */
  headers?: Readonly<Record<string, string>>
}

const GIVE_UP_MS = 150_000
const started = new Set<Running>()

/** Starts the program and waits until it is ready. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = options.port ?? (await freePort())
  const began = performance.now()
  const running = launch({ ...options, port })
  const url = `http://localhost:${port}`
  while (!(await isReady(url, options.headers))) {
    if (running.over()) throw new Error(`The program ended with ${running.code()}:\n${running.said()}`)
    if (performance.now() - began > patience(GIVE_UP_MS)) throw new Error(`The program is not ready:\n${running.said()}`)
    await sleep(20)
  }
  const readyMs = performance.now() - began
  return {
    pid: running.pid,
    url,
    port,
    readyMs,
    waitedMs: waitedOf(running.pid),
    said: running.said,
    async stop(signal = 'SIGTERM') {
      const asked = performance.now()
      running.send(signal)
      return { code: await running.ended, ms: performance.now() - asked }
    },
    async kill() {
      running.send('SIGKILL')
      await running.ended
    },
  }
}

/** Runs the program where it is expected to end by itself. */
export async function runToEnd(options: ProgramOptions & { script?: string; arguments?: readonly string[] }): Promise<{ code: number | null; said: string; ms: number }> {
  const began = performance.now()
  const running = launch({ ...options, port: options.port ?? (await freePort()) })
  const code = await Promise.race([running.ended, sleep(GIVE_UP_MS, null, { ref: false })])
  if (!running.over()) {
    running.send('SIGKILL')
    throw new Error(`It did not end:\n${running.said()}`)
  }
  return { code, said: running.said(), ms: performance.now() - began }
}

interface Running {
  pid: number
  said(): string
  over(): boolean
  code(): number | null
  send(signal: NodeJS.Signals): void
  ended: Promise<number | null>
}

/** Starts the process and does not wait. */
export function launch(options: ProgramOptions & { port: number; script?: string; arguments?: readonly string[] }): Running {
  const { PATH = '', HOME = '' } = process.env
  const env = { ...programEnvironment, PATH, HOME, LOG_LEVEL: 'warn', PORT: String(options.port), DATA_DIR: options.dataDir, ...options.environment }
  const script = join(PROJECT, options.script ?? 'dist/main.js')
  const child = spawn(process.execPath, [...programFlags, script, ...(options.arguments ?? [])], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString('utf8')))
  let over = false
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      over = true
      started.delete(running)
      resolve(code)
    }),
  )
  const running: Running = { pid: child.pid ?? 0, said: () => text, over: () => over, code: () => child.exitCode, send: (signal) => void child.kill(signal), ended }
  started.add(running)
  return running
}

/** Ends what a failed test left running, with the PostgreSQL of these folders. */
export async function endPrograms(folders: readonly string[]): Promise<void> {
  for (const one of started) one.send('SIGKILL')
  await Promise.all([...started].map((one) => one.ended))
  for (const folder of folders) {
    const pid = postmasterOf(folder)
    if (pid) process.kill(pid, 'SIGQUIT')
    for (let waited = 0; waited < 5000 && postmasterOf(folder); waited += 50) await sleep(50)
  }
}

async function isReady(url: string, headers: Readonly<Record<string, string>> = {}): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/readyz`, { headers, signal: AbortSignal.timeout(2000) })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    // Nobody listens yet.
    return false
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: 'localhost' }, () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port was given.'))))
    })
  })
}

/** The process id of the PostgreSQL over a data folder, when it runs. */
export function postmasterOf(dataDir: string): number | null {
  const data = join(dataDir, 'postgres', 'data')
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data ? pid : null
  } catch {
    // The server is gone; its file is stale.
    return null
  }
}

/** Processes whose parent is this one. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statusOf(pid, 'PPid') === parent)
}

/** Memory of a process that is its own and stands in the machine's, in MiB. */
export const memoryOf = (pid: number): number => Math.round((statusOf(pid, 'VmRSS') ?? 0) / 1024)

/** What Linux counts; nothing elsewhere. */
function waitedOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6
  } catch {
    // Another system, or the process is gone.
    return 0
  }
}

function statusOf(pid: number, field: string): number | null {
  try {
    const found = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) : null
  } catch {
    // It ended meanwhile.
    return null
  }
}
