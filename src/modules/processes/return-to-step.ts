import type { Actor } from '../../platform/actor.ts'
import { formatDateTime } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { type CarriedOn, readState, stateOf, writeAdvanced } from './carry-on.ts'
import { nodeOf, type TaskNode } from './definition/model.ts'
import { outlineOf } from './definition/outline.ts'
import { PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { returnTargets, returnTo } from './rules/return-to.ts'
import { findLatestInstance, type InstanceRow, lockRunningOfDossier } from './store.ts'

export interface Return {
  dossierId: string
  /** Key of the step to go back to. */
  step: string
  reason: string
  actor: Actor
  at: Date
}

/**
 * Goes back to a step that was done: it opens anew, what lies behind it is cancelled, branches beside it stay as they are. The process row is
 * locked, so of two who send a dossier back at once the second sees the step open already. Who may do it is decided by the caller.
 */
export function createReturnToStep(deps: ProcessDeps) {
  return async (tx: Tx, { dossierId, step, reason, actor, at }: Return): Promise<Decided<CarriedOn & { cancelled: string[] }>> => {
    const instance = await lockRunningOfDossier(tx, dossierId)
    if (!instance) return refuse('process-not-running')
    if (instance.paused_at) return refuse('process-paused', { at: formatDateTime(instance.paused_at) })
    if (reason.trim() === '') return refuse('return-without-reason')
    const { model } = await deps.definitions.get(instance.definition_id, tx)
    const state = await stateOf(tx, instance)
    const name = model.nodes[step]?.name ?? step
    if (state.tokens.some((token) => token.node === step && token.flow === null)) return refuse('return-to-open-step', { step: name })
    const done = doneIn(instance)
    const after = done.has(step) && model.nodes[step]?.kind === 'task' ? returnTo(model, state, step, done) : null
    if (!after) return refuse('return-not-possible', { step: name })
    const outcomes = instance.outcomes as Record<string, string>
    const carried = await writeAdvanced(deps, tx, { instance, state, model, after, outcomes, actor, at, closedAs: 'returned', endedAs: 'ended' })
    const closed = new Set(after.closed)
    const cancelled = state.tokens.filter((token) => closed.has(token.seq) && nodeOf(model, token.node).kind === 'task').map((token) => token.node)
    await deps.appendEvent(tx, {
      stream: { kind: 'dossier', id: dossierId },
      type: PROCESS_EVENTS.returned,
      version: 1,
      actor,
      agencyId: instance.agency_id,
      provinceCode: instance.province_code,
      payload: { instanceId: instance.id, to: step, name, from: cancelled, reason: reason.trim() },
      at,
    })
    return { ok: true, ...carried, cancelled }
  }
}

/** The steps that a dossier can be sent back to now, in the order in which they stand in the process. */
export function createReturnTargets({ db, definitions }: Pick<ProcessDeps, 'definitions'> & { db: Db }) {
  return async (dossierId: string): Promise<TaskNode[]> => {
    const instance = await findLatestInstance(db, dossierId)
    if (instance?.status !== 'running') return []
    const { model } = await definitions.get(instance.definition_id)
    const state = await readState(db, instance)
    const targets = returnTargets(model, state, doneIn(instance))
    const way = outlineOf(model).map((task) => task.id)
    const placeOf = ({ id }: TaskNode) => (way.includes(id) ? way.indexOf(id) : way.length)
    return Object.values(model.nodes)
      .filter((node): node is TaskNode => node.kind === 'task' && targets.has(node.id))
      .sort((a, b) => placeOf(a) - placeOf(b))
  }
}

const doneIn = (instance: InstanceRow) => new Set(Object.keys(instance.outcomes as Record<string, string>))
