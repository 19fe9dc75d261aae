import { dayNumberOf, parseCivilDate, partsOfDay } from './day-number.ts'

/** A day of the Vietnamese lunar calendar. */
export interface LunarDate {
  day: number
  month: number
  year: number
  /** The second of two months of one number. */
  leap: boolean
}

/** Julian day number of 1970-01-01. */
const JULIAN_1970 = 2_440_588
/** Part of a day by which Việt Nam's clock is ahead of Greenwich. */
const ZONE = 7 / 24
const MEAN_MONTH = 29.530588853
/** First new moon of 1900, as a Julian day. */
const FIRST_MOON = 2_415_021.076998695
const RADIAN = Math.PI / 180
const sine = (degrees: number) => Math.sin(degrees * RADIAN)

/** Local day on which the k-th new moon after the first of 1900 falls (Meeus, Astronomical Algorithms, shortened). */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const [t2, t3] = [t * t, t * t * t]
  const mean = 2_415_020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 + 0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2)
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moon) +
    0.0161 * sine(2 * moon) -
    0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + moon) -
    0.0074 * sine(sun - moon) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) +
    0.001 * sine(2 * node - moon) +
    0.0005 * sine(2 * moon + sun)
  const clock = t < -11 ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3 : -0.000278 + 0.000265 * t + 0.000262 * t2
  return Math.floor(mean + correction - clock + 0.5 + ZONE)
}

/** In which twelfth of its way the sun stands when a local day begins; 9 is that of the winter solstice. */
function sunTwelfth(julianDay: number): number {
  const t = (julianDay - 2_451_545.5 - ZONE) / 36_525
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t * t - 0.00000048 * t * t * t
  const centre = (1.9146 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly) + (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.00029 * sine(3 * anomaly)
  const longitude = 280.46645 + 36_000.76983 * t + 0.0003032 * t * t + centre
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** The new moon on or before a day: the mean month may be off by one either way. */
function monthBegin(julian: number): number {
  let k = Math.floor((julian - FIRST_MOON) / MEAN_MONTH) + 1
  while (newMoonDay(k) > julian) k--
  return newMoonDay(k)
}

/** First day of the eleventh month, in which the winter solstice of the year falls. */
function eleventhMonth(year: number): number {
  const k = Math.floor((dayNumberOf(year, 12, 31) + JULIAN_1970 - 2_415_021) / MEAN_MONTH)
  const begins = newMoonDay(k)
  return sunTwelfth(begins) >= 9 ? newMoonDay(k - 1) : begins
}

/** Which month after an eleventh one the sun enters no new twelfth: the leap month of a year of thirteen. */
function leapAfter(eleventh: number): number {
  const k = Math.floor((eleventh - FIRST_MOON) / MEAN_MONTH + 0.5)
  let before = sunTwelfth(newMoonDay(k + 1))
  for (let months = 2; months < 14; months++) {
    const twelfth = sunTwelfth(newMoonDay(k + months))
    if (twelfth === before) return months - 1
    before = twelfth
  }
  return 13
}

/** The lunar day of a civil date (YYYY-MM-DD) in Việt Nam, 1900–2199; null for what is no date or beyond. */
export function lunarDateOf(date: string): LunarDate | null {
  const dayNumber = parseCivilDate(date)
  if (dayNumber === null) return null
  const { year } = partsOfDay(dayNumber)
  if (year < 1900 || year > 2199) return null
  const julian = dayNumber + JULIAN_1970
  const begins = monthBegin(julian)
  const isAfter = eleventhMonth(year) < begins
  const [from, to] = isAfter ? [eleventhMonth(year), eleventhMonth(year + 1)] : [eleventhMonth(year - 1), eleventhMonth(year)]
  const months = Math.floor((begins - from) / 29)
  const leap = to - from > 365 ? leapAfter(from) : Number.POSITIVE_INFINITY
  const number = months + 11 - (months >= leap ? 1 : 0)
  const month = number > 12 ? number - 12 : number
  const ofYear = isAfter ? year + 1 : year
  return { day: julian - begins + 1, month, year: month >= 11 && months < 4 ? ofYear - 1 : ofYear, leap: months === leap }
}

const STEMS = ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ']
const BRANCHES = ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi']

/** "16/2 năm Canh Ngọ âm lịch". */
export function lunarText(date: string): string | null {
  const lunar = lunarDateOf(date)
  if (!lunar) return null
  const { day, month, year, leap } = lunar
  return `${day}/${month}${leap ? ' nhuận' : ''} năm ${STEMS[year % 10]} ${BRANCHES[year % 12]} âm lịch`
}
