import type { Lang } from '../../../platform/words.ts'
import { findField, type FormDefinition } from '../definition/model.ts'
import type { PrintedAnswers } from './print.ts'

/** Every printed answer by its place: a row of a table counts from 1. */
export function flatAnswers(printed: PrintedAnswers): Map<string, string> {
  const all = new Map<string, string>()
  for (const [id, value] of Object.entries(printed)) {
    if (typeof value === 'string') all.set(id, value)
    else for (const [index, row] of value.entries()) for (const [column, text] of Object.entries(row)) all.set(`${id}.${index + 1}.${column}`, text)
  }
  return all
}

const ROW = { vi: 'dòng', en: 'row' } as const

/** What a place is called, by the first of the forms that knows it; null where none does. */
export function placeLabel(forms: readonly FormDefinition[], id: string, lang: Lang): string | null {
  for (const form of forms) {
    const [, table = '', row = '', column = ''] = /^(.+)\.(\d+)\.([^.]+)$/.exec(id) ?? []
    const found = table ? findField(form, table) : null
    if (found?.type === 'table') {
      const inRow = found.fields.find((one) => one.id === column)
      return `${(found.short ?? found.label)[lang]}, ${ROW[lang]} ${row}: ${inRow ? (inRow.short ?? inRow.label)[lang] : column}`
    }
    const field = findField(form, id)
    if (field) return (field.short ?? field.label)[lang]
  }
  return null
}
