import { fieldOfRow, type RowAnswers, type SimpleField, type TableField } from '../definition/model.ts'
import { EMPTY, type Kind } from './reading.ts'

/** How many rows stand on the page. */
export const rowsControl = (table: { id: string }): string => `${table.id}-rows`

export function countRows(table: TableField, raw: Readonly<Record<string, string>>): number {
  const said = Number(raw[rowsControl(table)])
  return Math.min(table.max, Math.max(table.min, Number.isInteger(said) ? said : 0))
}

/** Rows of fields of other kinds; `kindOf` is given, since those kinds are listed beside this one. */
export const tableKind = (kindOf: (field: SimpleField) => Kind): Kind<TableField> => ({
  parts: ['rows'],
  // Rows are read field by field, with what their conditions read: by `evaluate`.
  read: () => EMPTY,
  typed(table, answer) {
    if (!Array.isArray(answer) || answer.length > table.max) return null
    const raw: Record<string, string> = { [rowsControl(table)]: String(answer.length) }
    for (const [row, given] of answer.entries()) {
      if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
      for (const [name, value] of Object.entries(given as Record<string, unknown>)) {
        const field = table.fields.find((one) => one.id === name)
        if (!field) return null
        if (value === null || value === undefined) continue
        const typed = kindOf(field).typed(fieldOfRow(table, row, field), value)
        if (!typed) return null
        Object.assign(raw, typed)
      }
    }
    return raw
  },
  show: (table, answer, inquiry) =>
    (answer as readonly RowAnswers[])
      .map((given, row) => {
        const shown = table.fields.flatMap((field) => {
          const value = given[field.id]
          return value === undefined ? [] : [kindOf(field).show(field, value, inquiry)]
        })
        return `${row + 1}. ${shown.join(', ')}`
      })
      .join('; '),
})
