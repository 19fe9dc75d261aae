/** One head of fees as it falls on a dossier: đồng; null where the province sets it. */
export interface FeeHead {
  amount: number | null
  exempt: boolean
}

export interface Balance {
  /** What the package reckons, đồng; heads that the province sets are not in it. */
  due: number
  /** A head's amount stands in a resolution of the province: the officer enters it. */
  hasLocal: boolean
  collected: number
  /** As the national list has it. */
  status: 'none' | 'unpaid' | 'pending' | 'paid'
}

/**
 * What is owed and what was collected. Where the province sets an amount, whatever was collected above the known heads settles it.
 * @see shared rules, enumerations: financial status
 */
export function balanceOf(heads: readonly FeeHead[], collected: readonly { amount: number }[]): Balance {
  const owed = heads.filter(({ exempt }) => !exempt)
  const due = owed.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const hasLocal = owed.some(({ amount }) => amount === null)
  const sum = collected.reduce((all, { amount }) => all + amount, 0)
  const settled = hasLocal ? sum > due : sum >= due
  const status = due === 0 && !hasLocal && sum === 0 ? 'none' : settled ? 'paid' : sum > 0 ? 'pending' : 'unpaid'
  return { due, hasLocal, collected: sum, status }
}

/** What is written on a receipt: letters, digits, strokes. */
export const RECEIPT = /^[\p{L}\d][\p{L}\d /.-]{0,39}$/u
/** đồng */
export const MOST_COLLECTED = 1_000_000_000
