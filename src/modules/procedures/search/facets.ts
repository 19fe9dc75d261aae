import { bareText } from './fold.ts'
import type { Ranked } from './rank.ts'
import type { FacetCount, SearchDocument, SearchFacets, SearchLevel, SearchOptions } from './types.ts'

const LEVELS: SearchLevel[] = ['commune', 'province', 'ministry', 'other']
const MOST_VALUES = 60

export type Facet = 'field' | 'level' | 'agency' | 'audience' | 'online'
export const FACETS: readonly Facet[] = ['field', 'level', 'agency', 'audience', 'online']

const VALUES: Record<Facet, (doc: SearchDocument) => string[]> = {
  field: (doc) => doc.fields,
  level: (doc) => LEVELS.filter((level) => doc.levels[level]),
  agency: (doc) => (doc.publishingBody === null ? [] : [doc.publishingBody]),
  audience: (doc) => doc.audience,
  online: (doc) => [doc.onlineLevel ?? 'unknown'],
}

interface Column {
  names: string[]
  ids: Map<string, number>
  /** Ids of each doc's values. */
  of: number[][]
}

/** What is asked of each facet; -1 for a value that no doc has. */
export type Chosen = ReadonlyMap<Facet, number>

/** A value as addresses carry it: "Hộ tịch" → "ho-tich". */
export const slugOf = (name: string): string => bareText(name).replaceAll(' ', '-')

/** The values that docs can be filtered by, as numbers. */
export class Facets {
  private readonly columns: Record<Facet, Column>

  constructor(docs: readonly SearchDocument[]) {
    this.columns = Object.fromEntries(FACETS.map((facet) => [facet, columnOf(docs, VALUES[facet])])) as Record<
      Facet,
      Column
    >
  }

  /** The facet's value under a name or slug; null when no doc has it. */
  nameOf(facet: Facet, asked: string): string | null {
    const column = this.columns[facet]
    const id = column.ids.get(slugOf(asked))
    return id === undefined ? null : (column.names[id] ?? null)
  }

  choose(options: SearchOptions): Chosen {
    const chosen = new Map<Facet, number>()
    for (const facet of FACETS) {
      const asked = options[facet]
      if (asked !== undefined) chosen.set(facet, this.columns[facet].ids.get(slugOf(asked)) ?? -1)
    }
    return chosen
  }

  passes(doc: number, chosen: Chosen): boolean {
    for (const [facet, id] of chosen) if (!this.has(doc, facet, id)) return false
    return true
  }

  /** Counts per value, each facet under the other filters only, so that its own choice can be changed. */
  count(ranked: readonly Ranked[], chosen: Chosen): SearchFacets {
    const counts = Object.fromEntries(
      FACETS.map((facet) => [facet, new Int32Array(this.columns[facet].names.length)]),
    ) as Record<Facet, Int32Array>
    const filters = [...chosen]
    for (const { doc } of ranked) {
      const failed = filters.length === 0 ? [] : filters.filter(([facet, id]) => !this.has(doc, facet, id))
      if (failed.length > 1) continue
      const only = failed[0]?.[0]
      for (const facet of FACETS) {
        if (only !== undefined && only !== facet) continue
        const count = counts[facet]
        for (const id of this.columns[facet].of[doc] ?? []) count[id] = (count[id] ?? 0) + 1
      }
    }
    return Object.fromEntries(FACETS.map((facet) => [facet, this.listed(facet, counts[facet])])) as unknown as SearchFacets
  }

  private has(doc: number, facet: Facet, id: number): boolean {
    return this.columns[facet].of[doc]?.includes(id) ?? false
  }

  private listed(facet: Facet, counts: Int32Array): FacetCount[] {
    const found: FacetCount[] = []
    counts.forEach((count, id) => {
      if (count > 0) found.push({ value: this.columns[facet].names[id] ?? '', count })
    })
    return found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES)
  }
}

function columnOf(docs: readonly SearchDocument[], valuesOf: (doc: SearchDocument) => string[]): Column {
  const names: string[] = []
  const ids = new Map<string, number>()
  const of = docs.map((doc) =>
    valuesOf(doc).map((name) => {
      const slug = slugOf(name)
      const known = ids.get(slug)
      if (known !== undefined) return known
      ids.set(slug, names.length)
      names.push(name)
      return names.length - 1
    }),
  )
  return { names, ids, of }
}
