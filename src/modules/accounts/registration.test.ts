import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Accounts, anonymous, formOf, openAccounts, origin } from './accounts.fixture.ts'
import { activateAccount, logIn, registerAccount, resendRegistrationCode, viewRegistration } from './index.ts'
import type { RegistrationForm } from './rules/registration.ts'

let site: Accounts
const register = (form: RegistrationForm, more: { key?: string; warningsConfirmed?: boolean } = {}) =>
  registerAccount(site.deps)(anonymous, { form, warningsConfirmed: more.warningsConfirmed ?? false, lang: 'vi', key: more.key ?? null })
const tokenOf = async (form: RegistrationForm, more: { key?: string } = {}) => {
  const result = await register(form, more)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.token
}
const activate = (token: string, channelKind: 'phone' | 'email', code: string) => activateAccount(site.deps)(anonymous, { token, channelKind, code })
const login = (loginName: string, password: string) => logIn(site.deps)({ loginName, password, origin, previousToken: null })
const codeOf = (decided: { ok: true } | { ok: false; refusal: { code: string } }) => (decided.ok ? 'ok' : decided.refusal.code)
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

beforeAll(async () => {
  site = await openAccounts()
})
beforeEach(() => site.clock.advance(3601_000))
afterAll(() => site.close())

describe('registration', () => {
  it.each(['phone', 'email'] as const)('is activated by the code sent to the %s, which alone is verified then', async (kind) => {
    const form = formOf()
    const token = await tokenOf(form)
    expect(codeOf(await login(form.identityNumber, form.password))).toBe('login-failed')
    expect(codeOf(await activate(token, kind, await site.codeTo(form[kind])))).toBe('ok')
    expect(codeOf(await login(form.identityNumber, form.password))).toBe('ok')
    expect(codeOf(await login(form[kind], form.password))).toBe('ok')
    const other = kind === 'phone' ? 'email' : 'phone'
    expect(codeOf(await login(form[other], form.password))).toBe('login-failed')
    const view = await viewRegistration(site.deps)(token)
    expect(view.ok && view.view).toMatchObject({ activated: true })
    expect(view.ok && view.view.channels.find((channel) => channel.kind === other)?.verified).toBe(false)

    expect(codeOf(await activate(token, other, await site.codeTo(form[other])))).toBe('ok')
    expect(codeOf(await login(form[other], form.password))).toBe('ok')
  })

  it('takes no code of one channel for the other', async () => {
    const form = formOf()
    const token = await tokenOf(form)
    const [phone, email] = [await site.codeTo(form.phone), await site.codeTo(form.email)]
    if (phone !== email) expect(codeOf(await activate(token, 'email', phone))).toBe('code-wrong')
    expect(codeOf(await activate(token, 'email', email))).toBe('ok')
  })

  it('counts wrong codes and shuts the code after five, also when a hundred are tried at once', async () => {
    const form = formOf()
    const token = await tokenOf(form)
    const right = await site.codeTo(form.phone)
    const answers = await Promise.all(Array.from({ length: 30 }, () => activate(token, 'phone', wrong(right))))
    expect(answers.map(codeOf).filter((code) => code === 'code-wrong')).toHaveLength(4)
    expect(answers.map(codeOf).filter((code) => code === 'code-exhausted')).toHaveLength(26)
    expect(codeOf(await activate(token, 'phone', right))).toBe('code-exhausted')
    site.clock.advance(61_000)
    expect(codeOf(await resendRegistrationCode(site.deps)(anonymous, { token, channelKind: 'phone' }))).toBe('ok')
    const fresh = await site.codeTo(form.phone)
    expect(codeOf(await activate(token, 'phone', fresh))).toBe('ok')
  })

  it('takes no expired code, and no older one after a new one was sent', async () => {
    const form = formOf()
    const token = await tokenOf(form)
    const first = await site.codeTo(form.phone)
    site.clock.advance(61_000)
    await resendRegistrationCode(site.deps)(anonymous, { token, channelKind: 'phone' })
    const second = await site.codeTo(form.phone)
    if (first !== second) expect(codeOf(await activate(token, 'phone', first))).toBe('code-wrong')
    site.clock.advance(10 * 60_000)
    expect(codeOf(await activate(token, 'phone', second))).toBe('code-expired')
    site.clock.advance(24 * 3600_000)
    expect(codeOf(await activate(token, 'phone', second))).toBe('registration-expired')
    expect(codeOf(await activate('nobody-has-this-token', 'phone', second))).toBe('registration-expired')
  })

  it('sends no second code within a minute and five an hour at most, whoever asks', async () => {
    const form = formOf({ email: '' })
    const token = await tokenOf(form)
    const resend = () => resendRegistrationCode(site.deps)(anonymous, { token, channelKind: 'phone' })
    expect(codeOf(await resend())).toBe('code-wait')
    expect(codeOf(await resendRegistrationCode(site.deps)(anonymous, { token, channelKind: 'email' }))).toBe('channel-unknown')
    for (let sent = 2; sent <= 5; sent++) {
      await site.deliver()
      site.clock.advance(61_000)
      expect(codeOf(await resend())).toBe('ok')
    }
    site.clock.advance(61_000)
    expect(codeOf(await resend())).toBe('code-limit')
    await tokenOf(formOf({ phone: form.phone, email: '' }))
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === form.phone)).toHaveLength(5)
  })

  it('sent twice with one key is one registration with one code a channel; with other content it is another', async () => {
    const form = formOf()
    const [one, two] = await Promise.all([tokenOf(form, { key: 'k1' }), tokenOf(form, { key: 'k1' })])
    expect(one).toBe(two)
    const mended = { ...form, phone: '0987654321' }
    expect(await tokenOf(mended, { key: 'k1' })).not.toBe(one)
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === form.phone)).toHaveLength(1)
    expect(site.inbox.filter((notice) => notice.to === '0987654321')).toHaveLength(1)
  })

  it('twice at once with one number makes one account', async () => {
    const form = formOf()
    const rival = formOf({ identityNumber: form.identityNumber })
    const tokens = await Promise.all([tokenOf(form), tokenOf(rival)])
    const codes = [await site.codeTo(form.phone), await site.codeTo(rival.phone)]
    const answers = await Promise.all(tokens.map((token, index) => activate(token, 'phone', codes[index] ?? '')))
    expect(answers.map(codeOf).sort()).toEqual(['activation-refused', 'ok'])
  })

  it('with a number that has an account looks the same, sends nothing to the newcomer and tells the owner', async () => {
    const owner = formOf()
    await activate(await tokenOf(owner), 'email', await site.codeTo(owner.email))
    const thief = formOf({ identityNumber: owner.identityNumber, name: 'Kẻ gian' })
    const token = await tokenOf(thief)
    const view = await viewRegistration(site.deps)(token)
    expect(view.ok && view.view).toMatchObject({ activated: false, channels: [{ kind: 'phone' }, { kind: 'email' }] })
    await site.deliver()
    expect(site.inbox.filter((notice) => notice.to === thief.phone || notice.to === thief.email)).toEqual([])
    expect(site.inbox.filter((notice) => notice.to === owner.email).at(-1)?.subject).toContain('số định danh của Ông/Bà')
    expect(codeOf(await activate(token, 'phone', '000000'))).toBe('code-wrong')
    site.clock.advance(61_000)
    expect(codeOf(await resendRegistrationCode(site.deps)(anonymous, { token, channelKind: 'phone' }))).toBe('ok')
    await site.deliver()
    expect(site.inbox.some((notice) => notice.to === thief.phone)).toBe(false)
  })

  it('warns of a contradiction once, and takes it when confirmed', async () => {
    const form = formOf({ birthDate: { day: '5', month: '9', year: '1991' } })
    expect(await register(form)).toMatchObject({ ok: false, refusal: { code: 'registration-has-warnings' }, warnings: ['birth-year'] })
    expect((await register(form, { warningsConfirmed: true })).ok).toBe(true)
  })

  it('refuses a username that is taken, and starts without one that was taken meanwhile', async () => {
    const [one, two] = [formOf({ username: 'buoi.tran' }), formOf({ username: 'Buoi.Tran' })]
    const tokens = [await tokenOf(one), await tokenOf(two)] as const
    expect(codeOf(await activate(tokens[0], 'phone', await site.codeTo(one.phone)))).toBe('ok')
    expect(codeOf(await activate(tokens[1], 'phone', await site.codeTo(two.phone)))).toBe('ok')
    expect(codeOf(await login('BUOI.TRAN', one.password))).toBe('ok')
    expect(codeOf(await login(two.identityNumber, two.password))).toBe('ok')
    expect(await register(formOf({ username: 'buoi.tran' }))).toMatchObject({ refusal: { code: 'username-taken' }, faults: [{ field: 'username' }] })
  })

  it('keeps hostile text as text', async () => {
    const form = formOf({ name: "Robert'); drop table accounts.person;--" })
    expect(await register(form)).toMatchObject({ faults: [{ field: 'name', code: 'not-a-name' }] })
    const real = formOf({ name: "O'Neil Trần" })
    await activate(await tokenOf(real), 'phone', await site.codeTo(real.phone))
    expect(await site.rows("select name from accounts.person where name like 'O''%'")).toEqual([{ name: "O'Neil Trần" }])
  })

  it('leaves nothing typed after activation, and expired ones are swept', async () => {
    const form = formOf()
    const token = await tokenOf(form)
    await activate(token, 'phone', await site.codeTo(form.phone))
    expect(await site.rows('select 1 from accounts.registration where account_id is not null and (payload_sealed is not null or password_hash is not null)')).toEqual([])
    await tokenOf(formOf())
    site.clock.advance(25 * 3600_000)
    await site.jobs['accounts.sweep']?.({ job: 'accounts.sweep' })
    expect(await site.rows('select 1 from accounts.registration')).toEqual([])
  })
})
