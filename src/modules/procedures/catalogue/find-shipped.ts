import { compileCatalogue, type ProcedureRow } from './compile.ts'
import type { ProcedureContent } from './content.ts'
import { OddReport } from './odd.ts'
import { readShippedCatalogue } from './shipped.ts'

export interface ShippedProcedure {
  row: ProcedureRow
  field: { code: string | null; name: string; slug: string } | null
  /** Null where only its name is known. */
  content: ProcedureContent | null
}

/** The shipped catalogue (`folder` is data/catalogue), to be asked without a database; null when it has no such code. */
export async function openShipped(folder: string): Promise<(code: string) => ShippedProcedure | null> {
  const sources = await readShippedCatalogue(folder)
  return (code) => {
    const details = sources.details.filter((detail) => detail.code === code)
    const older = sources.older.filter((record) => record.code === code)
    const index = sources.index.filter((row) => row.code === code)
    const compiled = compileCatalogue({ ...sources, list: sources.list.filter((row) => row.code === code), details, older, index }, new OddReport())
    const row = compiled.procedures.find((one) => one.code === code)
    if (!row) return null
    const field = compiled.fields.find((one) => one.slug === row.fields[0])
    const content = compiled.contents.find((one) => one.code === code)
    // The record's own code for its field; the list of fields has several for one name.
    const fieldCode = details[0]?.categoriesDetails.find((one) => one.name.trim() === field?.name)?.code ?? (field?.codes.length === 1 ? field.codes[0] : undefined)
    return {
      row,
      field: field ? { code: fieldCode ?? null, name: field.name, slug: field.slug } : null,
      content: content ? (JSON.parse(content.content) as ProcedureContent) : null,
    }
  }
}
