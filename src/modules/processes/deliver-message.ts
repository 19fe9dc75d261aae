import type { Actor } from '../../platform/actor.ts'
import { formatDateTime } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import type { Decided } from '../../platform/result.ts'
import { type CarriedOn, carryOn, stateOf } from './carry-on.ts'
import { PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { lockRunningOfDossier } from './store.ts'
import { insertDelivery, selectWaits, wasDelivered } from './waits.store.ts'

export interface Delivery {
  dossierId: string
  /** The message's name, as the process says it. */
  message: string
  /** Names this one message: sent again it does nothing. */
  key: string
  /** What conditions may read: the dossier's facts, and what the message brings. */
  scope: FeelScope
  actor: Actor
  at: Date
}

/**
 * Gives a message to the process of a dossier that waits for it: to the event that has waited longest. Null when this very message was
 * taken before. A message that nothing waits for is refused: it may come again later.
 */
export function createDeliverMessage(deps: ProcessDeps) {
  return async (tx: Tx, { dossierId, message, key, scope, actor, at }: Delivery): Promise<Decided<{ carried: CarriedOn | null }>> => {
    const instance = await lockRunningOfDossier(tx, dossierId)
    if (await wasDelivered(tx, dossierId, key)) return { ok: true, carried: null }
    if (!instance) return refuse('process-not-running')
    if (instance.paused_at) return refuse('process-paused', { at: formatDateTime(instance.paused_at) })
    const wait = (await selectWaits(tx, instance.id)).find((row) => row.message === message)
    if (!wait) return refuse('message-not-awaited', { message })
    await insertDelivery(tx, { dossier_id: dossierId, key, message, node: wait.node, at })
    const carried = await carryOn(deps, tx, {
      instance,
      state: await stateOf(tx, instance),
      event: { kind: 'fire', token: wait.token, node: wait.node },
      scope: { ...scope, outcome: message },
      outcomes: { ...(instance.outcomes as Record<string, string>), [wait.node]: message },
      actor,
      at,
    })
    await deps.appendEvent(tx, {
      stream: { kind: 'dossier', id: dossierId },
      type: PROCESS_EVENTS.messageTaken,
      version: 1,
      actor,
      agencyId: instance.agency_id,
      provinceCode: instance.province_code,
      payload: { instanceId: instance.id, event: wait.node, message, key },
      at,
    })
    return { ok: true, carried }
  }
}
