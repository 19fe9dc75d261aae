import { isoInVietnam } from '../../../platform/clock.ts'
import { type Answer, json, problem, type Web, type WebRequest, withHeaders } from '../../../platform/http/index.ts'
import { findDossier, STATUS } from '../../dossiers/index.ts'
import { type FileKind, kindOfFile, listFiles } from '../../files/index.ts'
import type { Citizen } from '../drafts.ts'
import type { Submitted } from '../submit.ts'
import { errorsOf, problemWithErrors } from './body-errors.ts'
import type { FilingApiDeps } from './deps.ts'
import { dossierUrl, statusView } from './dossier-views.ts'
import { readFiling } from './read-body.ts'
import { refuse } from './refusals.ts'
import { filedSchema, newDossierSchema } from './schemas.ts'
import { mayFile } from './who.ts'

/** Filings of one account in an hour that cost nothing; a repeat or a refusal is none. */
const PER_ACCOUNT = { free: 100, firstWaitSeconds: 30, maxWaitSeconds: 900, memorySeconds: 3600 }

/** POST /api/v1/dossiers */
export function mountFileDossierApi(web: Web, deps: FilingApiDeps): void {
  web.post('/api/v1/dossiers', { audience: 'api-token' }, (r) => fileDossier(deps, r), {
    limit: { max: 60, seconds: 60 },
    schema: {
      summary: 'File a dossier',
      response: { 201: filedSchema },
      told: {
        description:
          'One dossier for each Idempotency-Key, however often it is sent: a repeat gets the same answer, marked by the header Idempotency-Replayed; the same key with another body is refused (key-reused). A refused body keeps no key. Scope dossiers:write.',
        body: { type: 'application/json', schema: newDossierSchema },
        idempotent: true,
      },
    },
  })
}

async function fileDossier(deps: FilingApiDeps, r: WebRequest): Promise<Answer> {
  const actor = r.actor as Citizen
  const allowed = mayFile(actor)
  if (!allowed.ok) return problem(allowed.refusal)
  if (!/^application\/json\b/i.test(r.raw.headers['content-type'] ?? '')) return problem({ code: 'unsupported-type' })
  if (!r.key || !/^[\x21-\x7e]{1,200}$/.test(r.key)) return problem({ code: 'key-missing' })
  const parsed = newDossierSchema.safeParse(r.json)
  if (!parsed.success) {
    const errors = errorsOf(parsed.error, r.lang)
    return problemWithErrors(r, refuse('body-has-errors', { count: errors.length }).refusal, errors)
  }
  const version = await deps.packages.current(parsed.data.procedure)
  if (!version) return problem({ code: 'not-fileable-online' })
  const read = await readFiling(parsed.data, version, {
    asking: await deps.asking(r.lang),
    judge: deps.submit.judge,
    lang: r.lang,
    kindsOf: (fileIds) => kindsOfOwn(deps, actor, fileIds),
  })
  if (!read.ok) return problemWithErrors(r, read.refusal, read.errors ?? [])
  const limit = { name: `filing-api:${actor.accountId}`, policy: PER_ACCOUNT }
  try {
    const filed = await deps.submit.file(actor, {
      ...read,
      version,
      key: r.key,
      draftId: null,
      declared: parsed.data.declared,
      alongside: [deps.throttle.counting(limit)],
    })
    return filed.ok ? await answerFiled(deps, r, filed) : problem(filed.refusal)
  } catch (error) {
    if (!deps.throttle.isReached(error)) throw error
    return problem({ code: 'too-many-requests', params: { seconds: await deps.throttle.secondsLeft(limit) } })
  }
}

/** What kind each of these files is, as far as they are the account's own. */
async function kindsOfOwn(deps: FilingApiDeps, { accountId }: Citizen, fileIds: readonly string[]): Promise<ReadonlyMap<string, FileKind | null>> {
  const files = await listFiles(deps.files)(deps.db, { fileIds: [...new Set(fileIds)] })
  return new Map(files.filter((file) => file.ownerKind === 'account' && file.ownerId === accountId).map((file) => [file.fileId, kindOfFile(file.mediaType)]))
}

/** The dossier that was made, or that this very filing had made before. */
export async function answerFiled(deps: FilingApiDeps, r: WebRequest, filed: Submitted): Promise<Answer> {
  const { code, pin, status, acceptBy } = filed.pin ? { ...filed, status: STATUS.registered } : await filedBefore(deps, r, filed.dossierId)
  const answer = json(
    {
      code,
      pin,
      status: statusView(status, r.lang),
      acceptBy: acceptBy ? isoInVietnam(acceptBy) : null,
      url: dossierUrl(deps.publicUrl, code),
    },
    201,
  )
  return withHeaders(answer, {
    location: `/api/v1/dossiers/${code}`,
    ...(filed.isNew ? {} : { 'idempotency-replayed': 'true' }),
  })
}

/** What the answer to a repeat tells: the dossier as it stands now. */
async function filedBefore(deps: FilingApiDeps, r: WebRequest, dossierId: string) {
  const row = await findDossier(deps.db, dossierId)
  if (!row) throw new Error(`The dossier ${dossierId} that was filed is not there.`)
  await deps.logAccess(deps.db, {
    actor: r.actor,
    purpose: 'own.filed-again',
    subject: { kind: 'dossier', id: row.id },
    fields: ['pin'],
    at: deps.clock.now(),
    ip: r.ip,
  })
  return { code: row.code, pin: deps.record.pinOf(row), status: row.status, acceptBy: row.accept_by }
}
