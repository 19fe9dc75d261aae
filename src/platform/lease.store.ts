import { sql } from 'kysely'
import pg from 'pg'
import { type Db, inTransaction, writing } from './db.ts'

interface Tables {
  'platform.lease': { name: string; until: Date }
}

/**
 * Takes the turn of a recurring job: true for one process in each span, whatever number of processes ask.
 * By the database's own clock, so that a demo clock set back doesn't stop the jobs.
 */
export function takeTurn(db: Db, name: string, everySeconds: number): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const result = await sql<{ name: string }>`
      insert into platform.lease as l (name, until) values (${name}, clock_timestamp() + make_interval(secs => ${everySeconds}))
      on conflict (name) do update set until = excluded.until where l.until <= clock_timestamp()
      returning name`.execute(writing<Tables>(tx))
    return result.rows.length > 0
  })
}

/** One number for all processes on a database: whoever holds it brings the database to what the program ships. */
const PREPARING = 2_718_281

/** Does the work while no other process does such work; a process that dies meanwhile lets go with its connection. */
export async function preparingAlone<R>(db: Db, work: () => Promise<R>): Promise<R> {
  // A connection beside the pool: the work may need all of that.
  const held = new pg.Client({ connectionString: db.url, application_name: 'mot-cua preparing' })
  held.on('error', () => undefined)
  await held.connect()
  try {
    await held.query('select pg_advisory_lock($1)', [PREPARING])
    return await work()
  } finally {
    await held.end()
  }
}
