import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInVietnam } from '../../platform/clock.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import {
  addDay,
  type CalendarActDeps,
  calendarSnapshot,
  changeDay,
  createDeadlines,
  declareYear,
  loadHolidays,
  openCalendars,
  readLunarYears,
  removeDay,
  setWorkingWeek,
} from './index.ts'
import { CALENDAR_STREAM } from './ports.ts'
import type { DayForm } from './rules/day-form.ts'
import { selectDaysOfYear } from './store.ts'

const folder = fileURLToPath(new URL('../../../data/holidays', import.meta.url))
const admin: Actor = {
  kind: 'staff',
  staffId: '019a0000-0000-7000-8000-000000000001',
  name: 'Quản trị',
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Quản trị viên', duties: ['administrator'] }],
}
const officer: Actor = {
  ...admin,
  posts: [{ postId: 'p', agencyId: 'a', agencyPath: 'a/', title: 'Cán bộ', duties: ['reception'] }],
} as Actor
const AGENCY = { id: '019a0000-0000-7000-8000-0000000000aa', path: 'a/019a0000-0000-7000-8000-0000000000aa/' }
const holiday: DayForm = {
  kind: 'holiday',
  date: '2026-12-07',
  workedOn: '',
  nameVi: 'Ngày nghỉ địa phương',
  nameEn: 'Local day off',
  status: 'official',
  reason: 'QĐ 1/QĐ-UBND',
}

let test: TestDatabase
let deps: CalendarActDeps
beforeAll(async () => {
  test = await openTestDatabase()
  deps = { db: test.db, clock: test.clock, appendEvent: createAppendEvent(test.sealer) }
  await loadHolidays(deps, folder)
})
afterAll(() => test.close())

const due = async (receivedAt: string, amount: number, agencyId: string | null = null) =>
  isoInVietnam(
    (await calendarSnapshot(test.db)).dueDate(agencyId, new Date(receivedAt), { amount, unit: 'working_day' }).dueAt,
  ).slice(0, 16)

describe('the shipped calendar', () => {
  it('is copied once, two processes at a time included', async () => {
    const other = await openTestDatabase()
    try {
      const both = { ...deps, db: other.db, appendEvent: createAppendEvent(other.sealer) }
      const loads = await Promise.all([
        loadHolidays(both, folder),
        loadHolidays(both, folder),
        loadHolidays(both, folder),
      ])
      expect(loads.filter((load) => load.changed)).toEqual([
        { changed: true, added: 60, replaced: 0, keptByAdministrator: [] },
      ])
      expect((await calendarSnapshot(other.db)).version).toBe(1)
    } finally {
      await other.close()
    }
  })

  it('gives the published due dates from the database', async () => {
    expect(await due('2026-11-23T09:00:00+07:00', 1)).toBe('2026-11-25T17:00')
    expect(await due('2026-08-20T09:00:00+07:00', 2)).toBe('2026-08-22T17:00')
  })
})

