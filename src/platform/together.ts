import { type Expression, sql } from 'kysely'
import { type Reader, reading, send, sendAlone, Tx } from './db.ts'
import { preparedOf, type Statement, valuesOf } from './statement.ts'

type Kind<V> = [NonNullable<V>] extends [Buffer] ? 'bytes' : [NonNullable<V>] extends [Date] ? 'instant' : never

/** Names each column of bytes and instants: those two have no form of their own in JSON. */
export type Kinds<Row> = { [K in keyof Row as unknown extends Row[K] ? never : [Kind<Row[K]>] extends [never] ? never : K]: Kind<Row[K]> }

/** A select that a module hands out to be run beside others, and how its rows are read. */
export interface Part<T> {
  query: Expression<unknown> | Statement
  open: (rows: readonly Record<string, unknown>[]) => T
}

/** A select written out, for the few that are asked most: it is put together once, not at each request. */
export function writtenPart<Row extends object, T>(query: Statement, kinds: Kinds<Row>, open: (rows: Row[]) => T): Part<T> {
  return { query, open: readerOf(kinds, open) }
}

/** A select as a part; `open` makes of its rows what the caller wants. */
export function part<Row extends object>(query: Expression<Row>, kinds: Kinds<Row>): Part<Row[]>
export function part<Row extends object, T>(query: Expression<Row>, kinds: Kinds<Row>, open: (rows: Row[]) => T): Part<T>
export function part<Row extends object, T>(query: Expression<Row>, kinds: Kinds<Row>, open: (rows: Row[]) => T | Row[] = (rows) => rows): Part<T | Row[]> {
  return { query, open: readerOf(kinds, open) }
}

function readerOf<Row extends object, T>(kinds: Kinds<Row>, open: (rows: Row[]) => T): Part<T>['open'] {
  const columns = Object.entries(kinds as Record<string, 'bytes' | 'instant'>)
  return (rows) =>
    open(
      rows.map((row) => {
        // The rows are this reading's own: nobody else has them.
        for (const [column, kind] of columns) row[column] = decode(kind, row[column])
        return row as Row
      }),
    )
}

function decode(kind: 'bytes' | 'instant', value: unknown): Buffer | Date | null {
  if (typeof value !== 'string') return null
  // PostgreSQL writes bytea into JSON as «\x» and hexadecimals.
  return kind === 'bytes' ? Buffer.from(value.slice(2), 'hex') : new Date(value)
}

/** The same select, its result turned into something else. */
export const mapped = <A, B>(one: Part<A>, turn: (value: A) => B): Part<B> => ({ query: one.query, open: (rows) => turn(one.open(rows)) })

export type Opened<P extends Readonly<Record<string, Part<unknown>>>> = { [K in keyof P]: P[K] extends Part<infer T> ? T : never }

/** Runs the parts as one statement: a page that shows ten lists of one thing asks the database once. */
export async function readTogether<P extends Readonly<Record<string, Part<unknown>>>>(reader: Reader, parts: P): Promise<Opened<P>> {
  const names = Object.keys(parts)
  const queries = Object.values(parts).map((one) => one.query)
  const [row] = queries.every(isWritten) ? await readWritten(reader, names, queries) : await readBuilt(reader, names, queries)
  return Object.fromEntries(Object.entries(parts).map(([name, one]) => [name, one.open(row?.[name] ?? [])])) as Opened<P>
}

type TogetherRow = Record<string, Record<string, unknown>[]>

const isWritten = (query: Part<unknown>['query']): query is Statement => 'strings' in query

function readWritten(reader: Reader, names: readonly string[], queries: readonly Statement[]): Promise<TogetherRow[]> {
  const lists = (texts: string[]) => texts.map((text, index) => `(select coalesce(json_agg(rows), '[]') from (${text}) as rows) as "${names[index]}"`)
  return send(reader, preparedOf(`read ${names.join()}`, queries, (texts) => `select ${lists(texts).join(', ')}`), valuesOf(queries))
}

async function readBuilt(reader: Reader, names: readonly string[], queries: readonly Part<unknown>['query'][]): Promise<TogetherRow[]> {
  const columns = queries.map((query, index) => {
    const built = isWritten(query) ? sql`(${sql(query.strings as TemplateStringsArray, ...query.values)})` : query
    return sql`(select coalesce(json_agg(rows), '[]') from ${built} as rows) as ${sql.id(names[index] ?? '')}`
  })
  return (await sql<TogetherRow>`select ${sql.join(columns)}`.execute(reading(reader))).rows
}

/** Asks one written select: prepared, not put together at each request. */
export const ask = <R extends object>(reader: Reader, query: Statement): Promise<R[]> =>
  send<R & Record<string, unknown>>(reader, preparedOf('ask', [query], ([text = '']) => text), query.values)

/** Runs one part by itself. */
export async function readPart<T>(reader: Reader, one: Part<T>): Promise<T> {
  return (await readTogether(reader, { one })).one
}

/** A statement that writes, handed out to be sent with others; none reads what another writes. */
export interface Write {
  statement: Statement
  /** How many rows it must touch, those it returns as `counted`; otherwise nothing of the whole is written. */
  must?: { count: number; what: string }
}

/** What a write was to find was not there as expected: nothing was written. */
export class UnmetError extends Error {
  override name = 'UnmetError'
  /** Name that the write gave to what it needs. */
  readonly what: string
  constructor(what: string) {
    super(`A write did not find ${what} as it must be.`)
    this.what = what
  }
}

const INSIST_FAILED = 'MC001'

/**
 * Sends the writes as one statement: one round trip, and outside a transaction one commit. Their texts are put together once.
 * @throws UnmetError when one of them did not touch the rows it must; the driver's error of a broken constraint. Nothing is written then.
 */
export async function writeTogether(to: Reader, writes: readonly Write[]): Promise<void> {
  const musts = writes.flatMap(({ must }, index) => (must ? [{ index, must }] : []))
  const parts: Statement[] = writes.map(({ statement }) => statement)
  for (const { must } of musts) parts.push({ strings: MUST, values: [must.count, must.what] })
  const shape = `write ${musts.map(({ index }) => index).join('.')}`
  const prepared = preparedOf(shape, parts, (texts) => {
    const named = texts.slice(0, writes.length).map((text, index) => `w${index} as (${text})`)
    const insisted = musts.map(({ index }, at) => `platform.insist((select count(*) from w${index} where counted), ${texts[writes.length + at]})`)
    return `with ${named.join(', ')} select ${insisted.join(', ') || '1'}`
  })
  try {
    await (to instanceof Tx ? send(to, prepared, valuesOf(parts)) : sendAlone(to, prepared, valuesOf(parts)))
  } catch (error) {
    const { code, detail } = error as { code?: string; detail?: string }
    throw code === INSIST_FAILED ? new UnmetError(detail ?? '') : error
  }
}

const MUST = ['', ', ', ''] as const
