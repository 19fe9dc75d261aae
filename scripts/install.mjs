// First run by Node 20, before any package is there: only what ships with Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.mot-cua-installed')
const OLDEST_NODE = 20
const PROGRAM_NODE = 24
/** npm writes its own record of an installation a moment before the lockfile. */
const SLACK_MS = 5_000

export const node24 = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')

export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A sentence for the person at the keyboard, then exit code 1. */
export function giveUp(vi, en) {
  say(`${vi}\n${en}`)
  process.exit(1)
}

export function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return
  giveUp(
    `Cần Node.js ${OLDEST_NODE} trở lên; máy này có ${process.versions.node}.`,
    `Node.js ${OLDEST_NODE} or newer is needed; this machine has ${process.versions.node}.`,
  )
}

/** Installs the packages of the lockfile unless they are there; `tools` also asks for what only development and tests need. */
export async function ensureInstalled({ tools = false } = {}) {
  if (isInstalled(tools)) return
  say('Đang cài đặt các gói phần mềm (lần đầu mất 1–3 phút) · Installing packages…')
  await npm(['ci', '--include=optional', tools ? '--include=dev' : '--loglevel=error', '--no-audit', '--no-fund'])
  restoreNode()
  writeFileSync(stamp, lockHash())
  say('Đã cài đặt xong các gói · Packages installed.')
}

const lockHash = () => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')

function isInstalled(tools) {
  if (!existsSync(node24) || (tools && !existsSync(join(modules, 'vitest')))) return false
  const hash = lockHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true
  const record = join(modules, '.package-lock.json')
  const byHand = existsSync(record) && statSync(record).mtimeMs + SLACK_MS >= statSync(join(root, 'package-lock.json')).mtimeMs
  if (byHand) writeFileSync(stamp, hash)
  return byHand
}

function npm(args, cwd = root) {
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  return new Promise((done) => {
    const started = performance.now()
    const child = spawn(command, [...first, ...args], { cwd, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
    const tick = setInterval(() => say(`  … ${Math.round((performance.now() - started) / 1000)} s`), 10_000)
    child.on('error', () => giveUp('Không tìm thấy npm. Xin cài npm rồi chạy lại.', 'npm was not found. Install npm and run again.'))
    child.on('close', (code) => {
      clearInterval(tick)
      if (code === 0) done()
      else giveUp('Cài đặt gói phần mềm không thành công; nguyên nhân ở các dòng trên.', 'Installing the packages failed; the lines above tell why.')
    })
  })
}

/** The package `node` fetches its program in an install script; where scripts were not allowed to run, it is run here. */
function restoreNode() {
  if (majorOf(node24) >= PROGRAM_NODE) return
  const folder = join(modules, 'node')
  if (existsSync(folder)) spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, stdio: 'inherit' })
  if (majorOf(node24) >= PROGRAM_NODE) return
  giveUp(`Không cài được Node.js ${PROGRAM_NODE} đi kèm.`, `The bundled Node.js ${PROGRAM_NODE} could not be installed.`)
}

function majorOf(program) {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })
  return Number.parseInt((stdout ?? '').slice(1), 10) || 0
}
