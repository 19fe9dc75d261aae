import type { Lang } from '../../../platform/words.ts'
import { type Answers, fieldsOf, findField, type FormDefinition, type RowAnswers, type TableField } from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { formWords } from '../words.ts'

/** By field id, every value a text; of a table its rows. */
export type PrintedAnswers = Record<string, string | Record<string, string>[]>

/** The answers as they are printed and read, in one language. */
export function printAnswers(form: FormDefinition, answers: Answers, lang: Lang = 'vi'): PrintedAnswers {
  const words = formWords(lang)
  const printed: PrintedAnswers = {}
  for (const field of fieldsOf(form)) {
    const answer = answers[field.id]
    if (answer === undefined) continue
    printed[field.id] = field.type === 'table' ? (answer as readonly RowAnswers[]).map((row) => printRow(field, row, lang)) : kindOf(field).show(field, answer, { lang, words })
  }
  return printed
}

function printRow(table: TableField, row: RowAnswers, lang: Lang): Record<string, string> {
  const words = formWords(lang)
  const given = table.fields.filter((field) => row[field.id] !== undefined)
  return Object.fromEntries(given.map((field) => [field.id, kindOf(field).show(field, row[field.id] ?? '', { lang, words })]))
}

/** One answer as it is printed; null when there is none. */
export function printAnswer(form: FormDefinition, answers: Answers, id: string, lang: Lang = 'vi'): string | null {
  const field = findField(form, id)
  const answer = answers[id]
  return field && answer !== undefined ? kindOf(field).show(field, answer, { lang, words: formWords(lang) }) : null
}
