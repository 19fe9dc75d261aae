import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { node24, root } from './install.mjs'

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP']

/**
 * The program holds little that lives and throws much away: with Node's own 64 MB semi-spaces it would grow by 90 MB and be no
 * faster. It runs without --enable-source-maps: the map in memory is another 30 MB and its reading a second of the first fault;
 * `node scripts/where.mjs` translates a place of dist/ afterwards.
 */
export const programFlags = ['--max-semi-space-size=16']

/** glibc keeps a heap for each thread that ever asked for memory, up to eight a core, and gives little of them back: 30 MB of the program. */
export const programEnvironment = { MALLOC_ARENA_MAX: '2' }

/** Runs a program under the bundled Node, hands signals on to it and ends with its exit code. */
export function runProgram(args, options = {}) {
  const runtime = existsSync(node24) && process.platform !== 'win32' ? node24 : process.execPath
  const env = { ...programEnvironment, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env, ...options.env }
  const child = spawn(runtime, args, { cwd: root, stdio: 'inherit', env })
  const pass = (signal) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, pass)
  const ended = new Promise((done) => {
    child.on('error', () => done(1))
    child.on('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, pass)
      done(code ?? 128 + (constants.signals[signal] ?? 1))
    })
  })
  return { child, ended }
}
