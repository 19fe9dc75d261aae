import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { type Part, part } from '../../platform/together.ts'
import type { ProcessModel } from './definition/model.ts'
import type { Token } from './rules/advance.ts'
import type { ProcessesTables } from './tables.ts'

export type TaskRow = Selectable<ProcessesTables['processes.task']>
export type InstanceRow = Selectable<ProcessesTables['processes.instance']>

export interface StoredDefinition {
  id: string
  key: string
  number: number
  name: string
  xml: string
  model: ProcessModel
}

export async function findDefinition(reader: Reader, id: string): Promise<StoredDefinition | null> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.definition')
    .select(['id', 'key', 'number', 'name', 'xml', 'model'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { ...row, model: row.model as ProcessModel } : null
}

export async function findDefinitionByHash(
  reader: Reader,
  key: string,
  hash: string,
): Promise<{ id: string; number: number } | null> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.definition')
    .select(['id', 'number'])
    .where('key', '=', key)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ?? null
}

/** @returns the version's number, or null when another process published the same file or number first. */
export async function insertDefinition(
  tx: Tx,
  row: Omit<Insertable<ProcessesTables['processes.definition']>, 'number'>,
): Promise<number | null> {
  const db = writing<ProcessesTables>(tx)
  const last = await db
    .selectFrom('processes.definition')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('key', '=', row.key)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const inserted = await db
    .insertInto('processes.definition')
    .values({ ...row, number })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  return inserted?.number ?? null
}

export async function insertInstance(tx: Tx, row: Insertable<ProcessesTables['processes.instance']>): Promise<void> {
  await writing<ProcessesTables>(tx).insertInto('processes.instance').values(row).execute()
}

/** Locks the process for this transaction. */
export async function lockInstance(tx: Tx, id: string): Promise<InstanceRow | null> {
  const row = await writing<ProcessesTables>(tx)
    .selectFrom('processes.instance')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function lockRunningOfDossier(tx: Tx, dossierId: string): Promise<InstanceRow | null> {
  const row = await writing<ProcessesTables>(tx)
    .selectFrom('processes.instance')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .where('status', '=', 'running')
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function updateInstance(
  tx: Tx,
  id: string,
  change: Updateable<ProcessesTables['processes.instance']>,
): Promise<void> {
  await writing<ProcessesTables>(tx).updateTable('processes.instance').set(change).where('id', '=', id).execute()
}

const tokens = (reader: Reader, instanceId: string) =>
  reading<ProcessesTables>(reader).selectFrom('processes.token').select(['seq', 'node', 'flow', 'scope']).where('instance_id', '=', instanceId).orderBy('seq')

export const selectTokens = (tx: Tx, instanceId: string): Promise<Token[]> => tokens(tx, instanceId).execute()
export const tokensPart = (reader: Reader, instanceId: string): Part<Token[]> => part(tokens(reader, instanceId), {})

export async function deleteTokens(tx: Tx, instanceId: string, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return
  await writing<ProcessesTables>(tx)
    .deleteFrom('processes.token')
    .where('instance_id', '=', instanceId)
    .where('seq', 'in', seqs)
    .execute()
}

export async function insertTokens(tx: Tx, instanceId: string, tokens: readonly Token[], at: Date): Promise<void> {
  if (tokens.length === 0) return
  await writing<ProcessesTables>(tx)
    .insertInto('processes.token')
    .values(tokens.map(({ seq, node, flow, scope }) => ({ instance_id: instanceId, seq, node, flow, scope, arrived_at: at })))
    .execute()
}

export async function insertTasks(
  tx: Tx,
  rows: readonly Insertable<ProcessesTables['processes.task']>[],
): Promise<void> {
  if (rows.length === 0) return
  await writing<ProcessesTables>(tx).insertInto('processes.task').values(rows).execute()
}

export async function findTask(reader: Reader, id: string): Promise<TaskRow | null> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.task')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

export async function updateTask(
  tx: Tx,
  id: string,
  change: Updateable<ProcessesTables['processes.task']>,
): Promise<void> {
  await writing<ProcessesTables>(tx).updateTable('processes.task').set(change).where('id', '=', id).execute()
}

export async function selectOpenOfInstance(reader: Reader, instanceId: string): Promise<TaskRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.task')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('closed_at', 'is', null)
    .orderBy('token')
    .execute()
}

/** Closes the open steps of a process that stand on some tokens. */
export async function closeTasks(
  tx: Tx,
  instanceId: string,
  tokens: readonly number[],
  closing: { at: Date; by: string; byName: string; outcome: string },
): Promise<void> {
  if (tokens.length === 0) return
  await writing<ProcessesTables>(tx)
    .updateTable('processes.task')
    .set({ closed_at: closing.at, closed_by: closing.by, closed_by_name: closing.byName, outcome: closing.outcome })
    .where('instance_id', '=', instanceId)
    .where('token', 'in', [...tokens])
    // Said so that no index of open steps fits, which would be gone through: few steps are of one process.
    .where(sql`coalesce(closed_at, 'infinity')`, '=', sql`'infinity'`)
    .execute()
}

/** Steps of a dossier, done and open, in the order in which they were opened. */
export async function selectTasksOfDossier(reader: Reader, dossierId: string): Promise<TaskRow[]> {
  return reading<ProcessesTables>(reader)
    .selectFrom('processes.task')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
}

/** Steps of a dossier that wait for somebody. */
export function openTasksPart(reader: Reader, dossierId: string) {
  const query = reading<ProcessesTables>(reader)
    .selectFrom('processes.task')
    .select(['id', 'task_key', 'name', 'duty', 'work', 'agency_id', 'opened_at', 'due_at', 'claimed_by', 'claimed_by_name'])
    .where('dossier_id', '=', dossierId)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
  return part(query, { opened_at: 'instant', due_at: 'instant' })
}

export async function findLatestInstance(reader: Reader, dossierId: string): Promise<InstanceRow | null> {
  const row = await reading<ProcessesTables>(reader)
    .selectFrom('processes.instance')
    .selectAll()
    .where('dossier_id', '=', dossierId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
