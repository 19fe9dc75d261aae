import type { Lang } from '../../../platform/words.ts'
import { type Answers, fieldsOf, findField, type FormDefinition } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { formWords } from '../words.ts'

/** The answers as they are printed and read: by field id, every value a text in one language. */
export function printAnswers(form: FormDefinition, answers: Answers, lang: Lang = 'vi'): Record<string, string> {
  const words = formWords(lang)
  const printed: Record<string, string> = {}
  for (const field of fieldsOf(form)) {
    const answer = answers[field.id]
    if (answer !== undefined) printed[field.id] = kindOf(field).show(field, answer, { lang, words })
  }
  return printed
}

/** One answer as it is printed; null when there is none. */
export function printAnswer(form: FormDefinition, answers: Answers, id: string, lang: Lang = 'vi'): string | null {
  const field = findField(form, id)
  const answer = answers[id]
  return field && answer !== undefined ? kindOf(field).show(field, answer, { lang, words: formWords(lang) }) : null
}
