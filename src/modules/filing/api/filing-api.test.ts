import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { openTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts'
import { corners } from '../../../../tests/support/heic.ts'
import { type Acts, composeActs } from '../../../compose/acts.ts'
import { seedDemo } from '../../../demo/seed.ts'
import type { Actor } from '../../../platform/actor.ts'
import { createServer, createWeb } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import {
  cookieNames,
  createPasswordHasher,
  createResolveActor,
  createThrottle,
  enrolCitizen,
  makeAccessToken,
} from '../../accounts/index.ts'
import { createAgencyDirectory, placeNames } from '../../agencies/index.ts'
import { loadHolidays, openCalendars } from '../../calendar/index.ts'
import { createAppendEvent, createReadStream, listAccess } from '../../events/index.ts'
import { localFileStore } from '../../files/index.ts'
import { type Answers, fieldsOf, rawFromAnswers, readAnswers } from '../../forms/index.ts'
import { loadPlaces, openPlaces } from '../../places/index.ts'
import { loadPackages, openPackages } from '../../procedures/index.ts'
import { createCheckProcess, createPublishDefinition, openDefinitions } from '../../processes/index.ts'
import { mountFilingApi } from '../index.ts'

const PACKAGE = 'procedures/ho-tich/1.001193-dang-ky-khai-sinh'
const SYSTEM = { kind: 'system', name: 'test' } as const

let t: TestDatabase
let acts: Acts
let server: Awaited<ReturnType<typeof createServer>>
let folder: string
let answers: Record<string, unknown>
let pdf: Buffer
let mine: string
let readOnly: string
let others: string

beforeAll(async () => {
  t = await openTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'filing-api-'))
  const { db, clock, sealer } = t
  const append = createAppendEvent(sealer)
  const calendars = openCalendars({ db })
  await loadPlaces(db, { folder: 'data/places', clock })
  await loadHolidays({ db, clock, appendEvent: append }, 'data/holidays')
  const places = openPlaces({ db, clock })
  const report = await loadPackages(db, 'procedures', {
    clock,
    appendEvent: append,
    checkProcess: createCheckProcess({ acts: [] }),
    publishProcess: createPublishDefinition({ appendEvent: append }),
    onPublished: async () => undefined,
  })
  expect(report.faults).toEqual([])
  await seedDemo({ db, clock, sealer, places: placeNames(places) })
  acts = composeActs({
    db,
    clock,
    sealer,
    calendars,
    places,
    directory: createAgencyDirectory({
      db,
      clock,
      provinceOfCommune: async (code) => (await places.current()).findCommune(code)?.provinceCode ?? null,
    }),
    packages: openPackages({ db, clock, cacheFolder: join(folder, 'cache') }),
    definitions: openDefinitions({ db }),
    documents: {
      sealer,
      store: localFileStore(folder),
      typesetter: { print: async () => Promise.reject(new Error('nothing is printed here')) } as never,
      templatesFolder: 'templates',
      sign: null,
    },
    askPopulation: async () => ({ ok: false, reason: 'unreachable', detail: '' }),
    publicUrl: 'http://localhost:3000',
  } as Parameters<typeof composeActs>[0])

  server = await createServer({ secure: false, trustProxy: true, logger: false, assetsFolder: null })
  const resolve = createResolveActor({ db, clock, cookies: cookieNames(false) })
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 1),
    identify: (request) =>
      resolve({
        cookies: request.cookies,
        authorization: request.headers.authorization,
        path: request.url.split('?')[0] ?? '/',
      }),
    frame: async () => '',
    problemPage: (refusal) => ({ title: refusal.code, main: null }),
    pageVersion: () => '1',
  })
  const throttle = createThrottle({ db, clock, sealer })
  mountFilingApi(web, {
    ...acts,
    ...acts.filing,
    db,
    clock,
    sealer,
    files: { sealer, store: localFileStore(folder) },
    throttle,
    publicUrl: 'http://localhost:3000',
  })
  await server.ready()

  const example = parse(await readFile(`${PACKAGE}/examples/1-thuong.yaml`, 'utf8')) as {
    answers: Record<string, unknown>
  }
  answers = example.answers
  const document = await PDFDocument.create()
  document.addPage().drawText('Giay chung sinh')
  pdf = Buffer.from(await document.save())
  mine = await tokenOf(MAI, ['dossiers:read', 'dossiers:write'])
  readOnly = await tokenOf(MAI, ['dossiers:read'])
  others = await tokenOf(HUNG, ['dossiers:read', 'dossiers:write'])
})
afterAll(async () => {
  await server.close()
  await t.close()
  await rm(folder, { recursive: true, force: true })
})

