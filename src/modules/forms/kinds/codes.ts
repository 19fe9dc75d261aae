import type { CodeField } from '../definition/model.ts'
import type { FormWords } from '../words.ts'
import { answered, EMPTY, faulty, type Kind } from './reading.ts'

/** To its one written form, or null when it is no such number. */
type Normalise = (typed: string) => string | null

const without = (typed: string, noise: RegExp) => typed.replace(noise, '')

const cmnd: Normalise = (typed) => /^\d{9}$/.exec(without(typed, /[\s.-]/g))?.[0] ?? null

const passport: Normalise = (typed) =>
  /^(?=.*\d)[A-Z0-9]{5,20}$/.exec(without(typed, /[\s-]/g).toUpperCase())?.[0] ?? null

/** Mobile 03, 05, 07, 08, 09 + 8 digits; landline 02 + 9 digits; +84 or 0084 stands for the first 0. */
const phone: Normalise = (typed) => {
  const digits = without(typed, /[\s.\-()]/g).replace(/^(\+|00)84(0?)/, '0')
  return /^(0[35789]\d{8}|02\d{9})$/.test(digits) ? digits : null
}

const email: Normalise = (typed) => {
  const match =
    /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})$/.exec(
      typed,
    )
  if (!match || typed.length > 254 || /^\.|\.\.|\.$/.test(match[1] ?? '')) return null
  return `${match[1]}@${match[2]?.toLowerCase()}`
}

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** 10 digits with a check digit, 3 more for a branch; people and household businesses use their 12-digit number. */
const taxCode: Normalise = (typed) => {
  const code = without(typed, /[\s.]/g)
  if (/^\d{12}$/.test(code)) return code
  if (!/^\d{10}(-\d{3})?$/.test(code)) return null
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(code[i]), 0)
  return 10 - (sum % 11) === Number(code[9]) ? code : null
}

const kindOf = (normalise: Normalise, sentence: (words: FormWords) => string): Kind<CodeField> => ({
  parts: [],
  read(field, raw, { words }) {
    const typed = (raw[field.id] ?? '').trim()
    if (!typed) return EMPTY
    const code = normalise(typed)
    return code === null ? faulty(sentence(words)) : answered(code)
  },
  typed: (field, answer) => (typeof answer === 'string' ? { [field.id]: answer } : null),
  show: (_field, answer) => String(answer),
})

export const CODES: Readonly<Record<CodeField['type'], Kind<CodeField>>> = {
  cmnd: kindOf(cmnd, (words) => words.cmnd),
  passport: kindOf(passport, (words) => words.passport),
  phone: kindOf(phone, (words) => words.phone),
  email: kindOf(email, (words) => words.email),
  'tax-code': kindOf(taxCode, (words) => words.taxCode),
}
