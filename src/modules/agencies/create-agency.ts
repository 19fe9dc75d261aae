import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { type AgencyForm, checkAgency, type Fault } from './rules/agency-form.ts'
import { administers } from './rules/scope.ts'
import { pathBelow } from './rules/tree.ts'
import { hasNamesake, insertAgency, isCodeTaken, lockAgency } from './store.ts'

export interface NewAgency {
  /** null makes a root, which only the system may. */
  parentId: string | null
  form: AgencyForm
  /** Today when absent. */
  validFrom?: CivilDate
  /** For data that is loaded again and again under the same id. */
  id?: string
}

export type AgencyWritten = Decided<{ agencyId: string; agencyPath: string }> & { faults?: Fault[] }

/** Opens an agency below another, inside the caller's transaction. */
export function createAgencyWithin(deps: Omit<AgencyActDeps, 'db' | 'changed'>) {
  return async (tx: Tx, actor: Actor, input: NewAgency): Promise<AgencyWritten> => {
    const checked = checkAgency(input.form, await deps.places())
    if (!checked.ok) return { ...refuse('agency-form-has-errors', { count: checked.faults.length }), faults: checked.faults }
    const parent = input.parentId ? await lockAgency(tx, input.parentId) : null
    if (input.parentId && !parent) return refuse('agency-not-found')
    if (parent?.validTo) return refuse('agency-closed')
    if (!administers(actor, parent?.path ?? '')) return refuse('agency-not-yours')
    const { details } = checked
    if (details.code && (await isCodeTaken(tx, details.code, null))) return refuse('agency-code-taken')
    if (parent && (await hasNamesake(tx, parent.id, details.nameVi, null))) return refuse('agency-name-taken')
    const at = deps.clock.now()
    const id = input.id ?? newId()
    const path = pathBelow(parent?.path ?? null, id)
    const validFrom = input.validFrom ?? civilDateOf(at)
    await insertAgency(tx, { id, parentId: input.parentId, path, details, validFrom, at })
    await deps.appendEvent(tx, {
      stream: { kind: 'agency', id },
      type: AGENCY_EVENTS.created,
      version: 1,
      actor,
      agencyId: id,
      provinceCode: details.provinceCode,
      payload: { parentId: input.parentId, validFrom, ...details },
      at,
    })
    return { ok: true, agencyId: id, agencyPath: path }
  }
}

/** Opens an agency below one that the actor administers. */
export function createAgency(deps: AgencyActDeps) {
  const create = createAgencyWithin(deps)
  return async (actor: Actor, input: NewAgency): Promise<AgencyWritten> => {
    const result = await inTransaction(deps.db, (tx) => create(tx, actor, input))
    if (result.ok) deps.changed?.()
    return result
  }
}
