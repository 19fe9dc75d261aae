import { field, type WebRequest } from '../../../platform/http/index.ts'
import type { TimeUnit } from '../catalogue/content.ts'
import { MOST_DONG } from '../packages/general/fee.ts'
import { type GeneralChoice, NOTHING_CHOSEN, PACKAGE_LEVELS, type Undecided } from '../packages/general/plan.ts'
import { isPossible } from '../packages/general/time.ts'
import { type TypedDay, typedDay, untypedDay } from './day-form.tsx'

/** What an administrator typed, kept as it is until it is right. */
export interface TypedGeneral extends TypedDay {
  level: string
  time: string
  amount: string
  unit: string
  fee: string
  dong: string
  grouping: string
  noPapers: boolean
}

/** What a choice is left to the record by. */
export const AS_RECORD = 'ban-ghi'
const UNITS: readonly TimeUnit[] = ['working_day', 'day', 'hour', 'month']

export const untyped = (now: Date): TypedGeneral => ({ level: '', time: AS_RECORD, amount: '', unit: 'working_day', fee: AS_RECORD, dong: '', grouping: '', noPapers: false, ...untypedDay(now) })

export function typedIn(r: WebRequest): TypedGeneral {
  const text = (name: string) => field(r.form, name).trim()
  return {
    level: text('level'),
    time: text('time'),
    amount: text('amount'),
    unit: text('unit'),
    fee: text('fee'),
    dong: text('dong'),
    grouping: text('grouping'),
    noPapers: text('noPapers') !== '',
    ...typedDay(r),
  }
}

/** The choice that was typed; `wrong` names what can't be read, which is not left to the record in silence. */
export function choiceOf(typed: TypedGeneral): { choice: GeneralChoice; wrong: Undecided[] } {
  const time = typed.time === AS_RECORD ? null : timeOf(typed)
  const fee = feeOf(typed)
  const choice: GeneralChoice = {
    ...NOTHING_CHOSEN,
    level: PACKAGE_LEVELS.find((level) => level === typed.level) ?? null,
    grouping: typed.grouping === 'cases' || typed.grouping === 'parts' ? typed.grouping : null,
    noPapers: typed.noPapers,
    time: time === 'wrong' ? null : time,
    fee: fee === 'wrong' ? null : fee,
  }
  return { choice, wrong: [...(time === 'wrong' ? ['time' as const] : []), ...(fee === 'wrong' ? ['fee' as const] : [])] }
}

function timeOf({ amount, unit }: TypedGeneral): GeneralChoice['time'] | 'wrong' {
  const known = UNITS.find((one) => one === unit)
  const time = known && /^\d{1,4}(?:[.,]\d)?$/.test(amount) ? { amount: Number(amount.replace(',', '.')), unit: known } : null
  return time && isPossible(time) ? time : 'wrong'
}

function feeOf({ fee, dong }: TypedGeneral): GeneralChoice['fee'] | 'wrong' {
  if (fee === 'free' || fee === 'local' || fee === 'told') return fee
  if (fee !== 'amount') return null
  const amount = Number(dong.replace(/[.\s]|đ(?:ồng)?$/gu, ''))
  return Number.isInteger(amount) && amount > 0 && amount <= MOST_DONG ? amount : 'wrong'
}
