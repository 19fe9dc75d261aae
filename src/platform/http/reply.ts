import type { FastifyReply, FastifyRequest } from 'fastify'
import { getProblem, sentenceOf } from '../problems.ts'
import type { Refusal } from '../result.ts'
import type { Audience } from './access.ts'
import type { Answer, CookieChange } from './answers.ts'
import { encode, keptEncodingFor } from './compress.ts'
import type { EventStreams } from './event-stream.ts'
import type { KeptPages } from './kept-pages.ts'
import type { WebRequest } from './request.ts'
import type { WebDeps } from './web.ts'

const HTML = 'text/html; charset=utf-8'

/** Too many requests; not now; no room. */
const TEMPORARY = new Set([429, 503, 507])

/** A kept page in the encoding that the client takes; at once when it was compressed before. */
export function sendKept(reply: FastifyReply, raw: FastifyRequest, pages: KeptPages, kept: NonNullable<ReturnType<KeptPages['find']>>): FastifyReply | Promise<FastifyReply> {
  reply.headers({ vary: 'Accept-Encoding', etag: kept.etag, 'cache-control': 'public, max-age=60, stale-while-revalidate=600' })
  if (raw.headers['if-none-match'] === kept.etag && kept.status === 200) return reply.code(304).send()
  const encoding = keptEncodingFor(raw.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  reply.code(kept.status).type(HTML)
  const ready = kept.bodies.get(encoding)
  return ready ? reply.send(ready) : pages.bodyOf(kept, encoding).then((body) => reply.send(body))
}

async function sendCompressed(reply: FastifyReply, raw: FastifyRequest, status: number, type: string, content: string) {
  const { body, encoding } = await encode(content, raw.headers['accept-encoding'])
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  return reply.code(status).header('vary', 'Accept-Encoding').type(type).send(body)
}

/** Sends a handler's answer: pages in their frame, refusals as a page or as RFC 9457 problem details. */
export async function send(deps: WebDeps & { streams: EventStreams }, raw: FastifyRequest, reply: FastifyReply, request: WebRequest, audience: Audience, answer: Answer): Promise<FastifyReply> {
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  for (const cookie of answer.cookies ?? []) applyCookie(reply, cookie, raw)
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', audience === 'api-public' ? 'public, max-age=60' : 'no-store')
  switch (answer.kind) {
    case 'page':
      return sendCompressed(reply, raw, answer.page.status ?? 200, HTML, await deps.frame(answer.page, request, audience))
    case 'html':
      return sendCompressed(reply, raw, answer.status, HTML, answer.html)
    case 'redirect':
      return reply.code(303).header('location', sendable(answer.to)).send()
    case 'json':
      return sendCompressed(reply, raw, answer.status, answer.type ?? 'application/json; charset=utf-8', JSON.stringify(answer.value))
    case 'text':
      return sendCompressed(reply, raw, answer.status, answer.type, answer.text)
    case 'bytes':
      return sendBytes(reply, answer)
    case 'events':
      deps.streams.begin(raw, reply, answer, request.sessionId)
      return reply
    case 'problem':
      return sendProblem(deps, raw, reply, request, audience, answer.refusal)
  }
}

function sendBytes(reply: FastifyReply, answer: Answer & { kind: 'bytes' }) {
  if (answer.filename) {
    const ascii = answer.filename.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/[đĐ]/g, 'd').replace(/[^\w.-]+/g, '-')
    const way = answer.inline ? 'inline' : 'attachment'
    reply.header('content-disposition', `${way}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(answer.filename)}`)
  }
  if (answer.cache) reply.header('cache-control', answer.cache)
  // What people upload or what is printed from it is shown as a document, never run. Chrome shows no PDF under `sandbox`.
  const sandbox = answer.type === 'application/pdf' && answer.inline ? '' : ' sandbox;'
  if (!answer.headers?.['content-security-policy']) reply.header('content-security-policy', `default-src 'none';${sandbox} style-src 'unsafe-inline'; frame-ancestors 'self'`)
  reply.header('x-content-type-options', 'nosniff')
  return reply.type(answer.type).send(answer.body)
}

async function sendProblem(deps: WebDeps, raw: FastifyRequest, reply: FastifyReply, request: WebRequest, audience: Audience, refusal: Refusal) {
  const { status } = getProblem(refusal.code)
  const seconds = refusal.params?.seconds
  if (TEMPORARY.has(status) && seconds !== undefined) reply.header('retry-after', String(seconds))
  reply.header('cache-control', 'no-store')
  if (audience === 'api-public' || audience === 'api-token') {
    if (status === 401) reply.header('www-authenticate', 'Bearer')
    const detail = {
      type: `/api/v1/problems/${refusal.code}`,
      title: sentenceOf(refusal, request.lang),
      status,
      code: refusal.code,
      instance: request.requestId,
      ...(refusal.params ? { params: refusal.params } : {}),
    }
    return sendCompressed(reply, raw, status, 'application/problem+json; charset=utf-8', JSON.stringify(detail))
  }
  const content = deps.problemPage(refusal, status, request)
  return sendCompressed(reply, raw, status, HTML, await deps.frame({ ...content, status }, request, audience))
}

function applyCookie(reply: FastifyReply, cookie: CookieChange, raw: FastifyRequest) {
  const secure = raw.protocol === 'https' || cookie.name.startsWith('__Host-')
  const base = { path: cookie.path ?? '/', httpOnly: true, sameSite: 'lax' as const, secure }
  if (cookie.value === null) reply.clearCookie(cookie.name, base)
  else reply.setCookie(cookie.name, cookie.value, cookie.maxAgeSeconds ? { ...base, maxAge: cookie.maxAgeSeconds } : base)
}

/** What somebody sent may stand in the address that they are led to: a header takes no letters but the plain ones. */
const sendable = (address: string): string => address.toWellFormed().replace(/[^\x21-\x7e]/gu, encodeURIComponent)
