import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { everythingOf, GOOD_PAPERS, ONE_ITEM, onto, printed, REASON, rowOf, stepOf, type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { createSetValue } from '../parameters/index.ts'
import { DEADLINE_PARAMETERS } from './index.ts'
import { DOSSIER_ACTS, type DossierAct, pausesOf, STATUS as S } from '../dossiers/index.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
  // A birth is due on its day: it can be extended where no notice before the deadline is asked.
  const set = createSetValue({ ...ground, appendEvent: ground.acts.append, parameters: DEADLINE_PARAMETERS })
  await agreed(set({ kind: 'system', name: 'test' }, { parameterKey: 'deadlines.extension-notice-days', agency: null, value: '0', validFrom: '2026-01-01', reason: 'Thử', key: 'transitions' }))
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const HOUR = 3600_000
const filing = () => ground.acts.filing
const office = () => ground.acts.processing

/** Ways to a state, each from a dossier that was just filed. */
const WAYS = {
  filed: async () => undefined,
  accepted: (filed: Filed) => carry(ground, filed, 'accepted'),
  processed: (filed: Filed) => carry(ground, filed, 'handed-over'),
  issued: (filed: Filed) => carry(ground, filed, 'issued'),
  'asked at intake': async (filed: Filed) => void (await ask(filed)),
  'asked just after acceptance': async (filed: Filed) => {
    await WAYS.accepted(filed)
    await ask(filed)
  },
  'asked while processed': async (filed: Filed) => {
    await WAYS.processed(filed)
    await ask(filed)
  },
  'money awaited': async (filed: Filed) => {
    await WAYS.processed(filed)
    await agreed(office().requestObligation(team.specialist, { ...onto(filed), ...MONEY }))
  },
  'withdrawal asked after acceptance': async (filed: Filed) => {
    await WAYS.accepted(filed)
    await withdraw(filed)
  },
  'withdrawal asked while processed': async (filed: Filed) => {
    await WAYS.processed(filed)
    await withdraw(filed)
  },
  'withdrawal asked while papers are awaited': async (filed: Filed) => {
    await WAYS['asked while processed'](filed)
    await withdraw(filed)
  },
} satisfies Record<string, (filed: Filed) => Promise<void>>

const ask = (filed: Filed) => agreed(office().requestSupplement(team.specialist, { ...onto(filed), items: ONE_ITEM, note: '' }))
const withdraw = (filed: Filed) => agreed(filing().withdraw(filed.citizen, { ...onto(filed), reason: 'Gia đình chuyển nơi ở.' }))
const decide = (filed: Filed, granted: boolean) => agreed(office().decideWithdrawal(team.leader, { ...onto(filed), granted, reason: 'Người nộp đã nêu rõ lý do.' }))
const MONEY = { what: 'Tiền sử dụng đất', amount: '1.500.000', ground: 'Thông báo số 12/TB-CT ngày 20/11/2026', how: '', payBy: '' }
async function supply(filed: Filed) {
  const open = (await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)).find((one) => !one.answeredAt)
  const replies = Object.fromEntries((open?.items ?? []).map((item) => [item.id, 'Đã chụp lại.']))
  await agreed(filing().supply(filed.citizen, { ...onto(filed), replies, answers: null }))
}
async function lapse(filed: Filed) {
  const due = (await rowOf(ground, filed)).supplement_due_at
  ground.clock.set(new Date((due?.getTime() ?? 0) + 1000))
  await ground.acts.whenTimePasses.supplementsLapsed()
}

interface Row {
  name: string
  act: DossierAct
  from: keyof typeof WAYS
  does: (filed: Filed) => Promise<unknown>
  to: number
  clock: 'not started' | 'started' | 'extended' | 'runs' | 'stopped' | 'resumed' | 'ended'
  /** Template of the slip that the act prints. */
  form: string | readonly string[] | null
}

