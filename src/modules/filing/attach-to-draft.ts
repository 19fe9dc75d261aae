import type { Decided } from '../../platform/result.ts'
import type { ReceivedFile } from '../files/index.ts'
import { givenParties } from './draft-parts.ts'
import { addPaper, addPaperAlso, removePaper } from './draft-papers.ts'
import type { Citizen, Draft, DraftDeps, DraftRef, OwnDrafts } from './own-draft.ts'
import type { ApplicableComponent } from './ports.ts'
import { refuse } from './refusals.ts'
import { updateDraft } from './store.ts'

/** Papers of a draft. */
export function createAttachToDraft(deps: DraftDeps, { change, changeLocked }: OwnDrafts) {
  const { clock } = deps

  /** A component of the draft's own that nobody else was asked for. */
  async function componentOf(draft: Draft, id: string): Promise<Decided<{ limits: ApplicableComponent }>> {
    const version = await deps.packages.version(draft.package_version_id)
    const known = version.components(draft.case_key ?? version.cases[0]?.key ?? '', {}).find((one) => one.id === id)
    if (!known) return refuse('component-unknown', { component: id.slice(0, 60) })
    return known.by && givenParties(draft).includes(known.by) ? refuse('part-of-another') : { ok: true, limits: known }
  }

  return {
    /** Step 3: a file that was taken in becomes a paper of the draft; the same file sent again for it is the same paper. */
    attach(actor: Citizen, draftId: string, input: { component: string; received: ReceivedFile }): Promise<Decided<{ fileId: string }>> {
      return changeLocked(actor, draftId, async (tx, row, draft) => {
        const known = await componentOf(draft, input.component)
        if (!known.ok) return known
        const at = clock.now()
        const added = await addPaper(deps, tx, actor, { draftId: row.id, invitationId: null, limits: known.limits, ...input, at })
        if (added.ok && added.isNew) await updateDraft(tx, row.id, { updated_at: at })
        return added
      })
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
