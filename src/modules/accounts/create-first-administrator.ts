import type { Actor } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import type { Decided } from '../../platform/result.ts'
import { type AgencyForm, assignPostWithin, createAgencyWithin, type Fault, type PlaceNames } from '../agencies/index.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { createStaffWithin, makeOneTimePassword } from './create-staff.ts'
import type { AccountActDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { hasStaff } from './staff.store.ts'

export interface FirstAdministrator {
  username: string
  name: string
  agency: AgencyForm
  /** Makes one more root administrator though there is staff already. */
  forceNew: boolean
}

export type AdministratorCreated = Decided<{ username: string; oneTimePassword: string; agencyId: string }> & { faults?: Fault[] }

/** The root agency, its first administrator and the post, all or nothing; the one-time password is in the answer only. */
export function createFirstAdministrator(deps: Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent' | 'hasher'> & { places: () => Promise<PlaceNames> }) {
  const actor: Actor = { kind: 'system', name: 'admin:create' }
  const createAgency = createAgencyWithin(deps)
  const createStaff = createStaffWithin(deps)
  const assignPost = assignPostWithin(deps)
  return async (input: FirstAdministrator): Promise<AdministratorCreated> => {
    const oneTimePassword = makeOneTimePassword()
    const hash = await deps.hasher.hash(oneTimePassword)
    return allOrNothing(deps.db, async (tx, must): Promise<AdministratorCreated> => {
      if (!input.forceNew && (await hasStaff(tx))) return refuse('administrator-exists')
      const agency = must(await createAgency(tx, actor, { parentId: null, form: input.agency }))
      const staff = must(await createStaff(tx, actor, { ...input, homeAgency: agency }, { hash, oneTime: true }))
      const post = { staffId: staff.staffId, agencyId: agency.agencyId, title: 'Quản trị viên', duties: ['administrator'], validTo: null }
      must(await assignPost(tx, actor, { ...post, validFrom: civilDateOf(deps.clock.now()) }))
      return { ok: true, username: staff.username, oneTimePassword, agencyId: agency.agencyId }
    })
  }
}
