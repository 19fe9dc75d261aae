import { type Column, COLUMNS, type TypedRow } from './table.ts'

export interface ComparedRow {
  state: 'same' | 'added' | 'removed' | 'changed'
  row: TypedRow
  /** The row before, where it was changed. */
  before: TypedRow | null
  columns: Column[]
  /** It stands in another order among those that both have. */
  moved: boolean
}

/** What one table of steps has other than another: rows are the same by their keys. Removed rows stand where they stood. */
export function compareRows(before: readonly TypedRow[], after: readonly TypedRow[]): ComparedRow[] {
  const old = new Map(before.map((row) => [row.key, row]))
  const both = new Set(after.filter((row) => old.has(row.key)).map((row) => row.key))
  const stay = inOrder(before.map((row) => row.key).filter((key) => both.has(key)), after.map((row) => row.key).filter((key) => both.has(key)))
  const compared = after.map((row): ComparedRow => {
    const was = old.get(row.key)
    if (!was) return { state: 'added', row, before: null, columns: [], moved: false }
    const columns = COLUMNS.filter((column) => row[column].trim() !== was[column].trim())
    const moved = !stay.has(row.key)
    return { state: columns.length > 0 || moved ? 'changed' : 'same', row, before: was, columns, moved }
  })
  const kept = new Set(after.map((row) => row.key))
  before.forEach((row, i) => {
    if (kept.has(row.key)) return
    const previous = before.slice(0, i).findLast((one) => compared.some((other) => other.row.key === one.key))
    const at = previous ? compared.findIndex((one) => one.row.key === previous.key) + 1 : 0
    compared.splice(at, 0, { state: 'removed', row, before: row, columns: [], moved: false })
  })
  return compared
}

/** The longest run of keys that stand in the same order in both. */
function inOrder(before: readonly string[], after: readonly string[]): Set<string> {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) (lengths[i] as number[])[j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const kept = new Set<string>()
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) {
      kept.add(before[i] ?? '')
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return kept
}
