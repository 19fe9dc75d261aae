import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { orBusy } from './busy.ts'
import type { AccountActDeps, SessionPolicy } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { judged, type LoginRequest, limitsOfLogin } from './log-in.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import { refuse } from './refusals.ts'
import { faultsOfNewPassword, type PasswordSet } from './reset-password.ts'
import { MIN_STAFF_PASSWORD } from './rules/password.ts'
import { PER_NAME_AND_ADDRESS } from './rules/throttle.ts'
import { readUsername } from './rules/username.ts'
import { endSessionsOf } from './sessions.store.ts'
import { findStaffByUsername, findStaffRow, lockStaff, updateStaffPassword } from './staff.store.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher' | 'throttle'> & { sessions: SessionPolicy }

export type StaffLoggedIn = Decided<{ session: OpenedSession; mustChangePassword: boolean }>

/** Login of staff by username and password; an officer's session opens no citizen's page and the other way round. */
export function logInStaff(deps: Deps) {
  return (request: LoginRequest): Promise<StaffLoggedIn> =>
    orBusy(async (): Promise<StaffLoggedIn> => {
      const username = readUsername(request.loginName)
      const limits = limitsOfLogin('officer', username ?? 'unreadable', request.origin.ip)
      const verdict = await judged(deps, limits, async () => {
        const staff = username ? await findStaffByUsername(deps.db, username) : null
        const active = staff?.status === 'active' ? staff : null
        return (await deps.hasher.verify(active?.password_hash ?? null, request.password)) ? active : null
      })
      if (!verdict.ok) return verdict
      const known = verdict.who
      return inTransaction(deps.db, async (tx): Promise<StaffLoggedIn> => {
        const at = deps.clock.now()
        const staff = await lockStaff(tx, known.id)
        if (staff?.status !== 'active' || staff.password_hash !== known.password_hash) return refuse('login-failed')
        if (staff.password_expires_at && staff.password_expires_at.getTime() <= at.getTime()) return refuse('one-time-password-expired')
        const { origin, previousToken } = request
        const session = await openSession(tx, { sealer: deps.sealer, policy: deps.sessions }, { owner: { staffId: staff.id }, origin, previousToken, at })
        return { ok: true, session, mustChangePassword: staff.must_change_password }
      })
    })
}

export interface StaffPasswordChange {
  present: string
  password: string
  passwordAgain: string
  sessionId: string | null
}

/** Changes the own password; the first time it opens the way to everything else. */
export function changeStaffPassword(deps: Deps) {
  return (actor: Actor, input: StaffPasswordChange): Promise<PasswordSet> =>
    orBusy(async (): Promise<PasswordSet> => {
      if (actor.kind !== 'staff') return refuse('login-required')
      const limit = { name: `confirm:${actor.staffId}`, policy: PER_NAME_AND_ADDRESS }
      const wait = await deps.throttle.attempt([limit])
      if (wait > 0) return refuse('login-slowed', { seconds: wait })
      const staff = await findStaffRow(deps.db, actor.staffId)
      if (!staff || !(await deps.hasher.verify(staff.password_hash, input.present))) {
        return { ...refuse('password-wrong'), faults: [{ field: 'present', code: 'wrong' }] }
      }
      await deps.throttle.forget([limit])
      const faults = faultsOfNewPassword(input.password, input.passwordAgain, [staff.username, staff.name], MIN_STAFF_PASSWORD)
      if (input.password === input.present) faults.push({ field: 'password', code: 'unchanged' })
      if (faults.length > 0) return { ...refuse('password-not-good'), faults }
      const hash = await deps.hasher.hash(input.password)
      return inTransaction(deps.db, async (tx): Promise<PasswordSet> => {
        const at = deps.clock.now()
        await updateStaffPassword(tx, staff.id, { hash, mustChange: false, expiresAt: null }, at)
        await endSessionsOf(tx, { staffId: staff.id }, { except: input.sessionId }, 'password', at)
        const stream = { kind: 'staff', id: staff.id }
        await deps.appendEvent(tx, { stream, type: ACCOUNT_EVENTS.staffPasswordChanged, version: 1, actor, payload: {}, at })
        return { ok: true }
      })
    })
}
