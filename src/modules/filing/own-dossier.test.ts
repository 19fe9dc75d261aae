import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { everythingOf, ONE_ITEM, onto, rowOf, type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { demoStaff } from '../../../tests/support/people.ts'
import { photo } from '../../../tests/support/photo.ts'
import { newId } from '../../platform/ids.ts'
import { DRAFT_SILENCE, papersOf, pausesOf, STATUS } from '../dossiers/index.ts'
import { createSetValue } from '../parameters/index.ts'
import { receiveBytes } from '../files/index.ts'
import type { Citizen } from './drafts.ts'

let ground: TestActs
let team: Team
let stranger: Citizen
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
  stranger = await ground.citizen('congdan2')
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const filing = () => ground.acts.filing
const TWO_ITEMS = [...ONE_ITEM, { component: null, field: null, what: 'Văn bản thỏa thuận họ của con', reason: 'Cha mẹ khác họ', howTo: 'Viết tay, cả hai ký' }]
const ask = (filed: Filed, items: readonly (typeof TWO_ITEMS)[number][] = ONE_ITEM) => agreed(ground.acts.processing.requestSupplement(team.specialist, { ...onto(filed), items, note: '' }))
const requestOf = async (filed: Filed) => {
  const request = (await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)).at(-1)
  if (!request) throw new Error('Nothing was asked for.')
  return request
}
const received = async () => receiveBytes(ground.documents)(await photo('GIẤY', { width: 60, height: 60 }), 'giấy.jpg')
const replyTo = (items: readonly { id: string }[], text = 'Đã gửi lại.') => Object.fromEntries(items.map((item) => [item.id, text]))
const eventTypes = async (filed: Filed) => (await ground.events(filed.dossierId)).map((event) => event.type)

