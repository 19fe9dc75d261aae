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
import { listFiles, type ReceivedFile, recordFile, removeFile } from '../files/index.ts'
import type { RawAnswers } from '../forms/index.ts'
import type { FilingAgencies, FilingPackages } from './ports.ts'
import { FILING_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { changedWrite, deleteDraftPapers, type DraftContent, type DraftPaperRow, type DraftRow, insertDraft, insertDraftPaper, lockDraft, lockDraftsOf, selectDraft, selectDraftPapers, selectOpenDrafts, updateDraft } from './store.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

export const MAX_DRAFTS = 20

export interface Draft extends Omit<DraftRow, 'answers'> {
  answers: RawAnswers
  sealedAnswers: Buffer
  papers: DraftPaperRow[]
}

/** A draft by its id, or as the same request has read it: then it isn't read again. */
type DraftRef = string | Draft

/** Undoes the key that was taken: the next try may find room. */
class TooManyDrafts extends Error {}

/** Tells whether two sets of answers are the same, without telling what they are. */
export const markOf = (raw: RawAnswers): string => requestHashOf(raw).toString('base64url').slice(0, 22)

const answersContext = (id: string) => `filing.draft:${id}:answers`

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

  const opened = ({ answers, ...row }: DraftRow, papers: DraftPaperRow[]): Draft => ({
    ...row,
    sealedAnswers: answers,
    answers: JSON.parse(sealer.openText(answersContext(row.id), answers)) as RawAnswers,
    papers,
  })

  async function find(reader: Reader, actor: Citizen, draftId: string): Promise<Draft | null> {
    if (!isId(draftId)) return null
    const found = await selectDraft(reader, draftId, actor.accountId)
    return found ? opened(found.row, found.papers) : null
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
      const { sealedAnswers, ...row } = seen
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

  /** Locks the draft, refuses one that was submitted, does the change. */
  async function changeLocked<T extends object>(actor: Citizen, draftId: string, work: (tx: Tx, row: DraftRow) => Promise<Decided<T>>): Promise<Decided<T>> {
    if (!isId(draftId)) return refuse('draft-not-found')
    return inTransaction(db, async (tx) => {
      const row = await lockDraft(tx, draftId, actor.accountId)
      if (!row || row.dossier_id) return refuse('draft-not-found')
      return work(tx, row)
    })
  }

  /** Bytes sent again, because their answer was lost, come under a new file id: they are known by what they are. */
  async function attachedBefore(tx: Tx, draftId: string, { component, received }: { component: string; received: ReceivedFile }): Promise<string | null> {
    const fileIds = (await selectDraftPapers(tx, draftId)).filter((paper) => paper.component === component).map((paper) => paper.file_id)
    const sha256 = received.sha256.toString('hex')
    return (await listFiles({ sealer })(tx, { fileIds })).find((file) => file.sha256 === sha256 && file.filename === received.filename)?.fileId ?? null
  }

  async function hasComponent(row: DraftRow, component: string): Promise<boolean> {
    const version = await deps.packages.version(row.package_version_id)
    return version.components(row.case_key ?? version.cases[0]?.key ?? '', {}).some((one) => one.id === component)
  }

  async function addPaper(tx: Tx, actor: Citizen, draftId: string, { component, fileId }: { component: string; fileId: string }, at: Date): Promise<void> {
    await insertDraftPaper(tx, { draft_id: draftId, file_id: fileId, component, added_at: at })
    await updateDraft(tx, draftId, { updated_at: at })
    await deps.append(tx, { stream: { kind: 'draft', id: draftId }, type: 'draft.paper-added', version: 1, actor, payload: { fileId, component }, at })
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
          answers: sealer.sealText(answersContext(id), '{}'),
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
      const mark = markOf(input.raw)
      return change(actor, draft, async (seen) => {
        const stored = markOf(seen.answers)
        if (input.seen !== null && stored !== input.seen && stored !== mark) return refuse('draft-changed-elsewhere')
        const savedAt = clock.now()
        const answers = sealer.sealText(answersContext(seen.id), JSON.stringify(input.raw))
        return { ok: true as const, mark, savedAt, to: { answers, step: input.complete ? Math.max(seen.step, 3) : seen.step, updated_at: savedAt } }
      })
    },

    /** Goes on with the version that new dossiers take: answers stay under their fields' ids, also those that it doesn't ask. */
    async takeNewer(actor: Citizen, draftId: string, input: { raw: RawAnswers; seen: string | null }): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row) => {
        const stored = markOf(opened(row, []).answers)
        if (input.seen !== null && stored !== input.seen && stored !== markOf(input.raw)) return refuse('draft-changed-elsewhere')
        const version = await deps.packages.current(row.procedure_code)
        if (!version) return refuse('not-fileable-online')
        const at = clock.now()
        const keepsCase = version.cases.some((one) => one.key === row.case_key)
        await updateDraft(tx, row.id, {
          package_version_id: version.versionId,
          case_key: keepsCase ? row.case_key : null,
          step: Math.min(row.step, keepsCase ? 2 : 1),
          answers: sealer.sealText(answersContext(row.id), JSON.stringify(input.raw)),
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
      return changeLocked(actor, draftId, async (tx, row) => {
        const stored = markOf(opened(row, []).answers)
        if (input.seen !== null && stored !== input.seen) return refuse('draft-changed-elsewhere')
        const at = clock.now()
        await updateDraft(tx, row.id, {
          answers: sealer.sealText(answersContext(row.id), JSON.stringify(input.raw)),
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
      return changeLocked(actor, draftId, async (tx, row) => {
        if (!(await hasComponent(row, input.component))) return refuse('component-unknown', { component: input.component.slice(0, 60) })
        const there = await attachedBefore(tx, row.id, input)
        if (there) return { ok: true as const, fileId: there }
        const at = clock.now()
        const recorded = await recordFile(tx, sealer, input.received, { ownerKind: 'draft', ownerId: row.id, at })
        if (!recorded.ok) return recorded
        await addPaper(tx, actor, row.id, { component: input.component, fileId: recorded.fileId }, at)
        return { ok: true as const, fileId: recorded.fileId }
      })
    },
    /** A file that is a paper of the draft already becomes one of another component too: nobody sends it twice. */
    attachAlso(actor: Citizen, draftId: string, input: { component: string; fileId: string }): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row) => {
        if (!(await hasComponent(row, input.component))) return refuse('component-unknown', { component: input.component.slice(0, 60) })
        const papers = (await selectDraftPapers(tx, row.id)).filter((paper) => paper.file_id === input.fileId)
        if (papers.length === 0) return refuse('paper-not-yours')
        if (!papers.some((paper) => paper.component === input.component)) await addPaper(tx, actor, row.id, input, clock.now())
        return { ok: true as const }
      })
    },
    /** From one component, or from all where none is named; the file goes with its last paper. */
    detach(actor: Citizen, draftId: string, fileId: string, component?: string): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row) => {
        const papers = (await selectDraftPapers(tx, row.id)).filter((paper) => paper.file_id === fileId)
        const gone = papers.filter((paper) => component === undefined || paper.component === component)
        if (gone.length === 0) return refuse('draft-not-found')
        const removed = gone.length === papers.length ? await removeFile(tx, fileId) : { ok: true as const }
        if (!removed.ok) return removed
        await deleteDraftPapers(tx, row.id, gone)
        await updateDraft(tx, row.id, { updated_at: clock.now() })
        return { ok: true as const }
      })
    },
    completePapers(actor: Citizen, draft: DraftRef): Promise<Decided> {
      return change(actor, draft, async () => ({ ok: true as const, to: { step: 4 } }))
    },
    discard(actor: Citizen, draftId: string): Promise<Decided> {
      return changeLocked(actor, draftId, async (tx, row) => {
        for (const fileId of new Set((await selectDraftPapers(tx, row.id)).map((paper) => paper.file_id))) await removeFile(tx, fileId)
        await updateDraft(tx, row.id, { discarded_at: clock.now(), answers: sealer.sealText(answersContext(row.id), '{}') })
        return { ok: true as const }
      })
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>
