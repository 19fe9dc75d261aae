import fc from 'fast-check'
import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { writeTogether } from '../../../platform/together.ts'
import { createThrottle } from '../../accounts/index.ts'
import { createAppendEvent, createGetEvent, createLogAccess, listAccess } from '../../events/index.ts'
import { createRecord, mountTracking, TRACKING_REACTIONS, trackingJobs, type NewDossier } from '../index.ts'

let t: TestDatabase
let server: Awaited<ReturnType<typeof createServer>>
const sent: { phone: string; code: string; key: string }[] = []

const NUMBER = '092196001234'
const PHONE = '0912345678'
/** Ids and fresh keys: what differs between any two pages. */
const VARYING = /[0-9a-f]{8}-[0-9a-f-]{27}|name="_key" value="[^"]*"/g

beforeAll(async () => {
  t = await openTestDatabase()
  const { db, clock, sealer } = t
  server = await createServer({ secure: false, trustProxy: true, logger: false, assetsFolder: null })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 1),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: async (content) =>
      `<!doctype html><title>${content.title}</title>${renderToString(h(Fragment, null, content.main))}`,
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
    db,
  })
  mountTracking(web, {
    db,
    clock,
    sealer,
    append: createAppendEvent(sealer),
    logAccess: createLogAccess(sealer),
    record: createRecord(sealer),
    throttle: createThrottle({ db, clock, sealer }),
    findAgency: async () => ({
      nameVi: 'UBND phường Ninh Kiều',
      nameEn: null,
      address: '2 Hòa Bình',
      phone: '0292 3820 000',
      hoursVi: '7:30–17:00',
      hoursEn: null,
    }),
    stepsOf: async () => [
      {
        name: 'Thẩm định hồ sơ',
        duty: 'specialist',
        state: 'now',
        openedAt: clock.now(),
        dueAt: clock.now(),
        closedAt: null,
        officer: 'Lê Thị Thẩm Định',
      },
      { name: 'Ký kết quả', duty: 'leader', state: 'next', openedAt: null, dueAt: null, closedAt: null, officer: null },
    ],
  })
  await server.ready()
})
afterAll(async () => {
  await server.close()
  await t.close()
})
beforeEach(() => {
  sent.length = 0
  t.clock.advance(2 * 3600_000)
})

let serial = 0
async function dossier(change: { phone?: string | null; number?: string | null; submitter?: string } = {}) {
  const code = `H92.101-261123-${String(++serial).padStart(4, '0')}`
  const id = newId()
  const made: NewDossier = {
    id,
    code,
    agencyId: newId(),
    provinceCode: '92',
    receivedAtAgencyId: newId(),
    helpedAtAgencyId: null,
    procedureCode: '1.001193',
    procedureName: 'Thủ tục đăng ký khai sinh',
    packageVersionId: newId(),
    processDefinitionId: null,
    caseKey: 'a',
    channel: 2,
    hasFee: false,
    accountId: null,
    submitterPersonId: null,
    submitterName: change.submitter ?? 'Nguyễn Văn An',
    ownerPersonId: null,
    ownerName: 'Nguyễn Minh Châu',
    subject: 'Khai sinh cho Nguyễn Minh Châu',
    contact: {
      phone: change.phone === undefined ? PHONE : change.phone,
      email: null,
      address: null,
      ownerNumber: change.number === undefined ? NUMBER : change.number,
      submitterNumber: null,
      ownerAddress: null,
    },
    resultWay: 'online',
    submittedAt: t.clock.now(),
    acceptBy: t.clock.now(),
    lang: 'vi',
    retentionClass: 'birth',
    answers: {},
    papers: [],
    declaration: null,
  }
  const { pin, writes } = createRecord(t.sealer).creation({ kind: 'system', name: 'test' }, made)
  await writeTogether(t.db, writes)
  return { id, code, pin }
}

const get = (url: string, options: { ip?: string; cookies?: Record<string, string> } = {}) =>
  server.inject({
    url,
    headers: { 'x-forwarded-for': options.ip ?? '203.0.113.1' },
    ...(options.cookies ? { cookies: options.cookies } : {}),
  })
const post = (url: string, form: Record<string, string>, ip = '203.0.113.1') =>
  server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': ip },
  })
const passOf = (answer: Awaited<ReturnType<typeof post>>) =>
  Object.fromEntries(answer.cookies.map((cookie) => [cookie.name, cookie.value]))
const relay = async () => {
  const jobs = trackingJobs({
    db: t.db,
    clock: t.clock,
    sealer: t.sealer,
    getEvent: createGetEvent(t.sealer),
    sendTrackingCode: async (message) => void sent.push(message),
  })
  const { rows } = await t.db.pool.query(
    "select event_id from events.event where type = 'tracking.code-requested' order by at, event_id",
  )
  for (const row of rows)
    for (const job of TRACKING_REACTIONS['tracking.code-requested']) await jobs[job]?.({ job, eventId: row.event_id })
}

