import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { columnName } from './read-workbook.ts'

/** A cell: text is text whatever it begins with, a number is a number, null is empty. */
export type SheetCell = string | number | null

export interface WrittenSheet {
  /** Name of the tab, 31 characters at most; signs that Excel forbids are taken out. */
  name: string
  /** Lines above the head: title, period. */
  title: readonly string[]
  head: readonly string[]
  /** Widths in characters. */
  widths: readonly number[]
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Signs with which a spreadsheet would begin a formula where text is typed anew. */
const FORMULA = /^[=+\-@\t\r]/
// What XML 1.0 has no place for.
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const LONGEST_CELL = 32_767

const escaped = (text: string) => text.replace(UNWRITABLE, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = { plain: 0, bold: 1, text: 2 } as const

/** Text is written as text, never as a formula; where it begins like one it is marked so that it stays text when it is edited. */
function cellXml(value: SheetCell, at: string, style?: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${at}"><v>${value}</v></c>` : ''
  const cut = value.slice(0, LONGEST_CELL)
  return `<c r="${at}" t="inlineStr" s="${style ?? (FORMULA.test(cut) ? STYLE.text : STYLE.plain)}"><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`
}

const rowXml = (cells: readonly SheetCell[], row: number, style?: number): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnName(index)}${row}`, style)).join('')}</row>`

/** Two exports of one table are the same bytes. */
const AS_FILE = { mtime: new Date('2026-01-01T00:00:00Z'), mode: 0o100644 }

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

const CONTENT_TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
const ROOT_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const BOOK_RELATIONS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf xfId="0" fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf xfId="0" numFmtId="49" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

const workbook = (name: string) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31).trim() || 'Trang 1')}" sheetId="1" r:id="rId1"/></sheets></workbook>`

async function* sheetXml({ title, head, widths, rows }: WrittenSheet): AsyncGenerator<string> {
  const first = title.length + 1
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('')
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${first}" topLeftCell="A${first + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>`
  yield title.map((line, index) => `<row r="${index + 1}">${cellXml(line, `A${index + 1}`, STYLE.bold)}</row>`).join('')
  yield rowXml(head, first, STYLE.bold)
  let row = first
  for await (const cells of rows) yield rowXml(cells, ++row)
  yield '</sheetData></worksheet>'
}

/**
 * A workbook of one sheet as a stream: rows are asked for as they are read, so that a book of any length takes the memory of a page.
 * A failure of the rows ends the stream with that error.
 */
export function spreadsheet(sheet: WrittenSheet): Readable {
  const zip = new ZipFile()
  const put = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, AS_FILE)
  put('[Content_Types].xml', CONTENT_TYPES)
  put('_rels/.rels', ROOT_RELATIONS)
  put('xl/workbook.xml', workbook(sheet.name))
  put('xl/_rels/workbook.xml.rels', BOOK_RELATIONS)
  put('xl/styles.xml', STYLES)
  const out = zip.outputStream as Readable
  const rows = Readable.from(sheetXml(sheet), { objectMode: false, encoding: 'utf8' })
  rows.on('error', (error) => out.destroy(error))
  out.on('close', () => rows.destroy())
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', AS_FILE)
  zip.end()
  return out
}

/** The same, whole: for a table that fits a page. */
export async function writeWorkbook(sheet: WrittenSheet): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of spreadsheet(sheet)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
