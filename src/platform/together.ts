import { type Expression, sql } from 'kysely'
import { type Reader, reading } from './db.ts'

type Kind<V> = [NonNullable<V>] extends [Buffer] ? 'bytes' : [NonNullable<V>] extends [Date] ? 'instant' : never

/** Names each column of bytes and instants: those two have no form of their own in JSON. */
export type Kinds<Row> = { [K in keyof Row as unknown extends Row[K] ? never : [Kind<Row[K]>] extends [never] ? never : K]: Kind<Row[K]> }

/** A select that a module hands out to be run beside others, and how its rows are read. */
export interface Part<T> {
  query: Expression<unknown>
  open: (rows: readonly Record<string, unknown>[]) => T
}

/** A select as a part; `open` makes of its rows what the caller wants. */
export function part<Row extends object>(query: Expression<Row>, kinds: Kinds<Row>): Part<Row[]>
export function part<Row extends object, T>(query: Expression<Row>, kinds: Kinds<Row>, open: (rows: Row[]) => T): Part<T>
export function part<Row extends object, T>(query: Expression<Row>, kinds: Kinds<Row>, open: (rows: Row[]) => T | Row[] = (rows) => rows): Part<T | Row[]> {
  const columns = Object.entries(kinds as Record<string, 'bytes' | 'instant'>)
  return {
    query,
    open: (rows) =>
      open(
        rows.map((row) => {
          const read: Record<string, unknown> = { ...row }
          for (const [column, kind] of columns) read[column] = decode(kind, row[column])
          return read as Row
        }),
      ),
  }
}

function decode(kind: 'bytes' | 'instant', value: unknown): Buffer | Date | null {
  if (typeof value !== 'string') return null
  // PostgreSQL writes bytea into JSON as «\x» and hexadecimals.
  return kind === 'bytes' ? Buffer.from(value.slice(2), 'hex') : new Date(value)
}

/** The same select, its result turned into something else. */
export const mapped = <A, B>(one: Part<A>, turn: (value: A) => B): Part<B> => ({ query: one.query, open: (rows) => turn(one.open(rows)) })

type Opened<P extends Readonly<Record<string, Part<unknown>>>> = { [K in keyof P]: P[K] extends Part<infer T> ? T : never }

/** Runs the parts as one statement: a page that shows ten lists of one thing asks the database once. */
export async function readTogether<P extends Readonly<Record<string, Part<unknown>>>>(reader: Reader, parts: P): Promise<Opened<P>> {
  const columns = Object.entries(parts).map(([name, one]) => sql`(select coalesce(json_agg(rows), '[]') from ${one.query} as rows) as ${sql.id(name)}`)
  const { rows } = await sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(columns)}`.execute(reading(reader))
  return Object.fromEntries(Object.entries(parts).map(([name, one]) => [name, one.open(rows[0]?.[name] ?? [])])) as Opened<P>
}

/** Runs one part by itself. */
export async function readPart<T>(reader: Reader, one: Part<T>): Promise<T> {
  return (await readTogether(reader, { one })).one
}
