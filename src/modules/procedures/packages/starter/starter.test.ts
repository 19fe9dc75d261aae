import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { pdfText } from '../../../../../tests/support/pdf-text.ts'
import { createTypesetter, type Typesetter } from '../../../documents/index.ts'
import { shippedPlaceOptions } from '../../../forms/places.fixture.ts'
import { createCheckProcess } from '../../../processes/index.ts'
import { openShipped } from '../../catalogue/index.ts'
import { readPackedLines } from '../../../../platform/packed-data.ts'
import { faultsOfExamples } from '../example-faults.ts'
import { jsonSchemaFiles } from '../json-schemas.ts'
import { layPackage } from '../lay-package.ts'
import { printExamples } from '../print-examples.ts'
import { checkPackage, checkPackageFolder, hashOf } from '../read-folder.ts'
import { nameOfPaper } from './papers.ts'
import { type Brief, feesSaid, folderOf, knownOf, readFee, readPeople, readTime, starterPackage, timesSaid } from './index.ts'

const check = createCheckProcess({ acts: [] })
const places = await shippedPlaceOptions()
const find = await openShipped('data/catalogue')
const PEOPLE = readPeople('guardian=Người giám hộ=The guardian; ward=Người được giám hộ') ?? []

/** What a person would say where the catalogue says nothing. */
function briefOf(code: string, given: Partial<Brief> = {}): { brief: Brief; shipped: NonNullable<ReturnType<typeof find>> } {
  const shipped = find(code)
  if (!shipped) throw new Error(`There is no ${code}.`)
  const known = knownOf(shipped)
  const brief = {
    code,
    name: known.name ?? '',
    fieldFolder: known.fieldFolder ?? 'khac',
    field: known.field ?? { code: '', name: 'Khác' },
    level: known.level ?? 'commune',
    about: 'requester',
    people: [],
    time: known.time ?? { amount: 3, unit: 'working_day' },
    fee: known.fee ?? 'free',
    ...given,
  } satisfies Brief
  return { brief, shipped }
}

async function faultsOf(code: string, given: Partial<Brief> = {}): Promise<string[]> {
  const { brief, shipped } = briefOf(code, given)
  const checked = await checkPackage(starterPackage(brief, shipped), check)
  const faults = checked.ok ? faultsOfExamples(checked.package, places) : checked.faults
  return faults.map(({ file, line, message }) => `${file}:${line} ${message}`)
}

