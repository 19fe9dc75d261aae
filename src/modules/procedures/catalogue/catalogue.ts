import type { Clock } from '../../../platform/clock.ts'
import type { Db, Reader } from '../../../platform/db.ts'
import type { Lang } from '../../../platform/words.ts'
import type { SearchDocument } from '../search/types.ts'
import {
  countCurrent,
  findProcedureRow,
  findVersionRow,
  levelsOf,
  type ListQuery,
  selectBodies,
  selectFields,
  selectForSearch,
  selectItems,
  selectList,
  selectSameName,
  selectVersionNumber,
} from './catalogue.store.ts'
import { LEVELS } from './content.ts'
import { findLastLoad } from './load.store.ts'
import { isPublic, type Procedure, type ProcedureItem } from './procedure.ts'
import { parseCode } from './rules/code.ts'
import { feeLine, timeLine } from './summary-words.ts'
import { AUDIENCES, type HomeEvent, type Taxonomy } from './taxonomy.ts'

export const PAGE_SIZE = 50

export interface ProcedureList {
  items: readonly ProcedureItem[]
  total: number
  page: number
  pages: number
}

export type Counted<T> = T & { count: number }

/** What a code asked for leads to. */
export type Lookup =
  | { kind: 'found'; procedure: Procedure }
  | { kind: 'local-copy'; national: Procedure; suffix: string }
  | { kind: 'unknown' }
  | { kind: 'malformed' }

export type Catalogue = ReturnType<typeof openCatalogue>

/** Version is read from the database at most this often. */
const LOOK_AGAIN_MS = 2000

export function openCatalogue({ db, clock, taxonomy }: { db: Db; clock: Clock; taxonomy: Taxonomy }) {
  let held: { version: number; at: number; kept: Map<string, Promise<unknown>> } | null = null

  /** Grows with each change of the catalogue: what was made from it is then made anew. */
  async function version(): Promise<number> {
    const now = clock.now().getTime()
    if (held && Math.abs(now - held.at) < LOOK_AGAIN_MS) return held.version
    const current = await selectVersionNumber(db)
    if (held?.version === current) held.at = now
    else held = { version: current, at: now, kept: new Map() }
    return current
  }
  /** Small answers that many pages need, kept until the catalogue changes. */
  async function kept<T>(key: string, make: () => Promise<T>): Promise<T> {
    await version()
    const store = held?.kept
    const known = store?.get(key) as Promise<T> | undefined
    if (known) return known
    const made = make()
    store?.set(key, made)
    made.catch(() => store?.delete(key))
    return made
  }
  const list = (query: ListQuery, page: number, first?: readonly string[]) => listPage(db, query, page, first)
  const fields = () => kept('fields', () => selectFields(db))
  const bodies = () => kept('bodies', () => selectBodies(db))
  const findEvent = (slug: string): HomeEvent | null => taxonomy.events.find((event) => event.slug === slug) ?? null

  return {
    version,
    /** The version known last, at once; a stale one is looked up behind it. For caches that can't wait. */
    knownVersion(): number {
      version().catch(() => undefined)
      return held?.version ?? 0
    },
    /** Internal procedures are unknown to the public. */
    lookup: (code: string) => lookup(db, code),
    find: (code: string): Promise<Procedure | null> => findProcedureRow(db, code),
    findVersion: (id: string) => findVersionRow(db, id),
    fields,
    bodies,
    findField: async (slug: string) => (await fields()).find((field) => field.slug === slug) ?? null,
    findBody: async (slug: string) => (await bodies()).find((body) => body.slug === slug) ?? null,
    findEvent,
    listField: (slug: string, page: number): Promise<ProcedureList> => list({ fields: [{ field: slug }] }, page),
    listBody: (slug: string, page: number): Promise<ProcedureList> => list({ body: slug }, page),
    listEvent: (event: HomeEvent, page: number): Promise<ProcedureList> =>
      list({ fields: event.rest, codes: event.first, audience: AUDIENCES[event.for] }, page, event.first),
    /** Current procedures that carry the name of one that is no longer published. */
    sameName: (code: string): Promise<ProcedureItem[]> => selectSameName(db, code, 3),
    report: () => findLastLoad(db),
    /** Date of the national list that says what is current; null before the first load. */
    asOf: () => kept('asOf', async () => (await findLastLoad(db))?.as_of ?? null),
    /** Current procedures that the public may see. */
    count: () => kept('count', () => countCurrent(db)),
    /** Those of these codes that are current, in this order. */
    findItems: async (codes: readonly string[]): Promise<ProcedureItem[]> => {
      const items = new Map((await selectItems(db, codes)).map((item) => [item.code, item]))
      return codes.flatMap((code) => {
        const item = items.get(code)
        return item?.status === 'current' ? [item] : []
      })
    },
  }
}

async function listPage(
  reader: Reader,
  query: ListQuery,
  page: number,
  first?: readonly string[],
): Promise<ProcedureList> {
  const { items, total } = await selectList(reader, query, {
    offset: (page - 1) * PAGE_SIZE,
    limit: PAGE_SIZE,
    ...(first ? { first } : {}),
  })
  return { items, total, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) }
}

const LONGEST_CODE = 60

/** A code as people type it: as published, with blanks round it, or with the suffix of a province's or ministry's copy. */
async function lookup(reader: Reader, code: string): Promise<Lookup> {
  if (code.length > LONGEST_CODE || /\p{Cc}/u.test(code)) return { kind: 'malformed' }
  for (const form of new Set([code, code.trim()])) {
    const procedure = await findPublic(reader, form)
    if (procedure) return { kind: 'found', procedure }
  }
  const parsed = parseCode(code.trim())
  if (!parsed) return { kind: 'malformed' }
  const national = parsed.suffix === null ? null : await findPublic(reader, parsed.national)
  return national && parsed.suffix ? { kind: 'local-copy', national, suffix: parsed.suffix } : { kind: 'unknown' }
}

async function findPublic(reader: Reader, code: string): Promise<Procedure | null> {
  const procedure = await findProcedureRow(reader, code)
  return procedure && isPublic(procedure) ? procedure : null
}

/** Every procedure that may be found, internal ones left out. `fileable` says which can be filed here. */
export async function allForSearch(reader: Reader, fileable: (code: string) => boolean): Promise<SearchDocument[]> {
  const rows = await selectForSearch(reader)
  return rows
    .filter((row) => row.status !== 'internal')
    .map((row) => {
      const levels = levelsOf(row)
      return {
        code: row.code,
        name: row.name,
        fields: row.fields.map((field) => field.name),
        levels: Object.fromEntries(LEVELS.map((level) => [level, levels.includes(level)])) as SearchDocument['levels'],
        status: row.status,
        type: row.type,
        publishingBody: row.body_name,
        agencies: row.agencies,
        keywords: row.keywords,
        audience: row.audience,
        onlineLevel: row.online_level,
        hasContent: row.content_version !== null,
        fileable: row.status === 'current' && fileable(row.code),
        time: inBoth((lang) => timeLine(row.summary, lang)),
        fee: inBoth((lang) => feeLine(row.summary, lang)),
      }
    })
}

function inBoth(line: (lang: Lang) => string | null): Record<Lang, string> | null {
  const vi = line('vi')
  return vi === null ? null : { vi, en: line('en') ?? vi }
}
