import { formatDate } from '../../../platform/clock.ts'
import type { DateField, RawAnswers } from '../definition/model.ts'
import { answered, EMPTY, faulty, type Inquiry, type Kind, labelOf, type Reading } from './reading.ts'

/** Nobody who is asked about was born before. */
export const EARLIEST_DATE = '1900-01-01'
const pad = (n: number) => String(n).padStart(2, '0')
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

interface Typed {
  day: string
  month: string
  year: string
}

function typedParts(field: DateField, raw: RawAnswers): Typed {
  const part = (name: string) => (raw[`${field.id}-${name}`] ?? '').trim()
  return { day: part('day'), month: part('month'), year: part('year') }
}

/** Day, month and year as typed, to YYYY-MM-DD; a partial date to YYYY-MM or YYYY. */
function read(field: DateField, raw: RawAnswers, inquiry: Inquiry): Reading {
  const parts = typedParts(field, raw)
  if (!parts.day && !parts.month && !parts.year) return EMPTY
  const incomplete = missingPart(field, parts, inquiry)
  if (incomplete) return incomplete
  const impossible = impossiblePart(field, parts, inquiry)
  if (impossible) return impossible
  const date = [parts.year, parts.month, parts.day]
    .filter(Boolean)
    .map((part) => pad(Number(part)))
    .join('-')
  return outOfRange(field, date, inquiry) ?? answered(date)
}

function missingPart(field: DateField, { day, month, year }: Typed, { words, lang }: Inquiry): Reading | null {
  const label = labelOf(field, lang)
  if (field.precision === 'partial') {
    return year && (month || !day) ? null : faulty(words.dateNeedsYear(label), year ? 'month' : 'year')
  }
  if (day && month && year) return null
  return faulty(words.dateIncomplete(label), !day ? 'day' : !month ? 'month' : 'year')
}

function impossiblePart(field: DateField, { day, month, year }: Typed, { words, lang }: Inquiry): Reading | null {
  const label = labelOf(field, lang)
  if (!/^\d{4}$/.test(year)) return faulty(words.dateDigits(label), 'year')
  if (!/^\d{0,2}$/.test(month)) return faulty(words.dateDigits(label), 'month')
  if (!/^\d{0,2}$/.test(day)) return faulty(words.dateDigits(label), 'day')
  if (!month) return null
  const [d, m, y] = [Number(day), Number(month), Number(year)]
  if (m < 1 || m > 12) return faulty(words.dateNoMonth(m), 'month')
  if (!day) return null
  const days = daysIn(y, m)
  return d >= 1 && d <= days ? null : faulty(words.dateNoDay(`${pad(d)}/${pad(m)}/${y}`, m, y, days), 'day')
}

/** A partial date is compared as far as it is known. */
function outOfRange(field: DateField, date: string, { words, lang, today }: Inquiry): Reading | null {
  const earliest = field.notBefore ?? EARLIEST_DATE
  if (date < earliest.slice(0, date.length))
    return faulty(words.dateTooEarly(labelOf(field, lang), formatDate(earliest)), 'year')
  if (field.past && date > today.slice(0, date.length))
    return faulty(words.dateFuture(labelOf(field, lang), formatDate(today)), 'year')
  return null
}

export const date: Kind<DateField> = {
  parts: ['day', 'month', 'year'],
  read,
  typed(field, answer) {
    const match = typeof answer === 'string' ? /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(answer) : null
    if (!match) return null
    return {
      [`${field.id}-day`]: match[3] ?? '',
      [`${field.id}-month`]: match[2] ?? '',
      [`${field.id}-year`]: match[1] ?? '',
    }
  },
  show: (_field, answer) => String(answer).split('-').reverse().join('/'),
}
