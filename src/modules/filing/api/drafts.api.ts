import { z } from 'zod'
import { isoInVietnam } from '../../../platform/clock.ts'
import { type Answer, field, json, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { receiveUpload } from '../../files/index.ts'
import { askedOfBeginner, jsonSchema, rawFromJson } from '../../forms/index.ts'
import { givenParties } from '../draft-parts.ts'
import type { Citizen, Draft } from '../drafts.ts'
import { filingOf } from '../parts-of-filing.ts'
import type { FilingPackage } from '../ports.ts'
import { bodyOf, forOwner, keyOf } from './asked.ts'
import { problemWithErrors } from './body-errors.ts'
import type { FilingApiDeps } from './deps.ts'
import { doneSchema, draftBodySchema, draftListSchema, draftSchema, madeSchema, newDraftSchema, savedSchema, submitDraftSchema } from './draft-schemas.ts'
import { draftView, missingView } from './draft-views.ts'
import { answerFiled } from './file-dossier.api.ts'
import { refuse } from './refusals.ts'
import { filedSchema } from './schemas.ts'
import { takeOne } from './take-one.ts'

export const READ_LIMIT = { max: 300, seconds: 60 }
export const WRITE_LIMIT = { max: 120, seconds: 60 }
const params = z.object({ id: z.string() })
const WRITES = 'Scope dossiers:write.'

type Opened = { ok: true; draft: Draft; version: FilingPackage } | { ok: false; answer: Answer }

/** Drafts over the API: begun, saved, given papers and submitted, as the pages do it; needed where another person fills in a part. */
export function mountDraftsApi(web: Web, deps: FilingApiDeps): void {
  const url = '/api/v1/drafts'

  /** An own draft that is not submitted; a look at what another confirmed in it is written down. */
  async function open(r: WebRequest, actor: Citizen): Promise<Opened> {
    const draft = await deps.drafts.find(deps.db, actor, r.params.id ?? '')
    if (!draft || draft.dossier_id) return { ok: false, answer: problem({ code: 'draft-not-found' }) }
    if (draft.parts.some(({ confirmed }) => confirmed)) {
      await deps.logAccess(deps.db, { actor, purpose: 'draft.read-part', subject: { kind: 'draft', id: draft.id }, at: deps.clock.now(), ip: r.ip })
    }
    return { ok: true, draft, version: await deps.packages.version(draft.package_version_id) }
  }

  const begin = forOwner('draft.create', async (r, actor) => {
    const [body, key] = [bodyOf(r, newDraftSchema), keyOf(r)]
    if (!key.ok) return key.answer
    if (!body.ok) return body.answer
    const begun = await deps.drafts.start(actor, { procedureCode: body.value.procedure, lang: r.lang, key: key.value })
    return begun.ok ? json({ id: begun.draftId }, 201) : problem(begun.refusal)
  })

  const list = forOwner('draft.read', async (_r, actor) => {
    const rows = await deps.drafts.listOpen(deps.db, actor)
    return json({ items: rows.map((row) => ({ id: row.id, procedure: row.procedure_code, updatedAt: isoInVietnam(row.updated_at) })) })
  })

  const show = forOwner('draft.read', async (r, actor) => {
    const opened = await open(r, actor)
    if (!opened.ok) return opened.answer
    const judged = await deps.submit.judge(opened.version, filingOf(opened.draft, r.lang))
    return json(await draftView(deps, { ...opened, judged, lang: r.lang }))
  })

  const save = forOwner('draft.write', async (r, actor) => {
    const body = bodyOf(r, draftBodySchema)
    if (!body.ok) return body.answer
    const opened = await open(r, actor)
    if (!opened.ok) return opened.answer
    const { version, draft } = opened
    const read = rawFromJson(askedOfBeginner(version.form, givenParties(draft)), body.value.answers, await deps.asking(r.lang))
    if (read.errors.length > 0) return wrongAnswers(r, read.errors)
    const caseKey = body.value.caseKey ?? (version.cases.length === 1 ? (version.cases[0]?.key ?? null) : null)
    const saved = await deps.drafts.saveWhole(actor, draft.id, { ...body.value, provinceCode: null, caseKey, raw: read.raw })
    if (!saved.ok) return problem(saved.refusal)
    const again = await open(r, actor)
    if (!again.ok) return again.answer
    return json({ mark: saved.mark, savedAt: isoInVietnam(saved.savedAt), missing: missingView(await deps.submit.judge(version, filingOf(again.draft, r.lang))) })
  })

  const attach = forOwner('draft.write', async (r, actor) => {
    const taken = await takeOne(r.files(), receiveUpload(deps.files))
    if (!taken.ok) return problem(taken.refusal)
    const added = await deps.drafts.attach(actor, r.params.id ?? '', { component: field(r.form, 'component'), received: taken.received })
    return added.ok ? json({ id: added.fileId }, 201) : problem(added.refusal)
  })

  const submit = forOwner('draft.submit', async (r, actor) => {
    const [body, key] = [bodyOf(r, submitDraftSchema), keyOf(r)]
    if (!key.ok) return key.answer
    if (!body.ok) return body.answer
    const draft = await deps.drafts.find(deps.db, actor, r.params.id ?? '')
    if (!draft) return problem({ code: 'draft-not-found' })
    const version = await deps.packages.version(draft.package_version_id)
    const filing = filingOf(draft, r.lang)
    const filed = await deps.submit.file(actor, { filing, version, key: key.value, draftId: draft.id, seenRevision: body.value.revision, declared: body.value.declared })
    if (filed.ok) return answerFiled(deps, r, filed)
    if (filed.refusal.code !== 'draft-incomplete') return problem(filed.refusal)
    return problemWithErrors(r, filed.refusal, missingView(await deps.submit.judge(version, filing)))
  })

  const done = { response: { 200: doneSchema }, params }
  web.get(url, { audience: 'api-token' }, list, { limit: READ_LIMIT, schema: { summary: 'Own drafts, latest first', response: { 200: draftListSchema }, told: { description: 'Scope dossiers:read.' } } })
  web.post(url, { audience: 'api-token' }, begin, {
    limit: WRITE_LIMIT,
    schema: { summary: 'Begin a draft', response: { 201: madeSchema }, told: { description: `Where one person files alone, POST /api/v1/dossiers takes the whole at once. ${WRITES}`, body: { type: 'application/json', schema: newDraftSchema }, idempotent: true } },
  })
  web.get(`${url}/:id`, { audience: 'api-token' }, show, {
    limit: READ_LIMIT,
    schema: { summary: 'An own draft and what is missing in it', params, response: { 200: draftSchema }, told: { description: 'Another’s, or one that was submitted, is answered as one that does not exist (404). Scope dossiers:read.' } },
  })
  web.put(`${url}/:id`, { audience: 'api-token' }, save, {
    limit: WRITE_LIMIT,
    schema: {
      summary: 'Save a draft',
      params,
      response: { 200: savedSchema },
      told: { description: `Kept right or wrong; what stands with another person is not taken. With \`seen\`, answers that another device saved meanwhile are not overwritten (draft-changed-elsewhere). ${WRITES}`, body: { type: 'application/json', schema: draftBodySchema } },
    },
  })
  web.get(
    `${url}/:id/form`,
    { audience: 'api-token' },
    forOwner('draft.read', async (r, actor) => {
      const opened = await open(r, actor)
      return opened.ok ? schemaAnswer(jsonSchema(askedOfBeginner(opened.version.form, givenParties(opened.draft)))) : opened.answer
    }),
    { limit: READ_LIMIT, schema: { summary: 'The form of a draft as JSON Schema 2020-12', params, response: { 200: z.looseObject({}) }, told: { description: 'Of the version that the draft was begun with, without parts that stand with others. Scope dossiers:read.', answers: 'application/schema+json' } } },
  )
  web.post(`${url}/:id/papers`, { audience: 'api-token' }, attach, {
    multipart: true,
    limit: WRITE_LIMIT,
    schema: { summary: 'Attach one file to a draft', params, response: { 201: madeSchema }, told: { description: `The field component comes before the file; the same file again is the same paper. ${WRITES}`, body: { type: 'multipart/form-data', schema: PAPER } } },
  })
  web.delete(
    `${url}/:id/papers/:fileId`,
    { audience: 'api-token' },
    forOwner('draft.write', async (r, actor) => answerDone(await deps.drafts.detach(actor, r.params.id ?? '', r.params.fileId ?? ''))),
    { limit: WRITE_LIMIT, schema: { summary: 'Take a file out of a draft', ...done, params: z.object({ id: z.string(), fileId: z.string() }), told: { description: WRITES } } },
  )
  web.post(`${url}/:id/submit`, { audience: 'api-token' }, submit, {
    limit: { max: 60, seconds: 60 },
    schema: {
      summary: 'Submit a draft',
      params,
      response: { 201: filedSchema },
      told: { description: `One dossier for a draft, however often it is sent. Refused while an invited person has not confirmed their part, and when the draft is not the one that was looked at. ${WRITES}`, body: { type: 'application/json', schema: submitDraftSchema }, idempotent: true },
    },
  })
  web.delete(
    `${url}/:id`,
    { audience: 'api-token' },
    forOwner('draft.discard', async (r, actor) => answerDone(await deps.drafts.discard(actor, r.params.id ?? ''))),
    { limit: WRITE_LIMIT, schema: { summary: 'Discard a draft', ...done, told: { description: `Invitations to its parts end. ${WRITES}` } } },
  )
}

export const PAPER = z.object({ component: z.string(), file: z.string().meta({ format: 'binary' }) })

export const answerDone = (decided: { ok: true } | { ok: false; refusal: Parameters<typeof problem>[0] }): Answer => (decided.ok ? json({ done: true }) : problem(decided.refusal))

export const schemaAnswer = (schema: object): Answer => ({ ...json(schema), type: 'application/schema+json; charset=utf-8' }) as Answer

/** Values that are not of their field's kind at all, or of no field of this person's. */
export const wrongAnswers = (r: WebRequest, errors: readonly { field: string; text: string }[]): Answer =>
  problemWithErrors(r, refuse('body-has-errors', { count: errors.length }).refusal, errors.map(({ field: name, text }) => ({ field: (name ? `answers.${name}` : 'answers').slice(0, 100), message: text })))
