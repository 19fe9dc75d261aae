import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Reader, type Tx } from '../../platform/db.ts'
import { isId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent } from '../events/index.ts'
import type { ReceivedFile } from '../files/index.ts'
import { askedOfParty, type FormDefinition, type RawAnswers, typedInto } from '../forms/index.ts'
import { openPart, sealPart } from './draft-parts.ts'
import { addPaper, removePaper } from './draft-papers.ts'
import { type Citizen, markOf, openDraftAnswers } from './drafts.ts'
import { endInvitation } from './end-invitation.ts'
import { FILING_EVENTS } from './events.ts'
import { type InvitationRow, lockInvitation, selectInvitation, selectPartsOf, updateInvitation } from './invitations.store.ts'
import type { FilingPackages } from './ports.ts'
import { refuse } from './refusals.ts'
import { type DraftPaperRow, type DraftRow, lockDraftById, selectDraftById, selectDraftPapers, updateDraft } from './store.ts'

export interface PartDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  packages: FilingPackages
}

/** An own part of another person's draft. */
export interface OwnPart {
  row: InvitationRow
  draft: DraftRow
  /** What this person typed. */
  answers: RawAnswers
  /** What the one who began typed: conditions read it, nothing but what the form says is shown of it. */
  beside: RawAnswers
  papers: DraftPaperRow[]
}

/** An own part in a list. */
export type PartListed = Awaited<ReturnType<typeof selectPartsOf>>[number]

const MOST_PARTS = 50

export interface HeldPart extends Pick<OwnPart, 'row' | 'draft' | 'answers'> {
  tx: Tx
  form: FormDefinition
  at: Date
}

/**
 * Locks the draft and then the own part of it, in this order everywhere, for as long as the draft is not submitted; another's
 * part is not there.
 */
export async function onPart<T extends object>(deps: PartDeps, actor: Citizen, partId: string, work: (held: HeldPart) => Promise<Decided<T>>): Promise<Decided<T>> {
  const found = isId(partId) ? await selectInvitation(deps.db, partId) : undefined
  if (!found || found.account_id !== actor.accountId) return refuse('invitation-not-found')
  return inTransaction(deps.db, async (tx) => {
    const draft = await lockDraftById(tx, found.draft_id)
    const row = await lockInvitation(tx, found.id)
    if (!draft || !row || row.ended_at || draft.dossier_id || draft.discarded_at) return refuse('invitation-ended')
    const { form } = await deps.packages.version(draft.package_version_id)
    return work({ tx, row, draft, form: askedOfParty(form, row.party), answers: openPart(deps.sealer, row), at: deps.clock.now() })
  })
}

