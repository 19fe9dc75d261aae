import pg from 'pg'

/** How long a connection is waited for. */
const PATIENCE_MS = 10_000

/** Connections of this process, of which one that breaks ends nothing but what it was at. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ connectionTimeoutMillis: PATIENCE_MS, application_name: 'mot-cua', ...config })
  // A connection that breaks while idle is dropped by the pool; the next query opens a new one.
  pool.on('error', () => undefined)
  // One that breaks while a transaction holds it fails that transaction's next statement; unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined))
  return pool
}
