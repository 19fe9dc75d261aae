import { foldVietnamese } from '../../../../platform/text.ts'
import type { PublishedFee, TimeUnit } from '../../catalogue/content.ts'
import type { ShippedProcedure } from '../../catalogue/find-shipped.ts'
import type { Channel } from '../schema.ts'
import type { Person } from './people.ts'

/** What a new package begins with: from the catalogue where it says so, from the person where it doesn't. */
export interface Brief {
  code: string
  name: string
  /** Folder of the field. */
  fieldFolder: string
  field: { code: string; name: string }
  level: 'ministry' | 'province' | 'commune'
  /** requester: the person who files; other: somebody else beside. */
  about: 'requester' | 'other'
  /** Others of whom the form asks everything that stands in a civil-status form. */
  people: readonly Person[]
  time: { amount: number; unit: TimeUnit }
  fee: 'free' | 'local' | number
}

export type Given = Partial<Pick<Brief, 'fieldFolder' | 'level' | 'about' | 'people' | 'time' | 'fee'>>

export const FIELD_FOLDER = /^[a-z0-9][a-z0-9-]{0,60}$/

export const slugOf = (text: string, longest = 60): string => {
  const words = foldVietnamese(text).replace(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+|-+$/g, '').split('-')
  let slug = ''
  for (const word of words) if (`${slug}-${word}`.length <= longest) slug = slug ? `${slug}-${word}` : word
  return slug || 'muc'
}

/** A slug that isn't taken yet, and now is. */
export function unused(slug: string, taken: Set<string>): string {
  let id = slug
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`
  taken.add(id)
  return id
}

/** "Thủ tục cấp Giấy xác nhận …" is the name «Cấp Giấy xác nhận …». */
export function plainName(name: string): string {
  const bare = name.replace(/^thủ tục\s+/i, '').trim()
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

/** Begins the subject of a dossier, before whom it is about. */
export const shortName = ({ name }: Pick<Brief, 'name'>): string => {
  const bare = name.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim()
  return bare.length <= 150 ? bare : `${bare.slice(0, 150).replace(/\s+\S*$/, '')} …`
}

export const folderOf = (brief: Pick<Brief, 'fieldFolder' | 'code' | 'name'>): string => `${brief.fieldFolder}/${brief.code}-${slugOf(brief.name)}`

/** What the catalogue settles; whatever is null must be said by a person. */
export function knownOf({ row, field, content }: ShippedProcedure): { [K in keyof Brief]: Brief[K] | null } {
  const levels = [row.level_commune && 'commune', row.level_province && 'province', row.level_ministry && 'ministry'].filter((one) => typeof one === 'string')
  const fees = content?.methods.flatMap((method) => method.fees ?? []) ?? []
  return {
    code: row.code,
    name: plainName(row.name),
    fieldFolder: field?.slug ?? null,
    field: field ? { code: field.code ?? '', name: field.name } : null,
    level: levels.length === 1 ? (levels[0] as Brief['level']) : null,
    about: null,
    people: [],
    time: timeOf(content),
    fee: feeOf(fees),
  }
}

/** The service's time has a unit more often than the way's; two that differ are nobody's. */
function timeOf(content: ShippedProcedure['content']): Brief['time'] | null {
  const times = [...(content?.services ?? []).map((one) => one.time), ...(content?.methods ?? []).flatMap((one) => one.time ?? [])]
  const known = times.flatMap(({ amount, unit }) => (amount !== null && amount > 0 && unit !== null ? [{ amount, unit }] : []))
  return known.length > 0 && known.every((one) => one.amount === known[0]?.amount && one.unit === known[0]?.unit) ? (known[0] ?? null) : null
}

function feeOf(fees: readonly PublishedFee[]): Brief['fee'] | null {
  if (fees.length === 0) return null
  if (fees.some((fee) => /hội đồng nhân dân/i.test(fee.note ?? ''))) return 'local'
  const amounts = new Set(fees.map((fee) => (fee.suspect || fee.currency !== 'VND' || fee.note ? null : fee.amount)))
  const [only] = amounts
  if (amounts.size !== 1 || only === null || only === undefined) return null
  return only === 0 ? 'free' : only
}

const UNITS = { working_day: ['ngày làm việc', 'working days'], day: ['ngày', 'days'], hour: ['giờ làm việc', 'working hours'], month: ['tháng', 'months'] } as const

/** A time limit in words. */
export function timeWords({ amount, unit }: Brief['time']): { vi: string; en: string } {
  const [vi, en] = UNITS[unit]
  return { vi: `${String(amount).replace('.', ',')} ${vi}`, en: `${amount} ${amount === 1 ? en.replace(/s$/, '') : en}` }
}

const RESULT_KINDS: readonly [RegExp, 'decision' | 'licence' | 'confirmation' | 'copy' | 'notice'][] = [
  [/quyết định/i, 'decision'],
  [/giấy phép/i, 'licence'],
  [/xác nhận/i, 'confirmation'],
  [/bản sao|trích lục/i, 'copy'],
  [/thông báo/i, 'notice'],
]

/** The kind of paper that a result's name tells of. */
export const resultKindOf = (name: string) => RESULT_KINDS.find(([words]) => words.test(name))?.[1] ?? 'certificate'

/** "3 working_day", as one types it. */
export function readTime(text: string): Brief['time'] | null {
  const [, amount = '', unit = ''] = /^\s*(\d{1,3})\s*[ -]?\s*(working_day|day|hour|month)s?\s*$/.exec(text) ?? []
  return Number(amount) > 0 ? { amount: Number(amount), unit: unit as TimeUnit } : null
}

export function readFee(text: string): Brief['fee'] | null {
  const said = text.trim().replace(/[. ](?=\d{3}\b)/g, '')
  if (said === 'free' || said === 'local') return said
  return /^[1-9]\d{0,9}$/.test(said) ? Number(said) : null
}

/** Ways to file as published; where the source says nothing, all of them. */
export function channelsOf({ row, content }: ShippedProcedure): { channels: Channel[]; online: 'full' | 'partial' | 'info' } {
  const names = { in_person: 'counter', online: 'online', post: 'post' } as const
  const said = new Set<Channel>((content?.methods ?? []).map((method) => names[method.channel]))
  const all: Channel[] = ['counter', 'online', 'post']
  const online = row.online_level ?? (said.size === 0 || said.has('online') ? 'partial' : 'info')
  const ways = said.size === 0 ? new Set(all) : said
  if (online === 'info') ways.delete('online')
  else ways.add('online')
  // Somebody may always come to the counter.
  if (ways.size === 0 || (ways.size === 1 && ways.has('online'))) ways.add('counter')
  return { channels: all.filter((one) => ways.has(one)), online }
}
