import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../../tests/support/birth.ts'
import { carryToEnd, exampleOf, fileExample } from '../../../../tests/support/carry.ts'
import { ONE_ITEM, onto, rowOf } from '../../../../tests/support/case.ts'
import { TEST_NOW } from '../../../../tests/support/database.ts'
import { PROJECT } from '../../../../tests/support/demo.ts'
import { demoStaff } from '../../../../tests/support/people.ts'
import { redatingOf } from '../../../compose/redating.ts'
import { type CalendarChange, calendarSnapshot, createDeadlines, openCalendars, readLunarYears } from '../../calendar/index.ts'
import { createDueDates, dueChangesOf } from '../../dossiers/index.ts'
import { openDefinitions } from '../../processes/index.ts'
import type { Staff } from '../index.ts'
import { findChange, linesOf, tallyOf } from './changes.store.ts'
import { createFollowCalendar } from './follow.ts'
import { createProposals, type RedatingDeps } from './propose.ts'

let ground: TestActs
let admin: Staff
let deps: RedatingDeps
let proposals: ReturnType<typeof createProposals>
let follow: () => Promise<void>
beforeAll(async () => {
  ground = await openTestActs()
  admin = await demoStaff(ground, 'quantri')
  const calendars = openCalendars({ db: ground.db })
  const calendar = { db: ground.db, clock: ground.clock, appendEvent: ground.acts.append, lunarYears: await readLunarYears(join(PROJECT, 'data/holidays')) }
  deps = redatingOf({ cases: { ...ground.acts.processing, dues: createDueDates(createDeadlines(calendars), ground.sealer) }, calendar, calendars, definitions: openDefinitions({ db: ground.db }) })
  proposals = createProposals(deps)
  follow = createFollowCalendar(deps).turn
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const at = (text: string) => new Date(`${text}:00+07:00`)
const day = (date: string, more: object = {}): CalendarChange => ({
  act: 'add-day',
  form: { kind: 'holiday', date, workedOn: '', nameVi: 'Ngày nghỉ địa phương', nameEn: 'Local day off', status: 'official', reason: 'QĐ 1/QĐ-UBND', ...more },
})
const proposed = async (change: CalendarChange) => (await agreed(proposals.propose(admin, change))).id
const stateOf = async (id: string) => (await findChange(ground.db, id))?.state
const lines = async (id: string, phase: 'look' | 'moved') => (await linesOf(ground.db, { id, phase }, null, 1000)).map((line) => [line.code, line.from_due, line.to_due] as const)
async function saved(change: CalendarChange): Promise<string> {
  const id = await proposed(change)
  await follow()
  await agreed(proposals.save(admin, id))
  ground.clock.advance(10_000)
  await follow()
  return id
}

/** A building permit in its seven working days, received on Monday 23/11/2026 at 9:00: due on Thursday 3/12. */
async function permit(): Promise<Filed & { office: Parameters<typeof carryToEnd>[2] }> {
  const filed = await fileExample(ground, '1.013225', exampleOf('1.013225', '1-'))
  await carryToEnd(ground, filed, filed.office, 'appraise')
  return filed
}

describe('a change of the days off', () => {
  it('is looked at first and changes nothing; saved, it moves the open dates once, with the reason, and leaves what is over', async () => {
    const open = await permit()
    const over = await fileBirth(ground)
    await carry(ground, over, 'issued')
    const dates = async () => (await rowOf(ground, open)).current_due_at
    const overBefore = await ground.rows('dossiers.dossier', { column: 'id', is: over.dossierId })
    const version = (await calendarSnapshot(ground.db)).version
    const id = await proposed(day('2026-12-01'))
    await follow()
    expect(await stateOf(id)).toBe('looked')
    expect(await lines(id, 'look')).toContainEqual([open.code, at('2026-12-03T17:00'), at('2026-12-04T17:00')])
    expect(await dates()).toEqual(at('2026-12-03T17:00'))
    expect((await calendarSnapshot(ground.db)).version).toBe(version)

    await agreed(proposals.save(admin, id))
    await agreed(proposals.save(admin, id))
    ground.clock.advance(10_000)
    await Promise.all([follow(), follow()])
    await follow()
    expect(await stateOf(id)).toBe('done')
    expect(await dates()).toEqual(at('2026-12-04T17:00'))
    expect((await rowOf(ground, open)).original_due_at).toEqual(at('2026-12-03T17:00'))
    expect(await lines(id, 'moved')).toEqual(await lines(id, 'look'))
    const tally = (await tallyOf(ground.db, { id, phase: 'moved' })).reduce((sum, one) => sum + one.dossiers, 0)
    expect(tally).toBe((await lines(id, 'moved')).length)
    const moved = (await ground.events(open.dossierId)).filter((event) => event.type === 'dossier.due-moved')
    expect(moved).toHaveLength(1)
    expect(moved[0]).toMatchObject({ actor: 'system:calendar', payload: { reason: expect.stringContaining('thêm nghỉ lễ 01/12/2026 (Ngày nghỉ địa phương)'), changeId: id } })
    expect((await dueChangesOf(ground.db, open.dossierId)).map((change) => change.reason)).toEqual(['accepted', 'calendar-changed'])
    expect(await ground.rows('dossiers.dossier', { column: 'id', is: over.dossierId })).toEqual(overBefore)
  })

  it('moves the limits of open steps and leaves those that were done', async () => {
    const filed = await permit()
    const specialist = ground.officer('Nguyễn Văn Xây Dựng', ['specialist'], filed.office)
    const steps = async () => new Map((await ground.acts.processing.processes.way(ground.db, filed.dossierId)).map((step) => [step.name, step.dueAt]))
    const [appraise] = (await ground.acts.processing.processes.openTasks(ground.db, filed.dossierId)).filter((task) => task.work === 'appraise')
    await agreed(ground.acts.processing.steps.appraise(specialist, { ...onto(filed), taskId: appraise?.taskId ?? '', note: '' }))
    const before = await steps()
    await saved(day('2026-11-25'))
    const after = await steps()
    expect(after.get('Thẩm định hồ sơ, bản vẽ')).toEqual(before.get('Thẩm định hồ sơ, bản vẽ'))
    const site = before.get('Kiểm tra thực địa')
    // 12 working hours from Monday 9:00 end on Wednesday 25/11, now a day off: on Thursday at the same hour, 24/11 being one already.
    expect(after.get('Kiểm tra thực địa')?.getTime()).toBeGreaterThan(site?.getTime() ?? 0)
  })

  it('taken back moves the dates back; a stop and an extension are reckoned with', async () => {
    const filed = await permit()
    const leader = ground.officer('Lê Thị Lãnh Đạo', ['leader'], filed.office)
    await agreed(ground.acts.processing.extend(leader, { ...onto(filed), to: '2026-12-16', reason: 'Chờ kết quả kiểm tra thực địa.' }))
    expect((await rowOf(ground, filed)).current_due_at).toEqual(at('2026-12-16T17:00'))
    const id = await saved(day('2026-12-16'))
    expect((await rowOf(ground, filed)).current_due_at).toEqual(at('2026-12-17T17:00'))
    const [row] = await ground.rows('calendar.day', { column: 'date', is: '2026-12-16' })
    const dayId = /([0-9a-f-]{36})/.exec(row ?? '')?.[1] ?? ''
    await saved({ act: 'remove-day', dayId, reason: 'Nhập nhầm' })
    expect((await rowOf(ground, filed)).current_due_at).toEqual(at('2026-12-16T17:00'))
    expect(await stateOf(id)).toBe('done')
  })

  it('of a dossier that rests keeps resting, and its time goes on by the new calendar', async () => {
    const filed = await permit()
    const specialist = ground.officer('Nguyễn Văn Xây Dựng', ['specialist'], filed.office)
    await agreed(ground.acts.processing.requestSupplement(specialist, { ...onto(filed), items: ONE_ITEM.map((item) => ({ ...item, component: null })), note: '' }))
    await saved(day('2026-11-26'))
    expect((await rowOf(ground, filed)).current_due_at).not.toEqual(at('2026-12-03T17:00'))
    expect((await rowOf(ground, filed)).status).toBe(5)
  })
})

describe('the job', () => {
  it('broken off in the middle goes on there: each dossier once', async () => {
    const two = [await permit(), await permit()]
    const id = await proposed(day('2026-12-02'))
    await follow()
    await agreed(proposals.save(admin, id))
    ground.clock.advance(10_000)
    let calls = 0
    const dying = createFollowCalendar({ ...deps, followSteps: async (...input) => (calls++ === 0 ? deps.followSteps(...input) : Promise.reject(new Error('killed'))) })
    await expect(dying.turn()).rejects.toThrow('killed')
    expect(await stateOf(id)).toBe('saved')
    expect((await lines(id, 'moved')).length).toBe(1)
    await follow()
    expect(await stateOf(id)).toBe('done')
    for (const filed of two) {
      const moved = (await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.due-moved' && (event.payload as { changeId?: string }).changeId === id)
      expect(moved).toHaveLength(1)
    }
  })
})

describe('it is not saved', () => {
  it('before all dates were looked at, after it was discarded, by one who is no administrator, or where the calendar was changed meanwhile', async () => {
    const id = await proposed(day('2026-12-08'))
    expect(await proposals.save(admin, id)).toMatchObject({ refusal: { code: 'calendar-change-not-looked' } })
    const other = await proposed(day('2026-12-09'))
    await follow()
    const clerk = ground.officer('Văn Thư', ['clerk'])
    expect(await proposals.propose(clerk, day('2026-12-10'))).toMatchObject({ refusal: { code: 'calendar-not-yours' } })
    expect(await proposals.save(clerk, id)).toMatchObject({ refusal: { code: 'calendar-not-yours' } })
    await agreed(proposals.save(admin, other))
    expect(await proposals.save(admin, id)).toMatchObject({ refusal: { code: 'calendar-moved-on' } })
    expect(await stateOf(id)).toBe('looking')
    await follow()
    await follow()
    await agreed(proposals.discard(id))
    expect(await proposals.save(admin, id)).toMatchObject({ refusal: { code: 'calendar-change-over' } })
    expect(await proposals.propose(admin, day('2026-12-09'))).toMatchObject({ refusal: { code: 'calendar-day-taken' } })
    expect(await proposals.propose(admin, day('2026-02-30'))).toMatchObject({ refusal: { code: 'calendar-day-has-errors' } })
  })
})
