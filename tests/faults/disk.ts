import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own size that a test can fill: a tmpfs, where this machine lets us mount one. */
export interface Disk {
  folder: string
  /** Leaves no room, also where some was given back since. */
  fill(): void
  /** Gives the room back. */
  empty(): void
  remove(): void
}

export function mountDisk(megabytes: number, folder: string = mkdtempSync(join(tmpdir(), 'mot-cua-disk-'))): Disk {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  const fillers: string[] = []
  return {
    folder,
    fill() {
      const filler = join(folder, `.filler-${fillers.length}`)
      fillers.push(filler)
      const file = openSync(filler, 'w')
      for (const size of [1024 * 1024, 4096]) while (isWritten(file, size));
      closeSync(file)
    },
    empty() {
      for (const filler of fillers.splice(0)) rmSync(filler, { force: true })
    },
    remove() {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isWritten(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size)) === size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
