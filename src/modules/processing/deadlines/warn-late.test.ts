import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { carryToEnd, exampleOf, fileExample } from '../../../../tests/support/carry.ts'
import { workJobs } from '../../../compose/case-work.ts'
import { openCalendars } from '../../calendar/index.ts'
import { openDefinitions } from '../../processes/index.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

it('a dossier that will be late is told of once, at least a working day before, to officer, leader and citizen', async () => {
  const filed = await fileExample(ground, '1.013225', exampleOf('1.013225', '1-'))
  await carryToEnd(ground, filed, filed.office, 'appraise')
  const jobs = workJobs({ ...ground, calendars: openCalendars(ground), definitions: openDefinitions(ground) })
  const warn = async () => jobs['deadlines.warn-late']?.({ job: 'deadlines.warn-late' })
  const warnings = async () => (await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.will-be-late')
  await warn()
  expect(await warnings()).toEqual([])
  // Due on 3/12 at 17:00: on 2/12 at 8:00 less than two working days are left, and forty hours of steps.
  ground.clock.set(new Date('2026-12-02T08:00:00+07:00'))
  await warn()
  await warn()
  expect(await warnings()).toMatchObject([{ payload: { dueAt: '2026-12-03T10:00:00.000Z' } }])
  expect((await ground.rows('processing.notice', { column: 'dossier_id', is: filed.dossierId })).filter((row) => row.includes('will-be-late')).length).toBeGreaterThan(0)
  expect(await ground.rows('processing.late_warning', { column: 'dossier_id', is: filed.dossierId })).toHaveLength(1)
})