describe('supplying what was asked', () => {
  it('answers item by item, by paper or in words, and keeps what stood before', async () => {
    const filed = await fileBirth(ground)
    await ask(filed, TWO_ITEMS)
    const { items } = await requestOf(filed)
    const [paper, words] = items
    await agreed(filing().supplementPapers.attach(filed.citizen, { ...onto(filed), itemId: paper?.id ?? '', received: await received() }))
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: { [words?.id ?? '']: 'Cha mẹ cùng họ Nguyễn.' }, answers: null }))
    const after = await requestOf(filed)
    expect(after.answeredAt).toEqual(TEST_NOW)
    expect(after.items.map((item) => item.reply)).toEqual([null, 'Cha mẹ cùng họ Nguyễn.'])
    const papers = await papersOf(ground.db, filed.dossierId)
    expect(papers.map((one) => [one.component, one.replaced_at !== null])).toEqual([['giay-chung-sinh', true], ['giay-chung-sinh', false]])
    expect(await eventTypes(filed)).toEqual(['dossier.submitted', 'dossier.supplement-requested', 'dossier.supplement-paper-added', 'dossier.supplemented'])
  })

  it('is refused while an item has no answer, and nothing of it is kept', async () => {
    const filed = await fileBirth(ground)
    await ask(filed, TWO_ITEMS)
    const { items } = await requestOf(filed)
    const before = await everythingOf(ground, filed)
    for (const replies of [{}, replyTo(items.slice(0, 1)), replyTo(items, '   '), { [newId()]: 'x' }]) {
      expect(await filing().supply(filed.citizen, { ...onto(filed), replies, answers: null })).toMatchObject({ refusal: { code: 'supplement-item-open' } })
    }
    expect(await filing().supply(filed.citizen, { ...onto(filed), replies: replyTo(items, 'a\u202Eb'), answers: null })).toMatchObject({ refusal: { code: 'text-needed' } })
    expect(await filing().supply(filed.citizen, { ...onto(filed), replies: replyTo(items, 'x'.repeat(2001)), answers: null })).toMatchObject({ refusal: { code: 'text-needed' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it('adds a revision of the answers and leaves the first as it was', async () => {
    const filed = await fileBirth(ground)
    await ask(filed, [{ component: null, field: 'child.name', what: 'Tên của trẻ', reason: 'Viết sai dấu', howTo: 'Sửa lại' } as never])
    const { answers } = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: {}, answers: { ...answers, 'child.name': 'Nguyễn Minh Ân' } as never }))
    expect(await ground.acts.record.answersOf(ground.db, filed.dossierId)).toMatchObject({ revision: 2, answers: { 'child.name': 'Nguyễn Minh Ân' } })
    expect(await ground.rows('dossiers.answers', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(2)
  })

  it('before acceptance gives the office its eight working hours anew', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    ground.clock.set(new Date('2026-11-26T10:00:00+07:00'))
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: replyTo((await requestOf(filed)).items), answers: null }))
    expect((await rowOf(ground, filed)).accept_by).toEqual(new Date('2026-11-27T10:30:00+07:00'))
  })

  it('after acceptance moves the promised date by the time that stood still, and every step’s', async () => {
    ground.clock.set(new Date('2026-11-30T09:00:00+07:00'))
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    const [step] = await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)
    expect(step?.dueAt).toEqual(new Date('2026-11-30T14:00:00+07:00'))
    await ask(filed)
    ground.clock.set(new Date('2026-12-02T09:00:00+07:00'))
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: replyTo((await requestOf(filed)).items), answers: null }))
    const row = await rowOf(ground, filed)
    expect([row.original_due_at, row.current_due_at]).toEqual([new Date('2026-11-30T17:00:00+07:00'), new Date('2026-12-02T17:00:00+07:00')])
    const [later] = await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)
    expect([later?.taskId, later?.dueAt]).toEqual([step?.taskId, new Date('2026-12-02T14:00:00+07:00')])
  })

  it('what was asked between acceptance and hand-over begins the process: somebody has the dossier', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'accepted')
    await ask(filed)
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: replyTo((await requestOf(filed)).items), answers: null }))
    expect((await rowOf(ground, filed)).status).toBe(STATUS.processing)
    expect((await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)).map((task) => task.work)).toEqual(['appraise'])
  })

  it('is nobody else’s, and the attempt is logged', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    const { items } = await requestOf(filed)
    const before = await everythingOf(ground, filed)
    const tried = [
      () => filing().supply(stranger, { ...onto(filed), replies: replyTo(items), answers: null }),
      () => filing().withdraw(stranger, { ...onto(filed), reason: 'x' }),
      () => filing().sendMessage(stranger, { ...onto(filed), body: 'x' }),
      () => filing().answerDraft(stranger, { ...onto(filed), confirmed: true, comment: '' }),
      async () => filing().supplementPapers.attach(stranger, { ...onto(filed), itemId: items[0]?.id ?? '', received: await received() }),
      () => filing().supplementPapers.detach(stranger, { ...onto(filed), fileId: newId() }),
    ]
    for (const act of tried) expect(await act()).toMatchObject({ ok: false, refusal: { code: 'dossier-not-found' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
    const logged = await ground.rows('events.access', { column: 'subject_id', is: filed.dossierId })
    expect(logged.filter((row) => row.includes(`citizen:${stranger.accountId}`) && row.includes('refused.not-own-dossier'))).toHaveLength(tried.length)
    expect(await filing().sendMessage(stranger, { dossierId: 'x', key: newId(), body: 'x' })).toMatchObject({ refusal: { code: 'dossier-not-found' } })
  })

  it('comes too late once the time has passed; twice is once', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    const { items, dueAt } = await requestOf(filed)
    ground.clock.set(new Date(dueAt.getTime() + 1000))
    await ground.acts.whenTimePasses.supplementsLapsed()
    await ground.acts.whenTimePasses.supplementsLapsed()
    expect((await rowOf(ground, filed)).status).toBe(STATUS.refused)
    expect(await filing().supply(filed.citizen, { ...onto(filed), replies: replyTo(items), answers: null })).toMatchObject({ refusal: { code: 'supplement-not-asked' } })
    expect((await eventTypes(filed)).filter((type) => type === 'dossier.refused')).toHaveLength(1)
  })

  it('is done once however often it is sent', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    const input = { ...onto(filed), replies: replyTo((await requestOf(filed)).items), answers: null }
    const answers = await Promise.all(Array.from({ length: 8 }, () => agreed(filing().supply(filed.citizen, input))))
    expect(answers.filter((one) => !one.replayed)).toHaveLength(1)
    expect((await eventTypes(filed)).filter((type) => type === 'dossier.supplemented')).toHaveLength(1)
  })

  it('papers gathered go back before they are sent, and only one’s own', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    const { items } = await requestOf(filed)
    const file = await received()
    await agreed(filing().supplementPapers.attach(filed.citizen, { ...onto(filed), itemId: items[0]?.id ?? '', received: file }))
    expect(await filing().supplementPapers.attach(filed.citizen, { ...onto(filed), itemId: newId(), received: await received() })).toMatchObject({ refusal: { code: 'supplement-not-asked' } })
    await agreed(filing().supplementPapers.detach(filed.citizen, { ...onto(filed), fileId: file.fileId }))
    expect(await ground.rows('files.file', { column: 'file_id', is: file.fileId })).toEqual([])
    expect(await filing().supply(filed.citizen, { ...onto(filed), replies: {}, answers: null })).toMatchObject({ refusal: { code: 'supplement-item-open', params: { count: 1 } } })
  })
})

