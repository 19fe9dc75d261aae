import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { printed } from '../../../tests/support/case.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { atCounter, openReception, type TestReception } from '../../../tests/support/reception.ts'
import { findDossier, findDossierByCode, papersOf, STATUS } from '../dossiers/index.ts'
import { receiveBytes } from '../files/index.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'
import type { DraftContent } from './draft.ts'
import type { Staff } from './ports.ts'
import { NOBODY } from './rules/who.ts'

let ground: TestActs
let reception: TestReception
beforeAll(async () => {
  ground = await openTestActs()
  reception = openReception(ground)
})
afterAll(async () => {
  await reception.close()
  await ground.close()
})

const COPY = '2.000815'
const RAW = { 'requester.name': 'Lê Thị Quét', 'documents.0.title': 'Bằng tốt nghiệp', 'documents.0.pages': '2', 'documents.0.copies': '3' }
const WHO = { ...NOBODY, name: 'Lê Thị Quét', identityNumber: '092196007777', birth: '14/3/1996', phone: '0912000777' }

async function begun(officer: Staff, given: Partial<DraftContent> = {}, code = COPY) {
  const [desk] = await reception.desksOf(officer)
  if (!desk) throw new Error('No desk.')
  const started = await reception.drafts.start(officer, { desk, channel: 1, content: { who: WHO }, key: newId() })
  if (!started.ok) throw new Error(started.refusal.code)
  const content = (await opened(officer, started.draftId)).draft.content
  const chosen = await reception.drafts.chooseProcedure(officer, started.draftId, { code, content: { ...content, raw: RAW, ...given } })
  if (!chosen.ok) throw new Error(chosen.refusal.code)
  return opened(officer, started.draftId)
}

async function opened(officer: Staff, id: string) {
  const found = await reception.drafts.find(officer, id)
  if (!found) throw new Error('The draft is gone.')
  const { version } = found
  return { ...found, version: version as NonNullable<typeof version> }
}

const FEE = { amount: 12_000, payer: 'Lê Thị Quét', way: 'cash' }
const dossierOf = async (made: { ok: true; dossierId: string } | { ok: false; refusal: { code: string } }) => {
  if (!made.ok) throw new Error(made.refusal.code)
  const row = await findDossier(ground.db, made.dossierId)
  if (!row) throw new Error('No dossier.')
  return row
}

