import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../platform/actor.ts'
import { type Accounts, anonymous, formOf, openAccounts, origin, system } from './accounts.fixture.ts'
import {
  changeChannel,
  changePassword,
  createPasswordHasher,
  endOwnSessions,
  enrolCitizen,
  HashingOverloaded,
  logIn,
  logOut,
  makeAccessToken,
  requestPasswordReset,
  resetPassword,
  revokeAccessToken,
  sendChannelCode,
  verifyChannel,
} from './index.ts'
import { selectSessions } from './sessions.store.ts'

let site: Accounts
type Citizen = Extract<Actor, { kind: 'citizen' }>
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) => (decided.ok ? 'ok' : decided.refusal.code)
const PASSWORD = 'con mèo leo cây cau'

async function citizen(change: Parameters<typeof formOf>[0] = {}) {
  const form = formOf(change)
  const made = await enrolCitizen(site.deps)(system, { ...form, birthDate: '1990-09-05', username: form.username || null, email: form.email || null })
  if (!made) throw new Error('known already')
  const actor: Citizen = { kind: 'citizen', ...made, name: form.name, via: 'session' }
  return { ...form, ...made, actor }
}
const login = (loginName: string, password = PASSWORD, more: { ip?: string; previousToken?: string } = {}) =>
  logIn(site.deps)({ loginName, password, origin: { ...origin, ip: more.ip ?? origin.ip }, previousToken: more.previousToken ?? null })
async function sessionOf(loginName: string, password = PASSWORD) {
  const result = await login(loginName, password)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.session
}

beforeAll(async () => {
  site = await openAccounts()
})
beforeEach(() => site.clock.advance(2 * 3600_000))
afterAll(() => site.close())

describe('login', () => {
  it('takes every name of a person, however written', async () => {
    const who = await citizen({ username: 'quyt.le' })
    for (const name of ['quyt.le', ' Quyt.Le ', who.identityNumber, who.phone, `+84${who.phone.slice(1)}`, who.email.toUpperCase()]) {
      expect([name, codeOf(await login(name))]).toEqual([name, 'ok'])
    }
  })
  it.each([
    ['nobody', PASSWORD],
    ['', ''],
    ["' or 1=1 --", PASSWORD],
    ['092199999999', PASSWORD],
    ['x'.repeat(5000), 'y'.repeat(5000)],
  ])('refuses %.20j in the same words', async (name, password) => expect(codeOf(await login(name, password))).toBe('login-failed'))

  it('takes a password typed with combining marks', async () => {
    const who = await citizen()
    expect(codeOf(await login(who.phone, PASSWORD.normalize('NFD')))).toBe('ok')
  })

  it('refuses a phone that several accounts share, since it names nobody', async () => {
    const who = await citizen()
    const child = await citizen({ phone: who.phone })
    expect(codeOf(await login(who.phone))).toBe('login-failed')
    expect(codeOf(await login(who.identityNumber))).toBe('ok')
    expect(codeOf(await login(child.email))).toBe('ok')
  })

  it('slows down one name from one address, not the same name from elsewhere, and not for ever', async () => {
    const who = await citizen()
    for (let n = 0; n < 5; n++) expect(codeOf(await login(who.phone, 'sai mật khẩu rồi'))).toBe('login-failed')
    expect(codeOf(await login(who.phone))).toBe('login-slowed')
    expect(codeOf(await login(who.phone, PASSWORD, { ip: '198.51.100.2' }))).toBe('ok')
    site.clock.advance(31_000)
    expect(codeOf(await login(who.phone, 'sai mật khẩu rồi'))).toBe('login-failed')
    expect(codeOf(await login(who.phone))).toBe('login-slowed')
    site.clock.advance(61_000)
    expect(codeOf(await login(who.phone))).toBe('ok')
    expect(codeOf(await login(who.phone, 'sai mật khẩu rồi'))).toBe('login-failed')
    expect(codeOf(await login(who.phone))).toBe('ok')
  })

  it('lets no more through when guesses come all at once', async () => {
    const who = await citizen()
    const answers = await Promise.all(Array.from({ length: 40 }, () => login(who.email, 'sai mật khẩu rồi', { ip: '198.51.100.9' })))
    expect(answers.filter((answer) => codeOf(answer) === 'login-failed')).toHaveLength(5)
    expect(answers.filter((answer) => codeOf(answer) === 'login-slowed')).toHaveLength(35)
  })

  it('slows down guesses at one name from many addresses', async () => {
    const who = await citizen()
    for (let n = 0; n < 20; n++) await login(who.email, 'sai mật khẩu rồi', { ip: `198.51.100.${n + 20}` })
    const answer = await login(who.email, 'sai mật khẩu rồi', { ip: '198.51.100.99' })
    expect(answer).toMatchObject({ refusal: { code: 'login-slowed', params: { seconds: 30 } } })
  })

  it('lets a whole village log in behind one address, and still slows down guesses from it', async () => {
    const who = await citizen()
    const ip = '198.51.100.130'
    for (let n = 0; n < 70; n++) expect(codeOf(await login(who.email, PASSWORD, { ip }))).toBe('ok')
    for (let n = 0; n < 60; n++) expect(codeOf(await login(`khong.co.${1000 + n}`, 'x', { ip }))).toBe('login-failed')
    expect(codeOf(await login(who.email, PASSWORD, { ip }))).toBe('login-slowed')
  })

  it('slows down names that nobody has just the same', async () => {
    for (let n = 0; n < 5; n++) await login('khong.co.ai', 'x', { ip: '198.51.100.120' })
    expect(codeOf(await login('khong.co.ai', 'x', { ip: '198.51.100.120' }))).toBe('login-slowed')
  })

  it('rehashes a password that was hashed with weaker settings', async () => {
    const who = await citizen()
    const stronger = { ...site.deps, hasher: createPasswordHasher({ memoryKiB: 128, passes: 1 }) }
    expect((await logIn(stronger)({ loginName: who.phone, password: PASSWORD, origin, previousToken: null })).ok).toBe(true)
    expect((await site.rows(`select password_hash as h from accounts.account where id = '${who.accountId}'`))[0]?.h).toContain('m=128')
    expect(codeOf(await login(who.phone))).toBe('ok')
  })

  it('lets in all who come at once with a password that is being rehashed', async () => {
    const who = await citizen()
    const stronger = { ...site.deps, hasher: createPasswordHasher({ memoryKiB: 128, passes: 1, concurrency: 4 }) }
    const codes = await Promise.all(
      Array.from({ length: 4 }, async () => codeOf(await logIn(stronger)({ loginName: who.phone, password: PASSWORD, origin, previousToken: null }))),
    )
    expect(codes).toEqual(['ok', 'ok', 'ok', 'ok'])
  })
})

