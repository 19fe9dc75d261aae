import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestActs, type TestActs } from '../../../tests/support/acts.ts'
import { carry, type Filed, fileBirth } from '../../../tests/support/birth.ts'
import { demoCitizen, demoStaff } from '../../../tests/support/people.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { newId } from '../../platform/ids.ts'
import { createAgencyDirectory } from '../agencies/index.ts'
import { type FeedbackDeps, createAnswerRating, createEndCriterion, createRate, createSetCriterion, openRatingToken, ratingOfDossier, ratingPath, selectCriteria, selectTallies } from './index.ts'

let ground: TestActs
let deps: FeedbackDeps
let filed: Filed

beforeAll(async () => {
  ground = await openTestActs()
  const { db, clock, sealer, acts } = ground
  deps = { db, clock, sealer, append: acts.append, logAccess: acts.logAccess, directory: createAgencyDirectory({ db, clock, provinceOfCommune: async () => null }) }
  filed = await fileBirth(ground, { childName: 'Nguyễn Minh Khôi', resultWay: 'counter' })
})
afterAll(() => ground.close())

const code = (answer: { ok: boolean; refusal?: { code: string } }) => (answer.ok ? 'ok' : answer.refusal?.code)
const rate = async (levels: Record<string, string>, reason = '', username = 'congdan', way: 'account' | 'link' = 'account') =>
  createRate(deps)({ actor: way === 'link' ? { kind: 'anonymous' } : await demoCitizen(ground, username), way }, filed.dossierId, { levels, reason, showsName: false }, 'vi')
const REASON = 'Chờ quá lâu, không ai giải thích.'

async function counts(): Promise<Record<string, number[]>> {
  const rating = await ratingOfDossier(deps.db, filed.dossierId)
  const rows = await selectTallies(deps.db, rating?.agency_id ?? '', '2026-01-01')
  return Object.fromEntries(rows.map((row) => [row.criterion, [row.level_0, row.level_1, row.level_2]]))
}

describe('a rating', () => {
  it('waits for the result', async () => {
    expect(code(await rate({ overall: '2' }))).toBe('rating-not-yet')
    await carry(ground, filed, 'issued')
    const task = (await ground.acts.processing.processes.openTasks(deps.db, filed.dossierId)).find((one) => one.work === 'return')
    const given = await ground.acts.processing.steps.giveBack(await demoStaff(ground, 'motcua'), { dossierId: filed.dossierId, key: newId(), seenRevision: null, taskId: task?.taskId ?? '', receiver: 'Nguyễn Văn Dân', how: 'counter' })
    expect(code(given)).toBe('ok')
  })

  it('is given by whose dossier it is, with a reason where there must be one', async () => {
    expect(code(await rate({ overall: '2' }, '', 'congdan2'))).toBe('not-found')
    expect(await rate({ overall: '0' })).toMatchObject({ ok: false, faults: ['reason'] })
    expect(await rate({ overall: '2', attitude: '1' })).toEqual({ ok: true, changed: false })
    expect(await counts()).toEqual({ attitude: [0, 1, 0], overall: [0, 0, 1] })
  })

  it('is one a dossier: another within the days replaces it, in the figures too', async () => {
    expect(await rate({ overall: '0', ease: '0' }, REASON)).toEqual({ ok: true, changed: true })
    expect(await counts()).toEqual({ attitude: [0, 0, 0], ease: [1, 0, 0], overall: [1, 0, 0] })
    expect((await ground.rows('feedback.rating')).join()).not.toContain('Chờ quá lâu')
  })

  it('of two at once counts as one', async () => {
    await Promise.all([rate({ overall: '0' }, REASON), rate({ overall: '0' }, REASON, 'congdan', 'link')])
    expect((await counts()).overall).toEqual([1, 0, 0])
  })

  it('is answered by a leader of the agency, once; after that it stands', async () => {
    const rating = await ratingOfDossier(deps.db, filed.dossierId)
    const answer = createAnswerRating(deps)
    const leader = await demoStaff(ground, 'lanhdao')
    expect(code(await answer(await demoStaff(ground, 'motcua'), rating?.id ?? '', 'Chúng tôi xin lỗi Ông/Bà.'))).toBe('duty-missing')
    expect(code(await answer(await demoStaff(ground, 'bhxh-lanhdao'), rating?.id ?? '', 'Chúng tôi xin lỗi Ông/Bà.'))).toBe('outside-agency')
    expect(code(await answer(leader, rating?.id ?? '', 'Vâng'))).toBe('rating-answer')
    expect(code(await answer(leader, rating?.id ?? '', 'Chúng tôi xin lỗi Ông/Bà và đã nhắc nhở.'))).toBe('ok')
    expect(code(await answer(leader, rating?.id ?? '', 'Chúng tôi xin lỗi Ông/Bà và đã nhắc nhở.'))).toBe('rating-answered')
    expect(code(await rate({ overall: '2' }))).toBe('rating-settled')
  })
})

