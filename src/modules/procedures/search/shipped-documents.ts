import { compileCatalogue } from '../catalogue/compile.ts'
import { LEVELS } from '../catalogue/content.ts'
import { OddReport } from '../catalogue/odd.ts'
import { readShippedCatalogue } from '../catalogue/shipped.ts'
import type { SearchDocument } from './types.ts'

/** The shipped catalogue as the search knows it, without a database: for the bench and tests. */
export async function shippedDocuments(folder: string): Promise<SearchDocument[]> {
  const compiled = compileCatalogue(await readShippedCatalogue(folder), new OddReport())
  const fields = new Map(compiled.fields.map((field) => [field.slug, field.name]))
  const bodies = new Map(compiled.bodies.map((body) => [body.slug, body.name]))
  return compiled.procedures
    .filter((row) => row.status !== 'internal')
    .map((row) => ({
      code: row.code,
      name: row.name,
      fields: row.fields.flatMap((slug) => fields.get(slug) ?? []),
      levels: Object.fromEntries(
        LEVELS.map((level) => [level, row[`level_${level}`] === true]),
      ) as SearchDocument['levels'],
      status: row.status,
      type: row.type,
      publishingBody: row.body_slug === null ? null : (bodies.get(row.body_slug) ?? null),
      agencies: row.agencies,
      keywords: row.keywords,
      audience: row.audience,
      onlineLevel: row.online_level,
      hasContent: row.source === 'portal' || row.source === 'older',
      fileable: row.code === '1.001193',
      time: null,
      fee: null,
    }))
}