describe('a full hashing gate', () => {
  it('refuses at once, takes the attempt back and recovers', async () => {
    const who = await citizen()
    const narrow = { ...site.deps, hasher: createPasswordHasher({ memoryKiB: 19_456, passes: 6, concurrency: 1, queue: 1 }) }
    const attempt = () => logIn(narrow)({ loginName: who.phone, password: PASSWORD, origin: { ...origin, ip: '198.51.100.200' }, previousToken: null })
    const codes = (await Promise.all(Array.from({ length: 5 }, attempt))).map(codeOf)
    expect(codes.filter((code) => code === 'busy').length).toBeGreaterThanOrEqual(2)
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(1)
    expect(codeOf(await attempt())).toBe('ok')
  })
  it('never runs more at once than it may', async () => {
    const hasher = createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 2, queue: 3 })
    const done = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => hasher.hash(`mật khẩu số ${n}`)))
    expect(done.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
    expect(done.every((result) => result.status === 'fulfilled' || result.reason instanceof HashingOverloaded)).toBe(true)
    expect(await hasher.verify(await hasher.hash('một hai ba bốn'), 'một hai ba bốn')).toBe(true)
  })
  it('does as much work for nobody as for somebody', async () => {
    const hasher = createPasswordHasher()
    const stored = await hasher.hash('một hai ba bốn')
    await hasher.verify(null, 'x')
    /** Least processor time of several tries: the machine may be busy with other things. */
    const work = async (of: string | null) => {
      let least = Number.POSITIVE_INFINITY
      for (let n = 0; n < 6; n++) {
        const before = process.cpuUsage()
        expect(await hasher.verify(of, 'sai')).toBe(false)
        const { user, system: kernel } = process.cpuUsage(before)
        least = Math.min(least, user + kernel)
      }
      return least
    }
    const [somebody, nobody] = [await work(stored), await work(null)]
    expect(nobody / somebody).toBeGreaterThan(0.5)
    expect(nobody / somebody).toBeLessThan(2)
  })
})

