import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import {
  type AgencyActDeps,
  type AgencyForm,
  assignPost,
  cancelAbsence,
  changeAgency,
  closeAgency,
  closeReceptionPoint,
  createAgency,
  createAgencyDirectory,
  endPost,
  giveCompetence,
  openReceptionPoint,
  postsToActIn,
  recordAbsence,
  staffOnDuty,
} from './index.ts'

const system: Actor = { kind: 'system', name: 'test' }
const places = {
  provinceName: (code: string) => (code === '92' ? 'Thành phố Cần Thơ' : null),
  communeOf: (code: string) => (code.startsWith('31') ? { name: `Phường ${code}`, provinceCode: '92' } : null),
  provinces: [],
  communeNamed: () => null,
}
const form = (nameVi: string, more: Partial<AgencyForm> = {}): AgencyForm => ({
  code: '',
  nameVi,
  nameEn: '',
  kind: 'service-centre',
  level: 'commune',
  receives: true,
  provinceCode: '92',
  communeCode: '31117',
  address: '',
  phone: '',
  email: '',
  hoursVi: '',
  hoursEn: '',
  mapUrl: '',
  hotline: '',
  ...more,
})

let test: TestDatabase
let deps: AgencyActDeps
let directory: ReturnType<typeof createAgencyDirectory>
let root: { agencyId: string; agencyPath: string }
let ninhKieu: { agencyId: string; agencyPath: string }
let caiKhe: { agencyId: string; agencyPath: string }

const administratorOf = (agency: { agencyId: string; agencyPath: string }): Actor => ({
  kind: 'staff',
  staffId: newId(),
  name: 'Quản trị',
  posts: [{ postId: newId(), ...agency, title: 'Quản trị', duties: ['administrator'] }],
})

async function made(name: string, parentId: string | null, more: Partial<AgencyForm> = {}) {
  const result = await createAgency(deps)(system, { parentId, form: form(name, more), validFrom: '2025-07-01' })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result
}

beforeAll(async () => {
  test = await openTestDatabase()
  directory = createAgencyDirectory({ db: test.db, clock: test.clock, provinceOfCommune: async (code) => (code.startsWith('31') ? '92' : null) })
  deps = { db: test.db, clock: test.clock, appendEvent: createAppendEvent(test.sealer), places: async () => places, changed: directory.changed }
  root = await made('UBND thành phố Cần Thơ', null, { level: 'province', kind: 'peoples-committee', receives: false, communeCode: '' })
  ninhKieu = await made('Trung tâm PVHCC phường Ninh Kiều', root.agencyId, { code: 'H13.41' })
  caiKhe = await made('Trung tâm PVHCC phường Cái Khế', root.agencyId, { communeCode: '31120' })
})
afterAll(() => test.close())

