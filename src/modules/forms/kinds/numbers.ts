import { numberOf } from '../../../platform/typed-number.ts'
import type { NumberField } from '../definition/model.ts'
import { answered, EMPTY, faulty, type Kind, labelOf } from './reading.ts'

/** Made once: what a number's format costs is its making. */
const numbers = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 })
const formatted = (value: number) => numbers.format(value)

export const number: Kind<NumberField> = {
  parts: [],
  read(field, raw, { words, lang }) {
    const typed = (raw[field.id] ?? '').trim()
    if (!typed) return EMPTY
    const label = labelOf(field, lang)
    const value = numberOf(typed)
    if (value === null || !Number.isFinite(value)) return faulty(words.number(label))
    if (field.integer && !Number.isSafeInteger(value)) return faulty(words.integer(label))
    if (field.min !== undefined && value < field.min) return faulty(words.atLeast(label, formatted(field.min)))
    if (field.max !== undefined && value > field.max) return faulty(words.atMost(label, formatted(field.max)))
    return answered(value)
  },
  // The decimal comma: in «1.500» a point groups thousands.
  typed: (field, answer) =>
    typeof answer === 'number' && Number.isFinite(answer) ? { [field.id]: String(answer).replace('.', ',') } : null,
  show: (field, answer, { lang }) => {
    const text = typeof answer === 'number' ? formatted(answer) : String(answer)
    return field.unit ? `${text} ${field.unit[lang]}` : text
  },
}
