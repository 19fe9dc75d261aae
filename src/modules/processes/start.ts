import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { type CarriedOn, carryOn } from './carry-on.ts'
import type { ProcessDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { NOT_STARTED } from './rules/advance.ts'
import { insertInstance, lockRunningOfDossier } from './store.ts'

export interface ProcessStart {
  definitionId: string
  dossierId: string
  agencyId: string
  provinceCode: string
  /** What conditions may read: the dossier's facts and answers. */
  scope: FeelScope
  actor: Actor
  at: Date
}

/** Starts the process of a dossier at an agency and opens its first steps. */
export function createStartProcess(deps: ProcessDeps) {
  return async (
    tx: Tx,
    { definitionId, dossierId, agencyId, provinceCode, scope, actor, at }: ProcessStart,
  ): Promise<Decided<CarriedOn>> => {
    if (await lockRunningOfDossier(tx, dossierId)) return refuse('process-already-running')
    const instance = {
      id: newId(),
      definition_id: definitionId,
      dossier_id: dossierId,
      agency_id: agencyId,
      province_code: provinceCode,
    }
    await insertInstance(tx, {
      ...instance,
      status: 'running',
      outcomes: '{}',
      next_token: NOT_STARTED.nextSeq,
      started_at: at,
    })
    const carried = await carryOn(deps, tx, {
      instance,
      state: NOT_STARTED,
      event: { kind: 'start' },
      scope,
      outcomes: {},
      actor,
      at,
    })
    return { ok: true, ...carried }
  }
}
