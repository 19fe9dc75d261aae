import pg from 'pg'
import { sql } from 'kysely'
import { type Db, reading } from './db.ts'

const CHANNEL = 'mot_cua_hint'
const LISTEN_AGAIN_MS = { least: 1000, most: 30_000 }

/** Says to all processes on the database that something about a topic has changed. Only a hint: whoever misses it looks by itself before long. */
export async function giveHint(db: Db, topic: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${topic})`.execute(reading(db))
}

export interface Hints {
  /** @returns what ends it. */
  on(topic: string, told: () => void): () => void
  stop(): Promise<void>
}

/** Listens on one connection of its own; begins with the first listener, and again whenever the connection is lost. */
export function createHints(db: Db): Hints {
  const listeners = new Map<string, Set<() => void>>()
  let client: pg.Client | null = null
  let waitMs = LISTEN_AGAIN_MS.least
  let again: NodeJS.Timeout | undefined
  let stopped = false

  async function listen(): Promise<void> {
    const mine = new pg.Client({ connectionString: db.url, application_name: 'mot-cua hints' })
    client = mine
    mine.on('error', () => undefined)
    mine.on('end', () => lost(mine))
    mine.on('notification', ({ payload }) => {
      for (const told of listeners.get(payload ?? '') ?? []) told()
    })
    try {
      await mine.connect()
      await mine.query(`listen ${CHANNEL}`)
      waitMs = LISTEN_AGAIN_MS.least
    } catch {
      // The database can't be reached now: the hints are missed, not what they hint at.
      await mine.end().catch(() => undefined)
      lost(mine)
    }
  }
  function lost(mine: pg.Client): void {
    if (client !== mine) return
    client = null
    if (stopped) return
    again = setTimeout(() => void listen(), waitMs)
    waitMs = Math.min(LISTEN_AGAIN_MS.most, waitMs * 2)
  }

  return {
    on(topic, told) {
      const set = listeners.get(topic) ?? new Set()
      set.add(told)
      listeners.set(topic, set)
      if (!client && !again && !stopped) void listen()
      return () => set.delete(told)
    },
    async stop() {
      stopped = true
      clearTimeout(again)
      await client?.end().catch(() => undefined)
    },
  }
}
