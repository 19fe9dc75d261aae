import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { pdfText, textOffPage } from '../../../tests/support/pdf-text.ts'
import { inTransaction, reading } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { localFileStore, openFile, readAll } from '../files/index.ts'
import {
  createTypesetter,
  type DocumentsDeps,
  findDocument,
  issuePackagePaper,
  issueSlip,
  listDocuments,
  type PackageData,
  previewPackagePaper,
  printBlankForm,
} from './index.ts'
import { AT, FULL_SLIPS } from './slips/examples.fixture.ts'
import type { DocumentsTables } from './tables.ts'

const root = join(import.meta.dirname, '../../..')
const birth = join(root, 'procedures/ho-tich/1.001193-dang-ky-khai-sinh')
let base: TestDatabase
let folder: string
let deps: DocumentsDeps
beforeAll(async () => {
  base = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
  deps = {
    sealer: base.sealer,
    store: localFileStore(folder),
    typesetter: createTypesetter({ libraryFolder: join(root, 'templates/lib') }),
    templatesFolder: join(root, 'templates'),
    sign: null,
  }
})
afterAll(async () => {
  await deps.typesetter.close()
  await base.close()
  await rm(folder, { recursive: true })
})
const owner = () => ({ ownerKind: 'dossier', ownerId: newId(), agencyId: newId(), provinceCode: '92', at: AT })

