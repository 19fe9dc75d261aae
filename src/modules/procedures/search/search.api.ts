import { z } from 'zod'
import { json, problem, type Web } from '../../../platform/http/index.ts'
import type { Refused } from '../../../platform/result.ts'
import { procedureHref } from '../citizen/choice.ts'
import type { ProcedureSearch } from './create-search.ts'
import { refuse } from './refusals.ts'
import type { SearchHit, SearchLevel, SearchOptions } from './types.ts'

export interface SearchApiDeps {
  search: Pick<ProcedureSearch, 'search' | 'findValue'>
  /** Origin of this portal, without a slash at the end. */
  publicUrl: string
}

const LEVELS: readonly SearchLevel[] = ['ministry', 'province', 'commune', 'other']
const MOST_ITEMS = 100
const USUAL_ITEMS = 20

const item = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string().nullable().describe('The first field; null where the source has none'),
  levels: z.array(z.enum(LEVELS)),
  onlineLevel: z.enum(['full', 'partial', 'info']).nullable().describe('null: the source does not say'),
  status: z.enum(['current', 'no_longer_published']),
  url: z.string(),
})

const schema = {
  summary: 'Procedures found by words or code, best first; all of them without q',
  query: z.object({
    q: z.string().optional().describe('Words, with or without marks, or a code; read up to 1,000 characters'),
    field: z.string().optional().describe('Name of a field (lĩnh vực) or its slug, e.g. ho-tich'),
    level: z.string().optional().describe('ministry | province | commune | other'),
    limit: z.string().optional().describe(`1 to ${MOST_ITEMS}; ${USUAL_ITEMS} without it`),
    cursor: z.string().optional().describe('next of the answer before'),
  }),
  response: { 200: z.object({ items: z.array(item), total: z.number(), next: z.string().nullable() }) },
}

/** GET /api/v1/procedures */
export function mountSearchApi(web: Web, { search, publicUrl }: SearchApiDeps): void {
  web.get(
    '/api/v1/procedures',
    { audience: 'api-public' },
    async ({ query }) => {
      const read = await readQuery(query, search)
      if (!read.ok) return problem(read.refusal)
      const { items, total, next } = await search.search(query.q ?? '', read.options)
      return json({ items: items.map((hit) => itemOf(hit, publicUrl)), total, next })
    },
    { schema },
  )
}

type Read = { ok: true; options: SearchOptions } | Refused

async function readQuery(query: Record<string, string>, search: SearchApiDeps['search']): Promise<Read> {
  const options: SearchOptions = { limit: USUAL_ITEMS }
  if (query.level) {
    const level = LEVELS.find((one) => one === query.level)
    if (!level) return refuse('search-level')
    options.level = level
  }
  if (query.field) {
    const field = await search.findValue('field', query.field.slice(0, 300))
    if (field === null) return refuse('search-field', { field: query.field.slice(0, 80) })
    options.field = field
  }
  if (query.limit) {
    const limit = /^\d{1,4}$/.test(query.limit) ? Number(query.limit) : 0
    if (limit < 1 || limit > MOST_ITEMS) return refuse('search-limit', { max: MOST_ITEMS })
    options.limit = limit
  }
  if (query.cursor) {
    if (!/^[1-9]\d{0,5}$/.test(query.cursor)) return refuse('search-cursor')
    options.cursor = query.cursor
  }
  return { ok: true, options }
}

function itemOf(hit: SearchHit, publicUrl: string): z.infer<typeof item> {
  return {
    code: hit.code,
    name: hit.name,
    field: hit.fields[0] ?? null,
    levels: LEVELS.filter((level) => hit.levels[level]),
    onlineLevel: hit.onlineLevel,
    status: hit.status === 'current' ? 'current' : 'no_longer_published',
    url: publicUrl + procedureHref('vi', hit.code),
  }
}
