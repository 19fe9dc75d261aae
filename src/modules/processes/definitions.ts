import type { Db, Reader } from '../../platform/db.ts'
import { findDefinition, type StoredDefinition } from './store.ts'

export interface Definitions {
  /** @throws Error for an id that was never published. */
  get(id: string, reader?: Reader): Promise<StoredDefinition>
}

const MOST_HELD = 500

/** Compiled processes in memory; they never change. */
export function openDefinitions({ db }: { db: Db }): Definitions {
  const held = new Map<string, StoredDefinition>()
  return {
    async get(id, reader = db) {
      const known = held.get(id)
      if (known) return known
      const found = await findDefinition(reader, id)
      if (!found) throw new Error(`No process definition ${id}.`)
      const [oldest] = held.keys()
      if (held.size >= MOST_HELD && oldest !== undefined) held.delete(oldest)
      held.set(id, found)
      return found
    },
  }
}
