import { type Reader, reading } from '../../../platform/db.ts'
import type { ProcessesTables } from '../tables.ts'

export interface ListedDefinition {
  id: string
  key: string
  number: number
  name: string
  published_at: Date
}

/** The newest version of each key, one page by key. */
export async function newestDefinitions(reader: Reader, after: string, limit: number): Promise<ListedDefinition[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.definition')
    .distinctOn('key')
    .select(['id', 'key', 'number', 'name', 'published_at'])
    .where('key', '>', after)
    .orderBy('key')
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}

export async function versionsOfKey(reader: Reader, key: string): Promise<ListedDefinition[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.definition')
    .select(['id', 'key', 'number', 'name', 'published_at'])
    .where('key', '=', key)
    .orderBy('number', 'desc')
    .limit(200)
    .execute()
}

export async function findByNumber(reader: Reader, key: string, number: number): Promise<{ id: string; name: string; xml: string; published_at: Date } | null> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.definition')
    .select(['id', 'name', 'xml', 'published_at'])
    .where('key', '=', key)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ?? null
}
