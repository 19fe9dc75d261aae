import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pdfText, textOffPage } from '../../../../tests/support/pdf-text.ts'
import { createTypesetter, officeForms, type OfficeForm, presentSlip, type SlipData, type SlipKind, type Typesetter } from '../index.ts'
import { formFor, slipNumber } from '../rules/office-forms.ts'
import { AT, FULL_SLIPS, MINIMAL_SLIPS } from './examples.fixture.ts'

const templates = join(import.meta.dirname, '../../../../templates')
let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ libraryFolder: join(templates, 'lib') })
})
afterAll(() => typesetter.close())

const FORMS = await officeForms(templates)
/** Every slip of a dossier by its template, with the event that prints it. */
const SLIPS = FORMS.filter((form) => form.kind !== 'mau-07').map((form) => ({ form, kind: form.kind as SlipKind, name: form.template }))
const general = (kind: SlipKind): OfficeForm => formFor(FORMS, { kind, field: null, on: '2026-11-23' }) ?? expect.unreachable()

async function printed<K extends SlipKind>(kind: K, data: SlipData[K], state = { number: 17, signed: false }, form = general(kind)) {
  const slip = presentSlip(form, kind, data, { ...state, paper: 'a5' })
  return typesetter.render({ folder: join(templates, 'slips'), file: `${form.template}.typ` }, slip, AT)
}

/** Every text that a person gave; instants and amounts are judged below. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (value instanceof Date || value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}
/** Choices and addresses that are printed in another form than they are given in. */
const NOT_VERBATIM = /\.(channel|result|lookupUrl|stoppedOn)$/
/** What a slip's form has no place for. */
const NOT_ON: Readonly<Record<string, RegExp>> = {
  'mau-01': /officer\.(title|phone)|owner\.(phone|email)/,
  'mau-02': /officer\.title|submitter\.(address|phone|email|identityNumber)/,
  'mau-03': /officer\.(title|phone)/,
  ct04: /officer\.(title|phone)|owner\.(phone|email)/,
  ct05: /officer\.(title|name)|submitter\.(address|phone|email|identityNumber)/,
  ct06: /officer\.(title|phone)/,
  'mau-04': /officer\.phone/,
  'mau-05': /officer\.phone/,
  'mau-06': /owner\.(address|email)/,
  'bien-nhan-truc-tuyen': /owner\.(address|phone|email)/,
}

describe.each(SLIPS)('$name', ({ form, kind, name }) => {
  it('prints every field it was given', async () => {
    const { pdf } = await printed(kind, FULL_SLIPS[kind], undefined, form)
    const text = (await pdfText(pdf)).toLocaleLowerCase('vi')
    const given = textsIn(FULL_SLIPS[kind]).filter(([path]) => !NOT_VERBATIM.test(path) && !NOT_ON[name]?.test(path))
    expect(given.length).toBeGreaterThan(10)
    expect(given.filter(([, value]) => !text.includes(value.toLocaleLowerCase('vi')))).toEqual([])
  })

  it('names its title, number, date and unsigned state, and is PDF/A-2b', async () => {
    const { pdf } = await printed(kind, FULL_SLIPS[kind], undefined, form)
    const text = await pdfText(pdf)
    expect(text.toLocaleUpperCase('vi')).toContain(kind === 'mau-05' ? 'DỪNG GIẢI QUYẾT HỒ SƠ' : kind === 'mau-04' ? 'XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN' : form.title.toLocaleUpperCase('vi'))
    expect(text).toContain('Ninh Kiều, ngày 23 tháng 11 năm 2026')
    expect(text).toContain('BẢN CHƯA KÝ SỐ')
    if (form.number) expect(text).toContain(slipNumber(form, 17))
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</)
  })

  it('prints with every optional value left out, on one page, without the words none or null', async () => {
    const { pdf, pages } = await printed(kind, MINIMAL_SLIPS[kind], undefined, form)
    expect(pages).toBe(1)
    const text = await pdfText(pdf)
    expect(text).not.toMatch(/\b(none|null|undefined|NaN)\b/)
    expect(text).not.toMatch(/(Địa chỉ|Email|Căn cứ|Số điện thoại): (?:$|[A-ZĐÂÊÔƠƯ])/)
  })

  it('drops the mark when signed', async () => {
    const signed = await pdfText((await printed(kind, FULL_SLIPS[kind], { number: 17, signed: true }, form)).pdf)
    expect(signed).not.toContain('BẢN CHƯA KÝ SỐ')
  })

  it('prints names of 200 characters, long addresses and unbroken runs inside the page', async () => {
    const long = 'Ằẵ Nguyễn Phước Bảo Ngọc Đoàn '.repeat(8).slice(0, 200).trim()
    const who = { name: long, address: `Ấp ${long}`, phone: '0912345678', email: `${'a'.repeat(180)}@example.vn` }
    const data = { ...FULL_SLIPS[kind], owner: who, submitter: { ...who, name: 'X'.repeat(200) } }
    const { pdf } = await printed(kind, data, undefined, form)
    expect(await pdfText(pdf)).toContain(long)
    expect(await textOffPage(pdf)).toEqual([])
  })

  it('comes in A4 and A5', async () => {
    for (const [paper, width] of [['a4', 595], ['a5', 420]] as const) {
      const document = await PDFDocument.load((await printed(kind, { ...FULL_SLIPS[kind], paper }, undefined, form)).pdf, { updateMetadata: false })
      expect(Math.round(document.getPage(0).getWidth())).toBe(width)
    }
  })
})

describe('amounts, instants and counts', () => {
  it('are written as the forms write them', async () => {
    const text = await pdfText((await printed('mau-01', FULL_SLIPS['mau-01'])).pdf)
    expect(text).toContain('4. Thời gian nhận hồ sơ: 09 giờ 05 phút, ngày 23 tháng 11 năm 2026')
    expect(text).toContain('5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 25 tháng 11 năm 2026')
    expect(text).toContain('Phí bản sao: 16.000 đồng; Lệ phí: 5.000 đồng. Tổng cộng: 21.000 đồng (Hai mươi mốt nghìn đồng)')
    expect(text).toContain('2. Số lượng hồ sơ: 1 (bộ)')
    expect(text).toContain('(nộp trực tiếp)')
    expect(text).toContain('dichvucong.example.vn/tra-cuu')
  })

  it('forty papers run over pages, each with its head', async () => {
    const components = Array.from({ length: 40 }, (_, at) => ({ name: `Giấy tờ số ${at + 1}.`, originals: at % 3 }))
    const { pdf, pages } = await printed('mau-01', { ...FULL_SLIPS['mau-01'], components })
    const text = await pdfText(pdf)
    expect(pages).toBeGreaterThan(2)
    expect(components.filter(({ name }) => !text.includes(name))).toEqual([])
    expect(text.split('Số lượng TT Thành phần hồ sơ').length - 1).toBeGreaterThan(1)
  })
})
