import { z } from 'zod'
import { isoInVietnam } from '../../../platform/clock.ts'
import { json, problem, type Web, withHeaders } from '../../../platform/http/index.ts'
import type { LookUp } from '../citizen/look-up.ts'
import { statusLabel, statusWords } from '../words.ts'

const schema = {
  summary: 'Where a dossier stands, by its code: six fields, the name masked',
  params: z.object({ code: z.string().describe('Code on the slip or receipt, e.g. H92.101-261123-0017') }),
  response: {
    200: z.object({
      code: z.string(),
      procedure: z.string(),
      submitter: z.string().describe('Masked: N*** V** A'),
      receivedAt: z.string().nullable().describe('ISO 8601, +07:00; null until accepted'),
      dueAt: z.string().nullable().describe('Promised date; null until accepted'),
      status: z.object({ code: z.number().int().describe('National status 1 to 10'), label: z.string() }),
    }),
  },
}

/** GET /api/v1/tracking/{code} */
export function mountTrackingApi(web: Web, lookUp: LookUp): void {
  web.get(
    '/api/v1/tracking/:code',
    { audience: 'api-public' },
    async (r) => {
      const found = await lookUp.byCode(r.params.code ?? '', r)
      if (!found.ok) return problem(found.refusal)
      const { receivedAt, dueAt, status, ...fields } = found.fields
      const answer = json({
        ...fields,
        receivedAt: receivedAt ? isoInVietnam(receivedAt) : null,
        dueAt: dueAt ? isoInVietnam(dueAt) : null,
        status: { code: status, label: statusLabel(statusWords(r.lang), status) },
      })
      return withHeaders(answer, { 'cache-control': 'no-store' })
    },
    { schema, limit: { max: 200, seconds: 1 } },
  )
}
