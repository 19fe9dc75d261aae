import { sql } from 'kysely'
import { reading, type Reader } from '../../../platform/db.ts'
import { type Part, part } from '../../../platform/together.ts'
import type { CollectionRow } from '../store.ts'
import type { InboxView, ProcessingTables } from '../tables.ts'

export interface DayQuery {
  agencyId: string
  from: Date
  until: Date
  limit: number
}

export interface DayAct {
  id: string
  dossier_id: string
  kind: string
  channel: 1 | 2 | 3
  at: Date
  actor_name: string
}

/** What a counter counts; the same kinds stand in the index `act_of_day`. */
const COUNTED = sql`('accept', 'attest', 'refuse', 'request-supplement', 'hand-over', 'return', 'stop')`

/** What was done with the dossiers of an office in a span of time, in order. */
export const dayActsPart = ({ agencyId, from, until, limit }: DayQuery): Part<DayAct[]> =>
  part(
    sql<DayAct>`(
      select act.id, act.dossier_id, act.kind, act.at, act.actor_name, inbox.channel
      from (
        select id, dossier_id, kind, at, actor_name from processing.act
        where agency_id = ${agencyId} and at >= ${from} and at < ${until} and kind in ${COUNTED}
        order by at, id limit ${limit}
      ) as act join dossiers.inbox as inbox on inbox.id = act.dossier_id
      order by act.at, act.id)`,
    { at: 'instant' },
  )

export function collectedPart(reader: Reader, { agencyId, from, until, limit }: DayQuery): Part<CollectionRow[]> {
  const query = reading<ProcessingTables>(reader).selectFrom('processing.collection').selectAll().where('agency_id', '=', agencyId).where('at', '>=', from).where('at', '<', until).orderBy('at').limit(limit)
  return part(query, { at: 'instant', cancelled_at: 'instant' })
}

/** Fees that were taken back in a span of time, whenever they had been collected. */
export function cancelledPart(reader: Reader, { agencyId, from, until, limit }: DayQuery): Part<CollectionRow[]> {
  const query = reading<ProcessingTables>(reader)
    .selectFrom('processing.collection')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('cancelled_at', 'is not', null)
    .where('cancelled_at', '>=', from)
    .where('cancelled_at', '<', until)
    .orderBy('cancelled_at')
    .limit(limit)
  return part(query, { at: 'instant', cancelled_at: 'instant' })
}

export type DayDossier = Pick<InboxView['dossiers.inbox'], 'id' | 'code' | 'procedure_name' | 'owner_name' | 'subject'>

export interface DayListed {
  act: DayAct
  dossier: DayDossier
}

export async function dossiersOfDay(reader: Reader, ids: readonly string[]): Promise<Map<string, DayDossier>> {
  if (ids.length === 0) return new Map()
  const rows = await reading<InboxView>(reader).selectFrom('dossiers.inbox').select(['id', 'code', 'procedure_name', 'owner_name', 'subject']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id, row]))
}
