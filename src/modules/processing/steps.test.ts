import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { onto, printed, REASON, rowOf, stepOf, type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { printAnswers } from '../forms/index.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
beforeEach(() => {
  ground.clock.set(TEST_NOW)
  ground.population.answer = async () => ({ ok: true, number: '092226000123' })
})
afterAll(() => ground.close())

const office = () => ground.acts.processing
const openWork = async (filed: Filed) => (await office().processes.openTasks(ground.db, filed.dossierId)).map((task) => task.work)
const step = (filed: Filed, work: string) => stepOf(ground, filed, work)
const types = async (filed: Filed) => (await ground.events(filed.dossierId)).map((event) => event.type)
const result = async (filed: Filed) => {
  const found = (await printed(ground, filed)).find((one) => one.template.endsWith('ket-qua.typ'))
  if (!found) throw new Error('No result was printed.')
  return found
}

describe('the steps of a birth', () => {
  it('come in the order of the process, each leaving its event', async () => {
    const expected = [['handed-over', 'appraise'], ['appraised', 'draft'], ['drafted', 'confirm-draft'], ['confirmed', 'sign'], ['signed', 'number'], ['issued', 'return']] as const
    for (const [stage, next] of expected) {
      const one = await fileBirth(ground)
      await carry(ground, one, stage)
      expect([stage, await openWork(one)]).toEqual([stage, [next]])
    }
    const whole = await fileBirth(ground)
    await carry(ground, whole, 'issued')
    await agreed(office().steps.giveBack(team.reception, { ...(await step(whole, 'return')), receiver: 'Nguyễn Văn Dân', how: 'counter' }))
    expect(await openWork(whole)).toEqual([])
    expect(await types(whole)).toEqual(['submitted', 'accepted', 'handed-over', 'appraised', 'identity-number-asked', 'draft-sent', 'draft-answered', 'approved', 'issued', 'returned'].map((type) => `dossier.${type}`))
  })

  it('are closed by the act of their own work only', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'drafted')
    const { steps } = office()
    const confirm = await step(filed, 'confirm-draft')
    // Nobody of the office agrees to a draft in the citizen's place.
    expect(await steps.appraise(team.specialist, { ...confirm, note: '' })).toMatchObject({ refusal: { code: 'no-such-step', params: { step: 'thẩm tra hồ sơ' } } })
    expect(await steps.draft(team.specialist, confirm)).toMatchObject({ refusal: { code: 'no-such-step' } })
    await agreed(ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' }))
    const sign = await step(filed, 'sign')
    const both = ground.officer('Kiêm nhiệm', ['specialist', 'leader', 'clerk', 'reception'])
    expect(await steps.appraise(both, { ...sign, note: '' })).toMatchObject({ refusal: { code: 'no-such-step' } })
    expect(await steps.number(both, sign)).toMatchObject({ refusal: { code: 'no-such-step' } })
    expect(await steps.giveBack(both, { ...sign, receiver: 'A', how: 'counter' })).toMatchObject({ ok: false })
    expect(await openWork(filed)).toEqual(['sign'])
  })

  it('sent back with the reason, the work begins again; the earlier signature signs nothing', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'confirmed')
    const { steps } = office()
    expect(await steps.sign(team.leader, { ...(await step(filed, 'sign')), agreed: false, reason: 'ngắn' })).toMatchObject({ refusal: { code: 'reason-needed' } })
    await agreed(steps.sign(team.leader, { ...(await step(filed, 'sign')), agreed: false, reason: REASON }))
    expect(await openWork(filed)).toEqual(['appraise'])
    expect((await types(filed)).at(-1)).toBe('dossier.sent-back')
    const acts = await ground.rows('processing.act', { column: 'dossier_id', is: filed.dossierId })
    expect(acts.filter((row) => row.includes(',send-back,'))).toHaveLength(1)
    expect(acts.join()).not.toContain(REASON)
    await agreed(steps.appraise(team.specialist, { ...(await step(filed, 'appraise')), note: 'Đã sửa.' }))
    await agreed(steps.draft(team.specialist, await step(filed, 'draft')))
    await agreed(ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' }))
    await agreed(steps.sign(team.leader, { ...(await step(filed, 'sign')), agreed: true, reason: '' }))
    await agreed(steps.number(team.clerk, await step(filed, 'number')))
  })

  it('the same step done twice at once is done once; with the same key both are told so', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    const one = { ...(await step(filed, 'appraise')), note: '' }
    const same = await Promise.all([1, 2, 3, 4].map(() => agreed(office().steps.appraise(team.specialist, one))))
    expect(same.map((answer) => answer.replayed).sort()).toEqual([false, true, true, true])
    const draft = await step(filed, 'draft')
    const asked = ground.population.asked.length
    const drafts = await Promise.all([1, 2, 3].map(() => agreed(office().steps.draft(team.specialist, draft))))
    expect(drafts.filter((answer) => !answer.replayed)).toHaveLength(1)
    expect(new Set(ground.population.asked.slice(asked)).size).toBe(1)
    expect(await agreed(office().steps.draft(team.specialist, draft))).toMatchObject({ replayed: true })
    expect(await office().steps.draft(team.specialist, { ...draft, ...onto(filed) })).toMatchObject({ refusal: { code: 'no-such-step' } })
    expect(await ground.rows('dossiers.draft_result', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(1)
  })

  it('is not drafted while papers are awaited, and the population database isn’t asked', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'appraised')
    const draft = await step(filed, 'draft')
    await agreed(office().requestSupplement(team.specialist, { ...onto(filed), items: [{ component: null, field: null, what: 'Giấy tờ', reason: 'Còn thiếu', howTo: '' }], note: '' }))
    const asked = ground.population.asked.length
    expect(await office().steps.draft(team.specialist, draft)).toMatchObject({ refusal: { code: 'not-in-this-state' } })
    expect(ground.population.asked).toHaveLength(asked)
  })
})