const TABLE: readonly Row[] = [
  { name: 'accept', act: 'accept', from: 'filed', does: (filed) => agreed(office().accept(team.reception, { ...onto(filed), valid: GOOD_PAPERS })), to: S.accepted, clock: 'started', form: 'mau-01' },
  { name: 'ask supplement at intake', act: 'request-supplement', from: 'filed', does: ask, to: S.supplement, clock: 'not started', form: 'mau-02' },
  { name: 'refuse', act: 'refuse', from: 'filed', does: (filed) => agreed(office().refuseDossier(team.reception, { ...onto(filed), reason: REASON, guidance: '' })), to: S.refused, clock: 'not started', form: 'mau-03' },
  { name: 'citizen supplies before acceptance', act: 'supply', from: 'asked at intake', does: supply, to: S.registered, clock: 'not started', form: null },
  { name: 'transfer', act: 'hand-over', from: 'accepted', does: (filed) => agreed(office().handOver(team.reception, onto(filed))), to: S.processing, clock: 'runs', form: 'mau-06' },
  { name: 'ask supplement while processed', act: 'request-supplement', from: 'processed', does: ask, to: S.supplement, clock: 'stopped', form: 'mau-02' },
  { name: 'ask supplement just after acceptance', act: 'request-supplement', from: 'accepted', does: ask, to: S.supplement, clock: 'stopped', form: 'mau-02' },
  { name: 'citizen supplies while processed', act: 'supply', from: 'asked while processed', does: supply, to: S.processing, clock: 'resumed', form: null },
  { name: 'citizen supplies what was asked just after acceptance', act: 'supply', from: 'asked just after acceptance', does: supply, to: S.processing, clock: 'resumed', form: null },
  { name: 'supplement deadline passes before acceptance', act: 'let-supplement-lapse', from: 'asked at intake', does: lapse, to: S.refused, clock: 'not started', form: 'mau-03' },
  { name: 'supplement deadline passes after acceptance', act: 'let-supplement-lapse', from: 'asked while processed', does: lapse, to: S.stopped, clock: 'ended', form: 'mau-05' },
  { name: 'citizen withdraws at once', act: 'ask-withdrawal', from: 'filed', does: withdraw, to: S.stopped, clock: 'not started', form: null },
  { name: 'citizen withdraws while intake waits for papers', act: 'ask-withdrawal', from: 'asked at intake', does: withdraw, to: S.stopped, clock: 'not started', form: null },
  { name: 'citizen asks to withdraw after acceptance', act: 'ask-withdrawal', from: 'accepted', does: withdraw, to: S.withdrawing, clock: 'stopped', form: null },
  { name: 'citizen asks to withdraw while processed', act: 'ask-withdrawal', from: 'processed', does: withdraw, to: S.withdrawing, clock: 'stopped', form: null },
  { name: 'citizen asks to withdraw while papers are awaited', act: 'ask-withdrawal', from: 'asked while processed', does: withdraw, to: S.withdrawing, clock: 'stopped', form: null },
  { name: 'withdrawal approved', act: 'grant-withdrawal', from: 'withdrawal asked while processed', does: (filed) => decide(filed, true), to: S.stopped, clock: 'ended', form: 'mau-05' },
  { name: 'withdrawal approved while papers were awaited', act: 'grant-withdrawal', from: 'withdrawal asked while papers are awaited', does: (filed) => decide(filed, true), to: S.stopped, clock: 'ended', form: 'mau-05' },
  { name: 'withdrawal rejected while processed', act: 'reject-withdrawal', from: 'withdrawal asked while processed', does: (filed) => decide(filed, false), to: S.processing, clock: 'resumed', form: null },
  { name: 'withdrawal rejected after acceptance', act: 'reject-withdrawal', from: 'withdrawal asked after acceptance', does: (filed) => decide(filed, false), to: S.accepted, clock: 'resumed', form: null },
  { name: 'withdrawal rejected while papers are awaited', act: 'reject-withdrawal', from: 'withdrawal asked while papers are awaited', does: (filed) => decide(filed, false), to: S.supplement, clock: 'stopped', form: null },
  { name: 'a step is done', act: 'work', from: 'processed', does: async (filed) => agreed(office().steps.appraise(team.specialist, { ...(await stepOf(ground, filed, 'appraise')), note: '' })), to: S.processing, clock: 'runs', form: null },
  { name: 'will be late: extended with an apology', act: 'extend', from: 'processed', does: (filed) => agreed(office().extend(team.leader, { ...onto(filed), to: '2026-12-01', reason: REASON })), to: S.processing, clock: 'extended', form: 'mau-04' },
  { name: 'financial obligation asked', act: 'request-obligation', from: 'processed', does: (filed) => agreed(office().requestObligation(team.specialist, { ...onto(filed), ...MONEY })), to: S.obligation, clock: 'stopped', form: null },
  { name: 'financial obligation met', act: 'meet-obligation', from: 'money awaited', does: (filed) => agreed(office().meetObligation(team.reception, { ...onto(filed), kind: 'bank', number: 'GBC-01', on: '2026-11-23', amount: '' })), to: S.processing, clock: 'resumed', form: null },
  { name: 'not eligible', act: 'stop', from: 'processed', does: (filed) => agreed(office().stop(team.leader, { ...onto(filed), reason: REASON })), to: S.stopped, clock: 'ended', form: 'mau-05' },
  { name: 'result issued', act: 'issue', from: 'processed', does: (filed) => carryOn(filed), to: S.finished, clock: 'ended', form: ['ket-qua.typ', 'mau-06'] },
  { name: 'delivered', act: 'return', from: 'issued', does: async (filed) => agreed(office().steps.giveBack(team.reception, { ...(await stepOf(ground, filed, 'return')), receiver: 'Nguyễn Văn Dân', how: 'counter' })), to: S.returned, clock: 'ended', form: null },
]

