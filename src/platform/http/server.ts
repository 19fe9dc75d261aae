import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { newId } from '../ids.ts'
import { within } from '../within.ts'
import { FORM_BYTES, MOST_FIELDS, parseUrlencoded } from './form.ts'
import { protectingHeaders } from './protecting-headers.ts'

export interface ServerOptions {
  /** https in PUBLIC_URL: HSTS and upgrade of insecure requests. */
  secure: boolean
  trustProxy: boolean
  logger: FastifyServerOptions['logger']
  /** Folder of built assets, served under /assets with immutable caching; null in tests that need none. */
  assetsFolder: string | null
  maxBodyBytes?: number
  maxFileBytes?: number
}

const LONGEST_PARAMETER = 500

/** Fastify with the headers, parsers and limits that every route of the program stands behind. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    trustProxy: options.trustProxy,
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: options.maxBodyBytes ?? FORM_BYTES,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: LONGEST_PARAMETER },
    rewriteUrl: ({ url }) => readableUrl(url ?? '/'),
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, parseUrlencoded(body as string)),
  )
  const protecting = await protectingHeaders(options)
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(protecting)
    done()
  })
  await server.register(cookie)
  await server.register(multipart, {
    // A file that is too large ends at the limit, marked so: who receives it answers for it by name.
    throwFileSizeLimit: false,
    limits: { fileSize: options.maxFileBytes ?? 21 * 1024 * 1024, files: 20, fields: MOST_FIELDS, fieldSize: FORM_BYTES, parts: MOST_FIELDS + 20 },
  })
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      Object.assign(new Error('Too many requests'), { statusCode: 429, seconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
  })
  if (options.assetsFolder) await serveAssets(server, options.assetsFolder)
  return server
}

/**
 * An address that can't be read, or whose parts are too long to be anything's, leads nowhere like any other that is not
 * there: to the page or problem «not found» of its language, instead of the framework's own words.
 */
export function readableUrl(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '/'
  if (path.length <= LONGEST_PARAMETER && !path.includes('%')) return url
  try {
    if (decodeURI(path).split('/').every((part) => part.length <= LONGEST_PARAMETER)) return url
  } catch {
    // Percent signs that are no encoding, or bytes that are no UTF-8.
  }
  return `${/^\/(api|en)(?=\/)/.exec(path)?.[0] ?? ''}/-`
}

const LOOK_MS = 100

/**
 * Takes no more requests, answers those under way, but waits no longer than this. A connection that is kept open after its
 * answer is closed too: it would be waited for otherwise.
 */
export async function closeServer(server: FastifyInstance, timeoutMs: number): Promise<void> {
  const letGo = setInterval(() => server.server.closeIdleConnections(), LOOK_MS)
  await within(timeoutMs, server.close()).finally(() => clearInterval(letGo))
}

async function serveAssets(server: FastifyInstance, folder: string) {
  await server.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: { audience: 'public' }, audience: 'public' }
    })
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: '/assets/',
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
    })
  })
}
