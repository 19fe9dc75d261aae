import { sql } from 'kysely'
import { reading, type Reader } from '../../src/platform/db.ts'

/** One column as PostgreSQL knows it. */
export interface CatalogColumn {
  name: string
  /** PostgreSQL's own name of the type, `_` before it for an array. */
  type: string
  notNull: boolean
  /** The database fills it when an insert leaves it out. */
  filled: boolean
  /** The only values that a check allows, when it lists them. */
  values: string[] | null
}

export interface CatalogRelation {
  /** `schema.table` */
  name: string
  schema: string
  isView: boolean
  columns: CatalogColumn[]
}

interface Row {
  relation: string
  schema: string
  kind: string
  column: string
  type: string
  not_null: boolean
  filled: boolean
}

/** Tables and views of the program's own schemas; partitions are their parent. */
export async function readCatalog(reader: Reader): Promise<CatalogRelation[]> {
  const { rows } = await sql<Row>`
    select n.nspname || '.' || c.relname as relation, n.nspname as schema, c.relkind::text as kind, a.attname as column,
           t.typname as type, a.attnotnull as not_null,
           a.atthasdef or a.attidentity <> '' or a.attgenerated <> '' as filled
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public', 'pgboss')
    order by relation, a.attnum`.execute(reading(reader))
  const values = await readAllowedValues(reader)
  const relations = new Map<string, CatalogRelation>()
  for (const row of rows) {
    const relation = relations.get(row.relation) ?? { name: row.relation, schema: row.schema, isView: row.kind === 'v' || row.kind === 'm', columns: [] }
    relations.set(row.relation, relation)
    const { column: name, type, not_null: notNull, filled } = row
    relation.columns.push({ name, type, notNull, filled, values: values.get(`${row.relation}.${name}`) ?? null })
  }
  return [...relations.values()]
}

/** `check (kind in ('a', 'b'))`, as PostgreSQL writes it back. */
const LISTED = /^CHECK \(\(\(?"?([a-z_]+)"?\)?(?:::text)? = ANY \(\(?ARRAY\[(.+?)\]\)?(?:::text\[\])?\)\)\)$/

async function readAllowedValues(reader: Reader): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ relation: string; definition: string }>`
    select n.nspname || '.' || c.relname as relation, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'c'`.execute(reading(reader))
  const allowed = new Map<string, string[]>()
  for (const { relation, definition } of rows) {
    const [, column, list] = LISTED.exec(definition) ?? []
    const values = [...(list ?? '').matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'"))
    if (column && values.length > 0) allowed.set(`${relation}.${column}`, values)
  }
  return allowed
}
