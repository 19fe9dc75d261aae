import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Duty, openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth, type Stage } from '../../../tests/support/birth.ts'
import { everythingOf, GOOD_PAPERS, ONE_ITEM, onto, REASON, stepOf, type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Staff } from './on-case.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
const DUTIES: readonly Duty[] = ['reception', 'specialist', 'leader', 'clerk', 'administrator']

interface Row {
  act: string
  /** Where the dossier stands when it is tried. */
  stage: Stage | 'filed' | 'withdrawing'
  by: readonly Duty[]
  does: (actor: Staff, filed: Filed) => Promise<Decided<object>>
}

const step = async (filed: Filed, work: string) => stepOf(ground, filed, work)
const TABLE: readonly Row[] = [
  { act: 'accept', stage: 'filed', by: ['reception'], does: (actor, filed) => office().accept(actor, { ...onto(filed), valid: GOOD_PAPERS }) },
  { act: 'ask for a supplement', stage: 'filed', by: ['reception', 'specialist', 'leader'], does: (actor, filed) => office().requestSupplement(actor, { ...onto(filed), items: ONE_ITEM, note: '' }) },
  { act: 'refuse', stage: 'filed', by: ['reception'], does: (actor, filed) => office().refuseDossier(actor, { ...onto(filed), reason: REASON, guidance: '' }) },
  { act: 'hand over', stage: 'accepted', by: ['reception'], does: (actor, filed) => office().handOver(actor, onto(filed)) },
  { act: 'appraise', stage: 'handed-over', by: ['specialist'], does: async (actor, filed) => office().steps.appraise(actor, { ...(await step(filed, 'appraise')), note: '' }) },
  { act: 'draft', stage: 'appraised', by: ['specialist'], does: async (actor, filed) => office().steps.draft(actor, await step(filed, 'draft')) },
  { act: 'send the draft again', stage: 'drafted', by: ['specialist'], does: (actor, filed) => office().steps.resendDraft(actor, onto(filed)) },
  { act: 'sign', stage: 'confirmed', by: ['leader'], does: async (actor, filed) => office().steps.sign(actor, { ...(await step(filed, 'sign')), agreed: true, reason: '' }) },
  { act: 'send back', stage: 'confirmed', by: ['leader'], does: async (actor, filed) => office().steps.sign(actor, { ...(await step(filed, 'sign')), agreed: false, reason: REASON }) },
  { act: 'number and issue', stage: 'signed', by: ['clerk'], does: async (actor, filed) => office().steps.number(actor, await step(filed, 'number')) },
  { act: 'give back', stage: 'issued', by: ['reception'], does: async (actor, filed) => office().steps.giveBack(actor, { ...(await step(filed, 'return')), receiver: 'Nguyễn Văn Dân', how: 'counter' }) },
  { act: 'decide a withdrawal', stage: 'withdrawing', by: ['reception', 'specialist', 'leader'], does: (actor, filed) => office().decideWithdrawal(actor, { ...onto(filed), granted: true, reason: REASON }) },
  { act: 'stop', stage: 'handed-over', by: ['leader'], does: (actor, filed) => office().stop(actor, { ...onto(filed), reason: REASON }) },
  { act: 'note', stage: 'filed', by: ['reception', 'specialist', 'leader', 'clerk'], does: (actor, filed) => office().addNote(actor, { ...onto(filed), body: 'Đã gọi điện cho người nộp.' }) },
  { act: 'message', stage: 'filed', by: ['reception', 'specialist', 'leader', 'clerk'], does: (actor, filed) => office().messageCitizen(actor, { ...onto(filed), body: 'Hồ sơ đang được kiểm tra.' }) },
]

async function stand(stage: Row['stage']): Promise<Filed> {
  const filed = await fileBirth(ground)
  if (stage === 'withdrawing') {
    await carry(ground, filed, 'handed-over')
    await agreed(ground.acts.filing.withdraw(filed.citizen, { ...onto(filed), reason: 'Chuyển nơi ở.' }))
  } else if (stage !== 'filed') await carry(ground, filed, stage)
  return filed
}

