import { once } from 'node:events'
import { Readable } from 'node:stream'
import type pg from 'pg'

/** What pg's connection offers beyond its published types. */
type CopyConnection = pg.Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

const BATCH = 64 * 1024

const rowsOf = (tag: string): number => Number(/\d+$/.exec(tag)?.[0] ?? 0)

/** The bytes of a `copy … to stdout`. Whoever stops reading it early must let the connection go. */
export class CopyOut extends Readable implements pg.Submittable {
  /** How many rows there were; known at the end. */
  rows = 0
  readonly #text: string
  #connection: pg.Connection | null = null
  #batch = Buffer.allocUnsafe(BATCH)
  #filled = 0

  constructor(text: string) {
    super({ highWaterMark: BATCH })
    this.#text = text
  }
  submit(connection: pg.Connection): void {
    this.#connection = connection
    connection.query(this.#text)
  }
  override _read(): void {
    this.#connection?.stream.resume()
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#connection?.stream.resume()
    done(error)
  }
  /** One row a message; its memory is the driver's, so it is copied. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.destroyed) return
    if (this.#filled + chunk.length > BATCH) this.#flush()
    if (chunk.length > BATCH) this.#give(Buffer.from(chunk))
    else this.#filled += chunk.copy(this.#batch, this.#filled)
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsOf(text)
  }
  handleReadyForQuery(connection: pg.Connection): void {
    if (!this.destroyed) {
      this.#flush()
      this.push(null)
    }
    connection.stream.resume()
  }
  handleError(error: Error): void {
    this.destroy(error)
  }
  #flush(): void {
    if (this.#filled === 0) return
    this.#give(this.#batch.subarray(0, this.#filled))
    this.#batch = Buffer.allocUnsafe(BATCH)
    this.#filled = 0
  }
  #give(bytes: Buffer): void {
    if (!this.push(bytes)) this.#connection?.stream.pause()
  }
}

export function copyOut(client: pg.ClientBase, text: string): CopyOut {
  return client.query(new CopyOut(text))
}

interface Done {
  resolve: (rows: number) => void
  reject: (error: unknown) => void
}

class CopyIn implements pg.Submittable {
  readonly #text: string
  readonly #source: AsyncIterable<Buffer>
  readonly #done: Done
  #fault: unknown = null
  #rows = 0

  constructor(text: string, source: AsyncIterable<Buffer>, done: Done) {
    this.#text = text
    this.#source = source
    this.#done = done
  }
  submit(connection: pg.Connection): void {
    connection.query(this.#text)
  }
  handleCopyInResponse(connection: pg.Connection): void {
    void this.#send(connection as CopyConnection)
  }
  async #send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.#source) {
        // The server has refused: nothing more is wanted.
        if (this.#fault) return
        connection.sendCopyFromChunk(chunk)
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      }
      if (!this.#fault) connection.endCopyFrom()
    } catch (error) {
      if (this.#fault) return
      this.#fault = error
      connection.sendCopyFail('The source failed.')
    }
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = rowsOf(text)
  }
  handleReadyForQuery(): void {
    this.#done.resolve(this.#rows)
  }
  handleError(error: Error): void {
    this.#fault ??= error
    this.#done.reject(this.#fault)
  }
}

/** Feeds a `copy … from stdin`; @returns how many rows the server took. */
export function copyIn(client: pg.ClientBase, text: string, source: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => void client.query(new CopyIn(text, source, { resolve, reject })))
}
