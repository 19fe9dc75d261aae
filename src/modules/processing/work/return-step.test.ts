import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth, type Stage } from '../../../../tests/support/birth.ts'
import { carryToEnd, exampleOf, fileExample, type FiledExample } from '../../../../tests/support/carry.ts'
import { everythingOf, onto, REASON, rowOf, stepOf, type Team, teamOf } from '../../../../tests/support/case.ts'
import { TEST_NOW } from '../../../../tests/support/database.ts'
import type { Staff } from '../index.ts'
import { noticesOf } from './work.store.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
const back = (actor: Staff, filed: Pick<Filed, 'dossierId'>, step: string, more: object = {}) => office().work.returnToStep(actor, { ...onto(filed), step, reason: REASON, ...more })
const open = async ({ dossierId }: Pick<Filed, 'dossierId'>) => (await office().processes.openTasks(ground.db, dossierId)).map((task) => [task.work, task.claimedBy] as const)
const works = async (filed: Pick<Filed, 'dossierId'>) => (await open(filed)).map(([work]) => work).sort()
const targets = async ({ dossierId }: Pick<Filed, 'dossierId'>) => (await office().processes.returnTargets(ground.db, dossierId)).map((step) => step.key)
async function stand(stage: Stage): Promise<Filed> {
  const filed = await fileBirth(ground)
  await carry(ground, filed, stage)
  return filed
}

describe('going back in a process of one step after another', () => {
  it('opens the step anew for whoever did it, tells who is concerned, and the promised date stays', async () => {
    const filed = await stand('confirmed')
    await agreed(office().work.claim(team.leader, await stepOf(ground, filed, 'sign')))
    const promised = (await rowOf(ground, filed)).current_due_at
    const [first = ''] = await targets(filed)
    ground.clock.advance(3600_000)
    await agreed(back(team.leader, filed, first))
    expect(await works(filed)).toEqual(['appraise'])
    const row = await rowOf(ground, filed)
    expect(row.current_due_at).toEqual(promised)
    expect(await ground.rows('dossiers.pause', { column: 'dossier_id', is: filed.dossierId })).toEqual([])
    expect((await ground.events(filed.dossierId)).at(-1)).toMatchObject({ type: 'dossier.step-returned', actor: `staff:${team.leader.staffId}`, payload: { step: first, takenBack: [expect.any(String)] } })
    // And on again: its way is gone a second time, each step once more.
    await agreed(office().steps.appraise(team.specialist, { ...(await stepOf(ground, filed, 'appraise')), note: '' }))
    expect(await works(filed)).toEqual(['draft'])
  })

  it('gives it to the one who did it, who is told; whoever held the step that is taken back is told too', async () => {
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'handed-over')
    await agreed(office().steps.appraise(team.specialist, { ...(await stepOf(ground, filed, 'appraise')), note: '' }))
    await agreed(office().work.claim(team.specialist, await stepOf(ground, filed, 'draft')))
    const [first = ''] = await targets(filed)
    await agreed(back(team.leader, filed, first))
    expect(await open(filed)).toEqual([['appraise', team.specialist.staffId]])
    const told = (await noticesOf(ground.db, team.specialist.staffId, null, 200)).filter((one) => one.dossier_id === filed.dossierId)
    expect(told.map((one) => one.kind)).toContain('step-returned')
    expect(told.filter((one) => one.kind === 'step-returned')).toHaveLength(1)
  })

  it('makes a draft that lies with the citizen count no longer: it is not answered by silence', async () => {
    const filed = await stand('drafted')
    const [first = ''] = await targets(filed)
    await agreed(back(team.specialist, filed, first))
    expect((await office().requests.draftsOf(ground.db, filed.dossierId)).map((draft) => draft.answer)).toEqual(['replaced'])
    expect(await ground.acts.filing.answerDraft(filed.citizen, { ...onto(filed), confirmed: true, comment: '' })).toMatchObject({ ok: false })
    ground.clock.advance(40 * 86_400_000)
    await ground.acts.whenTimePasses.draftsInSilence()
    expect(await works(filed)).toEqual(['appraise'])
  })
})

