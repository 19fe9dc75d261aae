import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { agreed, carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { rowOf } from '../../../tests/support/case.ts'
import { TEST_NOW } from '../../../tests/support/database.ts'
import { returnsOf } from '../../compose/returns.ts'
import { newId } from '../../platform/ids.ts'
import { createAgencyDirectory } from '../agencies/index.ts'
import { openCalendars } from '../calendar/index.ts'
import { STATUS } from '../dossiers/index.ts'
import { createHandOut, type HandOutInput, type ReturnsDeps } from './index.ts'
import { remindAll } from './jobs.ts'
import { selectItems, selectWaiting } from './store.ts'

let ground: TestActs
let deps: ReturnsDeps
let clerk: ReturnType<TestActs['officer']>
beforeAll(async () => {
  ground = await openTestActs()
  const { db, clock, acts, documents } = ground
  const directory = createAgencyDirectory({ db, clock, provinceOfCommune: async () => null })
  deps = returnsOf({ db, clock, calendars: openCalendars({ db }), directory, files: documents, acts })
  clerk = ground.officer('Trần Thị Tiếp Nhận', ['reception'])
})
beforeEach(() => ground.clock.set(TEST_NOW))
afterAll(() => ground.close())

async function issued(childName = 'Nguyễn Minh An'): Promise<Filed> {
  const filed = await fileBirth(ground, { childName, resultWay: 'counter' })
  await carry(ground, filed, 'issued')
  return filed
}

const input = (filed: readonly Filed[], change: Partial<HandOutInput> = {}): HandOutInput => ({
  handingId: newId(),
  codes: filed.map((one) => one.code),
  how: 'counter',
  relation: 'authorised',
  receiver: 'Lê Văn Nhận',
  idKind: 'card',
  idNumber: '092 080 004 321',
  authorisation: 'Giấy ủy quyền số 5 ngày 20/11/2026',
  postNumber: '',
  proof: 'paper',
  code: '',
  signature: '',
  ...change,
})
const act = () => createHandOut(deps)
const outcomes = async (id: string) => (await selectItems(ground.db, id)).map((item) => item.outcome)
/** The code that was sent to the phone. */
async function codeFor(handingId: string): Promise<string> {
  const { rows } = await ground.db.pool.query<{ id: string; code_sealed: Buffer }>('select id, code_sealed from accounts.one_time_code where subject_id = $1', [handingId])
  const [{ id, code_sealed }] = rows as [{ id: string; code_sealed: Buffer }]
  return ground.sealer.openText(`accounts.one_time_code:${id}:code_sealed`, code_sealed)
}
/** As the page's script draws it. */
const drawn = async () => `data:image/png;base64,${(await sharp({ create: { width: 560, height: 200, channels: 3, background: '#fff' } }).png().toBuffer()).toString('base64')}`
const BROKEN = `data:image/png;base64,${Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(600, 1)]).toString('base64')}`

describe('results handed out', () => {
  it('several at once, each by its own act; what was shown is sealed', async () => {
    const both = [await issued(), await issued('Nguyễn Minh Bảo')]
    const one = input(both)
    expect(await act().handOut(clerk, one)).toEqual({ ok: true, handingId: one.handingId })
    expect(await outcomes(one.handingId)).toEqual(['given', 'given'])
    for (const filed of both) {
      expect((await rowOf(ground, filed)).status).toBe(STATUS.returned)
      expect((await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.returned')).toHaveLength(1)
    }
    const [row] = await ground.rows('returns.handing', { column: 'id', is: one.handingId })
    expect(row).not.toContain('092080004321')
    expect(row).not.toContain('ủy quyền số 5')
  })

  it('once, however often and by however many it is sent', async () => {
    const filed = await issued()
    const one = input([filed])
    const answers = await Promise.all([act().handOut(clerk, one), act().handOut(clerk, one), act().handOut(clerk, one)])
    expect(answers).toEqual(Array(3).fill({ ok: true, handingId: one.handingId }))
    // The answer was lost on its way, and all is given: sent again it is the same, and another under its id is none.
    expect(await act().handOut(clerk, one)).toEqual({ ok: true, handingId: one.handingId })
    expect(await act().handOut(clerk, { ...one, receiver: 'Người khác' })).toMatchObject({ refusal: { code: 'handing-other' } })
    const other = input([filed], { receiver: 'Trần Văn Sau' })
    expect(await act().handOut(clerk, other)).toMatchObject({ refusal: { code: 'result-not-waiting' } })
    expect((await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.returned')).toHaveLength(1)
  })

  it('with a code that was good, whose answer was lost: the code is not asked for again', async () => {
    const filed = await fileBirth(ground, { username: 'congdan2', resultWay: 'counter' })
    await carry(ground, filed, 'issued')
    const one = input([filed], { proof: 'code', code: '' })
    expect(await act().sendCode(clerk, one)).toMatchObject({ ok: true })
    const code = await codeFor(one.handingId)
    expect(await act().handOut(clerk, { ...one, code })).toEqual({ ok: true, handingId: one.handingId })
    expect(await act().handOut(clerk, { ...one, code })).toEqual({ ok: true, handingId: one.handingId })
  })

  it('goes on where it was cut', async () => {
    const both = [await issued(), await issued('Nguyễn Minh Bảo')]
    const one = input(both)
    let left = 1
    const dying = createHandOut({ ...deps, giveBack: (...args) => (left-- > 0 ? deps.giveBack(...args) : Promise.reject(new Error('the power went'))) })
    await expect(dying.handOut(clerk, one)).rejects.toThrow('power')
    expect(await outcomes(one.handingId)).toEqual(['given', 'pending'])
    expect(await act().goOn(clerk, one.handingId)).toMatchObject({ ok: true })
    expect(await outcomes(one.handingId)).toEqual(['given', 'given'])
  })

  it('tells of each that it could not be given', async () => {
    const [there, notYet] = [await issued(), await fileBirth(ground, { childName: 'Nguyễn Minh Chưa' })]
    const one = input([there, notYet, { ...there, code: 'H92.24-991231-9999' }])
    expect(await act().handOut(clerk, one)).toMatchObject({ ok: true })
    expect(await outcomes(one.handingId)).toEqual(['given', 'refused', 'refused'])
    expect((await rowOf(ground, notYet)).status).toBe(STATUS.registered)
  })

  it('not by whose agency it is not, nor without the duty', async () => {
    const filed = await issued()
    const elsewhere = ground.officer('Người nơi khác', ['reception'], 'lam-thanh')
    expect(await act().handOut(elsewhere, input([filed]))).toMatchObject({ refusal: { code: 'result-not-waiting' } })
    const specialist = ground.officer('Chuyên môn', ['specialist'])
    const one = input([filed])
    expect(await act().handOut(specialist, one)).toMatchObject({ ok: true })
    expect(await outcomes(one.handingId)).toEqual(['refused'])
    expect((await rowOf(ground, filed)).status).toBe(STATUS.finished)
    expect(await act().goOn(elsewhere, one.handingId)).toMatchObject({ refusal: { code: 'handing-not-found' } })
  })

  it('to the owner only when the number shown is the owner’s', async () => {
    const filed = await issued()
    const { submitterNumber } = deps.record.contactOf(await rowOf(ground, filed))
    expect(submitterNumber).toMatch(/^\d{12}$/)
    const wrong = input([filed], { relation: 'submitter' })
    expect(await act().handOut(clerk, wrong)).toMatchObject({ refusal: { code: 'receiver-number-differs' }, faults: ['id-number'] })
    expect(await act().handOut(clerk, { ...wrong, idNumber: submitterNumber ?? '' })).toMatchObject({ ok: true })
  })

  it('with a signature on the screen, kept sealed', async () => {
    const filed = await issued()
    const one = input([filed], { proof: 'signature', signature: await drawn() })
    expect(await act().handOut(clerk, { ...one, signature: '' })).toMatchObject({ faults: ['signature'] })
    expect(await act().handOut(clerk, { ...one, signature: BROKEN })).toMatchObject({ ok: false, faults: ['signature'] })
    expect(await act().handOut(clerk, one)).toMatchObject({ ok: true })
    expect(await ground.rows('files.file', { column: 'owner_id', is: one.handingId })).toHaveLength(1)
  })

  it('with a code to the phone of the dossier, tried a few times only', async () => {
    const filed = await issued()
    const one = input([filed], { proof: 'code', code: '000000' })
    expect(await act().handOut(clerk, one)).toMatchObject({ refusal: { code: 'code-expired' } })
    expect(await act().sendCode(clerk, one)).toMatchObject({ ok: true })
    expect(await act().sendCode(clerk, one)).toMatchObject({ refusal: { code: 'code-wait' } })
    const events = await ground.acts.readStream(ground.db, { kind: 'account', id: one.handingId })
    expect(events.map((event) => event.type)).toEqual(['account.code-requested'])
    for (let n = 0; n < 4; n++) expect(await act().handOut(clerk, one)).toMatchObject({ refusal: { code: 'code-wrong' } })
    expect(await act().handOut(clerk, one)).toMatchObject({ refusal: { code: 'code-exhausted' } })
    expect((await rowOf(ground, filed)).status).toBe(STATUS.finished)
  })
})

describe('results that nobody fetches', () => {
  it('are listed the longest first, a page at a time', async () => {
    for (const name of ['Nguyễn Văn Một', 'Nguyễn Văn Hai', 'Nguyễn Văn Ba']) {
      ground.clock.set(new Date(ground.clock.now().getTime() + 60_000))
      await issued(name)
    }
    const agencyIds = (await deps.agenciesOf(clerk)).map((one) => one.id)
    const ask = (change: object = {}) => selectWaiting(ground.db, { agencyIds, folded: '', endedBefore: null, after: null, limit: 2, ...change })
    const [first, second] = await ask()
    const rest = await ask({ after: { endedAt: second?.ended_at, id: second?.id }, limit: 500 })
    const all = await ask({ limit: 500 })
    expect([first, second, ...rest].map((row) => row?.code)).toEqual(all.map((row) => row.code))
    expect(all.map((row) => row.ended_at.getTime())).toEqual(all.map((row) => row.ended_at.getTime()).sort((a, b) => a - b))
    expect((await ask({ folded: 'minh', limit: 500 })).length).toBeGreaterThan(0)
    expect(await ask({ folded: 'khong ai' })).toEqual([])
  })

  it('are reminded of after five working days, then every ten, three times in all; each time once', async () => {
    const filed = await issued('Nguyễn Thị Quên')
    const times = async () => (await ground.events(filed.dossierId)).filter((event) => event.type === 'dossier.fetching-reminded').length
    // 23/11 Monday, 24/11 a holiday: five working days after are over on Tuesday 1/12.
    const at = async (day: string) => {
      ground.clock.set(new Date(`${day}T18:00:00+07:00`))
      await Promise.all([remindAll(deps), remindAll(deps)])
      await remindAll(deps)
      return times()
    }
    expect(await at('2026-11-30')).toBe(0)
    expect(await at('2026-12-01')).toBe(1)
    expect(await at('2026-12-14')).toBe(1)
    expect(await at('2026-12-16')).toBe(2)
    expect(await at('2027-01-20')).toBe(3)
    expect(await at('2027-06-30')).toBe(3)
  })

  it('are not once they were fetched', async () => {
    const filed = await issued('Nguyễn Thị Đến')
    await agreed(act().handOut(clerk, input([filed])))
    ground.clock.set(new Date('2027-06-30T18:00:00+07:00'))
    await remindAll(deps)
    expect((await ground.events(filed.dossierId)).some((event) => event.type === 'dossier.fetching-reminded')).toBe(false)
  })
})
