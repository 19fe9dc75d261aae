import { parseCivilDate } from './day-number.ts'

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const SCALES = ['', 'nghìn', 'triệu'] as const
const BILLION = 1_000_000_000

const digit = (n: number): string => DIGITS[n] as string

function tensAndUnits(n: number): string[] {
  const tens = Math.floor(n / 10)
  const units = n % 10
  if (tens === 0) return [digit(units)]
  const words = tens === 1 ? ['mười'] : [digit(tens), 'mươi']
  if (units === 0) return words
  if (units === 1 && tens > 1) return [...words, 'mốt']
  if (units === 4 && tens > 1) return [...words, 'tư']
  if (units === 5) return [...words, 'lăm']
  return [...words, digit(units)]
}

/** A group of three digits; `full` when something stands before it, so that its empty places are said. */
function group(n: number, full: boolean): string[] {
  const hundreds = Math.floor(n / 100)
  const rest = n % 100
  const words = hundreds > 0 || full ? [digit(hundreds), 'trăm'] : []
  if (rest === 0) return words
  if (rest < 10 && words.length > 0) return [...words, 'linh', digit(rest)]
  return [...words, ...tensAndUnits(rest)]
}

function belowBillion(n: number, full: boolean): string[] {
  const words: string[] = []
  for (let scale = 2; scale >= 0; scale--) {
    const part = Math.floor(n / 1000 ** scale) % 1000
    if (part === 0) continue
    words.push(...group(part, full || words.length > 0))
    if (scale > 0) words.push(SCALES[scale] as string)
  }
  return words
}

/**
 * A whole number in Vietnamese words: 1.000.005 is "một triệu không trăm linh năm".
 * @throws RangeError for anything but a whole number from 0 to 2^53 − 1.
 */
export function numberInWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`Not a whole number that can be said: ${n}`)
  if (n === 0) return 'không'
  const billions = Math.floor(n / BILLION)
  const words = billions > 0 ? [...belowBillion(billions, false), 'tỷ'] : []
  return [...words, ...belowBillion(n % BILLION, billions > 0)].join(' ')
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** An amount of money for a receipt: "Một trăm hai mươi nghìn đồng". */
export const moneyInWords = (dong: number): string => `${capital(numberInWords(dong))} đồng`

const MONTHS = ['một', 'hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười', 'mười một', 'mười hai'] as const

/**
 * A civil date as a civil-status paper writes it: "Ngày hai mươi hai tháng mười một năm hai nghìn không trăm hai mươi sáu"; of one
 * that is known in part (YYYY-MM, YYYY) as much as is known. Null for what is no date.
 */
export function dateInWords(date: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  if (!year || parseCivilDate(`${year}-${month ?? '01'}-${day ?? '01'}`) === null) return null
  const known = [day && `ngày ${numberInWords(Number(day))}`, month && `tháng ${MONTHS[Number(month) - 1]}`, `năm ${numberInWords(Number(year))}`]
  return capital(known.filter(Boolean).join(' '))
}

/** «Bằng chữ» of an amount of đồng or of a date; null for what is neither. */
export function inWords(value: unknown): string | null {
  if (typeof value !== 'number') return dateInWords(String(value ?? ''))
  return Number.isSafeInteger(value) && value >= 0 ? moneyInWords(value) : null
}
