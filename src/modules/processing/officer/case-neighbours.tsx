import type { WebRequest } from '../../../platform/http/index.ts'
import { filterQuery } from '../rules/inbox-filter.ts'
import { findList } from './lists.ts'
import { readPlace } from './load-list.ts'

/** From a case that was opened from a list to the ones before and after it there, and back. Nothing is looked up until one goes. */
export function CaseNeighbours({ query }: Pick<WebRequest, 'query'>) {
  const list = query.ds ? findList(query.ds) : null
  if (!list) return null
  const place = readPlace(query.cho) ? (query.cho ?? '') : ''
  const kept = filterQuery(query)
  const address = `/can-bo/ho-so/danh-sach/${list.key}`
  const to = (way: 'truoc' | 'sau') => `${address}/canh?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(kept)), cho: place, huong: way })}`
  return (
    <nav class="mc-neighbours" aria-label="Trong danh sách">
      {place ? (
        <a class="govuk-link" href={to('truoc')} data-key="p" data-key-name="Hồ sơ trước trong danh sách">
          Hồ sơ trước
        </a>
      ) : null}
      <a class="govuk-link" href={`${address}${kept ? `?${kept}` : ''}`} data-key="u" data-key-name="Về danh sách">
        {list.title}
      </a>
      {place ? (
        <a class="govuk-link" href={to('sau')} data-key="n" data-key-name="Hồ sơ sau trong danh sách">
          Hồ sơ sau
        </a>
      ) : null}
    </nav>
  )
}
