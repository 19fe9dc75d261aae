import { z } from 'zod'
import { type Answer, json, problem, type Web } from '../../../platform/http/index.ts'
import { jsonSchema } from '../../forms/index.ts'
import { CODE_AS_SENT } from '../../procedures/index.ts'
import type { FilingPackage } from '../ports.ts'
import type { FilingApiDeps } from './deps.ts'
import { refuse } from './refusals.ts'

/** What is sent beside the answers. */
const filingOf = (version: FilingPackage) => ({
  generalForm: version.isGeneral,
  resultWays: version.resultWays,
  cases: version.cases.map(({ key, label }) => ({
    key,
    label,
    papers: version.components(key, {}).map(({ id, name, hint, required, presentedOnly, originals, copies, accepts, mostFiles }) => ({ component: id, name, hint, required, presentedOnly, originals, copies, accepts, mostFiles })),
  })),
})

/** GET /api/v1/procedures/{code}/form */
export function mountFormApi(web: Web, deps: Pick<FilingApiDeps, 'packages'>): void {
  web.get(
    '/api/v1/procedures/:code/form',
    { audience: 'api-public' },
    async ({ params }): Promise<Answer> => {
      const code = params.code ?? ''
      const version = CODE_AS_SENT.test(code) ? await deps.packages.current(code) : null
      if (!version) return problem(refuse('form-not-published').refusal)
      return { ...json({ ...jsonSchema(version.form), 'x-filing': filingOf(version) }), type: 'application/schema+json; charset=utf-8' } as Answer
    },
    {
      schema: {
        summary: 'The form of a procedure as JSON Schema 2020-12',
        params: z.object({ code: z.string().max(60) }),
        response: { 200: z.looseObject({ $schema: z.literal('https://json-schema.org/draft/2020-12/schema') }) },
        told: {
          description:
            'Properties are the ids under which POST /api/v1/dossiers takes answers. Conditions stand as FEEL in x-shown-if, x-required-if and x-checks. x-filing holds what else is sent: keys of cases, ways to get the result, and for each case the components under which papers are sent; what depends on answers is there as not required.',
          answers: 'application/schema+json',
        },
      },
    },
  )
}
