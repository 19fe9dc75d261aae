import fc from 'fast-check'
import { PDFDocument } from 'pdf-lib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Client, multipart } from '../../../../tests/sweeps/client.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/app.ts'
import { agreed } from '../../../../tests/support/birth.ts'
import { exampleOf } from '../../../../tests/support/carry.ts'
import { anotherCitizen, MARRIAGE, PARTY, PEOPLE } from '../../../../tests/support/marriage.ts'
import { demoCitizen } from '../../../../tests/support/people.ts'
import { newId } from '../../../platform/ids.ts'
import { makeAccessToken } from '../../accounts/index.ts'
import { createAppendEvent, listAccess } from '../../events/index.ts'
import type { Citizen } from '../drafts.ts'

const DAY = 86_400_000
const START = new Date('2026-11-23T09:00:00+07:00')

let app: TestApp
let groom: Someone
let bride: Someone
let stranger: Someone
let reader: Someone
/** The whole form of the example, and which of its answers are the bride's. */
let whole: Record<string, unknown>
const hers = (): Record<string, unknown> => Object.fromEntries(Object.entries(whole).filter(([id]) => id.startsWith('partner.')))
const his = (): Record<string, unknown> => Object.fromEntries(Object.entries(whole).filter(([id]) => !id.startsWith('partner.')))

/** A program that acts for somebody by a token. */
interface Someone {
  actor: Citizen
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, key?: string | null): Promise<{ status: number; body: Record<string, unknown> }>
  attach(path: string, component: string): Promise<{ status: number; body: Record<string, unknown> }>
}

async function withToken(actor: Citizen, scopes: string[], from: string): Promise<Someone> {
  const make = makeAccessToken({ db: app.db, clock: app.clock, appendEvent: createAppendEvent(app.sealer) })
  const { token } = await agreed(make(actor, { name: `Chương trình ${from}`, scopes, days: '90' }))
  const client = new Client(app, from)
  const authorization = `Bearer ${token}`
  const read = ({ status, text }: { status: number; text: string }) => ({ status, body: JSON.parse(text) as Record<string, unknown> })
  return {
    actor,
    async ask(method, path, body, key = newId()) {
      const headers = { authorization, 'accept-language': 'en', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === null ? {} : { 'idempotency-key': key }) }
      return read(await client.request(method, `/api/v1${path}`, { headers, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) }))
    },
    async attach(path, component) {
      const document = await PDFDocument.create()
      document.addPage().drawText('Giay xac nhan')
      const { payload, type } = multipart({ component }, [{ name: 'giay.pdf', type: 'application/pdf', body: Buffer.from(await document.save()) }])
      return read(await client.request('POST', `/api/v1${path}`, { headers: { authorization, 'content-type': type }, payload }))
    },
  }
}

beforeAll(async () => {
  app = await startTestApp()
  const both = ['dossiers:read', 'dossiers:write']
  const [him, her] = [await demoCitizen(app, 'congdan'), await demoCitizen(app, 'congdan2')]
  groom = await withToken(him, both, '10.1.0.1')
  bride = await withToken(her, both, '10.1.0.2')
  stranger = await withToken(await anotherCitizen(app), both, '10.1.0.3')
  reader = await withToken(her, ['dossiers:read'], '10.1.0.4')
  whole = { ...exampleOf(MARRIAGE, '1-').answers, ...PEOPLE }
})
beforeEach(async () => {
  await app.db.pool.query('delete from accounts.throttle')
  for (const { id } of (await groom.ask('GET', '/drafts')).body.items as { id: string }[]) await groom.ask('DELETE', `/drafts/${id}`)
  app.clock.set(START)
})
afterAll(() => app?.close())

const INVITATION = { name: 'Đặng Thị Mẹ', email: 'me@example.vn' }
const codeOf = async (asked: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await asked
  return status < 300 ? 'ok' : body.code
}

