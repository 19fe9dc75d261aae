import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../../tests/support/acts.ts'
import { agreed } from '../../../../tests/support/birth.ts'
import { carryToEnd, exampleOf, fileExample, type FiledExample } from '../../../../tests/support/carry.ts'
import { everythingOf, ONE_ITEM, onto, printed, REASON, rowOf } from '../../../../tests/support/case.ts'
import { TEST_NOW } from '../../../../tests/support/database.ts'
import { pdfText } from '../../../../tests/support/pdf-text.ts'
import { dueChangesOf, extensionsOf, pausesOf } from '../../dossiers/index.ts'
import type { Staff } from '../index.ts'

const PERMIT = '1.013225'
let ground: TestActs
let leader: Staff
let specialist: Staff
let reception: Staff
beforeAll(async () => {
  ground = await openTestActs()
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
const at = (text: string) => new Date(`${text}:00+07:00`)

/** A building permit in its seven working days, received on Monday 23/11/2026 at 9:00: due on Thursday 3/12. */
async function permit(): Promise<FiledExample> {
  const filed = await fileExample(ground, PERMIT, exampleOf(PERMIT, '1-'))
  await carryToEnd(ground, filed, filed.office, 'appraise')
  leader = ground.officer('Lê Thị Lãnh Đạo', ['leader'], filed.office)
  specialist = ground.officer('Nguyễn Văn Xây Dựng', ['specialist'], filed.office)
  reception = ground.officer('Trần Thị Tiếp Nhận', ['reception'], filed.office)
  return filed
}
const extend = (filed: FiledExample, change: object = {}) => office().extend(leader, { ...onto(filed), to: '2026-12-10', reason: REASON, ...change })
const MONEY = { what: 'Lệ phí trước bạ', amount: '1.500.000', ground: 'Thông báo số 12/TB-CT ngày 20/11/2026', how: 'Kho bạc Nhà nước', payBy: '2026-12-15' }
const PROOF = { kind: 'bank', number: 'GBC-01/2026', on: '2026-11-26', amount: '1500000' }

describe('an extension', () => {
  it('moves the promise once, with Mẫu 04, the apology in the chain and the first promise kept', async () => {
    const filed = await permit()
    expect((await rowOf(ground, filed)).current_due_at).toEqual(at('2026-12-03T17:00'))
    await agreed(extend(filed))
    expect(await rowOf(ground, filed)).toMatchObject({ original_due_at: at('2026-12-03T17:00'), current_due_at: at('2026-12-10T17:00'), extended_at: TEST_NOW })
    const slip = (await printed(ground, filed)).find((one) => one.template === 'slips/mau-04')
    const text = await pdfText(slip?.pdf ?? Buffer.alloc(0))
    for (const said of [REASON, 'xin lỗi', '10 tháng 12 năm 2026', '03 tháng 12 năm 2026']) expect(text).toContain(said)
    expect((await ground.events(filed.dossierId)).at(-1)).toMatchObject({ type: 'dossier.extended', payload: { dueAt: at('2026-12-10T17:00').toISOString(), slip: { sha256: slip?.sha256 } } })
    const changes = await dueChangesOf(ground.db, filed.dossierId)
    expect(changes.map((change) => change.reason)).toEqual(['accepted', 'extended'])
    expect((await ground.rows('dossiers.extension', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('Giấy chứng sinh')
    const before = await everythingOf(ground, filed)
    expect(await extend(filed, { to: '2026-12-20' })).toMatchObject({ refusal: { code: 'extended-already' } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it('goes to the next working day where its day is none', async () => {
    const filed = await permit()
    await agreed(extend(filed, { to: '2026-12-12' }))
    expect((await rowOf(ground, filed)).current_due_at).toEqual(at('2026-12-14T17:00'))
  })

  it.each([
    ['not by a specialist', () => specialist, {}, 'duty-missing'],
    ['not without a reason', () => leader, { reason: 'Bận' }, 'reason-needed'],
    ['not to an earlier day', () => leader, { to: '2026-12-03' }, 'extension-day'],
    ['not on an older picture of the case', () => leader, { seenRevision: 1 }, 'case-changed'],
  ])('%s', async (_title, who, change, code) => {
    const filed = await permit()
    const before = await everythingOf(ground, filed)
    expect(await office().extend(who(), { ...onto(filed), to: '2026-12-10', reason: REASON, ...change })).toMatchObject({ refusal: { code } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it('not on the day of the deadline, nor while the clock stands', async () => {
    const filed = await permit()
    ground.clock.set(at('2026-12-02T16:00'))
    await agreed(extend(filed))
    const late = await permit()
    ground.clock.set(new Date(((await rowOf(ground, late)).current_due_at?.getTime() ?? 0) - 3600_000))
    expect(await extend(late, { to: '2027-01-15' })).toMatchObject({ refusal: { code: 'extension-too-late' } })
    ground.clock.set(TEST_NOW)
    const stopped = await permit()
    await agreed(office().requestObligation(specialist, { ...onto(stopped), ...MONEY }))
    expect(await extend(stopped)).toMatchObject({ refusal: { code: 'not-in-this-state' } })
  })

  it('of two at once is given once; the same request again is answered the same', async () => {
    const filed = await permit()
    const two = await Promise.all([extend(filed), extend(filed, { to: '2026-12-11' })])
    expect(two.filter((one) => one.ok)).toHaveLength(1)
    expect(await extensionsOf(ground.db, filed.dossierId)).toHaveLength(1)
    const other = await permit()
    const same = { ...onto(other), to: '2026-12-10', reason: REASON }
    const answers = await Promise.all([1, 2, 3].map(() => agreed(office().extend(leader, same))))
    expect(answers.map((one) => one.replayed).sort()).toEqual([false, true, true])
    expect((await printed(ground, other)).filter((one) => one.template === 'slips/mau-04')).toHaveLength(1)
  })
})

describe('a financial obligation', () => {
  it('stops the clock on its ground, and its proof lets it go on', async () => {
    const filed = await permit()
    await agreed(office().requestObligation(specialist, { ...onto(filed), ...MONEY }))
    expect(await pausesOf(ground.db, filed.dossierId)).toMatchObject([{ reason: 'financial-obligation', ground: MONEY.ground, approved_by_name: specialist.name, resumed_at: null }])
    const steps = await ground.rows('processes.task', { column: 'dossier_id', is: filed.dossierId })
    expect(steps.length).toBeGreaterThan(0)
    expect((await ground.rows('dossiers.obligation', { column: 'dossier_id', is: filed.dossierId })).join()).not.toContain('trước bạ')
    ground.clock.set(at('2026-11-26T10:00'))
    await agreed(office().meetObligation(reception, { ...onto(filed), ...PROOF }))
    // A permit counts anew from the completed dossier: seven working days from 26/11.
    expect(await rowOf(ground, filed)).toMatchObject({ status: 4, current_due_at: at('2026-12-07T17:00') })
    expect(await office().obligations.of(ground.db, filed.dossierId)).toMatchObject([{ what: MONEY.what, amount: 1_500_000, proof: { kind: 'bank', number: 'GBC-01/2026', amount: 1_500_000 }, metByName: reception.name }])
  })

  it.each([
    [{ what: '' }, 'obligation-what'],
    [{ amount: '-5' }, 'obligation-amount'],
    [{ amount: 'nhiều' }, 'obligation-amount'],
    [{ amount: '0' }, 'obligation-amount'],
    [{ ground: ' ' }, 'obligation-ground'],
    [{ how: 'x'.repeat(301) }, 'obligation-how'],
    [{ payBy: '2026-11-22' }, 'obligation-by'],
    [{ payBy: '2026-02-30' }, 'obligation-by'],
  ])('is not asked with %j', async (change, code) => {
    const filed = await permit()
    expect(await office().requestObligation(specialist, { ...onto(filed), ...MONEY, ...change })).toMatchObject({ refusal: { code } })
  })

  it.each([
    [{ kind: '' }, 'proof-kind'],
    [{ number: '' }, 'proof-number'],
    [{ number: '<b>' }, 'proof-number'],
    [{ on: '2026-12-31' }, 'proof-day'],
    [{ on: '' }, 'proof-day'],
    [{ amount: 'x' }, 'proof-amount'],
  ])('is not met with %j', async (change, code) => {
    const filed = await permit()
    await agreed(office().requestObligation(specialist, { ...onto(filed), ...MONEY }))
    expect(await office().meetObligation(reception, { ...onto(filed), ...PROOF, on: '2026-11-23', ...change })).toMatchObject({ refusal: { code } })
  })

  it('asked twice at once is asked once, and met by reception only', async () => {
    const filed = await permit()
    const two = await Promise.all([1, 2].map(() => office().requestObligation(specialist, { ...onto(filed), ...MONEY })))
    expect(two.filter((one) => one.ok)).toHaveLength(1)
    expect(await office().meetObligation(specialist, { ...onto(filed), ...PROOF, on: '2026-11-23' })).toMatchObject({ refusal: { code: 'duty-missing' } })
  })
})

describe('each stop', () => {
  it('for papers has its legal ground and who asked', async () => {
    const filed = await permit()
    await agreed(office().requestSupplement(specialist, { ...onto(filed), items: ONE_ITEM, note: '' }))
    const [pause] = await pausesOf(ground.db, filed.dossierId)
    expect(pause).toMatchObject({ reason: 'supplement', approved_by_name: specialist.name, ground: expect.stringContaining('309/2026') })
  })
  it('for a withdrawal is at the citizen’s own request', async () => {
    const filed = await permit()
    await agreed(ground.acts.filing.withdraw(filed.citizen, { ...onto(filed), reason: 'Gia đình chuyển nơi ở.' }))
    expect(await pausesOf(ground.db, filed.dossierId)).toMatchObject([{ reason: 'withdrawal', approved_by_name: null, ground: 'Theo đề nghị rút hồ sơ của người nộp' }])
  })
})

describe('a promise reckoned again from its history', () => {
  it('is the one that stands, while the calendar is the same', async () => {
    const filed = await permit()
    await agreed(extend(filed))
    ground.clock.set(at('2026-11-25T15:00'))
    await agreed(office().requestObligation(specialist, { ...onto(filed), ...MONEY }))
    ground.clock.set(at('2026-11-30T08:00'))
    await agreed(office().meetObligation(reception, { ...onto(filed), ...PROOF }))
    const row = await rowOf(ground, filed)
    const version = await office().packageOf(row.package_version_id)
    const again = await office().dues.reckonAgain(ground.db, row, version.period(row.channel as 2, row.case_key))
    expect(again?.dueAt).toEqual(row.current_due_at)
  })
})
