import type { CsvRow } from '../../../platform/packed-data.ts'
import { foldVietnamese } from '../../../platform/text.ts'
import type { OddReport } from './odd.ts'
import { cleanName, nameOrNull } from './rules/source-text.ts'

export interface FieldRow {
  slug: string
  name: string
  codes: string[]
}

/** Address part of a name: folded, with dashes. */
export const slugOf = (name: string): string =>
  foldVietnamese(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Fields by name; two spellings with the same letters are one field, under the spelling met first, and are reported. */
export function createFields(codes: readonly CsvRow[], odd: OddReport) {
  const fields = new Map<string, FieldRow>()
  const codesOf = new Map<string, Set<string>>()
  for (const row of codes) {
    const code = nameOrNull(row.code)
    for (const name of [row.name, row.catalogue_name]) {
      const clean = nameOrNull(name)
      if (!clean || !code || !/^G\d{2}-[A-ZĐ]+\d+$/.test(code)) continue
      const slug = slugOf(clean)
      codesOf.set(slug, (codesOf.get(slug) ?? new Set()).add(code))
    }
  }
  return {
    slugFor(published: string, code: string): string {
      const name = cleanName(published)
      const slug = slugOf(name)
      const known = fields.get(slug)
      if (!known) fields.set(slug, { slug, name, codes: [...(codesOf.get(slug) ?? [])].sort() })
      else if (known.name !== name) odd.note('field-spelling', code, `${name} = ${known.name}`)
      return slug
    },
    rows: (): FieldRow[] => [...fields.values()],
  }
}
