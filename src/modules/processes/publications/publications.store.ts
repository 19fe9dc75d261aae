import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { ProcessesTables } from '../tables.ts'
import type { Standing } from './in-force.ts'

export interface Publication extends Standing {
  id: string
  number: number | null
  recordedAt: Date
  publishedByName: string
  reason: string
}

/** The latest publications of a process, those to come too. */
export async function publicationsOf(reader: Reader, key: string): Promise<Publication[]> {
  const rows = await reading<ProcessesTables>(reader)
    .selectFrom('processes.publication as publication')
    .leftJoin('processes.definition as definition', 'definition.id', 'publication.definition_id')
    .select(['publication.id', 'publication.agency_id as agencyId', 'publication.definition_id as definitionId', 'publication.valid_from as validFrom', 'publication.recorded_at as recordedAt', 'publication.published_by_name as publishedByName', 'publication.reason', 'definition.number'])
    .where('publication.key', '=', key)
    .orderBy('publication.valid_from', 'desc')
    .orderBy('publication.recorded_at', 'desc')
    .limit(1000)
    .execute()
  return rows
}

/** What was published for some agencies and in common, the last of each whose day has come. */
export async function standingFor(reader: Reader, key: string, agencyIds: readonly string[], at: Date): Promise<Standing[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.publication')
    .distinctOn('agency_id')
    .select(['agency_id as agencyId', 'definition_id as definitionId', 'valid_from as validFrom'])
    .where('key', '=', key)
    .where((eb) => eb.or([eb('agency_id', 'is', null), eb('agency_id', '=', sql<string>`any(${[...agencyIds]}::uuid[])`)]))
    .where('valid_from', '<=', at)
    .orderBy('agency_id')
    .orderBy('valid_from', 'desc')
    .orderBy('recorded_at', 'desc')
    .execute()
}

export async function insertPublication(tx: Tx, row: Insertable<ProcessesTables['processes.publication']>): Promise<void> {
  await writing<ProcessesTables>(tx).insertInto('processes.publication').values(row).execute()
}

/** Publications of one process go one after another. */
export async function lockPublications(tx: Tx, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`processes.publication ${key}`}, 0))`.execute(writing<ProcessesTables>(tx))
}
