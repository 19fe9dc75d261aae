import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { type AgencyForm, assignPost, createAgency } from '../agencies/index.ts'
import { type Accounts, openAccounts, origin, system } from './accounts.fixture.ts'
import {
  changeStaffPassword,
  createFirstAdministrator,
  createStaff,
  disableStaff,
  enableStaff,
  logInStaff,
  may,
  renameStaff,
  resetStaffPassword,
} from './index.ts'

let site: Accounts
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) => (decided.ok ? 'ok' : decided.refusal.code)
const places = { provinceName: () => 'Cần Thơ', communeOf: () => ({ name: 'Phường', provinceCode: '92' }), provinces: [], communeNamed: () => null }
const agencyForm = (nameVi: string): AgencyForm => ({
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
})
const LASTING = 'bốn mùa hoa nở rộ'
type Agency = { agencyId: string; agencyPath: string }
let root: Agency
let north: Agency
let south: Agency

const administratorOf = (agency: Agency, staffId = 'x'): Actor => ({
  kind: 'staff',
  staffId,
  name: 'Quản trị',
  posts: [{ postId: 'p', ...agency, title: '', duties: ['administrator'] }],
})
const agencyDeps = () => ({ ...site.deps, places: async () => places })
async function agency(name: string, parentId: string | null): Promise<Agency> {
  const made = await createAgency(agencyDeps())(system, { parentId, form: agencyForm(name) })
  if (!made.ok) throw new Error(made.refusal.code)
  return made
}
let serial = 0
async function staff(home: Agency, by: Actor = administratorOf(home)) {
  const made = await createStaff(site.deps)(by, { name: 'Lê Thị Sen', username: `sen.le.${++serial}`, homeAgency: home })
  if (!made.ok || !made.oneTimePassword) throw new Error(codeOf(made))
  return { staffId: made.staffId, username: made.username, password: made.oneTimePassword }
}
const login = (username: string, password: string) => logInStaff(site.deps)({ loginName: username, password, origin, previousToken: null })
async function sessionOf(username: string, password: string) {
  const result = await login(username, password)
  if (!result.ok) throw new Error(result.refusal.code)
  return result
}
const who = (token: string, path = '/can-bo') => site.as('officer', token, path)

beforeAll(async () => {
  site = await openAccounts()
})
beforeEach(() => site.clock.advance(2 * 3600_000))
afterAll(() => site.close())

describe('the first administrator', () => {
  it('is made once with agency and post, all or nothing', async () => {
    const create = createFirstAdministrator({ ...site.deps, places: async () => places })
    const input = { username: 'quantri', name: 'Nguyễn Văn Quản', agency: agencyForm('UBND phường Ninh Kiều'), forceNew: false }
    expect(await create({ ...input, username: 'X' })).toMatchObject({ refusal: { code: 'staff-form-has-errors' } })
    expect(await site.rows('select 1 from agencies.agency')).toEqual([])
    const both = await Promise.all([create(input), create({ ...input, agency: { ...agencyForm('Khác'), kind: 'x' } })])
    expect(both.map(codeOf)).toContain('ok')
    const made = both.find((answer) => answer.ok)
    if (!made?.ok) throw new Error()
    expect(codeOf(await create(input))).toBe('administrator-exists')
    expect(codeOf(await create({ ...input, username: 'quantri2', forceNew: true }))).toBe('ok')
    const session = await sessionOf('quantri', made.oneTimePassword)
    expect(session.mustChangePassword).toBe(true)
    root = { agencyId: made.agencyId, agencyPath: `${made.agencyId}/` }
    north = await agency('Bắc', root.agencyId)
    south = await agency('Nam', root.agencyId)
  })
})