/** The groom's draft with his own part saved. */
async function begun(): Promise<string> {
  const { status, body } = await groom.ask('POST', '/drafts', { procedure: MARRIAGE })
  expect([status, body]).toMatchObject([201, { id: expect.any(String) }])
  const id = String(body.id)
  const saved = await groom.ask('PUT', `/drafts/${id}`, { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: his() })
  expect([saved.status, saved.body]).toMatchObject([200, { mark: expect.any(String) }])
  return id
}
const invitationOf = (id: string) => `/drafts/${id}/parties/${PARTY}/invitation`
async function tokenOf(id: string): Promise<string> {
  const { body } = await groom.ask('GET', `/drafts/${id}`)
  return String((body.parts as { url: string }[])[0]?.url.split('/').at(-1))
}
async function invited(): Promise<{ id: string; token: string }> {
  const id = await begun()
  expect(await codeOf(groom.ask('POST', invitationOf(id), INVITATION))).toBe('ok')
  return { id, token: await tokenOf(id) }
}
/** Agreed and filled in by the bride, not yet confirmed. */
async function filled() {
  const { id, token } = await invited()
  const part = String((await bride.ask('POST', `/invitations/${token}/agree`)).body.id)
  const saved = await bride.ask('PUT', `/parts/${part}/answers`, { answers: hers() })
  expect([saved.status, saved.body]).toMatchObject([200, { missing: [] }])
  return { id, token, part, mark: String(saved.body.mark) }
}
const revisionOf = async (id: string) => Number((await groom.ask('GET', `/drafts/${id}`)).body.revision)

