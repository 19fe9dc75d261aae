import { randomBytes } from 'node:crypto'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { cleanText } from '../../platform/text.ts'
import { readEmail, readPhone, type Throttle } from '../accounts/index.ts'
import type { AppendEvent } from '../events/index.ts'
import { findParty, withoutParts } from '../forms/index.ts'
import { type Invited, openInvited, sealInvited, sealPart } from './draft-parts.ts'
import { removePaper } from './draft-papers.ts'
import { type Citizen, openDraftAnswers, sealDraftAnswers } from './drafts.ts'
import { endInvitation } from './end-invitation.ts'
import { FILING_EVENTS } from './events.ts'
import { readTokenHash, tokenOf } from './invitation-token.ts'
import { countInvitations, insertInvitation, type InvitationRow, lockNewestInvitation, newestInvitations, updateInvitation } from './invitations.store.ts'
import type { FilingPackage, FilingPackages } from './ports.ts'
import { refuse } from './refusals.ts'
import { expiryFrom, INVITATION, maySendAgain, stands, stateOf } from './rules/invitation.ts'
import { type DraftRow, lockDraft, selectDraftPapers, updateDraft } from './store.ts'

export interface InvitationDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  packages: FilingPackages
  throttle: Throttle
}

/** A part of a draft; the key makes a repeat of the same request one act. */
interface Asked {
  draftId: string
  party: string
  key: string
}

interface OnPart {
  tx: Tx
  draft: DraftRow
  version: FilingPackage
  newest: InvitationRow | undefined
  at: Date
}

const LONGEST_NAME = 120
/** So that nobody is flooded with messages in other people's names. */
const PER_INVITER = { free: 10, firstWaitSeconds: 300, maxWaitSeconds: 3600, memorySeconds: 86_400 }
const PER_ADDRESS = { free: 5, firstWaitSeconds: 600, maxWaitSeconds: 7200, memorySeconds: 86_400 }

