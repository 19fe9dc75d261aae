import { bpmnToTable } from '../table/from-bpmn.ts'
import type { TypedRow } from '../table/table.ts'
import { writeRows } from '../table/write-rows.ts'

/** What a draft holds: the table of steps as typed, or the diagram as drawn; both where the drawing can be told as a table. */
export interface DraftContent {
  name: string
  /** Null where the diagram can not be told as a table. */
  rows: readonly TypedRow[] | null
  /** Null where the diagram is laid out from the table. */
  xml: string | null
}

export type DraftEdit =
  | { kind: 'name'; name: string }
  /** After a row; -1 makes it the first. */
  | { kind: 'add'; after: number; row: TypedRow }
  /** `wasKey`: the row that was seen there. */
  | { kind: 'change'; at: number; wasKey: string; row: TypedRow }
  | { kind: 'remove'; at: number; wasKey: string }
  | { kind: 'move'; at: number; by: 1 | -1; wasKey: string }
  | { kind: 'rows'; rows: readonly TypedRow[] }
  | { kind: 'diagram'; xml: string }

/** The content after an edit; null where the row that it is about is not there any more. */
export async function edited(content: DraftContent, edit: DraftEdit): Promise<DraftContent | null> {
  if (edit.kind === 'name') return { ...content, name: edit.name }
  if (edit.kind === 'diagram') return drawn(content, edit.xml)
  if (edit.kind === 'rows') return { ...content, rows: edit.rows, xml: null }
  const rows = content.rows && editedRows(content.rows, edit)
  return rows && { ...content, rows, xml: null }
}

async function drawn(content: DraftContent, xml: string): Promise<DraftContent> {
  const read = await bpmnToTable(xml)
  return { name: read.ok && read.table.name ? read.table.name : content.name, rows: read.ok ? writeRows(read.table.steps) : null, xml }
}

function editedRows(rows: readonly TypedRow[], edit: Exclude<DraftEdit, { kind: 'name' | 'rows' | 'diagram' }>): TypedRow[] | null {
  if (edit.kind === 'add') return edit.after >= -1 && edit.after < rows.length ? rows.toSpliced(edit.after + 1, 0, edit.row) : null
  const row = rows[edit.at]
  if (row?.key !== edit.wasKey) return null
  if (edit.kind === 'remove') return rows.toSpliced(edit.at, 1)
  if (edit.kind === 'change') return followRenamed(rows.with(edit.at, edit.row), row.key, edit.row.key)
  const other = rows[edit.at + edit.by]
  return other ? rows.with(edit.at, other).with(edit.at + edit.by, row) : [...rows]
}

/** A step that got another key: what leads to it goes on leading to it. */
function followRenamed(rows: readonly TypedRow[], from: string, to: string): TypedRow[] {
  if (from === to || from === '' || to === '' || rows.some((row) => row.key === from)) return [...rows]
  const follow = (text: string) => (text.trim() === from ? to : text)
  const followPath = (part: string) => part.replace(/((?:→|->)\s*)([^→]+?)(\s*)$/, (whole, arrow: string, key: string, after: string) => (key === from ? `${arrow}${to}${after}` : whole))
  return rows.map((row) => ({ ...row, returnTo: follow(row.returnTo), next: follow(row.next), paths: row.paths.split(';').map(followPath).join(';') }))
}
