import { columnName, readWorkbook, type Sheet, type WorkbookFault, writeWorkbook } from '../../../platform/xlsx/index.ts'
import { readRows, type RowOptions } from './read-rows.ts'
import { type CellFault, type Column, COLUMNS, EMPTY_ROW, HEADINGS, type ProcessTable, type TypedRow } from './table.ts'
import { writeRows } from './write-rows.ts'

export const SHEET = 'Quy trình'
const ORDER = 'TT'
const WIDTHS: Readonly<Record<Column, number>> = { key: 14, name: 44, unit: 24, duty: 18, work: 16, time: 12, product: 28, condition: 28, group: 12, silence: 16, returnTo: 16, paths: 28, next: 16 }

/** A table of steps as an XLSX file, with the columns that a decision prints. */
export const tableToSheet = ({ steps }: ProcessTable): Promise<Buffer> => rowsToSheet(writeRows(steps))

/** The same of rows as typed, faults or not. */
export function rowsToSheet(typed: readonly TypedRow[]): Promise<Buffer> {
  const rows = typed.map((row, i) => [i + 1, ...COLUMNS.map((column) => row[column])])
  return writeWorkbook({ name: SHEET, title: [], head: [ORDER, ...COLUMNS.map((column) => HEADINGS[column])], rows, widths: [6, ...COLUMNS.map((column) => WIDTHS[column])] })
}

const FILE_FAULTS: Readonly<Record<WorkbookFault, string>> = {
  'too-large': 'Tệp lớn quá mức cho phép (4 MB; giải nén không quá 24 MB).',
  'no-zip': 'Tệp không phải XLSX. Tệp XLS cũ xin lưu lại thành XLSX.',
  broken: 'Tệp hỏng, không mở được.',
  'no-workbook': 'Tệp không phải bảng tính XLSX.',
  macros: 'Tệp có macro; xin lưu lại thành XLSX không macro.',
  'not-xml': 'Tệp hỏng, nội dung không đọc được.',
  'too-many-cells': 'Bảng tính có quá nhiều ô.',
}

export interface SheetRead {
  /** As they stand in the sheet, faults or not. */
  rows: TypedRow[]
  /** Each named by its cell: «Quy trình!D7: …». */
  faults: string[]
}

/** Reads a table of steps from an XLSX file that anybody may have made. */
export async function sheetToRows(bytes: Buffer, options: RowOptions = {}): Promise<SheetRead> {
  const read = await readWorkbook(bytes)
  if (!read.ok) return { rows: [], faults: [FILE_FAULTS[read.fault]] }
  const shown = read.sheets.filter((sheet) => !sheet.hidden)
  const hidden = read.sheets.filter((sheet) => sheet.hidden).map((sheet) => `Trang tính «${sheet.name}» bị ẩn: xin hiện lại hoặc xóa.`)
  const sheet = shown.find((one) => one.name === SHEET) ?? (shown.length === 1 ? shown[0] : undefined)
  if (!sheet) return { rows: [], faults: [...hidden, `Tệp phải có trang tính «${SHEET}».`] }
  const faults = [...hidden, ...sheet.merged.map((range) => `${sheet.name}!${range}: ô gộp, xin bỏ gộp ô.`)]
  const head = headOf(sheet)
  if (!head) return { rows: [], faults: [...faults, `${sheet.name}: không thấy dòng tiêu đề có «${HEADINGS.key}» và «${HEADINGS.name}».`] }
  const { rows, lines, wrong } = rowsOf(sheet, head)
  const cellOf = (fault: CellFault) => `${sheet.name}!${fault.column ? columnName(head.columns.get(fault.column) ?? 0) : 'A'}${lines[fault.row] ?? head.row}`
  const said = readRows(rows, options).faults.map((fault) => `${cellOf(fault)}: ${fault.message}`)
  return { rows, faults: [...faults, ...head.faults, ...wrong, ...said] }
}

type Head = { row: number; columns: Map<Column, number>; faults: string[] }

function headOf(sheet: Sheet): Head | null {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase()
  for (const [row, cells] of Map.groupBy(sheet.cells, (cell) => cell.row)) {
    const texts = cells.map((cell) => plain(cell.text))
    if (!texts.includes(plain(HEADINGS.key)) || !texts.includes(plain(HEADINGS.name))) continue
    const columns = new Map<Column, number>()
    const faults: string[] = []
    for (const cell of cells) {
      const column = COLUMNS.find((one) => plain(HEADINGS[one]) === plain(cell.text))
      if (column && columns.has(column)) faults.push(`${sheet.name}!${cell.at}: cột «${HEADINGS[column]}» có hai lần.`)
      else if (column) columns.set(column, cell.column)
      else if (plain(cell.text) !== ORDER.toLowerCase()) faults.push(`${sheet.name}!${cell.at}: không có cột nào tên «${cell.text.trim()}».`)
    }
    for (const column of ['duty', 'work', 'time'] as const) if (!columns.has(column)) faults.push(`${sheet.name}: thiếu cột «${HEADINGS[column]}».`)
    return { row, columns, faults }
  }
  return null
}

const NOT_TEXT = { formula: 'là công thức, xin ghi giá trị', error: 'là lỗi của bảng tính', boolean: 'là giá trị đúng/sai' } as const

function rowsOf(sheet: Sheet, head: Head): { rows: TypedRow[]; lines: number[]; wrong: string[] } {
  const known = new Map([...head.columns].map(([column, at]) => [at, column]))
  const wrong: string[] = []
  const rows: TypedRow[] = []
  const lines: number[] = []
  for (const [line, cells] of [...Map.groupBy(sheet.cells.filter((cell) => cell.row > head.row), (cell) => cell.row)].sort(([a], [b]) => a - b)) {
    const typed: Record<Column, string> = { ...EMPTY_ROW }
    for (const cell of cells) {
      const column = known.get(cell.column)
      if (!column) continue
      if (cell.kind !== 'text' && cell.kind !== 'number') wrong.push(`${sheet.name}!${cell.at}: ô ${NOT_TEXT[cell.kind]}.`)
      typed[column] = cell.text.trim()
    }
    if (Object.values(typed).every((text) => text === '')) continue
    rows.push(typed)
    lines.push(line)
  }
  return { rows, lines, wrong }
}
