import type { BothLanguages } from '../../../forms/index.ts'
import type { ProcedureContent, PublishedFee } from '../../catalogue/content.ts'
import { formatFee } from '../../catalogue/summary-words.ts'
import type { Channel, FeeSource } from '../schema.ts'
import { CHANNEL_OF } from './channels.ts'
import { cutAtWord } from './paper-words.ts'

export type RecordFee =
  | { kind: 'known'; fees: FeeSource[] }
  /** unsaid: the record is silent, which is not the same as free; suspect: an amount looks like a typing error. */
  | { kind: 'unsaid' | 'suspect' }

/** What an administrator says of the fee where the record doesn't: nothing is charged, the office reckons it, or so many đồng. */
export type FeeChoice = 'free' | 'local' | 'told' | number

const LABEL: BothLanguages = { vi: 'Phí, lệ phí', en: 'Fee' }
const KINDS: Record<NonNullable<PublishedFee['kind']>, { id: string; kind: 'fee' | 'charge'; label: BothLanguages }> = {
  phi: { id: 'phi', kind: 'fee', label: { vi: 'Phí', en: 'Fee' } },
  le_phi: { id: 'le-phi', kind: 'charge', label: { vi: 'Lệ phí', en: 'Charge' } },
  gia: { id: 'gia', kind: 'fee', label: { vi: 'Giá dịch vụ', en: 'Price of the service' } },
}
const BY_OFFICE: BothLanguages = {
  vi: 'Cơ quan giải quyết tính theo quy định và báo cho người nộp.',
  en: 'The office reckons it by the rules and tells who files.',
}
const LONGEST_NOTE = 1000
/** Smaller amounts are thousands whose zeros are missing; larger ones nobody pays at a counter. */
const LEAST_DONG = 1000
export const MOST_DONG = 1_000_000_000

const head = { id: 'phi-le-phi', kind: 'charge', label: LABEL } as const

/** The fee as chosen; `said` is the record's own text, kept beside what the office reckons. */
export function chosenFee(choice: FeeChoice, said: string | null): FeeSource[] {
  if (choice === 'free' || choice === 'local') return [{ ...head, pattern: choice }]
  if (choice === 'told') return [{ ...head, pattern: 'told', note: said ? { vi: said, en: said } : BY_OFFICE }]
  return [{ ...head, pattern: 'per-case', amount: choice }]
}

const feesIn = (content: ProcedureContent) => content.methods.flatMap(({ channel, fees }) => (fees ?? []).map((fee) => ({ channel, fee })))

/** All that the record says of fees, in its own words; null where it says nothing. */
export function feeSaid(content: ProcedureContent): string | null {
  const lines = feesIn(content).map(({ fee }) => [fee.amount === null || (fee.amount === 0 && fee.note) ? null : formatFee(fee.amount, fee.currency, 'vi'), fee.note, fee.file].filter(Boolean).join(': '))
  const text = [...new Set(lines.filter(Boolean))].join('; ').replace(/\s+/g, ' ')
  return text ? cutAtWord(text, LONGEST_NOTE) : null
}

/** The fee where the record leaves no doubt; what it describes in words the office reckons by these words. */
export function readFee(content: ProcedureContent): RecordFee {
  const all = feesIn(content)
  if (all.length === 0) return { kind: 'unsaid' }
  if (all.some(({ fee }) => fee.suspect || isOdd(fee))) return { kind: 'suspect' }
  const said = feeSaid(content)
  if (all.some(({ fee }) => /hội đồng nhân dân|HĐND/i.test(fee.note ?? ''))) return { kind: 'known', fees: chosenFee('local', null) }
  const plain = all.every(({ fee }) => fee.currency === 'VND' && fee.amount !== null && fee.note === null && fee.file === null)
  if (plain && all.every(({ fee }) => fee.amount === 0)) return { kind: 'known', fees: chosenFee('free', null) }
  const heads = plain ? headsOf(all) : null
  if (heads) return { kind: 'known', fees: heads }
  return said ? { kind: 'known', fees: chosenFee('told', said) } : { kind: 'unsaid' }
}

const isOdd = ({ amount, currency }: PublishedFee) => currency === 'VND' && amount !== null && amount !== 0 && (amount < LEAST_DONG || amount > MOST_DONG || !Number.isInteger(amount))


/** One head a kind, with its amount for each way to file; null where a way has several of a kind. */
function headsOf(all: readonly { channel: ProcedureContent['methods'][number]['channel']; fee: PublishedFee }[]): FeeSource[] | null {
  const heads: FeeSource[] = []
  for (const [kind, list = []] of Object.entries(Object.groupBy(all, ({ fee }) => fee.kind ?? 'none'))) {
    const amounts = new Map<Channel, number>()
    for (const { channel, fee } of list) {
      const known = amounts.get(CHANNEL_OF[channel])
      if (known !== undefined && known !== fee.amount) return null
      amounts.set(CHANNEL_OF[channel], fee.amount ?? 0)
    }
    const amount = amounts.get('counter') ?? Math.max(...amounts.values())
    const others = [...amounts].filter(([, one]) => one !== amount)
    const described = kind in KINDS ? KINDS[kind as keyof typeof KINDS] : head
    heads.push({ ...described, pattern: 'per-case', amount, ...(others.length > 0 ? { 'by-channel': Object.fromEntries(others) } : {}) })
  }
  return heads
}