describe('the criteria', () => {
  const TYPED = { nameVi: 'Chỗ ngồi chờ', nameEn: 'Seats while waiting', levelsVi: ['Thiếu', 'Đủ', 'Thoải mái'], levelsEn: ['Too few', 'Enough', 'Plenty'], validFrom: '2027-01-01', source: 'Quyết định của địa phương' }
  const keysOn = async (day: string) => (await selectCriteria(deps.db, day)).map((one) => one.key)

  it('are set by an administrator only, in both languages, from a day that has not begun', async () => {
    const set = createSetCriterion(deps)
    expect(code(await set(await demoStaff(ground, 'lanhdao'), { key: null, typed: TYPED, requestKey: newId() }))).toBe('criterion-not-yours')
    const admin = await demoStaff(ground, 'quantri')
    const wrong = await set(admin, { key: null, typed: { ...TYPED, nameEn: ' ', levelsVi: ['', 'Đủ', 'Thoải mái'], validFrom: '2020-01-01' }, requestKey: newId() })
    expect(wrong.faults?.map((one) => one.field)).toEqual(['nameEn', 'levelsVi-0', 'validFrom'])
    expect(code(await set(admin, { key: 'khong-co', typed: TYPED, requestKey: newId() }))).toBe('criterion-unknown')
  })

  it('a new one is asked from its day on, once however often it is sent; other words hold from theirs, and what was before stays told', async () => {
    const set = createSetCriterion(deps)
    const admin = await demoStaff(ground, 'quantri')
    const requestKey = newId()
    const [first, second] = await Promise.all([set(admin, { key: null, typed: TYPED, requestKey }), set(admin, { key: null, typed: TYPED, requestKey })])
    expect(first.ok && second.ok && first.key === second.key).toBe(true)
    const key = first.ok ? first.key : ''
    expect(await keysOn('2026-12-31')).not.toContain(key)
    expect((await keysOn('2027-01-01')).at(-1)).toBe(key)
    expect(code(await set(admin, { key: 'attitude', typed: { ...TYPED, nameVi: 'Thái độ phục vụ' }, requestKey: newId() }))).toBe('ok')
    const nameOn = async (day: string) => (await selectCriteria(deps.db, day)).find((one) => one.key === 'attitude')?.nameVi
    expect([await nameOn('2026-12-31'), await nameOn('2027-01-01')]).toEqual(['Thái độ của cán bộ khi hướng dẫn, tiếp nhận, giải quyết', 'Thái độ phục vụ'])
    // Planned anew, the plan is replaced and the words of today go on until then.
    expect(code(await set(admin, { key: 'attitude', typed: { ...TYPED, nameVi: 'Thái độ', validFrom: '2027-02-01' }, requestKey: newId() }))).toBe('ok')
    expect([await nameOn('2027-01-31'), await nameOn('2027-02-01')]).toEqual(['Thái độ của cán bộ khi hướng dẫn, tiếp nhận, giải quyết', 'Thái độ'])
  })

  it('one is ended from tomorrow on; the whole never', async () => {
    const end = createEndCriterion(deps)
    const admin = await demoStaff(ground, 'quantri')
    const today = civilDateOf(deps.clock.now())
    expect(code(await end(admin, { key: 'overall', requestKey: newId() }))).toBe('criterion-needed')
    expect(code(await end(admin, { key: 'petitions', requestKey: newId() }))).toBe('ok')
    expect(await keysOn(today)).toContain('petitions')
    expect(await keysOn('2027-06-01')).not.toContain('petitions')
  })
})

describe('the link in the message', () => {
  it('opens its dossier until its end, and nothing else', () => {
    const { sealer, clock } = deps
    const until = new Date(clock.now().getTime() + 1000)
    const token = ratingPath(sealer, filed.dossierId, until).split('/').at(-1) ?? ''
    expect(openRatingToken(sealer, token, clock.now())).toBe(filed.dossierId)
    expect(openRatingToken(sealer, token, until)).toBe(null)
    expect(openRatingToken(sealer, `${token.slice(0, -2)}AA`, clock.now())).toBe(null)
    expect(openRatingToken(sealer, sealer.sealText('another', JSON.stringify({ dossierId: filed.dossierId, until: until.getTime() })).toString('base64url'), clock.now())).toBe(null)
  })
})
