import type { Tx } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent } from '../events/index.ts'
import { sealPart } from './draft-parts.ts'
import { removePapersOf } from './draft-papers.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { lockInvitation, updateInvitation } from './invitations.store.ts'

interface EndDeps {
  sealer: Sealer
  append: AppendEvent
}

const EVENT = { declined: FILING_EVENTS.invitationDeclined, left: FILING_EVENTS.invitationDeclined, revoked: FILING_EVENTS.invitationRevoked } as const

/** The part is nobody's any more: what was typed and handed in for it goes. The caller holds the draft. */
export async function endInvitation(deps: EndDeps, tx: Tx, actor: Citizen, invitationId: string, as: keyof typeof EVENT, at: Date): Promise<void> {
  const row = await lockInvitation(tx, invitationId)
  if (!row || row.ended_at) return
  await removePapersOf(tx, row.draft_id, row.id)
  await updateInvitation(tx, row.id, {
    answers: sealPart(deps.sealer, row.id, {}),
    prefilled: '{}',
    confirmed_at: null,
    declaration: null,
    ended_at: at,
    ended_as: as,
    updated_at: at,
  })
  await deps.append(tx, { stream: { kind: 'draft', id: row.draft_id }, ...EVENT[as], actor, payload: { invitationId: row.id, party: row.party, as }, at })
}
