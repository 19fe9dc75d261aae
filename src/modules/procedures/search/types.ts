import type { Lang } from '../../../platform/words.ts'

/** One procedure as the search knows it: what is found, ranked, filtered and shown in a list. */
export interface SearchDocument {
  code: string
  name: string
  /** Lĩnh vực. */
  fields: string[]
  levels: SearchLevels
  status: SearchStatus
  /** As the national portal says: STANDARD, SPECIFIC (of one body), STANDARD_INTERNAL; null where the source has none. */
  type: string | null
  /** The body that published the procedure. */
  publishingBody: string | null
  /** The bodies that carry it out. */
  agencies: string[]
  keywords: string[]
  audience: string[]
  onlineLevel: OnlineLevel | null
  hasContent: boolean
  fileable: boolean
  /** Time and fee as one line each, only for showing; null where the source is silent. */
  time: Texts | null
  fee: Texts | null
}

export type Texts = Readonly<Record<Lang, string>>

export type SearchLevel = 'ministry' | 'province' | 'commune' | 'other'
export type SearchLevels = Record<SearchLevel, boolean>
export type SearchStatus = 'current' | 'no_longer_published' | 'internal'
export type OnlineLevel = 'full' | 'partial' | 'info'

/** Names of values, or their slugs ("ho-tich"). */
export interface SearchOptions {
  field?: string
  agency?: string
  level?: SearchLevel
  audience?: string
  online?: OnlineLevel | 'unknown'
  limit?: number
  /** As given back in `next`. */
  cursor?: string
}

export interface SearchHit {
  code: string
  name: string
  fields: string[]
  levels: SearchLevels
  status: SearchStatus
  /** The one body whose own procedure this is; null for national ones. */
  onlyOf: string | null
  onlineLevel: OnlineLevel | null
  fileable: boolean
  time: Texts | null
  fee: Texts | null
  score: number
}

export interface FacetCount {
  value: string
  count: number
}

export interface SearchFacets {
  field: FacetCount[]
  level: FacetCount[]
  agency: FacetCount[]
  audience: FacetCount[]
  online: FacetCount[]
}

export interface SearchAnswer {
  items: SearchHit[]
  total: number
  next: string | null
  /** The query with its spelling mended, where something was mended. */
  suggestion: string | null
  facets: SearchFacets
}