describe('a dossier is taken in at the counter', () => {
  it('filed, paid and accepted, with the slip of the promised date', async () => {
    const officer = atCounter()
    const open = await begun(officer)
    const row = await dossierOf(await reception.takeIn.take(officer, open, { ...FEE, receipt: 'BL-1' }))
    expect(row).toMatchObject({ channel: 1, status: STATUS.accepted, submitter_name: 'Lê Thị Quét', account_id: null, received_at_agency_id: open.desk.agencyId, agency_id: open.desk.agencyId })
    expect(row.current_due_at).not.toBeNull()
    const [slip] = (await printed(ground, { dossierId: row.id })).filter((one) => one.template === 'slips/mau-01')
    const text = await pdfText(slip?.pdf ?? Buffer.alloc(0))
    expect(text).toContain(row.code)
    expect(text).toContain('092196007777')
    expect(await ground.rows('processing.collection', { column: 'dossier_id', is: row.id })).toHaveLength(1)
    expect(await ground.rows('dossiers.declaration', { column: 'dossier_id', is: row.id })).toEqual([])
    expect(await ground.rows('reception.intake', { column: 'dossier_id', is: row.id })).toHaveLength(1)
    expect((await ground.events(row.id)).map((one) => one.type)).toEqual(['dossier.submitted', 'dossier.fee-collected', 'dossier.accepted'])
  })

  it('once, however often it is pressed, and at the same moment', async () => {
    const officer = atCounter()
    const open = await begun(officer)
    const fee = { ...FEE, receipt: 'BL-2' }
    const all = await Promise.all([1, 2, 3].map(() => reception.takeIn.take(officer, open, fee)))
    const ids = new Set(all.map((one) => (one.ok ? one.dossierId : one.refusal.code)))
    expect(ids.size).toBe(1)
    const again = await reception.takeIn.take(atCounter(0, 'Lý Văn Quầy'), await opened(officer, open.draft.id), fee)
    expect(again).toMatchObject({ ok: true, dossierId: [...ids][0] })
    const row = await dossierOf(again)
    expect((await ground.events(row.id)).map((one) => one.type)).toEqual(['dossier.submitted', 'dossier.fee-collected', 'dossier.accepted'])
  })

  it.each([
    ['a receipt that another dossier has', { receipt: 'BL-1' }, 'fee-receipt-taken'],
    ['a way of paying that there is not', { way: '%s%n', receipt: 'BL-3' }, 'fee-receipt'],
  ])('with %s it leaves nothing, and the draft goes on', async (_name, wrong, code) => {
    const officer = atCounter()
    await reception.takeIn.take(officer, await begun(officer), { ...FEE, receipt: 'BL-1' })
    const open = await begun(officer)
    const tables = ['dossiers.dossier', 'dossiers.paper', 'events.event', 'platform.idempotency', 'processing.act', 'processing.collection', 'reception.intake', 'custody.move']
    const rows = async () => Promise.all(tables.map(async (name) => [name, (await ground.rows(name)).length]))
    const before = await rows()
    expect(await reception.takeIn.take(officer, open, { ...FEE, ...wrong })).toMatchObject({ ok: false, refusal: { code } })
    expect(await rows()).toEqual(before)
    const after = await opened(officer, open.draft.id)
    expect(after.draft.dossier_id).toBeNull()
    expect(await dossierOf(await reception.takeIn.take(officer, after, { ...FEE, receipt: `BL-3-${code}` }))).toMatchObject({ status: STATUS.accepted })
  })

  it('counts what lies on the counter and joins what was scanned', async () => {
    const officer = atCounter()
    const open = await begun(officer, { counts: { 'ban-sao': { originals: 0, certified: 0, copies: 3 } } })
    const page = async (name: string) => receiveBytes(ground.documents)(await sharp({ create: { width: 2480, height: 3508, channels: 3, background: '#fff' } }).withMetadata({ density: 300 }).jpeg().toBuffer(), name)
    const added = await reception.scans.add(officer, open.draft, { component: 'ban-sao', title: 'Bản sao', uploads: [await page('1.jpg'), await page('2.jpg')] })
    expect(added.ok).toBe(true)
    const withPages = await opened(officer, open.draft.id)
    expect(withPages.draft.scans).toMatchObject([{ component: 'ban-sao', pages: 2, coarsest: 300, is_archive: true }])
    const row = await dossierOf(await reception.takeIn.take(officer, withPages, null))
    expect(await papersOf(ground.db, row.id)).toMatchObject([{ component: 'ban-sao', kind: 1, digitised: 1, originals: 0, certified: 0, copies: 3, file_id: withPages.draft.scans[0]?.file_id }])
    expect(row.finance_status).toBe('unpaid')
  })

  it('tells everything that is missing at once, and makes nothing', async () => {
    const officer = atCounter()
    const open = await begun(officer, { raw: {}, who: { ...WHO, phone: '123', identityNumber: '12' } })
    const looked = await reception.takeIn.look(open)
    expect(looked.who.map((one) => one.field)).toEqual(['identityNumber', 'phone'])
    expect(looked.errors.length).toBeGreaterThan(0)
    expect(await reception.takeIn.take(officer, open, null)).toMatchObject({ ok: false, refusal: { code: 'not-complete-yet' } })
  })

  it("another's: by what right, and whose it is", async () => {
    const officer = atCounter()
    const open = await begun(officer, { owner: { isOther: true, name: 'Phạm Văn Già', number: '092050000123', address: 'Phường Ninh Kiều', authority: 'family' } })
    const row = await dossierOf(await reception.takeIn.take(officer, open, null))
    expect(row).toMatchObject({ submitter_name: 'Lê Thị Quét', owner_name: 'Phạm Văn Già' })
    expect(ground.acts.record.contactOf(row)).toMatchObject({ ownerNumber: '092050000123', ownerAddress: 'Phường Ninh Kiều', submitterNumber: '092196007777' })
  })

  it('an office that may not take it in neither sees nor changes it', async () => {
    const open = await begun(atCounter())
    const other = atCounter(1)
    expect(await reception.drafts.find(other, open.draft.id)).toBeNull()
    expect(await reception.drafts.save(other, open.draft.id, { content: open.draft.content, seen: null })).toMatchObject({ ok: false, refusal: { code: 'draft-gone' } })
  })

  it('not taken in: written down as refused, though incomplete, with its slip', async () => {
    const officer = atCounter()
    const open = await begun(officer, { raw: {} })
    const row = await dossierOf(await reception.takeIn.refuse(officer, open, { reason: 'Bản chính bị tẩy xóa, sửa chữa.', guidance: 'Xin cấp lại bản chính.' }))
    expect(row).toMatchObject({ status: STATUS.refused, owner_name: 'Lê Thị Quét' })
    expect((await printed(ground, { dossierId: row.id })).map((one) => one.template)).toEqual(['slips/mau-03'])
    expect(await findDossierByCode(ground.db, row.code)).toBeDefined()
  })

  it('a refusal that is itself refused leaves nothing: no dossier, no slip, and the draft goes on', async () => {
    const officer = atCounter()
    const open = await begun(officer)
    const before = (await ground.rows('dossiers.dossier')).length
    expect(await reception.takeIn.refuse(officer, open, { reason: 'ngắn', guidance: '' })).toMatchObject({ ok: false, refusal: { code: 'reason-needed' } })
    expect((await opened(officer, open.draft.id)).draft.dossier_id).toBeNull()
    // Another office is competent: refusing is not for this counter to do.
    const elsewhere = await begun(officer, { communeCode: DEMO_AGENCIES[1].communeCode })
    expect(await reception.takeIn.refuse(officer, elsewhere, { reason: 'Bản chính bị tẩy xóa, sửa chữa.', guidance: '' })).toMatchObject({ ok: false, refusal: { code: 'outside-agency' } })
    expect((await opened(officer, elsewhere.draft.id)).draft.dossier_id).toBeNull()
    expect(await ground.rows('dossiers.dossier')).toHaveLength(before)
    expect(await reception.takeIn.take(officer, open, null)).toMatchObject({ ok: true, accepted: true })
  })

  it('refused once, however often it is pressed at the same moment', async () => {
    const officer = atCounter()
    const open = await begun(officer)
    const input = { reason: 'Bản chính bị tẩy xóa, sửa chữa.', guidance: '' }
    const all = await Promise.all([1, 2, 3].map(() => reception.takeIn.refuse(officer, open, input)))
    const row = await dossierOf(await reception.takeIn.refuse(officer, await opened(officer, open.draft.id), input))
    expect(all.every((one) => (one.ok ? one.dossierId === row.id : one.refusal.code === 'entered-elsewhere'))).toBe(true)
    expect((await ground.events(row.id)).map((one) => one.type)).toEqual(['dossier.submitted', 'dossier.refused'])
    expect((await printed(ground, { dossierId: row.id })).filter((one) => one.template === 'slips/mau-03')).toHaveLength(1)
  })
})

describe('who comes to the counter', () => {
  it('is known by the number afterwards, and a registration by that number is not blocked', async () => {
    const officer = atCounter()
    await reception.takeIn.take(officer, await begun(officer, { who: { ...WHO, identityNumber: '092196007778' } }), null)
    expect(await reception.people.findByNumber(ground.db, '092196007778')).toMatchObject({ name: 'Lê Thị Quét', birthDate: '1996-03-14' })
    expect((await reception.people.searchByName(ground.db, 'le thi qu', 5)).map((one) => one.name)).toContain('Lê Thị Quét')
  })

  it('two computers: the older page is told, not written over', async () => {
    const officer = atCounter()
    const { draft } = await begun(officer)
    const first = await reception.drafts.save(officer, draft.id, { content: draft.content, seen: draft.revision })
    expect(first).toMatchObject({ ok: true })
    expect(await reception.drafts.save(officer, draft.id, { content: draft.content, seen: draft.revision })).toMatchObject({ ok: false, refusal: { code: 'entered-elsewhere' } })
  })
})
