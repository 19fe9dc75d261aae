import fc from 'fast-check'
import type { ApiDocument, ApiOperation, ApiSchema } from '../../../src/platform/http/index.ts'
import { BIRTH } from '../../support/birth.ts'
import { corners } from '../../support/heic.ts'
import { PARTY } from '../../support/marriage.ts'
import { BODIES, tokenFor } from './couple.ts'
import { upload } from './ground.ts'
import type { Ground, Shot, TokenName } from './ground.ts'
import { allowed, changed } from './schema.ts'
import { huge, oddJson, oddName, oddSegment, oddText } from './values.ts'

export interface Operation {
  method: string
  path: string
  /** As the web layer declares it. */
  route: string
  told: ApiOperation
}

export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ method: method.toUpperCase(), path, route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, told })),
  )
}

/** Good values for parameters whose schema says only «string». */
const QUERY: Readonly<Record<string, readonly string[]>> = {
  q: ['khai sinh', 'lam giay khai sinh cho con', 'kết hôn'],
  level: ['commune', 'province'],
  limit: ['1', '20', '100'],
  receivedAt: ['2026-11-20T09:00:00+07:00', '2026-02-27T16:59:00Z'],
  amount: ['1', '8', '0.5', '30'],
  unit: ['same_day', 'working_day', 'day', 'hour', 'month'],
  agency: ['H92.31135'],
  lang: ['vi', 'en'],
}

/** Requests to one operation that are right in all, and ones that are wrong in one way or several. */
export const shotsAt = (operation: Operation, ground: Ground): fc.Arbitrary<Shot> =>
  fc.oneof({ weight: 1, arbitrary: shots(operation, ground, true) }, { weight: 4, arbitrary: shots(operation, ground, false) })

export function shots(operation: Operation, ground: Ground, right: boolean): fc.Arbitrary<Shot> {
  const { told } = operation
  const parameters = told.parameters ?? []
  const isIdempotent = parameters.some((one) => one.name === 'Idempotency-Key')
  return fc
    .record({
      path: pathOf(operation, ground, right),
      query: queryOf(operation, ground, right),
      headers: right ? fc.uuid().map((key): Record<string, string> => (isIdempotent ? { 'idempotency-key': key } : {})) : headersOf(isIdempotent),
      token: right ? fc.constant<Token>(told.security ? tokenFor(operation.route) : null) : tokenOf(Boolean(told.security), tokenFor(operation.route)),
      body: bodyOf(operation, ground, right),
      method: fc.oneof({ weight: 40, arbitrary: fc.constant(operation.method) }, { weight: right ? 0 : 1, arbitrary: fc.constantFrom('HEAD', 'PUT', 'PATCH', 'OPTIONS', 'POST', 'GET', 'DELETE') }),
    })
    .map(({ path, query, headers, token, body, method }): Shot => {
      const hasBody = body.payload !== undefined && method !== 'GET' && method !== 'HEAD'
      return {
        route: operation.route,
        method,
        url: query ? `${path}?${query}` : path,
        headers: { ...headers, ...(hasBody && body.type !== null ? { 'content-type': body.type } : {}), ...authorization(ground, token) },
        ...(hasBody ? { payload: body.payload as string | Buffer } : {}),
        who: token === 'cookie' ? 'congdan' : 'anonymous',
        ...(token && token !== 'cookie' ? { token } : {}),
      }
    })
}

/** What stands for a part of an address, by its name and what comes before it. */
function goodFor(path: string, name: string, { known }: Ground): readonly string[] {
  const { draft, part, invitation, paper, file, id } = known
  if (name === 'party') return [PARTY]
  if (name === 'fileId') return [...paper, ...id]
  if (path.includes('/drafts/')) return [...draft.slice(-6), ...id]
  if (path.includes('/parts/')) return [...part.slice(-6), ...id]
  if (path.includes('/invitations/')) return [...invitation.slice(-6), ...id]
  if (path.includes('/problems/')) return ['not-found', 'busy', 'fault']
  if (path.includes('/files/')) return file.length > 0 ? file : id
  return /\/(dossiers|tracking)\//.test(path) ? known.dossier : path.endsWith('/form') ? [BIRTH] : [BIRTH, '1.004222']
}

