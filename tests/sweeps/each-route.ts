import type { DeclaredRoute } from '../../src/platform/http/index.ts'
import { makeAccessToken } from '../../src/modules/accounts/index.ts'
import { findDossier, papersOf, PASS_COOKIE, passOfNumber, sealPass } from '../../src/modules/dossiers/index.ts'
import { opinionsOf } from '../../src/modules/processing/index.ts'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import { DEMO_KIOSK } from '../../src/demo/hall.ts'
import { newId } from '../../src/platform/ids.ts'
import { agreed, BIRTH, prepareBirth } from '../support/birth.ts'
import { tokenOf } from '../support/marriage.ts'
import { demoCitizen, demoStaff } from '../support/people.ts'
import { Client, type Reply } from './client.ts'
import { tagsOf } from './forms.ts'
import { counterExamples } from './counter.ts'
import { processExamples } from './processes.ts'
import { HALL, type World } from './scenes.ts'

/** Somebody in front of an address. */
export interface Example {
  who: Client
  url: string
  headers?: Record<string, string>
}

export interface Measured extends Example {
  route: string
  status: number
  queries: readonly string[]
}

/** Opens the examples and, from each page on, what its links lead to, until no route is new; the second look at each is measured. */
export async function measureRoutes(routes: readonly DeclaredRoute[], examples: readonly Example[]): Promise<Measured[]> {
  const known = routes.filter((route) => route.method === 'GET').map(({ url }) => ({ url, pattern: patternOf(url), holes: url.split(':').length }))
  // The address that is written out goes before one with a hole in its place.
  known.sort((one, other) => one.holes - other.holes)
  const routeOf = (address: string) => known.find(({ pattern }) => pattern.test(address.split(/[?#]/)[0] ?? ''))?.url
  const measured: Measured[] = []
  const reached = new Set<string>()
  const queue = examples.map((example) => ({ example, given: true }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { example, given } = next
    const route = routeOf(example.url)
    if (!route || (!given && reached.has(route))) continue
    reached.add(route)
    await example.who.get(example.url, example.headers)
    const reply = await example.who.get(example.url, example.headers)
    measured.push({ ...example, route, status: reply.status, queries: reply.queries })
    for (const url of leadsTo(reply)) if (!reached.has(routeOf(url) ?? '')) queue.push({ example: { who: example.who, url }, given: false })
  }
  return measured
}

const patternOf = (url: string): RegExp => new RegExp(`^(?:/en(?=/|$))?${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`)

/** Addresses of our own that an answer leads to or shows. */
function leadsTo(reply: Reply): string[] {
  const { location } = reply.headers
  if (typeof location === 'string') return [location]
  if (!String(reply.headers['content-type']).startsWith('text/html')) return []
  const links = [...tagsOf(reply.text, 'a').map((tag) => tag.get('href')), ...['img', 'iframe'].flatMap((name) => tagsOf(reply.text, name).map((tag) => tag.get('src')))]
  return links.filter((link) => link !== undefined).filter((link) => link.startsWith('/') && !link.startsWith('//'))
}

/** Addresses that no page links to, or only in a state that the scenes don't have. */
export async function otherExamples(world: World): Promise<Example[]> {
  const { anonymous, kiosk, citizen, staff, filed, issued } = world
  const by = (who: Client, ...urls: string[]): Example[] => urls.map((url) => ({ who, url }))
  const acts = ['tiep-nhan', 'yeu-cau-bo-sung', 'tu-choi', 'giai-quyet-rut', 'dung', 'phan-cong', 'tham-tra', 'du-thao', 'gui-lai-du-thao', 'ky-duyet', 'thu-phi', 'huy-thu-phi', 'dinh-chinh', 'tra-giay-to', 'tra-thay-the', `van-ban/${newId()}/ban-in-lai/1`, 'gia-han', 'nghia-vu', 'da-nop', 'thoi-han', 'giao-viec', 'uy-quyen', 'xin-y-kien', 'tra-ve-buoc']
  const token = await madeToken(world)
  return [
    ...by(kiosk, `/ki-ot/${HALL}/cai/${DEMO_KIOSK}`, `/ki-ot/${HALL}/danh-gia/khong-co`),
    // A live line has no end to wait for: what is measured is who is let on it.
    ...by(anonymous, '/danh-gia/ho-so/khong-co', '/bang-goi-so/khong-co/dong'),
    ...by(staff.vanthu, '/can-bo/quay/dong'),
    ...by(citizen, `/ho-so/${issued.code}/danh-gia`),
    ...by(staff.lanhdao, `/can-bo/danh-gia/${newId()}`),
    ...by(anonymous, '/healthz', '/readyz', '/robots.txt', '/manifest.webmanifest', '/favicon.ico', '/dev/ui', '/dev/goi-thu-tuc', '/dev/goi-thu-tuc/1.001193', '/sandbox', '/sandbox/hop-thu.json'),
    // Nobody's: what is measured is that it is looked for.
    ...by(anonymous, '/dang-ky/kich-hoat/khong-co', '/quen-mat-khau/khong-co', `/tra-cuu/so-dinh-danh/${newId()}`),
    ...by(await whoProvedPin(world), `/tra-cuu/ho-so/${issued.code}`),
    ...by(await whoProvedNumber(world), '/tra-cuu/danh-sach'),
    ...by(citizen, '/tai-khoan/lien-lac/email/xac-nhan', `/nop-ho-so/ban-nhap/${await submittedDraft(world)}/da-nop`, `/ho-so/${issued.code}/toan-bo.zip`),
    // No package asks a party for papers: the page is there, and looks for the file.
    ...by(world.other, `/phan-khai/${world.marriages.open.partId}/giay-to`, `/phan-khai/${world.marriages.open.partId}/giay-to/${newId()}`),
    ...by(staff.motcua, '/can-bo', ...acts.map((act) => `/can-bo/ho-so/${filed.code}/${act}`), '/can-bo/doi-mat-khau'),
    ...by(staff.motcua, ...(await counterExamples(world))),
    ...by(staff.motcua, '/can-bo/bo-loc', '/can-bo/ho-so/danh-sach/cho-tiep-nhan/canh', '/can-bo/ho-so/danh-sach/dang-xu-ly?kenh=2&han=con-han&nop-tu=01/01/2026', '/can-bo/ho-so/danh-sach/tat-ca', '/can-bo/ho-so/tim?q=0912345678', '/can-bo/ho-so/tim?q=079090000001'),
    ...by(staff.motcua, `/can-bo/ho-so/${world.waiting.code}/tra-ket-qua`, `/can-bo/tra-ket-qua/lan/${newId()}`, `/can-bo/tra-ket-qua/lan/${newId()}/chu-ky.png`),
    ...by(staff.motcua, '/can-bo/ho-so-giay?q=nguyen', `/can-bo/ban-giao/${world.batchId}/phieu.pdf`),
    ...by(staff.lanhdao, `/can-bo/ho-so/${world.drafted.code}/du-thao.pdf`, '/can-bo/phan-cong', '/can-bo/y-kien', '/can-bo/thong-bao', ...(await opinionAddresses(world))),
    ...by(staff.motcua, '/can-bo/bo-loc', '/can-bo/song?mot-lan=1', `/can-bo/ho-so/${filed.code}/thay-doi?phien-ban=0`, '/can-bo/ho-so/danh-sach/cho-tiep-nhan/canh', '/can-bo/ho-so/danh-sach/dang-xu-ly?kenh=2&han=con-han&nop-tu=01/01/2026', '/can-bo/ho-so/danh-sach/tat-ca', '/can-bo/ho-so/tim?q=0912345678', '/can-bo/ho-so/tim?q=079090000001'),
    ...by(staff.lanhdao, `/can-bo/ho-so/${world.drafted.code}/du-thao.pdf`),
    ...by(staff.quantri, '/quan-tri', `/quan-tri/goi-thu-tuc/${BIRTH}/thu-hoi/1`, ...processExamples(world)),
    ...by(anonymous, `/api/v1/procedures/${BIRTH}`, '/api/v1/procedures?q=khai%20sinh', `/api/v1/procedures/${BIRTH}/form`, `/api/v1/tracking/${issued.code}`),
    ...by(anonymous, '/api/v1/due-date?from=2026-11-23T09:00:00%2B07:00&amount=3&unit=working_day', '/api/v1/openapi.json', '/api/v1/docs', '/api/v1/problems', '/api/v1/problems/not-found'),
    ...['/api/v1/dossiers', `/api/v1/dossiers/${issued.code}`].map((url) => ({ who: anonymous, url, headers: { authorization: `Bearer ${token}` } })),
    ...(await twoPeopleOverApi(world)),
  ]

}

async function madeToken({ app }: World, loginName: 'congdan' | 'congdan2' = 'congdan', scopes = ['dossiers:read']): Promise<string> {
  const make = makeAccessToken({ db: app.db, clock: app.clock, appendEvent: createAppendEvent(app.sealer) })
  return (await agreed(make(await demoCitizen(app, loginName), { name: `Đo ${scopes.length}`, scopes, days: '30' }))).token
}

/** A draft of two people as each of them reads it over the API. */
async function twoPeopleOverApi(world: World): Promise<Example[]> {
  const { begun, sent, open } = world.marriages
  const scopes = ['dossiers:read', 'dossiers:write']
  const [his, hers] = [await madeToken(world, 'congdan', scopes), await madeToken(world, 'congdan2', scopes)]
  const by = (token: string, ...paths: string[]): Example[] => paths.map((path) => ({ who: world.anonymous, url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } }))
  const token = await tokenOf(world.app, await demoCitizen(world.app, 'congdan'), sent.draftId)
  return [...by(his, '/drafts', `/drafts/${sent.draftId}`, `/drafts/${begun}/form`), ...by(hers, `/invitations/${token}`, '/parts', `/parts/${open.partId}`, `/parts/${open.partId}/form`)]
}

async function rowOf({ app, issued }: World) {
  const row = await findDossier(app.db, issued.dossierId)
  if (!row) throw new Error('The dossier is gone.')
  return row
}

async function whoProvedPin(world: World): Promise<Client> {
  const row = await rowOf(world)
  const who = new Client(world.app)
  const reply = await who.post('/tra-cuu', { ma: row.code, pin: world.app.acts.record.pinOf(row) })
  if (reply.status !== 303) throw new Error(`The PIN was answered ${reply.status}.`)
  return who
}

/** The code that proves a phone comes by SMS; its pass is made here instead. */
async function whoProvedNumber(world: World): Promise<Client> {
  const { submitter_number_index: numberIndex, phone_index: phoneIndex } = await rowOf(world)
  if (!numberIndex || !phoneIndex) throw new Error('The dossier has no number or phone.')
  const { app } = world
  const who = new Client(app)
  who.cookies.set(PASS_COOKIE, sealPass(app.sealer, passOfNumber({ codeId: newId(), numberIndex, phoneIndex }), app.clock.now()))
  return who
}

/** The draft of a dossier filed in the wizard. */
async function submittedDraft({ app }: World): Promise<string> {
  const { citizen, ...prepared } = await prepareBirth(app, { childName: 'Nguyễn Minh Giang' })
  await agreed(app.acts.filing.submit.file(citizen, { ...prepared, key: newId(), declared: true }))
  return prepared.draftId
}

/** A question to a colleague, with the form and a paper to be seen for it. */
async function opinionAddresses({ app, drafted }: World): Promise<string[]> {
  const [asker, colleague] = await Promise.all([demoStaff(app, 'hotich'), demoStaff(app, 'lanhdao')])
  const [paper] = await papersOf(app.db, drafted.dossierId)
  const asked = [{ to: { staffId: colleague.staffId }, name: colleague.name, period: { amount: 2, unit: 'working_day' as const } }]
  await agreed(app.acts.processing.work.opinions.ask(asker, { dossierId: drafted.dossierId, key: newId(), seenRevision: null, question: 'Xin ý kiến về nơi cư trú của cha mẹ.', asked, shows: { form: true, papers: paper ? [paper.id] : [] } }))
  const opinion = (await opinionsOf(app.db, drafted.dossierId)).at(-1)
  return opinion ? [`/can-bo/y-kien/${opinion.id}`, ...(paper ? [`/can-bo/y-kien/${opinion.id}/giay-to/${paper.id}`] : [])] : []
}
