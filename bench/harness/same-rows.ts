import pg from 'pg'
import { newId } from '../../src/platform/ids.ts'
import type { BenchServer } from './server.ts'

/** Tables that one filing writes a row into, with the columns that must differ from row to row. */
const TABLES = [
  { name: 'platform.idempotency', found: `route = 'file-dossier'`, fresh: ['key'] },
  { name: 'dossiers.dossier', found: 'true', fresh: ['id', 'code'] },
  { name: 'dossiers.answers', found: 'true', fresh: ['dossier_id'] },
  { name: 'dossiers.paper', found: 'true', fresh: ['id', 'dossier_id'] },
  { name: 'dossiers.declaration', found: 'true', fresh: ['dossier_id'] },
  { name: 'events.stream', found: `kind = 'dossier'`, fresh: ['id'] },
  { name: 'events.event', found: `stream_kind = 'dossier'`, fresh: ['event_id', 'stream_id'] },
] as const

/**
 * The rows that one filing leaves, written again under new ids as one durable statement from this process: what PostgreSQL
 * can do at most. The paper's row, which a filing updates, is updated here too.
 */
export async function sameRows(server: BenchServer, connections: number, takePaper: () => string) {
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: connections })
  // When the work ends early its database ends before these do: what it ended for is told, not that.
  pool.on('error', () => undefined)
  const parts: string[] = []
  const values: unknown[] = []
  const fresh: { at: number; column: string }[] = []
  for (const { name, found, fresh: columns } of TABLES) {
    const { rows, fields } = await pool.query<Record<string, unknown>>(`select * from ${name} where ${found} limit 1`)
    const [row] = rows
    if (!row) throw new Error(`A filing leaves a row in ${name}, but there is none.`)
    const names = fields.map((field) => field.name)
    const places = names.map((column) => {
      const value = row[column]
      values.push(value !== null && typeof value === 'object' && !Buffer.isBuffer(value) && !(value instanceof Date) ? JSON.stringify(value) : value)
      if ((columns as readonly string[]).includes(column)) fresh.push({ at: values.length - 1, column })
      return `$${values.length}`
    })
    parts.push(`w${parts.length} as (insert into ${name} (${names.join(', ')}) values (${places.join(', ')}))`)
  }
  values.push(null)
  const paperAt = values.length - 1
  const text = `with ${parts.join(', ')} update files.file set owner_kind = 'dossier', sealed_at = now(), state = 'sealed' where file_id = $${values.length}`
  return {
    statement: text,
    async write(): Promise<boolean> {
      const mine = [...values]
      const id = newId()
      for (const { at, column } of fresh) mine[at] = column === 'code' || column === 'key' ? newId() : column === 'event_id' ? newId() : id
      mine[paperAt] = takePaper()
      await pool.query({ name: 'same-rows', text, values: mine })
      return true
    },
    close: () => pool.end(),
  }
}
