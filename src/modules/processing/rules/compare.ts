import { fieldsOf, type FormDefinition, type PrintedAnswers } from '../../forms/index.ts'

/** A field that stands differently in two states of the same form; null where it isn't there. */
export interface Difference {
  id: string
  label: string
  before: string | null
  after: string | null
}

/** Every answer by its place: a row of a table counts from 1. */
function flat(printed: PrintedAnswers): Map<string, string> {
  const all = new Map<string, string>()
  for (const [id, value] of Object.entries(printed)) {
    if (typeof value === 'string') all.set(id, value)
    else for (const [index, row] of value.entries()) for (const [column, text] of Object.entries(row)) all.set(`${id}.${index + 1}.${column}`, text)
  }
  return all
}

function labelsOf(form: FormDefinition): (id: string) => string {
  const named = new Map(fieldsOf(form).map((field) => [field.id, field]))
  return (id) => {
    const field = named.get(id)
    if (field) return (field.short ?? field.label).vi
    const [, table = '', row = '', column = ''] = /^(.+)\.(\d+)\.([^.]+)$/.exec(id) ?? []
    const found = named.get(table)
    if (found?.type !== 'table') return id
    const inRow = found.fields.find((one) => one.id === column)
    return `${(found.short ?? found.label).vi}, dòng ${row}: ${inRow ? (inRow.short ?? inRow.label).vi : column}`
  }
}

/** What differs between two printed states of a form, in the form's order; and how many answers are the same. */
export function compare(form: FormDefinition, before: PrintedAnswers, after: PrintedAnswers): { differences: Difference[]; same: number } {
  const [was, is] = [flat(before), flat(after)]
  const label = labelsOf(form)
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const differing = ids.filter((id) => (was.get(id) ?? '') !== (is.get(id) ?? ''))
  return { differences: differing.map((id) => ({ id, label: label(id), before: was.get(id) ?? null, after: is.get(id) ?? null })), same: ids.length - differing.length }
}
