import type pg from 'pg'
import type { Prepared } from './statement.ts'

/** A statement on its way, and who waits for its rows. */
export interface Sent {
  prepared: Prepared
  /** As they go over the line. */
  values: readonly (string | Buffer | null)[]
  done: (rows: Record<string, unknown>[]) => void
  failed: (error: unknown) => void
}

/** A row as it came over the line. */
type Row = readonly (string | null)[]
/** How the rows of a statement are read, as the server described them when the connection prepared it. */
type ReadRow = (row: Row) => Record<string, unknown>

/** Statements that a connection has prepared, by name. */
const preparedOn = new WeakMap<pg.Connection, Map<string, ReadRow>>()

const NO_ROWS: ReadRow = () => ({})

/** What the driver's client tells of what the server answers; named by the driver. */
interface Described {
  fields: readonly { name: string; dataTypeID: number; format?: 'text' }[]
}

/**
 * Statements sent to one connection at once. The server does them one after the other as one transaction, which ends with the
 * last: all of them are done, or none. Each is prepared on the connection when it comes there first.
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export class Batch implements pg.Submittable {
  readonly #statements: readonly Sent[]
  readonly #ended: (error: Error | null) => void
  readonly #rows: Row[][]
  readonly #typeParser: (oid: number, format?: 'text') => (value: string) => unknown
  #known = new Map<string, ReadRow>()
  /** Whether each was prepared by this batch: then its rows are described to us. */
  #fresh: boolean[] = []
  #at = 0

  /** @param ended Called once: with null when the server has committed, otherwise with what kept it from doing so. */
  constructor(statements: readonly Sent[], typeParser: (oid: number, format?: 'text') => (value: string) => unknown, ended: (error: Error | null) => void) {
    this.#statements = statements
    this.#typeParser = typeParser
    this.#ended = ended
    this.#rows = statements.map(() => [])
  }

  /** Whether a statement was prepared of which we don't know that the server has kept it. */
  get hasPrepared(): boolean {
    return this.#fresh.includes(true)
  }

  submit(connection: pg.Connection): void {
    this.#known = preparedOn.get(connection) ?? new Map()
    preparedOn.set(connection, this.#known)
    const { stream } = connection
    stream.cork()
    for (const { prepared, values } of this.#statements) {
      const { name, text } = prepared
      const isFresh = !this.#known.has(name)
      if (isFresh) {
        connection.parse({ name, text, types: [] } as never, true)
        this.#known.set(name, NO_ROWS)
      }
      this.#fresh.push(isFresh)
      connection.bind({ portal: '', statement: name, values } as never, true)
      if (isFresh) connection.describe({ type: 'P', name: '' }, true)
      connection.execute({ portal: '', rows: '' }, true)
    }
    connection.sync()
    stream.uncork()
  }

  handleRowDescription({ fields }: Described): void {
    const name = this.#statements[this.#at]?.prepared.name ?? ''
    const columns = fields.map((field) => ({ name: field.name, parse: this.#typeParser(field.dataTypeID, 'text') }))
    this.#known.set(name, (row) => {
      const read: Record<string, unknown> = {}
      for (let at = 0; at < columns.length; at++) {
        const value = row[at]
        const column = columns[at] as (typeof columns)[number]
        read[column.name] = value === null || value === undefined ? null : column.parse(value)
      }
      return read
    })
  }

  handleDataRow({ fields }: { fields: Row }): void {
    this.#rows[this.#at]?.push(fields)
  }

  handleCommandComplete(): void {
    this.#at++
  }

  handleEmptyQuery(): void {
    this.#at++
  }

  /** Committed: only now is anything done. */
  handleReadyForQuery(): void {
    for (const [at, { prepared, done, failed }] of this.#statements.entries()) {
      try {
        done((this.#rows[at] ?? []).map(this.#known.get(prepared.name) ?? NO_ROWS))
      } catch (error) {
        failed(error)
      }
    }
    this.#ended(null)
  }

  handleError(error: Error): void {
    this.#ended(error)
  }
}
