import type { Insertable, Selectable, Updateable } from 'kysely'
import { sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { Token } from '../rules/advance.ts'
import type { NodeMap } from '../rules/migrate.ts'
import type { ProcessesTables } from '../tables.ts'

export type MigrationRow = Omit<Selectable<ProcessesTables['processes.migration']>, 'mapping'> & { mapping: NodeMap }
export type MigratedRow = Selectable<ProcessesTables['processes.migrated']>

const mapped = (row: Selectable<ProcessesTables['processes.migration']>): MigrationRow => ({ ...row, mapping: row.mapping as NodeMap })

export async function insertMigration(tx: Tx, row: Insertable<ProcessesTables['processes.migration']>): Promise<void> {
  await writing<ProcessesTables>(tx).insertInto('processes.migration').values(row).execute()
}

export async function findMigration(reader: Reader, id: string): Promise<MigrationRow | null> {
  const row = await reading<ProcessesTables>(reader).selectFrom('processes.migration').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? mapped(row) : null
}

/** Locks the order for this transaction: of two workers one waits. */
export async function lockMigration(tx: Tx, id: string): Promise<MigrationRow | null> {
  const row = await writing<ProcessesTables>(tx).selectFrom('processes.migration').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? mapped(row) : null
}

export async function updateMigration(tx: Tx, id: string, change: Updateable<ProcessesTables['processes.migration']>): Promise<void> {
  await writing<ProcessesTables>(tx).updateTable('processes.migration').set(change).where('id', '=', id).execute()
}

export async function undoneMigrations(reader: Reader): Promise<string[]> {
  const rows = await reading<ProcessesTables>(reader).selectFrom('processes.migration').select('id').where('done_at', 'is', null).orderBy('ordered_at').limit(50).execute()
  return rows.map((row) => row.id)
}

export async function migrationsOfKey(reader: Reader, key: string): Promise<MigrationRow[]> {
  const rows = await reading<ProcessesTables>(reader).selectFrom('processes.migration').selectAll().where('key', '=', key).orderBy('ordered_at', 'desc').limit(50).execute()
  return rows.map(mapped)
}

export interface RunningOf {
  definitionId: string
  /** Null for all agencies. */
  agencyIds: readonly string[] | null
}

/** Running processes of a version, from one on. */
export async function runningOf(reader: Reader, { definitionId, agencyIds }: RunningOf, after: string | null, limit: number): Promise<{ id: string; next_token: number }[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.instance')
    .select(['id', 'next_token'])
    .where('definition_id', '=', definitionId)
    // Said in the statement, not as a parameter: the index holds running ones only.
    .where(sql<boolean>`status = 'running'`)
    .$if(agencyIds !== null, (query) => query.where('agency_id', '=', sql<string>`any(${[...(agencyIds ?? [])]}::uuid[])`))
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Tokens and events on edges of some processes. */
export async function standingOf(reader: Reader, ids: readonly string[]): Promise<{ tokens: Map<string, Token[]>; waits: Map<string, { token: number; node: string }[]> }> {
  const db = reading<ProcessesTables>(reader)
  const all = sql<string>`any(${[...ids]}::uuid[])`
  const tokens = await db.selectFrom('processes.token').select(['instance_id', 'seq', 'node', 'flow', 'scope']).where('instance_id', '=', all).orderBy('seq').execute()
  const waits = await db.selectFrom('processes.wait').select(['instance_id', 'token', 'node']).where('instance_id', '=', all).execute()
  return {
    tokens: Map.groupBy(tokens, (row) => row.instance_id),
    waits: Map.groupBy(waits, (row) => row.instance_id),
  }
}

/** @returns false when this migration has done with the process before. */
export async function insertMigrated(tx: Tx, row: MigratedRow): Promise<boolean> {
  const inserted = await writing<ProcessesTables>(tx).insertInto('processes.migrated').values(row).onConflict((conflict) => conflict.doNothing()).returning('instance_id').executeTakeFirst()
  return inserted !== undefined
}

export async function migratedOf(reader: Reader, migrationId: string, after: string | null, limit: number): Promise<MigratedRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.migrated')
    .selectAll()
    .where('migration_id', '=', migrationId)
    .$if(after !== null, (query) => query.where('instance_id', '>', after ?? ''))
    .orderBy('instance_id')
    .limit(limit)
    .execute()
}

/** Writes the tokens of a process at their new places, each under its number. */
export async function moveTokens(tx: Tx, instanceId: string, tokens: readonly Token[]): Promise<void> {
  for (const { seq, node, flow } of tokens) await writing<ProcessesTables>(tx).updateTable('processes.token').set({ node, flow }).where('instance_id', '=', instanceId).where('seq', '=', seq).execute()
}