describe('two people over the API', () => {
  it('file one dossier: each fills in, sees and declares their own', async () => {
    const { id, token } = await invited()
    const before = (await groom.ask('GET', `/drafts/${id}`)).body
    expect(before).toMatchObject({ procedure: { code: MARRIAGE }, parts: [{ party: PARTY, state: 'sent', invited: { name: 'Đặng Thị Mẹ', email: 'me@example.vn', phone: null }, answers: null }] })
    expect((before.missing as { field: string }[]).map(({ field }) => field)).toContain(`parts.${PARTY}`)

    expect((await bride.ask('GET', `/invitations/${token}`)).body).toMatchObject({ inviter: 'Nguyễn Văn Dân', procedure: { code: MARRIAGE }, part: null })
    expect(((await groom.ask('GET', `/drafts/${id}`)).body.parts as object[])[0]).toMatchObject({ state: 'opened' })
    const part = String((await bride.ask('POST', `/invitations/${token}/agree`)).body.id)
    const schema = (await bride.ask('GET', `/parts/${part}/form`)).body as { properties: object }
    expect(Object.keys(schema.properties).every((name) => name.startsWith('partner.'))).toBe(true)
    expect((await bride.ask('GET', '/parts')).body.items).toMatchObject([{ id: part, inviter: 'Nguyễn Văn Dân', confirmedAt: null }])

    const saved = (await bride.ask('PUT', `/parts/${part}/answers`, { answers: hers() })).body
    const hersSeen = (await bride.ask('GET', `/parts/${part}`)).body
    expect(hersSeen).toMatchObject({ answers: { 'partner.name': 'Đặng Thị Mẹ' }, mark: saved.mark, missing: [], theirs: { 'requester.name': 'Nguyễn Văn Dân' } })
    expect(Object.keys(hersSeen.theirs as object)).not.toContain('requester.identityNumber')
    // Before she confirms, nothing of hers is his to see.
    expect(JSON.stringify((await groom.ask('GET', `/drafts/${id}`)).body)).not.toContain('092193000027')
    expect(await codeOf(groom.ask('POST', `/drafts/${id}/submit`, { revision: await revisionOf(id), declared: true }))).toBe('draft-incomplete')

    const confirm = { seen: saved.mark, declared: true }
    expect(await codeOf(bride.ask('POST', `/parts/${part}/confirm`, confirm))).toBe('ok')
    expect(await codeOf(bride.ask('POST', `/parts/${part}/confirm`, confirm))).toBe('ok')
    const after = (await groom.ask('GET', `/drafts/${id}`)).body
    expect(after).toMatchObject({ missing: [], parts: [{ state: 'confirmed', person: 'Đặng Thị Mẹ', answers: { 'partner.identityNumber': '092193000027' } }] })
    expect(after.answers).not.toHaveProperty('partner.name')

    const body = { revision: after.revision, declared: true }
    const key = newId()
    const [filed, again] = [await groom.ask('POST', `/drafts/${id}/submit`, body, key), await groom.ask('POST', `/drafts/${id}/submit`, body, key)]
    expect([filed.status, again.status, again.body.code]).toEqual([201, 201, filed.body.code])
    expect((await groom.ask('POST', `/drafts/${id}/submit`, body)).body.code).toBe(filed.body.code)
    for (const one of [groom, bride]) expect((await one.ask('GET', `/dossiers/${filed.body.code}`)).body).toMatchObject({ code: filed.body.code, answers: { 'partner.name': 'Đặng Thị Mẹ' } })
    expect(await codeOf(stranger.ask('GET', `/dossiers/${filed.body.code}`))).toBe('dossier-not-found')
    expect(await codeOf(bride.ask('GET', `/parts/${part}`))).toBe('invitation-ended')
    expect((await listAccess(app.db, { kind: 'draft', id })).map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['invitation.read', 'part.read', 'draft.read-part']))
  })

  it('what was typed in the part goes when it is given away, and is not taken afterwards', async () => {
    const id = await begun()
    await groom.ask('PUT', `/drafts/${id}`, { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: whole })
    expect((await groom.ask('GET', `/drafts/${id}`)).body.answers).toHaveProperty(['partner.name'])
    expect(await codeOf(groom.ask('POST', invitationOf(id), INVITATION))).toBe('ok')
    expect((await groom.ask('GET', `/drafts/${id}`)).body.answers).not.toHaveProperty(['partner.name'])
    const { status, body } = await groom.ask('PUT', `/drafts/${id}`, { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: whole })
    expect([status, (body.errors as { field: string }[])[0]?.field]).toEqual([422, expect.stringMatching(/^answers\.partner\./)])
  })

  it('she takes her confirmation back, leaves, and he may invite anew', async () => {
    const { id, part, mark } = await filled()
    await bride.ask('POST', `/parts/${part}/confirm`, { seen: mark, declared: true })
    const revision = await revisionOf(id)
    expect(await codeOf(bride.ask('PUT', `/parts/${part}/answers`, { answers: hers() }))).toBe('part-confirmed')
    expect(await codeOf(bride.ask('POST', `/parts/${part}/reopen`))).toBe('ok')
    expect(await codeOf(groom.ask('POST', `/drafts/${id}/submit`, { revision, declared: true }))).toBe('draft-incomplete')
    expect(await codeOf(bride.ask('DELETE', `/parts/${part}`))).toBe('ok')
    expect(((await groom.ask('GET', `/drafts/${id}`)).body.parts as object[])[0]).toMatchObject({ state: 'left', url: null })
    expect(await codeOf(bride.ask('GET', `/parts/${part}`))).toBe('invitation-not-found')
    expect(await codeOf(groom.ask('POST', invitationOf(id), INVITATION))).toBe('ok')
  })

  it('she declines; he sends again or revokes', async () => {
    const { id, token } = await invited()
    expect(await codeOf(groom.ask('POST', `${invitationOf(id)}/send-again`))).toBe('invitations-slowed')
    app.clock.advance(61_000)
    expect(await codeOf(groom.ask('POST', `${invitationOf(id)}/send-again`))).toBe('ok')
    expect(await codeOf(bride.ask('POST', `/invitations/${token}/decline`))).toBe('ok')
    expect(await codeOf(bride.ask('POST', `/invitations/${token}/decline`))).toBe('invitation-ended')
    const next = await invited()
    expect(await codeOf(groom.ask('DELETE', invitationOf(next.id)))).toBe('ok')
    expect(await codeOf(bride.ask('POST', `/invitations/${next.token}/agree`))).toBe('invitation-ended')
  })
})

