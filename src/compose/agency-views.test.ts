import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../tests/support/acts.ts'
import { DEMO_POLICE } from '../demo/people.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

it('forms are offered the agencies in force, namesakes told apart, one list for as long as nothing changes', async () => {
  const { agencies = [] } = await ground.acts.asking('vi')
  expect(agencies).toContainEqual({ id: DEMO_POLICE.id, name: DEMO_POLICE.nameVi, label: DEMO_POLICE.nameVi })
  expect(new Set(agencies.map(({ label }) => label)).size).toBe(agencies.length)
  expect((await ground.acts.asking('en')).agencies).toBe(agencies)
  ground.clock.set(new Date('1990-01-01T09:00:00+07:00'))
  expect((await ground.acts.asking('vi')).agencies).toEqual([])
})
