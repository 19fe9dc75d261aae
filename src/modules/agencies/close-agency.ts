import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, formatDate } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { countPostsBeyond } from './posts.store.ts'
import { refuse } from './refusals.ts'
import { administers } from './rules/scope.ts'
import { countOpenChildren, endAgency, findAgencyRow, insertSuccession, lockAgency } from './store.ts'

export interface AgencyClosing {
  agencyId: string
  lastDay: CivilDate
  /** The agency that takes over, if any. */
  successorId: string | null
  /** The document that says so. */
  ground: string
}

/** Closes an agency after its last day; who took over is kept, so that an old name still leads somewhere. */
export function closeAgency(deps: AgencyActDeps) {
  const close = async (tx: Tx, actor: Actor, input: AgencyClosing): Promise<Decided> => {
    const agency = await lockAgency(tx, input.agencyId)
    if (!agency) return refuse('agency-not-found')
    if (!administers(actor, agency.path)) return refuse('agency-not-yours')
    if (agency.validTo) return refuse('agency-closed')
    if (input.lastDay < agency.validFrom) return refuse('post-end-before-start', { from: formatDate(agency.validFrom) })
    const children = await countOpenChildren(tx, agency.id, input.lastDay)
    const posts = await countPostsBeyond(tx, agency.id, input.lastDay)
    if (children > 0 || posts > 0) return refuse('agency-still-in-use', { children, posts })
    const successor = input.successorId ? await findAgencyRow(tx, input.successorId) : null
    if (input.successorId && (!successor || successor.id === agency.id || successor.validTo)) return refuse('successor-not-open')
    const at = deps.clock.now()
    await endAgency(tx, agency.id, input.lastDay, at)
    if (successor) {
      const succession = { predecessorId: agency.id, successorId: successor.id, effectiveOn: input.lastDay, ground: input.ground }
      await insertSuccession(tx, succession, at)
    }
    await deps.appendEvent(tx, {
      stream: { kind: 'agency', id: agency.id },
      type: AGENCY_EVENTS.closed,
      version: 1,
      actor,
      agencyId: agency.id,
      provinceCode: agency.provinceCode,
      payload: { lastDay: input.lastDay, successorId: input.successorId, ground: input.ground },
      at,
    })
    return { ok: true }
  }
  return async (actor: Actor, input: AgencyClosing): Promise<Decided> => {
    const result = await inTransaction(deps.db, (tx) => close(tx, actor, input))
    if (result.ok) deps.changed?.()
    return result
  }
}
