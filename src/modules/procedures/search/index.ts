export { createSearch, type ProcedureSearch, type SearchDeps } from './create-search.ts'
export { mountSearchApi, type SearchApiDeps } from './search.api.ts'
export { mountSearchPage, type SearchPageDeps } from './search.page.tsx'
export type {
  FacetCount,
  OnlineLevel,
  SearchAnswer,
  SearchDocument,
  SearchFacets,
  SearchHit,
  SearchLevel,
  SearchLevels,
  SearchOptions,
  SearchStatus,
  Texts,
} from './types.ts'
