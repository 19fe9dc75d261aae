import { createHash } from 'node:crypto'
import type { Reader } from '../../platform/db.ts'
import { MissingBlobError } from './file-store.ts'
import { openBytes } from './open.ts'
import type { FilesDeps } from './receive.ts'
import { type FileRow, pageOfRows } from './store.ts'

export interface FileFault {
  fileId: string
  /** The bytes are not there; don't open; open to something else than was received. */
  fault: 'missing' | 'closed' | 'changed'
}

export interface FilesReport {
  files: number
  faults: FileFault[]
}

const PAGE = 200

/** Opens the bytes of every row, refused ones too, and compares them with the hash of what was received. */
export function verifyFiles(deps: Pick<FilesDeps, 'sealer' | 'store'>) {
  return async (reader: Reader): Promise<FilesReport> => {
    const report: FilesReport = { files: 0, faults: [] }
    for (let page = await pageOfRows(reader, null, PAGE); page.length > 0; page = await pageOfRows(reader, page.at(-1)?.file_id ?? null, PAGE)) {
      for (const row of page) {
        report.files++
        const fault = await faultOf(deps, row)
        if (fault) report.faults.push({ fileId: row.file_id, fault })
      }
    }
    return report
  }
}

async function faultOf(deps: Pick<FilesDeps, 'sealer' | 'store'>, row: FileRow): Promise<FileFault['fault'] | null> {
  try {
    const hash = createHash('sha256')
    for await (const chunk of await openBytes(deps, row)) hash.update(chunk as Buffer)
    return hash.digest().equals(row.sha256) ? null : 'changed'
  } catch (error) {
    return error instanceof MissingBlobError ? 'missing' : 'closed'
  }
}
