import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiDocument, createServer, createWeb, json, registerOpenApi } from '../../platform/http/index.ts'
import { createFrame, type Deployment } from '../index.ts'
import { mountApiDocs } from './mount.ts'
import { kindOf, schemaRows } from './schema-rows.ts'

const aDeployment: Deployment = {
  agencyName: 'Phường Ninh Kiều',
  hotline: '1022',
  officeName: 'Trung tâm',
  simulated: [],
  languages: ['vi', 'en'],
  catalogueDate: null,
}

let server: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  server = await createServer({ secure: false, trustProxy: false, logger: false, assetsFolder: null })
  await registerOpenApi(server)
  const web = createWeb({
    fastify: server,
    sessionKey: Buffer.alloc(32, 1),
    identify: async () => ({ actor: { kind: 'anonymous' }, sessionId: null }),
    frame: createFrame({ deployment: () => aDeployment, assets: (name) => `/assets/${name}` }),
    problemPage: (refusal) => ({ title: refusal.code, main: refusal.code }),
    pageVersion: () => '1',
  })
  web.get('/tra-cuu', { audience: 'public' }, async () => json(1))
  web.get('/api/v1/things/:code', { audience: 'api-public' }, async () => json({}), {
    schema: {
      summary: 'A thing',
      params: z.object({ code: z.string() }),
      response: {
        200: z.object({
          name: z.string().nullable().describe('Of the thing'),
          parts: z.array(z.object({ size: z.number().int() })),
        }),
      },
    },
  })
  web.post('/api/v1/things', { audience: 'api-token' }, async () => json({}, 201), {
    schema: {
      summary: 'Make a thing',
      response: { 201: z.object({ code: z.string() }) },
      told: {
        description: 'With care.',
        idempotent: true,
        body: {
          type: 'application/json',
          schema: z.strictObject({ name: z.string(), kind: z.enum(['a', 'b']).optional() }),
        },
      },
    },
  })
  web.post('/api/v1/files', { audience: 'api-token' }, async () => json({}, 201), {
    multipart: true,
    schema: {
      summary: 'Send',
      told: {
        body: { type: 'multipart/form-data', schema: z.object({ file: z.string().meta({ format: 'binary' }) }) },
      },
    },
  })
  mountApiDocs(web, { document: () => apiDocument(server), publicUrl: 'https://mot-cua.example.vn' })
  await server.ready()
})
afterAll(() => server.close())

describe('the OpenAPI document', () => {
  it('describes the routes of the API and no pages', async () => {
    const document = (await server.inject('/api/v1/openapi.json')).json()
    expect(document.openapi).toMatch(/^3\.1/)
    expect(Object.keys(document.paths).every((path) => path.startsWith('/api/v1/'))).toBe(true)
    expect(document.paths['/api/v1/things/{code}'].get.parameters).toMatchObject([
      { name: 'code', in: 'path', required: true },
    ])
    const { post } = document.paths['/api/v1/things']
    expect(post).toMatchObject({
      summary: 'Make a thing',
      description: 'With care.',
      operationId: 'post-things',
      tags: ['things'],
      security: [{ token: [] }],
    })
    expect(post.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: true }])
    expect(post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['name'],
      additionalProperties: false,
    })
    expect(post.responses).toMatchObject({
      201: { content: { 'application/json': {} } },
      default: { $ref: '#/components/responses/Problem' },
    })
    expect(
      document.paths['/api/v1/files'].post.requestBody.content['multipart/form-data'].schema.properties.file,
    ).toMatchObject({ format: 'binary' })
    expect(document.components.securitySchemes.token).toMatchObject({ type: 'http', scheme: 'bearer' })
  })

  it('points only at parts that it has', async () => {
    const text = (await server.inject('/api/v1/openapi.json')).body
    const document = JSON.parse(text)
    for (const [, path] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      expect(
        (path ?? '').split('/').reduce((part, key) => part?.[key], document),
        path,
      ).toBeDefined()
    }
  })
})

describe('the browsable page', () => {
  it.each(['vi', 'en'])('lists every operation with parameters, bodies, answers and a command (%s)', async (lang) => {
    const answer = await server.inject(`/api/v1/docs?lang=${lang}`)
    expect(answer.statusCode).toBe(200)
    for (const text of [
      'GET /api/v1/things/{code}',
      'POST /api/v1/things',
      'parts[].size',
      'Idempotency-Key',
      '-F &#39;file=',
      'Of the thing',
    ]) {
      expect(answer.body.replaceAll("'", '&#39;')).toContain(text)
    }
    expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)|\bstyle="|\bon\w+="/)
    const other = lang === 'vi' ? 'en' : 'vi'
    expect(answer.body).toContain(`href="/api/v1/docs?lang=${other}"`)
  })
})

describe('problems', () => {
  it('are explained in both languages, to people and to programs', async () => {
    expect((await server.inject('/api/v1/problems/key-reused')).json()).toMatchObject({
      code: 'key-reused',
      status: 422,
      title: { en: expect.stringContaining('idempotency key') },
    })
    const shown = await server.inject({ url: '/api/v1/problems/key-reused', headers: { accept: 'text/html' } })
    expect(shown.body).toContain('<code>key-reused</code>')
    expect((await server.inject('/api/v1/problems/constructor')).statusCode).toBe(404)
    const all = await server.inject({ url: '/api/v1/problems', headers: { accept: 'text/html' } })
    expect(all.body).toContain('/api/v1/problems/not-found?lang=vi')
  })
})

describe('lines of a schema', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ type: 'array', items: { type: 'object' } }, 'array of object'],
    [{ type: 'string', format: 'uuid' }, 'string (uuid)'],
    [{ const: true }, 'true'],
    [{}, 'any'],
  ])('%j is %s', (schema, kind) => expect(kindOf(schema)).toBe(kind))
  it('stop at some depth', () => {
    const loop: Record<string, unknown> = { type: 'object' }
    loop.properties = { again: loop }
    expect(schemaRows(loop).length).toBeLessThan(10)
  })
})
