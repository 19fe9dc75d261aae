import { type Actor, actorKey } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { findAbsence, insertAbsence, lockStaffPosts, markAbsenceCancelled, selectAbsences, selectAllPosts } from './posts.store.ts'
import { refuse } from './refusals.ts'
import { type AbsenceForm, decideAbsence, promisedAs } from './rules/absence.ts'
import { END_OF_TIME } from './rules/post.ts'
import { administers } from './rules/scope.ts'
import { overlaps } from './rules/substitution.ts'
import type { StaffPost } from './types.ts'

type PostDeps = Pick<AgencyActDeps, 'db' | 'clock' | 'appendEvent'>

const heldIn = (post: StaffPost, span: { from: string; to: string }) =>
  overlaps(span, { from: post.validFrom, to: post.validTo ?? END_OF_TIME })

/**
 * Every post of the absentee in that time is within what the actor administers, since the substitute takes all of them on;
 * the substitute holds a post there too.
 */
async function mayRecord(tx: Tx, actor: Actor, form: AbsenceForm): Promise<boolean> {
  const posts = (await selectAllPosts(tx, [form.staffId, form.substituteStaffId])).filter((post) => heldIn(post, form))
  const ofAbsentee = posts.filter((post) => post.staffId === form.staffId)
  const ofSubstitute = posts.filter((post) => post.staffId === form.substituteStaffId)
  return (
    ofAbsentee.length > 0 &&
    ofAbsentee.every((post) => administers(actor, post.agencyPath)) &&
    ofSubstitute.some((post) => administers(actor, post.agencyPath))
  )
}

/** Enters an absence with the one who stands in. */
export function recordAbsence(deps: PostDeps) {
  return (actor: Actor, form: AbsenceForm): Promise<Decided<{ absenceId: string }>> =>
    inTransaction(deps.db, async (tx): Promise<Decided<{ absenceId: string }>> => {
      await lockStaffPosts(tx, [form.staffId, form.substituteStaffId])
      if (form.staffId === form.substituteStaffId) return refuse('substitute-is-absentee')
      if (!(await mayRecord(tx, actor, form))) return refuse('staff-without-post')
      const at = deps.clock.now()
      const known = await selectAbsences(tx, [form.staffId, form.substituteStaffId], form.from)
      const decided = decideAbsence(form, known, civilDateOf(at))
      if (!decided.ok) return decided
      if (promisedAs(form, known).length > 0) return refuse('absentee-is-substitute')
      const id = newId()
      const absence = { ...form, id, reason: decided.reason }
      await insertAbsence(tx, absence, actorKey(actor), at)
      await deps.appendEvent(tx, {
        stream: { kind: 'staff', id: form.staffId },
        type: AGENCY_EVENTS.absenceRecorded,
        version: 1,
        actor,
        actId: id,
        payload: { ...absence },
        at,
      })
      return { ok: true, absenceId: id }
    })
}

/** Takes an absence back: the substitute's powers end at once. */
export function cancelAbsence(deps: PostDeps) {
  return (actor: Actor, absenceId: string): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      const absence = await findAbsence(tx, absenceId)
      if (!absence) return refuse('absence-not-found')
      await lockStaffPosts(tx, [absence.staffId])
      if (!(await mayRecord(tx, actor, absence))) return refuse('agency-not-yours')
      const at = deps.clock.now()
      await markAbsenceCancelled(tx, absenceId, actorKey(actor), at)
      await deps.appendEvent(tx, {
        stream: { kind: 'staff', id: absence.staffId },
        type: AGENCY_EVENTS.absenceCancelled,
        version: 1,
        actor,
        actId: absenceId,
        payload: { absenceId },
        at,
      })
      return { ok: true }
    })
}
