import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, type Dialect, Kysely, type LogEvent, PostgresDialect } from 'kysely'
import pg from 'pg'
import { stopwatch } from './clock.ts'
import { createLanes, type Kind, type Lanes, type LanesOptions } from './lanes.ts'
import { openPool } from './pool.ts'
import { preparingClient } from './preparing-client.ts'
import type { Prepared } from './statement.ts'
import { within } from './within.ts'

/** Rows as PostgreSQL gives them; each module narrows this to its own tables with `reading` or `writing`. */
type AnyTables = Record<string, never>

const INT8 = 20
const DATE = 1082
const INT8_ARRAY = 1016

/** int8 as number (money and counts stay far below 2^53), `date` as YYYY-MM-DD text, never as a local midnight. */
function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === INT8) return (value: string) => Number(value)
  if (oid === DATE) return (value: string) => value
  if (oid === INT8_ARRAY) return (value: string) => value.slice(1, -1).split(',').filter(Boolean).map(Number)
  return pg.types.getTypeParser(oid, format as 'text')
}

const DISK_FULL = '53100'
const FULL_FOR_MS = 5_000

/** The database outside a transaction: reading only, except through `inTransaction`. */
export class Db {
  readonly #kysely: Kysely<AnyTables>
  readonly #pool: pg.Pool
  readonly lanes: Lanes
  #fullAt = Number.NEGATIVE_INFINITY
  readonly url: string
  readonly onQuery: OpenOptions['onQuery']

  constructor(kysely: Kysely<AnyTables>, pool: pg.Pool, lanes: Lanes, url: string, onQuery: OpenOptions['onQuery']) {
    this.#kysely = kysely
    this.#pool = pool
    this.lanes = lanes
    this.url = url
    this.onQuery = onQuery
  }
  kysely<T>(): Kysely<T> {
    return this.#kysely as unknown as Kysely<T>
  }
  get pool(): pg.Pool {
    return this.#pool
  }
  /** Told when a transaction found no room on the server's disk. */
  foundFull(): void {
    this.#fullAt = stopwatch()
  }
  /** Whether that was a moment ago: the recurring jobs write every few seconds, and notice it. */
  isFull(): boolean {
    return stopwatch() - this.#fullAt < FULL_FOR_MS
  }
}

/** A running transaction. Only `inTransaction` makes one, so a function that asks for a Tx can't run outside. */
export class Tx {
  readonly #kysely: Kysely<AnyTables>
  private constructor(kysely: Kysely<AnyTables>) {
    this.#kysely = kysely
  }
  static of(kysely: Kysely<AnyTables>): Tx {
    return new Tx(kysely)
  }
  kysely<T>(): Kysely<T> {
    return this.#kysely as unknown as Kysely<T>
  }
}

export type Reader = Db | Tx

/** Query builder over one module's tables, inside or outside a transaction. */
export function reading<T>(reader: Reader): Kysely<T> {
  return reader.kysely<T>()
}

/**
 * Query builder for writing over one module's tables.
 * @throws TypeError when called with anything but a running transaction.
 */
export function writing<T>(tx: Tx): Kysely<T> {
  if (!(tx instanceof Tx)) throw new TypeError('A write needs a transaction: call it inside inTransaction().')
  return tx.kysely<T>()
}

const RETRYABLE = new Set(['40001', '40P01'])
const MAX_TRIES = 5

/** Runs the work in one transaction (read committed); a deadlock or serialization failure runs it again, at most five times. */
export async function inTransaction<R>(db: Db, work: (tx: Tx) => Promise<R>): Promise<R> {
  return again(db, () =>
    db
      .kysely<AnyTables>()
      .transaction()
      .execute((trx) => work(Tx.of(trx))),
  )
}

const counting = new AsyncLocalStorage<string[]>()

/** Runs the work and tells the statements it sent, whoever else uses the database meanwhile. */
export async function withQueries<R>(work: () => Promise<R>): Promise<{ value: R; queries: readonly string[] }> {
  const queries: string[] = []
  return { value: await counting.run(queries, work), queries }
}

/** Sends a statement that is prepared once a connection; outside a transaction it is one of its own, and may travel with others. */
export async function send<R extends pg.QueryResultRow>(reader: Reader, prepared: Prepared, values: readonly unknown[], kind: Kind = 'read'): Promise<R[]> {
  if (reader instanceof Tx) {
    const { rows } = await reader.kysely<AnyTables>().executeQuery<R>(CompiledQuery.raw(prepared.text, [...values]))
    return rows
  }
  const began = performance.now()
  counting.getStore()?.push(prepared.text)
  const rows = await reader.lanes.send(kind, prepared, values)
  reader.onQuery?.(prepared.text, performance.now() - began)
  return rows as R[]
}

/** Does the work again after a deadlock or serialization failure, at most five times; keeps in mind when there was no room. */
async function again<R>(db: Db, work: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === DISK_FULL) db.foundFull()
      if (attempt >= MAX_TRIES || !code || !RETRYABLE.has(code)) throw error
    }
  }
}

/** The statement as a transaction of its own, with the same patience as `inTransaction`. */
export const sendAlone = <R extends pg.QueryResultRow>(db: Db, prepared: Prepared, values: readonly unknown[]): Promise<R[]> =>
  again(db, () => send<R>(db, prepared, values, 'write'))

export interface OpenOptions {
  /** Most connections of this process, 12 by default; half as many more take the small statements that travel together. */
  maxConnections?: number
  onQuery?: (sql: string, durationMs: number) => void
}

/**
 * Opens a pool and proves that the database answers.
 * @throws the driver's error when the server can't be reached.
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Db> {
  const most = options.maxConnections ?? 12
  const types = { getTypeParser: typeParser as typeof pg.types.getTypeParser }
  const pool = openPool({ Client: preparingClient(), connectionString: url, max: most, types })
  const dialect: Dialect = new PostgresDialect({ pool })
  const log = (event: LogEvent) => {
    counting.getStore()?.push(event.query.sql)
    options.onQuery?.(event.query.sql, event.queryDurationMillis)
  }
  const kysely = new Kysely<AnyTables>({ dialect, log })
  const lanes = createLanes({
    connectionString: url,
    connections: Math.ceil(most / 2),
    typeParser: typeParser as LanesOptions['typeParser'],
    alone: async ({ name, text }, values) => (await pool.query<Record<string, unknown>>({ name, text, values: [...values] })).rows,
  })
  const db = new Db(kysely, pool, lanes, url, options.onQuery)
  try {
    await kysely.executeQuery(CompiledQuery.raw('select 1'))
  } catch (error) {
    await Promise.all([pool.end(), lanes.close()])
    throw error
  }
  return db
}

const ANSWER_MS = 1000

/** Whether the database answers now; one that takes longer than a second does not. */
export async function isAnswering(db: Db): Promise<boolean> {
  let answered = false
  const asked = db.kysely().executeQuery(CompiledQuery.raw('select 1')).then(() => {
    answered = true
  })
  await within(ANSWER_MS, asked).catch(() => undefined)
  return answered
}

export async function closeDatabase(db: Db): Promise<void> {
  await Promise.all([db.kysely().destroy(), db.lanes.close()])
}