describe('sessions', () => {
  const seen = async (token: string) => (await site.as('citizen', token, '/tai-khoan')).actor.kind

  it('begin with a token that nobody knew before; the one brought along ends', async () => {
    const who = await citizen()
    const first = await sessionOf(who.phone)
    const fixed = await login(who.phone, PASSWORD, { previousToken: first.token })
    if (!fixed.ok) throw new Error()
    expect(fixed.session.token).not.toBe(first.token)
    expect(await seen(first.token)).toBe('anonymous')
    expect(await seen(fixed.session.token)).toBe('citizen')
    const planted = 'chosen-by-the-attacker-0123456789abcdef'
    expect((await login(who.phone, PASSWORD, { previousToken: planted })).ok).toBe(true)
    expect(await seen(planted)).toBe('anonymous')
  })

  it('slide while used, end when idle, and grow old', async () => {
    const who = await citizen()
    const { token } = await sessionOf(who.phone)
    for (let n = 0; n < 10; n++) {
      site.clock.advance(11 * 3600_000)
      expect(await seen(token)).toBe('citizen')
    }
    site.clock.advance(12 * 3600_000)
    expect(await seen(token)).toBe('anonymous')
    const second = await sessionOf(who.phone)
    for (let n = 0; n < 16; n++) {
      site.clock.advance(11 * 3600_000)
      await seen(second.token)
    }
    expect(await seen(second.token)).toBe('anonymous')
  })

  it('open no officer’s page and no API', async () => {
    const who = await citizen()
    const { token } = await sessionOf(who.phone)
    for (const path of ['/can-bo', '/can-bo/ho-so', '/quan-tri', '/api/v1/dossiers']) {
      expect((await site.resolve({ cookies: { [site.cookies.citizen]: token, [site.cookies.officer]: token }, path })).actor.kind).toBe('anonymous')
    }
    expect((await site.resolve({ cookies: { [site.cookies.officer]: token }, path: '/can-bo-khac' })).actor.kind).toBe('anonymous')
  })

  it('are listed and ended by their owner only', async () => {
    const [who, other] = [await citizen(), await citizen()]
    const [one, two] = [await sessionOf(who.phone), await sessionOf(who.phone)]
    expect(await selectSessions(site.db, who, site.clock.now())).toHaveLength(2)
    expect(codeOf(await endOwnSessions(site.deps)(other.actor, { only: one.sessionId }))).toBe('session-not-found')
    expect(await seen(one.token)).toBe('citizen')
    expect(codeOf(await endOwnSessions(site.deps)(who.actor, { except: two.sessionId }))).toBe('ok')
    expect([await seen(one.token), await seen(two.token)]).toEqual(['anonymous', 'citizen'])
    await logOut(site.deps)('citizen', two.token)
    expect(await seen(two.token)).toBe('anonymous')
    await logOut(site.deps)('citizen', 'never-was')
  })

  it('are stored by hash alone', async () => {
    const who = await citizen()
    const { token } = await sessionOf(who.phone)
    const dump = JSON.stringify(await site.rows('select * from accounts.session'))
    expect(dump).not.toContain(token)
    expect(dump).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  })
})

