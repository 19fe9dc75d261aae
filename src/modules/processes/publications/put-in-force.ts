import { type Actor, actorKey } from '../../../platform/actor.ts'
import { allOrNothing, type Must } from '../../../platform/all-or-nothing.ts'
import { type CivilDate, isoInVietnam } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/db.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { once, requestHashOf } from '../../../platform/idempotency.ts'
import type { Decided } from '../../../platform/result.ts'
import { cleanText } from '../../../platform/text.ts'
import { findByNumber } from '../admin/definitions.store.ts'
import { PROCESS_EVENTS, nameOf } from '../deps.ts'
import { type DraftDeps, staleness } from '../drafts/change-draft.ts'
import { deleteDraft, lockDraft } from '../drafts/drafts.store.ts'
import { lint, type LintDeps } from '../drafts/lint.ts'
import { createPublishDefinition } from '../publish.ts'
import { refuse } from '../refusals.ts'
import { beginningOf } from './day-of-effect.ts'
import { insertPublication, lockPublications, publicationsOf } from './publications.store.ts'
import { standingAt } from './in-force.ts'

export interface PutInForceDeps extends DraftDeps, LintDeps {}

export type WhatToPublish =
  /** A draft without faults becomes a version. */
  | { draftId: string; seen: number }
  /** A version that there is already, for an agency or in common (null). */
  | { processKey: string; number: number; agencyId: string | null }
  /** None of its own from then on. */
  | { processKey: string; number: null; agencyId: string | null }

export interface PublicationInput {
  what: WhatToPublish
  date: CivilDate
  reason: string
  key: string
}

export const REASON_MAX = 500

export type PutInForce = Decided<{ processKey: string; number: number | null }>

/**
 * Puts a process in force from a day on, with who decided it and why: dossiers whose process begins from then take it, running ones keep
 * theirs. The internal process is the agency's own to decide: one published for an agency goes before the common one there.
 * @see NĐ 118/2025/NĐ-CP (quy trình nội bộ); decisions/0027
 */
export function createPutInForce(deps: PutInForceDeps) {
  const publishDefinition = createPublishDefinition(deps)
  return async (actor: Actor, { what, date, reason, key }: PublicationInput): Promise<PutInForce> => {
    const at = deps.clock.now()
    const said = cleanText(reason, { max: REASON_MAX })
    if (!said.ok || said.text === '') return refuse('process-reason-missing')
    const began = beginningOf(date, at)
    if (!began.ok) return began
    return allOrNothing(deps.db, async (tx, must): Promise<PutInForce> => {
      const repeat = { actor: actorKey(actor), route: 'publish-process', key, requestHash: requestHashOf({ what, date, reason: said.text }), at }
      const done = await once(tx, repeat, async () => {
        const found = await toPublish(tx, must, actor, what, at)
        await lockPublications(tx, found.processKey)
        must(await news(tx, found, began.validFrom))
        await insertPublication(tx, { id: newId(), key: found.processKey, agency_id: found.agencyId, definition_id: found.definitionId, valid_from: began.validFrom, recorded_at: at, published_by: actorKey(actor), published_by_name: nameOf(actor), reason: said.text })
        await deps.appendEvent(tx, {
          stream: { kind: 'process-definition', id: found.definitionId ?? newId() },
          type: PROCESS_EVENTS.putInForce,
          version: 1,
          actor,
          agencyId: found.agencyId,
          payload: { key: found.processKey, number: found.number, agencyId: found.agencyId, validFrom: isoInVietnam(began.validFrom), reason: said.text },
          at,
        })
        return { processKey: found.processKey, number: found.number }
      })
      return done.ok ? { ok: true, ...done.value } : done
    })
  }

  async function toPublish(tx: Tx, must: Must, actor: Actor, what: WhatToPublish, at: Date) {
    if ('processKey' in what) {
      must(await deps.mayManage(actor, what.agencyId))
      const version = what.number === null ? null : await findByNumber(tx, what.processKey, what.number)
      if (what.number !== null && !version) return must(refuse('process-version-not-found'))
      return { processKey: what.processKey, agencyId: what.agencyId, number: what.number, definitionId: version?.id ?? null }
    }
    const draft = isId(what.draftId) ? await lockDraft(tx, what.draftId) : null
    if (!draft) return must(refuse('process-draft-not-found'))
    must(await deps.mayManage(actor, draft.agencyId))
    must(staleness(draft, what.seen))
    const { faults, xml } = await lint(deps, draft.key, draft)
    if (faults.length > 0 || !xml) return must(refuse('process-has-faults', { count: Math.max(1, faults.length), first: faults[0]?.message ?? '' }))
    const { definitionId, number } = must(await publishDefinition(tx, { key: draft.key, xml, names: deps.names, acts: deps.acts, actor, at }))
    await deleteDraft(tx, draft.id)
    return { processKey: draft.key, agencyId: draft.agencyId, number, definitionId }
  }

  /** In force already it is no news; nor is the end of what there is not. */
  async function news(tx: Tx, found: { processKey: string; agencyId: string | null; definitionId: string | null }, from: Date): Promise<Decided<object>> {
    const before = standingAt(await publicationsOf(tx, found.processKey), from).find((one) => one.agencyId === found.agencyId)
    return (before?.definitionId ?? null) === found.definitionId ? refuse('process-in-force-already') : { ok: true }
  }
}
