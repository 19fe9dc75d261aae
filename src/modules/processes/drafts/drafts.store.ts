import { type Reader, reading, type Tx, writing } from '../../../platform/db.ts'
import type { ProcessesTables } from '../tables.ts'
import type { TypedRow } from '../table/table.ts'
import type { DraftContent } from './content.ts'

/** An imported table that waits to be taken in. */
export interface Proposal {
  file: string
  rows: TypedRow[]
  /** Each named by its cell. */
  faults: string[]
}

export interface Draft extends DraftContent {
  id: string
  key: string
  agencyId: string | null
  basedOn: string | null
  proposal: Proposal | null
  version: number
  savedAt: Date
  savedByName: string
}

const COLUMNS = ['id', 'key', 'agency_id', 'name', 'rows', 'xml', 'based_on', 'proposal', 'version', 'saved_at', 'saved_by_name'] as const
type Row = Pick<ProcessesTables['processes.draft'], 'id' | 'key' | 'agency_id' | 'name' | 'xml' | 'based_on' | 'version' | 'saved_at' | 'saved_by_name'> & { rows: unknown; proposal: unknown }

const draftOf = (row: Row): Draft => ({
  id: row.id,
  key: row.key,
  agencyId: row.agency_id,
  name: row.name,
  rows: row.rows as TypedRow[] | null,
  xml: row.xml,
  basedOn: row.based_on,
  proposal: row.proposal as Proposal | null,
  version: row.version,
  savedAt: row.saved_at,
  savedByName: row.saved_by_name,
})

export async function findDraft(reader: Reader, id: string): Promise<Draft | null> {
  const row = await reading<ProcessesTables>(reader).selectFrom('processes.draft').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? draftOf(row) : null
}

/** Locks the draft for this transaction. */
export async function lockDraft(tx: Tx, id: string): Promise<Draft | null> {
  const row = await writing<ProcessesTables>(tx).selectFrom('processes.draft').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? draftOf(row) : null
}

export async function draftsOfKeys(reader: Reader, keys: readonly string[]): Promise<Draft[]> {
  if (keys.length === 0) return []
  const rows = await reading<ProcessesTables>(reader).selectFrom('processes.draft').select(COLUMNS).where('key', 'in', [...keys]).orderBy('key').orderBy('saved_at', 'desc').limit(500).execute()
  return rows.map(draftOf)
}

export interface Saved {
  at: Date
  by: string
  byName: string
}

/** @returns the id of the draft of this key and agency: the new one, or the one that somebody began before. */
export async function insertDraft(tx: Tx, draft: { id: string; key: string; agencyId: string | null; basedOn: string } & DraftContent, saved: Saved): Promise<{ id: string; isNew: boolean }> {
  const db = writing<ProcessesTables>(tx)
  const inserted = await db
    .insertInto('processes.draft')
    .values({ id: draft.id, key: draft.key, agency_id: draft.agencyId, ...contentColumns(draft), based_on: draft.basedOn, version: 1, ...savedColumns(saved) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return { id: inserted.id, isNew: true }
  const known = await db
    .selectFrom('processes.draft')
    .select('id')
    .where('key', '=', draft.key)
    .where('agency_id', 'is not distinct from', draft.agencyId)
    .executeTakeFirstOrThrow()
  return { id: known.id, isNew: false }
}

const contentColumns = ({ name, rows, xml }: DraftContent) => ({ name, rows: rows ? JSON.stringify(rows) : null, xml })
const savedColumns = ({ at, by, byName }: Saved) => ({ saved_at: at, saved_by: by, saved_by_name: byName })

export async function updateDraft(tx: Tx, draft: Draft, content: DraftContent, proposal: Proposal | null, saved: Saved): Promise<void> {
  await writing<ProcessesTables>(tx)
    .updateTable('processes.draft')
    .set({ ...contentColumns(content), proposal: proposal && JSON.stringify(proposal), version: draft.version + 1, ...savedColumns(saved) })
    .where('id', '=', draft.id)
    .execute()
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await writing<ProcessesTables>(tx).deleteFrom('processes.draft').where('id', '=', id).execute()
}