describe('a new package', () => {
  it.each([
    ['1.004873', {}],
    ['1.004873', { about: 'other' }],
    ['1.004873', { people: readPeople('Người giám hộ') ?? [] }],
    ['1.004845', { people: PEOPLE }],
    ['1.004845', { about: 'other', people: PEOPLE }],
    ['1.013225', { about: 'other', time: { amount: 8, unit: 'hour' }, fee: 150_000 }],
    ['1.001612', { level: 'province', time: { amount: 2, unit: 'month' }, fee: 'local' }],
    // Only its name is known.
    ['1.014027', { time: { amount: 1, unit: 'day' } }],
    ['2.000815', {}],
  ] as [string, Partial<Brief>][])('of %s with %j passes the check at once', async (code, given) => {
    expect(await faultsOf(code, given)).toEqual([])
  })

  it('passes for whatever stands in the catalogue', async () => {
    const list = (await readPackedLines('data/catalogue', 'portal-list.jsonl.br')) as { code: string }[]
    const details = (await readPackedLines('data/catalogue', 'portal-details.jsonl.br')) as { code: string }[]
    const codes = [...list.filter((_, i) => i % 150 === 0), ...details.filter((_, i) => i % 25 === 0)].map((one) => one.code).filter((code) => /^\d\.\d{6}$/.test(code))
    expect(codes.length).toBeGreaterThan(40)
    const failed: string[] = []
    for (const [i, code] of codes.entries()) failed.push(...(await faultsOf(code, { about: i % 2 === 0 ? 'requester' : 'other', people: i % 3 === 0 ? PEOPLE : [] })))
    expect(failed).toEqual([])
  }, 120_000)

  it('says what the catalogue says and nothing of its own', () => {
    const { brief, shipped } = briefOf('1.004873')
    expect(brief).toMatchObject({ name: 'Cấp Giấy xác nhận tình trạng hôn nhân', fieldFolder: 'ho-tich', level: 'commune', time: { amount: 3, unit: 'working_day' }, fee: 'local' })
    const procedure = parse(starterPackage(brief, shipped).files.get('procedure.yaml')?.toString('utf8') ?? '') as { components: { id: string; code?: string; 'presented-only'?: boolean }[]; cases: { key: string }[] }
    expect(procedure.cases.map((one) => one.key)).toEqual(['1.004873.01'])
    expect(procedure.components.map((one) => one.code)).toEqual(expect.arrayContaining(['000.00.00.G15-KQ003453', '000.00.00.G15-KQ003454']))
    expect(procedure.components.find((one) => one.code === '000.00.00.G15-KQ004946')?.['presented-only']).toBe(true)
    const bare = find('1.014027')
    expect(bare && knownOf(bare)).toMatchObject({ level: null, time: null, fee: null })
    expect(find('9.999999')).toBeNull()
  })

  it('takes from the record how the papers are called, the book, the exemption and the citizen’s look at the draft', () => {
    const { brief, shipped } = briefOf('1.004845', { people: PEOPLE, fee: 'local' })
    const { files } = starterPackage(brief, shipped)
    const text = (name: string) => files.get(name)?.toString('utf8') ?? ''
    const procedure = parse(text('procedure.yaml')) as { components: Record<string, unknown>[]; fees: unknown[]; result: { number: { book: { vi: string } }; 'draft-confirmation'?: unknown } }
    expect(procedure.components.map((one) => [one.id, (one.name as { vi: string }).vi, one.code, one['applies-if'] ?? null])).toEqual([
      ['to-khai', 'Tờ khai đăng ký chấm dứt giám hộ', '000.00.00.G15-KQ003415', null],
      ['mau-dien-tu', 'Mẫu hộ tịch điện tử tương tác đăng ký chấm dứt giám hộ', '000.00.00.G15-KQ003972', null],
      ['giay-to-cu-tru', 'Giấy tờ chứng minh nơi cư trú', '000.00.00.G15-KQ003785', null],
      ['giay-to-tuy-than', 'Giấy tờ tùy thân của người yêu cầu', '000.00.00.G15-KQ004946', null],
      ['van-ban-uy-quyen', 'Văn bản ủy quyền, khi nộp thay theo ủy quyền', '000.00.00.G15-KQ003419', 'requester.authorised = true'],
      ['giay-to-lam-can-cu-cham-dut-giam-ho-theo', 'Giấy tờ làm căn cứ chấm dứt giám hộ theo quy định của Bộ luật Dân sự', '000.00.00.G15-KQ003418', null],
    ])
    expect(procedure.components.flatMap((one) => (one.hint as { vi: string } | undefined)?.vi ?? [])).toEqual([
      'Chỉ khi cơ quan đăng ký không tra được nơi cư trú trong Cơ sở dữ liệu quốc gia về dân cư.',
      expect.stringMatching(/^Hộ chiếu, thẻ căn cước công dân/),
      expect.stringMatching(/^Không phải chứng thực khi người được ủy quyền/),
    ])
    expect(procedure.fees).toMatchObject([{ exemption: { vi: 'Miễn lệ phí cho người thuộc gia đình có công với cách mạng; người thuộc hộ nghèo; người khuyết tật.' } }])
    expect(procedure.result.number.book.vi).toBe('Sổ đăng ký chấm dứt giám hộ')
    expect(procedure.result['draft-confirmation']).toEqual({ within: { amount: 1, unit: 'day' }, channels: ['online'] })
    expect(text('process.bpmn')).toContain('motcua:work="confirm-draft"')
    // Nothing of the kind stands in this record.
    const other = briefOf('2.000815')
    const plain = starterPackage(other.brief, other.shipped).files
    expect(plain.get('procedure.yaml')?.toString('utf8')).not.toContain('draft-confirmation')
    expect(plain.get('process.bpmn')?.toString('utf8')).not.toContain('confirm-draft')
    expect(plain.has('nguoi.typ')).toBe(false)
  })

  it('calls a paper by the words that name it, and keeps the paragraph as a hint', () => {
    expect(nameOfPaper({ name: '- Đơn xin xác nhận;', code: null })).toEqual({ id: 'don-xin-xac-nhan', vi: 'Đơn xin xác nhận', en: 'Đơn xin xác nhận', hint: null })
    const paragraph = `+ Bản sao Giấy chứng nhận quyền sử dụng đất hoặc giấy tờ khác. ${'Trường hợp có thay đổi thì nộp thêm. '.repeat(4)}`
    expect(nameOfPaper({ name: paragraph, code: null })).toMatchObject({ vi: 'Bản sao Giấy chứng nhận quyền sử dụng đất hoặc giấy tờ khác', hint: { vi: expect.stringContaining('nộp thêm') } })
    const unbroken = 'x'.repeat(200)
    expect(nameOfPaper({ name: unbroken, code: null })).toMatchObject({ vi: unbroken, hint: null })
    expect(nameOfPaper({ name: 'Văn bản ủy quyền', code: null })).toMatchObject({ id: 'van-ban-uy-quyen', hint: { vi: 'Văn bản ủy quyền' } })
  })

  it('says where the record contradicts itself', () => {
    const { shipped } = briefOf('1.004845')
    expect(knownOf(shipped)).toMatchObject({ time: null, fee: null })
    expect(timesSaid(shipped.content)).toEqual(['trực tuyến: 2 ngày làm việc', 'bưu chính: 2 ngày làm việc', 'trực tiếp: 2 ngày làm việc', 'trường hợp 1.004845.01: 3 ngày làm việc'])
    expect(feesSaid(shipped.content).join('\n')).toContain('Miễn lệ phí cho người thuộc gia đình có công')
    expect([timesSaid(null), feesSaid(null)]).toEqual([[], []])
  })

  it('fits the schemas that it names to editors', () => {
    const { brief, shipped } = briefOf('1.004873', { about: 'other', people: PEOPLE })
    const made = starterPackage(brief, shipped)
    for (const { name, text } of jsonSchemaFiles()) {
      const yaml = made.files.get(name.replace('.schema.json', '.yaml'))?.toString('utf8') ?? ''
      expect(yaml.split('\n')[0]).toBe(`# yaml-language-server: $schema=../../${name}`)
      expect(z.fromJSONSchema(JSON.parse(text)).safeParse(parse(yaml)).error?.issues ?? []).toEqual([])
    }
  })
})

