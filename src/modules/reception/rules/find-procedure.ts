import { foldVietnamese } from '../../../platform/text.ts'

export interface OfferedProcedure {
  code: string
  name: string
  /** How often this office has taken it in. */
  used: number
}

const byUse = (one: OfferedProcedure, other: OfferedProcedure): number => other.used - one.used || one.name.localeCompare(other.name, 'vi') || one.code.localeCompare(other.code)

/**
 * The procedures that what was typed may mean: the code, its beginning, or words of the name in any order, with or without diacritics;
 * what the office takes in most stands first. Nothing typed means all.
 */
export function findProcedures(all: readonly OfferedProcedure[], typed: string): OfferedProcedure[] {
  const text = foldVietnamese(typed)
  const exact = all.filter((one) => one.code === text)
  if (exact.length > 0) return exact
  const words = text.split(' ').filter((word) => word !== '')
  const matches = (one: OfferedProcedure) => {
    const name = foldVietnamese(one.name)
    return one.code.startsWith(text) || words.every((word) => name.includes(word))
  }
  return all.filter(matches).sort(byUse)
}
