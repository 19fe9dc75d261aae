import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endPrograms, postmasterOf } from '../support/program.ts'

const PREFIX = 'mot-cua-program-'

/** Data folders of a test file; `remove` ends what still runs over them. */
export function testFolders() {
  const folders: string[] = []
  sweepAbandoned()
  return {
    make(): string {
      const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
      folders.push(folder)
      return folder
    },
    async remove(): Promise<void> {
      await endPrograms(folders)
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A run that was killed leaves its folders and its server; the next run removes them. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number.parseInt(name.slice(PREFIX.length), 10)
    if (owner > 0 && existsSync(`/proc/${owner}`)) continue
    const folder = join(tmpdir(), name)
    const postmaster = postmasterOf(folder)
    if (postmaster) process.kill(postmaster, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
}
