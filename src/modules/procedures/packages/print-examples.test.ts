import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pdfText } from '../../../../tests/support/pdf-text.ts'
import { createTypesetter, type Typesetter } from '../../documents/index.ts'
import type { PlaceOptions } from '../../forms/index.ts'
import { shippedPlaceOptions } from '../../forms/places.fixture.ts'
import { createCheckProcess } from '../../processes/index.ts'
import { BIRTH_FOLDER, copyBirth } from './packages.fixture.ts'
import { type PrintedExamples, printExamples } from './print-examples.ts'
import { checkPackageFolder } from './read-folder.ts'

const PERMIT_FOLDER = 'xay-dung/1.013225-cap-giay-phep-xay-dung-nha-o-rieng-le'
const check = createCheckProcess({ acts: [] })
let typesetter: Typesetter
let places: PlaceOptions
let root: string
beforeAll(async () => {
  typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
  places = await shippedPlaceOptions()
})
afterAll(() => typesetter.close())
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'papers-'))
  await copyBirth(root)
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function printed(folder = BIRTH_FOLDER): Promise<PrintedExamples> {
  const checked = await checkPackageFolder(root, folder, check)
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  const where = join(root, folder)
  typesetter.forget(where)
  return printExamples(checked.package, { typesetter, places, folder: where })
}
const change = async (file: string, from: string, to: string) => {
  const path = join(root, BIRTH_FOLDER, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, () => to))
}
const lineWith = async (file: string, words: string) => (await readFile(join(root, BIRTH_FOLDER, file), 'utf8')).split('\n').findIndex((line) => line.includes(words)) + 1

describe('the papers of a package’s examples', () => {
  it('are the blank declaration, every filled one, and drafts and results of what is right', async () => {
    const { papers, faults } = await printed()
    expect(faults).toEqual([])
    const names = papers.map((one) => one.name)
    expect(names).toEqual(expect.arrayContaining(['mau-trong-to-khai.pdf', '1-thuong-to-khai.pdf', '1-thuong-du-thao.pdf', '1-thuong-ket-qua.pdf']))
    expect(names.filter((name) => name.includes('sai') && !name.endsWith('to-khai.pdf'))).toEqual([])
    const text = async (name: string) => pdfText(papers.find((one) => one.name === name)?.pdf ?? Buffer.alloc(0))
    expect(await text('1-thuong-ket-qua.pdf')).toContain('1/2026')
    expect(await text('1-thuong-du-thao.pdf')).toContain('BẢN DỰ THẢO')
    expect(await text('1-thuong-du-thao.pdf')).not.toContain('Nguyễn Thị Mẫu')
  })

  it('hold what the officer enters', async () => {
    await cp(join('procedures', PERMIT_FOLDER), join(root, PERMIT_FOLDER), { recursive: true })
    const { papers, faults } = await printed(PERMIT_FOLDER)
    expect(faults).toEqual([])
    expect(papers.filter((one) => one.name.endsWith('-ket-qua.pdf')).length).toBeGreaterThan(1)
  })

  it.each([
    ['a bracket that is not closed', 'to-khai.typ', '#paper-title[TỜ KHAI ĐĂNG KÝ KHAI SINH]', '#paper-title[TỜ KHAI ĐĂNG KÝ KHAI SINH', 'ngoặc mở và ngoặc đóng không khớp nhau'],
    ['a name that there is not', 'ket-qua.typ', '#line-of([Quê quán]', '#lineof([Quê quán]', 'không có tên «lineof»'],
    ['a file outside the package', 'to-khai.typ', '#paper-title[', '#let x = read("../../../package.json")\n#paper-title[', ''],
    ['a file of the machine', 'to-khai.typ', '#paper-title[', '#let x = read("/etc/hostname")\n#paper-title[', 'không có tệp này trong thư mục của gói'],
  ])('%s is told once with its file', async (_what, file, from, to, says) => {
    await change(file, from, to)
    const { faults } = await printed()
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ file: `${BIRTH_FOLDER}/${file}`, message: expect.stringContaining(`Bản in không dựng được: ${says}`) })
  })

  it('that only some examples reach is told with its line', async () => {
    await change('ket-qua.typ', '#let birth-place', '#if not is-blank(data.result.number) { none + 1 + [a] + 2 }\n#let birth-place')
    const { faults, papers } = await printed()
    expect(faults).toMatchObject([{ line: await lineWith('ket-qua.typ', 'none + 1') }])
    expect(papers.some((one) => one.name === '1-thuong-du-thao.pdf')).toBe(true)
  })
})
