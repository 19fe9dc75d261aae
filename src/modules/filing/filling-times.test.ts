import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, BIRTH, prepareBirth } from '../../../tests/support/birth.ts'
import { newId } from '../../platform/ids.ts'
import { createCountFillings, createFillingTime } from './filling-times.ts'

let ground: TestActs
beforeAll(async () => {
  ground = await openTestActs()
})
afterAll(() => ground.close())

const MINUTE = 60_000
const now = () => ground.clock.now().getTime()
const wait = (minutes: number) => ground.clock.set(new Date(now() + minutes * MINUTE))
const count = () => createCountFillings(ground)()
const told = (code = BIRTH) => createFillingTime(ground.db)(code)

/** A birth begun now and submitted so many minutes later. */
async function fileAfter(minutes: number) {
  const prepared = await prepareBirth(ground)
  wait(minutes)
  const { citizen, ...rest } = prepared
  await agreed(ground.acts.filing.submit.file(citizen, { ...rest, key: newId(), declared: true }))
}

it('is told when ten have submitted what they began, each counted once, whoever counts', async () => {
  for (const minutes of [4, 6, 7, 7, 8, 9, 10, 12, 15]) await fileAfter(minutes)
  // Begun and not submitted, and filled in over days: they say nothing.
  await prepareBirth(ground)
  await fileAfter(3000)
  wait(5)
  await count()
  expect(await told()).toBeNull()
  await fileAfter(8)
  // Not yet settled: the next turn counts it.
  await count()
  expect(await told()).toBeNull()
  wait(5)
  await Promise.all([count(), count(), count()])
  expect(await told()).toEqual({ minutes: 8, fillings: 10 })
  await count()
  expect(await told()).toEqual({ minutes: 8, fillings: 10 })
  expect(await told('9.999999')).toBeNull()
}, 60_000)

it('follows the latest hundred, in as many turns as it needs', async () => {
  await ground.db.pool.query(
    `insert into filing.draft (id, account_id, procedure_code, package_version_id, lang, answers, created_at, updated_at, dossier_id)
     select gen_random_uuid(), gen_random_uuid(), '1.000000', gen_random_uuid(), 'vi', '', $1::timestamptz, $1::timestamptz + make_interval(mins => case when n > 2400 then 30 else 3 end), gen_random_uuid()
       from generate_series(1, 2500) as n`,
    [ground.clock.now()],
  )
  wait(60)
  await count()
  expect(await told('1.000000')).toEqual({ minutes: 30, fillings: 100 })
  expect(await ground.rows('filing.filling_time', { column: 'procedure_code', is: '1.000000' })).toHaveLength(1)
})
