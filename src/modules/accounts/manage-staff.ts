import type { Actor } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Json } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { administers, selectAllPosts } from '../agencies/index.ts'
import { orBusy } from './busy.ts'
import { makeOneTimePassword } from './create-staff.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { ONE_TIME_DAYS } from './rules/staff.ts'
import { endSessionsOf } from './sessions.store.ts'
import { lockStaff, type StaffRow, updateStaffName, updateStaffPassword, updateStaffStatus } from './staff.store.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent' | 'hasher'>
type StaffEvent = (typeof ACCOUNT_EVENTS)[keyof typeof ACCOUNT_EVENTS]

/**
 * Who may touch a member of staff's login: an administrator of the home agency and of every agency where a post is held
 * now or later. Otherwise a commune's administrator could take over the login of somebody who also serves above.
 */
async function decide(tx: Tx, deps: Pick<Deps, 'clock'>, actor: Actor, staff: StaffRow): Promise<Decided> {
  if (!administers(actor, staff.home_agency_path)) return refuse('staff-not-found')
  const today = civilDateOf(deps.clock.now())
  const posts = (await selectAllPosts(tx, [staff.id])).filter((post) => post.validTo === null || post.validTo >= today)
  return posts.every((post) => administers(actor, post.agencyPath)) ? { ok: true } : refuse('staff-holds-posts-elsewhere')
}

function managing(deps: Pick<Deps, 'db' | 'clock' | 'appendEvent'>) {
  return <T extends object>(
    actor: Actor,
    staffId: string,
    event: StaffEvent,
    change: (tx: Tx, staff: StaffRow, at: Date) => Promise<T & { payload?: Json }>,
    options: { oneself?: boolean } = {},
  ): Promise<Decided<T>> =>
    inTransaction(deps.db, async (tx): Promise<Decided<T>> => {
      const staff = await lockStaff(tx, staffId)
      if (!staff) return refuse('staff-not-found')
      if (!options.oneself && actor.kind === 'staff' && actor.staffId === staffId) return refuse('staff-is-oneself')
      const decided = await decide(tx, deps, actor, staff)
      if (!decided.ok) return decided
      const at = deps.clock.now()
      const { payload = {}, ...done } = await change(tx, staff, at)
      const stream = { kind: 'staff', id: staffId }
      await deps.appendEvent(tx, { stream, type: event, version: 1, actor, agencyId: staff.home_agency_id, payload, at })
      return { ok: true, ...(done as unknown as T) }
    })
}

/** Shuts a login: its sessions end in the same moment. */
export function disableStaff(deps: Deps) {
  const manage = managing(deps)
  return (actor: Actor, staffId: string): Promise<Decided> =>
    manage(actor, staffId, ACCOUNT_EVENTS.staffDisabled, async (tx, staff, at) => {
      await updateStaffStatus(tx, staff.id, 'disabled', at)
      await endSessionsOf(tx, { staffId }, {}, 'administrator', at)
      return {}
    })
}

export function enableStaff(deps: Deps) {
  const manage = managing(deps)
  return (actor: Actor, staffId: string): Promise<Decided> =>
    manage(actor, staffId, ACCOUNT_EVENTS.staffEnabled, async (tx, staff, at) => {
      await updateStaffStatus(tx, staff.id, 'active', at)
      return {}
    })
}

export function renameStaff(deps: Deps) {
  const manage = managing(deps)
  return async (actor: Actor, staffId: string, typed: string): Promise<Decided> => {
    const name = cleanText(typed, { max: 200 })
    if (!name.ok || name.text === '') return refuse('staff-form-has-errors')
    const change = async (tx: Tx, staff: StaffRow, at: Date) => {
      await updateStaffName(tx, staff.id, name.text, at)
      return { payload: { from: staff.name, to: name.text } }
    }
    return manage(actor, staffId, ACCOUNT_EVENTS.staffRenamed, change, { oneself: true })
  }
}

/** Gives a new one-time password: it is in the answer and nowhere else; the sessions end. */
export function resetStaffPassword(deps: Deps) {
  const manage = managing(deps)
  return (actor: Actor, staffId: string): Promise<Decided<{ username: string; oneTimePassword: string }>> =>
    orBusy(async (): Promise<Decided<{ username: string; oneTimePassword: string }>> => {
      const oneTimePassword = makeOneTimePassword()
      const hash = await deps.hasher.hash(oneTimePassword)
      return manage(actor, staffId, ACCOUNT_EVENTS.staffPasswordReset, async (tx, staff, at) => {
        const expiresAt = new Date(at.getTime() + ONE_TIME_DAYS * 86_400_000)
        await updateStaffPassword(tx, staff.id, { hash, mustChange: true, expiresAt }, at)
        await endSessionsOf(tx, { staffId }, {}, 'administrator', at)
        return { username: staff.username, oneTimePassword }
      })
    })
}
