import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLogAccess } from '../events/index.ts'
import { type Accounts, formOf, openAccounts, system } from './accounts.fixture.ts'
import { createStaff, enrolCitizen, mountAccounts } from './index.ts'
import { browse, servePages } from './pages.fixture.ts'

let site: Accounts
let server: Awaited<ReturnType<typeof servePages>>
beforeAll(async () => {
  site = await openAccounts()
  server = await servePages(site, (web) => mountAccounts(web, { ...site.deps, cookies: site.cookies, logAccess: createLogAccess(site.sealer) }))
})
afterAll(async () => {
  await server.close()
  await site.close()
})

const PASSWORD = 'con mèo leo cây cau'
const typed = (form = formOf()) => ({
  name: form.name,
  identityNumber: form.identityNumber,
  'birthDate-day': '5',
  'birthDate-month': '9',
  'birthDate-year': '1990',
  phone: form.phone,
  email: form.email,
  username: '',
  password: PASSWORD,
  passwordAgain: PASSWORD,
  terms: 'yes',
})

describe('a citizen in a browser', () => {
  it.each(['', '/en'])('registers, activates and logs in, sent back to the page asked for (%s)', async (prefix) => {
    const visitor = browse(server)
    const form = typed()
    expect((await visitor.get(`${prefix}/dang-ky`)).html).not.toMatch(/<input[^>]*checked/)
    const registered = await visitor.submit(`${prefix}/dang-ky`, form)
    expect(registered.status).toBe(303)
    const codePage = await visitor.get(registered.to)
    expect(codePage.html).toContain(`09•• ••• ${form.phone.slice(-3)}`)
    expect(codePage.html).not.toContain(form.phone)
    const wrong = await visitor.submit(registered.to, { channel: 'phone', 'code-phone': 'x' })
    expect([wrong.status, wrong.html.includes('href="#code-phone"')]).toEqual([422, true])
    const activated = await visitor.submit(registered.to, { channel: 'phone', 'code-phone': await site.codeTo(form.phone) })
    expect(activated.status).toBe(303)
    expect((await visitor.get(activated.to)).html).toContain(prefix ? 'The account is active' : 'Tài khoản đã được kích hoạt')

    const asked = `${prefix}/tai-khoan?hien=1`
    const sent = await visitor.get(asked)
    expect(sent.to).toBe(`${prefix}/dang-nhap?ve=${encodeURIComponent(asked)}`)
    const failed = await visitor.submit(sent.to, { loginName: form.phone, password: 'sai', ve: asked })
    expect([failed.status, failed.html.includes(`value="${form.phone}"`), failed.html.includes('sai"')]).toEqual([422, true, false])
    const login = await visitor.submit(sent.to, { loginName: form.phone, password: PASSWORD, ve: asked })
    expect([login.status, login.to]).toEqual([303, asked])
    expect(login.cookies[0]).toMatchObject({ name: 'dan', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 168 * 3600 })
    const account = await visitor.get(login.to)
    expect(account.html).toContain(form.identityNumber)
    expect(account.headers['cache-control']).toBe('no-store')
    expect(await site.rows("select purpose from events.access where purpose = 'own.reveal'")).not.toEqual([])
    const masked = await visitor.get(`${prefix}/tai-khoan`)
    for (const secret of [form.identityNumber, form.phone, form.email, '05/09/1990']) expect([secret, masked.html.includes(secret)]).toEqual([secret, false])
  })

  it('sees every mistake at once, with everything typed but the passwords kept', async () => {
    const answer = await browse(server).submit('/dang-ky', { ...typed(), name: '<script>alert(1)</script>', identityNumber: '123', phone: 'x', terms: '' })
    expect(answer.status).toBe(422)
    for (const field of ['name', 'identityNumber', 'phone', 'terms']) expect(answer.html).toContain(`href="#${field}"`)
    expect(answer.html).toContain('value="&lt;script>alert(1)&lt;/script>"')
    expect(answer.html).not.toContain('<script>')
    expect(answer.html).not.toContain(PASSWORD)
    expect(answer.html).toContain('value="1990"')
  })

  it('is warned of a contradiction and may go on', async () => {
    const visitor = browse(server)
    const form = { ...typed(), 'birthDate-year': '1991' }
    const warned = await visitor.submit('/dang-ky', form)
    expect([warned.status, warned.html.includes('name="warningsConfirmed"')]).toEqual([422, true])
    expect((await visitor.submit('/dang-ky', { ...form, warningsConfirmed: 'yes' })).status).toBe(303)
  })

  it('resets a forgotten password', async () => {
    const form = formOf()
    await enrolCitizen(site.deps)(system, { ...form, birthDate: '1990-09-05', username: null })
    const visitor = browse(server)
    const asked = await visitor.submit('/quen-mat-khau', { loginName: form.identityNumber })
    const fresh = { password: 'sáu con vịt bầu lội', passwordAgain: 'sáu con vịt bầu lội' }
    const nobody = await visitor.submit('/quen-mat-khau', { loginName: 'khong.co.ai' })
    expect([asked.status, nobody.status]).toEqual([303, 303])
    expect((await visitor.get(asked.to)).html.replace(/_key" value="[^"]*|mat-khau\/[\w-]+/g, '')).toBe((await visitor.get(nobody.to)).html.replace(/_key" value="[^"]*|mat-khau\/[\w-]+/g, ''))
    expect((await visitor.submit(asked.to, { channel: 'phone', code: '1', ...fresh })).status).toBe(422)
    const done = await visitor.submit(asked.to, { channel: 'phone', code: await site.codeTo(form.phone), ...fresh })
    expect(done.to).toBe('/dang-nhap?xong=mat-khau')
    expect((await visitor.submit('/dang-nhap', { loginName: form.phone, password: fresh.password })).to).toBe('/ho-so')
  })

  it('manages channels, sessions, tokens, consents and the password', async () => {
    const form = formOf({ email: '' })
    await enrolCitizen(site.deps)(system, { ...form, birthDate: '1990-09-05', username: null, email: null })
    const [visitor, elsewhere] = [browse(server), browse(server)]
    for (const one of [visitor, elsewhere]) await one.submit('/dang-nhap', { loginName: form.phone, password: PASSWORD })

    const added = await visitor.submit('/tai-khoan/lien-lac/email', { value: 'Moi@Example.vn', present: PASSWORD })
    expect(added.to).toBe('/tai-khoan/lien-lac/email/xac-nhan')
    expect((await visitor.submit(added.to, { code: '1' })).status).toBe(422)
    expect((await visitor.submit(added.to, {}, '/tai-khoan/lien-lac/email/gui-lai')).status).toBe(429)
    expect((await visitor.submit(added.to, { code: await site.codeTo('moi@example.vn') })).to).toBe('/tai-khoan?xong=lien-lac')
    expect((await visitor.get('/tai-khoan/lien-lac/fax')).status).toBe(404)

    expect((await visitor.submit('/tai-khoan/phien', {})).to).toBe('/tai-khoan/phien?xong=phien')
    expect((await elsewhere.get('/tai-khoan')).status).toBe(303)

    expect((await visitor.submit('/tai-khoan/ma-truy-cap', { name: '', days: '999' })).status).toBe(422)
    const made = await visitor.submit('/tai-khoan/ma-truy-cap', { name: 'kế toán', scopes: ['dossiers:read', 'dossiers:write'], days: '30' })
    const token = /motcua_[\w-]+/.exec(made.html)?.[0] ?? ''
    expect((await site.resolve({ cookies: {}, authorization: `Bearer ${token}`, path: '/api/v1/dossiers' })).actor).toMatchObject({ via: 'token' })
    const list = await visitor.get('/tai-khoan/ma-truy-cap')
    expect(list.html).toContain('kế toán')
    expect(list.html).not.toContain(token)
    const revoke = /\/tai-khoan\/ma-truy-cap\/[\w-]+\/thu-hoi/.exec(list.html)?.[0] ?? ''
    expect((await visitor.submit('/tai-khoan/ma-truy-cap', {}, revoke)).status).toBe(303)

    expect((await visitor.submit('/tai-khoan', { purpose: 'autofill', given: 'yes' }, '/tai-khoan/dong-y')).status).toBe(303)
    expect((await visitor.submit('/tai-khoan', { purpose: 'autofill', given: 'no' }, '/tai-khoan/dong-y')).status).toBe(303)
    expect(await site.rows("select withdrawn_at is not null as gone from accounts.consent where purpose = 'autofill'")).toEqual([{ gone: true }])

    const change = { present: PASSWORD, password: 'bảy con gà con nhỏ', passwordAgain: 'bảy con gà con nhỏ' }
    expect((await visitor.submit('/tai-khoan/mat-khau', { ...change, present: 'x' })).html).toContain('href="#present"')
    expect((await visitor.submit('/tai-khoan/mat-khau', change)).to).toBe('/tai-khoan?xong=mat-khau')
    expect((await visitor.submit('/tai-khoan', {}, '/dang-xuat')).to).toBe('/dang-nhap?xong=dang-xuat')
    expect((await visitor.get('/tai-khoan')).status).toBe(303)
  })

  it('is not sent to another site after login, and needs the form’s token when logged in', async () => {
    const form = formOf()
    await enrolCitizen(site.deps)(system, { ...form, birthDate: '1990-09-05', username: null })
    const visitor = browse(server)
    const login = await visitor.submit('/dang-nhap?ve=//evil.example', { loginName: form.phone, password: PASSWORD, ve: '//evil.example' })
    expect(login.to).toBe('/ho-so')
    expect((await visitor.post('/tai-khoan/phien', {})).status).toBe(403)
    expect((await visitor.post('/dang-xuat', {})).status).toBe(403)
  })
})