describe('edits of days', () => {
  it('add, change and remove a holiday, each in a version of its own and in the events', async () => {
    const before = (await calendarSnapshot(test.db)).version
    expect(await due('2026-12-04T09:00:00+07:00', 1)).toBe('2026-12-07T17:00')
    expect(await addDay(deps)(admin, holiday)).toMatchObject({ ok: true, version: before + 1 })
    expect(await due('2026-12-04T09:00:00+07:00', 1)).toBe('2026-12-08T17:00')
    const day = (await selectDaysOfYear(test.db, 2026)).find((each) => each.date === '2026-12-07')
    const changed = await changeDay(deps)(admin, { dayId: day?.id ?? '', form: { ...holiday, date: '2026-12-08' } })
    expect(changed).toMatchObject({ ok: true, version: before + 2 })
    expect(await due('2026-12-04T09:00:00+07:00', 1)).toBe('2026-12-07T17:00')
    expect(await removeDay(deps)(admin, { dayId: day?.id ?? '', reason: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'calendar-day-gone' },
    })
    const moved = (await selectDaysOfYear(test.db, 2026)).find((each) => each.date === '2026-12-08')
    expect(await removeDay(deps)(admin, { dayId: moved?.id ?? '', reason: 'Nhập nhầm' })).toMatchObject({
      ok: true,
      version: before + 3,
    })
    const events = await createReadStream(test.sealer)(test.db, CALENDAR_STREAM)
    expect(events.slice(-3).map((event) => event.type)).toEqual([
      'calendar.day-added',
      'calendar.day-changed',
      'calendar.day-removed',
    ])
    expect(events.at(-1)?.payload).toMatchObject({ reason: 'Nhập nhầm', calendarVersion: before + 3 })
  })

  it('an exchange is two days that come and go together', async () => {
    const form: DayForm = { ...holiday, kind: 'exchange', date: '2026-12-11', workedOn: '2026-12-12' }
    expect(await addDay(deps)(admin, form)).toMatchObject({ ok: true })
    expect(await due('2026-12-10T09:00:00+07:00', 1)).toBe('2026-12-12T17:00')
    const days = (await selectDaysOfYear(test.db, 2026)).filter((day) => day.date.startsWith('2026-12-1'))
    expect(days.map((day) => [day.date, day.kind, day.swapWith])).toEqual([
      ['2026-12-11', 'swap_off', '2026-12-12'],
      ['2026-12-12', 'swap_work', '2026-12-11'],
    ])
    expect(await changeDay(deps)(admin, { dayId: days[0]?.id ?? '', form: holiday })).toMatchObject({
      refusal: { code: 'calendar-exchange-not-editable' },
    })
    expect(await removeDay(deps)(admin, { dayId: days[1]?.id ?? '', reason: 'Hủy hoán đổi' })).toMatchObject({
      ok: true,
    })
    expect((await selectDaysOfYear(test.db, 2026)).some((day) => day.date.startsWith('2026-12-1'))).toBe(false)
  })

  it('refuses wrong, doubled and foreign edits and changes nothing', async () => {
    const { version } = await calendarSnapshot(test.db)
    const add = addDay(deps)
    expect(await add(officer, holiday)).toMatchObject({ refusal: { code: 'calendar-not-yours' } })
    expect(await add(admin, { ...holiday, date: '2026-02-30', nameVi: '', reason: ' ' })).toMatchObject({
      refusal: { code: 'calendar-day-has-errors', params: { count: 3 } },
      faults: [{ field: 'date' }, { field: 'nameVi' }, { field: 'reason' }],
    })
    expect(
      await add(admin, { ...holiday, kind: 'exchange', date: '2026-12-12', workedOn: '2026-12-14' }),
    ).toMatchObject({
      faults: [
        { field: 'date', code: 'on-weekend' },
        { field: 'workedOn', code: 'not-on-weekend' },
      ],
    })
    expect(await add(admin, { ...holiday, nameVi: 'a\u202Eb' })).toMatchObject({
      faults: [{ field: 'nameVi', code: 'hostile' }],
    })
    expect(await add(admin, { ...holiday, date: '2026-11-24' })).toMatchObject({
      refusal: { code: 'calendar-day-taken', params: { date: '24/11/2026' } },
    })
    expect((await calendarSnapshot(test.db)).version).toBe(version)
  })

  it('of two who add the same day at once, one is told', async () => {
    const form = { ...holiday, date: '2026-12-15' }
    const results = await Promise.all([addDay(deps)(admin, form), addDay(deps)(admin, form), addDay(deps)(admin, form)])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.filter((result) => !result.ok).map((result) => (result.ok ? '' : result.refusal.code))).toEqual([
      'calendar-day-taken',
      'calendar-day-taken',
    ])
  })
})

