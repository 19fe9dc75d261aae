import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { agreed, carry, fileBirth } from '../../../../tests/support/birth.ts'
import { onto, type Team, teamOf } from '../../../../tests/support/case.ts'
import { TEST_NOW } from '../../../../tests/support/database.ts'
import { pdfText } from '../../../../tests/support/pdf-text.ts'
import { DEMO_AGENCIES } from '../../../demo/people.ts'
import { civilDateOf } from '../../../platform/clock.ts'
import { sumOf } from '../rules/day.ts'
import { dossiersOfDay } from './day.store.ts'
import { loadDay } from './load-day.ts'
import { printDay } from './print-day.ts'

let ground: TestActs
let team: Team
const agency = { id: DEMO_AGENCIES[0].centreId as string, name: 'Trung tâm' }
const TODAY = civilDateOf(TEST_NOW)
const TOMORROW = civilDateOf(new Date(TEST_NOW.getTime() + 86_400_000))
const day = (on: string, of: { id: string; name: string } = agency) => loadDay(ground, { agency: of, day: on, today: TODAY })

beforeAll(async () => {
  ground = await openTestActs()
  team = await teamOf(ground)
  ground.clock.set(TEST_NOW)
  const { processing } = ground.acts
  const [first, second] = [await fileBirth(ground, { childName: 'Nguyễn Minh An' }), await fileBirth(ground, { childName: 'Nguyễn Minh Bảo' })]
  const third = await fileBirth(ground, { childName: 'Nguyễn Minh Châu' })
  await carry(ground, first, 'handed-over')
  await agreed(processing.refuseDossier(team.reception, { ...onto(second), reason: 'Không thuộc thẩm quyền', guidance: '' }))
  const fee = { amount: 8000, payer: 'Nguyễn Văn Dân', way: 'cash', receipt: 'A-1' }
  await agreed(processing.collectFee(team.reception, { ...onto(first), ...fee }))
  await agreed(processing.collectFee(team.reception, { ...onto(third), ...fee, amount: 2000, way: 'card', receipt: 'A-2' }))
  // The next day something is taken back and something else is done.
  ground.clock.set(new Date(TEST_NOW.getTime() + 86_400_000))
  const { rows } = await ground.db.pool.query<{ id: string }>("select id from processing.collection where receipt = 'A-1'")
  await agreed(processing.cancelFee(team.reception, { ...onto(first), collectionId: rows[0]?.id ?? '', reason: 'Ghi nhầm số biên lai của người khác' }))
  await carry(ground, await fileBirth(ground, { childName: 'Nguyễn Minh Dũng' }), 'accepted')
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

describe('a day of a counter', () => {
  it('is what was done on it, by the way in which it came', async () => {
    const today = await day(TODAY)
    expect([today.counts.filed[2], today.counts.accepted[2], today.counts.refused[2], today.counts['handed-over'][2], sumOf(today.counts.returned)]).toEqual([3, 1, 1, 1, 0])
    expect(today.acts.map((act) => act.kind)).toEqual(['accept', 'hand-over', 'refuse'])
    expect(today.isCut).toBe(false)
    const tomorrow = await day(TOMORROW)
    expect([tomorrow.counts.filed[2], tomorrow.counts.accepted[2], tomorrow.counts.refused[2]]).toEqual([1, 1, 0])
  })

  it('keeps its money as it was, also when some of it was taken back later', async () => {
    expect((await day(TODAY)).money).toMatchObject({ cash: { collected: 8000, cancelled: 0, rest: 8000 }, card: { collected: 2000, rest: 2000 } })
    expect((await day(TOMORROW)).money).toMatchObject({ cash: { collected: 0, cancelled: 8000, rest: -8000 }, card: { rest: 0 } })
  })

  it('tells what is open only of today, and nothing of another office', async () => {
    expect((await day(TODAY)).open?.rows.reduce((all, one) => all + one.open, 0)).toBe(3)
    expect((await day(TOMORROW)).open).toBeNull()
    const other = await day(TODAY, { id: DEMO_AGENCIES[1].centreId, name: 'Nơi khác' })
    expect([other.acts.length, sumOf(other.counts.filed), other.collected.length]).toEqual([0, 0, 0])
  })

  it('is printed to be signed', async () => {
    const today = await day(TODAY)
    const dossiers = await dossiersOfDay(ground.db, today.acts.map((act) => act.dossier_id))
    const lines = today.acts.flatMap((act) => {
      const dossier = dossiers.get(act.dossier_id)
      return dossier ? [{ act, dossier }] : []
    })
    const asked = { agency, agencies: [agency], day: TODAY, today: TODAY, wrong: null }
    const text = await pdfText(await printDay({ ...ground.acts.processing, documents: ground.documents }, team.reception, asked, today, lines))
    for (const said of ['BÁO CÁO CUỐI NGÀY', '8.000', 'Đã từ chối tiếp nhận', 'từ chối tiếp nhận', 'Trần Thị Tiếp Nhận', 'NGƯỜI LẬP']) expect(text).toContain(said)
  })
})
