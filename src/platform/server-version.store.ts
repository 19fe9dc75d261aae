import { sql } from 'kysely'
import { type Db, reading } from './db.ts'
import { StartupProblem } from './startup-problem.ts'

const OLDEST = 150000
const NEWEST = 190000

/** @throws StartupProblem for a PostgreSQL that is older than 15 or newer than 18; nothing is changed then. */
export async function checkServerVersion(db: Db): Promise<void> {
  const result = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(reading(db))
  const version = Number(result.rows[0]?.version ?? 0)
  if (version >= OLDEST && version < NEWEST) return
  const major = Math.floor(version / 10000)
  throw new StartupProblem(
    version < OLDEST ? 'data-older' : 'data-newer',
    `Máy chủ PostgreSQL phiên bản ${major} chưa dùng được; cần phiên bản 15 đến 18.`,
    `PostgreSQL ${major} is not supported; versions 15 to 18 are.`,
  )
}