describe('a member of staff in a browser', () => {
  it('changes the one-time password before anything else, and stays among officers’ pages', async () => {
    const homeAgency = { agencyId: '01890000-0000-7000-8000-00000000000a', agencyPath: '01890000-0000-7000-8000-00000000000a/' }
    const made = await createStaff(site.deps)(system, { name: 'Lê Sen', username: 'le.sen', homeAgency })
    if (!made.ok || !made.oneTimePassword) throw new Error('not made')
    const officer = browse(server)
    expect((await officer.get('/can-bo/dang-nhap?ve=/quan-tri/can-bo')).status).toBe(200)
    const failed = await officer.submit('/can-bo/dang-nhap', { loginName: 'le.sen', password: 'sai' })
    expect(failed.status).toBe(422)
    const login = await officer.submit('/can-bo/dang-nhap', { loginName: 'le.sen', password: made.oneTimePassword, ve: '/can-bo/viec' })
    expect(login.to).toBe('/can-bo/doi-mat-khau')
    expect(login.cookies[0]).toMatchObject({ name: 'canbo', httpOnly: true })
    expect(login.cookies[0]?.maxAge).toBeUndefined()
    const fresh = 'tám con trâu cày ruộng'
    const change = { present: made.oneTimePassword, password: fresh, passwordAgain: fresh }
    expect((await officer.submit('/can-bo/doi-mat-khau', { ...change, password: 'ngắn', passwordAgain: 'ngắn' })).status).toBe(422)
    expect((await officer.submit('/can-bo/doi-mat-khau', change)).to).toBe('/can-bo?xong=mat-khau')
    const again = browse(server)
    expect((await again.submit('/can-bo/dang-nhap', { loginName: 'le.sen', password: fresh, ve: '/ho-so' })).to).toBe('/can-bo')
    expect((await again.get('/tai-khoan')).status).toBe(303)
    expect((await again.submit('/can-bo/doi-mat-khau', {}, '/can-bo/dang-xuat')).to).toBe('/can-bo/dang-nhap?xong=1')
    expect((await again.get('/can-bo/doi-mat-khau')).to).toContain('/can-bo/dang-nhap')
  })
})
