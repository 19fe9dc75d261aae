import type { Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { isKeyTaken, keepAnswer, keptAnswerPart, requestHashOf } from '../../platform/idempotency.ts'
import { platformRefusals } from '../../platform/problems.ts'
import type { Decided } from '../../platform/result.ts'
import { type Part, readPart, UnmetError, writeTogether } from '../../platform/together.ts'
import type { Lang } from '../../platform/words.ts'
import { removeFile } from '../files/index.ts'
import { createAttachToDraft } from './attach-to-draft.ts'
import { standingParts } from './draft-parts.ts'
import { endInvitation } from './end-invitation.ts'
import { type Citizen, createOwnDrafts, type DraftDeps, sealDraftAnswers } from './own-draft.ts'
import { refuse } from './refusals.ts'
import { createSaveDraft } from './save-draft.ts'
import { beginWrites, type OpenDraft, openDraftsPart, selectDraftPapers, updateDraft } from './store.ts'

export { type Citizen, type Draft, markOf, openDraftAnswers, sealDraftAnswers } from './own-draft.ts'

export const MAX_DRAFTS = 20

/** What a person does to a dossier before it is submitted; each act is one transaction and leaves the draft readable. */
export function createDrafts(deps: DraftDeps) {
  const { db, clock, sealer } = deps
  const own = createOwnDrafts(deps)
  const { find, changeLocked } = own

  return {
    /** The same key again is the same draft. */
    async start(actor: Citizen, input: { procedureCode: string; lang: Lang; key?: string | null }): Promise<Decided<{ draftId: string }>> {
      const version = await deps.packages.current(input.procedureCode)
      if (!version) return refuse('not-fileable-online')
      const now = clock.now()
      const id = newId()
      const key = { actor: `citizen:${actor.accountId}`, route: 'start-draft', key: input.key ?? id, requestHash: requestHashOf(version.code), at: now }
      const row = {
        id,
        account_id: actor.accountId,
        procedure_code: version.code,
        package_version_id: version.versionId,
        case_key: version.cases.length === 1 ? (version.cases[0]?.key ?? null) : null,
        lang: input.lang,
        answers: sealDraftAnswers(sealer, id, {}),
        created_at: now,
        updated_at: now,
      }
      try {
        await writeTogether(db, [...beginWrites(row, MAX_DRAFTS), keepAnswer(key, id)])
        return { ok: true, draftId: id }
      } catch (error) {
        const isFull = error instanceof UnmetError
        if (!isFull && !isKeyTaken(error)) throw error
        const kept = await readPart(db, keptAnswerPart(key))
        if (!kept) return refuse('too-many-drafts', { count: MAX_DRAFTS })
        return kept.requestHash.equals(key.requestHash) ? { ok: true, draftId: kept.response as string } : platformRefusals.refuse('key-reused')
      }
    },

    /** An own draft with what was typed and attached; null when there is none, when it is another's or was discarded. */
    find,
    /** The same of what was read already, whoever's it is. */
    openOwn: own.openOwn,
    /** Own drafts that are neither submitted nor discarded. */
    openPart: (actor: Citizen): Part<OpenDraft[]> => openDraftsPart(actor.accountId, MAX_DRAFTS),
    listOpen: (reader: Reader, actor: Citizen): Promise<OpenDraft[]> => readPart(reader, openDraftsPart(actor.accountId, MAX_DRAFTS)),

    ...createSaveDraft(deps, own),
    ...createAttachToDraft(deps, own),

    discard(actor: Citizen, draftId: string): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row, { parts }) => {
        const at = clock.now()
        for (const { invitationId } of standingParts({ parts })) await endInvitation(deps, tx, actor, invitationId, 'revoked', at)
        for (const fileId of new Set((await selectDraftPapers(tx, row.id)).map((paper) => paper.file_id))) await removeFile(tx, fileId)
        await updateDraft(tx, row.id, { discarded_at: at, answers: sealDraftAnswers(sealer, row.id, {}) })
        return { ok: true as const }
      })
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>
