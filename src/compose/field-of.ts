import type { DocumentsDeps } from '../modules/documents/index.ts'
import { valueOn } from '../modules/parameters/index.ts'
import type { Packages } from '../modules/procedures/index.ts'
import { SLIP_PAPER } from '../modules/processing/index.ts'

/** Code of the field (lĩnh vực) of a procedure that has a package; null where none is known. */
export const fieldOf = (packages: Packages) => async (procedureCode: string): Promise<string | null> => (await packages.current(procedureCode))?.definition.field.code ?? null

/** On which paper an office prints its slips. */
export const slipPaperOf: NonNullable<DocumentsDeps['paperOf']> = (reader, agencyId, on) => valueOn(reader, SLIP_PAPER, agencyId, on)

/** Names of the books of results by the series of their numbers, of all packages that are published. */
export const bookNamesOf = (packages: Packages) => async (): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (const { code } of await packages.listed()) {
    const number = (await packages.current(code))?.definition.result.number
    if (number?.book) found.set(number.series, number.book.vi)
  }
  return found
}
