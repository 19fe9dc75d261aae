import type { Ranked } from './rank.ts'
import type { FacetCount, SearchDocument, SearchFacets, SearchLevel, SearchOptions } from './types.ts'

const LEVELS: SearchLevel[] = ['commune', 'province', 'ministry', 'other']
const MOST_VALUES = 40

type Facet = 'field' | 'level' | 'agency' | 'audience' | 'online'
const FACETS: Facet[] = ['field', 'level', 'agency', 'audience', 'online']

const VALUES: Record<Facet, (doc: SearchDocument) => string[]> = {
  field: (doc) => doc.fields,
  level: (doc) => LEVELS.filter((level) => doc.levels[level]),
  agency: (doc) => (doc.publishingBody === null ? [] : [doc.publishingBody]),
  audience: (doc) => doc.audience,
  online: (doc) => [doc.onlineLevel ?? 'unknown'],
}

export function passes(doc: SearchDocument | undefined, options: SearchOptions): boolean {
  return doc !== undefined && FACETS.every((facet) => passesOne(doc, facet, options))
}

function passesOne(doc: SearchDocument, facet: Facet, options: SearchOptions): boolean {
  const wanted = options[facet]
  return wanted === undefined || VALUES[facet](doc).includes(wanted)
}

/** Counts per value, each facet under the other filters only, so that its own choice can be changed. */
export function facetsOf(docs: SearchDocument[], ranked: Ranked[], options: SearchOptions): SearchFacets {
  const counts = new Map<Facet, Map<string, number>>(FACETS.map((facet) => [facet, new Map()]))
  for (const { doc: i } of ranked) {
    const doc = docs[i]
    if (doc === undefined) continue
    const failed = FACETS.filter((facet) => !passesOne(doc, facet, options))
    if (failed.length > 1) continue
    for (const facet of failed.length === 0 ? FACETS : failed) {
      const count = counts.get(facet)
      for (const value of VALUES[facet](doc)) count?.set(value, (count.get(value) ?? 0) + 1)
    }
  }
  const listed = (facet: Facet): FacetCount[] =>
    [...(counts.get(facet) ?? [])]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES)
  return { field: listed('field'), level: listed('level'), agency: listed('agency'), audience: listed('audience'), online: listed('online') }
}