describe('withdrawing', () => {
  const withdraw = (filed: Filed, reason = 'Gia đình chuyển nơi ở.') => filing().withdraw(filed.citizen, { ...onto(filed), reason })

  it('needs a reason', async () => {
    const filed = await fileBirth(ground)
    for (const reason of ['', '  ', 'x'.repeat(1001), 'a\u0000b']) expect(await withdraw(filed, reason)).toMatchObject({ refusal: { code: 'text-needed' } })
  })

  it('before acceptance is done at once, and closes what was asked', async () => {
    const filed = await fileBirth(ground)
    await ask(filed)
    await agreed(withdraw(filed))
    expect(await rowOf(ground, filed)).toMatchObject({ status: STATUS.stopped, closed_at: TEST_NOW, ended_at: TEST_NOW, accepted_at: null, supplement_due_at: null })
    expect((await requestOf(filed)).lapsedAt).toEqual(TEST_NOW)
    expect((await ground.acts.requests.withdrawalsOf(ground.db, filed.dossierId))[0]).toMatchObject({ granted: true, decidedAt: TEST_NOW })
    expect(await eventTypes(filed)).toContain('dossier.withdrawn')
  })

  it('after acceptance stops every clock until the office has decided', async () => {
    ground.clock.set(new Date('2026-11-30T09:00:00+07:00'))
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    await agreed(withdraw(filed))
    expect(await pausesOf(ground.db, filed.dossierId)).toMatchObject([{ reason: 'withdrawal', resumed_at: null }])
    expect(await ground.rows('processes.task', { column: 'dossier_id', is: filed.dossierId })).toEqual([expect.stringContaining('2026-11-30 02:00:00+00')])
    expect(await withdraw(filed)).toMatchObject({ refusal: { code: 'not-in-this-state' } })
    ground.clock.set(new Date('2026-12-01T09:00:00+07:00'))
    await agreed(ground.acts.processing.decideWithdrawal(team.leader, { ...onto(filed), granted: false, reason: 'Đã chuyển bước ký, không rút được.' }))
    expect((await rowOf(ground, filed)).current_due_at).toEqual(new Date('2026-12-01T17:00:00+07:00'))
    const [task] = await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)
    expect(task?.dueAt).toEqual(new Date('2026-12-01T14:00:00+07:00'))
  })

  it('rejected while papers are awaited leaves the time to supply as it was', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    await ask(filed)
    const { supplement_due_at: due } = await rowOf(ground, filed)
    await agreed(withdraw(filed))
    await agreed(ground.acts.processing.decideWithdrawal(team.leader, { ...onto(filed), granted: false, reason: 'Chưa đủ căn cứ để rút.' }))
    expect(await rowOf(ground, filed)).toMatchObject({ status: STATUS.supplement, supplement_due_at: due })
    expect(due).not.toBeNull()
  })
})

