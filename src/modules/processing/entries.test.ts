import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, fileBirth } from '../../../tests/support/birth.ts'
import { carryToEnd, exampleOf, fileExample, type FiledExample } from '../../../tests/support/carry.ts'
import { everythingOf, onto, printed, REASON, rowOf, stepOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { pdfText } from '../../../tests/support/pdf-text.ts'
import { parseForm, type RawAnswers } from '../forms/index.ts'
import { draftsMade } from './drafts-made.ts'
import type { Staff } from './on-case.ts'
import { createSteps } from './steps.ts'

const PERMIT = '1.013225'
const ENTERED = { redLine: 'Cách tim đường 9,5 m', buildingLine: 'Trùng chỉ giới đường đỏ', conditions: 'Che chắn khi thi công.' }

let ground: TestActs
let team: Record<'specialist' | 'leader' | 'clerk' | 'reception', Staff>
beforeAll(async () => {
  ground = await openTestActs()
  team = { specialist: ground.officer('Chuyên', ['specialist']), leader: ground.officer('Lãnh', ['leader']), clerk: ground.officer('Văn', ['clerk']), reception: ground.officer('Tiếp', ['reception']) }
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
const made = (filed: FiledExample) => draftsMade(ground.db, ground.sealer, filed.dossierId)
const work = async (filed: FiledExample) => (await office().processes.openTasks(ground.db, filed.dossierId)).map((one) => one.work)
const draft = async (filed: FiledExample, entries: RawAnswers, actor = team.specialist) => office().steps.draft(actor, { ...(await stepOf(ground, filed, 'draft')), entries })
const sign = async (filed: FiledExample, agrees: boolean) => office().steps.sign(team.leader, { ...(await stepOf(ground, filed, 'sign')), agreed: agrees, reason: agrees ? '' : REASON })
const textOf = async (filed: FiledExample) => pdfText((await printed(ground, filed)).find((one) => one.template.includes('ket-qua'))?.pdf ?? Buffer.alloc(0))

/** A building permit carried to a kind of work, filed without some of its answers. */
async function permit(until = 'draft', without: readonly string[] = []): Promise<FiledExample> {
  const example = exampleOf(PERMIT, '1-')
  const answers = Object.fromEntries(Object.entries(example.answers).filter(([id]) => !without.includes(id)))
  const filed = await fileExample(ground, PERMIT, { ...example, answers })
  await carryToEnd(ground, filed, filed.office, until)
  return filed
}

describe('what the officer enters with a draft', () => {
  it('is judged first: what is missing or wrong is refused and nothing is written', async () => {
    const filed = await permit()
    const before = await everythingOf(ground, filed)
    expect(await draft(filed, {})).toMatchObject({ ok: false, refusal: { code: 'entries-wrong', params: { count: 1 } } })
    expect(await draft(filed, { ...ENTERED, redLine: 'x'.repeat(301) })).toMatchObject({ refusal: { code: 'entries-wrong' } })
    expect(await office().steps.draft(team.specialist, await stepOf(ground, filed, 'draft'))).toMatchObject({ refusal: { code: 'entries-wrong' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
    await agreed(draft(filed, ENTERED))
    expect(await work(filed)).toEqual(['sign'])
  })

  it('reads the citizen’s answers in its conditions: what they leave open is required', async () => {
    const open = await permit('draft', ['house.setback'])
    expect(await draft(open, { redLine: 'Không quy định' })).toMatchObject({ refusal: { code: 'entries-wrong', params: { count: 1 } } })
    await agreed(draft(await permit(), { redLine: 'Không quy định' }))
  })

  it('is sealed, printed as it was entered, and only its own fields are kept', async () => {
    const filed = await permit()
    await agreed(draft(filed, { ...ENTERED, 'requester.name': 'Người khác', _csrf: 'x' }))
    expect((await made(filed)).map((one) => one.entries)).toEqual([ENTERED])
    const rows = await ground.rows('processing.draft', { column: 'dossier_id', is: filed.dossierId })
    expect(rows.join()).not.toContain('tim đường')
    await agreed(sign(filed, true))
    await agreed(office().steps.number(team.clerk, await stepOf(ground, filed, 'number')))
    const text = await textOf(filed)
    for (const said of Object.values(ENTERED)) expect(text).toContain(said)
    expect(text).not.toContain('Người khác')
    expect((await ground.rows('processing.result', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('tim đường')
  })

  it('is part of what was asked under a key: the same again is told so, another content under it is refused', async () => {
    const filed = await permit()
    const step = await stepOf(ground, filed, 'draft')
    const ask = (entries: RawAnswers) => office().steps.draft(team.specialist, { ...step, entries })
    const both = await Promise.all([ask(ENTERED), ask(ENTERED)].map((one) => agreed(one)))
    expect(both.map((one) => one.replayed).sort()).toEqual([false, true])
    expect(await ask({ ...ENTERED })).toMatchObject({ ok: true, replayed: true })
    expect(await ask({ ...ENTERED, redLine: 'Khác' })).toMatchObject({ ok: false, refusal: { code: 'key-reused' } })
    expect(await made(filed)).toHaveLength(1)
  })

  it('is whose step it is, and nobody else’s', async () => {
    const filed = await permit()
    for (const actor of [team.leader, team.clerk, team.reception]) expect((await draft(filed, ENTERED, actor)).ok).toBe(false)
    expect(await draft(filed, ENTERED, ground.officer('Nơi khác', ['specialist'], 'lam-thanh'))).toMatchObject({ refusal: { code: 'outside-agency' } })
    expect(await made(filed)).toEqual([])
  })

  it('sent back, it is corrected: the earlier stays, the later is signed and printed', async () => {
    const filed = await permit()
    await agreed(draft(filed, ENTERED))
    await agreed(sign(filed, false))
    for (let open = await work(filed); open[0] !== 'draft'; open = await work(filed)) await agreed(office().steps.appraise(team.specialist, { ...(await stepOf(ground, filed, open[0] ?? '')), note: '' }))
    await agreed(draft(filed, { ...ENTERED, redLine: 'Cách tim đường 12 m', conditions: '' }))
    expect((await made(filed)).map((one) => one.entries?.redLine)).toEqual([ENTERED.redLine, 'Cách tim đường 12 m'])
    await agreed(sign(filed, true))
    await agreed(office().steps.number(team.clerk, await stepOf(ground, filed, 'number')))
    const text = await textOf(filed)
    expect(text).toContain('Cách tim đường 12 m')
    expect(text).not.toContain(ENTERED.redLine)
    expect(text).not.toContain(ENTERED.conditions)
  })

  it('is not signed once the declaration was supplemented: a new draft is set by what it says now', async () => {
    const filed = await permit()
    await agreed(draft(filed, ENTERED))
    await agreed(office().requestSupplement(team.specialist, { ...onto(filed), items: [{ component: null, field: 'house.colour', what: 'Màu sắc', reason: 'Chưa ghi', howTo: '' }], note: '' }))
    const [request] = await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)
    const { answers } = await ground.acts.record.answersOf(ground.db, filed.dossierId)
    await agreed(ground.acts.filing.supply(filed.citizen, { ...onto(filed), replies: Object.fromEntries((request?.items ?? []).map((item) => [item.id, 'Đã ghi.'])), answers: { ...answers, 'house.colour': 'Vàng kem' } as never }))
    expect(await sign(filed, true)).toMatchObject({ ok: false, refusal: { code: 'draft-outdated' } })
    await agreed(sign(filed, false))
  })
})

describe('a draft that the citizen checks', () => {
  it('carries what was entered; sent anew, it is corrected, and content belongs to its key', async () => {
    const form = parseForm(`form: e\ntitle: { vi: E, en: E }\nsections: [{ id: e, title: { vi: E, en: E }, fields: [{ id: remark, type: text, required: true, label: { vi: Ghi chú, en: Remark } }] }]`, 'e.yaml')
    if (!form.ok) throw new Error(JSON.stringify(form.faults))
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'appraised')
    const version = await office().packageOf((await rowOf(ground, filed)).package_version_id)
    const withEntries = { ...version, result: { ...version.result, entries: form.form } }
    const steps = createSteps({ ...office(), packageOf: async () => withEntries, confirmBy: async () => new Date(ground.clock.now().getTime() + 86_400_000) })
    const asked = ground.population.asked.length
    expect(await steps.draft(team.specialist, { ...(await stepOf(ground, filed, 'draft')), entries: {} })).toMatchObject({ refusal: { code: 'entries-wrong' } })
    expect(ground.population.asked).toHaveLength(asked)
    await agreed(steps.draft(team.specialist, { ...(await stepOf(ground, filed, 'draft')), entries: { remark: 'Một' } }))
    await agreed(ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: false, comment: 'Ghi chú chưa đúng.' }))
    const again = onto(filed)
    expect(await steps.resendDraft(team.specialist, { ...again, entries: { remark: '' } })).toMatchObject({ refusal: { code: 'entries-wrong' } })
    await agreed(steps.resendDraft(team.specialist, { ...again, entries: { remark: 'Hai' } }))
    expect(await steps.resendDraft(team.specialist, { ...again, entries: { remark: 'Hai' } })).toMatchObject({ ok: true, replayed: true })
    expect(await steps.resendDraft(team.specialist, { ...again, entries: { remark: 'Ba' } })).toMatchObject({ refusal: { code: 'key-reused' } })
    expect((await ground.acts.requests.draftsOf(ground.db, filed.dossierId)).map((one) => (one.content as Record<string, string>).remark)).toEqual(['Một', 'Hai'])
    expect((await draftsMade(ground.db, ground.sealer, filed.dossierId)).map((one) => one.entries)).toEqual([{ remark: 'Một' }, { remark: 'Hai' }])
  })
})

describe('the number of a result', () => {
  it('is written as the package says, in its book', async () => {
    const filed = await permit('return')
    const { payload } = (await ground.events(filed.dossierId)).find((event) => event.type === 'dossier.issued') ?? {}
    const { number } = payload as { number: string }
    expect(number).toMatch(/^\d+\/GPXD$/)
    expect(await textOf(filed)).toContain(`Số: ${number}`)
  })

  it('comes from a series of its own where the package has no book', async () => {
    const filed = await permit('number')
    const { packageOf } = office()
    const version = await packageOf((await rowOf(ground, filed)).package_version_id)
    const bookless = { ...version, result: { ...version.result, hasBook: false, series: 'khong-so', pattern: '{number}/{year}/GP' } }
    const steps = createSteps({ ...office(), packageOf: async () => bookless, confirmBy: async () => ground.clock.now() })
    await agreed(steps.number(team.clerk, await stepOf(ground, filed, 'number')))
    expect((await ground.events(filed.dossierId)).find((event) => event.type === 'dossier.issued')?.payload).toMatchObject({ number: '1/2026/GP', book: '' })
    expect(await textOf(filed)).toContain('Số: 1/2026/GP')
  })
})

describe('a package that asks the officer for nothing', () => {
  it('drafts as ever, whatever is sent beside', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'appraised')
    const step = await stepOf(ground, filed, 'draft')
    await agreed(office().steps.draft(team.specialist, { ...step, entries: { redLine: 'x' } }))
    expect(await agreed(office().steps.draft(team.specialist, step))).toMatchObject({ replayed: true })
    expect((await draftsMade(ground.db, ground.sealer, filed.dossierId)).map((one) => one.entries)).toEqual([null])
  })
})
