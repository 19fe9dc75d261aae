import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { everythingOf, GOOD_PAPERS, ONE_ITEM, onto, printed, REASON, rowOf, stepOf, type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { isResult } from '../dossiers/index.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
const accept = (filed: Filed, valid: readonly string[] = GOOD_PAPERS) => office().accept(team.reception, { ...onto(filed), valid })
const dues = async (filed: Filed) => (await ground.rows('dossiers.due_change', { column: 'dossier_id', is: filed.dossierId })).length

describe('acceptance', () => {
  it('is refused while a required paper isn’t marked as valid', async () => {
    const filed = await fileBirth(ground)
    const before = await everythingOf(ground, filed)
    for (const valid of [[], ['mau-dien-tu'], ['so-do']]) expect(await accept(filed, valid)).toMatchObject({ refusal: { code: 'checklist-open', params: { count: 1 } } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it.each([
    // Same-day procedure; 24/11/2026 is a holiday.
    ['2026-11-23T14:59:00+07:00', '2026-11-23T17:00:00+07:00'],
    ['2026-11-23T15:00:00+07:00', '2026-11-25T17:00:00+07:00'],
    ['2026-11-28T10:00:00+07:00', '2026-11-30T17:00:00+07:00'],
  ])('at %s promises %s, with its reckoning', async (at, due) => {
    const filed = await fileBirth(ground)
    ground.clock.set(new Date(at))
    await agreed(accept(filed))
    const row = await rowOf(ground, filed)
    expect([row.accepted_at, row.original_due_at, row.current_due_at]).toEqual([new Date(at), new Date(due), new Date(due)])
    expect(await dues(filed)).toBe(1)
    const [change] = await ground.rows('dossiers.due_change', { column: 'dossier_id', is: filed.dossierId })
    expect(change).toContain('accepted')
    expect(change).toContain('cut')
  })

  it('keeps the first promise beside the one that stands', async () => {
    ground.clock.set(new Date('2026-11-30T09:00:00+07:00'))
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    for (const [ask, answer] of [['2026-11-30T10:00:00+07:00', '2026-12-02T10:00:00+07:00'], ['2026-12-02T11:00:00+07:00', '2026-12-03T11:00:00+07:00']] as const) {
      ground.clock.set(new Date(ask))
      await agreed(office().requestSupplement(team.leader, { ...onto(filed), items: ONE_ITEM, note: REASON }))
      ground.clock.set(new Date(answer))
      const open = (await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)).find((one) => !one.answeredAt)
      await agreed(ground.acts.filing.supply(filed.citizen, { ...onto(filed), replies: Object.fromEntries((open?.items ?? []).map((item) => [item.id, 'Đây.'])), answers: null }))
    }
    expect(await rowOf(ground, filed)).toMatchObject({ original_due_at: new Date('2026-11-30T17:00:00+07:00'), current_due_at: new Date('2026-12-03T17:00:00+07:00') })
    expect(await dues(filed)).toBe(3)
  })
})

describe('slips', () => {
  const STORIES: readonly [string, string, string, (filed: Filed) => Promise<unknown>, readonly string[]][] = [
    ['Mẫu 01', 'slips/mau-01', 'dossier.accepted', (filed) => agreed(accept(filed)), ['Giấy chứng sinh', '17 giờ 00', 'Trần Thị Tiếp Nhận']],
    ['Mẫu 02', 'slips/mau-02', 'dossier.supplement-requested', (filed) => agreed(office().requestSupplement(team.reception, { ...onto(filed), items: ONE_ITEM, note: '' })), ['Ảnh bị mờ', 'Chụp lại đủ bốn góc']],
    ['Mẫu 03', 'slips/mau-03', 'dossier.refused', (filed) => agreed(office().refuseDossier(team.reception, { ...onto(filed), reason: REASON, guidance: 'Xin bệnh viện cấp lại.' })), [REASON, 'Xin bệnh viện cấp lại.']],
    [
      'Mẫu 05',
      'slips/mau-05',
      'dossier.stopped',
      async (filed) => {
        await carry(ground, filed, 'handed-over')
        await agreed(office().stop(team.leader, { ...onto(filed), reason: REASON }))
      },
      [REASON],
    ],
    [
      'Mẫu 03 of a supplement that did not come',
      'slips/mau-03',
      'dossier.refused',
      async (filed) => {
        await agreed(office().requestSupplement(team.reception, { ...onto(filed), items: ONE_ITEM, note: '' }))
        ground.clock.advance(30 * 24 * 3600_000)
        await ground.acts.whenTimePasses.supplementsLapsed()
      },
      ['Đã hết hạn bổ sung hồ sơ'],
    ],
  ]

  it.each(STORIES)('%s is printed in its act, and its hash stands in the chain', async (_title, template, eventType, story, words) => {
    const filed = await fileBirth(ground)
    await story(filed)
    const slip = (await printed(ground, filed)).find((one) => one.template === template)
    if (!slip) throw new Error(`${template} was not printed.`)
    expect(createHash('sha256').update(slip.pdf).digest('hex')).toBe(slip.sha256)
    const event = (await ground.events(filed.dossierId)).find((one) => one.type === eventType)
    expect(event?.payload).toMatchObject({ slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number } })
    const text = await pdfText(slip.pdf)
    const pin = ground.acts.record.pinOf(await rowOf(ground, filed))
    for (const said of [filed.code, pin, 'BẢN CHƯA KÝ SỐ', ...words]) expect(text).toContain(said)
    expect(isResult(slip.template)).toBe(false)
  })

  it('repeats of one key print one slip', async () => {
    const filed = await fileBirth(ground)
    const input = { ...onto(filed), valid: GOOD_PAPERS }
    const answers = await Promise.all(Array.from({ length: 6 }, () => agreed(office().accept(team.reception, input))))
    expect(answers.filter((one) => !one.replayed)).toHaveLength(1)
    expect(await printed(ground, filed)).toHaveLength(1)
    expect(await office().accept(team.reception, { ...input, valid: [...GOOD_PAPERS, 'to-khai'] })).toMatchObject({ refusal: { code: 'key-reused' } })
    // Another officer's key is another key.
    expect(await office().accept(team.reception2, input)).toMatchObject({ refusal: { code: 'not-in-this-state' } })
  })
})

describe('two officers at once', () => {
  it('the second is told who was first and when, and nothing of the act is written', async () => {
    const filed = await fileBirth(ground)
    const { revision } = await rowOf(ground, filed)
    const both = await Promise.all(
      [team.reception, team.reception2].map((actor) => office().accept(actor, { ...onto(filed), seenRevision: revision, valid: GOOD_PAPERS })),
    )
    const first = both.findIndex((answer) => answer.ok)
    expect(both.filter((answer) => answer.ok)).toHaveLength(1)
    expect(both[1 - first]).toMatchObject({ refusal: { code: 'case-changed', params: { who: [team.reception, team.reception2][first]?.name, at: '09:00, 23/11/2026', what: 'tiếp nhận hồ sơ' } } })
    expect(await printed(ground, filed)).toHaveLength(1)
    expect(await ground.rows('processing.act', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(1)
  })

  it('the one who acts after the citizen is told of the citizen; a note in between is no change', async () => {
    const filed = await fileBirth(ground)
    await agreed(office().requestSupplement(team.reception, { ...onto(filed), items: ONE_ITEM, note: '' }))
    const { revision } = await rowOf(ground, filed)
    const [open] = await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)
    ground.clock.advance(60_000)
    await agreed(ground.acts.filing.supply(filed.citizen, { ...onto(filed), replies: Object.fromEntries((open?.items ?? []).map((item) => [item.id, 'Đây.'])), answers: null }))
    ground.clock.advance(60_000)
    const supplied = await rowOf(ground, filed)
    await agreed(office().addNote(team.specialist, { ...onto(filed), body: 'Ảnh đã rõ.' }))
    expect(await office().accept(team.reception, { ...onto(filed), seenRevision: revision, valid: GOOD_PAPERS })).toMatchObject({
      refusal: { code: 'case-changed', params: { who: 'Nguyễn Văn Dân', at: '09:01, 23/11/2026', what: 'bổ sung hồ sơ' } },
    })
    await agreed(office().accept(team.reception, { ...onto(filed), seenRevision: supplied.revision, valid: GOOD_PAPERS }))
  })

  it('a draft isn’t sent again over a correction that wasn’t seen', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const { revision } = await rowOf(ground, filed)
    ground.clock.advance(60_000)
    await agreed(ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: false, comment: 'Sai tên mẹ.' }))
    expect(await office().steps.resendDraft(team.specialist, { ...onto(filed), seenRevision: revision })).toMatchObject({ refusal: { code: 'case-changed', params: { what: 'trả lời bản dự thảo' } } })
  })
})

describe('reasons', () => {
  it.each([
    ['refuse', (filed: Filed, reason: string) => office().refuseDossier(team.reception, { ...onto(filed), reason, guidance: '' })],
    ['stop', (filed: Filed, reason: string) => office().stop(team.leader, { ...onto(filed), reason })],
    ['decide a withdrawal', (filed: Filed, reason: string) => office().decideWithdrawal(team.leader, { ...onto(filed), granted: true, reason })],
  ])('%s: long enough, not too long, no hidden characters', async (_title, act) => {
    const filed = await fileBirth(ground)
    for (const reason of ['', 'ngắn', '          ', 'x'.repeat(1001), `${REASON}\u202E`, `${REASON}\u0007`]) expect(await act(filed, reason)).toMatchObject({ refusal: { code: 'reason-needed' } })
  })

  it('of a supplement: every item says what and why', async () => {
    const filed = await fileBirth(ground)
    const item = { component: null, field: null, what: 'Giấy', reason: 'Thiếu', howTo: '' }
    for (const items of [[], [{ ...item, what: '', reason: '' }], [{ ...item, reason: '' }], [{ ...item, what: 'a\u202E' }], [{ ...item, howTo: 'x'.repeat(501) }]])
      expect(await office().requestSupplement(team.reception, { ...onto(filed), items, note: '' })).toMatchObject({ refusal: { code: 'items-needed' } })
  })

  it('are sealed in the act', async () => {
    const filed = await fileBirth(ground)
    await agreed(office().refuseDossier(team.reception, { ...onto(filed), reason: REASON, guidance: '' }))
    const [act] = await ground.rows('processing.act', { column: 'dossier_id', is: filed.dossierId })
    expect(act).toContain('Trần Thị Tiếp Nhận')
    expect(act).not.toContain(REASON)
  })

  it('the receiver of a result is named', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'issued')
    const back = await stepOf(ground, filed, 'return')
    for (const receiver of ['', '   ', 'x'.repeat(201), 'A\u202EB']) expect(await office().steps.giveBack(team.reception, { ...back, receiver, how: 'counter' })).toMatchObject({ refusal: { code: 'receiver-needed' } })
  })
})