describe('what is typed', () => {
  it.each([
    ['3 working_day', { amount: 3, unit: 'working_day' }],
    ['10-day', { amount: 10, unit: 'day' }],
    ['8 hours', { amount: 8, unit: 'hour' }],
    ['0 day', null],
    ['-1 day', null],
    ['3', null],
    ['3 weeks', null],
  ])('time «%s»', (text, time) => expect(readTime(text)).toEqual(time))
  it.each([
    ['', []],
    ['Người giám hộ', [{ id: 'nguoiGiamHo', title: 'Người giám hộ', titleEn: 'Người giám hộ' }]],
    ['guardian=Người giám hộ=The guardian; ward = Người được giám hộ ;', [...PEOPLE]],
    ['requester=Người giám hộ', null],
    ['a=A; a=B', null],
    ['giám-hộ=A', null],
    ['a=', null],
    [`a=${'x'.repeat(101)}`, null],
    ['A;B;C;D;E;F;G', null],
  ])('people «%s»', (text, people) => expect(readPeople(text)).toEqual(people))
  it.each([
    ['free', 'free'],
    ['local', 'local'],
    ['200.000', 200_000],
    ['200000', 200_000],
    ['0', null],
    ['-5', null],
    ['rất rẻ', null],
  ])('fee «%s»', (text, fee) => expect(readFee(text)).toEqual(fee))
})

