import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent, LogAccess } from '../events/index.ts'
import type { Citizen } from './drafts.ts'
import { endInvitation } from './end-invitation.ts'
import { FILING_EVENTS } from './events.ts'
import { readTokenHash } from './invitation-token.ts'
import { type InvitationRow, lockInvitation, selectInvitationByToken, updateInvitation } from './invitations.store.ts'
import { refuse } from './refusals.ts'
import { mayTake } from './rules/invitation.ts'
import { type DraftRow, lockDraftById, updateDraft } from './store.ts'

export interface AnswerInvitationDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
}

interface Held {
  tx: Tx
  row: InvitationRow
  draft: DraftRow
  at: Date
}

/** What the holder of an invitation's address may do with it, signed in to any account but the inviter's. */
export function createAnswerInvitation(deps: AnswerInvitationDeps) {
  const { db, clock } = deps

  /** Finds the invitation by its token and locks it behind its draft; whoever may not take it learns why, and nothing else. */
  async function held<T extends object>(actor: Citizen, token: string, work: (held: Held) => Promise<Decided<T>>): Promise<Decided<T>> {
    const hash = readTokenHash(token)
    const found = hash ? await selectInvitationByToken(db, hash) : undefined
    if (!found) return refuse('invitation-not-found')
    return inTransaction(db, async (tx) => {
      const draft = await lockDraftById(tx, found.draft_id)
      const row = await lockInvitation(tx, found.id)
      if (!draft || !row) return refuse('invitation-not-found')
      const at = clock.now()
      const may = mayTake(row, actor.accountId, at)
      if (!may.ok) return may
      const isOver = draft.discarded_at !== null || (draft.dossier_id !== null && row.account_id !== actor.accountId)
      return isOver ? refuse('invitation-ended') : work({ tx, row, draft, at })
    })
  }

  const event = (kind: (typeof FILING_EVENTS)['invitationOpened' | 'invitationAgreed'], actor: Citizen, { row, at }: Held) => ({
    stream: { kind: 'draft', id: row.draft_id },
    ...kind,
    actor,
    payload: { invitationId: row.id, party: row.party },
    at,
  })

  return {
    /** Who invites and to what; that it was opened is kept. */
    open: (actor: Citizen, token: string, ip: string | null = null): Promise<Decided<{ invitation: InvitationRow; draft: DraftRow }>> =>
      held(actor, token, async (one) => {
        const { tx, row, draft, at } = one
        await deps.logAccess(tx, { actor, purpose: 'invitation.read', subject: { kind: 'draft', id: draft.id }, fields: ['inviter'], at, ip })
        if (!row.opened_at) {
          await updateInvitation(tx, row.id, { opened_at: at })
          await deps.append(tx, event(FILING_EVENTS.invitationOpened, actor, one))
        }
        return { ok: true as const, invitation: row, draft }
      }),

    /** From now on the part is this account's, and the address leads nobody else to it. */
    agree: (actor: Citizen, token: string): Promise<Decided<{ partId: string }>> =>
      held(actor, token, async (one) => {
        const { tx, row, at } = one
        if (row.account_id === null) {
          await updateInvitation(tx, row.id, { agreed_at: at, account_id: actor.accountId, person_id: actor.personId, person_name: actor.name, updated_at: at })
          await deps.append(tx, event(FILING_EVENTS.invitationAgreed, actor, one))
        }
        return { ok: true as const, partId: row.id }
      }),

    decline: (actor: Citizen, token: string): Promise<Decided> =>
      held(actor, token, async ({ tx, row, draft, at }) => {
        if (draft.dossier_id) return refuse('invitation-ended')
        await endInvitation(deps, tx, actor, row.id, row.account_id === null ? 'declined' : 'left', at)
        await updateDraft(tx, draft.id, {})
        return { ok: true as const }
      }),
  }
}
export type AnswerInvitation = ReturnType<typeof createAnswerInvitation>