describe('passwords', () => {
  it('are changed with the present one; other sessions end and the owner is told', async () => {
    const who = await citizen()
    const [here, there] = [await sessionOf(who.phone), await sessionOf(who.phone)]
    const change = { present: PASSWORD, password: 'hai con thạch sùng', passwordAgain: 'hai con thạch sùng', sessionId: here.sessionId }
    const attempt = changePassword(site.deps)
    expect(codeOf(await attempt(who.actor, { ...change, present: 'sai' }))).toBe('password-wrong')
    expect(await attempt(who.actor, { ...change, password: who.phone, passwordAgain: who.phone })).toMatchObject({ faults: [{ code: 'own-data' }] })
    expect(await attempt(who.actor, { ...change, passwordAgain: 'khác hẳn thế' })).toMatchObject({ faults: [{ field: 'passwordAgain' }] })
    expect(codeOf(await attempt(who.actor, change))).toBe('ok')
    expect((await site.as('citizen', here.token, '/')).actor.kind).toBe('citizen')
    expect((await site.as('citizen', there.token, '/')).actor.kind).toBe('anonymous')
    expect(codeOf(await login(who.phone))).toBe('login-failed')
    expect(codeOf(await login(who.phone, 'hai con thạch sùng'))).toBe('ok')
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === who.email).at(-1)?.subject).toContain('Mật khẩu')
  })

  const reset = (token: string, code: string, channelKind: 'phone' | 'email' = 'phone', password = 'ba con cá vàng bơi') =>
    resetPassword(site.deps)(anonymous, { token, channelKind, code, password, passwordAgain: password })
  async function ask(loginName: string) {
    const asked = await requestPasswordReset(site.deps)(anonymous, { loginName, ip: origin.ip, lang: 'vi' })
    if (!asked.ok) throw new Error(asked.refusal.code)
    return asked.token
  }

  it('forgotten are set anew by a code; sessions and tokens end', async () => {
    const who = await citizen()
    const { token: session } = await sessionOf(who.phone)
    const made = await makeAccessToken(site.deps)(who.actor, { name: 'máy tính', scopes: ['dossiers:read'], days: '30' })
    const token = await ask(who.identityNumber)
    const code = await site.codeTo(who.email)
    expect(codeOf(await reset(token, code, 'email', 'ngắn'))).toBe('password-not-good')
    if (code !== '000000') expect(codeOf(await reset(token, '000000', 'email'))).toBe('reset-code-wrong')
    expect(codeOf(await reset(token, code, 'email'))).toBe('ok')
    expect(codeOf(await reset(token, code, 'email'))).toBe('reset-expired')
    expect(codeOf(await login(who.phone, 'ba con cá vàng bơi'))).toBe('ok')
    expect((await site.as('citizen', session, '/')).actor.kind).toBe('anonymous')
    if (made.ok) {
      const authorization = `Bearer ${made.token}`
      expect((await site.resolve({ cookies: {}, authorization, path: '/api/v1/dossiers' })).actor.kind).toBe('anonymous')
    }
  })

  it('of nobody are asked for with the same answers, and nothing is sent', async () => {
    await site.deliver()
    const sent = site.inbox.length
    const token = await ask('0999999999')
    for (let n = 0; n < 5; n++) expect(codeOf(await reset(token, '123456'))).toBe('reset-code-wrong')
    expect(codeOf(await reset(token, '123456'))).toBe('reset-expired')
    await site.deliver()
    expect(site.inbox).toHaveLength(sent)
    const who = await citizen()
    const real = await ask(who.phone)
    const code = await site.codeTo(who.phone)
    const wrong = code === '123456' ? '654321' : '123456'
    for (let n = 0; n < 5; n++) expect(codeOf(await reset(real, wrong))).toBe('reset-code-wrong')
    expect(codeOf(await reset(real, code))).toBe('reset-expired')
  })

  it('can be asked for three times an hour per name, whether or not somebody has it', async () => {
    const who = await citizen()
    for (const name of [who.phone, 'khong.ai.ca']) {
      for (let n = 0; n < 3; n++) await ask(name)
      expect(codeOf(await requestPasswordReset(site.deps)(anonymous, { loginName: name, ip: origin.ip, lang: 'vi' }))).toBe('reset-slowed')
    }
  })

  it('are never reset through a channel that was not verified', async () => {
    const who = await citizen({ email: '' })
    await changeChannel(site.deps)(who.actor, { kind: 'email', value: 'chua.xac.nhan@example.vn', password: PASSWORD, lang: 'vi' })
    site.clock.advance(120_000)
    await ask(who.phone)
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === 'chua.xac.nhan@example.vn').every((notice) => !notice.text.includes('đặt lại mật khẩu'))).toBe(true)
  })
})

