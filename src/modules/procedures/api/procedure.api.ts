import { z } from 'zod'
import { type Answer, json, problem, type Web } from '../../../platform/http/index.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import { oldLevelEquivalent } from '../catalogue/rules/online-level.ts'
import { refuse } from '../refusals.ts'
import { procedureDetailSchema } from './detail-schema.ts'
import { apiItem } from './item.ts'

export interface ProcedureApiDeps {
  catalogue: Catalogue
  publicUrl: string
}

/** GET /api/v1/procedures/{code} */
export function mountProcedureApi(web: Web, { catalogue, publicUrl }: ProcedureApiDeps): void {
  web.get(
    '/api/v1/procedures/:code',
    { audience: 'api-public' },
    ({ params }) => answer(catalogue, publicUrl, params.code ?? ''),
    {
      schema: {
        summary: 'A procedure with everything that was published of it',
        params: z.object({ code: z.string().describe('1.001193; the suffix of a local copy is understood') }),
        response: { 200: procedureDetailSchema },
      },
    },
  )
}

async function answer(catalogue: Catalogue, publicUrl: string, code: string): Promise<Answer> {
  const found = await catalogue.lookup(code)
  switch (found.kind) {
    case 'found':
      return json(detail(found.procedure, publicUrl))
    case 'local-copy':
      return json(detail(found.national, publicUrl))
    case 'unknown':
      return problem(refuse('procedure-not-found', { code: code.trim() }).refusal)
    case 'malformed':
      return problem(refuse('procedure-code-malformed').refusal)
  }
}

export function detail(procedure: Procedure, publicUrl: string): z.infer<typeof procedureDetailSchema> {
  const { content } = procedure
  return {
    ...apiItem({ ...procedure, fields: procedure.fields.map((field) => field.name) }, publicUrl),
    type: procedure.type,
    publishedBy: procedure.body?.name ?? null,
    audience: [...procedure.audience],
    agencies: [...procedure.agencies],
    communeReceives: procedure.communeReceives,
    source: procedure.source,
    contentSource: procedure.contentSource,
    asOf: procedure.asOf,
    contentAsOf: procedure.contentAsOf,
    supersededBy: procedure.supersededBy,
    version: procedure.version,
    oldLevelEquivalent: content ? oldLevelEquivalent(content, procedure.onlineLevel) : null,
    content,
  }
}
