import type { Readable } from 'node:stream'
import { fromBuffer } from 'yauzl'
import { describe, expect, it } from 'vitest'
import { type SheetCell, spreadsheet, type WrittenSheet } from './write-workbook.ts'

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** The files of a workbook by name. */
const partsOf = (bytes: Buffer): Promise<Map<string, string>> =>
  new Promise((resolve, reject) => {
    const parts = new Map<string, string>()
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: { fileName: string }) =>
        zip.openReadStream(entry as never, async (failed, stream) => {
          if (failed) return reject(failed)
          parts.set(entry.fileName, (await bytesOf(stream)).toString('utf8'))
          zip.readEntry()
        }),
      )
      zip.on('end', () => resolve(parts))
      zip.readEntry()
    })
  })

const sheet = (rows: WrittenSheet['rows'], name = 'Sổ'): WrittenSheet => ({ name, title: ['SỔ THEO DÕI'], head: ['TT', 'Tên'], widths: [5, 30], rows })
const writtenOf = async (rows: readonly (readonly SheetCell[])[], name?: string) => partsOf(await bytesOf(spreadsheet(sheet(rows, name))))
const sheetOf = async (rows: readonly (readonly SheetCell[])[]) => (await writtenOf(rows)).get('xl/worksheets/sheet1.xml') ?? ''

describe('a workbook', () => {
  it('has its parts, a title, a head and a row each', async () => {
    const parts = await writtenOf([[1, 'Nguyễn Thị Ánh'], [2, null]])
    expect([...parts.keys()].sort()).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'])
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? ''
    expect(xml).toContain('<t xml:space="preserve">SỔ THEO DÕI</t>')
    expect(xml).toContain('<c r="A3"><v>1</v></c><c r="B3" t="inlineStr" s="0"><is><t xml:space="preserve">Nguyễn Thị Ánh</t></is></c>')
    expect(xml).toContain('<row r="4"><c r="A4"><v>2</v></c></row>')
  })

  it.each(['=1+1', '+84912345678', '-1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\tx'])('keeps %j as text, marked so that it stays text when edited', async (text) => {
    const xml = await sheetOf([[1, text]])
    expect(xml).not.toContain('<f>')
    expect(xml).toMatch(/<c r="B3" t="inlineStr" s="2">/)
  })

  it('writes signs of XML and characters that XML has no place for so that the file opens', async () => {
    const xml = await sheetOf([[1, 'A & B <b> "c" \u0000\u0008\uD800 xong']])
    expect(xml).toContain('A &amp; B &lt;b&gt; &quot;c&quot;  xong')
  })

  it('cuts what Excel would not take: a long cell, a tab name with forbidden signs', async () => {
    expect((await sheetOf([[1, 'x'.repeat(40_000)]])).match(/x+/g)?.some((run) => run.length === 32_767)).toBe(true)
    expect((await writtenOf([], `[Sổ]:*?/\\${'a'.repeat(60)}`)).get('xl/workbook.xml')).toMatch(/sheet name="Sổ {2,}a{1,30}"/)
  })

  it('asks for rows as they are read: a book of a hundred thousand lines is never held whole', async () => {
    let made = 0
    const rows = function* () {
      for (; made < 100_000; made++) yield [made, `Nguyễn Văn ${made} ${Math.random()}`]
    }
    const stream = spreadsheet(sheet(rows()))
    await new Promise((resolve) => stream.once('readable', resolve))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made).toBeLessThan(20_000)
    await bytesOf(stream)
    expect(made).toBe(100_000)
  })

  it('ends with the error of its rows, and does not pretend to be whole', async () => {
    const rows = function* (): Generator<SheetCell[]> {
      yield [1, 'a']
      throw new Error('the database is gone')
    }
    await expect(bytesOf(spreadsheet(sheet(rows())))).rejects.toThrow('the database is gone')
  })
})
