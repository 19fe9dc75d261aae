import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Accounts, anonymous, formOf, openAccounts, origin } from './accounts.fixture.ts'
import { activateAccount, changeChannel, logIn, makeAccessToken, personQueries, registerAccount, requestPasswordReset } from './index.ts'

let site: Accounts
beforeAll(async () => {
  site = await openAccounts()
})
afterAll(() => site.close())

const form = formOf({ username: 'hong.ngoc' })
const half = formOf({ username: 'nua.chung' })

it('nothing that identifies a person, and no secret, stands in the clear in any table', async () => {
  const register = (typed: typeof form) => registerAccount(site.deps)(anonymous, { form: typed, warningsConfirmed: false, lang: 'vi', key: 'k' })
  const registered = await register(form)
  await register(half)
  if (!registered.ok) throw new Error(registered.refusal.code)
  const { rows: waiting } = await site.db.pool.query('select code_sealed from accounts.one_time_code where code_sealed is not null')
  expect(waiting).toHaveLength(4)
  const code = await site.codeTo(form.phone)
  const activated = await activateAccount(site.deps)(anonymous, { token: registered.token, channelKind: 'phone', code })
  const login = await logIn(site.deps)({ loginName: form.username, password: form.password, origin, previousToken: null })
  if (!activated.ok || !login.ok) throw new Error('not logged in')
  const { actor } = await site.as('citizen', login.session.token, '/')
  const token = await makeAccessToken(site.deps)(actor, { name: 'máy', scopes: ['dossiers:read'], days: '9' })
  await changeChannel(site.deps)(actor, { kind: 'email', value: 'moi.hon@example.vn', password: form.password, lang: 'vi' })
  const reset = await requestPasswordReset(site.deps)(anonymous, { loginName: form.phone, ip: origin.ip, lang: 'vi' })
  await site.deliver()
  if (!token.ok || !reset.ok) throw new Error('not made')

  const secrets = [form, half].flatMap((typed) => [typed.identityNumber, typed.phone, typed.email, typed.username, typed.password, '1990-09-05'])
  secrets.push('moi.hon@example.vn', origin.ip, login.session.token, token.token, reset.token, registered.token, code)
  const tables = await site.rows("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
  for (const { name } of tables) {
    const dump = JSON.stringify((await site.rows(`select t::text as row from ${String(name)} t`)).map(({ row }) => row))
    for (const secret of secrets) {
      // Six digits stand by chance in ids and hashes; they are looked for as a whole word.
      const found = secret === code ? new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(dump) : dump.includes(secret) || dump.includes(Buffer.from(secret).toString('hex'))
      expect([name, secret, found]).toEqual([name, secret, false])
    }
  }
})

it('people are found by their number, and opened for who may read them', async () => {
  const queries = personQueries({ sealer: site.sealer })
  const person = await queries.findPersonByIdentityNumber(site.db, ` ${form.identityNumber.slice(0, 6)} ${form.identityNumber.slice(6)}`)
  expect(person).toMatchObject({ name: form.name, birthDate: '1990-09-05', identityNumber: form.identityNumber, identityVerifiedBy: null })
  if (!person) throw new Error()
  expect(await queries.getPerson(site.db, person.id)).toEqual(person)
  expect(await queries.getContact(site.db, person.id)).toEqual({
    personId: person.id,
    phone: { value: form.phone, verified: true },
    email: { value: 'moi.hon@example.vn', verified: false },
    lang: 'vi',
  })
  expect((await queries.personNames(site.db, [person.id])).get(person.id)).toBe(form.name)
  expect(await queries.findPersonByIdentityNumber(site.db, '1')).toBeNull()
  await expect(queries.getPerson(site.db, '01890000-0000-7000-8000-000000000000')).rejects.toThrow('no person')
})