describe('each act is allowed by duty and agency, in the act itself', () => {
  it.each(TABLE.map((row) => [row.act, row.by.join(', '), row] as const))('%s: by %s of this office only, and a refusal writes nothing', async (_act, _by, { stage, by, does }) => {
    const filed = await stand(stage)
    const before = await everythingOf(ground, filed)
    const elsewhere = ground.officer('Cán bộ xã khác', DUTIES, 'lam-thanh')
    expect(await does(elsewhere, filed)).toMatchObject({ ok: false, refusal: { code: 'outside-agency' } })
    for (const duty of DUTIES.filter((one) => !by.includes(one))) {
      const answer = await does(ground.officer(`Cán bộ ${duty}`, [duty]), filed)
      expect([duty, answer]).toMatchObject([duty, { ok: false, refusal: { code: expect.stringMatching(/^(duty-missing|not-your-step)$/) } }])
      // The duty that is wanted, held in another commune, doesn't count here.
      const mixed: Staff = { ...elsewhere, posts: [...ground.officer('', [duty]).posts, ...ground.officer('', by, 'lam-thanh').posts] }
      expect([duty, (await does(mixed, filed)).ok]).toEqual([duty, false])
    }
    const none: Staff = { ...elsewhere, posts: [] }
    expect(await does(none, filed)).toMatchObject({ ok: false, refusal: { code: 'duty-missing' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
    const [duty] = by
    if (duty) await agreed(does(ground.officer('Người có nhiệm vụ', [duty]), filed))
  })

  it('an unknown or malformed dossier is not there', async () => {
    for (const dossierId of [newId(), 'x', '']) {
      expect(await office().handOver(team.reception, { dossierId, key: newId(), seenRevision: null })).toMatchObject({ refusal: { code: 'case-not-found' } })
      expect(await office().steps.draft(team.specialist, { dossierId, key: newId(), seenRevision: null, taskId: newId() })).toMatchObject({ refusal: { code: 'case-not-found' } })
    }
  })
})

describe('a second request for papers at one stage', () => {
  const ask = (actor: Staff, filed: Filed, note = '') => office().requestSupplement(actor, { ...onto(filed), items: ONE_ITEM, note })
  async function asked(): Promise<Filed> {
    const filed = await fileBirth(ground)
    await agreed(ask(team.reception, filed))
    const [request] = await ground.acts.requests.supplementsOf(ground.db, filed.dossierId)
    await agreed(ground.acts.filing.supply(filed.citizen, { ...onto(filed), replies: Object.fromEntries((request?.items ?? []).map((item) => [item.id, 'Đây.'])), answers: null }))
    return filed
  }

  it('is a leader’s, with a reason, and is marked', async () => {
    const filed = await asked()
    expect(await ask(team.specialist, filed, REASON)).toMatchObject({ refusal: { code: 'second-supplement-needs-leader' } })
    expect(await ask(team.leader, filed)).toMatchObject({ refusal: { code: 'reason-needed' } })
    expect(await ask(team.leader, filed, 'ngắn')).toMatchObject({ refusal: { code: 'reason-needed' } })
    // A leader elsewhere who is a specialist here decides nothing of the kind.
    const mixed: Staff = { ...team.specialist, posts: [...team.specialist.posts, ...ground.officer('', ['leader'], 'lam-thanh').posts] }
    expect(await ask(mixed, filed, REASON)).toMatchObject({ refusal: { code: 'second-supplement-needs-leader' } })
    await agreed(ask(team.leader, filed, REASON))
    expect((await ground.events(filed.dossierId)).at(-1)?.payload).toMatchObject({ stage: 'intake', again: true })
    const rows = await ground.rows('dossiers.supplement_request', { column: 'dossier_id', is: filed.dossierId })
    expect(rows.filter((row) => row.includes(`staff:${team.leader.staffId}`))).toHaveLength(1)
  })

  it('is a first one at the next stage', async () => {
    const filed = await asked()
    await carry(ground, filed, 'handed-over')
    await agreed(ask(team.specialist, filed))
    expect((await ground.events(filed.dossierId)).at(-1)?.payload).toMatchObject({ stage: 'processing', again: false })
  })
})
