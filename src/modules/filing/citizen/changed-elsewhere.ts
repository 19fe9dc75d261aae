import type { Lang } from '../../../platform/words.ts'
import { type AnswerError, type Answers, controlsOf, fieldsOf, type FormDefinition, labelOf, printAnswer, type RawAnswers } from '../../forms/index.ts'
import { filingWords } from './words.ts'

export interface Difference extends AnswerError {
  /** Of the field, for a list in which it stands alone. */
  label: string
}

/** What another device saved where this one typed something else: one remark a field, so that nothing is lost unseen. */
export function differences(form: FormDefinition, typed: RawAnswers, saved: { raw: RawAnswers; answers: Answers }, lang: Lang): Difference[] {
  const words = filingWords(lang)
  return fieldsOf(form).flatMap((field) => {
    const controls = [...new Set([...controlsOf(field, typed), ...controlsOf(field, saved.raw)])]
    if (controls.every((name) => (typed[name] ?? '') === (saved.raw[name] ?? ''))) return []
    const text = printAnswer(form, saved.answers, field.id, lang) ?? controls.flatMap((name) => saved.raw[name] ?? []).join(' ')
    return [{ field: field.id, label: labelOf(field, lang), href: `#${field.id}`, text: text === '' ? words.emptyElsewhere : words.savedElsewhere(text) }]
  })
}