describe('phone and e-mail of an account', () => {
  it('change only with password and the code of the new one; the old one is told', async () => {
    const who = await citizen()
    const change = { kind: 'phone', value: '0977 111 222', password: PASSWORD, lang: 'vi' } as const
    expect(codeOf(await changeChannel(site.deps)(who.actor, { ...change, password: 'sai' }))).toBe('password-wrong')
    expect(codeOf(await changeChannel(site.deps)(who.actor, { ...change, value: '123' }))).toBe('channel-malformed')
    expect(codeOf(await changeChannel(site.deps)(who.actor, { ...change, value: who.phone }))).toBe('channel-unchanged')
    expect(codeOf(await changeChannel(site.deps)(who.actor, change))).toBe('ok')
    expect(codeOf(await login(who.phone))).toBe('ok')
    expect(codeOf(await verifyChannel(site.deps)(who.actor, { kind: 'phone', code: await site.codeTo('0977111222') }))).toBe('ok')
    expect(codeOf(await login(who.phone))).toBe('login-failed')
    expect(codeOf(await login('0977111222'))).toBe('ok')
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === who.phone).at(-1)?.text).toContain('không còn được dùng')
    expect(codeOf(await verifyChannel(site.deps)(who.actor, { kind: 'phone', code: '000000' }))).toBe('channel-unknown')
  })

  it('are not verified by a code that was sent to another number', async () => {
    const who = await citizen()
    const change = (value: string) => changeChannel(site.deps)(who.actor, { kind: 'phone', value, password: PASSWORD, lang: 'vi' })
    await change('0977111333')
    const first = await site.codeTo('0977111333')
    await change('0977111444')
    const second = await site.codeTo('0977111444')
    if (first !== second) expect(codeOf(await verifyChannel(site.deps)(who.actor, { kind: 'phone', code: first }))).toBe('code-wrong')
    expect(codeOf(await sendChannelCode(site.deps)(who.actor, { kind: 'phone', lang: 'vi' }))).toBe('code-wait')
    expect(codeOf(await verifyChannel(site.deps)(who.actor, { kind: 'phone', code: second }))).toBe('ok')
  })
})

describe('personal access tokens', () => {
  const api = (token: string, scheme = 'Bearer') => site.resolve({ cookies: {}, authorization: `${scheme} ${token}`, path: '/api/v1/dossiers' })
  const form = { name: 'phần mềm kế toán', scopes: ['dossiers:read'], days: '30' }

  it('carry their scopes, are stored by hash alone, and end by revocation and in time', async () => {
    const who = await citizen()
    const made = await makeAccessToken(site.deps)(who.actor, form)
    if (!made.ok) throw new Error(made.refusal.code)
    expect((await api(made.token)).actor).toEqual({ ...who.actor, via: 'token', scopes: ['dossiers:read'] })
    expect(JSON.stringify(await site.rows('select * from accounts.access_token'))).not.toContain(made.token)
    expect((await api(made.token.slice(0, -1))).actor.kind).toBe('anonymous')
    expect((await api(made.token, 'Basic')).actor.kind).toBe('anonymous')
    expect((await site.resolve({ cookies: {}, authorization: `Bearer ${made.token}`, path: '/tai-khoan' })).actor.kind).toBe('anonymous')
    expect(codeOf(await makeAccessToken(site.deps)(who.actor, form))).toBe('token-name-taken')
    const other = await citizen()
    expect(codeOf(await revokeAccessToken(site.deps)(other.actor, made.tokenId))).toBe('token-not-found')
    expect(codeOf(await revokeAccessToken(site.deps)(who.actor, made.tokenId))).toBe('ok')
    expect((await api(made.token)).actor.kind).toBe('anonymous')
    const short = await makeAccessToken(site.deps)(who.actor, { ...form, days: '1' })
    if (!short.ok) throw new Error(short.refusal.code)
    site.clock.advance(86_400_000)
    expect((await api(short.token)).actor.kind).toBe('anonymous')
  })

  it.each([
    [{ name: '' }, 'name'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['everything'] }, 'scopes'],
    [{ days: '0' }, 'days'],
    [{ days: '366' }, 'days'],
    [{ days: 'NaN' }, 'days'],
  ])('are refused with %j', async (change, field) => {
    const who = await citizen()
    expect(await makeAccessToken(site.deps)(who.actor, { ...form, ...change })).toMatchObject({ faults: [{ field }] })
  })

  it('make no tokens themselves, and change nothing of the account', async () => {
    const who = await citizen()
    const byToken: Actor = { ...who.actor, via: 'token', scopes: ['dossiers:write'] }
    expect(codeOf(await makeAccessToken(site.deps)(byToken, form))).toBe('act-needs-session')
    expect(codeOf(await changePassword(site.deps)(byToken, { present: PASSWORD, password: 'a', passwordAgain: 'a', sessionId: null }))).toBe('login-required')
    expect(codeOf(await sendChannelCode(site.deps)(byToken, { kind: 'phone', lang: 'vi' }))).toBe('login-required')
  })
})
