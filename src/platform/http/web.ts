import { createSecretKey } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Db } from '../db.ts'
import { outageOf } from '../outage.ts'
import { getProblem, type platformRefusals } from '../problems.ts'
import type { Refusal } from '../result.ts'
import type { Lang } from '../words.ts'
import { type Access, type Audience, isBilingual, prefixOf } from './access.ts'
import type { Answer, Page } from './answers.ts'
import type { Beside, Parts } from './beside.ts'
import { csrfMatches, csrfToken, isForeign } from './csrf.ts'
import { createEventStreams, type EventStreams, type StreamLimits } from './event-stream.ts'
import { createKeptPages } from './kept-pages.ts'
import { cleaned, readForm, readParts } from './form.ts'
import { createRoom, type Room } from './room.ts'
import { send, sendKept } from './reply.ts'
import type { WebRequest } from './request.ts'

export interface RouteOptions {
  /** The route takes multipart/form-data and reads it through `files()`; with `or-plain` also a form without files. */
  multipart?: boolean | 'or-plain'
  /** Requests allowed to one address (or one actor) in a span of time; beyond it 429. */
  limit?: { max: number; seconds: number; by?: 'ip' | 'actor' }
  /** Anonymous page rendered once per version of the data and kept compressed. */
  keep?: boolean
  /** Schemas of an API route, for validation and its documentation. */
  schema?: {
    summary: string
    query?: z.ZodType
    params?: z.ZodType
    body?: z.ZodType
    response?: Record<number, z.ZodType>
    headers?: z.ZodType
    /** What the documentation tells beyond what the web layer checks. */
    told?: ToldOfRoute
  }
  /** A page that exists in Vietnamese only though its audience is bilingual. */
  vietnameseOnly?: boolean
  /** Handles a request without a session or token of its audience itself, instead of sending it to log in. */
  anonymousToo?: boolean
  /** Asked by a page that lies open, not by its reader: it does not keep the session alive. */
  quiet?: boolean
  /** Read in the statement that finds who asks. */
  beside?: Beside<Parts>
}

/** For the API's documentation only. */
export interface ToldOfRoute {
  description?: string
  /** A body that the handler checks itself, so that it can say what is wrong field by field. */
  body?: { type: 'application/json' | 'multipart/form-data'; schema: z.ZodType }
  /** Needs the header Idempotency-Key. */
  idempotent?: boolean
  /** Type of a good answer that is neither application/json nor a problem. */
  answers?: string
}

export type Handler = (request: WebRequest) => Promise<Answer>
type Register = (url: string, access: Access, handler: Handler, options?: RouteOptions) => void

/** What modules mount their routes on. */
export interface Web {
  get: Register
  post: Register
  put: Register
  patch: Register
  delete: Register
  readonly routes: readonly DeclaredRoute[]
}

export interface DeclaredRoute {
  method: string
  url: string
  access: Access
}

export interface Identified {
  actor: Actor
  sessionId: string | null
  /** Where a member of staff must go first (a password to be changed). */
  mustVisit?: string | null
  /** What was to be read beside, where it was. */
  beside?: unknown
}

export interface WebDeps {
  fastify: FastifyInstance
  sessionKey: Buffer
  identify: (request: FastifyRequest, beside: Parts | null) => Promise<Identified>
  /** Whole document round a page. */
  frame: (content: Page, request: WebRequest, audience: Audience) => Promise<string>
  /** Page of a refusal or fault. */
  problemPage: (refusal: Refusal, status: number, request: WebRequest) => Page
  /** Version of the data that kept pages show. */
  pageVersion: () => string
  /** How much is taken on at once. */
  room?: Room
  streamLimits?: StreamLimits
  /** Counts a request's queries, for the tests' limit. */
  db?: Db
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    audience?: Audience
    told?: ToldOfRoute
    quiet?: boolean
  }
}