describe('tracking by code', () => {
  it.each(['', '/en'])('shows six fields with the name masked, and writes the look down (%s)', async (prefix) => {
    const { id, code } = await dossier()
    const answer = await get(`${prefix}/tra-cuu?ma=${code.toLowerCase()}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('N*** V** A*')
    expect(answer.body).not.toMatch(/Văn An|Minh Châu|0912/)
    const [look] = await listAccess(t.db, { kind: 'dossier', id })
    expect(look).toMatchObject({ purpose: 'tracking.by-code', actor: 'anonymous' })
  })

  it('answers the unknown and the malformed alike', async () => {
    const strip = (html: string) => html.replace(/value="[^"]*"/g, '')
    const answers = await Promise.all(
      ['H92.101-990101-0001', "x' or 1=1--", '<script>alert(1)</script>', '%00', '‮evil'].map((code) =>
        get(`/tra-cuu?ma=${encodeURIComponent(code)}`),
      ),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404, 404, 404])
    expect(new Set(answers.map((answer) => strip(answer.body))).size).toBe(1)
    expect(answers[2]?.body).not.toContain('<script>alert')
    const api = await Promise.all(['H92.101-990101-0001', 'zz'].map((code) => get(`/api/v1/tracking/${code}`)))
    expect(api.map((answer) => ({ ...answer.json(), instance: '' }))).toEqual(
      Array(2).fill(expect.objectContaining({ status: 404, code: 'tracking-not-found' })),
    )
  })

  it('answers the same over the API', async () => {
    const { code } = await dossier()
    const answer = await get(`/api/v1/tracking/${code}?lang=en`)
    expect(answer.json()).toEqual({
      code,
      procedure: 'Thủ tục đăng ký khai sinh',
      submitter: 'N*** V** A*',
      receivedAt: null,
      dueAt: null,
      status: { code: 1, label: 'Newly registered' },
    })
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('stops whoever walks through codes, not whoever asks for one again', async () => {
    const { code } = await dossier()
    const ip = '198.51.100.9'
    for (let i = 0; i < 59; i++) await get(`/api/v1/tracking/H92.101-261123-9${String(i).padStart(3, '0')}`, { ip })
    expect((await get(`/api/v1/tracking/${code}`, { ip })).statusCode).toBe(200)
    const stopped = await get('/tra-cuu?ma=H92.101-261123-8888', { ip })
    expect([stopped.statusCode, Number(stopped.headers['retry-after']) > 0]).toEqual([429, true])
    expect((await get(`/api/v1/tracking/${code}`, { ip })).statusCode).toBe(200)
    expect((await get('/tra-cuu?ma=H92.101-261123-8888', { ip: '198.51.100.10' })).statusCode).toBe(404)
  })
})

describe('tracking by code and PIN', () => {
  it('opens names, office, who handles it, steps and times for a while', async () => {
    const { id, code, pin } = await dossier()
    const opened = await post('/tra-cuu', { ma: code, pin: `${pin.slice(0, 3)} ${pin.slice(3)}` })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `/tra-cuu/ho-so/${code}`])
    const seen = await get(`/tra-cuu/ho-so/${code}`, { cookies: passOf(opened) })
    for (const text of [
      'Nguyễn Văn An',
      'Nguyễn Minh Châu',
      'UBND phường Ninh Kiều',
      'Lê Thị Thẩm Định',
      'Thẩm định hồ sơ',
      'Ký kết quả',
    ])
      expect(seen.body).toContain(text)
    expect((await listAccess(t.db, { kind: 'dossier', id }))[0]?.purpose).toBe('tracking.by-pin')
    const other = await dossier()
    expect((await get(`/tra-cuu/ho-so/${other.code}`, { cookies: passOf(opened) })).statusCode).toBe(303)
    expect((await get(`/tra-cuu/ho-so/${code}`, { cookies: { 'tra-cuu': 'AAAA' } })).statusCode).toBe(303)
    t.clock.advance(16 * 60_000)
    expect((await get(`/tra-cuu/ho-so/${code}`, { cookies: passOf(opened) })).statusCode).toBe(303)
  })

  it('is shut for an hour after five wrong PINs, even for the right one', async () => {
    const { code, pin } = await dossier()
    const wrong = pin === '000000' ? '111111' : '000000'
    const statuses = []
    for (let i = 0; i < 5; i++)
      statuses.push((await post('/tra-cuu', { ma: code, pin: wrong }, `192.0.2.${i}`)).statusCode)
    expect(statuses).toEqual([422, 422, 422, 422, 422])
    expect((await post('/tra-cuu', { ma: code, pin }, '192.0.2.99')).statusCode).toBe(429)
    t.clock.advance(3601_000)
    expect((await post('/tra-cuu', { ma: code, pin }, '192.0.2.99')).statusCode).toBe(303)
  })

  it('lets no more than five of fifty tries at once be judged', async () => {
    const { code, pin } = await dossier()
    const wrong = pin === '000000' ? '111111' : '000000'
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_one, i) => post('/tra-cuu', { ma: code, pin: wrong }, `192.0.3.${i}`)),
    )
    expect(answers.filter((answer) => answer.statusCode === 422)).toHaveLength(5)
  })
})

describe('tracking by identity number', () => {
  const ask = (number: string, ip = '203.0.113.5') => post('/tra-cuu/so-dinh-danh', { number }, ip)

  it('says the same whether found or not, and sends a code only to the phone on the dossier', async () => {
    await dossier()
    const [found, unknown] = [await ask('092196 001234'), await ask('001099000001', '203.0.113.6')]
    expect([found.statusCode, unknown.statusCode]).toEqual([303, 303])
    const pages = await Promise.all([found, unknown].map((answer) => get(String(answer.headers.location))))
    const plain = pages.map((answer) => answer.body.replace(VARYING, ''))
    expect(plain[0]).toBe(plain[1])
    await relay()
    await relay()
    expect(sent.map(({ phone }) => phone)).toEqual([PHONE])
    const tried = await Promise.all(
      [found, unknown].map((answer) => post(String(answer.headers.location), { code: '12' })),
    )
    expect(tried.map((answer) => answer.statusCode)).toEqual([422, 422])
    expect(tried[0]?.body.replace(VARYING, '')).toBe(tried[1]?.body.replace(VARYING, ''))
    const { rows } = await t.db.pool.query('select messages from dossiers.tracking_code')
    expect(rows.every((row) => row.messages === null)).toBe(true)
  })

  it('opens the dossiers of the phone that got the code, and no others', async () => {
    const number = '092300000077'
    const mine = await dossier({ number, phone: '0987000111' })
    const strange = await dossier({ number, phone: '0987000222' })
    const asked = await ask(number)
    await relay()
    expect(sent.map(({ phone }) => phone).sort()).toEqual(['0987000111', '0987000222'])
    const code = sent.find(({ phone }) => phone === '0987000111')?.code ?? ''
    const opened = await post(String(asked.headers.location), { code })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/tra-cuu/danh-sach'])
    const list = await get('/tra-cuu/danh-sach', { cookies: passOf(opened) })
    expect(list.body).toContain(mine.code)
    expect(list.body).not.toContain(strange.code)
    expect((await get(`/tra-cuu/ho-so/${mine.code}`, { cookies: passOf(opened) })).statusCode).toBe(200)
    expect((await get(`/tra-cuu/ho-so/${strange.code}`, { cookies: passOf(opened) })).statusCode).toBe(303)
    expect((await post(String(asked.headers.location), { code })).statusCode).toBe(422)
  })

  it('ends a code after five tries and after ten minutes', async () => {
    const number = '092300000088'
    await dossier({ number })
    const asked = await ask(number)
    await relay()
    const code = sent[0]?.code ?? ''
    const wrong = code === '000000' ? '111111' : '000000'
    for (let i = 0; i < 5; i++) await post(String(asked.headers.location), { code: wrong })
    expect((await post(String(asked.headers.location), { code })).statusCode).toBe(422)
    const again = await ask(number)
    sent.length = 0
    await relay()
    t.clock.advance(601_000)
    expect((await post(String(again.headers.location), { code: sent[0]?.code ?? '' })).statusCode).toBe(422)
  })

  it('is limited by number, whatever the address', async () => {
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await ask('092300000099', `192.0.2.${i}`)).statusCode)
    expect(statuses).toEqual([303, 303, 303, 429])
    expect((await ask('12')).statusCode).toBe(422)
  })
})

describe('hostile input', () => {
  it('never makes a fault', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('\0', '%00', '../..', '__proto__', '💥', 'ａ'),
    )
    await fc.assert(
      fc.asyncProperty(text, text, fc.ipV4(), async (one, two, ip) => {
        const answers = await Promise.all([
          get(`/tra-cuu?ma=${encodeURIComponent(one.toWellFormed())}`, { ip }),
          get(`/api/v1/tracking/${encodeURIComponent(one.toWellFormed()) || 'x'}`, { ip }),
          get(`/tra-cuu/ho-so/${encodeURIComponent(one.toWellFormed()) || 'x'}`, {
            ip,
            cookies: { 'tra-cuu': encodeURIComponent(two.toWellFormed()) },
          }),
          post('/tra-cuu', { ma: one, pin: two }, ip),
          post('/tra-cuu/so-dinh-danh', { number: one }, ip),
          post(`/tra-cuu/so-dinh-danh/${encodeURIComponent(one.toWellFormed()) || 'x'}`, { code: two }, ip),
        ])
        for (const answer of answers) expect(answer.statusCode).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
  })
})
