import { type CivilDate, instantOf } from '../../../platform/clock.ts'

/** What a day is counted by, in the order of its page. */
export const DAY_LINES = ['filed', 'elsewhere', 'accepted', 'asked', 'refused', 'handed-over', 'stopped', 'returned'] as const
export type DayLine = (typeof DAY_LINES)[number]

export const DAY_LINE_NAMES: Readonly<Record<DayLine, string>> = {
  filed: 'Nộp đến trong ngày',
  elsewhere: 'Nhận thay cơ quan khác, đã chuyển đi',
  accepted: 'Đã tiếp nhận',
  asked: 'Đã yêu cầu bổ sung',
  refused: 'Đã từ chối tiếp nhận',
  'handed-over': 'Đã chuyển xử lý',
  stopped: 'Đã dừng giải quyết',
  returned: 'Đã trả kết quả',
}

/** Acts of a counter, and what each of them counts as; what is certified at once is accepted and returned. */
const COUNTS_AS: Readonly<Record<string, readonly DayLine[]>> = {
  accept: ['accepted'],
  attest: ['accepted', 'returned'],
  refuse: ['refused'],
  'request-supplement': ['asked'],
  'hand-over': ['handed-over'],
  stop: ['stopped'],
  return: ['returned'],
}

export type ByChannel = Record<1 | 2 | 3, number>

/** How often each thing was done on a day, by the way in which the dossier came. */
export function countDay(filed: readonly { channel: 1 | 2 | 3; elsewhere: boolean }[], acts: readonly { kind: string; channel: 1 | 2 | 3 }[]): Record<DayLine, ByChannel> {
  const lines = Object.fromEntries(DAY_LINES.map((line) => [line, { 1: 0, 2: 0, 3: 0 }])) as Record<DayLine, ByChannel>
  for (const one of filed) lines[one.elsewhere ? 'elsewhere' : 'filed'][one.channel] += 1
  for (const act of acts) for (const line of COUNTS_AS[act.kind] ?? []) lines[line][act.channel] += 1
  return lines
}

export const sumOf = (one: ByChannel): number => one[1] + one[2] + one[3]

export const WAY_NAMES = { cash: 'Tiền mặt', transfer: 'Chuyển khoản', card: 'Thẻ' } as const

export interface FeeOfDay {
  way: 'cash' | 'transfer' | 'card'
  amount: number
}

export interface MoneyOfDay {
  collected: number
  cancelled: number
  /** What lies in the drawer, or came to the account, by the day's rows. */
  rest: number
}

/** Money of a day by its way. What was taken back on the day counts against it, whenever it had been collected. */
export function moneyOfDay(collected: readonly FeeOfDay[], cancelled: readonly FeeOfDay[]): Record<FeeOfDay['way'], MoneyOfDay> {
  const sum = (rows: readonly FeeOfDay[], way: FeeOfDay['way']) => rows.reduce((all, row) => all + (row.way === way ? row.amount : 0), 0)
  const of = (way: FeeOfDay['way']): MoneyOfDay => ({ collected: sum(collected, way), cancelled: sum(cancelled, way), rest: sum(collected, way) - sum(cancelled, way) })
  return { cash: of('cash'), transfer: of('transfer'), card: of('card') }
}

const DAY = 86_400_000

/** [from, until) of a day in Vietnam, where no clock is put back. */
export function spanOfDay(day: CivilDate): { from: Date; until: Date } {
  const from = instantOf(day)
  return { from, until: new Date(from.getTime() + DAY) }
}