const ANONYMOUS: Identified = { actor: { kind: 'anonymous' }, sessionId: null }
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** True when an actor belongs to a route's audience. */
export function admits(access: Access, actor: Actor): boolean {
  switch (access.audience) {
    case 'public':
    case 'api-public':
    case 'sandbox':
    case 'process':
      return true
    case 'citizen':
      return actor.kind === 'citizen' && actor.via === 'session'
    case 'api-token':
      return actor.kind === 'citizen' && actor.via === 'token'
    case 'admin':
      return actor.kind === 'staff' && actor.posts.some((post) => post.duties.includes('administrator'))
    case 'officer': {
      if (actor.kind !== 'staff') return false
      const { duties } = access
      return !duties || actor.posts.some((post) => post.duties.some((duty) => duties.includes(duty)))
    }
  }
}

/** Mounts routes on Fastify: audience, language, forms, keys and answers are settled here, once for all. */
export function createWeb(deps: WebDeps): Web & { readonly streams: Pick<EventStreams, 'size'> } {
  const routes: DeclaredRoute[] = []
  const kept = createKeptPages(deps.pageVersion)
  const room = deps.room ?? createRoom()
  // Made once: a key given as bytes is made into one of these at each use.
  const sessionKey = createSecretKey(deps.sessionKey)
  const { fastify } = deps
  const streams = createEventStreams(fastify, deps.streamLimits)

  function register(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Register {
    return (url, access, handler, options = {}) => {
      const prefix = prefixOf[access.audience]
      if (prefix && !isUnder(url, prefix)) {
        throw new Error(`${method} ${url}: routes of the audience '${access.audience}' stand under ${prefix}.`)
      }
      if (Object.values(prefixOf).some((other) => other && other !== prefix && isUnder(url, other))) {
        throw new Error(`${method} ${url}: the address belongs to another audience than '${access.audience}'.`)
      }
      routes.push({ method, url, access })
      const urls: [string, Lang][] = [[url, 'vi']]
      if (isBilingual(access.audience) && !options.vietnameseOnly) urls.push([url === '/' ? '/en' : `/en${url}`, 'en'])
      for (const [address, lang] of urls) {
        fastify.route({
          method,
          url: address,
          config: { access, audience: access.audience, ...(options.schema?.told ? { told: options.schema.told } : {}), ...(options.quiet ? { quiet: true } : {}), ...limitConfig(options) },
          ...(options.schema ? { schema: apiSchema(options.schema, access) } : {}),
          handler: (request, reply) => (options.keep ? findKept(request, reply) : null) ?? handle(request, reply, lang, access, handler, options),
        })
      }
    }
  }

  /** The page as it was kept; nothing of the visitor is looked at but the encodings he takes. */
  function findKept(raw: FastifyRequest, reply: FastifyReply) {
    const ready = kept.find(raw.url)
    return ready ? sendKept(reply, raw, kept, ready) : null
  }

  async function handle(raw: FastifyRequest, reply: FastifyReply, lang: Lang, access: Access, handler: Handler, options: RouteOptions) {
    if (access.audience === 'process') return attend(raw, reply, lang, access, handler, options)
    const leave = room.enter(raw, isMultipart(raw, options))
    return attend(raw, reply, lang, access, handler, options).finally(leave)
  }

  async function attend(raw: FastifyRequest, reply: FastifyReply, lang: Lang, access: Access, handler: Handler, options: RouteOptions) {
    const keptKey = options.keep ? raw.url : null
    const from = kept.version()
    const unsafe = UNSAFE.has(raw.method)
    if (unsafe && access.audience !== 'api-token' && isForeign(raw)) {
      return finish(raw, reply, requestOf(raw, lang, ANONYMOUS, access), access, refused('foreign-origin'))
    }
    // Anonymous pages never look at the visitor: they are the same for everybody.
    const who = access.audience === 'public' && !unsafe && !options.anonymousToo ? ANONYMOUS : await deps.identify(raw, options.beside?.parts(raw.params as Record<string, string>) ?? null)
    const request = requestOf(raw, lang, who, access)
    if (options.beside && who.beside) request.read = { of: options.beside, value: who.beside }
    const answer = await decide(request, who, access, handler, options, unsafe)
    if (keptKey && answer.kind === 'page') {
      const html = await deps.frame(answer.page, request, access.audience)
      return sendKept(reply, raw, kept, kept.keep(keptKey, { status: answer.page.status ?? 200, html, from }))
    }
    return finish(raw, reply, request, access, answer)
  }

  async function decide(request: WebRequest, who: Identified, access: Access, handler: Handler, options: RouteOptions, unsafe: boolean): Promise<Answer> {
    if (!admits(access, who.actor) && !options.anonymousToo) return sendToLogin(request, who, access)
    if (who.mustVisit && access.audience !== 'public' && request.path !== who.mustVisit && request.path !== '/can-bo/dang-xuat') {
      return { kind: 'redirect', to: who.mustVisit }
    }
    if (unsafe && !isMultipart(request.raw, options)) {
      request.files = noFiles
      Object.assign(request.form, readForm(request.raw.body))
      request.key ??= firstText(request.form._key)
      if (!csrfPasses(request, access)) return refused('form-expired')
    }
    return handler(request)
  }

  /** Read part by part by the handler, which must: the token is among the parts. */
  function isMultipart(raw: FastifyRequest, { multipart }: RouteOptions): boolean {
    return multipart === true || (multipart === 'or-plain' && raw.isMultipart())
  }

  function csrfPasses(request: WebRequest, access: Access): boolean {
    if (!request.csrf || access.audience === 'api-token' || access.audience === 'sandbox') return true
    return csrfMatches(request.csrf, request.form._csrf ?? request.raw.headers['x-csrf-token'])
  }

  function requestOf(raw: FastifyRequest, lang: Lang, who: Identified, access: Access): WebRequest {
    const path = raw.url.split('?')[0] ?? '/'
    const header = raw.headers['idempotency-key']
    const isApi = access.audience === 'api-public' || access.audience === 'api-token'
    const request: WebRequest = {
      params: raw.params as Record<string, string>,
      query: firstValues(raw.query),
      form: Object.create(null) as Record<string, string>,
      files: () => readParts(request, () => csrfPasses(request, access)),
      json: raw.body,
      lang: isApi ? apiLanguage(raw) : lang,
      actor: who.actor,
      sessionId: who.sessionId,
      csrf: who.sessionId ? csrfToken(sessionKey, who.sessionId) : null,
      ip: raw.ip,
      userAgent: String(raw.headers['user-agent'] ?? '').slice(0, 300),
      path: lang === 'en' ? path.slice('/en'.length) || '/' : path,
      url: raw.url,
      key: typeof header === 'string' && header !== '' ? header.slice(0, 200) : null,
      requestId: raw.id,
      read: null,
      raw,
    }
    return request
  }

  function finish(raw: FastifyRequest, reply: FastifyReply, request: WebRequest, access: Access, answer: Answer) {
    return send({ ...deps, streams }, raw, reply, request, access.audience, answer)
  }

  fastify.setNotFoundHandler((raw, reply) => {
    const lang: Lang = /^\/en(\/|$|\?)/.test(raw.url) ? 'en' : 'vi'
    const access: Access = raw.url.startsWith('/api/') ? { audience: 'api-public' } : { audience: 'public' }
    return finish(raw, reply, requestOf(raw, lang, ANONYMOUS, access), access, refused('not-found'))
  })
  fastify.setErrorHandler((error: Error & { statusCode?: number; code?: string; refusal?: Refusal; validation?: unknown }, raw, reply) => {
    const access: Access = raw.routeOptions?.config?.access ?? (raw.url.startsWith('/api/') ? { audience: 'api-public' } : { audience: 'public' })
    const lang: Lang = /^\/en(\/|$|\?)/.test(raw.url) ? 'en' : 'vi'
    const refusal = refusalOfError(error)
    if (getProblem(refusal.code).status >= 500 && refusal.code !== 'busy') raw.log.error({ err: error }, refusal.code === 'fault' ? 'request failed' : 'request refused for now')
    return finish(raw, reply, requestOf(raw, lang, ANONYMOUS, access), access, { kind: 'problem', refusal })
  })
  fastify.addHook('onRoute', (route) => {
    if (!route.config?.access?.audience) throw new Error(`${String(route.method)} ${route.url} does not declare who may use it.`)
  })

  return { streams, get: register('GET'), post: register('POST'), put: register('PUT'), patch: register('PATCH'), delete: register('DELETE'), routes }
}

const NO_FILES: AsyncIterable<never> = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }
const noFiles = () => NO_FILES

