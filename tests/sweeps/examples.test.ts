import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAccessToken } from '../../src/modules/accounts/index.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import type { FilingPackage } from '../../src/modules/filing/index.ts'
import { fieldsOf, rawFromAnswers, validateJson } from '../../src/modules/forms/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed } from '../support/birth.ts'
import { allExamples, type Example } from '../support/carry.ts'
import { demoCitizen } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { Client, multipart, signedIn } from './client.ts'

const COMMUNE = '31135'
const examples = allExamples()
  .filter(({ example }) => example.channel === 'online')
  .map((one) => ({ ...one, title: `${one.code}, ${one.name}` }))

let app: TestApp
let citizen: Client
let authorization: string
beforeAll(async () => {
  app = await startTestApp()
  citizen = await signedIn(app, 'citizen', 'congdan')
  const make = makeAccessToken({ db: app.db, clock: app.clock, appendEvent: createAppendEvent(app.sealer) })
  const { token } = await agreed(make(await demoCitizen(app, 'congdan'), { name: 'Ví dụ', scopes: ['dossiers:read', 'dossiers:write'], days: '30' }))
  authorization = `Bearer ${token}`
})
afterAll(() => app?.close())

async function packageOf(code: string): Promise<FilingPackage> {
  const version = await app.acts.packages.current(code)
  if (!version) throw new Error(`${code} is not published.`)
  return version
}

/** The day that the example is written for, at the hour of the tests. */
const onItsDay = (example: Example & { today?: string }) => app.clock.set(new Date(`${example.today ?? '2026-11-23'}T09:00:00+07:00`))

/** Fields with an error, as the example says and as the form itself finds them. */
async function wrongIn({ form }: FilingPackage, example: Example): Promise<string[]> {
  const { errors } = validateJson(form, example.answers, await app.acts.asking('vi'))
  return [...new Set(errors.map((one) => one.field))].sort()
}

describe('every example, posted to the form’s page', () => {
  it.each(examples)('$title', async ({ code, example }) => {
    onItsDay(example)
    const version = await packageOf(code)
    const person = await demoCitizen(app, 'congdan')
    const { draftId } = await agreed(app.acts.filing.drafts.start(person, { procedureCode: code, lang: 'vi' }))
    await agreed(app.acts.filing.drafts.saveGeneral(person, draftId, { provinceCode: '92', communeCode: COMMUNE, caseKey: example.case, resultWay: version.resultWays[0] ?? 'counter' }))
    const page = `/nop-ho-so/ban-nhap/${draftId}/2`
    const reply = await citizen.send(page, null, rawFromAnswers(version.form, example.answers))
    const wrong = (await wrongIn(version, example)).filter((id) => fieldsOf(version.form).some((field) => field.id === id))
    if (wrong.length === 0) expect([reply.status, reply.headers.location]).toEqual([303, `/nop-ho-so/ban-nhap/${draftId}/3`])
    else {
      expect(reply.status).toBe(422)
      expect(reply.text).toContain('data-behaviour="error-summary"')
      // Beside each field and in the summary, and what was typed is still there.
      for (const id of wrong) expect([id, reply.text.includes(`href="#${id.replaceAll('.', '-')}`)]).toEqual([id, true])
    }
    await agreed(app.acts.filing.drafts.discard(person, draftId))
    expect(reply.text).not.toMatch(/undefined|\[object/)
  })
})

describe('every package has its page in the gallery', () => {
  it.each([...new Set(allExamples().map((one) => one.code))])('%s, with each of its examples', async (code) => {
    const visitor = new Client(app)
    const page = await visitor.get(`/dev/goi-thu-tuc/${code}`)
    expect(page.status).toBe(200)
    for (const { name, example } of allExamples().filter((one) => one.code === code)) {
      const { status, text } = await visitor.get(`/dev/goi-thu-tuc/${code}?vi-du=${encodeURIComponent(name)}`)
      expect([name, status, text.includes('aria-current="page"')]).toEqual([name, 200, true])
      expect([name, text.includes('class="govuk-error-summary"')]).toEqual([name, example.kind === 'wrong'])
      expect(text).not.toMatch(/undefined|\[object/)
    }
  })
})

describe('every example, filed over the API', () => {
  it.each(examples.map((one, n) => ({ ...one, address: `10.0.0.${n % 250}` })))('$title', async ({ code, example, address }) => {
    onItsDay(example)
    // Each from another place: there is a limit of filings a minute.
    const program = new Client(app, address)
    const version = await packageOf(code)
    const { answers } = validateJson(version.form, example.answers, await app.acts.asking('vi'))
    const needed = version.components(example.case, answers).filter((one) => one.required && !one.presentedOnly)
    const papers = []
    for (const { id } of needed) papers.push({ component: id, fileId: await sendFile(program, id) })
    const body = { procedure: code, communeCode: COMMUNE, caseKey: example.case, resultWay: version.resultWays[0] ?? 'counter', answers: example.answers, papers, declared: true }
    const reply = await program.request('POST', '/api/v1/dossiers', { payload: JSON.stringify(body), headers: { authorization, 'content-type': 'application/json', 'idempotency-key': newId() } })
    const told = JSON.parse(reply.text) as { code?: string; errors?: { field?: string; pointer?: string }[] }
    if (example.kind !== 'wrong') {
      expect([reply.status, told.code ?? reply.text]).toEqual([201, expect.stringMatching(/^[HG]\d/)])
      return
    }
    expect(reply.status).toBe(422)
    for (const id of await wrongIn(version, example)) expect(reply.text).toContain(id)
    for (const { fileId } of papers) await program.request('DELETE', `/api/v1/files/${fileId}`, { headers: { authorization } })
  })
})

const pictures = new Map<string, Promise<Buffer>>()

async function sendFile(program: Client, name: string): Promise<string> {
  const body = pictures.get(name) ?? photo(name.toUpperCase(), { width: 80, height: 60 })
  pictures.set(name, body)
  const { payload, type } = multipart({}, [{ name: `${name}.jpg`, type: 'image/jpeg', body: await body }])
  const reply = await program.request('POST', '/api/v1/files', { payload, headers: { authorization, 'content-type': type } })
  expect([reply.status, reply.text]).toEqual([201, expect.stringContaining('"id"')])
  return (JSON.parse(reply.text) as { id: string }).id
}
