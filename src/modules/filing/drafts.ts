import type { Actor } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction, type Reader, type Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { UnmetError, writeTogether } from '../../platform/together.ts'
import type { Lang } from '../../platform/words.ts'
import type { AppendEvent } from '../events/index.ts'
import { type ReceivedFile, removeFile } from '../files/index.ts'
import type { RawAnswers } from '../forms/index.ts'
import { givenParties, ownAnswers, type PartOfDraft, partOfDraft, standingParts } from './draft-parts.ts'
import { addPaper, addPaperAlso, removePaper } from './draft-papers.ts'
import { endInvitation } from './end-invitation.ts'
import { type InvitationRow, newestInvitations } from './invitations.store.ts'
import type { ApplicableComponent, FilingAgencies, FilingPackages } from './ports.ts'
import { FILING_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { changedWrite, type DraftContent, type DraftPaperRow, type DraftRow, insertDraft, lockDraft, lockDraftsOf, selectDraft, selectDraftPapers, selectOpenDrafts, updateDraft } from './store.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

export const MAX_DRAFTS = 20

export interface Draft extends Omit<DraftRow, 'answers'> {
  answers: RawAnswers
  sealedAnswers: Buffer
  /** Own papers, and those of parts that were confirmed. */
  papers: DraftPaperRow[]
  /** What others were asked for, the newest invitation to each part. */
  parts: PartOfDraft[]
}

/** A draft by its id, or as the same request has read it: then it isn't read again. */
type DraftRef = string | Draft

/** Undoes the key that was taken: the next try may find room. */
class TooManyDrafts extends Error {}

/** Tells whether two sets of answers are the same, without telling what they are. */
export const markOf = (raw: RawAnswers): string => requestHashOf(raw).toString('base64url').slice(0, 22)

const answersContext = (id: string) => `filing.draft:${id}:answers`

export const openDraftAnswers = (sealer: Sealer, row: Pick<DraftRow, 'id' | 'answers'>): RawAnswers => JSON.parse(sealer.openText(answersContext(row.id), row.answers)) as RawAnswers
export const sealDraftAnswers = (sealer: Sealer, draftId: string, raw: RawAnswers): Buffer => sealer.sealText(answersContext(draftId), JSON.stringify(raw))

export interface DraftDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  packages: FilingPackages
  agencies: FilingAgencies
}

