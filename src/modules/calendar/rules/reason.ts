import { cleanText } from '../../../platform/text.ts'
import { REASON_MAX } from './day-form.ts'

/** The reason as kept, or null when there is none or it can't be kept. */
export function reasonOf(text: string): string | null {
  const cleaned = cleanText(text, { max: REASON_MAX })
  return cleaned.ok && cleaned.text ? cleaned.text : null
}