const MAI = { accountId: newId(), personId: newId(), identityNumber: '092196001299' }
const HUNG = { accountId: newId(), personId: newId(), identityNumber: '092094005699' }
let tokens = 0
async function tokenOf({ accountId, personId, identityNumber }: typeof MAI, scopes: string[]): Promise<string> {
  const { db, clock, sealer } = t
  const appendEvent = createAppendEvent(sealer)
  const hasher = createPasswordHasher({ memoryKiB: 64, passes: 1, concurrency: 2, queue: 10 })
  const phone = `09${identityNumber.slice(-8)}`
  const person = {
    name: 'Trần Thị Mai',
    identityNumber,
    birthDate: '1996-03-14',
    phone,
    email: null,
    username: null,
    password: 'con mèo leo cây cau',
    personId,
    accountId,
  }
  await enrolCitizen({ db, clock, sealer, appendEvent, hasher })(SYSTEM, person)
  const actor: Actor = { kind: 'citizen', accountId, personId, name: person.name, via: 'session' }
  const made = await makeAccessToken({ db, clock, appendEvent })(actor, { name: `Thử ${++tokens}`, scopes, days: '30' })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.token
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const get = (url: string, token = mine) => server.inject({ url, headers: bearer(token) })
let clients = 0
const send = (
  body: unknown,
  {
    token = mine,
    key = newId(),
    type = 'application/json',
  }: { token?: string; key?: string | null; type?: string } = {},
) =>
  server.inject({
    method: 'POST',
    url: '/api/v1/dossiers?lang=en',
    headers: {
      ...bearer(token),
      'content-type': type,
      'x-forwarded-for': `10.0.${Math.floor(++clients / 250) % 250}.${clients % 250}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
function upload(content: Buffer, { token = mine, filename = 'Giấy chứng sinh.pdf', times = 1 } = {}) {
  const boundary = 'x-boundary'
  const part = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: application/pdf\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n'),
  ])
  const payload = Buffer.concat([...Array<Buffer>(times).fill(part), Buffer.from(`--${boundary}--\r\n`)])
  return server.inject({
    method: 'POST',
    url: '/api/v1/files',
    headers: {
      ...bearer(token),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'x-forwarded-for': `10.9.0.${++clients % 250}`,
    },
    payload,
  })
}
const bodyOf = (fileId: string, change: Record<string, unknown> = {}) => ({
  procedure: '1.001193',
  communeCode: '31135',
  caseKey: '1.001193.01',
  resultWay: 'online',
  answers,
  papers: [{ component: 'giay-chung-sinh', fileId }],
  declared: true,
  ...change,
})
const newFile = async (token = mine) => (await upload(pdf, { token })).json().id as string

describe('files', () => {
  it('are kept for a dossier and can be taken back', async () => {
    const answer = await upload(pdf)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      filename: 'Giấy chứng sinh.pdf',
      mediaType: 'application/pdf',
      size: pdf.length,
    })
    const { id } = answer.json()
    const remove = (token: string) =>
      server.inject({ method: 'DELETE', url: `/api/v1/files/${id}`, headers: bearer(token) })
    expect((await remove(others)).statusCode).toBe(404)
    expect((await remove(mine)).json()).toEqual({ removed: true })
    expect((await remove(mine)).statusCode).toBe(404)
  })

  it('may be HEIC photos', async () => {
    const photo = await upload(corners(), { filename: 'IMG_0042.HEIC' })
    expect([photo.statusCode, photo.json()]).toMatchObject([201, { filename: 'IMG_0042.heic', mediaType: 'image/heic', size: corners().length }])
    const broken = await upload(corners().subarray(0, 200), { filename: 'IMG_0042.HEIC' })
    expect([broken.statusCode, broken.json().code]).toEqual([422, 'file-damaged'])
  })

  it('are refused in plain words', async () => {
    const html = await upload(Buffer.from('<!doctype html><script>alert(1)</script>'))
    expect([html.statusCode, html.json().code]).toEqual([415, 'file-type-not-accepted'])
    const large = await upload(Buffer.concat([pdf, Buffer.alloc(22 * 1024 * 1024)]))
    expect([large.statusCode, large.json().code]).toEqual([413, 'file-too-large'])
    expect((await upload(pdf, { times: 2 })).json().code).toBe('one-file-at-a-time')
    const none = await server.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: { ...bearer(mine), 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    })
    expect(none.statusCode).toBe(422)
    const notMultipart = await server.inject({
      method: 'POST',
      url: '/api/v1/files',
      headers: bearer(mine),
      payload: {},
    })
    expect(notMultipart.statusCode).toBe(415)
    expect((await upload(pdf, { token: readOnly })).json()).toMatchObject({ status: 403, code: 'token-lacks-scope' })
  })
})

describe('filing', () => {
  it('makes one dossier of a key, however often and at once it is sent', async () => {
    const body = bodyOf(await newFile())
    const key = newId()
    const first = await send(body, { key })
    expect(first.statusCode).toBe(201)
    expect(first.json()).toEqual({
      code: expect.stringMatching(/^H92\.31135/),
      pin: expect.stringMatching(/^\d{6}$/),
      status: { code: 1, label: 'Newly registered' },
      acceptBy: expect.stringContaining('+07:00'),
      url: `http://localhost:3000/ho-so/${first.json().code}`,
    })
    expect(first.headers.location).toBe(`/api/v1/dossiers/${first.json().code}`)
    const again = await Promise.all(Array.from({ length: 5 }, () => send(body, { key })))
    for (const answer of again) {
      expect([answer.statusCode, answer.headers['idempotency-replayed']]).toEqual([201, 'true'])
      expect(answer.json()).toEqual(first.json())
    }
    const changed = await send({ ...body, resultWay: 'counter' }, { key })
    expect([changed.statusCode, changed.json().code]).toEqual([422, 'key-reused'])
    const { rows } = await t.db.pool.query('select id from dossiers.dossier where code = $1', [first.json().code])
    const events = await createReadStream(t.sealer)(t.db, { kind: 'dossier', id: rows[0].id })
    expect(events.map((event) => event.type)).toEqual(['dossier.submitted'])
  })

  it('makes one of ten sent at the same moment', async () => {
    const body = bodyOf(await newFile())
    const key = newId()
    const answersToAll = await Promise.all(Array.from({ length: 10 }, () => send(body, { key })))
    expect(new Set(answersToAll.map((answer) => answer.json().code)).size).toBe(1)
    expect(answersToAll.filter((answer) => !answer.headers['idempotency-replayed'])).toHaveLength(1)
  })

  it('tells everything that is wrong, by field', async () => {
    const wrong = { ...answers, 'child.name': '', 'child.birthDate': '2030-02-30', 'no.such': 1, 'child.sex': ['male'] }
    const key = newId()
    const answer = await send(
      bodyOf(newId(), { communeCode: '99999', answers: wrong, papers: [{ component: 'la', fileId: newId() }] }),
      { key },
    )
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({
      code: 'body-has-errors',
      status: 422,
      type: '/api/v1/problems/body-has-errors',
    })
    const fields = answer.json().errors.map((error: { field: string }) => error.field)
    expect(fields).toEqual(
      expect.arrayContaining([
        'communeCode',
        'answers.child.name',
        'answers.child.birthDate',
        'answers.no.such',
        'answers.child.sex',
        'papers.0.component',
      ]),
    )
    expect(answer.json().errors.every((error: { message: string }) => error.message.length > 5)).toBe(true)
    // A refused body keeps no key.
    expect((await send(bodyOf(await newFile()), { key })).statusCode).toBe(201)
  })

  it('tells what is missing or unknown in the body itself', async () => {
    const answer = await send({
      procedure: '1.001193',
      communeCode: 31135,
      resultWay: 'pigeon',
      answers: [],
      declared: false,
      extra: 1,
    })
    expect(answer.statusCode).toBe(422)
    const errors = Object.fromEntries(
      answer.json().errors.map((error: { field: string; message: string }) => [error.field, error.message]),
    )
    expect(Object.keys(errors).sort()).toEqual(['answers', 'communeCode', 'declared', 'extra', 'resultWay'])
    expect(errors.declared).toContain('Must be true')
    expect((await send({})).json().errors.find((error: { field: string }) => error.field === 'procedure').message).toBe(
      'This field is missing',
    )
  })

  it('needs a token with its scope, a key, JSON, and a procedure that is filed here', async () => {
    const body = bodyOf(newId())
    expect((await send(body, { token: 'motcua_nothing_of_the_kind' })).json().code).toBe('login-required')
    expect((await send(body, { token: readOnly })).json().code).toBe('token-lacks-scope')
    expect((await send(body, { key: null })).json()).toMatchObject({ status: 400, code: 'key-missing' })
    expect((await send('a=1', { type: 'application/x-www-form-urlencoded' })).statusCode).toBe(415)
    expect((await send('{"a":', {})).statusCode).toBe(400)
    expect((await send({ ...body, procedure: '9.999999' })).json().code).toBe('not-fileable-online')
  })

  it('takes one file for two components, but not twice for one', async () => {
    const fileId = await newFile()
    const twice = [1, 2].map(() => ({ component: 'giay-chung-sinh', fileId }))
    expect((await send(bodyOf('', { papers: twice }))).json().errors).toMatchObject([{ field: 'papers.1.fileId' }])
    const authorised = { ...answers, 'requester.relation': 'authorised', 'requester.authorisedByKin': true }
    const both = ['giay-chung-sinh', 'van-ban-uy-quyen'].map((component, i) => ({ component, fileId: i ? fileId.toUpperCase() : fileId }))
    const sent = await send(bodyOf('', { answers: authorised, papers: both }))
    expect([sent.statusCode, sent.json().errors]).toEqual([201, undefined])
    const { papers } = (await get(`/api/v1/dossiers/${sent.json().code}`)).json()
    expect(papers.map((paper: { component: string }) => paper.component).sort()).toEqual(['giay-chung-sinh', 'van-ban-uy-quyen'])
  })

  it('takes no file of another account, and none twice', async () => {
    const strange = await newFile(others)
    expect((await send(bodyOf(strange))).json().code).toBe('paper-not-yours')
    const file = await newFile()
    expect((await send(bodyOf(file))).statusCode).toBe(201)
    expect((await send(bodyOf(file))).json().code).toBe('paper-not-yours')
  })
})

