import type { Readable } from 'node:stream'

/** Port to a virus scanner. Its absence is said openly: such files are marked "not-scanned". */
export interface VirusScanner {
  /** @throws when the scanner doesn't answer; the file then waits and is tried again. */
  scan(bytes: Readable): Promise<{ clean: boolean }>
}
