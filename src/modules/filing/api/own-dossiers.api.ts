import { z } from 'zod'
import { json, problem, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { type DossierRow, dossiersOfAccount, papersOf, STATUS } from '../../dossiers/index.ts'
import { listFiles } from '../../files/index.ts'
import { type Answers, answersForApi } from '../../forms/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { linkageOf } from '../linked/shown.ts'
import { openToRead } from '../citizen/own.ts'
import type { Citizen } from '../drafts.ts'
import type { FilingApiDeps } from './deps.ts'
import { detailView, itemView } from './dossier-views.ts'
import { dossierDetailSchema, dossierListSchema } from './schemas.ts'
import { mayRead } from './who.ts'

const DEFAULT_LIMIT = 20
const LIMIT = { max: 300, seconds: 60 }

/** GET /api/v1/dossiers, GET /api/v1/dossiers/{code} */
export function mountOwnDossiersApi(web: Web, deps: FilingApiDeps): void {
  web.get(
    '/api/v1/dossiers',
    { audience: 'api-token' },
    async (r) => {
      const allowed = mayRead(r.actor)
      if (!allowed.ok) return problem(allowed.refusal)
      const limit = readLimit(r.query.limit)
      const after = readCursor(r.query.cursor)
      if (limit === null || after === undefined)
        return problem({ code: 'bad-input', params: { detail: limit === null ? 'limit' : 'cursor' } })
      const { accountId } = r.actor as Citizen
      const rows = await dossiersOfAccount(deps.db, accountId, { after, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const subject = { kind: 'account', id: accountId }
      await deps.logAccess(deps.db, { actor: r.actor, purpose: 'own.list', subject, at: deps.clock.now(), ip: r.ip })
      const last = rows.length > limit ? shown.at(-1) : undefined
      return json({
        items: shown.map((row) => itemView(row, r.lang, deps.publicUrl)),
        next: last ? cursorOf(last) : null,
      })
    },
    {
      limit: LIMIT,
      schema: {
        summary: 'Own dossiers, newest first',
        query: z.object({
          limit: z.string().optional().describe('1 to 100; 20 when absent'),
          cursor: z.string().optional().describe('`next` of the page before'),
          lang: z.string().optional().describe('vi (default) or en'),
        }),
        response: { 200: dossierListSchema },
        told: { description: 'Scope dossiers:read.' },
      },
    },
  )

  web.get(
    '/api/v1/dossiers/:code',
    { audience: 'api-token' },
    async (r) => {
      const allowed = mayRead(r.actor)
      if (!allowed.ok) return problem(allowed.refusal)
      const own = await openToRead(deps, r, 'own.read')
      return own.ok ? json(detailView(own.row, await load(own.row, r.lang), r.lang, deps.publicUrl)) : own.answer
    },
    {
      limit: LIMIT,
      schema: {
        summary: 'An own dossier with its answers and papers',
        params: z.object({ code: z.string() }),
        response: { 200: dossierDetailSchema },
        told: { description: 'Also a dossier of which the account filled in a part; another’s is answered as one that does not exist (404). Scope dossiers:read.' },
      },
    },
  )

  async function load(row: DossierRow, lang: Lang) {
    const [version, agency, supplements, { answers }, papers] = await Promise.all([
      deps.packages.version(row.package_version_id),
      deps.agencies.find(row.agency_id),
      row.status === STATUS.supplement ? deps.requests.supplementsOf(deps.db, row.id) : [],
      deps.record.answersOf(deps.db, row.id),
      papersOf(deps.db, row.id),
    ])
    const files = await listFiles(deps.files)(deps.db, { fileIds: papers.flatMap((paper) => paper.file_id ?? []) })
    return {
      pin: deps.record.pinOf(row),
      agency,
      supplements,
      linkage: await linkageOf(deps, { row, version, answers: answers as Answers, lang }),
      answers: answersForApi(version.form, answers as Answers),
      papers,
      filenames: new Map(files.map((file) => [file.fileId, file.filename])),
    }
  }
}

const cursorOf = (row: DossierRow): string => `${row.submitted_at.getTime()}_${row.id}`

/** Null on the first page, undefined when it is none of ours. */
function readCursor(text: string | undefined): { submittedAt: Date; id: string } | null | undefined {
  if (!text) return null
  const [at = '', id = ''] = text.split('_')
  return /^\d{1,14}$/.test(at) && isId(id) ? { submittedAt: new Date(Number(at)), id } : undefined
}

function readLimit(text: string | undefined): number | null {
  if (!text) return DEFAULT_LIMIT
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100 ? Number(text) : null
}