describe('own dossiers', () => {
  it('are listed page by page, and no others', async () => {
    const body = async () => bodyOf(await newFile(others))
    const codes = []
    for (let i = 0; i < 3; i++) {
      t.clock.advance(1000)
      codes.unshift((await send(await body(), { token: others })).json().code)
    }
    const first = (await get('/api/v1/dossiers?limit=2', others)).json()
    expect(first.items.map((item: { code: string }) => item.code)).toEqual(codes.slice(0, 2))
    const second = (await get(`/api/v1/dossiers?limit=2&cursor=${first.next}`, others)).json()
    expect(second).toMatchObject({ items: [{ code: codes[2], subject: 'Khai sinh cho Nguyễn Minh An' }], next: null })
    for (const bad of ['limit=0', 'limit=x', 'cursor=zz', 'cursor=1_1'])
      expect((await get(`/api/v1/dossiers?${bad}`)).statusCode).toBe(400)
  })

  it('are read with answers and papers; another’s is not there, and the attempt is logged', async () => {
    const { code } = (await send(bodyOf(await newFile()))).json()
    const own = await get(`/api/v1/dossiers/${code.toLowerCase()}`, readOnly)
    expect(own.json()).toMatchObject({
      code,
      submitter: 'Trần Thị Mai',
      supplement: null,
      papers: [{ component: 'giay-chung-sinh', filename: 'Giấy chứng sinh.pdf' }],
      answers: { 'child.name': 'Nguyễn Minh An' },
    })
    const strange = await get(`/api/v1/dossiers/${code}`, others)
    expect([strange.statusCode, strange.json().code]).toEqual([404, 'dossier-not-found'])
    expect((await get('/api/v1/dossiers/x')).json().code).toBe('dossier-not-found')
    const { rows } = await t.db.pool.query('select id from dossiers.dossier where code = $1', [code])
    expect((await listAccess(t.db, { kind: 'dossier', id: rows[0].id })).map((look) => look.purpose).sort()).toEqual([
      'own.read',
      'refused.not-own-dossier',
    ])
  })
})