describe('what is refused', () => {
  it('an invitation that nobody answered within a week', async () => {
    const { token } = await invited()
    app.clock.advance(7 * DAY)
    expect(await codeOf(bride.ask('GET', `/invitations/${token}`))).toBe('invitation-expired')
    expect(await codeOf(bride.ask('POST', `/invitations/${token}/agree`))).toBe('invitation-expired')
  })

  it('whoever is not meant: the inviter, a third person, another’s draft and part, a token without the scope', async () => {
    const { id, token, part } = await filled()
    expect(await codeOf(groom.ask('POST', `/invitations/${token}/agree`))).toBe('invitation-own')
    expect(await codeOf(stranger.ask('POST', `/invitations/${token}/agree`))).toBe('invitation-taken')
    expect(await codeOf(bride.ask('POST', `/invitations/${'A'.repeat(43)}/agree`))).toBe('invitation-not-found')
    for (const who of [bride, stranger]) {
      expect(await codeOf(who.ask('GET', `/drafts/${id}`))).toBe('draft-not-found')
      expect(await codeOf(who.ask('POST', invitationOf(id), INVITATION))).toBe('draft-not-found')
      expect(await codeOf(who.ask('DELETE', invitationOf(id)))).toBe('draft-not-found')
      expect(await codeOf(who.ask('POST', `/drafts/${id}/submit`, { revision: 1, declared: true }))).toBe('draft-not-found')
    }
    for (const who of [groom, stranger]) {
      expect(await codeOf(who.ask('GET', `/parts/${part}`))).toBe('invitation-not-found')
      expect(await codeOf(who.ask('PUT', `/parts/${part}/answers`, { answers: {} }))).toBe('invitation-not-found')
      expect(await codeOf(who.ask('POST', `/parts/${part}/confirm`, { seen: 'x', declared: true }))).toBe('invitation-not-found')
      expect(await codeOf(who.ask('DELETE', `/parts/${part}`))).toBe('invitation-not-found')
    }
    expect((await reader.ask('GET', '/parts')).status).toBe(200)
    for (const [method, path] of [['POST', '/drafts'], ['POST', `/invitations/${token}/agree`], ['PUT', `/parts/${part}/answers`], ['POST', `/parts/${part}/confirm`]] as const) {
      expect(await codeOf(reader.ask(method, path, {}))).toBe('token-lacks-scope')
    }
  })

  it('a part in which another’s number stands, one that is incomplete, or was changed since it was looked at', async () => {
    const { part, mark } = await filled()
    expect(await codeOf(bride.ask('POST', `/parts/${part}/confirm`, { seen: mark, declared: false }))).toBe('body-has-errors')
    expect(await codeOf(bride.ask('POST', `/parts/${part}/confirm`, { seen: 'another', declared: true }))).toBe('draft-changed-elsewhere')
    expect(await codeOf(bride.ask('PUT', `/parts/${part}/answers`, { answers: hers(), seen: 'another' }))).toBe('ok')
    expect(await codeOf(bride.ask('PUT', `/parts/${part}/answers`, { answers: { ...hers(), 'partner.name': 'Đặng Thị Mẹ Hiền' }, seen: 'another' }))).toBe('draft-changed-elsewhere')
    const strange = await bride.ask('PUT', `/parts/${part}/answers`, { answers: { ...hers(), 'partner.identityNumber': '092193000099' } })
    expect(await codeOf(bride.ask('POST', `/parts/${part}/confirm`, { seen: strange.body.mark, declared: true }))).toBe('part-of-somebody-else')
    const empty = await bride.ask('PUT', `/parts/${part}/answers`, { answers: {} })
    const { status, body } = await bride.ask('POST', `/parts/${part}/confirm`, { seen: empty.body.mark, declared: true })
    expect([status, body.code, body.errors]).toMatchObject([422, 'part-incomplete', expect.arrayContaining([{ field: 'answers.partner.name', message: expect.any(String) }])])
  })

  it('bodies, keys and names that are none', async () => {
    const id = await begun()
    expect(await codeOf(groom.ask('POST', '/drafts', { procedure: MARRIAGE }, null))).toBe('key-missing')
    expect(await codeOf(groom.ask('POST', invitationOf(id), INVITATION, null))).toBe('key-missing')
    expect(await codeOf(groom.ask('POST', '/drafts', { procedure: '9.999999' }))).toBe('not-fileable-online')
    expect(await codeOf(groom.ask('POST', '/drafts', { procedure: MARRIAGE, more: 1 }))).toBe('body-has-errors')
    expect(await codeOf(groom.ask('POST', invitationOf(id), { name: 'Mẹ' }))).toBe('invited-address-needed')
    expect(await codeOf(groom.ask('POST', invitationOf(id), { ...INVITATION, email: 'me@' }))).toBe('invited-email-wrong')
    expect(await codeOf(groom.ask('POST', `/drafts/${id}/parties/witness/invitation`, INVITATION))).toBe('party-unknown')
    for (const answers of [[], 'x', { 'no.such': 1 }, { 'requester.name': ['a'] }, { __proto__: null, constructor: 'x' }]) {
      const asked = await groom.ask('PUT', `/drafts/${id}`, { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers })
      expect([asked.status, asked.body.code]).toEqual([422, 'body-has-errors'])
    }
    for (const strange of ['x', '%00', newId()]) expect(await codeOf(groom.ask('GET', `/drafts/${strange}`))).toMatch(/not-found|bad-input/)
    // What is wrong but of its kind is kept as a page keeps it, and told.
    const kept = await groom.ask('PUT', `/drafts/${id}`, { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter', answers: { ...his(), 'requester.name': '???' } })
    expect([kept.status, kept.body.missing]).toMatchObject([200, expect.arrayContaining([{ field: 'answers.requester.name', message: expect.any(String) }])])
  })

  it('the same request again is one act; a key with another body is told', async () => {
    const key = newId()
    const [one, two] = [await groom.ask('POST', '/drafts', { procedure: MARRIAGE }, key), await groom.ask('POST', '/drafts', { procedure: MARRIAGE }, key)]
    expect(two.body.id).toBe(one.body.id)
    expect(await codeOf(groom.ask('POST', '/drafts', { procedure: '1.001193' }, key))).toBe('key-reused')
    const id = String(one.body.id)
    const again = newId()
    expect(await Promise.all([1, 2, 3].map(() => codeOf(groom.ask('POST', invitationOf(id), INVITATION, again))))).toEqual(['ok', 'ok', 'ok'])
    expect(await codeOf(groom.ask('POST', invitationOf(id), { ...INVITATION, name: 'Người khác' }, again))).toBe('key-reused')
    expect(await codeOf(groom.ask('POST', invitationOf(id), INVITATION))).toBe('invitation-stands')
  })

  it('whatever JSON is, without a fault', async () => {
    const { id, part } = await filled()
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '\u202e', '__proto__', 'x'.repeat(30_000)))
    const ids = fc.constantFrom('requester.name', 'requester.birthDate', 'requester.residence', 'partner.name', 'partner.birthDate', 'copies.count', 'constructor', '__proto__')
    await fc.assert(
      fc.asyncProperty(fc.dictionary(ids, value, { maxKeys: 6 }), value, async (answers, odd) => {
        app.clock.advance(60_000)
        const whole = { communeCode: '31135', caseKey: '1.000894.02', resultWay: 'counter' }
        for (const sent of [groom.ask('PUT', `/drafts/${id}`, { ...whole, answers }), groom.ask('PUT', `/drafts/${id}`, { ...whole, answers: odd, seen: odd }), bride.ask('PUT', `/parts/${part}/answers`, { answers }), bride.ask('POST', `/parts/${part}/confirm`, { seen: odd, declared: odd })]) {
          expect((await sent).status).toBeLessThan(500)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('papers of no component of theirs', async () => {
    const { id, part } = await filled()
    expect(await codeOf(groom.attach(`/drafts/${id}/papers`, 'khong-co'))).toBe('component-unknown')
    expect(await codeOf(bride.attach(`/parts/${part}/papers`, 'khong-co'))).toBe('component-unknown')
    expect(await codeOf(bride.attach(`/drafts/${id}/papers`, 'khong-co'))).toBe('draft-not-found')
  })
})
