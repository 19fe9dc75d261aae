import type { SearchIndex } from './build.ts'
import { codesIn } from './codes.ts'
import { findByWords, type Found } from './find.ts'
import type { SearchAnswer, SearchDocument, SearchFacets, SearchHit, SearchOptions } from './types.ts'

const LONGEST_QUERY = 1_000
const MOST_ITEMS = 100

export function search(index: SearchIndex, q: string, options: SearchOptions = {}): SearchAnswer {
  const text = q.slice(0, LONGEST_QUERY)
  const named = codesIn(text).flatMap((code) => index.byCode.get(code) ?? [])
  const exact = named.filter((doc) => index.docs[doc]?.status !== 'internal')
  const found: Found = exact.length > 0 ? { ranked: exact.map((doc) => ({ doc, score: 2 })), suggestion: null } : findByWords(index, text)
  const chosen = index.facets.choose(options)
  const matching = chosen.size === 0 ? found.ranked : found.ranked.filter(({ doc }) => index.facets.passes(doc, chosen))
  let counted: SearchFacets | null = null
  const limit = Math.max(1, Math.min(MOST_ITEMS, Math.floor(options.limit ?? 20)))
  const from = offsetOf(options.cursor)
  const page = matching.slice(from, from + limit)
  return {
    items: page.map(({ doc, score }) => hitOf(index.docs[doc] as SearchDocument, score)),
    total: matching.length,
    next: from + limit < matching.length ? String(from + limit) : null,
    suggestion: found.suggestion,
    // Counted only where they are read.
    get facets(): SearchFacets {
      counted ??= index.facets.count(found.ranked, chosen)
      return counted
    },
  }
}

function offsetOf(cursor: string | undefined): number {
  const offset = Number(cursor ?? 0)
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0
}

function hitOf(doc: SearchDocument, score: number): SearchHit {
  return {
    code: doc.code,
    name: doc.name,
    fields: doc.fields,
    levels: doc.levels,
    status: doc.status,
    onlyOf: doc.type === 'SPECIFIC' ? doc.publishingBody : null,
    onlineLevel: doc.onlineLevel,
    fileable: doc.fileable,
    time: doc.time,
    fee: doc.fee,
    score,
  }
}
