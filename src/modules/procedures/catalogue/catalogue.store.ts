import { type ExpressionBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Reader, reading } from '../../../platform/db.ts'
import type { CatalogueTables } from '../tables.ts'
import { LEVELS, type Level } from './content.ts'
import type { Procedure, ProcedureItem } from './procedure.ts'

type Aliased = CatalogueTables & { p: CatalogueTables['procedures.procedure']; b: CatalogueTables['procedures.body'] }

const fieldsOf = (eb: ExpressionBuilder<Aliased, 'p'>) =>
  jsonArrayFrom(
    eb
      .selectFrom('procedures.procedure_field as pf')
      .innerJoin('procedures.field as f', 'f.slug', 'pf.field_slug')
      .select(['f.slug', 'f.name'])
      .whereRef('pf.code', '=', 'p.code')
      .orderBy('pf.position'),
  ).as('fields')

const COLUMNS = [
  'p.code',
  'p.name',
  'p.status',
  'p.type',
  'p.level_ministry',
  'p.level_province',
  'p.level_commune',
  'p.level_other',
  'p.online_level',
  'p.summary',
  'p.content_version',
  'b.slug as body_slug',
  'b.name as body_name',
  'b.kind as body_kind',
] as const

const items = (reader: Reader) =>
  reading<CatalogueTables>(reader)
    .selectFrom('procedures.procedure as p')
    .leftJoin('procedures.body as b', 'b.slug', 'p.body_slug')
    .select(COLUMNS)
    .select((eb) => fieldsOf(eb as unknown as ExpressionBuilder<Aliased, 'p'>))

type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]

export function levelsOf(row: Pick<ItemRow, `level_${Level}`>): Level[] {
  return LEVELS.filter((level) => row[`level_${level}`] === true)
}

const asItem = (row: ItemRow): ProcedureItem => ({
  code: row.code,
  name: row.name,
  fields: row.fields,
  levels: levelsOf(row),
  onlineLevel: row.online_level,
  status: row.status,
  type: row.type,
  body:
    row.body_slug && row.body_name && row.body_kind
      ? { slug: row.body_slug, name: row.body_name, kind: row.body_kind }
      : null,
  hasContent: row.content_version !== null,
  summary: row.summary,
})

/** Procedure, fields, body, content and services in one statement. */
export async function findProcedureRow(reader: Reader, code: string): Promise<Procedure | null> {
  const row = await items(reader)
    .leftJoin('procedures.version as v', 'v.id', 'p.content_version')
    .select([
      'p.agencies',
      'p.audience',
      'p.keywords',
      'p.commune_receives',
      'p.source',
      'p.as_of',
      'p.content_as_of',
      'p.superseded_by',
      'v.number as version_number',
      'v.source as version_source',
      'v.valid_from as version_from',
      'v.content',
    ])
    .where('p.code', '=', code)
    .executeTakeFirst()
  if (!row) return null
  const { version_number: number, version_from: validFrom, content_version: id } = row
  const content = id === null ? null : row.content
  return {
    ...asItem(row),
    agencies: row.agencies,
    audience: row.audience,
    keywords: row.keywords,
    communeReceives: row.commune_receives,
    source: row.source,
    asOf: row.as_of,
    contentAsOf: row.content_as_of,
    contentSource: row.version_source,
    supersededBy: row.superseded_by,
    version: id && number && validFrom ? { id, number, validFrom } : null,
    content,
    services: content?.services ?? [],
  }
}

export async function selectItems(reader: Reader, codes: readonly string[]): Promise<ProcedureItem[]> {
  if (codes.length === 0) return []
  const rows = await items(reader)
    .where('p.code', 'in', [...codes])
    .execute()
  return rows.map(asItem)
}

/** Current procedures of the same name under another code. */
export async function selectSameName(reader: Reader, code: string, limit: number): Promise<ProcedureItem[]> {
  const rows = await items(reader)
    .where('p.status', '=', 'current')
    .where('p.code', '<>', code)
    .where('p.folded_name', '=', (eb) =>
      eb.selectFrom('procedures.procedure as same').select('same.folded_name').where('same.code', '=', code),
    )
    .orderBy(sql`p.type is distinct from 'STANDARD'`)
    .orderBy('p.code')
    .limit(limit)
    .execute()
  return rows.map(asItem)
}

