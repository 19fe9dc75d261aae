import type { Actor } from '../../platform/actor.ts'
import { civilDateOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import type { Fault } from './rules/agency-form.ts'
import { checkReceptionPoint, type ReceptionPointForm } from './rules/reception-point-form.ts'
import { administers } from './rules/scope.ts'
import { endReceptionPoint, insertReceptionPoint, lockAgency, selectReceptionPoints } from './store.ts'

export type PointOpened = Decided<{ pointId: string }> & { faults?: Fault[] }

/** Opens one more place where the agency takes dossiers. */
export function openReceptionPoint(deps: AgencyActDeps) {
  return async (actor: Actor, input: { agencyId: string; form: ReceptionPointForm }): Promise<PointOpened> => {
    const checked = checkReceptionPoint(input.form)
    const result = await inTransaction(deps.db, async (tx): Promise<PointOpened> => {
      const agency = await lockAgency(tx, input.agencyId)
      if (!agency) return refuse('agency-not-found')
      if (!administers(actor, agency.path)) return refuse('agency-not-yours')
      if (agency.validTo) return refuse('agency-closed')
      if (!checked.ok) return { ...refuse('agency-form-has-errors', { count: checked.faults.length }), faults: checked.faults }
      const open = (await selectReceptionPoints(tx)).filter((point) => point.agencyId === agency.id && point.validTo === null)
      if (open.some((point) => point.nameVi === checked.details.nameVi)) return refuse('agency-name-taken')
      const at = deps.clock.now()
      const point = { id: newId(), agencyId: agency.id, ...checked.details, validFrom: civilDateOf(at), validTo: null }
      await insertReceptionPoint(tx, point, at)
      await deps.appendEvent(tx, {
        stream: { kind: 'agency', id: agency.id },
        type: AGENCY_EVENTS.receptionPointOpened,
        version: 1,
        actor,
        agencyId: agency.id,
        provinceCode: agency.provinceCode,
        payload: { pointId: point.id, ...checked.details },
        at,
      })
      return { ok: true, pointId: point.id }
    })
    if (result.ok) deps.changed?.()
    return result
  }
}

/** Closes a reception point at the end of today. */
export function closeReceptionPoint(deps: AgencyActDeps) {
  return async (actor: Actor, input: { agencyId: string; pointId: string }): Promise<Decided> => {
    const result = await inTransaction(deps.db, async (tx): Promise<Decided> => {
      const agency = await lockAgency(tx, input.agencyId)
      if (!agency) return refuse('agency-not-found')
      if (!administers(actor, agency.path)) return refuse('agency-not-yours')
      const points = await selectReceptionPoints(tx)
      const point = points.find((row) => row.id === input.pointId && row.agencyId === agency.id && row.validTo === null)
      if (!point) return refuse('reception-point-not-found')
      const at = deps.clock.now()
      await endReceptionPoint(tx, point.id, civilDateOf(at))
      await deps.appendEvent(tx, {
        stream: { kind: 'agency', id: agency.id },
        type: AGENCY_EVENTS.receptionPointClosed,
        version: 1,
        actor,
        agencyId: agency.id,
        provinceCode: agency.provinceCode,
        payload: { pointId: point.id },
        at,
      })
      return { ok: true }
    })
    if (result.ok) deps.changed?.()
    return result
  }
}