/** What a person does to a dossier before it is submitted; each act is one transaction and leaves the draft readable. */
export function createDrafts(deps: DraftDeps) {
  const { db, clock, sealer } = deps

  function opened({ answers, ...row }: DraftRow, papers: DraftPaperRow[], invitations: InvitationRow[]): Draft {
    const parts = invitations.map((invitation) => partOfDraft(sealer, invitation, clock.now()))
    const shown = new Set(parts.flatMap(({ invitationId, confirmed }) => (confirmed ? [invitationId] : [])))
    return {
      ...row,
      sealedAnswers: answers,
      answers: openDraftAnswers(sealer, { id: row.id, answers }),
      papers: papers.filter((paper) => paper.invitation_id === null || shown.has(paper.invitation_id)),
      parts,
    }
  }

  async function find(reader: Reader, actor: Citizen, draftId: string): Promise<Draft | null> {
    if (!isId(draftId)) return null
    const found = await selectDraft(reader, draftId, actor.accountId)
    return found ? opened(found.row, found.papers, found.invitations) : null
  }

  /**
   * Decides on the draft and writes in one statement, which finds the draft as it was decided on: when another request wrote
   * meanwhile, it is read and decided on again.
   */
  async function change<T extends object>(actor: Citizen, draft: DraftRef, decide: (draft: Draft) => Promise<Decided<T & { to: Partial<DraftContent> }>>): Promise<Decided<T>> {
    let seen = typeof draft === 'string' ? await find(db, actor, draft) : draft
    for (;;) {
      if (!seen || seen.dossier_id || seen.account_id !== actor.accountId) return refuse('draft-not-found')
      const decided = await decide(seen)
      if (!decided.ok) return decided
      const { to, ...value } = decided
      const { sealedAnswers, papers: _papers, parts: _parts, ...row } = seen
      try {
        await writeTogether(db, [changedWrite(row, { ...row, answers: sealedAnswers, updated_at: clock.now(), ...to })])
        return value as Decided<T>
      } catch (error) {
        // One of those who write at once has written, so this ends.
        if (!(error instanceof UnmetError)) throw error
        seen = await find(db, actor, seen.id)
      }
    }
  }

  /** What others were asked for is not typed here. */
  async function allowed(draft: Draft, raw: RawAnswers): Promise<RawAnswers> {
    if (standingParts(draft).length === 0) return raw
    return ownAnswers((await deps.packages.version(draft.package_version_id)).form, draft, raw)
  }

  /** Locks the draft, refuses one that was submitted, does the change. */
  async function changeLocked<T extends object>(actor: Citizen, draftId: string, work: (tx: Tx, row: DraftRow, draft: Draft) => Promise<Decided<T>>): Promise<Decided<T>> {
    if (!isId(draftId)) return refuse('draft-not-found')
    return inTransaction(db, async (tx) => {
      const row = await lockDraft(tx, draftId, actor.accountId)
      if (!row || row.dossier_id) return refuse('draft-not-found')
      return work(tx, row, opened(row, [], await newestInvitations(tx, draftId)))
    })
  }

  /** A component of the draft's own that nobody else was asked for. */
  async function componentOf(draft: Draft, id: string): Promise<Decided<{ limits: ApplicableComponent }>> {
    const version = await deps.packages.version(draft.package_version_id)
    const known = version.components(draft.case_key ?? version.cases[0]?.key ?? '', {}).find((one) => one.id === id)
    if (!known) return refuse('component-unknown', { component: id.slice(0, 60) })
    return known.by && givenParties(draft).includes(known.by) ? refuse('part-of-another') : { ok: true, limits: known }
  }

  return {
    /** The same key again is the same draft. */
    async start(actor: Citizen, input: { procedureCode: string; lang: Lang; key?: string | null }): Promise<Decided<{ draftId: string }>> {
      const version = await deps.packages.current(input.procedureCode)
      if (!version) return refuse('not-fileable-online')
      const now = clock.now()
      return inTransaction(db, async (tx) => {
        await lockDraftsOf(tx, actor.accountId)
        const id = newId()
        const key = { actor: `citizen:${actor.accountId}`, route: 'start-draft', key: input.key ?? id, requestHash: requestHashOf(version.code), at: now }
        const begun = await once(tx, key, async () => id)
        if (!begun.ok) return begun
        if (begun.replayed) return { ok: true as const, draftId: begun.value }
        const open = await selectOpenDrafts(tx, actor.accountId, MAX_DRAFTS)
        if (open.length >= MAX_DRAFTS) throw new TooManyDrafts()
        await insertDraft(tx, {
          id,
          account_id: actor.accountId,
          procedure_code: version.code,
          package_version_id: version.versionId,
          case_key: version.cases.length === 1 ? (version.cases[0]?.key ?? null) : null,
          province_code: null,
          commune_code: null,
          agency_id: null,
          lang: input.lang,
          answers: sealDraftAnswers(sealer, id, {}),
          created_at: now,
          updated_at: now,
        })
        return { ok: true as const, draftId: id }
      }).catch((error: unknown) => {
        if (error instanceof TooManyDrafts) return refuse('too-many-drafts', { count: MAX_DRAFTS })
        throw error
      })
    },

    /** An own draft with what was typed and attached; null when there is none, when it is another's or was discarded. */
    find,
    async listOpen(reader: Reader, actor: Citizen): Promise<DraftRow[]> {
      return selectOpenDrafts(reader, actor.accountId, MAX_DRAFTS)
    },

    /** Step 1: where it is filed, which case, how the result comes. */
    saveGeneral(
      actor: Citizen,
      draft: DraftRef,
      input: { provinceCode: string | null; communeCode: string | null; caseKey: string | null; resultWay: 'online' | 'counter' | 'post' | null },
    ): Promise<Decided<{ complete: boolean }>> {
      return change(actor, draft, async (seen) => {
        const version = await deps.packages.version(seen.package_version_id)
        const agency = input.communeCode ? await deps.agencies.competent(input.communeCode, version.level, version.code) : null
        const caseKey = version.cases.some((one) => one.key === input.caseKey) ? input.caseKey : null
        const complete = agency !== null && caseKey !== null && input.resultWay !== null
        return {
          ok: true as const,
          complete,
          to: {
            province_code: input.provinceCode,
            commune_code: input.communeCode,
            agency_id: agency?.id ?? null,
            case_key: caseKey,
            result_way: input.resultWay,
            step: complete ? Math.max(seen.step, 2) : seen.step,
          },
        }
      })
    },

    /**
     * Step 2: what was typed, right or wrong. With `seen`, the mark of the answers that it was typed over, answers that were
     * changed on another device meanwhile are kept and this is refused, so that neither overwrites the other unseen.
     */
    saveAnswers(
      actor: Citizen,
      draft: DraftRef,
      input: { raw: RawAnswers; seen: string | null; complete: boolean },
    ): Promise<Decided<{ mark: string; savedAt: Date }>> {
      return change(actor, draft, async (seen) => {
        const raw = await allowed(seen, input.raw)
        const mark = markOf(raw)
        if (input.seen !== null && ![input.seen, mark].includes(markOf(seen.answers))) return refuse('draft-changed-elsewhere')
        const savedAt = clock.now()
        const answers = sealDraftAnswers(sealer, seen.id, raw)
        return { ok: true as const, mark, savedAt, to: { answers, step: input.complete ? Math.max(seen.step, 3) : seen.step, updated_at: savedAt } }
      })
    },

    /** Goes on with the version that new dossiers take: answers stay under their fields' ids, also those that it doesn't ask. */
    async takeNewer(actor: Citizen, draftId: string, input: { raw: RawAnswers; seen: string | null }): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row, draft) => {
        const stored = markOf(draft.answers)
        if (input.seen !== null && stored !== input.seen && stored !== markOf(input.raw)) return refuse('draft-changed-elsewhere')
        // Whoever was invited answers the form that they were invited to.
        if (standingParts(draft).length > 0) return refuse('invitation-stands')
        const version = await deps.packages.current(row.procedure_code)
        if (!version) return refuse('not-fileable-online')
        const at = clock.now()
        const keepsCase = version.cases.some((one) => one.key === row.case_key)
        await updateDraft(tx, row.id, {
          package_version_id: version.versionId,
          case_key: keepsCase ? row.case_key : null,
          step: Math.min(row.step, keepsCase ? 2 : 1),
          answers: sealDraftAnswers(sealer, row.id, input.raw),
          updated_at: at,
        })
        await deps.append(tx, { stream: { kind: 'draft', id: row.id }, ...FILING_EVENTS.newerTaken, actor, payload: { from: row.package_version_id, to: version.versionId }, at })
        return { ok: true as const }
      })
    },

    /**
     * The person agrees to have the form filled from what is known of them, or takes it back: `raw` is what then stands in the
     * form, `sources` where each filled field was taken from.
     * @see Luật 91/2025/QH15, art. 9
     */
    setPrefill(actor: Citizen, draftId: string, input: { agreed: boolean; raw: RawAnswers; seen: string | null; sources: Readonly<Record<string, string>> }): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row, draft) => {
        const stored = markOf(draft.answers)
        if (input.seen !== null && stored !== input.seen) return refuse('draft-changed-elsewhere')
        const at = clock.now()
        await updateDraft(tx, row.id, {
          answers: sealDraftAnswers(sealer, row.id, await allowed(draft, input.raw)),
          prefilled: JSON.stringify(input.sources),
          ...(input.agreed ? { prefill_agreed_at: at, prefill_withdrawn_at: null } : { prefill_withdrawn_at: at }),
          updated_at: at,
        })
        const { type, version } = input.agreed ? FILING_EVENTS.prefillAgreed : FILING_EVENTS.prefillWithdrawn
        await deps.append(tx, { stream: { kind: 'draft', id: row.id }, type, version, actor, payload: { fields: Object.keys(input.sources) }, at })
        return { ok: true as const }
      })
    },

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