describe('the tree of agencies', () => {
  it('is seen at once by this process, as a snapshot with its version', async () => {
    const snapshot = await directory.snapshot()
    expect(snapshot.within(root.agencyPath)).toHaveLength(3)
    expect(snapshot.lineOf(snapshot.get(ninhKieu.agencyId)).map((agency) => agency.id)).toEqual([root.agencyId, ninhKieu.agencyId])
    expect((await directory.findCompetentAgency('31117', 'commune'))?.id).toBe(ninhKieu.agencyId)
    expect(await directory.findCompetentAgency('99999', 'commune')).toBeNull()
  })

  it('is followed by another process through the version', async () => {
    const other = createAgencyDirectory({ db: test.db, clock: test.clock, provinceOfCommune: async () => '92', pollMs: 0 })
    const before = await other.snapshot()
    expect(await other.snapshot()).toBe(before)
    const more = await made('Công an phường Ninh Kiều', ninhKieu.agencyId, { kind: 'police', receives: false })
    expect((await other.snapshot()).find(more.agencyId)?.nameVi).toBe('Công an phường Ninh Kiều')
    expect(before.find(more.agencyId)).toBeNull()
  })

  it('lets an administrator change the own subtree only', async () => {
    const change = { agencyId: caiKhe.agencyId, revision: 1, form: form('Đổi tên', { communeCode: '31120' }) }
    expect(await changeAgency(deps)(administratorOf(ninhKieu), change)).toMatchObject({ ok: false, refusal: { code: 'agency-not-yours' } })
    expect(await createAgency(deps)(administratorOf(ninhKieu), { parentId: root.agencyId, form: form('X') })).toMatchObject({
      refusal: { code: 'agency-not-yours' },
    })
    expect(await createAgency(deps)(administratorOf(root), { parentId: null, form: form('X') })).toMatchObject({
      refusal: { code: 'agency-not-yours' },
    })
    expect((await createAgency(deps)(administratorOf(root), { parentId: root.agencyId, form: form('Điểm mới') })).ok).toBe(true)
  })

  it('records what changed, by whom, and refuses a form made on an older state', async () => {
    const actor = administratorOf(ninhKieu)
    const before = (await directory.snapshot()).get(ninhKieu.agencyId)
    const typed = form(before.nameVi, { code: 'h13.41', address: '215 Nguyễn Văn Cừ', hotline: '1022' })
    const change = { agencyId: ninhKieu.agencyId, revision: before.revision, form: typed }
    expect((await changeAgency(deps)(actor, change)).ok).toBe(true)
    expect(await changeAgency(deps)(actor, change)).toMatchObject({ refusal: { code: 'agency-changed-meanwhile' } })
    const last = (await createReadStream(test.sealer)(test.db, { kind: 'agency', id: ninhKieu.agencyId })).at(-1)
    expect(last).toMatchObject({
      type: 'agency.changed',
      actor: `staff:${actor.kind === 'staff' ? actor.staffId : ''}`,
      payload: { changes: { address: { from: null, to: '215 Nguyễn Văn Cừ' }, hotline: { from: null, to: '1022' } } },
    })
    expect((await directory.snapshot()).get(ninhKieu.agencyId).address).toBe('215 Nguyễn Văn Cừ')
  })

  it('of two changes at the same moment keeps one and tells the other', async () => {
    const { revision } = (await directory.snapshot()).get(caiKhe.agencyId)
    const both = await Promise.all(
      ['A', 'B'].map((address) =>
        changeAgency(deps)(system, { agencyId: caiKhe.agencyId, revision, form: form('Cái Khế', { communeCode: '31120', address }) }),
      ),
    )
    expect(both.map((result) => result.ok).sort()).toEqual([false, true])
  })

  it('refuses a code that another agency holds', async () => {
    expect(await createAgency(deps)(system, { parentId: null, form: form('X', { code: 'H13.41' }) })).toMatchObject({
      refusal: { code: 'agency-code-taken' },
    })
  })

  it('opens and closes reception points', async () => {
    const point = { nameVi: 'Điểm số 2', nameEn: '', address: '12 Hòa Bình', phone: '', hoursVi: '', hoursEn: '', mapUrl: '' }
    const opened = await openReceptionPoint(deps)(administratorOf(ninhKieu), { agencyId: ninhKieu.agencyId, form: point })
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect((await directory.snapshot()).receptionPointsOf(ninhKieu.agencyId, '2026-11-23')).toHaveLength(1)
    const closing = { agencyId: ninhKieu.agencyId, pointId: opened.pointId }
    expect(await closeReceptionPoint(deps)(administratorOf(caiKhe), closing)).toMatchObject({ refusal: { code: 'agency-not-yours' } })
    expect((await closeReceptionPoint(deps)(administratorOf(ninhKieu), closing)).ok).toBe(true)
    expect((await directory.snapshot()).receptionPointsOf(ninhKieu.agencyId, '2026-11-24')).toHaveLength(0)
  })

  it('gives competence for one procedure by a decision', async () => {
    const given = await giveCompetence(deps)(system, {
      agencyId: caiKhe.agencyId,
      level: 'commune',
      provinceCode: '92',
      communeCode: '31117',
      procedureCode: '1.000894',
      ground: 'QĐ 12/2026',
    })
    expect(given.ok).toBe(true)
    expect((await directory.findCompetentAgency('31117', 'commune', '1.000894'))?.id).toBe(caiKhe.agencyId)
    expect((await directory.findCompetentAgency('31117', 'commune', '1.001193'))?.id).toBe(ninhKieu.agencyId)
  })

  it('closes an agency only when empty, and keeps who took over', async () => {
    const old = await made('UBND phường An Cư (cũ)', root.agencyId, { communeCode: '31121' })
    const staffId = newId()
    const post = await assignPost(deps)(system, { staffId, agencyId: old.agencyId, title: 'Cán bộ', duties: ['clerk'], validFrom: '2026-01-01', validTo: null })
    const closing = { agencyId: old.agencyId, lastDay: '2026-11-30', successorId: ninhKieu.agencyId, ground: 'NQ 1668/NQ-UBTVQH15' }
    expect(await closeAgency(deps)(system, closing)).toMatchObject({ refusal: { code: 'agency-still-in-use', params: { posts: 1, children: 0 } } })
    if (post.ok) await endPost(deps)(system, { postId: post.postId, staffId, lastDay: '2026-11-30' })
    expect((await closeAgency(deps)(system, closing)).ok).toBe(true)
    const snapshot = await directory.snapshot()
    expect(snapshot.successorsOf(old.agencyId).map((agency) => agency.id)).toEqual([ninhKieu.agencyId])
    expect(snapshot.inForce('2026-12-01').some((agency) => agency.id === old.agencyId)).toBe(false)
  })
})

