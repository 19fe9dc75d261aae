import { DEMO_AGENCIES, DEMO_CITIZENS } from '../../../src/demo/people.ts'
import { makeAccessToken, revokeAccessToken } from '../../../src/modules/accounts/index.ts'
import { createAppendEvent } from '../../../src/modules/events/index.ts'
import { newId } from '../../../src/platform/ids.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { BIRTH, ORDINARY_BIRTH } from '../../support/birth.ts'
import { demoCitizen } from '../../support/people.ts'
import { photo } from '../../support/photo.ts'
import { type Client, multipart, type Reply, signedIn } from '../../sweeps/client.ts'
import { formsOf } from '../../sweeps/forms.ts'
import { openWorld, type World } from '../../sweeps/scenes.ts'
import type { Chance } from '../chance.ts'
import { watchWrites, type Writes } from './writes.ts'

export const PEOPLE = ['anonymous', 'congdan', 'congdan2', 'motcua', 'hotich', 'lanhdao', 'vanthu', 'quantri'] as const
export type Person = (typeof PEOPLE)[number]
export const TOKENS = ['full', 'read', 'write', 'other', 'expired', 'revoked', 'garbage'] as const
export type TokenName = (typeof TOKENS)[number]

/** One request as it is sent. `route` is the declared one: «POST /ho-so/:code/rut». */
export interface Shot {
  route: string
  method: string
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
  who: Person
  token?: TokenName
  /** The form's key against other sites, as the page had it, and whose it was: sent as it is when its turn comes. */
  csrf?: { was: string; of: Person }
}

/** The program with a world in it, its people signed in, and an eye on every row that is written. No workers: only requests write. */
export interface Ground {
  app: TestApp
  world: World
  clients: Record<Person, Client>
  tokens: Record<TokenName, string>
  writes: Writes
  picture: Buffer
  /** Good values by the name of the parameter or field that takes them. */
  known: Record<'code' | 'dossier' | 'id' | 'file' | 'activation' | 'spare' | 'draft' | 'part' | 'invitation' | 'paper' | 'mark' | 'revision', string[]>
  /** Cursors that a list told, by the list's address. */
  cursors: Map<string, string>
  /** Whose a dossier is that was filed over the API, by its code: who filed it, and who filled in a part of it. */
  ownersOf: Map<string, readonly (TokenName | undefined)[]>
  filing(fileId: string): unknown
  send(shot: Shot): Promise<Reply>
  /** Whoever lost the session signs in again; false where that is not possible any more. */
  heal(): Promise<boolean>
}

export async function openGround(chance: Chance): Promise<Ground> {
  const app = await startTestApp({ ROLE: 'web', TRUST_PROXY: '1', LOG_LEVEL: 'silent' })
  const world = await openWorld(app)
  const spare = await furnish(world)
  const { congdan, congdan2 } = { congdan: world.citizen, congdan2: world.other }
  const clients = { anonymous: world.anonymous, congdan, congdan2, ...world.staff } as Record<Person, Client>
  /** Each request comes from an address of its own: limits by address are not what is tried here. */
  const from = () => `10.${chance.between(0, 255)}.${chance.between(0, 255)}.${chance.between(1, 254)}`
  const csrf: Csrf = new Map()
  const send = ({ payload: planned, ...shot }: Shot) => {
    const { method, url, headers, who } = shot
    const payload = shot.csrf ? exchanged(planned, shot.csrf.was, csrf.get(shot.csrf.of)) : planned
    return clients[who].request(method as 'GET', url, { headers: { 'x-forwarded-for': from(), 'accept-encoding': 'identity', ...headers }, ...(payload === undefined ? {} : { payload }) })
  }
  const tokens = await makeTokens(app)
  const codes = [world.filed, world.asked, world.drafted, world.issued].map((one) => one.code)
  return {
    app,
    world,
    clients,
    tokens,
    picture: await photo('GIẤY CHỨNG SINH', { width: 300, height: 400 }),
    writes: await watchWrites(app.db.pool),
    known: { code: [BIRTH, '1.004222', ...codes], dossier: codes, id: [newId(), world.draftId, ...DEMO_AGENCIES.map((one) => one.id)], file: [], activation: await register(world), spare, draft: [], part: [], invitation: [], paper: [], mark: [], revision: [] },
    cursors: new Map(),
    ownersOf: new Map(),
    filing: (fileId) => ({
      procedure: BIRTH,
      communeCode: DEMO_AGENCIES[0].communeCode,
      caseKey: '1.001193.01',
      resultWay: 'online',
      answers: ORDINARY_BIRTH,
      papers: [{ component: 'giay-chung-sinh', fileId }],
      declared: true,
    }),
    send,
    heal: async () => (await heal(app, clients, csrf)) && healTokens(app, clients.anonymous, tokens),
  }
}

async function makeTokens(app: TestApp, before?: Ground['tokens']): Promise<Ground['tokens']> {
  const { db, sealer } = app
  const deps = { db, clock: app.clock, appendEvent: createAppendEvent(sealer) }
  const make = async (username: string, name: string, scopes: string[], clock = app.clock as { now(): Date }) => {
    const actor = await demoCitizen(app, username)
    const made = await makeAccessToken({ ...deps, clock })(actor, { name: `${name} ${newId().slice(-8)}`, scopes, days: '30' })
    if (!made.ok) throw new Error(made.refusal.code)
    if (name === 'revoked') await revokeAccessToken(deps)(actor, made.tokenId)
    return made.token
  }
  const both = ['dossiers:read', 'dossiers:write']
  if (before) return { ...before, full: await make('congdan', 'full', both), other: await make('congdan2', 'other', both) }
  const longAgo = { now: () => new Date(app.clock.now().getTime() - 40 * 86_400_000) }
  return {
    full: await make('congdan', 'full', both),
    read: await make('congdan', 'read', both.slice(0, 1)),
    write: await make('congdan', 'write', both.slice(1)),
    other: await make('congdan2', 'other', both),
    expired: await make('congdan', 'expired', both, longAgo),
    revoked: await make('congdan', 'revoked', both),
    garbage: 'motcua_'.padEnd(50, 'A'),
  }
}

