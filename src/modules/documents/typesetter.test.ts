import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { createTypesetter, TypesetError, type Typesetter } from './index.ts'

const libraryFolder = join(import.meta.dirname, '../../../templates/lib')
const AT = new Date('2026-11-23T09:00:00+07:00')
let typesetter: Typesetter
let folder: string
beforeAll(() => {
  typesetter = createTypesetter({ libraryFolder, timeoutMs: 3000 })
})
afterAll(() => typesetter.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'))
  return () => rm(folder, { recursive: true })
})

async function set(source: string, data: object = {}) {
  await writeFile(join(folder, 'main.typ'), source)
  typesetter.forget(folder)
  return typesetter.render({ folder, file: 'main.typ' }, data, AT)
}
const faultsOf = async (source: string) => {
  const error = await set(source).catch((thrown: unknown) => thrown)
  return error instanceof TypesetError ? error.faults : []
}
const PLAIN = '#set text(font: "Tinos")\n'

describe('setting a template', () => {
  it('prints Vietnamese data exactly, also with stacked marks', async () => {
    const name = 'Ằẵ Ỗ ế ặ Nguyễn Thị Ánh Nguyệt Đặng Ưỡng – “quý” №'
    const { pdf, pages } = await set(`${PLAIN}#json("/data.json").name`, { name })
    expect(pages).toBe(1)
    expect(await pdfText(pdf)).toBe(name)
  })

  it('prints what people write though no font draws it, each such character as a question mark', async () => {
    const { pdf } = await set(`${PLAIN}#json("/data.json").reason *#json("/data.json").reason*`, { reason: 'Thiếu 李 😀 Ằ' })
    expect(await pdfText(pdf)).toBe('Thiếu ? ? Ằ Thiếu ? ? Ằ')
  })

  it('is PDF/A-2b with every font embedded, tagged and in Vietnamese', async () => {
    const { pdf } = await set('#import "/lib/mot-cua.typ": *\n#show: paper.with(title: "Thử")\n= Đầu đề\n*đậm* _nghiêng_')
    const document = await PDFDocument.load(pdf, { updateMetadata: false })
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</)
    expect(document.catalog.has(PDFName.of('OutputIntents'))).toBe(true)
    expect(document.catalog.get(PDFName.of('Lang'))?.toString()).toContain('vi')
    const fonts = document.context.enumerateIndirectObjects().filter(([, object]) => object instanceof PDFDict && object.has(PDFName.of('FontName')))
    expect(fonts.length).toBeGreaterThan(0)
    for (const [, font] of fonts) {
      const file = (font as PDFDict).get(PDFName.of('FontFile2')) ?? (font as PDFDict).get(PDFName.of('FontFile3'))
      expect(file instanceof PDFRef && document.context.lookup(file) instanceof PDFRawStream).toBe(true)
    }
    expect(document.getTitle() ?? 'Thử').toBe('Thử')
  })

  it('gives the same bytes for the same input, and another version for another template', async () => {
    const one = await set(`${PLAIN}#json("/data.json").n`, { n: 1 })
    const again = await set(`${PLAIN}#json("/data.json").n`, { n: 1 })
    expect(again.pdf.equals(one.pdf)).toBe(true)
    expect(again.templateVersion).toBe(one.templateVersion)
    expect((await set(`${PLAIN}#json("/data.json").n .`, { n: 1 })).templateVersion).not.toBe(one.templateVersion)
  })

  it('the version follows what a template imports', async () => {
    await writeFile(join(folder, 'part.typ'), '#let x = 1')
    const before = await set(`${PLAIN}#import "part.typ": x\n#x`)
    await writeFile(join(folder, 'part.typ'), '#let x = 2')
    const after = await set(`${PLAIN}#import "part.typ": x\n#x`)
    expect(after.templateVersion).not.toBe(before.templateVersion)
    expect(await pdfText(after.pdf)).toBe('2')
  })

  it('sets many papers at once, each with its own data', async () => {
    await set(`${PLAIN}#json("/data.json").n`, { n: 0 })
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, n) => typesetter.render({ folder, file: 'main.typ' }, { n: `số ${n}` }, AT)),
    )
    const texts = await Promise.all(all.map(({ pdf }) => pdfText(pdf)))
    expect(texts).toEqual(Array.from({ length: 60 }, (_, n) => `số ${n}`))
  })

  it('prints data that looks like markup as it stands', async () => {
    const hostile = '#panic("x") $a$ *b* _c_ `d` \\ <e> @f #import "x": * = g - h 1. i'
    expect(await pdfText((await set(`${PLAIN}#json("/data.json").x`, { x: hostile })).pdf)).toBe(hostile)
  })
})

describe('a template that is wrong or hostile', () => {
  it('is refused with file and line', async () => {
    expect(await faultsOf('#set text(font: "Tinos")\n\n#missing-function()')).toMatchObject([{ file: 'main.typ', line: 3, message: expect.stringContaining('unknown variable') }])
    await writeFile(join(folder, 'part.typ'), '\n#let x = (')
    expect(await faultsOf('#import "part.typ": x')).toMatchObject([{ file: 'part.typ', line: 2 }])
  })

  it.each([
    ['an absolute path', '#read("/etc/passwd")'],
    ['a path upwards', '#read("../../../../../../etc/passwd")'],
    ['the package registry', '#import "@preview/cetz:0.3.0": *'],
    ['a registry in a computed name', '#let name = "@preview/" + "cetz:0.3.0"\n#import name'],
    ['a local package', '#import "@local/x:0.1.0": *'],
    ['a web address', '#image("https://127.0.0.1/x.png")'],
    ['what another paper was printed with', '#read("/data.json.old")'],
  ])('reads nothing outside its folder: %s', async (_what, source) => {
    expect(await faultsOf(source)).not.toEqual([])
  })

  it('is refused when it is a link', async () => {
    await symlink('/etc/passwd', join(folder, 'passwd.csv'))
    await expect(set('#read("passwd.csv")')).rejects.toThrow('link')
  })

  it('does not see the files beside its folder', async () => {
    await mkdir(join(folder, 'inner'))
    await writeFile(join(folder, 'inner', 'x.csv'), 'secret')
    expect(await faultsOf('#read("inner/x.csv")')).not.toEqual([])
  })

  it('that never ends is given up, and the others are still printed', async () => {
    await set(`${PLAIN}ok`)
    const endless = await mkdtemp(join(tmpdir(), 'templates-'))
    await writeFile(join(endless, 'main.typ'), '#for a in range(9000) { for b in range(9000) { for c in range(9000) { let d = calc.pow(a, 2) } } }')
    const hung = typesetter.render({ folder: endless, file: 'main.typ' }, {}, AT)
    const mine = typesetter.render({ folder, file: 'main.typ' }, {}, AT)
    await expect(hung).rejects.toThrow('given up')
    expect(await pdfText((await mine).pdf)).toBe('ok')
    await rm(endless, { recursive: true })
  })
})