describe('posts and absences', () => {
  const on = '2026-11-23'
  const hire = async (agencyId: string, duties: string[], validTo: string | null = null) => {
    const staffId = newId()
    const result = await assignPost(deps)(system, { staffId, agencyId, title: 'Công chức', duties, validFrom: '2026-01-01', validTo })
    if (!result.ok) throw new Error(result.refusal.code)
    return { staffId, postId: result.postId }
  }

  it('hold from the first to the last day', async () => {
    const { staffId } = await hire(ninhKieu.agencyId, ['reception'], '2026-11-22')
    expect(await postsToActIn(test.db, staffId, '2026-11-22')).toHaveLength(1)
    expect(await postsToActIn(test.db, staffId, '2026-11-23')).toHaveLength(0)
    expect(await postsToActIn(test.db, staffId, '2025-12-31')).toHaveLength(0)
  })

  it('are given once per agency and time, also when two administrators do it at once', async () => {
    const staffId = newId()
    const post = { staffId, agencyId: ninhKieu.agencyId, title: 'Văn thư', duties: ['clerk'], validFrom: on, validTo: null }
    const both = await Promise.all([assignPost(deps)(system, post), assignPost(deps)(system, post)])
    expect(both.map((result) => (result.ok ? 'ok' : result.refusal.code)).sort()).toEqual(['ok', 'post-already-held'])
  })

  it.each([
    [{ title: ' ' }, 'post-form-has-errors'],
    [{ duties: [] }, 'post-form-has-errors'],
    [{ duties: ['king'] }, 'post-form-has-errors'],
    [{ validTo: '2025-01-01' }, 'post-end-before-start'],
  ])('are refused with %j', async (change, code) => {
    const post = { staffId: newId(), agencyId: ninhKieu.agencyId, title: 'Cán bộ', duties: ['clerk'], validFrom: on, validTo: null, ...change }
    expect(await assignPost(deps)(system, post)).toMatchObject({ ok: false, refusal: { code } })
  })

  it('of another’s subtree cannot be given or ended; nobody ends the own administration', async () => {
    const { staffId, postId } = await hire(caiKhe.agencyId, ['administrator'])
    expect(await endPost(deps)(administratorOf(ninhKieu), { postId, staffId, lastDay: on })).toMatchObject({ refusal: { code: 'agency-not-yours' } })
    const self: Actor = { kind: 'staff', staffId, name: 'A', posts: await postsToActIn(test.db, staffId, on) }
    expect(await endPost(deps)(self, { postId, staffId, lastDay: on })).toMatchObject({ refusal: { code: 'own-administration-kept' } })
  })

  it('pass to the named substitute for the days of absence, without administration', async () => {
    const leader = await hire(ninhKieu.agencyId, ['leader', 'administrator'])
    const deputy = await hire(ninhKieu.agencyId, ['specialist'])
    const absence = { staffId: leader.staffId, substituteStaffId: deputy.staffId, from: '2026-11-24', to: '2026-11-25', reason: 'leave' }
    const actor = administratorOf(ninhKieu)
    const recorded = await recordAbsence(deps)(actor, absence)
    if (!recorded.ok) throw new Error(recorded.refusal.code)
    const dutiesOn = async (day: string) => (await postsToActIn(test.db, deputy.staffId, day)).flatMap((post) => post.duties).sort()
    expect(await dutiesOn('2026-11-23')).toEqual(['specialist'])
    expect(await dutiesOn('2026-11-24')).toEqual(['leader', 'specialist'])
    expect(await dutiesOn('2026-11-25')).toEqual(['leader', 'specialist'])
    expect(await dutiesOn('2026-11-26')).toEqual(['specialist'])
    expect(await staffOnDuty(test.db, ninhKieu.agencyPath, 'leader', '2026-11-24')).toMatchObject([
      { staffId: deputy.staffId, insteadOf: leader.staffId },
    ])
    expect((await staffOnDuty(test.db, ninhKieu.agencyPath, 'administrator', '2026-11-24')).map((row) => row.staffId)).toEqual([leader.staffId])

    expect(await recordAbsence(deps)(actor, { ...absence, from: '2026-11-25', to: '2026-11-30' })).toMatchObject({ refusal: { code: 'absence-overlaps' } })
    const third = await hire(ninhKieu.agencyId, ['leader'])
    expect(await recordAbsence(deps)(actor, { ...absence, staffId: deputy.staffId, substituteStaffId: third.staffId })).toMatchObject({
      refusal: { code: 'absentee-is-substitute' },
    })
    expect(await recordAbsence(deps)(actor, { ...absence, staffId: third.staffId, substituteStaffId: leader.staffId })).toMatchObject({
      refusal: { code: 'substitute-is-absent' },
    })
    expect((await cancelAbsence(deps)(actor, recorded.absenceId)).ok).toBe(true)
    expect(await dutiesOn('2026-11-24')).toEqual(['specialist'])
    expect(await cancelAbsence(deps)(actor, recorded.absenceId)).toMatchObject({ refusal: { code: 'absence-not-found' } })
  })

  it('cannot be passed on by the administrator of another commune, nor to oneself, nor for the past', async () => {
    const a = await hire(ninhKieu.agencyId, ['reception'])
    const b = await hire(ninhKieu.agencyId, ['reception'])
    const elsewhere = await hire(caiKhe.agencyId, ['reception'])
    const absence = { staffId: a.staffId, substituteStaffId: b.staffId, from: on, to: on, reason: 'illness' }
    const code = async (actor: Actor, form: typeof absence) => {
      const result = await recordAbsence(deps)(actor, form)
      return result.ok ? 'ok' : result.refusal.code
    }
    expect(await code(administratorOf(caiKhe), absence)).toBe('staff-without-post')
    expect(await code(administratorOf(ninhKieu), { ...absence, substituteStaffId: elsewhere.staffId })).toBe('staff-without-post')
    expect(await code(administratorOf(ninhKieu), { ...absence, substituteStaffId: a.staffId })).toBe('substitute-is-absentee')
    expect(await code(administratorOf(ninhKieu), { ...absence, from: '2026-11-20', to: '2026-11-22' })).toBe('absence-dates-wrong')
    expect(await code(administratorOf(ninhKieu), { ...absence, to: '2026-11-22' })).toBe('absence-dates-wrong')
    expect(await code(administratorOf(root), { ...absence, substituteStaffId: elsewhere.staffId })).toBe('ok')
  })
})
