import type { Actor } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { AgencyWritten } from './create-agency.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS, changesBetween } from './events.ts'
import { refuse } from './refusals.ts'
import { type AgencyForm, checkAgency } from './rules/agency-form.ts'
import { administers } from './rules/scope.ts'
import { isCodeTaken, lockAgency, updateAgency } from './store.ts'

export interface AgencyChange {
  agencyId: string
  /** Revision that the form showed. */
  revision: number
  form: AgencyForm
}

/** Changes what is known of an agency; its place in the tree stays (an agency that moves is closed and succeeded). */
export function changeAgency(deps: AgencyActDeps) {
  const change = async (tx: Tx, actor: Actor, input: AgencyChange): Promise<AgencyWritten> => {
    const before = await lockAgency(tx, input.agencyId)
    if (!before) return refuse('agency-not-found')
    if (!administers(actor, before.path)) return refuse('agency-not-yours')
    if (before.validTo) return refuse('agency-closed')
    if (before.revision !== input.revision) return refuse('agency-changed-meanwhile')
    const checked = checkAgency(input.form, await deps.places())
    if (!checked.ok) return { ...refuse('agency-form-has-errors', { count: checked.faults.length }), faults: checked.faults }
    const { details } = checked
    if (details.code && (await isCodeTaken(tx, details.code, before.id))) return refuse('agency-code-taken')
    const changes = changesBetween(before, details)
    if (Object.keys(changes).length > 0) {
      const at = deps.clock.now()
      await updateAgency(tx, before.id, details, at)
      await deps.appendEvent(tx, {
        stream: { kind: 'agency', id: before.id },
        type: AGENCY_EVENTS.changed,
        version: 1,
        actor,
        agencyId: before.id,
        provinceCode: details.provinceCode,
        payload: { changes },
        at,
      })
    }
    return { ok: true, agencyId: before.id, agencyPath: before.path }
  }
  return async (actor: Actor, input: AgencyChange): Promise<AgencyWritten> => {
    const result = await inTransaction(deps.db, (tx) => change(tx, actor, input))
    if (result.ok) deps.changed?.()
    return result
  }
}
