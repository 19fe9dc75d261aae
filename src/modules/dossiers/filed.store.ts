import { sql } from 'kysely'

import { type Part, part } from '../../platform/together.ts'

export interface FiledRow {
  channel: 1 | 2 | 3
  /** Received here, decided by another agency. */
  elsewhere: boolean
}

/** Dossiers filed with an office in a span of time, and those that it received for others; each of the two up to a limit. */
export function filedPart({ agencyId, from, until, limit }: { agencyId: string; from: Date; until: Date; limit: number }): Part<FiledRow[]> {
  return part(
    sql<FiledRow>`(
      (select channel, false as elsewhere from dossiers.dossier
        where agency_id = ${agencyId} and submitted_at >= ${from} and submitted_at < ${until} and not is_whole order by submitted_at desc, id desc limit ${limit})
      union all
      (select channel, true as elsewhere from dossiers.dossier
        where received_at_agency_id = ${agencyId} and received_at_agency_id <> agency_id and submitted_at >= ${from} and submitted_at < ${until} and not is_whole
        order by submitted_at desc, id desc limit ${limit}))`,
    {},
  )
}
