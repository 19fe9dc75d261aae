import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH, ORDINARY_BIRTH, typed } from '../support/birth.ts'
import type { Client, Reply } from './client.ts'
import { formsOf, mainForm, tagsOf } from './forms.ts'
import { citizenPages, officePages, openWorld, type World } from './scenes.ts'

const MARKUP = '<img src=x onerror=alert(1)>"\'&'
const SQL = "'; drop table dossiers.dossier; --"
const LONG = 'Nguyễn '.repeat(29).slice(0, 200)
const HOSTILE: readonly string[] = [MARKUP, SQL, LONG, '🙂🇻🇳👩‍👩‍👧', 'a\u202Egnp.exe', 'Nguye\u0302\u0303n', "O'Brien-D’Arc", '\u0000\u0007', '__proto__', '../../etc/passwd', '${7*7}{{7*7}}', '-1e999', 'x'.repeat(5000)]
const IN_PATHS = ['1.999999', 'x', "'", '%00', '%FF', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '%3Cscript%3Ex', 'a'.repeat(600), '%F0%9F%99%82', '__proto__', 'constructor', '%E2%80%AEabc', '0', '-1', '01900000-0000-7000-8000-000000000999']

let app: TestApp
let world: World
beforeAll(async () => {
  app = await startTestApp()
  world = await openWorld(app)
})
afterAll(() => app?.close())

const clientFor = (audience: string): Client =>
  audience === 'citizen' ? world.citizen : audience === 'officer' ? world.staff.motcua : audience === 'admin' ? world.staff.quantri : world.anonymous

const inVain = (reply: Reply) => (reply.status >= 500 ? `${reply.status} ${reply.url.slice(0, 200)}` : reply.text.includes('<img src=x') || /<script(?![^>]*src=)/.test(reply.text) ? `markup came through: ${reply.url.slice(0, 200)}` : [])

describe('addresses', () => {
  it('with unknown and malformed codes are not found, never a fault', async () => {
    const faults: string[] = []
    for (const { method, url, access } of app.app.web.routes) {
      if (method !== 'GET' || !url.includes(':')) continue
      for (const value of IN_PATHS) faults.push(...[inVain(await clientFor(access.audience).get(url.replace(/:\w+/g, value)))].flat())
    }
    expect(faults).toEqual([])
  })

  it('with hostile questions answer, or say what is wrong', async () => {
    const names = ['q', 'sau', 've', 'ma', 'trang', 'limit', 'cursor', 'buoc', 'lang', 'to', 'thu-tuc', 'level', 'cap', 'linh-vuc', 'xong', 'amount', 'unit', 'receivedAt', 'agency', '__proto__', 'nam']
    const faults: string[] = []
    for (const { method, url, access } of app.app.web.routes) {
      if (method !== 'GET') continue
      const path = url.replace(/:code/g, access.audience === 'citizen' || access.audience === 'officer' ? world.issued.code : BIRTH).replace(/:\w+/g, 'x')
      for (const value of [MARKUP, SQL, '🙂', '\u0000\u0007', '__proto__', '-1e999']) {
        const query = names.map((name) => `${name}=${encodeURIComponent(value)}`).join('&')
        faults.push(...[inVain(await clientFor(access.audience).get(`${path}?${query}`))].flat())
      }
      faults.push(...[inVain(await clientFor(access.audience).get(`${path}?q=%FF%00&q=2&q[]=3&a[b][c]=4&%`))].flat())
    }
    expect(faults).toEqual([])
  })

  it('of another citizen’s dossier and draft are not there, and the attempt is written down', async () => {
    for (const rest of ['', '/bo-sung', '/du-thao', '/du-thao.pdf', '/toan-bo.zip', '/giay-to/x', '/van-ban/x']) {
      expect((await world.other.get(`/ho-so/${world.issued.code}${rest}`)).status, rest).toBe(404)
    }
    for (const step of [1, 2, 3, 4, 'to-khai.pdf', 'da-nop']) expect((await world.other.get(`/nop-ho-so/ban-nhap/${world.draftId}/${step}`)).status).toBe(404)
    const { rows } = await app.db.pool.query<{ n: number }>("select count(*)::int as n from events.access where purpose = 'refused.not-own-dossier'")
    expect(rows[0]?.n).toBeGreaterThanOrEqual(7)
  })
})