function refusalOfError(error: Error & { statusCode?: number; code?: string; refusal?: Refusal }): Refusal {
  if (error.refusal) return error.refusal
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE') return { code: 'too-large' }
  if (error.statusCode === 415) return { code: 'unsupported-type' }
  if (error.statusCode === 429) return { code: 'too-many-requests', params: { seconds: (error as { seconds?: number }).seconds ?? 60 } }
  if (error.statusCode === 503) return { code: 'busy', params: { seconds: 5 } }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return { code: 'bad-input', params: { detail: error.message.slice(0, 300) } }
  const outage = outageOf(error)
  if (outage) return outage === 'full' ? { code: 'no-room', params: { seconds: 60 } } : { code: 'unavailable', params: { seconds: 10 } }
  return { code: 'fault' }
}

const refused = (code: Parameters<typeof platformRefusals.refuse>[0]): Answer => ({ kind: 'problem', refusal: { code } })

function sendToLogin(request: WebRequest, who: Identified, access: Access): Answer {
  if (access.audience === 'api-token') return refused(who.actor.kind === 'anonymous' ? 'login-required' : 'not-allowed')
  // A live line can't show a page to log in: a refusal ends it, and the browser does not come again.
  if (who.actor.kind === 'anonymous' && request.raw.headers.accept === 'text/event-stream') return refused('login-required')
  const back = encodeURIComponent(request.raw.method === 'GET' ? request.url : '/')
  if (access.audience === 'citizen' && who.actor.kind !== 'citizen') {
    return { kind: 'redirect', to: `${request.lang === 'en' ? '/en' : ''}/dang-nhap?ve=${back}` }
  }
  if (who.actor.kind !== 'staff') return { kind: 'redirect', to: `/can-bo/dang-nhap?ve=${back}` }
  return refused('not-allowed')
}