/** What the one who began a draft does to have another person fill in a part of it. */
export function createInvitations(deps: InvitationDeps) {
  const { db, clock, sealer } = deps

  /** Once for a key, on the locked draft and the newest invitation to the part, locked in this order everywhere. */
  function onPart(actor: Citizen, { draftId, party, key }: Asked, request: { route: string; more?: string }, work: (on: OnPart) => Promise<Decided>): Promise<Decided> {
    const at = clock.now()
    return allOrNothing(db, async (tx, must): Promise<Decided> => {
      const draft = isId(draftId) ? await lockDraft(tx, draftId, actor.accountId) : undefined
      if (!draft || draft.dossier_id) return refuse('draft-not-found')
      const version = await deps.packages.version(draft.package_version_id)
      if (!findParty(version.form, party)) return refuse('party-unknown')
      const requestHash = requestHashOf([draftId, party, request.more ?? ''])
      return once(tx, { actor: `citizen:${actor.accountId}`, route: request.route, key, requestHash, at }, async () => {
        must(await work({ tx, draft, version, newest: await lockNewestInvitation(tx, draftId, party), at }))
        return true
      })
    })
  }

  /** As it stands before anything is locked: what is refused anyway, or was done, counts against nobody. */
  const newestOf = async ({ draftId, party }: Asked): Promise<InvitationRow | undefined> =>
    isId(draftId) ? (await newestInvitations(db, draftId)).find((one) => one.party === party) : undefined

  async function notTooMany(actor: Citizen, { email, phone }: Pick<Invited, 'email' | 'phone'>): Promise<Decided> {
    const addresses = [email, phone].filter((to) => to !== null)
    const seconds = await deps.throttle.attempt([{ name: `invite:${actor.accountId}`, policy: PER_INVITER }, ...addresses.map((to) => ({ name: `invited:${to}`, policy: PER_ADDRESS }))])
    return seconds > 0 ? refuse('invitations-slowed', { seconds }) : { ok: true }
  }

  /** A new row and its event; whatever follows from it is sent by whoever follows the draft's events. */
  async function add(actor: Citizen, { tx, draft, at }: OnPart, party: string, invited: Invited): Promise<void> {
    const [id, nonce] = [newId(), randomBytes(32)]
    const tokenHash = readTokenHash(tokenOf(sealer, { id, nonce }))
    if (!tokenHash) throw new Error('A token that was made here can’t be read.')
    await insertInvitation(tx, {
      id,
      draft_id: draft.id,
      party,
      inviter_account_id: actor.accountId,
      inviter_person_id: actor.personId,
      inviter_name: actor.name,
      invited: sealInvited(sealer, id, invited),
      nonce,
      token_hash: tokenHash,
      made_at: at,
      sent_at: at,
      expires_at: expiryFrom(at),
      answers: sealPart(sealer, id, {}),
      updated_at: at,
    })
    await deps.append(tx, { stream: { kind: 'draft', id: draft.id }, ...FILING_EVENTS.partyInvited, actor, payload: { invitationId: id, party }, at })
  }

  /** What the one who began typed and handed in for the part goes: its answers are the invited person's own. */
  async function empty({ tx, draft, version }: OnPart, party: string): Promise<void> {
    const theirs = version.components(draft.case_key ?? version.cases[0]?.key ?? '', {}).filter(({ by }) => by === party)
    for (const paper of await selectDraftPapers(tx, draft.id)) {
      if (paper.invitation_id === null && theirs.some(({ id }) => id === paper.component)) await removePaper(tx, { draftId: draft.id, invitationId: null }, paper.file_id, paper.component)
    }
    const left = withoutParts(version.form, openDraftAnswers(sealer, draft), [party])
    await updateDraft(tx, draft.id, { answers: sealDraftAnswers(sealer, draft.id, left) })
  }

  return {
    /** The part is the invited person's from now on: what was typed in it goes. */
    async invite(actor: Citizen, input: Asked & { name: string; email: string; phone: string }): Promise<Decided> {
      const read = readInvited(input)
      if (!read.ok) return read
      const { invited } = read
      const known = await newestOf(input)
      const allowed = known && stands(stateOf(known, clock.now())) ? { ok: true as const } : await notTooMany(actor, invited)
      if (!allowed.ok) return allowed
      const more = sealer.blindIndex('filing.invited', JSON.stringify(invited)).toString('hex')
      return onPart(actor, input, { route: 'invite-party', more }, async (on) => {
        const { draft, newest, at, tx } = on
        if (newest && stands(stateOf(newest, at))) return refuse('invitation-stands')
        if ((await countInvitations(tx, draft.id, input.party)) >= INVITATION.mostOfPart) return refuse('invitation-sent-enough', { count: INVITATION.mostOfPart })
        if (newest && !newest.ended_at) await updateInvitation(tx, newest.id, { ended_at: newest.expires_at, ended_as: 'expired' })
        await add(actor, on, input.party, invited)
        await empty(on, input.party)
        return { ok: true }
      })
    },

    /** The same address once more, holding as long as a new one. */
    async sendAgain(actor: Citizen, input: Asked): Promise<Decided> {
      const known = await newestOf(input)
      if (known?.inviter_account_id !== actor.accountId) return refuse('draft-not-found')
      const may = maySendAgain(known, clock.now())
      if (!may.ok) return may
      const allowed = await notTooMany(actor, openInvited(sealer, known))
      if (!allowed.ok) return allowed
      return onPart(actor, input, { route: 'send-invitation-again' }, async ({ tx, draft, newest, at }) => {
        if (!newest) return refuse('invitation-ended')
        const still = maySendAgain(newest, at)
        if (!still.ok) return still
        await updateInvitation(tx, newest.id, { sent_at: at, times_sent: newest.times_sent + 1, expires_at: expiryFrom(at), updated_at: at })
        await deps.append(tx, { stream: { kind: 'draft', id: draft.id }, ...FILING_EVENTS.invitationSentAgain, actor, payload: { invitationId: newest.id, party: newest.party }, at })
        return { ok: true }
      })
    },

    /** The part is empty again, and the one who began may fill it in or invite anew. */
    revoke(actor: Citizen, input: Asked): Promise<Decided> {
      return onPart(actor, input, { route: 'revoke-invitation' }, async ({ tx, draft, newest, at }) => {
        if (!newest || newest.ended_at) return refuse('invitation-ended')
        await endInvitation(deps, tx, actor, newest.id, 'revoked', at)
        await updateDraft(tx, draft.id, {})
        return { ok: true }
      })
    },
  }
}
export type Invitations = ReturnType<typeof createInvitations>

function readInvited(input: { name: string; email: string; phone: string }): Decided<{ invited: Invited }> {
  const name = cleanText(input.name, { max: LONGEST_NAME })
  if (!name.ok || name.text === '') return refuse('invited-name-needed')
  const [email, phone] = [input.email.trim() === '' ? null : readEmail(input.email), input.phone.trim() === '' ? null : readPhone(input.phone)]
  if (input.email.trim() !== '' && !email) return refuse('invited-email-wrong')
  if (input.phone.trim() !== '' && !phone) return refuse('invited-phone-wrong')
  return email || phone ? { ok: true, invited: { name: name.text, email, phone } } : refuse('invited-address-needed')
}