describe('forms', () => {
  it('of the declaration with every field wrong say so beside each, keep what was typed, and lead to it', async () => {
    const step = await newDraft(2)
    const form = mainForm(step.text)
    const wrong = Object.fromEntries(form.controls.filter((one) => !one.name.startsWith('_')).map((one) => [one.name, MARKUP]))
    const reply = await world.citizen.send(step, null, wrong)
    expect(reply.status).toBe(422)
    const summary = /<div[^>]*govuk-error-summary[\s\S]*?<\/ul>/.exec(reply.text)?.[0] ?? ''
    const links = tagsOf(summary, 'a').map((link) => link.get('href') ?? '')
    expect(links.length).toBeGreaterThan(10)
    for (const link of links) expect(reply.text, link).toContain(`id="${link.slice(1)}"`)
    const kept = mainForm(reply.text).fields
    expect(kept['child.name']).toBe(MARKUP)
  })

  it.each([
    ['31/02', '31', '2', '2026'],
    ['30/02/2024', '30', '2', '2024'],
    ['29/02/2023', '29', '2', '2023'],
    ['a birth tomorrow', '24', '11', '2026'],
    ['a birth in a far year', '1', '1', '9999'],
    ['month 13', '1', '13', '2026'],
    ['letters', 'một', 'hai', 'ba'],
    ['nothing', '', '', ''],
    ['a negative', '-1', '1', '2026'],
  ])('refuse as date of birth: %s', async (_name, day, month, year) => {
    const reply = await declare({ 'child.birthDate-day': day, 'child.birthDate-month': month, 'child.birthDate-year': year })
    expect(reply.status).toBe(422)
    expect(reply.text).toMatch(/href="#child-birthDate/)
    const kept = mainForm(reply.text).fields
    expect([kept['child.birthDate-day'], kept['child.birthDate-year']]).toEqual([day, year])
  })

  it('take the 29th of February of a leap year', async () => {
    expect((await declare({ 'child.birthDate-day': '29', 'child.birthDate-month': '2', 'child.birthDate-year': '2024' })).text).not.toMatch(/<a[^>]*href="#child-birthDate/)
  })

  it.each([
    ['decomposed letters, kept composed', 'Nguyễn Thị Hồng'.normalize('NFD'), 'Nguyễn Thị Hồng'],
    ['an apostrophe', "Y Krông O'Niê", "Y Krông O'Niê"],
    ['spaces round it', '  Đỗ   Bình ', 'Đỗ Bình'],
  ])('take a name with %s', async (_name, given, kept) => {
    const reply = await declare({ 'child.name': given })
    expect(reply.status).toBe(303)
    expect((await world.citizen.get(String(reply.headers.location).replace(/3$/, '4'))).text).toContain(kept.replaceAll("'", '&#39;').replaceAll('&#39;', "'"))
  })

  it.each([
    ['a right-to-left override', 'Nguyễn\u202EnA'],
    ['a control character', 'Nguyễn\u0007An'],
    ['an emoji', 'Nguyễn An 🙂'],
    ['a zero-width space', 'Nguyễn\u200BAn'],
    ['markup', '<b>An</b>'],
    ['5,000 characters', 'An '.repeat(1700)],
  ])('refuse a name with %s', async (_name, given) => {
    const reply = await declare({ 'child.name': given })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain('href="#child-name"')
  })

  it('saved from two tabs: what the one saved is shown beside what the other typed, and the same sent twice is the same', async () => {
    const step = await newDraft(2)
    const [first, second] = [await world.citizen.get(step.url), await world.citizen.get(step.url)]
    const same = { ...mainForm(first.text).fields, 'child.name': 'Nguyễn Thẻ Một' }
    const twice = await Promise.all([1, 2, 3].map(() => world.citizen.post(step.url, same)))
    expect(twice.map((reply) => reply.status)).toEqual([422, 422, 422])
    const other = await world.citizen.post(step.url, { ...mainForm(second.text).fields, 'child.name': 'Nguyễn Thẻ Hai' })
    expect(other.status).toBe(409)
    expect(other.text).toContain('Nguyễn Thẻ Một')
    expect(mainForm(other.text).fields['child.name']).toBe('Nguyễn Thẻ Hai')
    expect(mainForm((await world.citizen.get(step.url)).text).fields['child.name']).toBe('Nguyễn Thẻ Một')
    // Sent once more, now with both before one's eyes, it is saved.
    expect((await world.citizen.send(other, null, {})).status).toBe(422)
    expect(mainForm((await world.citizen.get(step.url)).text).fields['child.name']).toBe('Nguyễn Thẻ Hai')
  })

  it('with names that the form does not have keep nothing of them', async () => {
    const reply = await declare({ 'no.such': 'Bí Mật Thứ Nhất', constructor: 'Bí Mật Thứ Hai', 'file-giay-chung-sinh': 'Bí Mật Thứ Ba', 'mother.name.x': 'Bí Mật Thứ Tư' })
    expect(reply.status).toBe(303)
    const draft = (await world.citizen.get(String(reply.headers.location).replace(/3$/, '4'))).text + (await world.citizen.get(String(reply.headers.location).replace(/3$/, '2'))).text
    expect(draft).not.toContain('Bí Mật')
  })

  it('remark on a word of mixed alphabets, and go on', async () => {
    const reply = await declare({ 'mother.residence-detail': 'Số 1 đường Nguуễn Trãi' })
    expect(reply.status).toBe(303)
    expect((await world.citizen.get(String(reply.headers.location).replace(/3$/, '4'))).text).toContain('lẫn chữ cái của bảng chữ khác')
  })

  it('warn of an identity number that contradicts sex or year, and go on', async () => {
    const reply = await declare({ 'mother.identityNumber': '092090012345', 'mother.document.number': '092090012345' })
    expect(reply.status).toBe(303)
    const review = await world.citizen.get(String(reply.headers.location).replace(/3$/, '2'))
    expect(review.status).toBe(200)
  })
})

describe('what is stored', () => {
  it('is shown as words to everybody, never as markup', async () => {
    const raw = await typed(app, ORDINARY_BIRTH)
    const details = Object.fromEntries(Object.keys(raw).filter((name) => /-detail$|facility|place/.test(name)).map((name) => [name, `${MARKUP} ${SQL}`]))
    const reply = await declare(details)
    expect(reply.status).toBe(303)
    const draft = String(reply.headers.location).replace(/\/3$/, '')
    for (const step of [2, 4]) {
      const page = await world.citizen.get(`${draft}/${step}`)
      expect(page.text).not.toContain('<img src=x')
      expect(page.text).toContain('&lt;img src=x onerror=alert(1)')
    }
    const said = await world.citizen.send(`/ho-so/${world.asked.code}`, 'tin-nhan', { body: `${MARKUP} ${SQL}` })
    expect(said.status).toBe(303)
    for (const [who, url] of [[world.citizen, `/ho-so/${world.asked.code}`], [world.staff.motcua, `/can-bo/ho-so/${world.asked.code}`]] as const) {
      const page = await who.get(url)
      expect(page.text).toContain('&lt;img src=x onerror=alert(1)')
      expect(page.text).not.toContain('<img src=x')
    }
  })
})

describe('requests again and out of order', () => {
  const births = async (): Promise<number> => {
    const { rows } = await app.db.pool.query<{ n: number }>('select count(*)::int as n from dossiers.dossier where procedure_code = $1', [BIRTH])
    return rows[0]?.n ?? 0
  }

  it('do a thing once, however often it is sent', async () => {
    const page = await world.citizen.get(`/nop-ho-so/ban-nhap/${world.draftId}/4`)
    const form = mainForm(page.text)
    const fields = { ...form.fields, declared: 'yes' }
    const before = await births()
    const replies = await Promise.all(Array.from({ length: 5 }, () => world.citizen.post(page.url, fields)))
    replies.push(await world.citizen.post(page.url, fields))
    expect(new Set(replies.map((reply) => `${reply.status} ${reply.headers.location}`)).size).toBe(1)
    expect(replies[0]?.status).toBe(303)
    expect(await births()).toBe(before + 1)
    // A draft that was submitted can't be changed from another tab.
    const late = await world.citizen.post(`/nop-ho-so/ban-nhap/${world.draftId}/2`, { _csrf: form.fields._csrf ?? '', 'child.name': 'Khác' })
    expect(late.headers.location).toMatch(/da-nop$/)
  })

  it('write a message once, and refuse the key for another', async () => {
    const page = await world.citizen.get(`/ho-so/${world.filed.code}`)
    const form = formsOf(page.text).find((one) => one.action?.endsWith('tin-nhan'))
    if (!form?.action) throw new Error('No form.')
    const { action } = form
    const send = (body: string) => world.citizen.post(action, { ...form.fields, body })
    const [first, again] = [await send('Chỉ một lần'), await send('Chỉ một lần')]
    expect([first.status, again.status]).toEqual([303, 303])
    expect((await send('Lời khác')).status).toBe(422)
    expect((await world.citizen.get(`/ho-so/${world.filed.code}`)).text.split('Chỉ một lần').length).toBe(2)
  })

  it('of a later step, sent first, file nothing', async () => {
    const step = await newDraft(1)
    for (const later of [3, 4]) {
      const reply = await world.citizen.post(step.url.replace(/1$/, String(later)), { ...mainForm(step.text).fields, declared: 'yes' })
      expect(reply.status, `step ${later}`).toBeLessThan(500)
      expect(String(reply.headers.location ?? '')).not.toMatch(/da-nop/)
    }
  })
})

// Last, since it knocks at every limit there is.
describe('every form of every page', () => {
  it('takes hostile words in every field: refused or kept, shown escaped, never a fault', async () => {
    const faults: string[] = []
    const harmful = /(xoa|rut|dang-xuat|huy|khoa|ket-thuc|dong|chuyen-xu-ly|phat-hanh|sandbox|phien)$/
    for (const [name, who, url] of [...citizenPages(world), ...officePages(world)]) {
      const page = await who.get(url)
      for (const form of formsOf(page.text).filter((one) => one.method === 'post' && !harmful.test((one.action ?? url).split('?')[0] ?? ''))) {
        for (const value of HOSTILE) {
          const fields = { ...form.fields }
          for (const control of form.controls) if (!/^_/.test(control.name) && control.kind !== 'file') fields[control.name] = value
          const reply = form.multipart ? await who.upload(form.action ?? url, fields, []) : await who.post(form.action ?? url, fields)
          faults.push(...[inVain(reply)].flat().map((fault) => `${name}: ${fault} (${value.slice(0, 20)})`))
        }
      }
    }
    expect(faults).toEqual([])
    expect((await world.citizen.get(`/ho-so/${world.issued.code}`)).status).toBe(200)
  })
})

/** A new draft of the citizen, opened at a step. */
async function newDraft(step: number): Promise<Reply> {
  const begun = await world.citizen.send(`/nop-ho-so/${BIRTH}`, null, {})
  expect(begun.status, begun.text.slice(0, 300)).toBe(303)
  return world.citizen.get(String(begun.headers.location).replace(/1$/, String(step)))
}

/** A declaration that is right but for what is changed. The draft of the last time is used again. */
let declared: string | null = null
async function declare(changed: Readonly<Record<string, string>>): Promise<Reply> {
  declared ??= (await newDraft(2)).url
  const raw = (await typed(app, ORDINARY_BIRTH)) as Record<string, string>
  return world.citizen.send(declared, null, { ...raw, ...changed })
}
