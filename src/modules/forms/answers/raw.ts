import {
  type Answers,
  type Field,
  fieldOfRow,
  fieldsOf,
  findField,
  type FormDefinition,
  type RawAnswers,
  type Section,
  type TableField,
} from '../definition/model.ts'
import { kindOf } from '../kinds/kinds.ts'
import { controlName } from '../kinds/reading.ts'
import { countRows, rowsControl } from '../kinds/table.ts'

/** What one control may send; the longest text field is shorter. */
export const LONGEST = 20_000

/** Names of a field's controls in a posted form; those of a table are as many as `body` has rows. */
export const controlsOf = (field: Field, body: Readonly<Record<string, unknown>>): readonly string[] =>
  field.type === 'table' ? [field, ...fieldsInRows(field, body)].flatMap(namesOf) : namesOf(field)

const names = new WeakMap<Field, readonly string[]>()

/** A form is read at each saving: the names of a field are put together once. */
function namesOf(field: Field): readonly string[] {
  const known = names.get(field)
  if (known) return known
  const { parts } = kindOf(field)
  const of = field.type === 'computed' || field.type === 'file' ? [] : parts.length > 0 ? parts.map((part) => controlName(field, part)) : [field.id]
  names.set(field, of)
  return of
}

function fieldsInRows(table: TableField, body: Readonly<Record<string, unknown>>): Field[] {
  const rows = countRows(table, { [rowsControl(table)]: firstText(body[rowsControl(table)]) })
  return Array.from({ length: rows }, (_, row) => table.fields.map((one) => fieldOfRow(table, row, one))).flat()
}

/** A choice of another version of the form that this one's radios don't have: the page can't send it back. */
function isNoRadio(field: Field, value: string | undefined): boolean {
  if (value === undefined) return false
  if (field.type === 'yes-no') return value !== 'yes' && value !== 'no'
  return 'options' in field && field.as === 'radios' && !field.options.some((one) => one.value === value)
}

/** What the buttons of tables send: `members:add`, `members:remove:1`. */
export const ROWS = '_rows'

/** What was typed, with the row added or taken out that a button asks for; null when none was pressed. */
export function changeRows(form: FormDefinition, raw: RawAnswers, pressed: unknown): RawAnswers | null {
  const [, id = '', act = '', at = ''] = /^([\w.]+):(add|remove)(?::(\d{1,3}))?$/.exec(typeof pressed === 'string' ? pressed : '') ?? []
  const table = findField(form, id)
  if (table?.type !== 'table') return null
  const rows = countRows(table, raw)
  if (act === 'add') return { ...raw, [rowsControl(table)]: String(Math.min(table.max, rows + 1)) }
  const gone = Number(at)
  const changed: Record<string, string> = {}
  for (const [name, text] of Object.entries(raw)) {
    const row = name.startsWith(`${id}.`) ? Number(name.slice(id.length + 1).split('.')[0]) : Number.NaN
    if (row === gone) continue
    changed[row > gone ? `${id}.${row - 1}${name.slice(`${id}.${row}`.length)}` : name] = text
  }
  return { ...changed, [rowsControl(table)]: String(Math.max(table.min, rows - 1)) }
}

/**
 * Picks the form's own controls out of a posted body, everything as typed. A section's page replaces what was
 * typed in that section and keeps `previous` for the rest; names that the form doesn't know are left out of the body
 * but kept from `previous`, so that a draft of another version of the form loses nothing.
 */
export function readAnswers(
  form: FormDefinition,
  body: Readonly<Record<string, unknown>>,
  from: { section?: Section; previous?: RawAnswers } = {},
): RawAnswers {
  const fields = from.section ? from.section.fields : fieldsOf(form)
  const raw: Record<string, string> = { ...from.previous }
  // A table is answered as a whole: a row that was taken out doesn't stay behind.
  for (const { id, type } of fields) if (type === 'table') for (const name of Object.keys(raw)) if (name.startsWith(`${id}.`)) delete raw[name]
  const tables = fields.some(({ type }) => type === 'table')
  for (const field of tables ? fields.flatMap((one) => (one.type === 'table' ? [one, ...fieldsInRows(one, body)] : [one])) : fields) {
    for (const name of namesOf(field)) {
      const isSent = Object.hasOwn(body, name)
      if (!isSent && isNoRadio(field, raw[name])) continue
      const typed = isSent ? firstText(body[name]) : ''
      if (typed === '') delete raw[name]
      else raw[name] = typed
    }
  }
  return raw
}

function firstText(value: unknown): string {
  const one = Array.isArray(value) ? value.find((item) => typeof item === 'string' && item !== '') : value
  return typeof one === 'string' ? one.normalize('NFC').slice(0, LONGEST) : ''
}

/** What one would have typed to give these answers: to open stored answers for correction. */
export function rawFromAnswers(form: FormDefinition, answers: Answers): RawAnswers {
  const raw: Record<string, string> = {}
  for (const [id, answer] of Object.entries(answers)) {
    const field = findField(form, id)
    const typed = field && kindOf(field).typed(field, answer)
    for (const [name, text] of Object.entries(typed ?? {})) if (text !== '') raw[name] = text
  }
  return raw
}
