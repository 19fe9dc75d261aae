import { parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import { cleanText } from '../../../platform/text.ts'
import type { CalendarDay, DayKind, DayStatus } from './calendar.ts'

/** What an administrator types for a day; `exchange` is a working day given off and the weekend day worked for it. */
export interface DayForm {
  kind: 'holiday' | 'compensation' | 'exchange'
  date: string
  /** `exchange` only: the day worked instead. */
  workedOn: string
  nameVi: string
  nameEn: string
  status: string
  reason: string
}

export type DayField = keyof DayForm
export type DayFault = {
  field: DayField
  code: 'required' | 'not-a-date' | 'too-long' | 'hostile' | 'on-weekend' | 'not-on-weekend' | 'unknown'
}

export const NAME_MAX = 120
export const REASON_MAX = 500
const STATUSES: readonly string[] = ['official', 'reported', 'by_rule']

/** The days that a form means: one, or the two of an exchange; or what is wrong with it. */
export function checkDay(
  form: DayForm,
): { ok: true; days: CalendarDay[]; reason: string } | { ok: false; faults: DayFault[] } {
  const faults: DayFault[] = []
  const say = (field: DayField, code: DayFault['code']) => void faults.push({ field, code })
  const text = (field: 'nameVi' | 'nameEn' | 'reason', max: number): string => {
    const cleaned = cleanText(form[field], { max })
    if (!cleaned.ok) say(field, cleaned.reason)
    else if (!cleaned.text) say(field, 'required')
    return cleaned.ok ? cleaned.text : ''
  }
  const weekend = (day: number | null) => day !== null && weekdayOf(day) > 5
  const date = dateOf(form.date)
  if (date === null) say('date', 'not-a-date')
  if (form.kind !== 'holiday' && weekend(date)) say('date', 'on-weekend')
  const worked = dateOf(form.workedOn)
  if (form.kind === 'exchange' && worked === null) say('workedOn', 'not-a-date')
  else if (form.kind === 'exchange' && !weekend(worked)) say('workedOn', 'not-on-weekend')
  const nameVi = text('nameVi', NAME_MAX)
  const nameEn = text('nameEn', NAME_MAX)
  if (!STATUSES.includes(form.status)) say('status', 'unknown')
  const reason = text('reason', REASON_MAX)
  if (faults.length > 0) return { ok: false, faults }
  const common = { nameVi, nameEn, status: form.status as DayStatus }
  const day = (at: string, kind: DayKind, swapWith: string | null): CalendarDay => ({
    date: at,
    kind,
    swapWith,
    ...common,
  })
  if (form.kind !== 'exchange') return { ok: true, reason, days: [day(form.date, form.kind, null)] }
  return {
    ok: true,
    reason,
    days: [day(form.date, 'swap_off', form.workedOn), day(form.workedOn, 'swap_work', form.date)],
  }
}

const dateOf = (text: string) => (/^(199\d|20\d\d|21\d\d)-/.test(text) ? parseCivilDate(text) : null)
