import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed } from '../../../tests/support/birth.ts'
import { exampleOf, fileExample, type FiledExample } from '../../../tests/support/carry.ts'
import { everythingOf, onto, rowOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Staff } from './on-case.ts'
import { collectionsOf } from './store.ts'

const RECORD = '3.000333'
const REASON = 'Ghi nhầm số tiền trên biên lai.'

let ground: TestActs
let reception: Staff
beforeAll(async () => {
  ground = await openTestActs()
  reception = ground.officer('Tiếp', ['reception'], 'police')
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const office = () => ground.acts.processing
/** Two copies of a certificate: 200,000 đồng and what a third copy would cost. */
const owing = () => fileExample(ground, RECORD, exampleOf(RECORD, '1-'))
let series = 0
function nextReceipt(): string {
  series += 1
  return `BL ${series}`
}
const paying = (more: object = {}) => ({ amount: 200_000, payer: 'Trần Thị Mai', way: 'cash', receipt: nextReceipt(), ...more })
const collect = async (filed: FiledExample, more: object = {}, actor = reception) => office().collectFee(actor, { ...onto(filed), ...paying(more) })
const stands = async (filed: FiledExample) => (await rowOf(ground, filed)).finance_status

describe('a fee collected at the counter', () => {
  it('is written down with payer, amount and receipt, and settles the dossier', async () => {
    const filed = await owing()
    expect(await stands(filed)).toBe('unpaid')
    await agreed(collect(filed, { amount: 50_000 }))
    expect(await stands(filed)).toBe('pending')
    await agreed(collect(filed, { amount: 150_000, way: 'transfer' }))
    expect(await stands(filed)).toBe('paid')
    const rows = await collectionsOf(ground.db, filed.dossierId)
    expect(rows.map(({ amount, payer, way, collected_by_name: who }) => [Number(amount), payer, way, who])).toEqual([
      [50_000, 'Trần Thị Mai', 'cash', 'Tiếp'],
      [150_000, 'Trần Thị Mai', 'transfer', 'Tiếp'],
    ])
    expect(await collect(filed)).toMatchObject({ refusal: { code: 'fee-paid-already' } })
  })

  it.each<[string, object, string]>([
    ['nothing', { amount: 0 }, 'fee-amount'],
    ['less than nothing', { amount: -5 }, 'fee-amount'],
    ['no number', { amount: null }, 'fee-amount'],
    ['a part of a đồng', { amount: 0.5 }, 'fee-amount'],
    ['more than any fee', { amount: 2_000_000_000 }, 'fee-amount'],
    ['nobody', { payer: '  ' }, 'fee-payer'],
    ['no receipt', { receipt: '' }, 'fee-receipt'],
    ['a receipt of signs', { receipt: '<script>' }, 'fee-receipt'],
    ['no way of paying', { way: 'shells' }, 'fee-receipt'],
  ])('is refused with %s, and nothing is written', async (_what, more, code) => {
    const filed = await owing()
    const before = await everythingOf(ground, filed)
    expect(await collect(filed, more)).toMatchObject({ ok: false, refusal: { code } })
    expect(await everythingOf(ground, filed)).toEqual(before)
  })

  it('is written once, however often it is sent, and a receipt stands for one payment only', async () => {
    const [one, two] = [await owing(), await owing()]
    const act = { ...onto(one), ...paying({ receipt: 'AB/26E-0000001', amount: 1000 }) }
    const sent = await Promise.all([office().collectFee(reception, act), office().collectFee(reception, act)])
    expect(sent.map((done) => done.ok && done.replayed).sort()).toEqual([false, true])
    expect(await collectionsOf(ground.db, one.dossierId)).toHaveLength(1)
    expect(await collect(two, { receipt: 'AB/26E-0000001' })).toMatchObject({ refusal: { code: 'fee-receipt-taken' } })
    const both = await Promise.allSettled([collect(two, { receipt: 'X 1', amount: 1 }), office().collectFee(reception, { ...onto(one), ...paying({ receipt: 'X 1', amount: 1 }) })])
    expect([...(await collectionsOf(ground.db, one.dossierId)), ...(await collectionsOf(ground.db, two.dossierId))].filter(({ receipt }) => receipt === 'X 1')).toHaveLength(1)
    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
  })

  it('is cancelled with a reason, once; the row stays, its receipt is free again and the fee is owed again', async () => {
    const filed = await owing()
    await agreed(collect(filed, { receipt: 'HỦY 1' }))
    const [row] = await collectionsOf(ground.db, filed.dossierId)
    const cancel = async (more: object = {}) => office().cancelFee(reception, { ...onto(filed), collectionId: row?.id ?? '', reason: REASON, ...more })
    expect(await cancel({ reason: 'sai' })).toMatchObject({ refusal: { code: 'reason-needed' } })
    expect(await cancel({ collectionId: newId() })).toMatchObject({ refusal: { code: 'fee-not-found' } })
    await agreed(cancel())
    expect(await stands(filed)).toBe('unpaid')
    expect(await cancel()).toMatchObject({ refusal: { code: 'fee-not-found' } })
    expect(await collectionsOf(ground.db, filed.dossierId)).toMatchObject([{ cancel_reason: REASON, cancelled_by_name: 'Tiếp' }])
    await agreed(collect(filed, { receipt: 'HỦY 1' }))
  })

  it('is the business of reception and clerks of the dossier’s own agency', async () => {
    const filed = await owing()
    for (const actor of [ground.officer('Chuyên', ['specialist'], 'police'), ground.officer('Lãnh', ['leader'], 'police'), ground.officer('Khác', ['reception'])]) {
      expect(await collect(filed, {}, actor)).toMatchObject({ ok: false })
    }
    expect(await collectionsOf(ground.db, filed.dossierId)).toEqual([])
    await agreed(collect(filed, {}, ground.officer('Văn', ['clerk'], 'police')))
  })
})
