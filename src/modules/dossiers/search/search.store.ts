import { sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { DossiersTables } from '../tables.ts'
import { type Asked, isAsked, termOf, termsOf, textsAsked } from './terms.ts'

/** Lists are compared up to here to find the shortest; beyond it one is as long as another. */
const LONG = 200
/** So many of the shortest list are walked for one page; then the reader is told where it stands and may go on. */
const WALK = 4000

export interface FoundPage {
  ids: string[]
  /** From here the search goes on; null where everything was seen. */
  next: string | null
}

interface SearchQuery {
  agencyIds: readonly string[]
  asked: Asked
  /** Id after which the page begins, towards older dossiers; or towards newer ones. */
  after: string | null
  newer?: boolean
  limit: number
}

type Candidate = { id: string; code: string; owner_name: string; submitter_name: string; agency_id: string; is_end: boolean }

/**
 * Dossiers of some agencies by what they are found by, the newest first. In each agency the shortest of the lists asked for is walked,
 * never further than a page needs or `WALK`; the others are only looked into.
 */
export async function findBySearch(reader: Reader, { agencyIds, asked, after, newer = false, limit }: SearchQuery): Promise<FoundPage> {
  const texts = textsAsked(asked)
  if (agencyIds.length === 0 || texts.length === 0) return { ids: [], next: null }
  const terms = agencyIds.flatMap((agencyId) => texts.map((text) => ({ agencyId, term: termOf(agencyId, text).toString() })))
  const order = sql.raw(newer ? 'asc' : 'desc')
  const walk = Math.max(Math.ceil(WALK / agencyIds.length), limit + 1)
  const from = after ? sql`and t.dossier_id ${sql.raw(newer ? '>' : '<')} ${after}::uuid` : sql``
  const { rows } = await sql<Candidate>`
    with asked as (
      select * from unnest(${terms.map((one) => one.agencyId)}::uuid[], ${terms.map((one) => one.term)}::bigint[]) as a (agency_id, term)
    ), shortest as materialized (
      select distinct on (asked.agency_id) asked.agency_id, asked.term
      from asked cross join lateral (select count(*) as n from (select 1 from dossiers.search_term as t where t.term = asked.term limit ${texts.length > 1 ? LONG : 1}) as few) as counted
      order by asked.agency_id, counted.n
    ), found as materialized (
      select shortest.agency_id, step.dossier_id
      from shortest cross join lateral (
        select dossier_id from (select t.dossier_id from dossiers.search_term as t where t.term = shortest.term ${from} order by t.dossier_id ${order} limit ${walk}) as walked
        where not exists (
          select 1 from asked
          -- One row of the index for each term: without the limit all of a term's might be read first.
          left join lateral (select true as there from dossiers.search_term as other where other.term = asked.term and other.dossier_id = walked.dossier_id limit 1) as other on true
          where asked.agency_id = shortest.agency_id and asked.term <> shortest.term and other.there is null)
        limit ${limit + 1}
      ) as step
    )
    (select d.id, d.code, d.owner_name, d.submitter_name, d.agency_id, false as is_end
     from found join dossiers.dossier as d on d.id = found.dossier_id and d.agency_id = found.agency_id
     order by d.id ${order} limit ${limit + 1})
    union all
    select last.dossier_id, '', '', '', shortest.agency_id, true
    from shortest cross join lateral (
      select t.dossier_id from dossiers.search_term as t where t.term = shortest.term ${from} order by t.dossier_id ${order} offset ${walk - 1} limit 1) as last
    where (select count(*) from found where found.agency_id = shortest.agency_id) <= ${limit}`.execute(reading<DossiersTables>(reader))
  return pageOf(rows, { asked, newer, limit })
}

/** What may be told for sure: nothing beyond the nearest place at which a walk broke off. */
function pageOf(rows: readonly Candidate[], { asked, newer, limit }: Pick<SearchQuery, 'asked' | 'limit'> & { newer: boolean }): FoundPage {
  const isBefore = (one: string, other: string) => (newer ? one < other : one > other)
  const ends = rows.filter((row) => row.is_end).map((row) => row.id)
  const end = ends.reduce<string | null>((nearest, id) => (nearest === null || isBefore(id, nearest) ? id : nearest), null)
  const ids = rows
    .filter((row) => !row.is_end && isAsked(asked, { code: row.code, ownerName: row.owner_name, submitterName: row.submitter_name }))
    .map((row) => row.id)
    .filter((id) => end === null || id === end || isBefore(id, end))
    .sort((a, b) => (isBefore(a, b) ? -1 : 1))
  const shown = ids.slice(0, limit)
  return { ids: shown, next: ids.length > limit ? (shown.at(-1) ?? null) : end }
}

/** Takes what is new in: its terms beside those that stand already. */
export async function keepTerms(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rows = await writing<DossiersTables>(tx)
    .selectFrom('dossiers.dossier')
    .select(['id', 'agency_id', 'code', 'owner_name', 'submitter_name', 'phone_index'])
    .where('id', 'in', [...ids])
    .execute()
  const pairs = rows.flatMap((row) =>
    termsOf({ agencyId: row.agency_id, code: row.code, ownerName: row.owner_name, submitterName: row.submitter_name, phoneIndex: row.phone_index }).map((term) => ({ term, id: row.id })),
  )
  await sql`
    insert into dossiers.search_term (term, dossier_id)
    select * from unnest(${pairs.map((one) => one.term.toString())}::bigint[], ${pairs.map((one) => one.id)}::uuid[])
    on conflict do nothing`.execute(writing<DossiersTables>(tx))
}
