import { z } from 'zod'
import { isoInVietnam } from '../../../platform/clock.ts'
import { json, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { bodyOf, forOwner, keyOf } from './asked.ts'
import type { FilingApiDeps } from './deps.ts'
import { doneSchema, invitationSchema, inviteSchema, madeSchema } from './draft-schemas.ts'
import { answerDone } from './drafts.api.ts'

const WRITES = 'Scope dossiers:write.'
const ofPart = z.object({ id: z.string(), party: z.string() })
const byToken = z.object({ token: z.string() })
/** As on the pages: whoever tries tokens is held up. */
const FEW = { max: 60, seconds: 60 }

/** Inviting another person to a part of a draft, and answering such an invitation. */
export function mountInvitationsApi(web: Web, deps: FilingApiDeps): void {
  const { invitations, answerInvitation } = deps
  const url = '/api/v1/drafts/:id/parties/:party/invitation'
  const asked = (r: WebRequest, key: string) => ({ draftId: r.params.id ?? '', party: r.params.party ?? '', key })
  const token = (r: WebRequest) => r.params.token ?? ''

  const invite = forOwner('draft.invite', async (r, actor) => {
    const [body, key] = [bodyOf(r, inviteSchema), keyOf(r)]
    if (!key.ok) return key.answer
    return body.ok ? answerDone(await invitations.invite(actor, { ...asked(r, key.value), ...body.value })) : body.answer
  })
  const sendAgain = forOwner('draft.invite', async (r, actor) => {
    const key = keyOf(r)
    return key.ok ? answerDone(await invitations.sendAgain(actor, asked(r, key.value))) : key.answer
  })
  const revoke = forOwner('draft.invite', async (r, actor) => answerDone(await invitations.revoke(actor, asked(r, r.key ?? randomToken(18)))))

  const open = forOwner('draft.fill-part', async (r, actor) => {
    const opened = await answerInvitation.open(actor, token(r), r.ip)
    if (!opened.ok) return problem(opened.refusal)
    const { invitation, draft } = opened
    const version = await deps.packages.version(draft.package_version_id)
    const agency = draft.agency_id ? await deps.agencies.find(draft.agency_id) : null
    return json({
      inviter: invitation.inviter_name,
      procedure: { code: version.code, name: version.name[r.lang] },
      office: agency && (r.lang === 'en' ? (agency.nameEn ?? agency.nameVi) : agency.nameVi),
      party: invitation.party,
      expiresAt: isoInVietnam(invitation.expires_at),
      part: invitation.account_id === null ? null : invitation.id,
    })
  })
  const agree = forOwner('draft.fill-part', async (r, actor) => {
    const agreed = await answerInvitation.agree(actor, token(r))
    return agreed.ok ? json({ id: agreed.partId }, 201) : problem(agreed.refusal)
  })
  const decline = forOwner('draft.fill-part', async (r, actor) => answerDone(await answerInvitation.decline(actor, token(r))))

  web.post(url, { audience: 'api-token' }, invite, {
    limit: FEW,
    schema: {
      summary: 'Invite another person to a part of a draft',
      params: ofPart,
      response: { 200: doneSchema },
      told: { description: `The part is theirs from now on: what was typed in it goes. They are sent the address, which GET /drafts/{id} shows too. ${WRITES}`, body: { type: 'application/json', schema: inviteSchema }, idempotent: true },
    },
  })
  web.post(`${url}/send-again`, { audience: 'api-token' }, sendAgain, { limit: FEW, schema: { summary: 'Send the invitation again', params: ofPart, response: { 200: doneSchema }, told: { description: `The same address, holding as long as a new one. ${WRITES}`, idempotent: true } } })
  web.delete(url, { audience: 'api-token' }, revoke, { limit: FEW, schema: { summary: 'Revoke the invitation', params: ofPart, response: { 200: doneSchema }, told: { description: `What the invited person typed goes; the part can be filled in or another invited. ${WRITES}` } } })

  web.get('/api/v1/invitations/:token', { audience: 'api-token' }, open, { limit: FEW, schema: { summary: 'Who invites, and to what', params: byToken, response: { 200: invitationSchema }, told: { description: `The one who invited sees that it was opened. ${WRITES}` } } })
  web.post('/api/v1/invitations/:token/agree', { audience: 'api-token' }, agree, {
    limit: FEW,
    schema: { summary: 'Agree to fill in the part', params: byToken, response: { 201: madeSchema }, told: { description: `The part is this account’s, and the address leads nobody else to it; again gives the same part. ${WRITES}` } },
  })
  web.post('/api/v1/invitations/:token/decline', { audience: 'api-token' }, decline, { limit: FEW, schema: { summary: 'Decline the invitation', params: byToken, response: { 200: doneSchema }, told: { description: `Ends it; a second time it no longer holds (invitation-ended). ${WRITES}` } } })
}