/** What administrators' pages show only when it is there: an agency, staff, a locked one, an absence, a counter. */
async function furnish({ staff: { quantri } }: World): Promise<string[]> {
  const [office] = DEMO_AGENCIES
  const sure = (reply: Reply) => {
    if (reply.status >= 400) throw new Error(`${reply.url}: ${reply.status} ${/error-summary[\s\S]{0,800}/.exec(reply.text)?.[0] ?? ''}`)
    return reply
  }
  const agency = sure(
    await quantri.send(`/quan-tri/co-quan/moi?cha=${office.id}`, '/moi', { nameVi: 'Trung tâm thứ hai', kind: 'service-centre', level: 'commune', receives: 'yes', provinceCode: office.provinceCode, communeCode: office.communeCode, address: 'Số 1', phone: '0292 3831 009' }),
  )
  const spare: string[] = []
  const path = String(agency.headers.location).split('?')[0] ?? ''
  sure(await quantri.send(path, '/diem-tiep-nhan', { 'point-nameVi': 'Quầy số 1', 'point-address': 'Số 1 đường 30 Tháng 4', 'point-phone': '0292 3831 010' }))
  for (const username of ['themmot', 'themhai', 'themba']) {
    const made = sure(await quantri.send('/quan-tri/can-bo/moi', '/moi', { username, name: 'Người Mới', title: 'Cán bộ một cửa', duties: 'reception', agency: office.centreId }))
    const page = /\/quan-tri\/can-bo\/[0-9a-f-]{36}/.exec(made.text)?.[0] ?? ''
    spare.push(page)
    const lock = formsOf((await quantri.get(page)).text).find((form) => form.action?.endsWith('/khoa'))
    if (username === 'themba' && lock?.action) sure(await quantri.post(lock.action, lock.fields))
  }
  return [path, ...spare]
}

/** Somebody on the way to an account: the address where the codes are typed. */
async function register({ anonymous }: World): Promise<string[]> {
  const person = { name: 'Lê Thị Mới', identityNumber: '092195007777', 'birthDate-day': '1', 'birthDate-month': '2', 'birthDate-year': '1995', phone: '0912345670', email: 'moi@example.vn', username: 'lethimoi' }
  const secret = 'con cò bay lả bay la'
  const reply = await anonymous.send('/dang-ky', '/dang-ky', { ...person, password: secret, passwordAgain: secret, terms: 'yes', warningsConfirmed: 'yes' })
  if (reply.status !== 303) throw new Error(`Nobody can register: ${reply.status} ${/error-summary[\s\S]{0,1500}/.exec(reply.text)?.[0] ?? ''}`)
  return [String(reply.headers.location)]
}

const HOME: Partial<Record<Person, string>> = { congdan: '/tai-khoan/mat-khau', congdan2: '/tai-khoan/mat-khau', motcua: '/can-bo/ho-so/tim', hotich: '/can-bo/ho-so/tim', lanhdao: '/can-bo/ho-so/tim', vanthu: '/can-bo/ho-so/tim', quantri: '/quan-tri/vang-mat' }

type Csrf = Map<Person, string>

function exchanged(payload: string | Buffer | undefined, was: string, now: string | undefined): string | Buffer | undefined {
  if (!now || payload === undefined) return payload
  return typeof payload === 'string' ? payload.replaceAll(was, now) : Buffer.from(payload.toString('latin1').replaceAll(was, now), 'latin1')
}

/** The key of the session's forms; null where the home leads to the place where one logs in. */
async function isIn(client: Client, home: string): Promise<string | null> {
  const reply = await client.get(home, { 'accept-encoding': 'identity' })
  return reply.status === 200 ? (/name="_csrf" value="([^"]+)"/.exec(reply.text)?.[1] ?? null) : null
}

async function heal(app: TestApp, clients: Ground['clients'], csrf: Csrf): Promise<boolean> {
  for (const [name, home] of Object.entries(HOME) as [Person, string][]) {
    let key = await isIn(clients[name], home)
    if (!key) {
      const isCitizen = DEMO_CITIZENS.some((one) => one.username === name)
      const again = await signedIn(app, isCitizen ? 'citizen' : 'staff', name).catch(() => null)
      key = again && (await isIn(again, home))
      if (!again || !key) return false
      clients[name] = again
    }
    csrf.set(name, key)
  }
  return true
}

/** A token that was revoked, or went with its owner's password, is made anew. */
async function healTokens(app: TestApp, client: Client, tokens: Ground['tokens']): Promise<true> {
  for (const name of ['full', 'other'] as const) {
    const reply = await client.get('/api/v1/drafts', { authorization: `Bearer ${tokens[name]}` })
    if (reply.status !== 401) continue
    Object.assign(tokens, await makeTokens(app, tokens))
    break
  }
  return true
}

export const upload = (body: Buffer, name: string, type: string, field = 'file') => multipart({}, [{ field, name, type, body }])
