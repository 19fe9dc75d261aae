import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PDFDocument } from 'pdf-lib'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { carryOn, carryToEnd, exampleOf, fileExample } from '../../../tests/support/carry.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { newId } from '../../platform/ids.ts'
import { inTransaction } from '../../platform/db.ts'
import { listDocuments, reprintedPdf, withdrawnPdf } from '../documents/index.ts'
import { findDossier } from '../dossiers/index.ts'
import { openFile, readAll } from '../files/index.ts'
import { controlSlipNow } from './control-slip.ts'
import { enterInRegister } from './register/enter.ts'
import { findEntry, selectEntries } from './register/register.store.ts'
import { createReprintPaper } from './reprint.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

const onto = (filed: Pick<Filed, 'dossierId'>) => ({ dossierId: filed.dossierId, key: newId(), seenRevision: null })
const documents = (filed: Filed) => listDocuments(ground.db, 'dossier', filed.dossierId)
const oneOf = async (filed: Filed, template: string) => (await documents(filed)).findLast((one) => one.template === template) ?? expect.unreachable()
async function pdfOf(fileId: string): Promise<Buffer> {
  const opened = await openFile(ground.documents)(ground.db, fileId)
  return opened.ok ? readAll(opened.stream) : expect.unreachable()
}
const rowOf = async (filed: Filed) => (await findDossier(ground.db, filed.dossierId)) ?? expect.unreachable()

describe('a paper printed again', () => {
  it('keeps number and text, says which copy it is, when and by whom, and each copy is an event', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    const slip = await oneOf(filed, 'slips/mau-01')
    const officer = ground.officer('Lê Thị In Lại', ['clerk'])
    const reprint = createReprintPaper(ground.acts.processing)
    await agreed(reprint(officer, { ...onto(filed), documentId: slip.documentId }))
    ground.clock.advance(3600_000)
    const again = { ...onto(filed), documentId: slip.documentId }
    await agreed(reprint(officer, again))
    expect(await agreed(reprint(officer, again))).toMatchObject({ replayed: true })
    const printed = await pdfOf(slip.fileId)
    const copy = (await reprintedPdf(ground.documents)(ground.db, slip, 2)) ?? expect.unreachable()
    const [before, after] = [await pdfText(printed), await pdfText(copy)]
    expect(before).not.toContain('BẢN IN LẠI')
    expect(after).toContain('BẢN IN LẠI lần 2, lúc 10:00, 23/11/2026, người in: Lê Thị In Lại')
    expect(after.replaceAll(/BẢN IN LẠI lần 2, lúc 10:00, 23\/11\/2026, người in: Lê Thị In Lại/g, '').replace(/\s+/g, ' ').trim()).toBe(before)
    expect((await PDFDocument.load(copy)).getPageCount()).toBe((await PDFDocument.load(printed)).getPageCount())
    expect(copy.toString('latin1')).toMatch(/pdfaid:part>2</)
    expect(await reprintedPdf(ground.documents)(ground.db, slip, 3)).toBeNull()
    const events = (await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.document-reprinted')
    expect(events.map((event) => event.payload)).toEqual([1, 2].map((n) => ({ documentId: slip.documentId, template: 'slips/mau-01', number: slip.number, copy: n })))
    ground.clock.advance(-3600_000)
  })

  it('of a result that was withdrawn is given out marked on every page; what is kept stays byte for byte', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    const slip = await oneOf(filed, 'slips/mau-01')
    const kept = await pdfOf(slip.fileId)
    const marked = (await withdrawnPdf(ground.documents)(ground.db, slip, ground.clock.now())) ?? expect.unreachable()
    const text = await pdfText(marked)
    expect(text).toContain('ĐÃ THU HỒI, THAY THẾ bằng bản phát hành lúc')
    expect(text).toContain('Văn bản này không còn giá trị sử dụng.')
    expect((await PDFDocument.load(marked)).getPageCount()).toBe((await PDFDocument.load(kept)).getPageCount())
    expect(marked.toString('latin1')).toMatch(/pdfaid:part>2</)
    expect((await pdfOf(slip.fileId)).equals(kept)).toBe(true)
  })

  it('is counted without doubles by many at once, and refused where there is no such paper or no right', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    const slip = await oneOf(filed, 'slips/mau-01')
    const reprint = createReprintPaper(ground.acts.processing)
    await Promise.all(Array.from({ length: 8 }, (_, index) => agreed(reprint(ground.officer(`Cán bộ ${index}`, ['reception']), { ...onto(filed), documentId: slip.documentId }))))
    const copies = (await ground.rows('documents.reprint', { column: 'document_id', is: slip.documentId })).map((row) => Number(row.split(',')[1]))
    expect(copies.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const officer = ground.officer('Cán bộ', ['reception'])
    expect(await reprint(officer, { ...onto(filed), documentId: newId() })).toMatchObject({ refusal: { code: 'document-not-found' } })
    const stranger = ground.officer('Nơi khác', ['reception'], 'lam-thanh')
    expect(await reprint(stranger, { ...onto(filed), documentId: slip.documentId })).toMatchObject({ refusal: { code: 'outside-agency' } })
  })
})

