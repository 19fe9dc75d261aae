import { type Actor, actorKey } from '../../../platform/actor.ts'
import { allOrNothing } from '../../../platform/all-or-nothing.ts'
import { type Clock, formatDateTime } from '../../../platform/clock.ts'
import type { Db, Tx } from '../../../platform/db.ts'
import { isId, newId } from '../../../platform/ids.ts'
import { once, requestHashOf } from '../../../platform/idempotency.ts'
import type { Decided, Refused } from '../../../platform/result.ts'
import type { AppendEvent } from '../../events/index.ts'
import { PROCESS_EVENTS, nameOf } from '../deps.ts'
import { refuse } from '../refusals.ts'
import { type DraftContent, type DraftEdit, edited } from './content.ts'
import { deleteDraft, type Draft, insertDraft, lockDraft, type Proposal, updateDraft } from './drafts.store.ts'

export interface DraftDeps {
  db: Db
  clock: Clock
  appendEvent: AppendEvent
  /** Whether the actor may decide the processes of an agency; of all for null. */
  mayManage: (actor: Actor, agencyId: string | null) => Promise<Decided>
}

export type DraftChange =
  | DraftEdit
  | { kind: 'propose'; proposal: Proposal }
  /** The proposal becomes the draft. */
  | { kind: 'take' }
  | { kind: 'leave' }
  | { kind: 'discard' }

export interface ChangeInput {
  draftId: string
  /** Version of the draft that was seen; null where it does not matter. */
  seen: number | null
  change: DraftChange
  key: string
}

/** Begins a draft from a version; where one is begun already, that is it. */
export function createStartDraft(deps: DraftDeps) {
  return async (actor: Actor, input: { key: string; agencyId: string | null; basedOn: string; content: DraftContent }): Promise<Decided<{ draftId: string }>> => {
    const allowed = await deps.mayManage(actor, input.agencyId)
    if (!allowed.ok) return allowed
    const at = deps.clock.now()
    return allOrNothing(deps.db, async (tx) => {
      const { content, ...draft } = input
      const { id, isNew } = await insertDraft(tx, { id: newId(), ...draft, ...content }, { at, by: actorKey(actor), byName: nameOf(actor) })
      if (isNew) await note(deps, tx, { id, key: input.key, agencyId: input.agencyId }, PROCESS_EVENTS.draftStarted, actor, at, { basedOn: input.basedOn })
      return { ok: true as const, draftId: id }
    })
  }
}

/** One change of a draft. Whoever changes an older one than there is by now is told who was faster, and nothing is written. */
export function createChangeDraft(deps: DraftDeps) {
  return async (actor: Actor, { draftId, seen, change, key }: ChangeInput): Promise<Decided<object>> => {
    if (!isId(draftId)) return refuse('process-draft-not-found')
    const at = deps.clock.now()
    return allOrNothing(deps.db, async (tx, must): Promise<Decided<object>> => {
      const repeat = { actor: actorKey(actor), route: 'change-process-draft', key, requestHash: requestHashOf({ draftId, seen, change }), at }
      return once(tx, repeat, async () => {
        const draft = await lockDraft(tx, draftId)
        if (!draft) return must(refuse('process-draft-not-found'))
        must(await deps.mayManage(actor, draft.agencyId))
        must(staleness(draft, seen))
        must(await write(tx, draft, change, { at, by: actorKey(actor), byName: nameOf(actor) }))
        await note(deps, tx, draft, change.kind === 'discard' ? PROCESS_EVENTS.draftDiscarded : PROCESS_EVENTS.draftChanged, actor, at, { change: change.kind, version: draft.version })
        return true
      })
    })
  }
}

/** Nothing, or who has changed the draft since it was seen. */
export const staleness = (draft: Draft, seen: number | null): Decided<object> =>
  seen === null || seen === draft.version ? { ok: true } : refuse('process-draft-changed', { name: draft.savedByName, at: formatDateTime(draft.savedAt) })

async function write(tx: Tx, draft: Draft, change: DraftChange, saved: { at: Date; by: string; byName: string }): Promise<{ ok: true } | Refused> {
  if (change.kind === 'discard') {
    await deleteDraft(tx, draft.id)
    return { ok: true }
  }
  if (change.kind === 'propose' || change.kind === 'leave') {
    await updateDraft(tx, draft, draft, change.kind === 'leave' ? null : change.proposal, saved)
    return { ok: true }
  }
  if (change.kind === 'take' && !draft.proposal) return refuse('process-proposal-gone')
  const edit: DraftEdit = change.kind === 'take' ? { kind: 'rows', rows: draft.proposal?.rows ?? [] } : change
  const content = await edited(draft, edit)
  if (!content) return refuse('process-row-gone')
  await updateDraft(tx, draft, content, change.kind === 'take' ? null : draft.proposal, saved)
  return { ok: true }
}

async function note(deps: DraftDeps, tx: Tx, draft: { id: string; key: string; agencyId: string | null }, type: string, actor: Actor, at: Date, more: Record<string, string | number>): Promise<void> {
  await deps.appendEvent(tx, { stream: { kind: 'process-draft', id: draft.id }, type, version: 1, actor, agencyId: draft.agencyId, payload: { key: draft.key, ...more }, at })
}