function pathOf({ path }: Operation, ground: Ground, right: boolean): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)]
  const segment = (name: string) => {
    const good = fc.constantFrom(...goodFor(path, name, ground))
    return right ? good : fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...ground.known.id, ...ground.known.code) }, { weight: 3, arbitrary: oddSegment })
  }
  return fc.tuple(...names.map(([, name = '']) => segment(name))).map((values) => path.replace(/\{\w+\}/g, () => values.shift() ?? ''))
}

function queryOf({ path, told }: Operation, { cursors }: Ground, right: boolean): fc.Arbitrary<string> {
  const parameters = (told.parameters ?? []).filter((one) => one.in === 'query')
  const named = parameters.map((one) => {
    const good = one.name === 'cursor' ? [cursors.get(path) ?? []].flat() : (QUERY[one.name] ?? [])
    const values = good.length > 0 ? fc.constantFrom(...good).map(encodeURIComponent) : fc.constant(null)
    const odd = fc.oneof(oddSegment, allowed(one.schema ?? {}).map((value) => encodeURIComponent(String(value).toWellFormed())))
    return (right ? values : fc.oneof({ weight: 8, arbitrary: values }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: odd })).map((value) => (value === null ? [] : [`${one.name}=${value}`]))
  })
  const extra = fc.tuple(fc.oneof(oddName.map((name) => encodeURIComponent(name.toWellFormed())), fc.constantFrom(...parameters.map((one) => one.name), 'lang')), oddSegment).map(([name, value]) => `${name}=${value}`)
  const extras = fc.oneof({ weight: 6, arbitrary: fc.constant<string[]>([]) }, { weight: right ? 0 : 1, arbitrary: fc.array(extra, { maxLength: 4 }) }, { weight: right ? 0 : 1, arbitrary: fc.constantFrom(['&&=&'], ['a[b][c]=1&a[]=2'], ['%&%FF=%'], ['x=1'.padEnd(3000, '&x=1')]) })
  return fc.tuple(fc.tuple(...named), extras).map(([one, more]) => [...one.flat(), ...more].join('&'))
}

function headersOf(idempotent: boolean): fc.Arbitrary<Record<string, string>> {
  const odd = fc.oneof(fc.stringMatching(/^[\x20-\x7e\xa1-\xff]{1,60}$/), fc.constantFrom('x'.repeat(9_000), '*', ',', 'en;q=zz', '*/*', 'text/plain'))
  const extra = fc.dictionary(fc.constantFrom('accept', 'accept-language', 'accept-encoding', 'if-none-match', 'if-modified-since', 'range', 'user-agent', 'x-requested-with', 'origin', 'sec-fetch-site', 'referer', 'x-http-method-override', 'expect', 'x-csrf-token', 'cookie', 'x-forwarded-proto', 'x-forwarded-host'), odd, { maxKeys: 3 })
  const key = fc.oneof({ weight: 6, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constantFrom('k1', 'k2', 'k3') }, { weight: 1, arbitrary: odd }, { weight: 1, arbitrary: fc.constant('') })
  return fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: extra }), key).map(([more, one]) => ({ ...more, ...(idempotent && one !== '' ? { 'idempotency-key': one } : {}) }))
}

type Token = TokenName | 'cookie' | null

function tokenOf(needed: boolean, right: TokenName): fc.Arbitrary<Token> {
  if (!needed) return fc.oneof({ weight: 8, arbitrary: fc.constant<Token>(null) }, { weight: 1, arbitrary: fc.constantFrom<Token>('full', 'garbage', 'cookie') })
  return fc.oneof({ weight: 8, arbitrary: fc.constant<Token>(right) }, { weight: 4, arbitrary: fc.constantFrom<Token>(right === 'full' ? 'other' : 'full', 'read', 'write', 'expired', 'revoked', 'garbage', 'cookie', null) })
}

const authorization = ({ tokens }: Ground, token: Token): Record<string, string> => (token && token !== 'cookie' ? { authorization: `Bearer ${tokens[token]}` } : {})

interface Body {
  payload?: string | Buffer
  type: string | null
}

const TYPES = ['application/json', 'application/json; charset=utf-16', 'text/json', 'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=x', 'application/octet-stream', 'x', '/', ''] as const