describe('the control slip', () => {
  it('is printed when the dossier leaves the desk, grows with every hand-over, and keeps its number', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    const begun = await oneOf(filed, 'slips/mau-06')
    const hands = (text: string) => text.split('1. Giao:').length - 1
    expect(hands(await pdfText(await pdfOf(begun.fileId)))).toBe(1)
    const row = await rowOf(filed)
    const agency = await ground.acts.processing.agencyOf(row.agency_id)
    const now = async () => pdfText(await controlSlipNow(ground.acts.processing, ground.db, { row: await rowOf(filed), agency, at: ground.clock.now() }))
    expect(hands(await now())).toBe(1)
    await carryOn(ground, { ...filed, valid: [] }, 'ninh-kieu', 'return')
    const all = (await documents(filed)).filter((one) => one.template === 'slips/mau-06')
    expect(all.map((one) => one.number)).toEqual([begun.number, begun.number])
    expect(all[1]?.replaces).toBe(begun.documentId)
    const last = await pdfText(await pdfOf(all[1]?.fileId ?? ''))
    expect(hands(last)).toBeGreaterThan(3)
    for (const name of ['Cán bộ specialist', 'Cán bộ leader', 'Cán bộ clerk', 'Đúng hạn']) expect(last).toContain(name)
    expect(last).toContain(`${begun.number}/PKS`)
    expect(hands(await now())).toBe(hands(last))
  })
})

describe('residence', () => {
  it('prints CT04, CT05 and CT06 in place of Mẫu 01, 02 and 03, each numbered in its own series', async () => {
    const example = () => fileExample(ground, '1.004222', exampleOf('1.004222', '1-'))
    const [taken, asked, refused] = [await example(), await example(), await example()]
    await carryToEnd(ground, taken, taken.office, 'appraise')
    const reception = ground.officer('Trung úy Tiếp Nhận', ['reception'], taken.office)
    const items = [{ component: null, field: null, what: 'Giấy tờ chỗ ở', reason: 'Chưa nộp', howTo: '' }]
    await agreed(ground.acts.processing.requestSupplement(reception, { ...onto(asked), items, note: '' }))
    await agreed(ground.acts.processing.refuseDossier(reception, { ...onto(refused), reason: 'Chỗ ở đang có tranh chấp', guidance: '' }))
    const templates = async (filed: Filed) => (await documents(filed)).map((one) => [one.template, one.number]).filter(([template]) => String(template).startsWith('slips/ct'))
    expect([await templates(taken), await templates(asked), await templates(refused)]).toEqual([[['slips/ct04', 1]], [['slips/ct05', 1]], [['slips/ct06', 1]]])
    expect(await pdfText(await pdfOf((await oneOf(taken, 'slips/ct04')).fileId))).toContain('PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ')
  })
})

describe('the book of dossiers', () => {
  it('has a line for each dossier accepted, whose volume and number stand on Mẫu 01', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    const entry = (await findEntry(ground.db, filed.dossierId)) ?? expect.unreachable()
    const text = await pdfText(await pdfOf((await oneOf(filed, 'slips/mau-01')).fileId))
    expect(text).toContain(`Quyển số: 0${entry.volume}/2026, Số thứ tự: ${entry.number}.`)
  })

  it('counts without gaps or doubles when many are entered at once and every third act fails', async () => {
    const agencyId = newId()
    const enter = (n: number) =>
      inTransaction(ground.db, async (tx) => {
        const entry = await enterInRegister(tx, { id: newId(), received_at_agency_id: agencyId, province_code: '92' }, ground.clock.now())
        if (n % 3 === 0) throw new Error('the act failed')
        return entry.number
      })
    const done = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => enter(n + 1)))
    const numbers = done.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    const period = { agencyId, from: new Date('2026-01-01T00:00:00+07:00'), until: new Date('2027-01-01T00:00:00+07:00') }
    const seen: number[] = []
    for (let after: { receivedAt: Date; number: number } | null = null; ; ) {
      const page = await selectEntries(ground.db, { ...period, after, limit: 7 })
      seen.push(...page.map((entry) => entry.number))
      const last = page.at(-1)
      if (!last) break
      after = { receivedAt: last.received_at, number: last.number }
    }
    expect(seen).toEqual(numbers)
  })
})
