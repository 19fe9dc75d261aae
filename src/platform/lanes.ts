import pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { Batch, type Sent } from './batch.ts'
import { stopwatch } from './clock.ts'
import { openPool } from './pool.ts'
import { PLAN_OUTDATED } from './preparing-client.ts'
import type { Prepared } from './statement.ts'

/** Batches of each kind on their way at once: while one is, the next gathers. More would make them smaller. */
const LANES = { read: 1, write: 1 }
/** Whoever has waited so long does not wait for the lanes any more: what is before them is slow. */
const PATIENCE_MS = 10
/** More would make the first of a batch wait for the last. */
const MOST = 16
/**
 * A batch that waits so long for another's lock gives up, and each of its statements goes by itself: none waits for the lock of
 * its neighbour. Well below the second after which the server looks for rings.
 */
const LOCK_MS = 200

export type Kind = keyof typeof LANES
type Rows = Record<string, unknown>[]

interface Waiting extends Sent {
  since: number
}

export interface LanesOptions {
  connectionString: string
  /** Most connections for batches. */
  connections: number
  typeParser: (oid: number, format?: 'text') => (value: string) => unknown
  /** Sends a statement by itself, as a transaction of its own. */
  alone: (prepared: Prepared, values: readonly unknown[]) => Promise<Rows>
}

/**
 * Sends small prepared statements over few connections. Alone, each goes at once; those of many requests that come meanwhile go as
 * one batch: one message there and back, one commit. A batch of which one statement fails did nothing; then each goes by itself,
 * and fails or succeeds by itself. So a statement must be whole: what is to be done together is one statement.
 */
export function createLanes(options: LanesOptions) {
  const pool = openPool({ connectionString: options.connectionString, max: options.connections, lock_timeout: LOCK_MS })
  const lanes = { read: createLane('read'), write: createLane('write') }

  function createLane(kind: Kind) {
    let waiting: Waiting[] = []
    let under = 0
    let due = false
    let late: NodeJS.Timeout | null = null

    /** What comes in one turn of the event loop goes together. */
    function gather(): void {
      if (due) return
      due = true
      setImmediate(() => {
        due = false
        go()
      })
    }

    function go(): void {
      while (waiting.length > 0 && (under < LANES[kind] || isLate())) {
        const batch = waiting.slice(0, MOST)
        waiting = waiting.slice(MOST)
        under++
        void travel(batch).finally(() => {
          under--
          go()
        })
      }
      if (waiting.length > 0 && !late) {
        late = setTimeout(() => {
          late = null
          go()
        }, PATIENCE_MS)
      }
    }

    const isLate = () => under < options.connections && stopwatch() - (waiting[0]?.since ?? 0) >= PATIENCE_MS

    return {
      send: (sent: Sent): void => {
        waiting.push({ ...sent, since: stopwatch() })
        gather()
      },
    }
  }

  async function travel(batch: readonly Sent[]): Promise<void> {
    let client: pg.PoolClient
    try {
      client = await pool.connect()
    } catch (error) {
      for (const { failed } of batch) failed(error)
      return
    }
    const error = await new Promise<Error | null>((ended) => {
      const together = new Batch(batch, options.typeParser, (error) => {
        client.release(error !== null && (together.hasPrepared || !isStatementsFault(error) || error.code === PLAN_OUTDATED))
        ended(error)
      })
      client.query(together)
    })
    if (!error) return
    const [only] = batch
    if (batch.length === 1 && only && !wasRefusedForOthers(error)) return only.failed(error)
    // Whether it was done is not known: a connection that broke, a server that stops.
    if (!isStatementsFault(error)) {
      for (const { failed } of batch) failed(error)
      return
    }
    for (const { prepared, values, done, failed } of batch) options.alone(prepared, values).then(done, failed)
  }

  return {
    /** The statement's rows; of a write once it is committed. @throws the driver's error. */
    send: (kind: Kind, prepared: Prepared, values: readonly unknown[]): Promise<Rows> =>
      new Promise((done, failed) => lanes[kind].send({ prepared, values: values.map((value) => prepareValue(value)), done, failed })),
    close: (): Promise<void> => pool.end(),
  }
}
export type Lanes = ReturnType<typeof createLanes>

/** By these a server tells that it or its disk fails, not that it refused a statement. */
const SERVER_FAILS = /^(08|53|57|58|XX)/

/** The server refused one of the statements, and undid all. */
const isStatementsFault = (error: Error): error is pg.DatabaseError => error instanceof pg.DatabaseError && !SERVER_FAILS.test(error.code ?? 'XX')

const LOCK_NOT_AVAILABLE = '55P03'
/** By itself it may wait for as long as it takes, and is planned anew. */
const wasRefusedForOthers = (error: Error): boolean => isStatementsFault(error) && (error.code === LOCK_NOT_AVAILABLE || error.code === PLAN_OUTDATED)