function bodyOf({ told, route }: Operation, ground: Ground, right: boolean): fc.Arbitrary<Body> {
  const content = Object.entries(told.requestBody?.content ?? {})[0]
  const noise = fc.record({ payload: fc.oneof(fc.constantFrom<string | Buffer>('', '{', '[]', 'null', '"x"', '{"a":1}{', '\0', Buffer.from([0xff, 0xfe, 0x80])), huge, fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)), oddJson.map((value) => JSON.stringify(value))), type: fc.constantFrom(...TYPES, null) })
  if (right && !content) return fc.constant<Body>({ type: null })
  if (!content) return fc.oneof({ weight: 20, arbitrary: fc.constant<Body>({ type: null }) }, { weight: 1, arbitrary: noise as fc.Arbitrary<Body> })
  const [type, { schema = {} }] = content
  if (right) return type === 'application/json' ? rightBody(route, ground).map((body) => ({ payload: JSON.stringify(body), type })) : fc.constant(upload(ground.picture, 'giay.jpg', 'image/jpeg'))
  const good = type === 'application/json' ? jsonOf(schema, rightBody(route, ground)) : fileOf(ground)
  return fc.oneof({ weight: 10, arbitrary: good }, { weight: 2, arbitrary: noise as fc.Arbitrary<Body> }, { weight: 1, arbitrary: fc.tuple(good, fc.constantFrom(...TYPES, null)).map(([body, other]) => ({ ...body, type: other })) })
}

function rightBody(route: string, ground: Ground): fc.Arbitrary<unknown> {
  const body = BODIES[route]
  return body ? fc.constant(body(ground.known)) : fc.constantFrom('01900000-0000-7000-8000-000000000999', ...ground.known.file).map((fileId) => ground.filing(fileId))
}

function jsonOf(schema: ApiSchema, real: fc.Arbitrary<unknown>): fc.Arbitrary<Body> {
  const value = fc.oneof({ weight: 3, arbitrary: real }, { weight: 4, arbitrary: changed(real) }, { weight: 2, arbitrary: allowed(schema) }, { weight: 2, arbitrary: changed(allowed(schema)) }, { weight: 1, arbitrary: oddJson })
  const text = value.map((one) => JSON.stringify(one) ?? 'null')
  const broken = fc.tuple(text, fc.nat(), fc.constantFrom('cut', 'twice', 'bytes', 'comma')).map(([one, at, how]): string | Buffer => {
    if (how === 'cut') return one.slice(0, at % (one.length + 1))
    if (how === 'twice') return `${one.slice(0, -1)},"declared":false}`
    const whole = Buffer.from(one)
    return how === 'comma' ? `${one},` : Buffer.concat([whole.subarray(0, at % whole.length), Buffer.from([0xc3, 0x28]), whole.subarray(at % whole.length)])
  })
  return fc.oneof({ weight: 8, arbitrary: text as fc.Arbitrary<string | Buffer> }, { weight: 1, arbitrary: broken }).map((payload) => ({ payload, type: 'application/json' }))
}

/** A file to be sent: whole, cut, of another kind than it says, under odd names. */
function fileOf({ picture }: Ground): fc.Arbitrary<Body> {
  const bytes = fc.oneof(
    { weight: 4, arbitrary: fc.constant(picture) },
    { weight: 2, arbitrary: fc.nat().map((at) => picture.subarray(0, at % picture.length)) },
    { weight: 2, arbitrary: fc.constantFrom(Buffer.alloc(0), Buffer.from('%PDF-1.7\n'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02', 'latin1'), Buffer.from('PK\x03\x04')) },
    { weight: 1, arbitrary: fc.nat().map((at) => corners().subarray(0, 1 + (at % corners().length))) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([at, odd]) => Buffer.concat([picture.subarray(0, at % picture.length), Buffer.from(odd), picture.subarray(at % picture.length)])) },
  )
  const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('giay.jpg', 'Giấy chứng sinh.jpg', 'x.pdf') }, { weight: 2, arbitrary: oddText.map((text) => text.toWellFormed().replace(/[\r\n"\0]/g, '').slice(0, 2000)) })
  return fc.tuple(bytes, name, fc.constantFrom('image/jpeg', 'image/png', 'application/pdf', 'text/html', ''), fc.constantFrom('file', 'file', 'file', 'other', ''), fc.nat(20)).map(([body, filename, mime, field, cut]) => {
    const { payload, type } = upload(body, filename, mime, field)
    return { payload: cut === 0 ? payload.subarray(0, payload.length - 30) : payload, type }
  })
}