describe('laying a package into a folder', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'lay-'))
  })
  afterAll(() => rm(root, { recursive: true, force: true }))
  const { brief, shipped } = briefOf('1.004873')
  const made = starterPackage(brief, shipped)
  const folder = folderOf(brief)

  it('writes it whole, once, and never over another', async () => {
    expect(await layPackage(root, made)).toEqual({ ok: true, outcome: 'new', folder })
    const there = await checkPackageFolder(root, folder, check)
    expect(there.ok && there.package.hash).toBe(hashOf(made.files))
    expect(await layPackage(root, made)).toEqual({ ok: true, outcome: 'same', folder })
    await writeFile(join(root, folder, 'to-khai.typ'), '// mine\n')
    expect(await layPackage(root, made)).toMatchObject({ ok: false, refusal: { code: 'package-folder-differs' } })
    expect(await readFile(join(root, folder, 'to-khai.typ'), 'utf8')).toBe('// mine\n')
    expect(await layPackage(root, made, { replace: true })).toEqual({ ok: true, outcome: 'replaced', folder })
    expect(await readdir(join(root, brief.fieldFolder))).toEqual([folder.split('/')[1]])
  })

  it('not beside another folder of the same procedure', async () => {
    const other = { ...made, folder: 'khac/1.004873-ten-khac' }
    expect(await layPackage(root, other, { replace: true })).toMatchObject({ ok: false, refusal: { code: 'package-folder-elsewhere' } })
  })

  it('nor where a file lies', async () => {
    const { brief: another, shipped: of } = briefOf('2.000815')
    const next = starterPackage(another, of)
    await layPackage(root, next)
    await rm(join(root, next.folder), { recursive: true })
    await writeFile(join(root, next.folder), 'x')
    expect(await layPackage(root, next)).toMatchObject({ ok: false, refusal: { code: 'package-folder-differs' } })
  })
})

describe('its printed papers', () => {
  let typesetter: Typesetter
  beforeAll(() => {
    typesetter = createTypesetter({ libraryFolder: 'templates/lib' })
  })
  afterAll(() => typesetter.close())

  it.each([
    ['requester', ''],
    ['other', ''],
    ['requester', 'con="Người" \\ #con; me=Mẹ'],
  ] as const)('are set blank and with each example, right and wrong (%s, «%s»)', async (about, people) => {
    const { brief, shipped } = briefOf('1.004873', { about, people: readPeople(people) ?? [], name: 'Cấp «giấy» #1 & \\ "xác nhận" $x$ [y]' })
    const root = await mkdtemp(join(tmpdir(), 'typst-'))
    await layPackage(root, starterPackage(brief, shipped))
    const checked = await checkPackageFolder(root, folderOf(brief), check)
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
    const { papers, faults } = await printExamples(checked.package, { typesetter, places, folder: join(root, folderOf(brief)) })
    expect(faults).toEqual([])
    expect(papers).toHaveLength(1 + 3 + 2 * 2)
    await rm(root, { recursive: true, force: true })
  })

  it('print what the requester gave of themselves where they are one of the people', async () => {
    const { brief, shipped } = briefOf('1.004845', { people: PEOPLE })
    const root = await mkdtemp(join(tmpdir(), 'typst-'))
    await layPackage(root, starterPackage(brief, shipped))
    const checked = await checkPackageFolder(root, folderOf(brief), check)
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
    const { papers } = await printExamples(checked.package, { typesetter, places, folder: join(root, folderOf(brief)) })
    const text = await pdfText(papers.find((one) => one.name === '1-thuong-ket-qua.pdf')?.pdf ?? Buffer.alloc(0))
    expect(text).toMatch(/Người giám hộ Họ, chữ đệm, tên: Trần Thị Mai .*Giấy tờ tùy thân: 092196001234 .*Người được giám hộ Họ, chữ đệm, tên: Lê Văn Nam .*Theo đề nghị của: Trần Thị Mai/)
    await rm(root, { recursive: true, force: true })
  })
})
