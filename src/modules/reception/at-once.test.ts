import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { printed } from '../../../tests/support/case.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { atCounter, openReception, type TestReception } from '../../../tests/support/reception.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { instantOf } from '../../platform/clock.ts'
import { readPart } from '../../platform/together.ts'
import { newId } from '../../platform/ids.ts'
import { findDossier, STATUS } from '../dossiers/index.ts'
import { selectAttestations } from './book.store.ts'
import { createGiveGuidance, listGuidance } from './give-guidance.ts'
import { selectGuidanceDays } from './guidance.store.ts'
import type { Staff } from './ports.ts'
import { NOBODY } from './rules/who.ts'
import { receptionJobs } from './transfer.ts'
import { sentPart, toReceivePart } from './transfer.store.ts'

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

const TWO_PAPERS = {
  'documents-rows': '2',
  'requester.name': 'Lê Thị Chứng',
  ...{ 'documents.0.title': 'Bằng tốt nghiệp', 'documents.0.pages': '3', 'documents.0.copies': '2' },
  ...{ 'documents.1.title': 'Giấy khai sinh', 'documents.1.pages': '1', 'documents.1.copies': '1' },
}

async function begun(officer: Staff, communeCode: string | null = null) {
  const [desk] = await reception.desksOf(officer)
  if (!desk) throw new Error('No desk.')
  const started = await reception.drafts.start(officer, { desk, channel: 1, content: { who: { ...NOBODY, name: 'Lê Thị Chứng' } }, key: newId() })
  if (!started.ok) throw new Error(started.refusal.code)
  const read = async () => {
    const found = await reception.drafts.find(officer, started.draftId)
    if (!found) throw new Error('The draft is gone.')
    return { ...found, version: found.version as NonNullable<typeof found.version> }
  }
  const { content } = (await read()).draft
  const chosen = await reception.drafts.chooseProcedure(officer, started.draftId, { code: '2.000815', content: { ...content, raw: TWO_PAPERS, ...(communeCode ? { communeCode } : {}) } })
  if (!chosen.ok) throw new Error(chosen.refusal.code)
  return read()
}

const rowOf = async (taken: Awaited<ReturnType<TestReception['takeIn']['take']>>) => {
  if (!taken.ok) throw new Error(taken.refusal.code)
  const row = await findDossier(ground.db, taken.dossierId)
  if (!row) throw new Error('No dossier.')
  return row
}