describe('the draft of the result', () => {
  const answer = (filed: Filed, confirmed: boolean, comment = '') => filing().answerDraft(filed.citizen, { ...onto(filed), confirmed, comment })
  const drafts = (filed: Filed) => ground.acts.requests.draftsOf(ground.db, filed.dossierId)
  const works = async (filed: Filed) => (await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)).map((task) => task.work)

  it('confirmed, goes on to the signature', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    await agreed(answer(filed, true))
    expect(await drafts(filed)).toMatchObject([{ answer: 'confirmed' }])
    expect(await works(filed)).toEqual(['sign'])
    expect(await answer(filed, true)).toMatchObject({ refusal: { code: 'draft-result-answered' } })
  })

  it('corrected, says what is wrong and waits for another draft', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    expect(await answer(filed, false)).toMatchObject({ refusal: { code: 'text-needed' } })
    await agreed(answer(filed, false, 'Tên con viết sai dấu.'))
    expect(await drafts(filed)).toMatchObject([{ answer: 'corrected', comment: 'Tên con viết sai dấu.' }])
    expect(await works(filed)).toEqual(['confirm-draft'])
    await agreed(ground.acts.processing.steps.resendDraft(team.specialist, onto(filed)))
    await agreed(answer(filed, true))
    expect((await drafts(filed)).map((one) => one.answer)).toEqual(['corrected', 'confirmed'])
  })

  it('corrected field by field, keeps what each should be and why; a row with a fault sends nothing', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const [draft] = await drafts(filed)
    const shown = (draft?.content as Record<string, string> | undefined)?.['child.name']
    const correct = (corrections: readonly { field: string; should: string; why: string }[], key?: string) => filing().answerDraft(filed.citizen, { ...onto(filed, key), confirmed: false, comment: '', corrections })
    const before = await everythingOf(ground, filed)
    expect(await correct([{ field: 'child.name', should: '', why: 'Sai dấu' }])).toMatchObject({ refusal: { code: 'corrections-wrong', params: { count: 1 } } })
    expect(await correct([{ field: '', should: '', why: '' }])).toMatchObject({ refusal: { code: 'text-needed' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
    const good = [{ field: 'child.name', should: 'Nguyễn Minh Ân', why: 'Viết sai dấu' }]
    expect((await Promise.all([correct(good, 'k'), correct(good, 'k')])).map((one) => one.ok && one.replayed).sort()).toEqual([false, true])
    expect(await drafts(filed)).toMatchObject([{ answer: 'corrected', corrections: [{ field: 'child.name', shown, should: 'Nguyễn Minh Ân', why: 'Viết sai dấu' }] }])
    expect((await ground.rows('dossiers.draft_result', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('Minh Ân')
    expect(await works(filed)).toEqual(['confirm-draft'])
  })

  it('unanswered where silence is no agreement counts no longer: the office is told, once, and sends it again', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const admin = await demoStaff(ground, 'quantri')
    await agreed(createSetValue({ db: ground.db, clock: ground.clock, appendEvent: ground.acts.append, parameters: [DRAFT_SILENCE] })(admin, { parameterKey: DRAFT_SILENCE.key, agency: null, value: 'ask', validFrom: '2026-11-23', reason: 'Cơ quan liên hệ trực tiếp.', key: 'silence-ask' }))
    const [draft] = await drafts(filed)
    ground.clock.set(draft?.answerBy ?? TEST_NOW)
    await ground.acts.whenTimePasses.draftsInSilence()
    await ground.acts.whenTimePasses.draftsInSilence()
    expect((await drafts(filed)).map((one) => one.answer)).toEqual(['replaced'])
    expect(await works(filed)).toEqual(['confirm-draft'])
    expect((await eventTypes(filed)).filter((type) => type === 'dossier.draft-unanswered')).toHaveLength(1)
    await agreed(ground.acts.processing.steps.resendDraft(team.specialist, onto(filed)))
    expect((await drafts(filed)).map((one) => one.answer)).toEqual(['replaced', null])
    await agreed(answer(filed, true))
    await agreed(createSetValue({ db: ground.db, clock: ground.clock, appendEvent: ground.acts.append, parameters: [DRAFT_SILENCE] })(admin, { parameterKey: DRAFT_SILENCE.key, agency: null, value: 'agree', validFrom: '2026-11-23', reason: 'Theo quyết định công bố.', key: 'silence-agree' }))
  })

  it('is answered within its time only; silence agrees once', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const [draft] = await drafts(filed)
    ground.clock.set(draft?.answerBy ?? TEST_NOW)
    expect(await answer(filed, true)).toMatchObject({ refusal: { code: 'draft-result-answered' } })
    await ground.acts.whenTimePasses.draftsInSilence()
    await ground.acts.whenTimePasses.draftsInSilence()
    expect(await drafts(filed)).toMatchObject([{ answer: 'silence' }])
    expect(await works(filed)).toEqual(['sign'])
    expect((await eventTypes(filed)).filter((type) => type === 'dossier.draft-agreed-by-silence')).toHaveLength(1)
  })

  it('no longer stands when papers are asked for after it: silence doesn’t agree to it', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    await ask(filed)
    expect(await answer(filed, true)).toMatchObject({ refusal: { code: 'not-in-this-state' } })
    ground.clock.set(new Date('2026-11-27T09:00:00+07:00'))
    await agreed(filing().supply(filed.citizen, { ...onto(filed), replies: replyTo((await requestOf(filed)).items), answers: null }))
    await ground.acts.whenTimePasses.draftsInSilence()
    expect(await drafts(filed)).toMatchObject([{ answer: 'replaced' }])
    expect(await works(filed)).toEqual(['confirm-draft'])
  })

  it('rests while a withdrawal is considered, and its time ends so much later', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const [draft] = await drafts(filed)
    await agreed(filing().withdraw(filed.citizen, { ...onto(filed), reason: 'Muốn đổi tên con.' }))
    ground.clock.advance(10 * 24 * 3600_000)
    expect(await ground.acts.whenTimePasses.draftsInSilence()).toBe(0)
    await agreed(ground.acts.processing.decideWithdrawal(team.leader, { ...onto(filed), granted: false, reason: 'Có thể sửa trong dự thảo.' }))
    expect((await drafts(filed))[0]?.answerBy.getTime()).toBe((draft?.answerBy.getTime() ?? 0) + 10 * 24 * 3600_000)
    await agreed(answer(filed, true))
  })
})

describe('a message to the office', () => {
  it('is kept sealed, in order, once', async () => {
    const filed = await fileBirth(ground)
    const input = { ...onto(filed), body: 'Cho tôi hỏi, hồ sơ cần thêm gì không?' }
    expect(await agreed(filing().sendMessage(filed.citizen, input))).toMatchObject({ replayed: false })
    expect(await agreed(filing().sendMessage(filed.citizen, input))).toMatchObject({ replayed: true })
    await agreed(ground.acts.processing.messageCitizen(team.reception, { ...onto(filed), body: 'Hồ sơ đã đủ.' }))
    expect((await ground.acts.record.messagesOf(ground.db, filed.dossierId)).map((one) => [one.fromCitizen, one.body])).toEqual([
      [true, input.body],
      [false, 'Hồ sơ đã đủ.'],
    ])
    expect((await ground.rows('dossiers.message', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('hồ sơ cần')
    for (const body of ['', 'x'.repeat(2001), 'a\u202Eb']) expect(await filing().sendMessage(filed.citizen, { ...onto(filed), body })).toMatchObject({ refusal: { code: 'text-needed' } })
  })
})
