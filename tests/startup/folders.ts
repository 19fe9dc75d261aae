import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endPrograms } from '../support/program.ts'

/** Data folders of a test file; `remove` ends what still runs over them. */
export function testFolders() {
  const folders: string[] = []
  return {
    make(): string {
      const folder = mkdtempSync(join(tmpdir(), 'mot-cua-program-'))
      folders.push(folder)
      return folder
    },
    async remove(): Promise<void> {
      await endPrograms(folders)
      for (const folder of folders) rmSync(folder, { recursive: true, force: true })
    },
  }
}
