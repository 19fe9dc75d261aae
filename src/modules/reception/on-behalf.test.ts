import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { BIRTH, ORDINARY_BIRTH, typed } from '../../../tests/support/birth.ts'
import { photo } from '../../../tests/support/photo.ts'
import { contactOf } from '../../../tests/support/people.ts'
import { atCounter, openReception, type TestReception } from '../../../tests/support/reception.ts'
import { reading } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { findDossier, STATUS } from '../dossiers/index.ts'
import { listAccess } from '../events/index.ts'
import { receiveBytes } from '../files/index.ts'
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

let people = 0
/** Somebody whom the office doesn't know yet, each with a phone of their own. */
const somebody = () => {
  people++
  return { ...NOBODY, name: 'Phạm Thị Nhờ Nộp', identityNumber: `0921900${String(50_000 + people)}`, birth: '14/3/1990', phone: `09120${String(30_000 + people)}` }
}

async function opened(officer: Staff, id: string) {
  const found = await reception.drafts.find(officer, id)
  if (!found) throw new Error('The draft is gone.')
  const { version } = found
  return { ...found, version: version as NonNullable<typeof version> }
}

/** A birth filled in online by an officer for somebody, with its paper. */
async function prepared(officer: Staff, who = somebody(), channel: 1 | 2 = 2) {
  const [desk] = await reception.desksOf(officer)
  if (!desk) throw new Error('No desk.')
  const started = await reception.drafts.start(officer, { desk, channel, content: { who }, key: newId() })
  if (!started.ok) throw new Error(started.refusal.code)
  const { content } = (await opened(officer, started.draftId)).draft
  const given: Partial<DraftContent> = { raw: await typed(ground, ORDINARY_BIRTH), caseKey: (await ground.acts.packages.current(BIRTH))?.cases[0]?.key ?? null }
  const chosen = await reception.drafts.chooseProcedure(officer, started.draftId, { code: BIRTH, content: { ...content, ...given } })
  if (!chosen.ok) throw new Error(chosen.refusal.code)
  const { draft } = await opened(officer, started.draftId)
  const paper = await receiveBytes(ground.documents)(await photo('GIẤY CHỨNG SINH'), 'giay-chung-sinh.jpg')
  const added = await reception.scans.add(officer, draft, { component: 'giay-chung-sinh', title: 'Giấy chứng sinh', uploads: [paper] })
  if (!added.ok) throw new Error(added.refusal.code)
  return opened(officer, started.draftId)
}

/** The code as it lies sealed until it is sent. */
async function codeFor(draftId: string): Promise<string> {
  const { rows } = await sql<{ id: string; code: Buffer }>`
    select id, code_sealed as code from accounts.one_time_code where subject_id = ${draftId} and ended_at is null order by made_at desc limit 1`.execute(reading(ground.db))
  const [row] = rows
  if (!row) throw new Error('No code was made.')
  return ground.sealer.openText(`accounts.one_time_code:${row.id}:code_sealed`, row.code)
}

const wrongOf = (code: string) => (code === '111111' ? '222222' : '111111')
const asked = async (officer: Staff, open: Awaited<ReturnType<typeof prepared>>) => {
  const sent = await reception.onBehalf.ask(officer, open)
  if (!sent.ok) throw new Error(sent.refusal.code)
  return sent
}

