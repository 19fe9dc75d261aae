import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { type Team, teamOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { custodyOf } from '../../compose/custody.ts'
import { DEMO_POSTS } from '../../demo/offices.ts'
import { DEMO_AGENCIES } from '../../demo/people.ts'
import { newId } from '../../platform/ids.ts'
import { readPart } from '../../platform/together.ts'
import { createAgencyDirectory } from '../agencies/index.ts'
import { findDocument } from '../documents/index.ts'
import { findBatch, selectItems } from './batches.store.ts'
import { type BatchInput, codesIn } from './give-batch.ts'
import { createConfirmBatch, createGiveBatch, createPlaces, createRecordPosition, createTakeBatchBack, type CustodyDeps, custodyJobs, firstPlace, positionsPart } from './index.ts'
import { reasonOf } from './confirm-batch.ts'
import { selectMoves } from './positions.store.ts'

let ground: TestActs
let deps: CustodyDeps
let team: Team
const CENTRE = DEMO_AGENCIES[0].centreId
beforeAll(async () => {
  ground = await openTestActs()
  const { db, clock, sealer, acts } = ground
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  deps = custodyOf({ db, clock, sealer, directory, acts, publicUrl: 'http://localhost:3000' })
  team = await teamOf(ground)
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

const accepted = async (childName = 'Nguyễn Minh An'): Promise<Filed> => {
  const filed = await fileBirth(ground, { childName })
  await carry(ground, filed, 'accepted')
  return filed
}
const papersOf = (filed: Filed) => readPart(ground.db, positionsPart(ground.db, filed.dossierId))
const whereIs = async (filed: Filed, what = 'file') => (await papersOf(filed)).find((one) => one.what === what)?.at_text
const statesOf = async (id: string) => (await selectItems(ground.db, id)).map((item) => item.state)
const batch = (filed: readonly Filed[], change: Partial<BatchInput> = {}): BatchInput => ({ batchId: newId(), what: 'file', codes: filed.map((one) => one.code), to: `nguoi:${team.specialist.staffId}`, ...change })
const give = (...args: Parameters<ReturnType<typeof createGiveBatch>>) => createGiveBatch(deps)(...args)
const confirm = (...args: Parameters<ReturnType<typeof createConfirmBatch>>) => createConfirmBatch(deps)(...args)
const all = (id: string, count: number, state: 'received' | 'missing' = 'received', to = 'toi') => ({ batchId: id, to, decisions: Array.from({ length: count }, (_, index) => ({ ordinal: index + 1, state, reason: state === 'missing' ? 'Không thấy trong tập' : '' })) })
const admin = () => ground.officer('Quản trị', ['administrator'])
async function place(name: string, isFirst = false): Promise<string> {
  return (await agreed(createPlaces(deps).setPlace(admin(), CENTRE, { id: newId(), name, kind: 'cabinet', isFirst }))).id
}

describe('places', () => {
  it('are set and closed by whoever administers the agency, each name once, one of them the first', async () => {
    const { setPlace, closePlace } = createPlaces(deps)
    const [first, second] = [await place('Quầy A', true), await place('Quầy B', true)]
    expect(await ground.rows('custody.place', { column: 'is_first', is: 'true' })).toHaveLength(1)
    expect(await setPlace(admin(), CENTRE, { id: newId(), name: 'QUẦY a', kind: 'counter', isFirst: false })).toMatchObject({ ok: false, refusal: { code: 'place-name-taken' } })
    expect(await setPlace(admin(), CENTRE, { id: newId(), name: ' ', kind: 'shelf', isFirst: false })).toMatchObject({ refusal: { code: 'place-form-wrong' }, faults: [{ field: 'name' }, { field: 'kind' }] })
    expect(await setPlace(team.reception, CENTRE, { id: newId(), name: 'Quầy C', kind: 'counter', isFirst: false })).toMatchObject({ ok: false, refusal: { code: 'duty-missing' } })
    const filed = await accepted()
    await agreed(createRecordPosition(deps)(team.reception, { dossierId: filed.dossierId, what: 'file', to: second, key: newId() }))
    expect(await closePlace(admin(), CENTRE, second)).toMatchObject({ refusal: { code: 'place-in-use' } })
    expect(await closePlace(admin(), CENTRE, first)).toMatchObject({ ok: true })
    expect(await closePlace(admin(), CENTRE, first)).toMatchObject({ refusal: { code: 'place-gone' } })
  })
})

describe('where a paper file lies', () => {
  it('is written down with its history and an event, once for a key', async () => {
    const filed = await accepted()
    const cabinet = await place('Tủ Hộ tịch')
    const record = createRecordPosition(deps)
    const input = { dossierId: filed.dossierId, what: 'file' as const, to: cabinet, key: newId() }
    expect(await record(team.reception, input)).toEqual({ ok: true, replayed: false })
    expect(await record(team.reception, input)).toEqual({ ok: true, replayed: true })
    await agreed(record(team.reception2, { ...input, to: 'toi', key: newId() }))
    expect(await whereIs(filed)).toMatch(/^Lý Văn Quầy giữ/)
    const moves = await selectMoves(ground.db, filed.dossierId)
    expect(moves.map((one) => [one.seq, one.from_text?.split(',')[0] ?? null, one.to_text.split(',')[0]])).toEqual([[2, 'Tủ Hộ tịch', 'Lý Văn Quầy giữ'], [1, null, 'Tủ Hộ tịch']])
    expect((await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.paper-moved')).toHaveLength(2)
  })

  it('is one history however many write it down at once', async () => {
    const filed = await accepted()
    const record = createRecordPosition(deps)
    const done = await Promise.all([team.reception, team.reception2, team.specialist].map((who) => record(who, { dossierId: filed.dossierId, what: 'file', to: 'toi', key: newId() })))
    expect(done.every((one) => one.ok)).toBe(true)
    expect((await selectMoves(ground.db, filed.dossierId)).map((one) => one.seq).sort()).toEqual([1, 2, 3])
  })

  it('is written down neither by another agency, nor without a duty, nor in a place of another', async () => {
    const filed = await accepted()
    const record = createRecordPosition(deps)
    const input = { dossierId: filed.dossierId, what: 'file' as const, to: 'toi', key: newId() }
    expect(await record(ground.officer('Nơi khác', ['reception'], 'lam-thanh'), input)).toMatchObject({ refusal: { code: 'paper-elsewhere' } })
    expect(await record(admin(), input)).toMatchObject({ ok: false })
    expect(await record(team.reception, { ...input, to: newId() })).toMatchObject({ refusal: { code: 'paper-where' } })
    expect(await record(team.reception, { ...input, dossierId: newId() })).toMatchObject({ refusal: { code: 'paper-nowhere' } })
    expect(await papersOf(filed)).toEqual([])
  })

  it('is where the counter put it, or with whoever received it', async () => {
    const desk = { agencyId: CENTRE, name: 'Trung tâm', provinceCode: '92' }
    const counter = await place('Quầy nhận')
    const received = { agencyId: CENTRE, desk, by: { key: 'staff:1', name: 'Trần Thị Tiếp Nhận' }, at: TEST_NOW }
    const texts = async (placeId: string | null) => (await firstPlace(ground.db, { ...received, placeId }))(newId()).map((one) => one.statement.values.find((value) => typeof value === 'string' && value.includes('Trung tâm')))
    expect(await texts(counter)).toEqual(['Quầy nhận, Trung tâm', 'Quầy nhận, Trung tâm'])
    expect(await texts(null)).toEqual(['Trần Thị Tiếp Nhận giữ, Trung tâm', 'Trần Thị Tiếp Nhận giữ, Trung tâm'])
    expect(await texts(newId())).toEqual(await texts(null))
  })
})

describe('a batch', () => {
  it('moves nothing until each of it was confirmed; what is missing stays with the giver, who is told', async () => {
    const three = [await accepted(), await accepted('Nguyễn Minh Bảo'), await accepted('Nguyễn Minh Châu')]
    const input = batch(three)
    await agreed(give(team.reception, input))
    for (const one of three) expect(await whereIs(one)).toMatch(/^Trần Thị Tiếp Nhận giữ/)
    expect((await papersOf(three[0] as Filed))[0]).toMatchObject({ batch_id: input.batchId, to_text: expect.stringMatching(/^Nguyễn Văn Hộ Tịch/) })
    await agreed(confirm(team.specialist, { batchId: input.batchId, to: 'toi', decisions: [{ ordinal: 1, state: 'received', reason: '' }, { ordinal: 3, state: 'missing', reason: 'Không thấy trong tập' }] }))
    expect(await statesOf(input.batchId)).toEqual(['received', 'open', 'missing'])
    expect((await findBatch(ground.db, input.batchId))?.state).toBe('open')
    await agreed(confirm(team.specialist, { batchId: input.batchId, to: 'toi', decisions: [{ ordinal: 2, state: 'received', reason: '' }] }))
    expect((await findBatch(ground.db, input.batchId))?.state).toBe('confirmed')
    expect(await Promise.all(three.map((one) => whereIs(one).then((text) => text?.split(' giữ')[0])))).toEqual(['Nguyễn Văn Hộ Tịch', 'Nguyễn Văn Hộ Tịch', 'Trần Thị Tiếp Nhận'])
    const [row] = await ground.rows('custody.batch_item', { column: 'state', is: 'missing' })
    expect(row).not.toContain('Không thấy')
    const items = await selectItems(ground.db, input.batchId)
    expect(items.map((item) => reasonOf(ground.sealer, item))).toEqual([null, null, 'Không thấy trong tập'])
    const told = await ground.rows('processing.notice', { column: 'kind', is: 'paper-missing' })
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(team.reception.staffId)
    // Found again, it goes on another slip.
    expect(await give(team.reception, batch([three[2] as Filed]))).toMatchObject({ ok: true })
  })

  it('is one, however often and by however many it is sent', async () => {
    const filed = [await accepted(), await accepted('Nguyễn Minh Bảo')]
    const input = batch(filed)
    const answers = await Promise.all([give(team.reception, input), give(team.reception, input), give(team.reception, input)])
    expect(answers).toEqual(Array(3).fill({ ok: true, batchId: input.batchId }))
    expect(await statesOf(input.batchId)).toEqual(['open', 'open'])
    expect(await give(team.reception, { ...input, to: `nguoi:${team.clerk.staffId}` })).toMatchObject({ refusal: { code: 'batch-other' } })
  })

  it('of two slips at once with the same dossier one is refused', async () => {
    const [shared, other] = [await accepted(), await accepted('Nguyễn Minh Bảo')]
    const answers = await Promise.all([give(team.reception, batch([shared])), give(team.reception2, batch([other, shared]))])
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'paper-on-its-way' }, faults: ['codes'] })
  })

  it('has slips numbered without gaps, ten at once and with refused ones between', async () => {
    const filed = await Promise.all(Array.from({ length: 5 }, (_, index) => accepted(`Nguyễn Minh ${'ABCDE'[index]}`)))
    const inputs = filed.flatMap((one) => [batch([one]), batch([one])])
    const done = await Promise.all(inputs.map((input, index) => give(index % 2 ? team.reception : team.reception2, input)))
    expect(done.filter((one) => one.ok)).toHaveLength(5)
    const { rows } = await ground.db.pool.query<{ number: number }>('select number from custody.batch where agency_id = $1 order by number', [CENTRE])
    expect(rows.map((row) => row.number)).toEqual(rows.map((_, index) => index + 1))
  })

  it('two receivers at once: the same words are one, other words are told of', async () => {
    const filed = [await accepted(), await accepted('Nguyễn Minh Bảo')]
    const input = batch(filed, { to: `co-quan:${DEMO_AGENCIES[0].id}` })
    await agreed(give(team.reception, input))
    const same = await Promise.all([confirm(team.specialist, { ...all(input.batchId, 1) }), confirm(team.leader, { ...all(input.batchId, 1) })])
    expect(same.every((one) => one.ok)).toBe(true)
    expect((await selectMoves(ground.db, (filed[0] as Filed).dossierId)).filter((one) => one.why === 'handed-over')).toHaveLength(1)
    const differ = await Promise.all([confirm(team.specialist, all(input.batchId, 2)), confirm(team.clerk, { ...all(input.batchId, 2), decisions: [{ ordinal: 2, state: 'missing', reason: 'Không có' }] })])
    expect(differ.filter((one) => one.ok)).toHaveLength(1)
    expect(differ.find((one) => !one.ok)).toMatchObject({ refusal: { code: 'batch-decided-otherwise' } })
    expect((await findBatch(ground.db, input.batchId))?.state).toBe('confirmed')
  })

  it('is confirmed by whom it was given to, never by who gave it', async () => {
    const filed = [await accepted()]
    const byName = batch(filed)
    await agreed(give(team.reception, byName))
    expect(await confirm(team.clerk, all(byName.batchId, 1))).toMatchObject({ refusal: { code: 'batch-not-receiver' } })
    expect(await confirm(team.reception, all(byName.batchId, 1))).toMatchObject({ refusal: { code: 'batch-to-oneself' } })
    // A leader of the office may for somebody who is away.
    expect(await confirm(team.leader, all(byName.batchId, 1))).toMatchObject({ ok: true })
    expect(await give(team.reception2, batch([await accepted()], { to: `nguoi:${team.reception2.staffId}` }))).toMatchObject({ refusal: { code: 'batch-to-oneself' } })
  })

  it('is taken back by its giver as long as nobody confirmed; its number stays used', async () => {
    const filed = [await accepted(), await accepted('Nguyễn Minh Bảo')]
    const takeBack = createTakeBatchBack(deps)
    const first = batch(filed)
    await agreed(give(team.reception, first))
    expect(await takeBack(team.reception2, first.batchId)).toMatchObject({ refusal: { code: 'batch-not-giver' } })
    expect(await takeBack(team.reception, first.batchId)).toMatchObject({ ok: true })
    expect(await takeBack(team.reception, first.batchId)).toMatchObject({ ok: true })
    expect(await confirm(team.specialist, all(first.batchId, 2))).toMatchObject({ refusal: { code: 'batch-ended' } })
    const second = batch(filed)
    await agreed(give(team.reception, second))
    await agreed(confirm(team.specialist, all(second.batchId, 1)))
    expect(await takeBack(team.reception, second.batchId)).toMatchObject({ refusal: { code: 'batch-begun' } })
    const numbers = await Promise.all([first, second].map((one) => findBatch(ground.db, one.batchId).then((row) => row?.number ?? 0)))
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1)
  })

  it('is refused whole for what is not here, not known, too many or not to be given', async () => {
    const filed = await accepted()
    expect(await give(ground.officer('Nơi khác', ['reception'], 'lam-thanh'), batch([filed], { to: `co-quan:${DEMO_AGENCIES[1].id}` }))).toMatchObject({ refusal: { code: 'batch-code-unknown' } })
    expect(await give(team.reception, batch([filed], { codes: [filed.code, 'H92.31135.1-991231-9999'] }))).toMatchObject({ refusal: { code: 'batch-code-unknown' }, faults: ['codes'] })
    expect(await give(team.reception, batch([filed], { codes: [], to: '' }))).toMatchObject({ faults: ['codes', 'to'] })
    expect(await give(team.reception, batch([filed], { to: `nguoi:${newId()}` }))).toMatchObject({ refusal: { code: 'batch-receiver-unknown' }, faults: ['to'] })
    expect(await give(team.reception, batch([filed], { codes: Array.from({ length: 101 }, (_, index) => `H92.1-26-${index}`) }))).toMatchObject({ refusal: { code: 'batch-too-many' } })
    expect(await give(team.reception, batch([filed], { what: 'result' }))).toMatchObject({ refusal: { code: 'batch-no-result' } })
    expect(await give(admin(), batch([filed]))).toMatchObject({ ok: false })
    expect(await papersOf(filed)).toEqual([])
  })

  it('to another agency is that agency’s once it was confirmed there, also for what follows', async () => {
    const filed = await accepted()
    const city = ground.officer('Kiều Văn Tri Ân', ['specialist'], 'city')
    const input = batch([filed], { to: `co-quan:${DEMO_POSTS.city}` })
    const record = (who: Parameters<ReturnType<typeof createRecordPosition>>[0]) => createRecordPosition(deps)(who, { dossierId: filed.dossierId, what: 'file', to: 'toi', key: newId() })
    expect(await record(city)).toMatchObject({ refusal: { code: 'paper-elsewhere' } })
    await agreed(give(team.reception, input))
    expect(await confirm(team.specialist, all(input.batchId, 1))).toMatchObject({ refusal: { code: 'batch-not-receiver' } })
    await agreed(confirm(city, all(input.batchId, 1)))
    expect(await whereIs(filed)).toMatch(/^Kiều Văn Tri Ân giữ/)
    expect(await record(team.reception)).toMatchObject({ refusal: { code: 'paper-elsewhere' } })
    // The giver's answer was lost on its way: sent again it is the same batch, though the paper is no longer theirs to give.
    expect(await give(team.reception, input)).toEqual({ ok: true, batchId: input.batchId })
    expect(await give(team.reception, batch([filed]))).toMatchObject({ refusal: { code: 'paper-elsewhere' } })
    const back = batch([filed], { to: `co-quan:${CENTRE}` })
    await agreed(give(city, back))
    await agreed(confirm(team.reception, all(back.batchId, 1)))
    expect(await record(team.reception2)).toMatchObject({ ok: true })
  })

  it('may not be walked round: what is on its way is not laid elsewhere', async () => {
    const filed = await accepted()
    await agreed(give(team.reception, batch([filed])))
    expect(await createRecordPosition(deps)(team.reception, { dossierId: filed.dossierId, what: 'file', to: 'toi', key: newId() })).toMatchObject({ refusal: { code: 'paper-on-its-way' } })
  })

  it('of results goes from the clerk to the counter, and is nowhere once it was given out', async () => {
    const filed = await fileBirth(ground, { resultWay: 'counter' })
    await carry(ground, filed, 'issued')
    const input = batch([filed], { what: 'result', to: `co-quan:${CENTRE}` })
    const shelf = await place('Ngăn trả kết quả')
    await agreed(give(team.clerk, input))
    await agreed(confirm(team.reception, all(input.batchId, 1, 'received', shelf)))
    expect(await whereIs(filed, 'result')).toMatch(/^Ngăn trả kết quả/)
    expect(await whereIs(filed)).toBeUndefined()
    const [event] = (await ground.events(filed.dossierId)).slice(-1)
    const jobs = custodyJobs({ db: ground.db, append: deps.append, getEvent: async () => event as NonNullable<typeof event> })
    for (let times = 0; times < 2; times++) await jobs['custody.result-given-out']?.({ job: 'custody.result-given-out', eventId: event?.eventId ?? '' })
    expect(await whereIs(filed, 'result')).toBe('Đã trả cho người nhận')
    expect((await selectMoves(ground.db, filed.dossierId)).filter((one) => one.why === 'given-out')).toHaveLength(1)
  })

  it('of a result that was given out meanwhile is confirmed as missing only', async () => {
    const filed = await fileBirth(ground, { resultWay: 'counter' })
    await carry(ground, filed, 'issued')
    const record = createRecordPosition(deps)
    const input = batch([filed], { what: 'result', to: `co-quan:${CENTRE}` })
    await agreed(give(team.clerk, input))
    const [event] = (await ground.events(filed.dossierId)).slice(-1)
    const jobs = custodyJobs({ db: ground.db, append: deps.append, getEvent: async () => event as NonNullable<typeof event> })
    await jobs['custody.result-given-out']?.({ job: 'custody.result-given-out', eventId: event?.eventId ?? '' })
    expect(await confirm(team.reception, all(input.batchId, 1))).toMatchObject({ refusal: { code: 'paper-given-out' } })
    expect(await confirm(team.reception, all(input.batchId, 1, 'missing'))).toMatchObject({ ok: true })
    const unfinished = await accepted()
    expect(await record(team.reception, { dossierId: unfinished.dossierId, what: 'result', to: 'toi', key: newId() })).toMatchObject({ refusal: { code: 'batch-no-result' } })
  })

  it('leaves nothing behind where it was cut', async () => {
    const filed = await accepted()
    const input = batch([filed])
    const dying = createGiveBatch({ ...deps, append: async (tx, event) => (event.type === 'custody.batch-given' ? Promise.reject(new Error('the power went')) : deps.append(tx, event)) })
    await expect(dying(team.reception, input)).rejects.toThrow('power')
    expect(await findBatch(ground.db, input.batchId)).toBeUndefined()
    expect(await papersOf(filed)).toEqual([])
    await agreed(give(team.reception, input))
  })

  it('has a slip of its own, kept as printed', async () => {
    const filed = await accepted('Nguyễn Thị Quỳnh Hương')
    const input = batch([filed])
    await agreed(give(team.reception, input))
    const row = await findBatch(ground.db, input.batchId)
    expect(await findDocument(ground.db, row?.document_id ?? '')).toMatchObject({ template: 'books/ban-giao', number: row?.number, year: 2026, signed: false })
  })
})

describe('codes as they are scanned', () => {
  it.each([
    [['A-1\nB-2\n\nA-1'], ['A-1', 'B-2']],
    [['A-1', 'B-2, C-3;D-4'], ['A-1', 'B-2', 'C-3', 'D-4']],
    [['  '], []],
  ])('%j', (typed, codes) => {
    expect(codesIn(typed)).toEqual(codes)
  })
})