describe('going back beside parallel steps', () => {
  let specialist: Staff
  async function permit(): Promise<FiledExample> {
    const filed = await fileExample(ground, '1.013225', exampleOf('1.013225', '1-'))
    await carryToEnd(ground, filed, filed.office, 'appraise')
    specialist = ground.officer('Nguyễn Văn Xây Dựng', ['specialist'], filed.office)
    return filed
  }
  const done = async (filed: FiledExample, work: string) => agreed(office().steps.appraise(specialist, { ...(await stepOf(ground, filed, work)), note: '' }))

  it('within a branch leaves its siblings as they are', async () => {
    const filed = await permit()
    await done(filed, 'appraise')
    await agreed(office().work.claim(specialist, await stepOf(ground, filed, 'site-check')))
    await agreed(back(specialist, filed, 'Task_appraise'))
    expect(await works(filed)).toEqual(['appraise', 'consult', 'site-check'])
    expect((await open(filed)).find(([work]) => work === 'site-check')?.[1]).toBe(specialist.staffId)
  })

  it('from behind the join takes back what lies there, and the other branches stay done', async () => {
    const filed = await permit()
    for (const work of ['appraise', 'site-check', 'consult']) await done(filed, work)
    expect(await works(filed)).toEqual(['conclude'])
    await agreed(back(specialist, filed, 'Task_site'))
    expect(await works(filed)).toEqual(['site-check'])
    await done(filed, 'site-check')
    expect(await works(filed)).toEqual(['conclude'])
  })

  it('to a step that is open, or that was never done, is refused with its reason and changes nothing', async () => {
    const filed = await permit()
    await done(filed, 'appraise')
    const before = await everythingOf(ground, filed)
    expect(await back(specialist, filed, 'Task_site')).toMatchObject({ refusal: { code: 'return-to-open-step' } })
    expect(await back(specialist, filed, 'Task_sign')).toMatchObject({ refusal: { code: 'return-not-possible' } })
    expect(await back(specialist, filed, 'no-such-step')).toMatchObject({ refusal: { code: 'return-not-possible' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })
})

describe('it is refused', () => {
  it.each([
    ['without a step', () => team.leader, { step: '' }, 'return-step-needed'],
    ['without a reason', () => team.leader, { reason: 'Sai' }, 'reason-needed'],
    ['to the counter', () => team.reception, {}, 'duty-missing'],
    ['to one who has no open step', () => team.clerk, {}, 'return-not-yours'],
    ['in another office', () => ground.officer('Người Nơi Khác', ['leader'], 'lam-thanh'), {}, 'outside-agency'],
    ['on an older picture of the case', () => team.leader, { seenRevision: 1 }, 'case-changed'],
  ] as const)('%s', async (_title, who, more, code) => {
    const filed = await stand('confirmed')
    const [first = ''] = await targets(filed)
    const before = await everythingOf(ground, filed)
    expect(await back(who(), filed, first, more)).toMatchObject({ refusal: { code } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it('once the result is issued', async () => {
    const filed = await stand('issued')
    expect(await back(team.leader, filed, 'Task_appraise')).toMatchObject({ refusal: { code: 'not-in-this-state' } })
  })

  it('of two at once to one, and the same request again is answered the same', async () => {
    const filed = await stand('confirmed')
    const [first = ''] = await targets(filed)
    const two = await Promise.all([back(team.leader, filed, first, { key: 'one-key' }), back(team.leader, filed, first, { key: 'one-key' }), back(team.leader, filed, first)])
    for (const one of two) expect(one.ok ? 'ok' : one.refusal.code).toMatch(/^(ok|return-to-open-step)$/)
    expect(two.filter((one) => one.ok && !one.replayed)).toHaveLength(1)
    expect((await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.step-returned')).toHaveLength(1)
  })
})
