import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchDocument, SearchStatus } from '../../src/modules/procedures/search/types.ts'

interface CatalogueRow {
  code: string
  name: string
  categories: string[]
  departments?: string[]
  departmentPromulgate?: string
  formalityTargetType: string[]
  type: string
}

interface FullRecord {
  code: string
  levels?: string[]
  keywords?: string[]
}

function rowsOf<T>(path: string): T[] {
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as T)
    : []
}

/** The catalogue straight from the sources, for work on the search before the loader. */
export function documentsFromSources(folder: string): SearchDocument[] {
  const full = new Map(rowsOf<FullRecord>(join(folder, 'procedures/procedures.jsonl')).map((record) => [record.code, record]))
  const detailed = new Set(rowsOf<{ code: string }>(join(folder, 'procedures-portal/details.jsonl')).map((record) => record.code))
  return rowsOf<CatalogueRow>(join(folder, 'procedures-portal/catalog.jsonl')).map((row) => {
    const record = full.get(row.code)
    const has = (level: string): boolean => record?.levels?.includes(level) ?? false
    const status: SearchStatus = row.type === 'STANDARD_INTERNAL' ? 'internal' : 'current'
    return {
      code: row.code,
      name: row.name,
      fields: row.categories,
      levels: { ministry: has('Cấp bộ'), province: has('Cấp tỉnh'), commune: has('Cấp xã'), other: has('Cơ quan khác') },
      status,
      type: row.type,
      publishingBody: row.departmentPromulgate ?? null,
      agencies: row.departments ?? [],
      keywords: record?.keywords ?? [],
      audience: row.formalityTargetType,
      onlineLevel: null,
      hasContent: record !== undefined || detailed.has(row.code),
      fileable: row.code === '1.001193',
    }
  })
}
