import { type ConvertDeps, convertFile } from './convert.ts'
import { listUnfinished } from './store.ts'
import { sweepFiles } from './sweep.ts'

const BATCH = 20

/**
 * 'files.convert': every file that waits, so it needs no data and may follow any event that brings files; also run by
 * schedule, for files whose first try failed. 'files.sweep': daily.
 */
export function filesJobs(deps: ConvertDeps): Record<'files.convert' | 'files.sweep', () => Promise<void>> {
  return {
    'files.convert': async () => {
      const failed: unknown[] = []
      const tried = new Set<string>()
      for (;;) {
        const waiting = (await listUnfinished(deps.db, BATCH + tried.size)).filter((fileId) => !tried.has(fileId))
        if (waiting.length === 0) break
        for (const fileId of waiting) {
          tried.add(fileId)
          await convertFile(deps)(fileId).catch((error: unknown) => failed.push(error))
        }
      }
      if (failed.length > 0) throw new AggregateError(failed, `${failed.length} files could not be converted.`)
    },
    'files.sweep': async () => {
      await sweepFiles(deps)()
    },
  }
}
