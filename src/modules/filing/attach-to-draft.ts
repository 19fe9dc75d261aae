import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { readTogether, UnmetError, type Write, writeTogether } from '../../platform/together.ts'
import { createContinueStream, type StreamHead, streamHead } from '../events/index.ts'
import { type ReceivedFile, recording, roomFor, sameAsReceived, type SentFile, sentFilesPart } from '../files/index.ts'
import { givenParties, partOfDraft } from './draft-parts.ts'
import { addPaperAlso, hasRoom, paperAdded, removePaper } from './draft-papers.ts'
import type { InvitationRow } from './invitations.store.ts'
import type { Citizen, Draft, DraftDeps, DraftRef, OwnDrafts } from './own-draft.ts'
import type { ApplicableComponent } from './ports.ts'
import { refuse } from './refusals.ts'
import { type DraftPaperRow, type DraftRow, draftPaperWrite, draftParts, touchedWrite, updateDraft } from './store.ts'

interface NewPaper {
  component: string
  received: ReceivedFile
}

/** A draft and what decides whether it takes one more paper. */
export interface Seen {
  row: DraftRow | null
  papers: DraftPaperRow[]
  invitations: InvitationRow[]
  files: SentFile[]
  head: StreamHead | null
}
type SeenOwn = Seen & { row: DraftRow }

/** What is read of a draft to add a paper to it; whose it is, is looked at when it is. */
export const partsToAttach = (draftId: string) => ({ ...draftParts(draftId), files: sentFilesPart('draft', draftId), head: streamHead({ kind: 'draft', id: draftId }) })

/** Papers of a draft. */
export function createAttachToDraft(deps: DraftDeps, { change, changeLocked }: OwnDrafts) {
  const { db, clock, sealer } = deps
  const continueStream = createContinueStream(sealer)

  /** A component of the draft's own that nobody else was asked for. */
  async function componentOf(draft: Pick<Draft, 'package_version_id' | 'case_key' | 'parts'>, id: string): Promise<Decided<{ limits: ApplicableComponent }>> {
    const version = await deps.packages.version(draft.package_version_id)
    const known = version.components(draft.case_key ?? version.cases[0]?.key ?? '', {}).find((one) => one.id === id)
    if (!known) return refuse('component-unknown', { component: id.slice(0, 60) })
    return known.by && givenParties(draft).includes(known.by) ? refuse('part-of-another') : { ok: true, limits: known }
  }

  async function decide({ row, papers, invitations, files }: SeenOwn, { component, received }: NewPaper): Promise<Decided<{ fileId: string; isNew: boolean }>> {
    const known = await componentOf({ ...row, parts: invitations.map((one) => partOfDraft(sealer, one, clock.now())) }, component)
    if (!known.ok) return known
    // Bytes sent again, because their answer was lost, come under a new file id: they are known by what they are.
    const own = new Set(papers.filter((paper) => paper.component === component && paper.invitation_id === null).map((paper) => paper.file_id))
    const there = sameAsReceived(sealer, received, files.filter((file) => own.has(file.file_id)))
    if (there) return { ok: true, fileId: there.file_id, isNew: false }
    const sent = files.reduce((sum, file) => sum + file.size_bytes, 0)
    for (const room of [hasRoom(papers, { component, limits: known.limits }, received), roomFor(received, sent)]) if (!room.ok) return room
    return { ok: true, fileId: received.fileId, isNew: true }
  }

  /** The file, its paper, the event, and the draft's next revision. */
  function added(actor: Citizen, { row, head }: SeenOwn, { component, received }: NewPaper): Write[] {
    const at = clock.now()
    return [
      touchedWrite(row, at),
      recording(sealer, received, { ownerKind: 'draft', ownerId: row.id, at }),
      draftPaperWrite({ draft_id: row.id, file_id: received.fileId, component, added_at: at, invitation_id: null }),
      ...continueStream(head, paperAdded(actor, { draftId: row.id, fileId: received.fileId, component, at })),
    ]
  }

  /** @returns null when another request has written to the draft since it was read: one of those who write at once does, so trying again ends. */
  async function tryAttach(actor: Citizen, { row, ...seen }: Seen, input: NewPaper): Promise<Decided<{ fileId: string; isNew: boolean }> | null> {
    if (row?.account_id !== actor.accountId || row.dossier_id) return refuse('draft-not-found')
    const decided = await decide({ row, ...seen }, input)
    if (!decided.ok || !decided.isNew) return decided
    try {
      await writeTogether(db, added(actor, { row, ...seen }, input))
      return decided
    } catch (error) {
      if (!(error instanceof UnmetError)) throw error
      return null
    }
  }

  return {
    /**
     * Step 3: a file that was taken in becomes a paper of the draft; the same file sent again for it is the same paper. Decided on what
     * is read at once and written in one statement that finds the draft as it was read: whoever adds to it or changes it moves its revision.
     * `before` is what the same request has read: while the file came it may have changed, so nothing is refused because of it.
     */
    async attach(actor: Citizen, draftId: string, input: NewPaper, before: Seen | null = null): Promise<Decided<{ fileId: string; isNew: boolean }>> {
      if (!isId(draftId)) return refuse('draft-not-found')
      const first = before && (await tryAttach(actor, before, input))
      if (first?.ok) return first
      for (;;) {
        const done = await tryAttach(actor, await readTogether(db, partsToAttach(draftId)), input)
        if (done) return done
      }
    },
    /** A file that is a paper of the draft already becomes one of another component too: nobody sends it twice. */
    attachAlso(actor: Citizen, draftId: string, input: { component: string; fileId: string }): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row, draft) => {
        const known = await componentOf(draft, input.component)
        if (!known.ok) return known
        const at = clock.now()
        const added = await addPaperAlso(deps, tx, actor, { draftId: row.id, invitationId: null, limits: known.limits, ...input, at })
        if (added.ok && added.isNew) await updateDraft(tx, row.id, { updated_at: at })
        return added
      })
    },
    /** From one component, or from all where none is named; the file goes with its last paper. */
    detach(actor: Citizen, draftId: string, fileId: string, component?: string): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row) => {
        const removed = await removePaper(tx, { draftId: row.id, invitationId: null }, fileId, component)
        if (removed.ok) await updateDraft(tx, row.id, { updated_at: clock.now() })
        return removed
      })
    },
    completePapers(actor: Citizen, draft: DraftRef): Promise<Decided> {
      return change(actor, draft, async () => ({ ok: true as const, to: { step: 4 } }))
    },
  }
}
