import type { Clock } from '../../platform/clock.ts'
import type { Reader } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import { type Invited, partOfDraft } from './draft-parts.ts'
import { selectInvitation } from './invitations.store.ts'
import type { FilingPackages } from './ports.ts'
import type { InvitationState } from './rules/invitation.ts'
import { selectDraftById } from './store.ts'

/** What messages about an invitation say, and to whom they go. */
export interface InvitationNotice {
  draftId: string
  party: string
  state: InvitationState
  procedure: { vi: string; en: string }
  lang: Lang
  inviter: { personId: string; name: string }
  /** Whoever was invited, as the inviter gave it. */
  invited: Invited
  /** Whoever agreed. */
  person: { personId: string; name: string } | null
  /** Page of the invitation, while nobody has agreed to it. */
  path: string | null
  expiresAt: Date
}

/** An invitation as the messages about it need it; null when there is none, or the draft was submitted meanwhile. */
export function createInvitationNotices(deps: { clock: Clock; sealer: Sealer; packages: FilingPackages }) {
  return async (reader: Reader, invitationId: string): Promise<InvitationNotice | null> => {
    const row = isId(invitationId) ? await selectInvitation(reader, invitationId) : undefined
    const draft = row && (await selectDraftById(reader, row.draft_id))
    if (!row || !draft || draft.dossier_id) return null
    const { state, path, invited } = partOfDraft(deps.sealer, row, deps.clock.now())
    const { name } = await deps.packages.version(draft.package_version_id)
    return {
      draftId: draft.id,
      party: row.party,
      state,
      procedure: name,
      lang: draft.lang as Lang,
      inviter: { personId: row.inviter_person_id, name: row.inviter_name },
      invited,
      person: row.person_id && row.person_name !== null ? { personId: row.person_id, name: row.person_name } : null,
      path,
      expiresAt: row.expires_at,
    }
  }
}
