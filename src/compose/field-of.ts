import type { Packages } from '../modules/procedures/index.ts'

/** Code of the field (lĩnh vực) of a procedure that has a package; null where none is known. */
export const fieldOf = (packages: Packages) => async (procedureCode: string): Promise<string | null> => (await packages.current(procedureCode))?.definition.field.code ?? null
