import { type CivilDate, instantOf } from '../../../platform/clock.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { isId } from '../../../platform/ids.ts'

/** A narrowing of a list, as its address says it. */
export interface InboxFilter {
  procedureCode: string | null
  /** Field of procedures (lĩnh vực). */
  field: string | null
  status: number | null
  lateness: Lateness | null
  channel: 1 | 2 | 3 | null
  /** Who took up a step of it. */
  staffId: string | null
  /** An agency and all below it. */
  agencyId: string | null
  receivedFrom: CivilDate | null
  receivedTo: CivilDate | null
  dueFrom: CivilDate | null
  dueTo: CivilDate | null
}

export const LATENESS = { 'qua-han': 'Đã quá hạn', 'hom-nay': 'Đến hạn hôm nay', 'ba-ngay': 'Đến hạn trong 3 ngày tới', 'con-han': 'Còn hạn' } as const
export type Lateness = keyof typeof LATENESS

export const CHANNELS = { 1: 'Trực tiếp', 2: 'Trực tuyến', 3: 'Bưu chính' } as const

/** A date that can't be read: the field's name in the address, and what was typed. */
export interface FilterFault {
  name: DateName
  typed: string
}

const DATES = ['nop-tu', 'nop-den', 'han-tu', 'han-den'] as const
export type DateName = (typeof DATES)[number]

/** Fields of the address that narrow a list; what a saved filter keeps. */
export const FILTER_NAMES = ['thu-tuc', 'linh-vuc', 'tinh-trang', 'han', 'kenh', 'can-bo', 'co-quan', ...DATES] as const

/** Reads an address. What is no value of its field counts as nothing; a date that can't be read is told. */
export function readFilter(query: Readonly<Record<string, string | undefined>>): { filter: InboxFilter; faults: FilterFault[] } {
  const faults: FilterFault[] = []
  const date = (name: DateName): CivilDate | null => {
    const typed = (query[name] ?? '').trim()
    if (typed === '') return null
    const read = readDate(typed)
    if (!read) faults.push({ name, typed: typed.slice(0, 40) })
    return read
  }
  const status = Number(query['tinh-trang'])
  const channel = Number(query.kenh)
  const lateness = query['qua-han'] ? 'qua-han' : query.han
  const filter: InboxFilter = {
    procedureCode: textOf(query['thu-tuc'], /^[\w.-]{1,40}$/),
    field: textOf(query['linh-vuc'], /^[\p{L}\p{N} .,_()/–-]{1,120}$/u),
    status: Number.isInteger(status) && status >= 1 && status <= 10 ? status : null,
    lateness: lateness && lateness in LATENESS ? (lateness as Lateness) : null,
    channel: channel === 1 || channel === 2 || channel === 3 ? channel : null,
    staffId: query['can-bo'] && isId(query['can-bo']) ? query['can-bo'] : null,
    agencyId: query['co-quan'] && isId(query['co-quan']) ? query['co-quan'] : null,
    receivedFrom: date('nop-tu'),
    receivedTo: date('nop-den'),
    dueFrom: date('han-tu'),
    dueTo: date('han-den'),
  }
  return { filter, faults }
}

const textOf = (value: string | undefined, shape: RegExp): string | null => (value && shape.test(value) ? value : null)

/** 5/3/2026, 05-03-2026 or 2026-03-05; null for what is no day. */
export function readDate(typed: string): CivilDate | null {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed)
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed)
  const [year = '', month = '', day = ''] = iso ? [iso[1], iso[2], iso[3]] : found ? [found[3], found[2], found[1]] : []
  return readTypedDate({ day, month, year })
}

/** What is kept of an address as a saved filter: only fields that narrow, in one order, so that the same filter is the same text. */
export function filterQuery(query: Readonly<Record<string, string | undefined>>): string {
  const kept = new URLSearchParams()
  if (query['qua-han']) kept.set('han', 'qua-han')
  for (const name of FILTER_NAMES) {
    const value = (query[name] ?? '').trim()
    if (value !== '') kept.set(name, value.slice(0, 120))
  }
  return kept.toString()
}

export const isNarrowed = (filter: InboxFilter): boolean => Object.values(filter).some((value) => value !== null)

/** Instants between which the due date lies, [from, to); null where either side is open. */
export interface Span {
  from: Date | null
  to: Date | null
}

const DAY_MS = 86_400_000
const dayAfter = (date: CivilDate): Date => new Date(instantOf(date).getTime() + DAY_MS)

/** What lateness and the dates of the due date say together. */
export function dueSpan({ lateness, dueFrom, dueTo }: Pick<InboxFilter, 'lateness' | 'dueFrom' | 'dueTo'>, now: Date, today: CivilDate): Span {
  const spans: Span[] = [{ from: dueFrom ? instantOf(dueFrom) : null, to: dueTo ? dayAfter(dueTo) : null }]
  if (lateness === 'qua-han') spans.push({ from: null, to: now })
  if (lateness === 'hom-nay') spans.push({ from: instantOf(today), to: dayAfter(today) })
  if (lateness === 'ba-ngay') spans.push({ from: now, to: new Date(instantOf(today).getTime() + 4 * DAY_MS) })
  if (lateness === 'con-han') spans.push({ from: now, to: null })
  const latest = spans.flatMap(({ from }) => (from ? [from.getTime()] : []))
  const earliest = spans.flatMap(({ to }) => (to ? [to.getTime()] : []))
  return { from: latest.length > 0 ? new Date(Math.max(...latest)) : null, to: earliest.length > 0 ? new Date(Math.min(...earliest)) : null }
}

export const receivedSpan = ({ receivedFrom, receivedTo }: Pick<InboxFilter, 'receivedFrom' | 'receivedTo'>): Span => ({
  from: receivedFrom ? instantOf(receivedFrom) : null,
  to: receivedTo ? dayAfter(receivedTo) : null,
})