describe('staff', () => {
  it('may do nothing until the one-time password is changed', async () => {
    const one = await staff(north)
    await assignPost(agencyDeps())(system, { staffId: one.staffId, agencyId: north.agencyId, title: 'Cán bộ một cửa', duties: ['reception'], validFrom: '2026-01-01', validTo: null })
    const { session } = await sessionOf(one.username.toUpperCase(), one.password)
    const before = await who(session.token)
    expect(before).toMatchObject({ mustVisit: '/can-bo/doi-mat-khau', actor: { kind: 'staff', posts: [] } })
    const change = { present: one.password, password: LASTING, passwordAgain: LASTING, sessionId: session.sessionId }
    const attempt = changeStaffPassword(site.deps)
    expect(await attempt(before.actor, { ...change, password: 'mười chữ x', passwordAgain: 'mười chữ x' })).toMatchObject({ faults: [{ code: 'too-short' }] })
    expect(await attempt(before.actor, { ...change, password: one.password, passwordAgain: one.password })).toMatchObject({ faults: [{ code: 'unchanged' }] })
    expect(codeOf(await attempt(before.actor, { ...change, present: 'sai' }))).toBe('password-wrong')
    expect(codeOf(await attempt(before.actor, change))).toBe('ok')
    const after = await who(session.token)
    expect(after).toMatchObject({ mustVisit: null, actor: { posts: [{ agencyId: north.agencyId, duties: ['reception'] }] } })
    expect(may(after.actor, 'dossier.accept', { agencyId: north.agencyId, agencyPath: north.agencyPath }).ok).toBe(true)
    expect(may(after.actor, 'dossier.accept', { agencyId: south.agencyId, agencyPath: south.agencyPath }).ok).toBe(false)
    expect(codeOf(await login(one.username, one.password))).toBe('login-failed')
  })

  it('has a one-time password for three days only', async () => {
    const one = await staff(north)
    site.clock.advance(3 * 86_400_000)
    expect(codeOf(await login(one.username, one.password))).toBe('one-time-password-expired')
    expect(codeOf(await login(one.username, 'sai'))).toBe('login-failed')
  })

  it('loses the session after half an hour of idleness, and after twelve hours anyway', async () => {
    const one = await staff(north)
    const { session } = await sessionOf(one.username, one.password)
    for (let n = 0; n < 24; n++) {
      site.clock.advance(29 * 60_000)
      expect((await who(session.token)).actor.kind).toBe('staff')
    }
    site.clock.advance(29 * 60_000)
    expect((await who(session.token)).actor.kind).toBe('anonymous')
    const second = await sessionOf(one.username, one.password)
    site.clock.advance(30 * 60_000)
    expect((await who(second.session.token)).actor.kind).toBe('anonymous')
  })

  it('has no session on citizens’ pages', async () => {
    const one = await staff(north)
    const { session } = await sessionOf(one.username, one.password)
    for (const path of ['/', '/tai-khoan', '/ho-so', '/api/v1/dossiers']) {
      const both = { [site.cookies.citizen]: session.token, [site.cookies.officer]: session.token }
      expect((await site.resolve({ cookies: both, path })).actor.kind).toBe('anonymous')
    }
    expect((await who(session.token, '/quan-tri/co-quan')).actor.kind).toBe('staff')
  })

  it('is managed within the administrator’s subtree only', async () => {
    const one = await staff(south)
    const [ours, theirs, above] = [administratorOf(south), administratorOf(north), administratorOf(root)]
    expect(codeOf(await createStaff(site.deps)(theirs, { name: 'A', username: 'abcd', homeAgency: south }))).toBe('outside-agency')
    expect(codeOf(await disableStaff(site.deps)(theirs, one.staffId))).toBe('staff-not-found')
    expect(codeOf(await resetStaffPassword(site.deps)(theirs, one.staffId))).toBe('staff-not-found')
    expect(codeOf(await renameStaff(site.deps)(above, one.staffId, 'Lê Thị Sen Hồng'))).toBe('ok')
    expect(codeOf(await disableStaff(site.deps)(administratorOf(south, one.staffId), one.staffId))).toBe('staff-is-oneself')
    await assignPost(agencyDeps())(system, { staffId: one.staffId, agencyId: root.agencyId, title: 'Phó chủ tịch', duties: ['leader'], validFrom: '2026-01-01', validTo: null })
    expect(codeOf(await resetStaffPassword(site.deps)(ours, one.staffId))).toBe('staff-holds-posts-elsewhere')
    expect(codeOf(await resetStaffPassword(site.deps)(above, one.staffId))).toBe('ok')
  })

  it('who is disabled is out in the same moment, and back when enabled', async () => {
    const one = await staff(north)
    const { session } = await sessionOf(one.username, one.password)
    const by = administratorOf(north)
    expect(codeOf(await disableStaff(site.deps)(by, one.staffId))).toBe('ok')
    expect((await who(session.token)).actor.kind).toBe('anonymous')
    expect(codeOf(await login(one.username, one.password))).toBe('login-failed')
    expect(codeOf(await enableStaff(site.deps)(by, one.staffId))).toBe('ok')
    expect(codeOf(await login(one.username, one.password))).toBe('ok')
    const types = (await site.readStream(site.db, { kind: 'staff', id: one.staffId })).map((event) => [event.type, event.actor])
    expect(types).toEqual([
      ['staff.created', 'staff:x'],
      ['staff.disabled', 'staff:x'],
      ['staff.enabled', 'staff:x'],
    ])
  })

  it('gets a new one-time password; the old one and the sessions end', async () => {
    const one = await staff(north)
    const { session } = await sessionOf(one.username, one.password)
    const reset = await resetStaffPassword(site.deps)(administratorOf(north), one.staffId)
    if (!reset.ok) throw new Error(reset.refusal.code)
    expect((await who(session.token)).actor.kind).toBe('anonymous')
    expect(codeOf(await login(one.username, one.password))).toBe('login-failed')
    expect(codeOf(await login(one.username, reset.oneTimePassword))).toBe('ok')
  })

  it('needs a name and a free username', async () => {
    const one = await staff(north)
    const create = (change: object) => createStaff(site.deps)(administratorOf(north), { name: 'A', username: 'ten.moi', homeAgency: north, ...change })
    expect(await create({ name: '' })).toMatchObject({ faults: [{ field: 'name', code: 'missing' }] })
    expect(await create({ username: 'ab' })).toMatchObject({ faults: [{ field: 'username', code: 'malformed' }] })
    expect(await create({ username: one.username })).toMatchObject({ refusal: { code: 'username-taken' } })
    expect((await Promise.allSettled([create({}), create({})])).filter((result) => result.status === 'fulfilled' && result.value.ok)).toHaveLength(1)
  })
})