describe('what the result says', () => {
  it('is what the citizen confirmed: every printed field equals the answers', async () => {
    const filed = await fileBirth(ground, { childName: 'Nguyễn Hoàng Bảo Ngọc' })
    await carry(ground, filed, 'issued')
    const { pdf } = await result(filed)
    const text = await pdfText(pdf)
    const { answers } = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    const version = await office().packageOf((await rowOf(ground, filed)).package_version_id)
    const said = printAnswers(version.form, answers as never, 'vi')
    for (const id of ['child.name', 'child.ethnicGroup', 'mother.name', 'father.name', 'requester.name'])
      expect([id, text.toLowerCase()]).toEqual([id, expect.stringContaining(String((said[id] as { text?: string })?.text ?? answers[id]).toLowerCase())])
    for (const words of ['092226000123', '05/11/2026', 'BẢN CHƯA KÝ SỐ', 'Lê Thị Lãnh Đạo', 'KT. CHỦ TỊCH']) expect(text.toLowerCase()).toContain(words.toLowerCase())
    const [row] = await ground.rows('processing.result', { column: 'dossier_id', is: filed.dossierId })
    expect(row).not.toContain('Bảo Ngọc')
  })

  it.each([
    ['away', { ok: false as const, reason: 'unreachable' as const, detail: 'Không kết nối được' }, 'later'],
    ['of another opinion', { ok: false as const, reason: 'mismatch' as const, detail: 'Không khớp thông tin người mẹ' }, 'mismatch'],
  ])('with the population database %s, the number is given later', async (_title, answer, state) => {
    ground.population.answer = async () => answer
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'appraised')
    expect(await agreed(office().steps.draft(team.specialist, await step(filed, 'draft')))).toMatchObject({ identity: state })
    await agreed(ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' }))
    await agreed(office().steps.sign(team.leader, { ...(await step(filed, 'sign')), agreed: true, reason: '' }))
    await agreed(office().steps.number(team.clerk, await step(filed, 'number')))
    expect(await pdfText((await result(filed)).pdf)).toContain('cấp sau')
  })

  it('a slow “later” does not take away the number that another question got meanwhile', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'appraised')
    const waiting: (() => void)[] = []
    ground.population.answer = () => new Promise((resolve) => waiting.push(() => resolve({ ok: false, reason: 'unreachable', detail: 'Chưa trả lời' })))
    const input = await step(filed, 'draft')
    const slow = office().steps.draft(team.specialist, input)
    await expect.poll(() => waiting.length).toBe(1)
    ground.population.answer = async () => ({ ok: true, number: '092226000321' })
    expect(await agreed(office().steps.draft(team.specialist, input))).toMatchObject({ identity: 'given' })
    waiting[0]?.()
    await slow
    expect(await office().identityNumbers.find(ground.db, filed.dossierId)).toMatchObject({ state: 'given', number: '092226000321' })
  })

  it('bears the title of the post that signs, whatever other posts the signer holds', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'confirmed')
    const [office1] = ground.officer('', ['specialist']).posts
    const both = { ...team.leader, posts: [...(office1 ? [office1] : []), ...team.leader.posts] }
    await agreed(office().steps.sign(both, { ...(await step(filed, 'sign')), agreed: true, reason: '' }))
    await agreed(office().steps.number(team.clerk, await step(filed, 'number')))
    expect((await pdfText((await result(filed)).pdf)).toLowerCase()).toContain('kt. chủ tịch')
  })

  it('hash of the paper stands in the chain', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'issued')
    const { documentId, sha256 } = await result(filed)
    expect((await ground.events(filed.dossierId)).find((event) => event.type === 'dossier.issued')?.payload).toMatchObject({ documentId, sha256, signed: false })
  })
})

describe('numbers of the book', () => {
  it('have neither gaps nor doubles when many are issued at once and some fail between', async () => {
    const filed = await Promise.all(Array.from({ length: 8 }, () => fileBirth(ground)))
    for (const one of filed) await carry(ground, one, 'signed')
    const tasks = await Promise.all(filed.map((one) => step(one, 'number')))
    const before = await numbers()
    const { documents } = ground
    const render = documents.typesetter.render
    let turn = 0
    documents.typesetter.render = async (...page) => {
      if (turn++ % 3 === 1) throw new Error('The press fell.')
      return render(...page)
    }
    const first = await Promise.allSettled(tasks.map((task) => office().steps.number(team.clerk, task)))
    documents.typesetter.render = render
    expect(first.some((one) => one.status === 'rejected')).toBe(true)
    for (const task of tasks) await agreed(office().steps.number(team.clerk, task))
    const after = await numbers()
    expect(after).toEqual(Array.from({ length: before.length + 8 }, (_, index) => index + 1))
    for (const one of filed) expect((await printed(ground, one)).filter((paper) => paper.template.endsWith('ket-qua.typ'))).toHaveLength(1)
  })

  async function numbers(): Promise<number[]> {
    const events = await Promise.all((await ground.rows('processing.result')).map(async (row) => ground.events(row.slice(1, 37))))
    return events
      .flatMap((stream) => stream.filter((event) => event.type === 'dossier.issued'))
      .map((event) => Number((event.payload as { number: string }).number.split('/')[0]))
      .sort((a, b) => a - b)
  }
})
