import type { Answer, IdentityNumberField } from '../definition/model.ts'
import { answered, EMPTY, faulty, type Kind } from './reading.ts'

/** Codes of the provinces before the mergers of 2025: they live on in the numbers. */
const PROVINCES = new Set(
  `001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046
   048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096`.split(
    /\s+/,
  ),
)

export interface IdentityFacts {
  province: string
  sex: 'male' | 'female'
  birthYear: number
}

/** What a personal identification number says: 3 digits province, 1 century and sex, 2 year of birth, 6 serial. */
export function factsOfIdentityNumber(number: string): IdentityFacts {
  const century = Number(number[3])
  return {
    province: number.slice(0, 3),
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6)),
  }
}

const digitsOf = (typed: string) => typed.replace(/[\s.-]/g, '')

/** Contradictions with sex or birth year are doubts, never refusals: old records hold such numbers. */
function doubts(
  field: IdentityNumberField,
  number: Answer,
  answerOf: (id: string) => Answer | undefined,
): ('province' | 'sex' | 'birth')[] {
  const facts = factsOfIdentityNumber(String(number))
  const sex = field.sex === 'male' || field.sex === 'female' ? field.sex : field.sex && answerOf(field.sex)
  const birth = field.birth && answerOf(field.birth)
  const found: ('province' | 'sex' | 'birth')[] = []
  if (!PROVINCES.has(facts.province)) found.push('province')
  if (sex && sex !== facts.sex) found.push('sex')
  if (typeof birth === 'string' && Number(birth.slice(0, 4)) !== facts.birthYear) found.push('birth')
  return found
}

export const identityNumber: Kind<IdentityNumberField> = {
  parts: [],
  read(field, raw, { words }) {
    const digits = digitsOf(raw[field.id] ?? '')
    if (!digits) return EMPTY
    if (/^\d{12}$/.test(digits)) return answered(digits)
    return faulty(/^\d{9}$/.test(digits) ? words.identityIsCmnd : words.identityDigits)
  },
  typed: (field, answer) => (typeof answer === 'string' ? { [field.id]: answer } : null),
  show: (_field, answer) => String(answer),
  doubts(field, answer, answerOf, { words }) {
    const facts = factsOfIdentityNumber(String(answer))
    const sentences = {
      province: words.identityProvince(facts.province),
      sex: words.identitySex,
      birth: words.identityBirth(facts.birthYear),
    }
    return doubts(field, answer, answerOf).map((doubt) => sentences[doubt])
  },
}
