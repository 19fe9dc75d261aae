import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, formatDate } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { findPost, lockStaffPosts, updatePostEnd } from './posts.store.ts'
import { refuse } from './refusals.ts'
import { administers } from './rules/scope.ts'

/** Sets the last day of a post. */
export function endPost(deps: AgencyActDeps) {
  return (actor: Actor, input: { postId: string; staffId: string; lastDay: CivilDate }): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      await lockStaffPosts(tx, [input.staffId])
      const post = await findPost(tx, input.postId)
      if (!post || post.staffId !== input.staffId) return refuse('post-not-found')
      if (!administers(actor, post.agencyPath)) return refuse('agency-not-yours')
      if (actor.kind === 'staff' && actor.staffId === post.staffId && post.duties.includes('administrator')) {
        return refuse('own-administration-kept')
      }
      if (input.lastDay < post.validFrom) return refuse('post-end-before-start', { from: formatDate(post.validFrom) })
      await updatePostEnd(tx, post.postId, input.lastDay)
      await deps.appendEvent(tx, {
        stream: { kind: 'staff', id: post.staffId },
        type: AGENCY_EVENTS.postEnded,
        version: 1,
        actor,
        actId: post.postId,
        agencyId: post.agencyId,
        payload: { postId: post.postId, lastDay: input.lastDay },
        at: deps.clock.now(),
      })
      return { ok: true }
    })
}
