import { ZipFile } from 'yazl'
import type { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../../platform/xlsx/index.ts'
import { SHEET, sheetToRows } from './sheet.ts'
import { HEADINGS } from './table.ts'

const HEAD = ['TT', HEADINGS.key, HEADINGS.name, HEADINGS.duty, HEADINGS.work, HEADINGS.time, HEADINGS.condition, HEADINGS.next]
const sheet = (rows: (string | number)[][], name = SHEET) => writeWorkbook({ name, title: [], head: (rows[0] ?? []).map(String), rows: rows.slice(1), widths: [] })
const GOOD = [HEAD, [1, 'TD', 'Thẩm định', 'Chuyên viên', 'appraise', '2 giờ', '', ''], [2, 'KY', 'Ký', 'Lãnh đạo', 'sign', 4, '', 'Kết thúc']]

async function zipped(parts: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as Readable) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
const book = (sheets: string) => `<workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`
const RELS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
const raw = (cells: string, more = '', state = '') =>
  zipped({
    'xl/workbook.xml': book(`<sheet name="${SHEET}" r:id="r1"/>${state}`),
    'xl/_rels/workbook.xml.rels': RELS,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="3">${HEAD.map((text, i) => `<c r="${'ABCDEFGH'[i]}3" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row><row r="7">${cells}</row></sheetData>${more}</worksheet>`,
  })
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const ROW = `${text('B7', 'TD')}${text('C7', 'Thẩm định')}${text('E7', 'appraise')}${text('F7', '2 giờ')}`

describe('a sheet of steps', () => {
  it('is read with numbers as numbers and the rest as texts', async () => {
    const read = await sheetToRows(await sheet(GOOD))
    expect(read.faults).toEqual([])
    expect(read.rows.map((row) => [row.key, row.time])).toEqual([['TD', '2 giờ'], ['KY', '4']])
  })

  it.each<[string, () => Promise<Buffer>, string | RegExp]>([
    ['a duty nobody has', () => raw(`${ROW}${text('D7', 'Giám đốc')}`), /^Quy trình!D7: Người thực hiện «Giám đốc» phải là một trong/],
    ['a formula', () => raw(`${ROW}<c r="D7" t="str"><f>A1</f><v>Chuyên viên</v></c>`), 'Quy trình!D7: ô là công thức, xin ghi giá trị.'],
    ['an error of the sheet', () => raw(`${ROW}<c r="D7" t="e"><v>#REF!</v></c>`), 'Quy trình!D7: ô là lỗi của bảng tính.'],
    ['a truth value', () => raw(`${ROW}<c r="D7" t="b"><v>1</v></c>`), 'Quy trình!D7: ô là giá trị đúng/sai.'],
    ['joined cells', () => raw(`${ROW}${text('D7', 'Chuyên viên')}`, '<mergeCells><mergeCell ref="C7:D8"/></mergeCells>'), 'Quy trình!C7:D8: ô gộp, xin bỏ gộp ô.'],
    ['a hidden sheet', () => raw(`${ROW}${text('D7', 'Chuyên viên')}`, '', '<sheet name="Ẩn" state="veryHidden" r:id="r9"/>'), 'Trang tính «Ẩn» bị ẩn: xin hiện lại hoặc xóa.'],
    ['a time that is a date', () => raw(`${text('B7', 'TD')}${text('C7', 'x')}${text('D7', 'Văn thư')}${text('E7', 'number')}${text('F7', '01/02/2026')}`), /^Quy trình!F7: Thời gian/],
    ['a condition that is no FEEL', () => raw(`${ROW}${text('D7', 'Chuyên viên')}${text('G7', 'a &amp;&amp; b')}`), /^Quy trình!G7: Điều kiện «a && b»/],
    ['a step that is not there', () => raw(`${ROW}${text('D7', 'Chuyên viên')}${text('H7', 'B9')}`), 'Quy trình!H7: Không có bước «B9» trong bảng.'],
    ['a column nobody knows', () => sheet([[...HEAD, 'Ghi chú'], ...GOOD.slice(1)]), 'Quy trình!I1: không có cột nào tên «Ghi chú».'],
    ['no heading', () => sheet([['a', 'b']]), /không thấy dòng tiêu đề/],
    ['no such sheet', () => zipped({ 'xl/workbook.xml': book('<sheet name="A"/><sheet name="B"/>') }), `Tệp phải có trang tính «${SHEET}».`],
    ['a file that is none', async () => Buffer.from('hello'), /không phải XLSX/],
    ['an old XLS', async () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /không phải XLSX/],
    ['a cut file', async () => (await sheet(GOOD)).subarray(0, 900), /hỏng/],
    ['another zip', () => zipped({ 'a.txt': 'a' }), /không phải bảng tính/],
    ['macros', () => zipped({ 'xl/workbook.xml': book(''), 'xl/vbaProject.bin': 'x' }), /macro/],
    ['entities', () => zipped({ 'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }), /không đọc được/],
    ['a bomb', () => zipped({ 'xl/workbook.xml': book(''), 'xl/worksheets/sheet1.xml': ' '.repeat(25 * 1024 * 1024) }), /lớn quá/],
  ])('%s is told', async (_title, make, said) => {
    const { faults } = await sheetToRows(await make())
    expect(faults.some((fault) => (typeof said === 'string' ? fault === said : said.test(fault))), faults.join('\n')).toBe(true)
  })
})
