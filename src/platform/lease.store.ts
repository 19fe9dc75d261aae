import { sql } from 'kysely'
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