/** One field, whole or narrowed to names that have one of the words. */
export interface FieldPart {
  field: string
  /** Folded, without diacritics. */
  words?: readonly string[]
}

export interface ListQuery {
  fields?: readonly FieldPart[]
  codes?: readonly string[]
  body?: string
  /** At least one of these must be among those it is for. */
  audience?: readonly string[]
}

function listed(reader: Reader, query: ListQuery) {
  return items(reader)
    .where('p.status', '=', 'current')
    .$if(query.body !== undefined, (qb) => qb.where('p.body_slug', '=', query.body ?? ''))
    .$if(query.audience !== undefined, (qb) => qb.where(sql<boolean>`p.audience && ${query.audience ?? []}::text[]`))
    .$if(query.fields !== undefined || query.codes !== undefined, (qb) =>
      qb.where((eb) =>
        eb.or([
          ...(query.codes?.length ? [eb('p.code', 'in', [...query.codes])] : []),
          ...(query.fields ?? []).map(inField),
        ]),
      ),
    )
}

function inField({ field, words }: FieldPart) {
  const belongs = sql<boolean>`exists (select from procedures.procedure_field pf where pf.code = p.code and pf.field_slug = ${field})`
  if (!words) return belongs
  return sql<boolean>`(${belongs} and p.folded_name like any (${words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)}::text[]))`
}

/** National ones before those of one body, then by name; and how many there are in all. */
export async function selectList(
  reader: Reader,
  query: ListQuery,
  page: { offset: number; limit: number; first?: readonly string[] },
) {
  const rows = await listed(reader, query)
    .select(sql<number>`count(*) over ()`.as('total'))
    .orderBy(sql`coalesce(array_position(${page.first ?? []}::text[], p.code), 100000)`)
    .orderBy(sql`p.type is distinct from 'STANDARD'`)
    .orderBy('p.folded_name')
    .orderBy('p.code')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  return { items: rows.map(asItem), total: rows[0]?.total ?? 0 }
}

/** Fields with the number of current procedures in each; fields of none are left out. */
export function selectFields(reader: Reader) {
  return reading<CatalogueTables>(reader)
    .selectFrom('procedures.field as f')
    .innerJoin('procedures.procedure_field as pf', 'pf.field_slug', 'f.slug')
    .innerJoin('procedures.procedure as p', 'p.code', 'pf.code')
    .where('p.status', '=', 'current')
    .select(['f.slug', 'f.name', 'f.codes'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['f.slug'])
    .execute()
}

export function selectBodies(reader: Reader) {
  return reading<CatalogueTables>(reader)
    .selectFrom('procedures.body as b')
    .innerJoin('procedures.procedure as p', 'p.body_slug', 'b.slug')
    .where('p.status', '=', 'current')
    .select(['b.slug', 'b.name', 'b.kind'])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy(['b.slug'])
    .execute()
}

export async function countCurrent(reader: Reader): Promise<number> {
  const row = await reading<CatalogueTables>(reader)
    .selectFrom('procedures.procedure')
    .where('status', '=', 'current')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst()
  return row?.count ?? 0
}

export async function selectVersionNumber(reader: Reader): Promise<number> {
  const row = await reading<CatalogueTables>(reader)
    .selectFrom('procedures.catalogue_version')
    .select('version')
    .executeTakeFirst()
  return row?.version ?? 0
}

/** A pinned version of a procedure's content, current or not. */
export async function findVersionRow(reader: Reader, id: string) {
  const row = await reading<CatalogueTables>(reader)
    .selectFrom('procedures.version')
    .select(['id', 'code', 'number', 'content', 'valid_from', 'valid_to', 'source'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Everything the search reads, in one statement. */
export function selectForSearch(reader: Reader) {
  return items(reader).select(['p.agencies', 'p.audience', 'p.keywords']).orderBy('p.code').execute()
}
