import type { Facet } from './facets.ts'
import type { SearchOptions } from './types.ts'

/** Names of the filters in the page's address. */
export const PARAMETERS: Readonly<Record<Facet, string>> = {
  field: 'linh-vuc',
  level: 'cap',
  agency: 'co-quan',
  audience: 'doi-tuong',
  online: 'truc-tuyen',
}

/** Values with names of their own in addresses; the others stand there as slugs. */
export const LEVEL_PARAMETERS = { commune: 'xa', province: 'tinh', ministry: 'bo', other: 'khac' } as const
export const ONLINE_PARAMETERS = { full: 'toan-trinh', partial: 'mot-phan', info: 'thong-tin', unknown: 'chua-ro' } as const

export interface Asked {
  q: string
  page: number
  /** Filters as the address carries them. */
  chosen: Readonly<Record<string, string>>
  options: SearchOptions
}

const LONGEST_SHOWN = 200
const LONGEST_VALUE = 200
const MOST_PAGES = 9_999

/** Reads the address; a filter that is no filter counts as not chosen. */
export function readAsked(query: Readonly<Record<string, string>>): Asked {
  const chosen: Record<string, string> = {}
  const options: SearchOptions = {}
  const take = (facet: Facet): string => {
    const value = (query[PARAMETERS[facet]] ?? '').trim().slice(0, LONGEST_VALUE)
    if (value !== '') chosen[PARAMETERS[facet]] = value
    return value
  }
  for (const facet of ['field', 'agency', 'audience'] as const) {
    const value = take(facet)
    if (value !== '') options[facet] = value
  }
  const level = keyOf(LEVEL_PARAMETERS, take('level'))
  const online = keyOf(ONLINE_PARAMETERS, take('online'))
  if (level === null) delete chosen[PARAMETERS.level]
  else options.level = level
  if (online === null) delete chosen[PARAMETERS.online]
  else options.online = online
  const page = /^\d{1,4}$/.test(query.trang ?? '') ? Number(query.trang) : 1
  return { q: shownQuery(query.q ?? ''), page: Math.max(1, Math.min(MOST_PAGES, page)), chosen, options }
}

/** What was typed, without control and direction marks, as long as the box takes. */
function shownQuery(q: string): string {
  return q
    .slice(0, LONGEST_SHOWN * 4)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SHOWN)
}

export function addressOf({ q, page, chosen }: Pick<Asked, 'q' | 'page' | 'chosen'>): string {
  const parameters = new URLSearchParams(q === '' ? {} : { q })
  for (const [name, value] of Object.entries(chosen)) parameters.set(name, value)
  if (page > 1) parameters.set('trang', String(page))
  const text = parameters.toString()
  return text === '' ? '/tim-kiem' : `/tim-kiem?${text}`
}

function keyOf<K extends string>(names: Readonly<Record<K, string>>, value: string): K | null {
  return (Object.keys(names) as K[]).find((key) => names[key] === value) ?? null
}
