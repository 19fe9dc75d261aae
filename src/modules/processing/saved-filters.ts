import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Reader } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { mapped, type Part } from '../../platform/together.ts'
import type { Staff } from './on-case.ts'
import { refuse } from './refusals.ts'
import { clearDefault, deleteFilter, lockOwn, putFilter, savedRows, selectDefault, updateFilter } from './saved-filters.store.ts'

const MAX_NAME = 80
const MOST = 40

export interface SavedFilter {
  id: string
  name: string
  list: string
  query: string
  sharedWith: string | null
  isDefault: boolean
  isOwn: boolean
}

/** An officer's own filters by name, then those that colleagues of these offices share. */
export const savedFilters = (reader: Reader, staffId: string, agencyIds: readonly string[]): Part<SavedFilter[]> =>
  mapped(savedRows(reader, staffId, agencyIds, MOST * 2), (rows) =>
    rows
      .map((row) => ({ id: row.id, name: row.name, list: row.list, query: row.query, sharedWith: row.shared_with, isDefault: row.is_default && row.staff_id === staffId, isOwn: row.staff_id === staffId }))
      .sort((a, b) => Number(b.isOwn) - Number(a.isOwn)),
  )

/** What an inbox opens with; nothing where its owner chose none. */
export const defaultFilter = selectDefault

export interface FilterInput {
  name: string
  list: string
  query: string
  /** An office of the officer's own that it is shared with. */
  sharedWith: string | null
  isDefault: boolean
}

function nameOf(typed: string): string | null {
  const name = cleanText(typed, { max: MAX_NAME })
  return name.ok && name.text !== '' ? name.text : null
}

/** Filters that an officer keeps: made, renamed, shared with the office, made the one to begin with, deleted. One's own only. */
export function createSavedFilters({ db, clock }: { db: Db; clock: Clock }) {
  return {
    /** A filter of the same name is replaced: sent twice, it stands once. */
    save(actor: Staff, input: FilterInput): Promise<Decided<{ id: string }>> {
      const name = nameOf(input.name)
      if (!name) return Promise.resolve(refuse('filter-name-needed', { max: MAX_NAME }))
      return inTransaction(db, async (tx): Promise<Decided<{ id: string }>> => {
        const mine = await lockOwn(tx, actor.staffId)
        const same = mine.find((one) => one.name === name)
        if (!same && mine.length >= MOST) return refuse('too-many-filters', { max: MOST })
        if (input.isDefault) await clearDefault(tx, actor.staffId)
        const id = same?.id ?? newId()
        await putFilter(tx, { id, staff_id: actor.staffId, name, list: input.list, query: input.query, shared_with: input.sharedWith, is_default: input.isDefault, saved_at: clock.now() })
        return { ok: true, id }
      })
    },
    change(actor: Staff, id: string, change: Pick<FilterInput, 'name' | 'sharedWith' | 'isDefault'>): Promise<Decided> {
      const name = nameOf(change.name)
      if (!name) return Promise.resolve(refuse('filter-name-needed', { max: MAX_NAME }))
      return inTransaction(db, async (tx): Promise<Decided> => {
        const mine = await lockOwn(tx, actor.staffId)
        if (!isId(id) || !mine.some((one) => one.id === id)) return refuse('no-such-filter')
        if (change.isDefault) await clearDefault(tx, actor.staffId)
        await updateFilter(tx, id, { name, shared_with: change.sharedWith, is_default: change.isDefault })
        return { ok: true }
      })
    },
    /** One that is gone already is gone. */
    remove(actor: Staff, id: string): Promise<void> {
      return inTransaction(db, async (tx) => {
        if (isId(id)) await deleteFilter(tx, actor.staffId, id)
      })
    },
  }
}
