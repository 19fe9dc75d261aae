import { createHash } from 'node:crypto'
import pg from 'pg'

/** A text sent so often is worth a place among those that each connection keeps prepared. */
const OFTEN = 3
/** Lists of values of any length make ever new texts: they don't fill the server's memory. */
const MOST = 200
/** «Cached plan must not change result type»: a newer version of the program has altered the table. */
export const PLAN_OUTDATED = '0A000'

/** Gives a text the name under which it is prepared; none until it was sent a few times. */
function createNames(): (text: string) => string | undefined {
  const sent = new Map<string, number>()
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known || names.size >= MOST) return known
    const times = (sent.get(text) ?? 0) + 1
    if (times < OFTEN) {
      if (sent.size >= MOST * 10) sent.clear()
      sent.set(text, times)
      return undefined
    }
    sent.delete(text)
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
    names.set(text, name)
    return name
  }
}

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown
type Answered = (error: (Error & { code?: string }) | null | undefined, answer: unknown) => void

/**
 * Connections of one pool that prepare the texts with values they are sent often: the server reads and plans them once, not at
 * each request. One whose plans are outdated is given up, so that the next takes its place.
 *
 * The driver's own promise is not used: it writes a function straight into a property, which V8 lays into the old heap, and
 * with it all that the request holds.
 */
export function preparingClient(): typeof pg.Client {
  const nameOf = createNames()
  return class extends pg.Client {
    override query = ((text, values, callback) => {
      const send = super.query as Query
      if (callback !== undefined || typeof values === 'function' || isSubmittable(text)) return send.call(this, text, values, callback)
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
      return new Promise((done, failed) => {
        const answered: Answered = (error, answer) => {
          if (!error) return done(answer)
          if (name && error.code === PLAN_OUTDATED) void this.end()
          failed(error)
        }
        if (name) send.call(this, { name, text, values }, answered)
        else send.call(this, text, values, answered)
      }).catch((error: Error) => {
        // From here its trace leads back to who asked.
        Error.captureStackTrace(error)
        throw error
      })
    }) as pg.Client['query']
  }
}

const isSubmittable = (query: unknown): boolean => typeof (query as { submit?: unknown } | null)?.submit === 'function'
