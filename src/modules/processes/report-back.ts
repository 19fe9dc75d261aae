import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import { type CarriedOn, carryOn } from './carry-on.ts'
import type { ProcessDeps } from './deps.ts'
import { lockInstance, selectTokens } from './store.ts'

export interface Report {
  instanceId: string
  token: number
  outcome: string
  scope: FeelScope
  actor: Actor
  at: Date
}

/**
 * An act of the system that the process called has been done: the process goes on.
 * Null when it no longer waits for it (done before, or cancelled), so that a repeated job does no harm.
 */
export function createReportBack(deps: ProcessDeps) {
  return async (tx: Tx, { instanceId, token, outcome, scope, actor, at }: Report): Promise<CarriedOn | null> => {
    const instance = await lockInstance(tx, instanceId)
    const tokens = instance?.status === 'running' ? await selectTokens(tx, instanceId) : []
    const waiting = tokens.find((each) => each.seq === token && each.flow === null)
    if (!instance || !waiting) return null
    return carryOn(deps, tx, {
      instance,
      state: { tokens, nextSeq: instance.next_token },
      event: { kind: 'complete', token },
      scope: { ...scope, outcome },
      outcomes: { ...(instance.outcomes as Record<string, string>), [waiting.node]: outcome },
      actor,
      at,
    })
  }
}