describe('the form', () => {
  it('is given as JSON Schema 2020-12', async () => {
    const answer = await server.inject('/api/v1/procedures/1.001193/form')
    expect(answer.headers['content-type']).toContain('application/schema+json')
    expect(answer.json()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { 'child.name': { type: 'string' } },
      'x-filing': { generalForm: false, resultWays: expect.arrayContaining(['online']), cases: [{ key: expect.any(String), papers: expect.arrayContaining([expect.objectContaining({ component: 'giay-chung-sinh', originals: 1 })]) }] },
    })
    for (const code of ['9.999999', '%00', 'a%20b'])
      expect((await server.inject(`/api/v1/procedures/${code}/form`)).statusCode).toBe(404)
  })
})

describe('what the page refuses, the API refuses', () => {
  it.each(['Nguyễn\u202Egna', 'Nguyễn\u200BAn', 'Nguуễn Аn', 'An\u0000', '<b>An</b>', '🙂', '__proto__', 'x'.repeat(5000), '   ', '31/02/2026', '٣٢١', '-1'])('%j', async (value) => {
    const form = (await acts.packages.current('1.001193'))?.form
    if (!form) throw new Error('No form.')
    const texts = fieldsOf(form).filter((field) => ['person-name', 'text', 'multiline', 'phone', 'email', 'cmnd', 'passport', 'identity-number', 'nationality', 'ethnic-group', 'choice', 'relationship', 'sex'].includes(field.type) && answers[field.id] !== undefined)
    expect(texts.length).toBeGreaterThan(10)
    const changed = Object.fromEntries(texts.map(({ id }) => [id, value]))
    const page = await acts.check(form, readAnswers(form, { ...rawFromAnswers(form, answers as Answers), ...changed }), 'en')
    const sent = await send(bodyOf(await newFile(), { answers: { ...answers, ...changed } }))
    expect(sent.statusCode).toBe(422)
    const refused = (sent.json().errors as { field: string; message: string }[]).filter(({ field }) => field.startsWith('answers.'))
    expect(refused.map(({ field, message }) => [field, message])).toEqual(page.errors.map(({ field, text }) => [`answers.${field}`, text]))
  })
})

