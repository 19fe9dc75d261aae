import { z } from 'zod'
import { isoInVietnam } from '../../../platform/clock.ts'
import { type Answer, field, json, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { receiveUpload } from '../../files/index.ts'
import { askedOfParty, findParty, jsonSchema, rawFromJson } from '../../forms/index.ts'
import type { Citizen } from '../drafts.ts'
import type { OwnPart } from '../parts.ts'
import type { FilingPackage } from '../ports.ts'
import { bodyOf, forOwner } from './asked.ts'
import { problemWithErrors } from './body-errors.ts'
import type { FilingApiDeps } from './deps.ts'
import { confirmSchema, doneSchema, madeSchema, partBodySchema, partListSchema, partSchema, savedSchema } from './draft-schemas.ts'
import { partView } from './draft-views.ts'
import { answerDone, PAPER, READ_LIMIT, schemaAnswer, WRITE_LIMIT, wrongAnswers } from './drafts.api.ts'
import { takeOne } from './take-one.ts'

const params = z.object({ id: z.string() })
const WRITES = 'Scope dossiers:write.'

type Opened = { ok: true; part: OwnPart; version: FilingPackage } | { ok: false; answer: Answer }

/** What an invited person does with their own part of another's draft. */
export function mountPartsApi(web: Web, deps: FilingApiDeps): void {
  const url = '/api/v1/parts'
  const partId = (r: WebRequest) => r.params.id ?? ''

  /** An own part of a draft that is not submitted, with its pinned package; each look is written down. */
  async function open(r: WebRequest, actor: Citizen): Promise<Opened> {
    const part = await deps.parts.find(deps.db, actor, partId(r))
    if (!part) return { ok: false, answer: problem({ code: 'invitation-not-found' }) }
    if (part.draft.dossier_id) return { ok: false, answer: problem({ code: 'invitation-ended' }) }
    const version = await deps.packages.version(part.draft.package_version_id)
    const fields = findParty(version.form, part.row.party)?.shows ?? []
    await deps.logAccess(deps.db, { actor, purpose: 'part.read', subject: { kind: 'draft', id: part.draft.id }, fields, at: deps.clock.now(), ip: r.ip })
    return { ok: true, part, version }
  }

  const list = forOwner('draft.read', async (_r, actor) => {
    const rows = await deps.parts.listOpen(deps.db, actor)
    return json({ items: rows.map((row) => ({ id: row.id, party: row.party, inviter: row.inviter_name, confirmedAt: row.confirmed_at && isoInVietnam(row.confirmed_at), updatedAt: isoInVietnam(row.updated_at) })) })
  })

  const show = forOwner('draft.fill-part', async (r, actor) => {
    const opened = await open(r, actor)
    return opened.ok ? json(await partView(deps, { ...opened, lang: r.lang })) : opened.answer
  })

  const save = forOwner('draft.fill-part', async (r, actor) => {
    const body = bodyOf(r, partBodySchema)
    if (!body.ok) return body.answer
    const opened = await open(r, actor)
    if (!opened.ok) return opened.answer
    const { part, version } = opened
    const read = rawFromJson(askedOfParty(version.form, part.row.party), body.value.answers, await deps.asking(r.lang))
    if (read.errors.length > 0) return wrongAnswers(r, read.errors)
    const saved = await deps.parts.saveAnswers(actor, part.row.id, { raw: read.raw, seen: body.value.seen })
    if (!saved.ok) return problem(saved.refusal)
    const { missing } = await partView(deps, { part: { ...part, answers: read.raw }, version, lang: r.lang })
    return json({ mark: saved.mark, savedAt: isoInVietnam(saved.savedAt), missing })
  })

  const attach = forOwner('draft.fill-part', async (r, actor) => {
    const taken = await takeOne(r.files(), receiveUpload(deps.files))
    if (!taken.ok) return problem(taken.refusal)
    const added = await deps.parts.attach(actor, partId(r), { component: field(r.form, 'component'), received: taken.received })
    return added.ok ? json({ id: added.fileId }, 201) : problem(added.refusal)
  })

  const confirm = forOwner('draft.fill-part', async (r, actor) => {
    const body = bodyOf(r, confirmSchema)
    if (!body.ok) return body.answer
    const done = await deps.confirmPart(actor, { partId: partId(r), ...body.value, lang: r.lang })
    if (done.ok || done.refusal.code !== 'part-incomplete') return answerDone(done)
    const opened = await open(r, actor)
    return opened.ok ? problemWithErrors(r, done.refusal, (await partView(deps, { ...opened, lang: r.lang })).missing) : opened.answer
  })

  const done = { response: { 200: doneSchema }, params }
  web.get(url, { audience: 'api-token' }, list, { limit: READ_LIMIT, schema: { summary: 'Own parts of others’ drafts', response: { 200: partListSchema }, told: { description: 'Agreed to and not yet submitted. Scope dossiers:read.' } } })
  web.get(`${url}/:id`, { audience: 'api-token' }, show, { limit: READ_LIMIT, schema: { summary: 'An own part and what is missing in it', params, response: { 200: partSchema }, told: { description: WRITES } } })
  web.get(
    `${url}/:id/form`,
    { audience: 'api-token' },
    forOwner('draft.fill-part', async (r, actor) => {
      const opened = await open(r, actor)
      return opened.ok ? schemaAnswer(jsonSchema(askedOfParty(opened.version.form, opened.part.row.party))) : opened.answer
    }),
    { limit: READ_LIMIT, schema: { summary: 'The form of an own part as JSON Schema 2020-12', params, response: { 200: z.looseObject({}) }, told: { description: WRITES, answers: 'application/schema+json' } } },
  )
  web.put(`${url}/:id/answers`, { audience: 'api-token' }, save, {
    limit: WRITE_LIMIT,
    schema: { summary: 'Save the answers of an own part', params, response: { 200: savedSchema }, told: { description: `Kept right or wrong until the part is confirmed; nobody else sees them before. ${WRITES}`, body: { type: 'application/json', schema: partBodySchema } } },
  })
  web.post(`${url}/:id/papers`, { audience: 'api-token' }, attach, {
    multipart: true,
    limit: WRITE_LIMIT,
    schema: { summary: 'Attach one file to an own part', params, response: { 201: madeSchema }, told: { description: `The field component comes before the file. ${WRITES}`, body: { type: 'multipart/form-data', schema: PAPER } } },
  })
  web.delete(
    `${url}/:id/papers/:fileId`,
    { audience: 'api-token' },
    forOwner('draft.fill-part', async (r, actor) => answerDone(await deps.parts.detach(actor, partId(r), r.params.fileId ?? ''))),
    { limit: WRITE_LIMIT, schema: { summary: 'Take a file out of an own part', ...done, params: z.object({ id: z.string(), fileId: z.string() }), told: { description: WRITES } } },
  )
  web.post(`${url}/:id/confirm`, { audience: 'api-token' }, confirm, {
    limit: WRITE_LIMIT,
    schema: { summary: 'Declare an own part true and confirm it', ...done, told: { description: `A confirmed part stays as it is; confirming again changes nothing. ${WRITES}`, body: { type: 'application/json', schema: confirmSchema } } },
  })
  web.post(
    `${url}/:id/reopen`,
    { audience: 'api-token' },
    forOwner('draft.fill-part', async (r, actor) => answerDone(await deps.parts.reopen(actor, partId(r)))),
    { limit: WRITE_LIMIT, schema: { summary: 'Take the confirmation back, to change something', ...done, told: { description: WRITES } } },
  )
  web.delete(
    `${url}/:id`,
    { audience: 'api-token' },
    forOwner('draft.fill-part', async (r, actor) => answerDone(await deps.parts.leave(actor, partId(r)))),
    { limit: WRITE_LIMIT, schema: { summary: 'Leave: no longer fill in the part', ...done, told: { description: `What was typed and handed in for it goes. ${WRITES}` } } },
  )
}
