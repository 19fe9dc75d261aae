import type { Decided } from '../../platform/result.ts'
import type { RawAnswers } from '../forms/index.ts'
import { standingParts } from './draft-parts.ts'
import { FILING_EVENTS } from './events.ts'
import { type Citizen, type Draft, type DraftDeps, type DraftRef, markOf, type OwnDrafts, sealDraftAnswers } from './own-draft.ts'
import { refuse } from './refusals.ts'
import { type DraftContent, updateDraft } from './store.ts'

/** Where a draft is filed, which case, how the result comes. */
export interface General {
  provinceCode: string | null
  communeCode: string | null
  caseKey: string | null
  resultWay: 'online' | 'counter' | 'post' | null
}

/** What is typed into a draft and kept, right or wrong. */
export function createSaveDraft(deps: DraftDeps, { change, changeLocked, allowed }: OwnDrafts) {
  const { clock, sealer } = deps

  async function generalTo(seen: Draft, input: General): Promise<{ complete: boolean; to: Partial<DraftContent> }> {
    const version = await deps.packages.version(seen.package_version_id)
    const agency = input.communeCode ? await deps.agencies.competent(input.communeCode, version.level, version.code) : null
    const caseKey = version.cases.some((one) => one.key === input.caseKey) ? input.caseKey : null
    const complete = agency !== null && caseKey !== null && input.resultWay !== null
    return {
      complete,
      to: {
        province_code: input.provinceCode ?? agency?.provinceCode ?? null,
        commune_code: input.communeCode,
        agency_id: agency?.id ?? null,
        case_key: caseKey,
        result_way: input.resultWay,
        step: complete ? Math.max(seen.step, 2) : seen.step,
      },
    }
  }

  async function answersTo(seen: Draft, input: { raw: RawAnswers; seen: string | null }): Promise<Decided<{ mark: string; savedAt: Date; to: Partial<DraftContent> }>> {
    const raw = await allowed(seen, input.raw)
    const mark = markOf(raw)
    if (input.seen !== null && ![input.seen, mark].includes(markOf(seen.answers))) return refuse('draft-changed-elsewhere')
    const savedAt = clock.now()
    return { ok: true, mark, savedAt, to: { answers: sealDraftAnswers(sealer, seen.id, raw), updated_at: savedAt } }
  }

  return {
    /** Step 1: where it is filed, which case, how the result comes. */
    saveGeneral: (actor: Citizen, draft: DraftRef, input: General): Promise<Decided<{ complete: boolean }>> => change(actor, draft, async (seen) => ({ ok: true as const, ...(await generalTo(seen, input)) })),

    /**
     * Step 2: what was typed, right or wrong. With `seen`, the mark of the answers that it was typed over, answers that were
     * changed on another device meanwhile are kept and this is refused, so that neither overwrites the other unseen.
     */
    saveAnswers(actor: Citizen, draft: DraftRef, input: { raw: RawAnswers; seen: string | null; complete: boolean }): Promise<Decided<{ mark: string; savedAt: Date }>> {
      return change(actor, draft, async (seen) => {
        const done = await answersTo(seen, input)
        return done.ok ? { ...done, to: { ...done.to, step: input.complete ? Math.max(seen.step, 3) : seen.step } } : done
      })
    },

    /** Both at once, as a program sends them. */
    saveWhole(actor: Citizen, draftId: string, input: General & { raw: RawAnswers; seen: string | null }): Promise<Decided<{ mark: string; savedAt: Date }>> {
      return change(actor, draftId, async (seen) => {
        const [general, done] = [await generalTo(seen, input), await answersTo(seen, input)]
        return done.ok ? { ...done, to: { ...general.to, ...done.to } } : done
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
  }
}
