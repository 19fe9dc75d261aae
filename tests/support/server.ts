import type { MasterKeys } from '../../src/platform/keys.store.ts'

/** Names of the template databases on the run's server. */
export const MIGRATED = 'template_migrated'
export const DEMO = 'template_demo'

/** The same server and role, another database. */
export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}

/** The master keys of every test: sealed values of a cloned database open everywhere, in a program started on it too. */
export const TEST_MASTER_KEYS: MasterKeys = { sealKeys: [{ id: 'test', key: Buffer.alloc(32, 7) }], indexKey: Buffer.alloc(32, 9) }
