import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ToldOfRoute } from './web.ts'

export type Schema = { [key: string]: unknown }

export interface ApiParameter {
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  description?: string
  schema?: Schema
}

export interface ApiContent {
  description?: string
  required?: boolean
  content?: Record<string, { schema?: Schema }>
  $ref?: string
}

export interface ApiOperation {
  summary?: string
  description?: string
  operationId?: string
  tags?: string[]
  parameters?: ApiParameter[]
  requestBody?: ApiContent
  responses: Record<string, ApiContent>
  security?: Record<string, string[]>[]
}

/** The parts of an OpenAPI 3.1 document that this program writes. */
export interface ApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, ApiOperation>>
  components: Record<string, Record<string, unknown>>
}

const ROOT = '/api/v1'

const problemSchema = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'instance'],
  properties: {
    type: { type: 'string', description: `Explained at this address: ${ROOT}/problems/{code}` },
    title: { type: 'string', description: 'What is wrong and what to do, in the language asked for' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; for programs' },
    instance: { type: 'string', description: 'Reference of this request' },
    params: {
      type: 'object',
      description: 'Values that stand in the sentence',
      additionalProperties: { type: ['string', 'number'] },
    },
    errors: {
      type: 'array',
      description: 'Every mistake in what was sent',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

const description =
  'Language: Vietnamese, or English with ?lang=en or Accept-Language. Instants are ISO 8601 with +07:00. ' +
  'A personal access token is made on the account page and sent as a bearer token.'

/** Collects what API routes declare; to be awaited before the first route is mounted. */
export async function registerOpenApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Một Cửa', version: '1', description },
      components: {
        schemas: { Problem: problemSchema },
        responses: {
          Problem: {
            description: 'Refused',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
        securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Personal access token' } },
      },
    },
    transform: toldOfRoute,
  } as unknown as FastifyDynamicSwaggerOptions)
}

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>
type Told = { config?: { told?: ToldOfRoute } }

/** Adds to a route's checked schemas what only the documentation tells; other routes than the API's are left out. */
const toldOfRoute: Transform = (route) => {
  const { url } = route
  const schema = route.schema as Schema | undefined
  if (!schema || !url.startsWith(`${ROOT}/`)) return { schema: { hide: true }, url }
  const told = (route.route as unknown as Told).config?.told
  const good = schema.response as Record<string, z.ZodType> | undefined
  const full = {
    ...schema,
    ...(told?.description ? { description: told.description } : {}),
    ...(told?.body ? { body: told.body.schema, consumes: [told.body.type] } : {}),
    ...(told?.idempotent
      ? {
          headers: z.object({
            'Idempotency-Key': z.string().max(200).describe('Chosen by you, fresh for each thing that is to be done once'),
          }),
        }
      : {}),
    ...(told?.answers && good ? { response: inType(good, told.answers) } : {}),
  }
  return jsonSchemaTransform({ ...route, schema: full } as Parameters<
    typeof jsonSchemaTransform
  >[0]) as unknown as ReturnType<Transform>
}

const inType = (responses: Record<string, z.ZodType>, type: string) =>
  Object.fromEntries(
    Object.entries(responses).map(([status, schema]) => [status, { description: '', content: { [type]: { schema } } }]),
  )

const SAID: Record<string, string> = { 200: 'Done', 201: 'Made' }

/** The OpenAPI document of all API routes; made once, after the last route is mounted. */
export function apiDocument(server: FastifyInstance): ApiDocument {
  const document = server.swagger() as unknown as ApiDocument
  for (const [path, operations] of Object.entries(document.paths)) {
    const group = path.slice(ROOT.length + 1).split(/[/.]/)[0] ?? ''
    for (const [method, operation] of Object.entries(operations)) {
      operation.operationId ??= [
        method,
        ...path
          .slice(ROOT.length)
          .split(/[^a-zA-Z0-9]+/)
          .filter(Boolean),
      ].join('-')
      operation.tags ??= [group]
      for (const [status, response] of Object.entries(operation.responses))
        response.description = SAID[status] ?? 'Answer'
      operation.responses.default = { $ref: '#/components/responses/Problem' }
    }
  }
  return document
}
