import { defineWords, type Lang } from '../../../platform/words.ts'
import type { TimeUnit } from './content.ts'
import type { Summary } from './rules/summary.ts'

const words = defineWords({
  vi: {
    units: { hour: 'giờ', day: 'ngày', working_day: 'ngày làm việc', month: 'tháng' },
    fromTo: (from: string, to: string) => `từ ${from} đến ${to}`,
    free: '0 đồng',
    noted: 'xem ghi chú',
  },
  en: {
    units: { hour: 'hours', day: 'days', working_day: 'working days', month: 'months' },
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    free: '0 đồng',
    noted: 'see the notes',
  },
})

/** 2.5 → "2,5" in Vietnamese. */
export function formatNumber(value: number, lang: Lang): string {
  const text = Number.isInteger(value)
    ? String(value).replace(/\B(?=(\d{3})+$)/g, '.')
    : String(value).replace('.', ',')
  return lang === 'vi' ? text : text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))
}

export function formatAmount(amount: number, unit: TimeUnit, lang: Lang): string {
  const name = words(lang).units[unit]
  return `${formatNumber(amount, lang)} ${lang === 'en' && amount === 1 ? name.replace(/s$/, '') : name}`
}

export function formatFee(amount: number, currency: 'VND' | 'USD', lang: Lang): string {
  if (currency === 'USD') return `${formatNumber(amount, lang)} USD`
  return amount === 0 ? words(lang).free : `${formatNumber(amount, lang)} đồng`
}

/** One line of time, or null where there is none that is certain. */
export function timeLine({ time }: Summary, lang: Lang): string | null {
  if (!time) return null
  if (time.from === time.to) return formatAmount(time.to, time.unit, lang)
  return words(lang).fromTo(formatNumber(time.from, lang), formatAmount(time.to, time.unit, lang))
}

export function feeLine({ fee }: Summary, lang: Lang): string | null {
  if (!fee) return null
  const w = words(lang)
  const to = formatFee(fee.to, fee.currency, lang)
  const line = fee.from === fee.to ? to : w.fromTo(formatNumber(fee.from, lang), to)
  return fee.noted ? `${line} (${w.noted})` : line
}
