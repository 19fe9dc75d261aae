import { dateField, type WebRequest } from '../../../platform/http/index.ts'
import type { DateValue } from '../../../ui/index.ts'

/** A date as it was typed, part by part. */
export const typedDate = ({ form }: WebRequest, name: string): DateValue => dateField(form, name)

/** YYYY-MM-DD of what was typed, an existing day or not; empty where nothing was. */
export function dateTyped(r: WebRequest, name: string): string {
  const { day = '', month = '', year = '' } = typedDate(r, name)
  if (`${day}${month}${year}`.trim() === '') return ''
  return `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`
}