function firstValues(query: unknown): Record<string, string> {
  const values: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const first = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') values[name] = cleaned(first)
  }
  return values
}

const isUnder = (url: string, prefix: string): boolean => url === prefix || url.startsWith(`${prefix}/`)

const firstText = (value: string | string[] | undefined): string | null => {
  const first = Array.isArray(value) ? value[0] : value
  return first ? first.slice(0, 200) : null
}

function apiLanguage(raw: FastifyRequest): Lang {
  const asked = (raw.query as { lang?: unknown } | undefined)?.lang
  if (asked === 'en' || asked === 'vi') return asked
  return /^\s*en\b/i.test(String(raw.headers['accept-language'] ?? '')) ? 'en' : 'vi'
}

function limitConfig(options: RouteOptions) {
  if (!options.limit) return {}
  return { rateLimit: { max: options.limit.max, timeWindow: options.limit.seconds * 1000 } }
}

function apiSchema(schema: NonNullable<RouteOptions['schema']>, access: Access) {
  return {
    summary: schema.summary,
    ...(schema.query ? { querystring: schema.query } : {}),
    ...(schema.params ? { params: schema.params } : {}),
    ...(schema.body ? { body: schema.body } : {}),
    ...(schema.headers ? { headers: schema.headers } : {}),
    ...(schema.response ? { response: schema.response } : {}),
    ...(access.audience === 'api-token' ? { security: [{ token: [] }] } : {}),
  }
}
