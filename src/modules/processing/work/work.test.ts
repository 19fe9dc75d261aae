import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../../tests/support/birth.ts'
import { carryToEnd, exampleOf, fileExample } from '../../../../tests/support/carry.ts'
import { everythingOf, onto, REASON, stepOf, type Team, teamOf } from '../../../../tests/support/case.ts'
import { TEST_NOW } from '../../../../tests/support/database.ts'
import { demoStaff } from '../../../../tests/support/people.ts'
import { recordAbsence } from '../../agencies/index.ts'
import type { Staff } from '../index.ts'
import { openOpinions, opinionsOf } from './opinions.store.ts'
import { standsInFor } from './people.ts'
import { beOnCase } from './watch.ts'
import { noticesOf } from './work.store.ts'

let ground: TestActs
let team: Team
beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const work = () => ground.acts.processing.work
const at = (text: string) => new Date(`${text}:00+07:00`)
const taskOf = async (filed: Pick<Filed, 'dossierId'>) => (await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId))[0]
const told = async (who: Staff) => (await noticesOf(ground.db, who.staffId, null, 200)).map((one) => `${one.kind} ${one.code}`)
const absent = async (span: { staffId: string; substituteStaffId: string; from: string; to: string }) =>
  agreed(recordAbsence({ ...ground, appendEvent: ground.acts.append })(await demoStaff(ground, 'quantri'), { ...span, reason: 'leave' }))
async function handedOver(): Promise<Filed> {
  const filed = await fileBirth(ground)
  await carry(ground, filed, 'handed-over')
  return filed
}

describe('a step', () => {
  it('is taken by one, and whoever comes later is told by whom and when', async () => {
    const filed = await handedOver()
    const step = await stepOf(ground, filed, 'appraise')
    await agreed(work().claim(team.specialist, step))
    expect(await taskOf(filed)).toMatchObject({ claimedBy: team.specialist.staffId, claimedByName: team.specialist.name })
    const other = ground.officer('Nguyễn Thị Khác', ['specialist'])
    expect(await work().claim(other, await stepOf(ground, filed, 'appraise'))).toMatchObject({ refusal: { code: 'task-claimed', params: { name: team.specialist.name } } })
    expect(await ground.acts.processing.steps.appraise(other, { ...(await stepOf(ground, filed, 'appraise')), note: '' })).toMatchObject({ refusal: { code: 'task-claimed' } })
    expect(await work().release(other, await stepOf(ground, filed, 'appraise'))).toMatchObject({ refusal: { code: 'not-your-claim' } })
    await agreed(work().release(team.specialist, await stepOf(ground, filed, 'appraise')))
    expect((await taskOf(filed))?.claimedBy).toBeNull()
  })

  it('is not for one of another duty', async () => {
    const filed = await handedOver()
    expect(await work().claim(team.clerk, await stepOf(ground, filed, 'appraise'))).toMatchObject({ refusal: { code: 'not-your-step' } })
  })

  it('claimed by two at once is one’s', async () => {
    const filed = await handedOver()
    const other = ground.officer('Nguyễn Thị Khác', ['specialist'])
    const steps = await Promise.all([stepOf(ground, filed, 'appraise'), stepOf(ground, filed, 'appraise')])
    const two = await Promise.all([work().claim(team.specialist, steps[0]), work().claim(other, steps[1])])
    expect(two.filter((one) => one.ok)).toHaveLength(1)
  })

  it('is given by a leader, told to whoever gets it, once however often it is sent', async () => {
    const filed = await handedOver()
    const act = { ...(await stepOf(ground, filed, 'appraise')), staffId: team.specialist.staffId }
    expect(await work().give(team.specialist, act)).toMatchObject({ refusal: { code: 'duty-missing' } })
    const same = await Promise.all([1, 2, 3].map(() => agreed(work().give(team.leader, act))))
    expect(same.map((one) => one.replayed).sort()).toEqual([false, true, true])
    expect((await told(team.specialist)).filter((one) => one === `assigned ${filed.code}`)).toHaveLength(1)
    expect(await work().give(team.leader, { ...act, key: 'again' })).toMatchObject({ refusal: { code: 'assigned-already' } })
    expect(await work().give(team.leader, { ...act, key: 'clerk', staffId: team.clerk.staffId })).toMatchObject({ refusal: { code: 'assignee-lacks-duty' } })
    expect(await work().give(team.leader, { ...act, key: 'nobody', staffId: '' })).toMatchObject({ refusal: { code: 'assignee-needed' } })
    expect((await ground.events(filed.dossierId)).at(-1)).toMatchObject({ type: 'dossier.step-assigned', payload: { to: team.specialist.staffId, how: 'leader' } })
  })

  it('is given by the rule where nobody has it, and stays with whoever has it', async () => {
    const filed = await handedOver()
    expect(await work().assignByRule(filed.dossierId)).toBe(1)
    expect(await taskOf(filed)).toMatchObject({ claimedBy: team.specialist.staffId })
    expect(await work().assignByRule(filed.dossierId)).toBe(0)
  })

  it('given while its holder is absent goes to the named substitute', async () => {
    const substitute = team.clerk
    await absent({ staffId: team.specialist.staffId, substituteStaffId: substitute.staffId, from: '2026-12-07', to: '2026-12-08' })
    const filed = await handedOver()
    ground.clock.set(at('2026-12-07T09:00'))
    expect(await work().assignByRule(filed.dossierId)).toBe(1)
    expect(await taskOf(filed)).toMatchObject({ claimedBy: substitute.staffId })
  })

  it('delegated for a time comes back when it is over, done meanwhile it doesn’t', async () => {
    const colleague = team.clerk
    await absent({ staffId: team.leader.staffId, substituteStaffId: colleague.staffId, from: '2026-11-23', to: '2026-11-27' })
    const filed = await fileBirth(ground)
    await carry(ground, filed, 'confirmed')
    await agreed(work().claim(team.leader, await stepOf(ground, filed, 'sign')))
    const act = { ...(await stepOf(ground, filed, 'sign')), staffId: colleague.staffId, until: '2026-11-25', reason: REASON }
    expect(await work().delegate(team.leader, { ...act, until: '2026-11-22' })).toMatchObject({ refusal: { code: 'delegation-until' } })
    expect(await work().delegate(team.leader, { ...act, staffId: team.leader.staffId })).toMatchObject({ refusal: { code: 'delegate-to-self' } })
    expect(await work().delegate(team.leader, { ...act, reason: '' })).toMatchObject({ refusal: { code: 'reason-needed' } })
    await agreed(work().delegate(team.leader, act))
    expect(await taskOf(filed)).toMatchObject({ claimedBy: colleague.staffId })
    expect(await work().delegationsEnd()).toBe(0)
    ground.clock.set(at('2026-11-26T00:00'))
    expect(await work().delegationsEnd()).toBe(1)
    expect(await work().delegationsEnd()).toBe(0)
    expect(await taskOf(filed)).toMatchObject({ claimedBy: team.leader.staffId })
  })
})

