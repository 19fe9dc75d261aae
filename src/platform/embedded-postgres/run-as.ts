import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const NOBODY = 65534

/** Starts a PostgreSQL program as somebody other than root, which PostgreSQL refuses. */
export type RunAs = (command: string, args: string[], options: SpawnOptions) => ChildProcess

/**
 * How to run PostgreSQL over a folder: an ordinary user runs it directly; root runs it as the folder's owner, or
 * inside a user namespace where root appears as an ordinary user, or, where namespaces are forbidden, as `nobody`.
 */
export function chooseRunAs(folder: string): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return spawn
  const owner = lstatSync(folder)
  if (owner.uid !== 0) return asUser(folder, owner.uid, owner.gid)
  if (canUnshare()) return (command, args, options) => spawn('unshare', [...NAMESPACE, command, ...args], options)
  return asUser(folder, NOBODY, NOBODY)
}

const NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']

function canUnshare(): boolean {
  return spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0
}

function asUser(folder: string, uid: number, gid: number): RunAs {
  return (command, args, options) => {
    giveAway(folder, uid, gid)
    letThrough(dirname(folder), uid)
    return spawn(command, args, { ...options, uid, gid })
  }
}

function giveAway(path: string, uid: number, gid: number): void {
  const entry = lstatSync(path)
  if (entry.uid !== uid || entry.gid !== gid) chownSync(path, uid, gid)
  if (!entry.isDirectory()) return
  for (const name of readdirSync(path)) giveAway(join(path, name), uid, gid)
}

/** The folder's owner may look into it, others may only pass through to a path they know. */
function letThrough(path: string, uid: number): void {
  const entry = lstatSync(path)
  const passable = 0o001
  if (entry.uid !== uid && (entry.mode & passable) === 0) chmodSync(path, (entry.mode & 0o777) | passable)
}
