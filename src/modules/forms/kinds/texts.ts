import { cleanText, mixedWord } from '../../../platform/text.ts'
import type { PersonNameField, TextField } from '../definition/model.ts'
import { answered, EMPTY, faulty, type Inquiry, type Kind, labelOf, type Reading } from './reading.ts'

const LONGEST_NAME = 200
/** Latin letters with their marks, the apostrophe of K'Brơi, the hyphen of Y-Bih, the full stop of initials. */
const NAME = /^(?=.*\p{L})(?!.*\p{M}{3})[\p{Script=Latin}\p{M}'’.\- ]+$/u

function cleaned(field: PersonNameField | TextField, text: string, max: number, { words, lang }: Inquiry): Reading {
  const label = labelOf(field, lang)
  const clean = cleanText(text, { max, multiline: field.type === 'multiline' })
  if (!clean.ok) return faulty(clean.reason === 'too-long' ? words.tooLong(label, max) : words.hostile(label))
  return clean.text === '' ? EMPTY : answered(clean.text)
}

const typed = (field: { id: string }, answer: unknown) => (typeof answer === 'string' ? { [field.id]: answer } : null)
const show = (_field: unknown, answer: unknown) => String(answer)

export const personName: Kind<PersonNameField> = {
  parts: [],
  read(field, raw, inquiry) {
    const reading = cleaned(field, raw[field.id] ?? '', LONGEST_NAME, inquiry)
    if (reading.kind !== 'answer' || NAME.test(String(reading.answer))) return reading
    return faulty(inquiry.words.nameLetters(labelOf(field, inquiry.lang)))
  },
  typed,
  show,
}

export const text: Kind<TextField> = {
  parts: [],
  read: (field, raw, inquiry) => cleaned(field, raw[field.id] ?? '', field.max, inquiry),
  typed,
  show,
  doubts(field, answer, _answerOf, { words, lang }) {
    const word = mixedWord(String(answer))
    return word ? [words.mixedLetters(labelOf(field, lang), word)] : []
  },
}