describe('an opinion', () => {
  const question = 'Xin ý kiến về ranh giới thửa đất giáp đường.'
  const within = (amount: number, unit: 'hour' | 'working_day' | 'day' = 'working_day') => ({ amount, unit })
  async function permit() {
    const filed = await fileExample(ground, '1.013225', exampleOf('1.013225', '1-'))
    await carryToEnd(ground, filed, filed.office, 'appraise')
    return { filed, specialist: ground.officer('Nguyễn Văn Xây Dựng', ['specialist'], filed.office) }
  }
  const police = () => demoStaff(ground, 'conganphuong-cutru')

  it('is asked of several at once, each in its own time; the asked agency answers and the asker is told', async () => {
    const { filed, specialist } = await permit()
    const officer = await police()
    const agencyId = officer.posts[0]?.agencyId ?? ''
    const asked = [
      { to: { agencyId }, name: 'Công an phường', period: within(12, 'day') },
      { to: { staffId: team.leader.staffId }, name: team.leader.name, period: within(8, 'hour') },
    ]
    const act = { ...onto(filed), question, asked, shows: { form: true, papers: [] } }
    expect((await Promise.all([1, 2].map(() => agreed(work().opinions.ask(specialist, act))))).map((one) => one.replayed).sort()).toEqual([false, true])
    const [agency, colleague] = (await opinionsOf(ground.db, filed.dossierId)).sort((a, b) => Number(b.to_agency !== null) - Number(a.to_agency !== null))
    // Twelve days after Monday 23/11 end on Saturday 5/12: the next working day.
    expect([agency?.due_at, colleague?.due_at]).toEqual([at('2026-12-07T17:00'), at('2026-11-25T09:30')])
    expect([agency?.silence_ground, colleague?.silence_ground]).toEqual([expect.stringContaining('1.013225'), null])
    expect((await ground.rows('processing.opinion', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('ranh giới')
    expect(await told(officer)).toContain(`opinion-asked ${filed.code}`)
    expect(await work().opinions.ask(specialist, { ...act, ...onto(filed) })).toMatchObject({ refusal: { code: 'opinion-twice' } })

    const answer = { opinionId: agency?.id ?? '', key: 'a-1', stance: 'remarks', answer: 'Đề nghị lùi hàng rào 0,5 m.' }
    const stranger = ground.officer('Người Ngoài', ['specialist'], 'insurance')
    expect(await work().opinions.answer(stranger, answer)).toMatchObject({ refusal: { code: 'opinion-not-found' } })
    expect(await work().opinions.answer(officer, { ...answer, stance: '' })).toMatchObject({ refusal: { code: 'opinion-stance' } })
    expect(await work().opinions.answer(officer, { ...answer, answer: '' })).toMatchObject({ refusal: { code: 'opinion-answer' } })
    await agreed(work().opinions.answer(officer, answer))
    expect(await work().opinions.answer(officer, { ...answer, key: 'a-2' })).toMatchObject({ refusal: { code: 'opinion-over' } })
    expect(await told(specialist)).toContain(`opinion-answered ${filed.code}`)
    expect((await ground.events(filed.dossierId)).at(-1)).toMatchObject({ type: 'dossier.opinion-answered', actor: `staff:${officer.staffId}`, payload: { stance: 'remarks', late: false } })
  })

  it('unanswered ends by silence only where the law says so; the others are late, told once, and may still be answered', async () => {
    const { filed, specialist } = await permit()
    const officer = await police()
    const agencyId = officer.posts[0]?.agencyId ?? ''
    await agreed(work().opinions.ask(specialist, { ...onto(filed), question, asked: [{ to: { agencyId }, name: 'Công an phường', period: within(12, 'day') }, { to: { staffId: team.leader.staffId }, name: team.leader.name, period: within(1) }], shows: { form: false, papers: [] } }))
    ground.clock.set(at('2026-12-07T16:59'))
    await work().opinions.timePasses()
    const states = async () => (await opinionsOf(ground.db, filed.dossierId)).map((one) => [one.to_name, one.state, one.late_told_at !== null]).sort()
    expect(await states()).toEqual([['Công an phường', 'open', false], [team.leader.name, 'open', true]])
    ground.clock.set(at('2026-12-07T17:01'))
    await work().opinions.timePasses()
    await work().opinions.timePasses()
    expect(await states()).toEqual([['Công an phường', 'silent', false], [team.leader.name, 'open', true]])
    expect((await told(specialist)).filter((one) => one.endsWith(filed.code)).sort()).toEqual([`opinion-late ${filed.code}`, `opinion-silent ${filed.code}`])
    const late = (await opinionsOf(ground.db, filed.dossierId)).find((one) => one.state === 'open')
    await agreed(work().opinions.answer(team.leader, { opinionId: late?.id ?? '', key: 'late', stance: 'agree', answer: '' }))
    expect((await ground.events(filed.dossierId)).at(-1)).toMatchObject({ payload: { late: true } })
  })

  it('to a colleague who is absent goes to whoever stands in too: both are told, one answers', async () => {
    const { filed, specialist } = await permit()
    const [absentee, standIn] = await Promise.all([demoStaff(ground, 'motcua2'), demoStaff(ground, 'vanthu')])
    await absent({ staffId: absentee.staffId, substituteStaffId: standIn.staffId, from: '2026-11-23', to: '2026-11-24' })
    await agreed(work().opinions.ask(specialist, { ...onto(filed), question, asked: [{ to: { staffId: absentee.staffId }, name: absentee.name, period: within(1) }], shows: { form: false, papers: [] } }))
    for (const one of [absentee, standIn]) expect(await told(one)).toContain(`opinion-asked ${filed.code}`)
    const [opinion] = await opinionsOf(ground.db, filed.dossierId)
    const answer = { opinionId: opinion?.id ?? '', key: 'stand-in', stance: 'agree', answer: '' }
    const page = await openOpinions(ground.db, { staffIds: [standIn.staffId, ...(await standsInFor(ground.db, standIn.staffId, TEST_NOW))], agencyIds: [] }, null, 10)
    expect(page.map((one) => one.id)).toContain(opinion?.id)
    await agreed(work().opinions.answer(standIn, answer))
    expect((await opinionsOf(ground.db, filed.dossierId))[0]).toMatchObject({ to_name: absentee.name, ended_by_name: standIn.name, state: 'answered' })
    expect(await work().opinions.answer(absentee, { ...answer, key: 'self' })).toMatchObject({ refusal: { code: 'opinion-over' } })
    // Back at work, the question is theirs alone.
    await agreed(work().opinions.ask(specialist, { ...onto(filed), question, asked: [{ to: { staffId: absentee.staffId }, name: absentee.name, period: within(3) }], shows: { form: false, papers: [] } }))
    ground.clock.set(at('2026-11-25T08:00'))
    const again = (await opinionsOf(ground.db, filed.dossierId)).find((one) => one.state === 'open')
    expect(await work().opinions.answer(standIn, { ...answer, opinionId: again?.id ?? '', key: 'late' })).toMatchObject({ refusal: { code: 'opinion-not-found' } })
  })

  it('given less time than the law gives isn’t settled by silence', async () => {
    const { filed, specialist } = await permit()
    const agencyId = (await police()).posts[0]?.agencyId ?? ''
    await agreed(work().opinions.ask(specialist, { ...onto(filed), question, asked: [{ to: { agencyId }, name: 'Công an phường', period: within(5) }], shows: { form: false, papers: [] } }))
    expect((await opinionsOf(ground.db, filed.dossierId))[0]?.silence_ground).toBeNull()
  })

  it('is withdrawn by the office, once; answered and withdrawn at the same moment it ends one way', async () => {
    const { filed, specialist } = await permit()
    await agreed(work().opinions.ask(specialist, { ...onto(filed), question, asked: [{ to: { staffId: team.leader.staffId }, name: team.leader.name, period: within(1) }], shows: { form: false, papers: [] } }))
    const [opinion] = await opinionsOf(ground.db, filed.dossierId)
    const two = await Promise.all([work().opinions.withdraw(specialist, { ...onto(filed), opinionId: opinion?.id ?? '' }), work().opinions.answer(team.leader, { opinionId: opinion?.id ?? '', key: 'x', stance: 'agree', answer: '' })])
    expect(two.filter((one) => one.ok)).toHaveLength(1)
  })

  it('is not asked without a question, a person, or of a dossier that is not worked on', async () => {
    const filed = await fileBirth(ground)
    const asked = [{ to: { staffId: team.leader.staffId }, name: team.leader.name, period: within(1) }]
    const shows = { form: false, papers: [] }
    expect(await work().opinions.ask(team.specialist, { ...onto(filed), question: '', asked, shows })).toMatchObject({ refusal: { code: 'opinion-question' } })
    expect(await work().opinions.ask(team.specialist, { ...onto(filed), question, asked: [], shows })).toMatchObject({ refusal: { code: 'opinion-whom' } })
    const before = await everythingOf(ground, filed)
    expect(await work().opinions.ask(team.specialist, { ...onto(filed), question, asked, shows })).toMatchObject({ refusal: { code: 'not-in-this-state' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })
})

describe('beside the case', () => {
  it('a name mentioned in a note is told, without what the note says', async () => {
    const filed = await handedOver()
    await agreed(ground.acts.processing.addNote(team.reception, { ...onto(filed), body: `Nhờ @${team.specialist.name} gọi lại cho người nộp.` }))
    expect(await told(team.specialist)).toContain(`mentioned ${filed.code}`)
    expect((await ground.rows('processing.notice', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('gọi lại')
  })

  it('watching twice is watching once, and ends', async () => {
    const filed = await handedOver()
    await agreed(work().watch(team.clerk, { ...onto(filed), on: true }))
    await agreed(work().watch(team.clerk, { ...onto(filed), on: true }))
    expect(await ground.rows('processing.watcher', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(1)
    await agreed(work().watch(team.clerk, { ...onto(filed), on: false }))
    expect(await ground.rows('processing.watcher', { column: 'dossier_id', is: filed.dossierId })).toEqual([])
  })

  it('two who have it open see each other, for some minutes', async () => {
    const filed = await handedOver()
    const deps = { db: ground.db, clock: ground.clock }
    expect(await beOnCase(deps, team.specialist, filed.dossierId)).toEqual([])
    expect(await beOnCase(deps, team.leader, filed.dossierId)).toEqual([{ name: team.specialist.name, seenAt: TEST_NOW }])
    ground.clock.advance(6 * 60_000)
    expect(await beOnCase(deps, team.leader, filed.dossierId)).toEqual([])
  })
})
