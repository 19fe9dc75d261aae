import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { columnName } from './read-workbook.ts'

export interface WrittenSheet {
  name: string
  /** The first row is the heading. Numbers stay numbers. */
  rows: readonly (readonly (string | number)[])[]
  /** In characters. */
  widths: readonly number[]
}

/** Two exports of one table are the same bytes. */
const MTIME = new Date('2026-01-01T00:00:00Z')
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Tables as an XLSX file: texts are texts, never formulas; headings are bold and stay in sight. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const zip = new ZipFile()
  const put = (name: string, xml: string) => zip.addBuffer(Buffer.from(XML + xml), name, { mtime: MTIME, mode: 0o100644 })
  const part = (kind: string, i: number) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.${kind}+xml"/>`
  put(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.map((_, i) => part('worksheet', i)).join('')}</Types>`,
  )
  put('_rels/.rels', `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.map((sheet, i) => `<sheet name="${text(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  )
  const styles = `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/>`
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}${styles}</Relationships>`,
  )
  put('xl/styles.xml', STYLES)
  for (const [i, sheet] of sheets.entries()) put(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet))
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const ALIGNED = '<alignment vertical="top" wrapText="1"/>'
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf applyAlignment="1">${ALIGNED}</xf><xf fontId="1" applyFont="1" applyAlignment="1">${ALIGNED}</xf></cellXfs></styleSheet>`

function sheetXml({ rows, widths }: WrittenSheet): string {
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')
  const cells = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cellXml(value, `${columnName(c)}${r + 1}`, r === 0 ? 1 : 0)).join('')}</row>`)
  const frozen = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  return `<worksheet xmlns="${MAIN}">${frozen}<cols>${columns}</cols><sheetData>${cells.join('')}</sheetData></worksheet>`
}

function cellXml(value: string | number, at: string, style: number): string {
  if (typeof value === 'number') return `<c r="${at}" s="${style}"><v>${value}</v></c>`
  return value === '' ? '' : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text(value)}</t></is></c>`
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
