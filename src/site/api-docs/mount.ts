import { z } from 'zod'
import { type ApiDocument, json, type Web } from '../../platform/http/index.ts'
import { docsPage } from './docs.page.tsx'
import { problemPage, problemsPage } from './problems.page.tsx'

export interface ApiDocsDeps {
  /** Made after the last route is mounted, so asked for at each request. */
  document: () => ApiDocument
  /** Without a slash at the end. */
  publicUrl: string
}

const ANYBODY = { audience: 'api-public' } as const
const problemSchema = z.object({
  code: z.string(),
  status: z.number().int(),
  title: z.object({ vi: z.string(), en: z.string() }),
})

/** The API's description, for machines and for people, and what each refusal means. */
export function mountApiDocs(web: Web, deps: ApiDocsDeps): void {
  web.get(
    '/api/v1/openapi.json',
    ANYBODY,
    async () => json({ ...deps.document(), servers: [{ url: deps.publicUrl }] }),
    {
      schema: { summary: 'This description, as OpenAPI 3.1' },
    },
  )
  web.get('/api/v1/docs', ANYBODY, async (r) => docsPage(r, deps.document(), deps.publicUrl))
  web.get('/api/v1/problems', ANYBODY, async (r) => problemsPage(r), {
    schema: { summary: 'Every refusal there is', response: { 200: z.object({ items: z.array(problemSchema) }) } },
  })
  web.get('/api/v1/problems/:code', ANYBODY, async (r) => problemPage(r), {
    schema: {
      summary: 'What a refusal means',
      params: z.object({ code: z.string() }),
      response: { 200: problemSchema },
    },
  })
}
