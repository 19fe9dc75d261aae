import type { AgencyActDeps, AgencyDirectory } from '../../agencies/index.ts'
import type { ReadStream } from '../../events/index.ts'
import type { AccountActDeps } from '../deps.ts'

/** What the administrators' pages of staff work with. */
export interface StaffAdminDeps extends AccountActDeps, Pick<AgencyActDeps, 'places'> {
  directory: AgencyDirectory
  readStream: ReadStream
}