/** What the invited person does in their own part until it is confirmed. */
export function createParts(deps: PartDeps) {
  const { sealer } = deps

  /** A part that was confirmed stays as it is. */
  const open = <T extends object>(actor: Citizen, partId: string, work: (held: HeldPart) => Promise<Decided<T>>): Promise<Decided<T>> =>
    onPart(deps, actor, partId, async (held) => (held.row.confirmed_at ? refuse('part-confirmed') : work(held)))

  return {
    /** An own part with what was typed and attached; null when there is none or it ended. */
    async find(reader: Reader, actor: Citizen, partId: string): Promise<OwnPart | null> {
      const row = isId(partId) ? await selectInvitation(reader, partId) : undefined
      if (!row || row.account_id !== actor.accountId || row.ended_at) return null
      const draft = await selectDraftById(reader, row.draft_id)
      if (!draft || draft.discarded_at) return null
      const papers = (await selectDraftPapers(reader, draft.id)).filter((paper) => paper.invitation_id === row.id)
      return { row, draft, answers: openPart(sealer, row), beside: openDraftAnswers(sealer, draft), papers }
    },

    /** Parts still to be filled in or waiting for the one who began to submit. */
    listOpen: (reader: Reader, actor: Citizen) => selectPartsOf(reader, actor.accountId, MOST_PARTS),

    /** What was typed, right or wrong; with `seen`, what another device saved meanwhile is not overwritten unseen. */
    saveAnswers(actor: Citizen, partId: string, input: { raw: RawAnswers; seen: string | null }): Promise<Decided<{ mark: string; savedAt: Date }>> {
      return open(actor, partId, async ({ tx, row, form, answers, at }) => {
        const raw = typedInto(form, input.raw)
        const [mark, stored] = [markOf(raw), markOf(answers)]
        if (input.seen !== null && stored !== input.seen && stored !== mark) return refuse('draft-changed-elsewhere')
        await updateInvitation(tx, row.id, { answers: sealPart(sealer, row.id, raw), updated_at: at })
        return { ok: true as const, mark, savedAt: at }
      })
    },

    /**
     * The invited person agrees to have the part filled from their own account, or takes it back.
     * @see Luật 91/2025/QH15, art. 9
     */
    setPrefill(actor: Citizen, partId: string, input: { agreed: boolean; raw: RawAnswers; seen: string | null; sources: Readonly<Record<string, string>> }): Promise<Decided> {
      return open(actor, partId, async ({ tx, row, form, answers, at }) => {
        if (input.seen !== null && markOf(answers) !== input.seen) return refuse('draft-changed-elsewhere')
        await updateInvitation(tx, row.id, {
          answers: sealPart(sealer, row.id, typedInto(form, input.raw)),
          prefilled: JSON.stringify(input.sources),
          ...(input.agreed ? { prefill_agreed_at: at, prefill_withdrawn_at: null } : { prefill_withdrawn_at: at }),
          updated_at: at,
        })
        const kind = input.agreed ? FILING_EVENTS.partPrefillAgreed : FILING_EVENTS.partPrefillWithdrawn
        await deps.append(tx, { stream: { kind: 'draft', id: row.draft_id }, ...kind, actor, payload: { invitationId: row.id, fields: Object.keys(input.sources) }, at })
        return { ok: true as const }
      })
    },

    attach(actor: Citizen, partId: string, input: { component: string; received: ReceivedFile }): Promise<Decided<{ fileId: string }>> {
      return open(actor, partId, async ({ tx, row, draft, at }) => {
        const version = await deps.packages.version(draft.package_version_id)
        const known = version.components(draft.case_key ?? version.cases[0]?.key ?? '', {}).find((one) => one.id === input.component && one.by === row.party)
        if (!known) return refuse('component-unknown', { component: input.component.slice(0, 60) })
        const added = await addPaper(deps, tx, actor, { draftId: draft.id, invitationId: row.id, limits: known, ...input, at })
        // Whoever adds a paper to the draft meanwhile counts this one too.
        if (added.ok && added.isNew) await updateDraft(tx, draft.id, {})
        return added
      })
    },
    detach: (actor: Citizen, partId: string, fileId: string): Promise<Decided> =>
      open(actor, partId, async ({ tx, row }) => removePaper(tx, { draftId: row.draft_id, invitationId: row.id }, fileId)),

    /** The confirmation is taken back, to change something; possible until the dossier is submitted. */
    reopen(actor: Citizen, partId: string): Promise<Decided> {
      return onPart(deps, actor, partId, async ({ tx, row, draft, at }) => {
        if (!row.confirmed_at) return { ok: true as const }
        await updateInvitation(tx, row.id, { confirmed_at: null, declaration: null, updated_at: at })
        // Who looks at the draft as it was must look again before submitting.
        await updateDraft(tx, draft.id, {})
        await deps.append(tx, { stream: { kind: 'draft', id: draft.id }, ...FILING_EVENTS.partReopened, actor, payload: { invitationId: row.id, party: row.party }, at })
        return { ok: true as const }
      })
    },

    /** The person no longer fills it in: what was typed goes. */
    leave(actor: Citizen, partId: string): Promise<Decided> {
      return onPart(deps, actor, partId, async ({ tx, row, draft, at }) => {
        await endInvitation(deps, tx, actor, row.id, 'left', at)
        await updateDraft(tx, draft.id, {})
        return { ok: true as const }
      })
    },
  }
}
export type Parts = ReturnType<typeof createParts>