describe('printing a slip in its act', () => {
  it('numbers it, stores it as printed and gives the hash of what is stored', async () => {
    const to = owner()
    const first = await inTransaction(base.db, (tx) => issueSlip(deps)(tx, 'mau-02', FULL_SLIPS['mau-02'], to))
    const second = await inTransaction(base.db, (tx) => issueSlip(deps)(tx, 'mau-02', FULL_SLIPS['mau-02'], { ...to, replaces: first.documentId }))
    expect([first.numberText, second.numberText]).toEqual(['1/HDHS', '2/HDHS'])
    expect(first).toMatchObject({ signed: false, sha256: createHash('sha256').update(first.pdf).digest('hex') })
    const stored = await openFile(deps)(base.db, first.fileId)
    if (!stored.ok) throw new Error(stored.refusal.code)
    expect(stored.file).toMatchObject({ filename: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ H92.101-20261123-0000017.pdf', state: 'sealed', sha256: first.sha256 })
    expect((await readAll(stored.stream)).equals(first.pdf)).toBe(true)
    expect(await pdfText(first.pdf)).toContain('Số: 1/HDHS')
    expect(await listDocuments(base.db, 'dossier', to.ownerId)).toMatchObject([
      { documentId: first.documentId, template: 'slips/mau-02', number: 1, year: 2026, replaces: null, templateVersion: first.templateVersion },
      { documentId: second.documentId, number: 2, replaces: first.documentId },
    ])
    expect(await findDocument(base.db, first.documentId)).toMatchObject({ sha256: first.sha256 })
  })

  it('leaves nothing, and no gap, when its act fails', async () => {
    const to = owner()
    const failed = inTransaction(base.db, async (tx) => {
      await issueSlip(deps)(tx, 'mau-01', FULL_SLIPS['mau-01'], to)
      throw new Error('the act failed')
    })
    await expect(failed).rejects.toThrow('the act failed')
    expect(await listDocuments(base.db, 'dossier', to.ownerId)).toEqual([])
    const next = await inTransaction(base.db, (tx) => issueSlip(deps)(tx, 'mau-01', FULL_SLIPS['mau-01'], to))
    expect(next.number).toBe(1)
  })

  it('numbers without gap or double when twelve officers print at once', async () => {
    const agency = owner()
    const issued = await Promise.all(
      Array.from({ length: 12 }, () => inTransaction(base.db, (tx) => issueSlip(deps)(tx, 'mau-01', FULL_SLIPS['mau-01'], { ...agency, ownerId: newId() }))),
    )
    expect(issued.map(({ number }) => number ?? 0).sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
  })

  it('is signed, without the mark, once a signer is installed', async () => {
    const sign = async (pdf: Buffer) => Buffer.concat([pdf, Buffer.from('\n% signed\n')])
    const issued = await inTransaction(base.db, (tx) => issueSlip({ ...deps, sign })(tx, 'bien-nhan-truc-tuyen', FULL_SLIPS['bien-nhan-truc-tuyen'], owner()))
    expect(issued).toMatchObject({ signed: true, number: null, numberText: null })
    expect(issued.pdf.toString('latin1')).toContain('% signed')
    expect(issued.sha256).toBe(createHash('sha256').update(issued.pdf).digest('hex'))
    expect(await pdfText(issued.pdf)).not.toContain('BẢN CHƯA KÝ SỐ')
  })

  it('keeps no personal data in its rows', async () => {
    const rows = await reading<DocumentsTables>(base.db).selectFrom('documents.document').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/Nguyệt|092095001234|0987|Hòa Bình/)
  })
})

const answers: Record<string, string> = {
  'requester.relation': 'Cha',
  'requester.name': 'Nguyễn Văn Bình',
  'requester.birthDate': '02/03/1994',
  'requester.identityNumber': '092094001234',
  'requester.document.kind': 'Thẻ căn cước, Căn cước công dân, số định danh cá nhân',
  'requester.residence': 'Số 12/3 hẻm 51, đường 3 Tháng 2, phường Ninh Kiều, thành phố Cần Thơ',
  'child.name': 'Nguyễn Ánh Nguyệt',
  'child.birthDate': '05/11/2026',
  'child.birthDateWords': 'Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu',
  'child.sex': 'Nữ',
  'child.ethnicGroup': 'Khmer',
  'child.nationality': 'Việt Nam',
  'child.birthPlaceLine': 'Bệnh viện Phụ sản, 106 Cách Mạng Tháng Tám, phường Cái Khế, thành phố Cần Thơ',
  'child.homeTown': 'phường Cái Răng, thành phố Cần Thơ',
  'mother.name': 'Trần Thị Ngọc Ẩn',
  'mother.birthDate': '1996',
  'mother.ethnicGroup': 'Hoa',
  'mother.nationality': 'Hoa Kỳ',
  'mother.residence': 'Số 5 đường Mậu Thân, phường Ninh Kiều, thành phố Cần Thơ',
  'mother.identityNumber': '092196004321',
  'father.name': 'Nguyễn Văn Bình',
  'father.birthDate': '02/03/1994',
  'father.ethnicGroup': 'Kinh',
  'father.nationality': 'Việt Nam',
  'father.residence': 'Số 12/3 hẻm 51, đường 3 Tháng 2, phường Ninh Kiều, thành phố Cần Thơ',
  'father.identityNumber': '092094001234',
  'marriage.number': '45/2022',
  'marriage.book': '02/2022',
  'marriage.registeredOn': '14/02/2022',
  'marriage.registeredAt': 'Ủy ban nhân dân phường An Bình',
  'copies.count': '3 bản',
}
const data: PackageData = {
  agency: { name: 'Ủy ban nhân dân phường Ninh Kiều, thành phố Cần Thơ', place: 'Ninh Kiều' },
  dossier: { code: 'H92.101-20261123-0000017', submittedAt: AT },
  answers,
  result: null,
  lookup: { url: 'https://dichvucong.example.vn/tra-cuu', code: 'H92.101-20261123-0000017' },
}
const result = {
  number: '15/2026',
  book: '01/2026',
  registeredOn: '2026-11-25',
  registry: 'Ủy ban nhân dân phường Ninh Kiều',
  identityNumber: '092326001234',
  signer: { authority: 'KT. Chủ tịch', title: 'Phó Chủ tịch', name: 'Lê Hoàng Nam' },
}
const declaration = { template: { folder: birth, file: 'to-khai.typ' }, title: 'Tờ khai đăng ký khai sinh', at: AT }
const certificate = { template: { folder: birth, file: 'ket-qua.typ' }, title: 'Giấy khai sinh', at: AT }

describe('papers of 1.001193 Đăng ký khai sinh', () => {
  it('the declaration prints every answer, on one page', async () => {
    const issued = await inTransaction(base.db, (tx) => issuePackagePaper(deps)(tx, { ...declaration, data, signedBy: 'nobody' }, owner()))
    const text = await pdfText(issued.pdf)
    expect(Object.entries(answers).filter(([id, value]) => id !== 'requester.document.kind' && !text.includes(value))).toEqual([])
    expect(text).toContain('Kính gửi(1): Ủy ban nhân dân phường Ninh Kiều')
    expect(text).not.toContain('BẢN CHƯA KÝ SỐ')
    expect(text).toMatch(/Có\s*×\s*, Không\s*Số lượng: 3 bản|Có ×, Không/)
    expect(issued.pages).toBe(1)
  })

  it('a mother alone, with a passport, leaves the father’s part empty and says so', async () => {
    const alone = Object.fromEntries(Object.entries(answers).filter(([id]) => !/^(father|marriage|copies)\.|identityNumber/.test(id)))
    const paper = { 'requester.document.kind': 'Hộ chiếu', 'requester.document.number': 'C1234567', 'requester.document.issuer': 'Cục Quản lý xuất nhập cảnh', 'requester.document.issuedOn': '01/02/2024' }
    const text = await pdfText(await previewPackagePaper(deps)({ ...declaration, data: { ...data, answers: { ...alone, ...paper } } }))
    expect(text).toContain('Hộ chiếu số C1234567 do Cục Quản lý xuất nhập cảnh cấp ngày 01/02/2024')
    expect(text).toContain('người cha: (để trống)')
    expect(text).not.toContain('Giấy chứng nhận kết hôn')
  })

  it('the blank form has dotted lines, the notes, and nothing of anybody', async () => {
    const pdf = await printBlankForm(deps)(declaration)
    const text = await pdfText(pdf)
    expect(text).toMatch(/Họ, chữ đệm, tên người yêu cầu: (\. ?){20,}/)
    expect(text).toMatch(/Họ, chữ đệm, tên người cha: (\. ?){20,}/)
    expect(text).toContain('Chú thích')
    expect(text).not.toMatch(/none|null|Ninh Kiều/)
  })

  it('the certificate prints the answers, the entry, who signs, and its unsigned state', async () => {
    const issued = await inTransaction(base.db, (tx) => issuePackagePaper(deps)(tx, { ...certificate, data: { ...data, result } }, owner()))
    const text = await pdfText(issued.pdf)
    const notOn = /^(marriage|copies)\.|requester\.(relation|birthDate|residence|document)|(mother|father)\.identityNumber/
    expect(Object.entries(answers).filter(([id, value]) => !notOn.test(id) && !text.includes(value))).toEqual([])
    for (const value of ['Số: 15/2026', 'Quyển số: 01/2026', '092326001234', 'ngày 25 tháng 11 năm 2026', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Lê Hoàng Nam', 'BẢN CHƯA KÝ SỐ']) {
      expect(text).toContain(value)
    }
    expect(issued.pages).toBe(1)
  })

  it('the certificate says "cấp sau" when the population database gave no number', async () => {
    const pdf = await previewPackagePaper(deps)({ ...certificate, data: { ...data, result: { ...result, identityNumber: null } }, marks: ['BẢN DỰ THẢO'] })
    const text = await pdfText(pdf)
    expect(text).toContain('Số định danh cá nhân: cấp sau')
    expect(text).toContain('BẢN DỰ THẢO')
  })

  it('names of 200 characters stay on the page', async () => {
    const long = 'Ằẵ Nguyễn Phước Bảo Ngọc Đoàn '.repeat(8).slice(0, 200).trim()
    const huge = Object.fromEntries(Object.keys(answers).map((id) => [id, id.endsWith('name') ? long : 'x'.repeat(120)]))
    for (const paper of [declaration, certificate]) {
      const pdf = await previewPackagePaper(deps)({ ...paper, data: { ...data, answers: huge, result } })
      expect(await pdfText(pdf)).toContain(long)
      expect(await textOffPage(pdf)).toEqual([])
    }
  })
})