describe('certified at the counter and given back at once', () => {
  it('each paper has its number in the register, the words are printed, and no number is lost or doubled when many come', async () => {
    const officer = atCounter()
    const open = await begun(officer)
    const [signer] = await reception.signersOf(open.desk)
    if (!signer) throw new Error('Nobody signs.')
    // Two copies of three pages (2.000 + 2.000 + 1.000 each) and one of one page.
    const looked = await reception.takeIn.look(open)
    expect(open.version.fees('2.000815', looked.answers, '2026-11-23').map((one) => one.amount)).toEqual([12_000])
    const drafts = [open, await begun(officer), await begun(officer), await begun(officer)]
    const all = await Promise.all(drafts.flatMap((one) => [1, 2].map(() => reception.takeIn.take(officer, one, null, signer))))
    expect(all.every((one) => one.ok)).toBe(true)
    const lines = await selectAttestations(ground.db, { agencyId: open.desk.agencyId, book: 'chung-thuc-ban-sao', year: 2026, day: null, after: 0, limit: 50 })
    expect(lines.map((one) => one.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(new Set(lines.map((one) => one.dossier_id)).size).toBe(4)
    const row = await rowOf(all[0] as NonNullable<(typeof all)[0]>)
    expect(row).toMatchObject({ status: STATUS.returned, delivery_status: 'delivered' })
    const mine = lines.filter((one) => one.dossier_id === row.id)
    expect(mine).toMatchObject([
      { title: 'Bằng tốt nghiệp', pages: 3, copies: 2, signer_name: signer.name, requester_name: 'Lê Thị Chứng' },
      { title: 'Giấy khai sinh', pages: 1, copies: 1 },
    ])
    const [words] = await printed(ground, { dossierId: row.id })
    const text = await pdfText(words?.pdf ?? Buffer.alloc(0))
    for (const { number } of mine) expect(text).toContain(`Số chứng thực: ${number} `)
    expect(text).not.toContain('CHƯA KÝ SỐ')
    expect(await selectAttestations(ground.db, { agencyId: open.desk.agencyId, book: 'chung-thuc-ban-sao', year: 2026, day: '2026-11-22', after: 0, limit: 5 })).toEqual([])
  })
})

describe('received here, decided elsewhere', () => {
  it('the places are kept apart, each side is recorded, and the clock starts at the competent agency', async () => {
    const officer = atCounter()
    const open = await begun(officer, DEMO_AGENCIES[1].communeCode)
    const taken = await reception.takeIn.take(officer, open, null)
    expect(taken).toMatchObject({ ok: true, accepted: false })
    const row = await rowOf(taken)
    expect(row).toMatchObject({ status: STATUS.registered, received_at_agency_id: open.desk.agencyId, current_due_at: null })
    expect(row.agency_id).not.toBe(open.desk.agencyId)
    await reception.takeIn.take(officer, open, null)
    expect((await ground.events(row.id)).map((one) => one.type)).toEqual(['dossier.submitted', 'dossier.transferred'])
    const [coming] = await readPart(ground.db, toReceivePart([row.agency_id], 5))
    expect(coming).toMatchObject({ code: row.code, sent_by_name: officer.name, received_at: null })
    const other = atCounter(1, 'Phan Văn Lam Thành')
    const accepted = await ground.acts.processing.accept(other, { dossierId: row.id, key: newId(), seenRevision: null, valid: [] })
    expect(accepted.ok).toBe(true)
    const event = (await ground.events(row.id)).at(-1)
    const jobs = receptionJobs({ db: ground.db, getEvent: ground.acts.getEvent, nameOfStaff: async () => other.name })
    await jobs['reception.transfer-received']?.({ job: 'reception.transfer-received', eventId: event?.eventId ?? '', at: event?.at.toISOString() ?? '' })
    expect(await readPart(ground.db, toReceivePart([row.agency_id], 5))).toEqual([])
    expect(await readPart(ground.db, sentPart([open.desk.agencyId], 5))).toMatchObject([{ code: row.code, received_by_name: other.name }])
    expect((await findDossier(ground.db, row.id))?.current_due_at).not.toBeNull()
  })

  it.each([
    ['in the morning: the same day', '10:00', '2026-11-23', '17:00'],
    ['after 15:00: the start of the next working day, over a day off', '15:30', '2026-11-25', null],
    ['from the hour that the office set', '10:00', '2026-11-25', null, 9],
  ] as [string, string, string, string | null, number?][])('is handed over %s', async (_name, time, day, end, cutOffHour) => {
    const [desk] = await reception.desksOf(atCounter())
    const by = await reception.handOverBy(desk?.agencyId ?? '', instantOf('2026-11-23', time), { ...(await reception.quantities())(desk?.agencyId ?? '', instantOf('2026-11-23', time)), ...(cutOffHour ? { cutOffHour } : {}) })
    const start = instantOf(day, '00:00').getTime()
    expect(by.getTime()).toBeGreaterThan(start)
    expect(by.getTime()).toBeLessThanOrEqual(instantOf(day, end ?? '09:00').getTime())
  })
})

describe('guidance without a dossier', () => {
  it('is written down once, listed and counted on its day', async () => {
    const officer = atCounter()
    const [desk] = await reception.desksOf(officer)
    if (!desk) throw new Error('No desk.')
    const give = createGiveGuidance(reception)
    const content = { who: 'Ngô Thị Hỏi', phone: '', asked: 'Làm lại giấy khai sinh ở đâu?', told: 'Xin trích lục tại bất kỳ xã nào.' }
    const key = newId()
    await Promise.all([1, 2, 3].map(() => give(officer, { desk, procedureCode: '2.000635', content, key })))
    expect(await give(officer, { desk, procedureCode: null, content: { ...content, told: ' ' }, key: newId() })).toMatchObject({ ok: false, refusal: { code: 'guidance-incomplete' } })
    expect(await listGuidance(reception, ground.db, desk.agencyId, null, 5)).toMatchObject([{ ...content, procedure_code: '2.000635', given_by_name: officer.name }])
    expect(await selectGuidanceDays(ground.db, desk.agencyId, 5)).toEqual([{ day: '2026-11-23', given: 1 }])
    expect((await ground.rows('reception.guidance')).join()).not.toContain('Ngô Thị Hỏi')
  })
})
