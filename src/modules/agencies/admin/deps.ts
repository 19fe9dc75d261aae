import type { Reader } from '../../../platform/db.ts'
import type { ReadStream } from '../../events/index.ts'
import type { AgencyActDeps } from '../deps.ts'
import type { AgencyDirectory } from '../directory.ts'

/** What the administrators' pages of agencies work with. */
export interface AgencyAdminDeps extends AgencyActDeps {
  directory: AgencyDirectory
  readStream: ReadStream
  /** Names of members of staff, who belong to the accounts module. */
  staffNames: (reader: Reader, ids: readonly string[]) => Promise<Map<string, string>>
}
