import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import { type CarriedOn, carryOn, stateOf } from './carry-on.ts'
import type { ProcessDeps } from './deps.ts'
import { lockInstance } from './store.ts'

export interface Report {
  instanceId: string
  token: number
  outcome: string
  /** The act failed in a way that the process has an answer to: an event on the edge of its step catches it. */
  error?: string
  scope: FeelScope
  actor: Actor
  at: Date
}

/**
 * An act of the system that the process called has been done: the process goes on.
 * Null when it no longer waits for it (done before, or cancelled), so that a repeated job does no harm.
 */
export function createReportBack(deps: ProcessDeps) {
  return async (tx: Tx, { instanceId, token, outcome, error, scope, actor, at }: Report): Promise<CarriedOn | null> => {
    const instance = await lockInstance(tx, instanceId)
    const state = instance?.status === 'running' ? await stateOf(tx, instance) : null
    const waiting = state?.tokens.find((each) => each.seq === token && each.flow === null)
    if (!instance || !state || !waiting) return null
    return carryOn(deps, tx, {
      instance,
      state,
      event: error === undefined ? { kind: 'complete', token } : { kind: 'error', token, error },
      scope: { ...scope, outcome },
      outcomes: { ...(instance.outcomes as Record<string, string>), [waiting.node]: outcome },
      actor,
      at,
    })
  }
}
