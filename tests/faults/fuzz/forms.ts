import fc from 'fast-check'
import { newId } from '../../../src/platform/ids.ts'
import { BIRTH } from '../../support/birth.ts'
import { multipart } from '../../sweeps/client.ts'
import { type Form, formsOf, tagsOf } from '../../sweeps/forms.ts'
import { citizenPages, officePages } from '../../sweeps/scenes.ts'
import { type Ground, PEOPLE, type Person, type Shot } from './ground.ts'
import { oddName, oddSegment, oddText } from './values.ts'

/** A form as a page showed it to somebody. */
export interface Found {
  who: Person
  action: string
  form: Form
}

/** Forms by the route they post to. */
export type Forms = ReadonlyMap<string, Found[]>

const OF_A_KIND = 2
const SAME_FORMS = 6

/** The declared route of an address, or null. */
export function routeFinder(ground: Ground): (method: string, url: string) => string | null {
  const routes = ground.app.app.web.routes.map(({ method, url }) => ({ method, name: `${method} ${url}`, pattern: new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`), fixed: !url.includes(':') }))
  routes.sort((a, b) => Number(b.fixed) - Number(a.fixed))
  return (method, url) => {
    const path = url.split(/[?#]/)[0]?.replace(/^\/en(?=\/|$)/, '') || '/'
    return routes.find((route) => route.method === method && route.pattern.test(path))?.name ?? null
  }
}

/** Goes through everybody's pages and keeps the forms they show, with their real fields. */
export async function collectForms(ground: Ground): Promise<Forms> {
  const find = routeFinder(ground)
  const forms = new Map<string, Found[]>()
  const keep = (who: Person, page: string, html: string) => {
    for (const form of formsOf(html).filter((one) => one.method === 'post')) {
      const action = form.action ?? page
      const route = find('POST', action)
      const known = route ? (forms.get(route) ?? []) : []
      if (!route || known.length >= SAME_FORMS || isHarmful(ground, route, action)) continue
      forms.set(route, [...known, { who, action, form }])
    }
  }
  for (const [who, starts] of startsOf(ground)) await walk(ground, find, who, starts, keep)
  for (const route of ground.app.app.web.routes) {
    const name = `${route.method} ${route.url}`
    if (route.method === 'POST' && !route.url.startsWith('/api/') && !forms.has(name)) forms.set(name, unseen(ground, route.url, forms))
  }
  return forms
}

/** The people of the demo are needed to the end: what would shut them out is done to others only. */
const isHarmful = ({ known }: Ground, route: string, action: string): boolean => /\/can-bo\/:id\/(khoa|mat-khau)$|ket-thuc$|co-quan\/:id\/dong$/.test(route) && !known.spare.some((one) => action.startsWith(one))

function startsOf(ground: Ground): [Person, string[]][] {
  const { world, clients } = ground
  const pages = [...citizenPages(world), ...officePages(world)]
  const of = (who: Person) => pages.filter(([, client]) => client === clients[who]).map(([, , url]) => url)
  const cases = [world.filed, world.asked, world.drafted, world.issued].map((one) => `/can-bo/ho-so/${one.code}`)
  return PEOPLE.map((who): [Person, string[]] => {
    if (who === 'anonymous') return [who, [...of(who), '/sandbox', '/sandbox/hop-thu', '/sandbox/dan-cu', '/sandbox/dong-ho', '/en/dang-nhap', '/en/dang-ky', ...ground.known.activation]]
    if (who === 'congdan') return [who, [...of(who), `/en/nop-ho-so/${BIRTH}`, '/en/ho-so', '/tai-khoan/lien-lac/email']]
    if (who === 'congdan2') return [who, [...of(who), '/tai-khoan', '/tai-khoan/ma-truy-cap', `/nop-ho-so/${BIRTH}`]]
    if (who === 'quantri') return [who, ['/quan-tri', '/can-bo/doi-mat-khau', ...ground.known.spare, ...of(who)]]
    return [who, ['/can-bo', '/can-bo/doi-mat-khau', ...cases, ...of(who)]]
  })
}

async function walk(ground: Ground, find: ReturnType<typeof routeFinder>, who: Person, starts: readonly string[], keep: (who: Person, page: string, html: string) => void): Promise<void> {
  const queue = [...starts]
  const seen = new Set(queue)
  const times = new Map<string, number>()
  for (let at = 0; at < queue.length; at++) {
    const url = queue[at] ?? ''
    const kind = find('GET', url)
    const known = times.get(kind ?? '') ?? 0
    if (!kind || (at >= starts.length && known >= OF_A_KIND)) continue
    times.set(kind, known + 1)
    const reply = await ground.clients[who].get(url, { 'accept-encoding': 'identity' })
    if (!String(reply.headers['content-type']).startsWith('text/html')) continue
    keep(who, url, reply.text)
    if (who === 'anonymous') continue
    for (const link of tagsOf(reply.text, 'a')) {
      const href = (link.get('href') ?? '').split('#')[0] ?? ''
      if (!href.startsWith('/') || seen.has(href) || /\.(pdf|zip)|\/giay-to\/|\/van-ban\//.test(href) || !/^\/(en\/)?(can-bo|quan-tri|ho-so|nop-ho-so|phan-khai|tai-khoan)/.test(href)) continue
      seen.add(href)
      queue.push(href)
    }
  }
}

/** Stands for the key of the session's forms. */
const UNSEEN = 'unseen-key-of-the-form'

/** A route whose form no page shows now: its address with ids that are known, fields of other forms. */
function unseen({ known, world }: Ground, url: string, forms: Map<string, Found[]>): Found[] {
  const names = new Set([...forms.values()].flat().flatMap(({ form }) => form.controls.map((one) => one.name)))
  const controls = [...names, 'password', 'passwordAgain'].map((name) => ({ name, kind: 'text', value: '' }))
  const who: Person = url.startsWith('/quan-tri') ? 'quantri' : url.startsWith('/can-bo') ? 'motcua' : /^\/(tai-khoan|ho-so|nop-ho-so)/.test(url) ? 'congdan' : /^\/(loi-moi|phan-khai)/.test(url) ? 'congdan2' : 'anonymous'
  const action = url.replace(':code', world.filed.code).replace(/:\w+/g, known.id[1] ?? '')
  return [{ who, action, form: { action, method: 'post', multipart: false, fields: who === 'anonymous' ? {} : { _csrf: UNSEEN, _key: newId() }, controls } }]
}

const KEEP = 'keep' as const
type Csrf = typeof KEEP | 'drop' | 'foreign' | 'garbage' | 'twice'

/** Posts of one form: as a browser would, filled in, and bent in every way. */
export function shotsOf(route: string, found: readonly Found[], ground: Ground): fc.Arbitrary<Shot> {
  return fc
    .record({
      one: fc.constantFrom(...found),
      who: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...PEOPLE) }),
      csrf: fc.oneof({ weight: 12, arbitrary: fc.constant<Csrf>(KEEP) }, { weight: 1, arbitrary: fc.constantFrom<Csrf>('drop', 'foreign', 'garbage', 'twice') }),
      key: fc.oneof({ weight: 4, arbitrary: fc.constant(KEEP) }, { weight: 4, arbitrary: fc.uuid() }, { weight: 1, arbitrary: oddText }),
      fill: fc.boolean(),
      picks: fc.array(fc.record({ at: fc.nat(), value: fc.oneof({ weight: 3, arbitrary: oddText }, { weight: 2, arbitrary: fc.constantFrom(...ground.known.id, ...ground.known.code, 'Nguyễn Văn An', '1', 'yes') }), how: fc.constantFrom('set', 'set', 'drop', 'add', 'rename') }), { maxLength: 4 }),
      everywhere: fc.oneof({ weight: 10, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oddText }),
      name: oddName,
      shuffled: fc.nat(8),
      address: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oddSegment }, { weight: 2, arbitrary: fc.constantFrom(...ground.known.id, ...ground.known.dossier) }),
      multipart: fc.nat(11),
      file: fc.nat(5),
      headers: fc.oneof({ weight: 12, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.constantFrom<Record<string, string>>({ 'sec-fetch-site': 'cross-site' }, { origin: 'https://vidu.example' }, { origin: 'null' }, { 'content-type': 'application/json' }, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' }, { 'idempotency-key': 'k1' }) }),
    })
    .map((plan) => shotOf(route, plan, ground))
}

interface Plan {
  one: Found
  who: Person | null
  csrf: Csrf
  key: string
  fill: boolean
  picks: { at: number; value: string; how: string }[]
  everywhere: string | null
  name: string
  shuffled: number
  address: string | null
  multipart: number
  file: number
  headers: Record<string, string>
}

function shotOf(route: string, plan: Plan, ground: Ground): Shot {
  const { one, csrf, picks, shuffled } = plan
  let fields = Object.entries(one.form.fields).flatMap(([name, value]) => [value].flat().map((text): [string, string] => [name, text]))
  if (plan.fill) fields = filled(one.form, fields)
  if (plan.everywhere !== null) fields = fields.map(([name, value]) => [name, name.startsWith('_') ? value : (plan.everywhere ?? '')])
  for (const { at, value, how } of picks) {
    const control = one.form.controls[at % Math.max(1, one.form.controls.length)]?.name ?? plan.name
    if (control === '_csrf' || control === '_key') continue
    if (how !== 'add') fields = fields.filter(([name]) => name !== control)
    if (how !== 'drop') fields.push([how === 'rename' ? plan.name : control, value])
  }
  fields = fields.flatMap(([name, value]): [string, string][] => {
    if (name === '_key') return [[name, plan.key === KEEP ? value : plan.key]]
    if (name !== '_csrf' || csrf === KEEP) return [[name, value]]
    if (csrf === 'drop') return []
    return csrf === 'twice' ? [[name, value], [name, value]] : [[name, csrf === 'foreign' ? 'A'.repeat(43) : '\0🙂']]
  })
  if (shuffled === 0) fields.reverse()
  const isMultipart = one.form.multipart !== (plan.multipart === 0)
  const { payload, type } = isMultipart ? parts(plan, fields, ground) : { payload: fields.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&') + (shuffled === 1 ? '&%=%FF&=&&' : ''), type: 'application/x-www-form-urlencoded' }
  const was = one.form.fields._csrf
  const url = plan.address === null ? one.action : one.action.replace(/[^/?]*\d[^/?]*/, plan.address)
  return { route, method: 'POST', url, headers: { 'content-type': type, ...plan.headers }, payload, who: plan.who ?? one.who, ...(typeof was === 'string' && csrf !== 'foreign' ? { csrf: { was, of: one.who } } : {}) }
}

function parts(plan: Plan, fields: [string, string][], { picture }: Ground) {
  const grouped = Object.fromEntries(Map.groupBy(fields, ([name]) => name).entries().map(([name, pairs]) => [name, pairs.map(([, value]) => value)]))
  const input = plan.one.form.controls.find((control) => control.kind === 'file')?.name ?? 'file'
  const odd = [Buffer.alloc(0), picture.subarray(0, 500), Buffer.from('<svg/>')][plan.file % 3] ?? picture
  const uploads = plan.file === 5 ? [] : [{ field: plan.file === 4 ? plan.name.replace(/[\r\n"\0]/g, '') : input, name: plan.file === 3 ? '' : 'giay.jpg', type: 'image/jpeg', body: plan.file < 2 ? picture : odd }]
  const { payload, type } = multipart(grouped, uploads)
  return { payload: plan.multipart === 1 ? payload.subarray(0, Math.floor(payload.length / 2)) : payload, type: plan.multipart === 2 ? 'multipart/form-data' : type }
}

/** What somebody might well type where nothing is filled in yet. */
function filled(form: Form, fields: [string, string][]): [string, string][] {
  const more = form.controls.filter((control) => !control.name.startsWith('_') && control.kind !== 'file' && control.kind !== 'submit')
  const known = new Map(fields)
  const added: [string, string][] = []
  for (const { name, kind, value } of more) {
    if (known.get(name)) continue
    known.set(name, name)
    added.push([name, kind === 'radio' || kind === 'checkbox' ? value : (FILL.find(([pattern]) => pattern.test(name))?.[1] ?? 'Nội dung thử')])
  }
  const button = form.controls.filter((control) => control.kind === 'submit').slice(0, 1).map(({ name, value }): [string, string] => [name, value])
  return [...fields.filter(([name, value]) => value !== '' || !added.some(([other]) => other === name)), ...added, ...button]
}

const FILL: readonly (readonly [RegExp, string])[] = [
  [/day$/i, '24'],
  [/month$/i, '11'],
  [/year$/i, '2026'],
  [/time|from|to$/i, '14:30'],
  [/phone/i, '0912345678'],
  [/mail/i, 'nguoi@vidu.vn'],
  [/identityNumber|soDinhDanh/i, '092196001234'],
  [/password/i, 'con cò bay lả bay la'],
  [/username/i, 'nguoimoi'],
  [/code/i, '123456'],
]
