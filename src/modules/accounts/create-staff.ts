import { randomInt } from 'node:crypto'
import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { administers, assignPostWithin, type PostForm } from '../agencies/index.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { orBusy } from './busy.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { checkStaff, ONE_TIME_ALPHABET, ONE_TIME_DAYS, type StaffForm } from './rules/staff.ts'
import { findStaffByUsername, insertStaff } from './staff.store.ts'
import type { Fault } from './types.ts'

type Deps = Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent' | 'hasher'>

/** Sixteen characters in groups of four, without those that are mistaken for each other. */
export function makeOneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => ONE_TIME_ALPHABET[randomInt(ONE_TIME_ALPHABET.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

export interface NewStaff extends StaffForm {
  homeAgency: { agencyId: string; agencyPath: string }
  /** The first post, in whichever agency; the member of staff is made only if it can be given. */
  post?: PostForm & { agencyId: string }
  /** A lasting password, which only the system sets (demo data); otherwise a one-time password is made. */
  password?: string
  id?: string
}

export type StaffCreated = Decided<{ staffId: string; username: string; oneTimePassword: string | null }> & { faults?: Fault[] }

/** Makes a member of staff inside the caller's transaction, with a password that was hashed before it began. */
export function createStaffWithin(deps: Pick<Deps, 'clock' | 'appendEvent'>) {
  return async (tx: Tx, actor: Actor, input: NewStaff, secret: { hash: string; oneTime: boolean }): Promise<Decided<{ staffId: string; username: string }> & { faults?: Fault[] }> => {
    const { agencyId, agencyPath } = input.homeAgency
    if (!administers(actor, agencyPath)) return refuse('outside-agency')
    const checked = checkStaff(input)
    if (!checked.ok) return { ...refuse('staff-form-has-errors'), faults: checked.faults }
    if (await findStaffByUsername(tx, checked.username)) return { ...refuse('username-taken'), faults: [{ field: 'username', code: 'taken' }] }
    const at = deps.clock.now()
    const staffId = input.id ?? newId()
    await insertStaff(tx, {
      id: staffId,
      username: checked.username,
      name: checked.name,
      home_agency_id: agencyId,
      home_agency_path: agencyPath,
      password_hash: secret.hash,
      password_changed_at: at,
      must_change_password: secret.oneTime,
      password_expires_at: secret.oneTime ? new Date(at.getTime() + ONE_TIME_DAYS * 86_400_000) : null,
      recorded_at: at,
      recorded_by: actorKey(actor),
    })
    const payload = { username: checked.username, name: checked.name, agencyId }
    await deps.appendEvent(tx, { stream: { kind: 'staff', id: staffId }, type: ACCOUNT_EVENTS.staffCreated, version: 1, actor, agencyId, payload, at })
    return { ok: true, staffId, username: checked.username }
  }
}

/** Makes a member of staff; the one-time password is in the answer and nowhere else. */
export function createStaff(deps: Deps) {
  const create = createStaffWithin(deps)
  const assign = assignPostWithin(deps)
  return (actor: Actor, input: NewStaff): Promise<StaffCreated> =>
    orBusy(async (): Promise<StaffCreated> => {
      if (!administers(actor, input.homeAgency.agencyPath)) return refuse('outside-agency')
      const lasting = actor.kind === 'system' ? input.password : undefined
      const password = lasting ?? makeOneTimePassword()
      const hash = await deps.hasher.hash(password)
      return allOrNothing(deps.db, async (tx, must): Promise<StaffCreated> => {
        const created = must(await create(tx, actor, input, { hash, oneTime: lasting === undefined }))
        if (input.post) must(await assign(tx, actor, { ...input.post, staffId: created.staffId }))
        return { ...created, oneTimePassword: lasting === undefined ? password : null }
      })
    })
}