describe('a year by law', () => {
  it('is laid out once, and only where the moon is known', async () => {
    const declare = declareYear({ ...deps, lunarYears: await readLunarYears(folder) })
    expect(await declare(admin, { year: 2027, reason: 'x' })).toMatchObject({
      refusal: { code: 'calendar-year-known' },
    })
    expect(await declare(admin, { year: 2051, reason: 'x' })).toMatchObject({
      refusal: { code: 'calendar-year-out-of-range' },
    })
    expect((await calendarSnapshot(test.db)).calendar.covers(2028)).toBe(false)
    expect(await declare(admin, { year: 2028, reason: 'Chờ thông báo' })).toMatchObject({ ok: true })
    const snapshot = await calendarSnapshot(test.db)
    expect([snapshot.calendar.covers(2028), snapshot.calendar.isProvisional(2028)]).toEqual([true, true])
    const days = await selectDaysOfYear(test.db, 2028)
    expect(days.map((day) => `${day.date} ${day.kind}`)).toContain('2028-01-03 compensation')
    expect(days.filter((day) => day.kind === 'holiday')).toHaveLength(12)
  })
})

describe('working weeks', () => {
  const friday = [
    '08:00-12:00, 13:00-17:00',
    '08:00-12:00, 13:00-17:00',
    '08:00-12:00, 13:00-17:00',
    '08:00-12:00, 13:00-17:00',
    '08:00-11:00',
  ]
  it('of one agency hold from their day, for that agency alone', async () => {
    const set = setWorkingWeek(deps)
    expect(
      await set(admin, { agency: AGENCY, sessions: friday, validFrom: '2026-12-21', reason: 'Giờ mùa đông' }),
    ).toMatchObject({ ok: true })
    expect(await due('2026-12-17T09:00:00+07:00', 1, AGENCY.id)).toBe('2026-12-18T17:00')
    expect(await due('2026-12-24T09:00:00+07:00', 1, AGENCY.id)).toBe('2026-12-25T11:00')
    expect(await due('2026-12-24T09:00:00+07:00', 1)).toBe('2026-12-25T17:00')
    expect(await set(admin, { agency: AGENCY, sessions: friday, validFrom: '2026-12-21', reason: 'x' })).toMatchObject({
      refusal: { code: 'calendar-week-not-later' },
    })
    expect(
      await set(admin, {
        agency: AGENCY,
        sessions: ['08:00-12:00', '', '', '', '12:00-08:00'],
        validFrom: '2027-01-04',
        reason: 'x',
      }),
    ).toMatchObject({ days: [4] })
    expect(
      await set(admin, {
        agency: AGENCY,
        sessions: ['08:00-12:00', '', '', '', ''],
        validFrom: '2027-01-04',
        reason: 'Chỉ mở thứ Hai',
      }),
    ).toMatchObject({ ok: true })
    expect(await due('2027-01-04T09:00:00+07:00', 1, AGENCY.id)).toBe('2027-01-11T12:00')
    expect(await due('2026-12-24T09:00:00+07:00', 1, AGENCY.id)).toBe('2026-12-25T11:00')
  })
})

describe('the calendar in memory', () => {
  it('follows a change made in this process at once', async () => {
    const calendars = openCalendars({ db: test.db })
    const deadlines = createDeadlines(calendars)
    const period = { amount: 1, unit: 'working_day' as const, pausePolicy: 'resume' as const }
    const first = await deadlines.start({
      agencyId: AGENCY.id,
      receivedAt: new Date('2026-06-15T09:00:00+07:00'),
      period,
    })
    expect(isoInVietnam(first.dueAt)).toContain('2026-06-16')
    await addDay({ ...deps, changed: calendars.changed })(admin, { ...holiday, date: '2026-06-16' })
    const second = await deadlines.start({
      agencyId: AGENCY.id,
      receivedAt: new Date('2026-06-15T09:00:00+07:00'),
      period,
    })
    expect(isoInVietnam(second.dueAt)).toContain('2026-06-17')
    expect(second.calendarVersion).toBe(first.calendarVersion + 1)
  })
})