describe('an officer files online for somebody', () => {
  it('confirmed by the code on their own phone: filed once, as done for them, and they see who did it', async () => {
    const officer = atCounter()
    const open = await prepared(officer)
    const { phone } = await asked(officer, open)
    expect(phone).toBe(open.draft.content.who.phone)
    const code = await codeFor(open.draft.id)
    const all = await Promise.all([1, 2, 3].map(() => reception.onBehalf.file(officer, open, code)))
    const again = await reception.onBehalf.file(officer, await opened(officer, open.draft.id), '')
    const ids = new Set([...all, again].flatMap((one) => (one.ok ? [one.dossierId] : [])))
    expect(ids.size).toBe(1)
    const [dossierId = ''] = ids
    const row = await findDossier(ground.db, dossierId)
    expect(row).toMatchObject({ channel: 2, status: STATUS.registered, submitter_name: 'Phạm Thị Nhờ Nộp', helped_at_agency_id: open.desk.agencyId, received_at_agency_id: open.desk.agencyId })
    expect(row?.accept_by).not.toBeNull()
    expect(await ground.rows('dossiers.declaration', { column: 'dossier_id', is: dossierId })).toHaveLength(1)
    const events = await ground.events(dossierId)
    expect(events.map((one) => one.type)).toEqual(['dossier.submitted'])
    expect(events[0]?.payload).toMatchObject({ onBehalf: true, channel: 2, helpedAt: open.desk.agencyId, confirmedAt: expect.any(String) })
    const seen = await listAccess(ground.db, { kind: 'dossier', id: dossierId }, { withoutOwn: true })
    expect(seen.map((one) => [one.purpose, one.actor])).toEqual([['reception.filed-for', `staff:${officer.staffId}`]])
  })

  it('without a code, with a wrong one, with one that ended, with too many tries: nothing is filed, and the draft waits', async () => {
    const officer = atCounter()
    const open = await prepared(officer)
    const file = (code: string) => reception.onBehalf.file(officer, open, code)
    expect(await file('123456')).toMatchObject({ refusal: { code: 'code-not-asked' } })
    await asked(officer, open)
    const code = await codeFor(open.draft.id)
    const tries = []
    for (let tried = 0; tried < 5; tried++) tries.push(await file(wrongOf(code)))
    expect(tries.map((one) => (one.ok ? 'filed' : one.refusal.code))).toEqual(['code-wrong', 'code-wrong', 'code-wrong', 'code-wrong', 'code-exhausted'])
    expect(await file(code)).toMatchObject({ refusal: { code: 'code-exhausted' } })
    expect(await reception.onBehalf.ask(officer, open)).toMatchObject({ refusal: { code: 'code-wait' } })
    ground.clock.advance(61_000)
    await asked(officer, open)
    const second = await codeFor(open.draft.id)
    ground.clock.advance(11 * 60_000)
    expect(await file(second)).toMatchObject({ refusal: { code: 'code-expired' } })
    expect((await opened(officer, open.draft.id)).draft.dossier_id).toBeNull()
  })

  it('what was changed after the code was sent is not what was confirmed', async () => {
    const officer = atCounter()
    const open = await prepared(officer)
    await asked(officer, open)
    const code = await codeFor(open.draft.id)
    const { content } = open.draft
    const saved = await reception.drafts.save(officer, open.draft.id, { content: { ...content, raw: { ...content.raw, 'child.name': 'Phạm Tên Khác' } }, seen: null })
    expect(saved.ok).toBe(true)
    const changed = await opened(officer, open.draft.id)
    expect(await reception.onBehalf.file(officer, changed, code)).toMatchObject({ refusal: { code: 'changed-since-code' } })
    expect((await opened(officer, open.draft.id)).draft.dossier_id).toBeNull()
  })

  it('of somebody with a verified account the code goes to the phone of that account, whatever was typed, and the dossier stands in it', async () => {
    const officer = atCounter()
    const known = contactOf('congdan')
    const citizen = await ground.citizen('congdan')
    const open = await prepared(officer, { ...somebody(), name: known.name, identityNumber: known.identityNumber, phone: '0912999888' })
    await sql`update accounts.person_identifier set verified_by = 'counter' where person_id = ${citizen.personId}`.execute(reading(ground.db))
    expect(await asked(officer, open)).toMatchObject({ phone: known.phone })
    const filed = await reception.onBehalf.file(officer, open, await codeFor(open.draft.id))
    const row = filed.ok ? await findDossier(ground.db, filed.dossierId) : undefined
    expect(row).toMatchObject({ account_id: citizen.accountId, submitter_person_id: citizen.personId })
    expect(row && ground.acts.record.contactOf(row).phone).toBe(known.phone)
  })

  it('needs number and phone; another office may not; what is handed in at the counter is not filed so, nor the other way round', async () => {
    const officer = atCounter()
    const open = await prepared(officer, { ...somebody(), identityNumber: '', phone: '' })
    expect((await reception.takeIn.look(open)).who.map((one) => one.field)).toEqual(['identityNumber', 'phone'])
    expect(await reception.onBehalf.ask(officer, open)).toMatchObject({ refusal: { code: 'not-complete-yet' } })
    const whole = await prepared(officer)
    expect(await reception.onBehalf.ask(atCounter(1), whole)).toMatchObject({ refusal: { code: 'draft-gone' } })
    expect(await reception.takeIn.take(officer, whole, null)).toMatchObject({ refusal: { code: 'not-filed-so' } })
    expect(await reception.onBehalf.ask(officer, await prepared(officer, somebody(), 1))).toMatchObject({ refusal: { code: 'not-filed-so' } })
  })
})
