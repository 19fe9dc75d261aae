import type { Lang } from '../../../platform/words.ts'
import type { Answers, FormDefinition } from '../definition/model.ts'
import { flatAnswers, placeLabel } from './flat.ts'
import { printAnswers, type PrintedAnswers } from './print.ts'

/** A field of a draft beside what was declared. */
export interface DraftField {
  id: string
  label: string
  shown: string
  /** Null where the citizen declared nothing of it: the office entered it. */
  declared: string | null
  differs: boolean
}

/** The draft field by field, those that are not as declared first. What the office enters beside the form differs from nothing. */
export function draftBeside({ content, form, entries, answers, lang }: { content: PrintedAnswers; form: FormDefinition; entries: FormDefinition | null; answers: Answers; lang: Lang }): DraftField[] {
  const declared = flatAnswers(printAnswers(form, answers, 'vi'))
  const forms = entries ? [form, entries] : [form]
  const fields = [...flatAnswers(content)].map(([id, shown]): DraftField => {
    const said = declared.get(id) ?? null
    const ofForm = placeLabel([form], id, lang) !== null
    return { id, label: placeLabel(forms, id, lang) ?? id, shown, declared: said, differs: ofForm && (said ?? '') !== shown }
  })
  const taken = [...declared].filter(([id]) => !fields.some((one) => one.id === id)).map(([id, said]): DraftField => ({ id, label: placeLabel(forms, id, lang) ?? id, shown: '', declared: said, differs: true }))
  const all = [...fields, ...taken]
  return [...all.filter((one) => one.differs), ...all.filter((one) => !one.differs)]
}
