import type { Web } from '../../../platform/http/index.ts'
import { mountPostedLists } from './lists.page.tsx'
import { createPosted, type PostedDeps } from './posted.ts'
import { mountPosters, type PosterDeps } from './poster.ts'

/** Danh mục niêm yết: what each office takes, for citizens and to be hung up. */
export function mountPosted(web: Web, deps: PostedDeps & Omit<PosterDeps, 'posted'>): void {
  const posted = createPosted(deps)
  mountPostedLists(web, { ...deps, posted })
  mountPosters(web, { ...deps, posted })
}
