import type { Actor } from '../../platform/actor.ts'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import type { AgencyActDeps } from './deps.ts'
import { AGENCY_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { administers } from './rules/scope.ts'
import { insertCompetence, lockAgency } from './store.ts'
import type { Level } from './types.ts'

export interface NewCompetence {
  agencyId: string
  level: Level
  provinceCode: string | null
  communeCode: string | null
  procedureCode: string | null
  ground: string
  validFrom?: CivilDate
  validTo?: CivilDate | null
}

/** Gives an agency competence beyond its own level and place, by the document named. */
export function giveCompetence(deps: AgencyActDeps) {
  return async (actor: Actor, input: NewCompetence): Promise<Decided<{ competenceId: string }>> => {
    const result = await inTransaction(deps.db, async (tx): Promise<Decided<{ competenceId: string }>> => {
      const agency = await lockAgency(tx, input.agencyId)
      if (!agency) return refuse('agency-not-found')
      if (!administers(actor, agency.path)) return refuse('agency-not-yours')
      if (agency.validTo) return refuse('agency-closed')
      const at = deps.clock.now()
      const competence = { ...input, id: newId(), validFrom: input.validFrom ?? civilDateOf(at), validTo: input.validTo ?? null }
      await insertCompetence(tx, competence, at)
      await deps.appendEvent(tx, {
        stream: { kind: 'agency', id: agency.id },
        type: AGENCY_EVENTS.competenceGiven,
        version: 1,
        actor,
        agencyId: agency.id,
        provinceCode: agency.provinceCode,
        payload: { ...competence },
        at,
      })
      return { ok: true, competenceId: competence.id }
    })
    if (result.ok) deps.changed?.()
    return result
  }
}
