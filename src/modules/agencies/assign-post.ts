import type { Actor } from '../../platform/actor.ts'
import { actorKey } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { insertPost, lockStaffPosts, selectAllPosts } from './posts.store.ts'
import { refuse } from './refusals.ts'
import { checkPost, collidesWithHeld, type PostForm } from './rules/post.ts'
import { administers } from './rules/scope.ts'
import { findAgencyRow } from './store.ts'

export interface NewPost extends PostForm {
  staffId: string
  agencyId: string
}

/** Gives a member of staff a post, inside the caller's transaction. */
export function assignPostWithin(deps: Pick<AgencyActDeps, 'clock' | 'appendEvent'>) {
  return async (tx: Tx, actor: Actor, input: NewPost): Promise<Decided<{ postId: string }>> => {
    const agency = await findAgencyRow(tx, input.agencyId)
    if (!agency) return refuse('agency-not-found')
    if (!administers(actor, agency.path)) return refuse('agency-not-yours')
    if (agency.validTo) return refuse('agency-closed')
    const checked = checkPost(input)
    if (!checked.ok) return checked
    await lockStaffPosts(tx, [input.staffId])
    if (collidesWithHeld(checked.details, agency.id, await selectAllPosts(tx, [input.staffId]))) return refuse('post-already-held')
    const at = deps.clock.now()
    const id = newId()
    await insertPost(tx, { id, staffId: input.staffId, agencyId: agency.id, ...checked.details, by: actorKey(actor), at })
    await deps.appendEvent(tx, {
      stream: { kind: 'staff', id: input.staffId },
      type: AGENCY_EVENTS.postAssigned,
      version: 1,
      actor,
      actId: id,
      agencyId: agency.id,
      provinceCode: agency.provinceCode,
      payload: { postId: id, agencyId: agency.id, ...checked.details },
      at,
    })
    return { ok: true, postId: id }
  }
}

/** Gives a member of staff a post in an agency that the actor administers. */
export function assignPost(deps: AgencyActDeps) {
  const assign = assignPostWithin(deps)
  return (actor: Actor, input: NewPost) => inTransaction(deps.db, (tx) => assign(tx, actor, input))
}