async function carryOn(filed: Filed) {
  const { steps } = office()
  await agreed(steps.appraise(team.specialist, { ...(await stepOf(ground, filed, 'appraise')), note: '' }))
  await agreed(steps.draft(team.specialist, await stepOf(ground, filed, 'draft')))
  await agreed(filing().answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' }))
  await agreed(steps.sign(team.leader, { ...(await stepOf(ground, filed, 'sign')), agreed: true, reason: '' }))
  await agreed(steps.number(team.clerk, await stepOf(ground, filed, 'number')))
}

describe('every transition that these acts make (rules of the domain, 7.2)', () => {
  it.each(TABLE.map((row) => [row.name, row.from, row] as const))('%s: from «%s»', async (_name, _from, { from, does, to, clock, form }) => {
    const filed = await fileBirth(ground)
    await WAYS[from](filed)
    const before = await rowOf(ground, filed)
    const papersBefore = (await printed(ground, filed)).length
    ground.clock.advance(2 * HOUR)
    await does(filed)
    const row = await rowOf(ground, filed)
    expect(row.status).toBe(to)
    const pauses = await pausesOf(ground.db, filed.dossierId)
    const open = pauses.filter((pause) => pause.resumed_at === null)
    const slips = (await printed(ground, filed)).slice(papersBefore).map((one) => one.template)
    expect(slips).toEqual([form ?? []].flat().map((one) => expect.stringContaining(one)))
    expect(row.original_due_at).toEqual(clock === 'started' ? row.current_due_at : before.original_due_at)
    if (clock === 'not started') expect([row.accepted_at, row.current_due_at, pauses]).toEqual([null, null, []])
    else expect(row.accepted_at).not.toBeNull()
    if (clock === 'stopped') expect([open.length, row.current_due_at]).toEqual([1, before.current_due_at])
    else expect(open).toEqual([])
    if (clock === 'runs') expect([row.current_due_at, pauses]).toEqual([before.current_due_at, []])
    if (clock === 'extended') expect([row.current_due_at, row.extended_at, pauses]).toEqual([new Date('2026-12-01T17:00:00+07:00'), ground.clock.now(), []])
    if (clock === 'resumed') expect(pauses).toHaveLength(1)
    const ended: readonly number[] = [S.refused, S.stopped, S.finished]
    if (ended.includes(to)) expect(row.ended_at).toEqual(ground.clock.now())
    expect(row.closed_at === null).toBe(![S.refused, S.stopped, S.returned].includes(to as never))
  })

  it('has a row for every act of a dossier', () => {
    expect([...new Set(TABLE.map((row) => row.act))].sort()).toEqual([...DOSSIER_ACTS].sort())
  })
})

describe('a dossier that has ended', () => {
  it.each<[string, (filed: Filed) => Promise<unknown>]>([
    ['refused', (filed) => agreed(office().refuseDossier(team.reception, { ...onto(filed), reason: REASON, guidance: '' }))],
    ['withdrawn', withdraw],
    ['stopped with a draft unanswered', async (filed) => {
      await carry(ground, filed, 'drafted')
      await agreed(office().stop(team.leader, { ...onto(filed), reason: REASON }))
    }],
    ['returned', async (filed) => {
      await WAYS.issued(filed)
      await agreed(office().steps.giveBack(team.reception, { ...(await stepOf(ground, filed, 'return')), receiver: 'Nguyễn Văn Dân', how: 'counter' }))
    }],
  ])('%s: refuses everything, and no time changes it', async (_name, end) => {
    const filed = await fileBirth(ground)
    await end(filed)
    const before = await everythingOf(ground, filed)
    const task = { ...onto(filed), taskId: '01900000-0000-7000-8000-00000000dead' }
    const { steps } = office()
    const tried = [
      () => office().accept(team.reception, { ...onto(filed), valid: GOOD_PAPERS }),
      () => office().requestSupplement(team.specialist, { ...onto(filed), items: ONE_ITEM, note: '' }),
      () => office().refuseDossier(team.reception, { ...onto(filed), reason: REASON, guidance: '' }),
      () => office().handOver(team.reception, onto(filed)),
      () => office().stop(team.leader, { ...onto(filed), reason: REASON }),
      () => office().extend(team.leader, { ...onto(filed), to: '2026-12-01', reason: REASON }),
      () => office().requestObligation(team.specialist, { ...onto(filed), ...MONEY }),
      () => office().meetObligation(team.reception, { ...onto(filed), kind: 'bank', number: 'GBC-01', on: '2026-11-23', amount: '' }),
      () => office().decideWithdrawal(team.leader, { ...onto(filed), granted: true, reason: REASON }),
      () => office().decideWithdrawal(team.leader, { ...onto(filed), granted: false, reason: REASON }),
      () => steps.appraise(team.specialist, { ...task, note: '' }),
      () => steps.draft(team.specialist, task),
      () => steps.resendDraft(team.specialist, onto(filed)),
      () => steps.sign(team.leader, { ...task, agreed: true, reason: '' }),
      () => steps.number(team.clerk, task),
      () => steps.giveBack(team.reception, { ...task, receiver: 'Nguyễn Văn Dân', how: 'counter' }),
      () => filing().supply(filed.citizen, { ...onto(filed), replies: {}, answers: null }),
      () => filing().withdraw(filed.citizen, { ...onto(filed), reason: 'Đổi ý.' }),
      () => filing().answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' }),
    ]
    for (const act of tried) expect(await act()).toMatchObject({ ok: false })
    expect(await everythingOf(ground, filed)).toEqual(before)
    ground.clock.advance(60 * 24 * HOUR)
    await ground.acts.whenTimePasses.draftsInSilence()
    await ground.acts.whenTimePasses.supplementsLapsed()
    // Keys are everybody's: other dossiers of this file may have run out of time.
    expect(await everythingOf(ground, filed)).toEqual({ ...before, keys: expect.anything() })
  })
})