describe('hostile JSON', () => {
  it('never makes a fault', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '‮', "'; drop table x--", '__proto__'),
    )
    const odd = fc.record(
      {
        procedure: fc.oneof(fc.constant('1.001193'), value),
        communeCode: value,
        caseKey: value,
        resultWay: value,
        papers: value,
        declared: value,
      },
      { requiredKeys: [] },
    )
    const ids = fc.constantFrom(...Object.keys(answers), 'constructor', 'toString', 'no.such')
    await fc.assert(
      fc.asyncProperty(odd, fc.dictionary(ids, value, { maxKeys: 8 }), fc.boolean(), async (part, changed, whole) => {
        t.clock.advance(3600_000)
        const body = whole ? part : bodyOf(newId(), { answers: { ...answers, ...changed } })
        const answer = await send(body)
        expect(answer.statusCode).toBeLessThan(500)
        expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      }),
      { numRuns: 60 },
    )
  })

  it('however deep', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    expect(
      (
        await send(
          `{"procedure":"1.001193","communeCode":"31135","resultWay":"online","declared":true,"answers":{"child.name":${deep}}}`,
        )
      ).statusCode,
    ).toBeLessThan(500)
    expect((await send('{"__proto__":{"a":1}}')).statusCode).toBe(400)
    expect((await send(JSON.stringify({ answers: 'x'.repeat(2_000_000) }))).statusCode).toBe(413)
  })
})
