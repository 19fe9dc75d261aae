import type { Actor } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { stateOf } from '../carry-on.ts'
import { nodeOf, type ProcessModel } from '../definition/model.ts'
import { PROCESS_EVENTS, type ProcessDeps } from '../deps.ts'
import { type MovedState, moveOutcomes, moveState, type NodeMap } from '../rules/migrate.ts'
import { type InstanceRow, selectOpenOfInstance, updateInstance, updateTask } from '../store.ts'
import { timerDue, triggerAt } from '../waits.ts'
import { deleteWaits, insertWaits, selectWaits, updateWait } from '../waits.store.ts'
import { moveTokens } from './migrations.store.ts'
import { standingText, whyText } from './words.ts'

export interface InstanceMove {
  instance: InstanceRow
  toDefinition: string
  map: NodeMap
  migrationId: string
  actor: Actor
  at: Date
}

/**
 * Carries one locked process over to another version. Deadlines of open steps stay as they were promised; the time limit of the dossier is
 * not the process's to change. Steps that open later have the hours of the new version.
 */
export async function moveInstance(deps: ProcessDeps, tx: Tx, { instance, toDefinition, map, migrationId, actor, at }: InstanceMove): Promise<{ steps: string; why: string | null }> {
  const from = await deps.definitions.get(instance.definition_id, tx)
  const to = await deps.definitions.get(toDefinition, tx)
  const state = await stateOf(tx, instance)
  const steps = standingText(from.model, state)
  const moved = moveState(from.model, to.model, state, map)
  if (!moved.ok) return { steps, why: whyText(from.model, moved.why) }
  await moveTokens(tx, instance.id, moved.state.tokens)
  await moveTasks(tx, instance, to.model, moved)
  await moveWaits(deps, tx, instance, to.model, moved, at)
  await updateInstance(tx, instance.id, { definition_id: to.id, outcomes: JSON.stringify(moveOutcomes(instance.outcomes as Record<string, string>, map)) })
  await deps.appendEvent(tx, {
    stream: { kind: 'dossier', id: instance.dossier_id },
    type: PROCESS_EVENTS.migrated,
    version: 1,
    actor,
    agencyId: instance.agency_id,
    provinceCode: instance.province_code,
    payload: { instanceId: instance.id, migrationId, from: from.number, to: to.number, steps },
    at,
  })
  return { steps, why: null }
}

type Moved = Extract<MovedState, { ok: true }>

/** Who took a step up keeps it, unless it is another duty's now. */
async function moveTasks(tx: Tx, instance: InstanceRow, to: ProcessModel, { state }: Moved): Promise<void> {
  const placeOf = new Map(state.tokens.map((token) => [token.seq, token.node]))
  for (const task of await selectOpenOfInstance(tx, instance.id)) {
    const node = nodeOf(to, placeOf.get(task.token) ?? '')
    if (node.kind !== 'task') throw new Error(`The open step ${task.id} stands at '${node.id}', which is none.`)
    const given = node.duty === task.duty ? {} : { claimed_by: null, claimed_by_name: null, claimed_at: null }
    await updateTask(tx, task.id, { task_key: node.id, name: node.name, work: node.work, duty: node.duty, hours: node.hours, ...given })
  }
}

async function moveWaits(deps: ProcessDeps, tx: Tx, instance: InstanceRow, to: ProcessModel, moved: Moved, at: Date): Promise<void> {
  const { agency_id, province_code, dossier_id } = instance
  const catching = moved.state.tokens.filter((token) => token.flow === null && nodeOf(to, token.node).kind === 'catch')
  const edges = new Map(moved.kept.map((one) => [`${one.from.token} ${one.from.node}`, one.to.node]))
  const waits = await selectWaits(tx, instance.id)
  await deleteWaits(tx, instance.id, moved.dropped.filter((one) => !catching.some((token) => token.seq === one.token)))
  for (const wait of waits) {
    const node = edges.get(`${wait.token} ${wait.node}`) ?? catching.find((token) => token.seq === wait.token)?.node
    if (!node) continue
    const on = triggerAt(to, node)
    await updateWait(tx, wait, { node, message: on.kind === 'message' ? on.message : null })
  }
  if (moved.fresh.length === 0) return
  const calendar = await deps.calendars.current()
  await insertWaits(
    tx,
    moved.fresh.map(({ token, node }) => {
      const on = triggerAt(to, node)
      const due_at = on.kind === 'timer' ? timerDue(calendar, agency_id, on.timer, at) : null
      return { instance_id: instance.id, token, node, dossier_id, agency_id, province_code, kind: on.kind, message: on.kind === 'message' ? on.message : null, due_at, calendar_version: calendar.version, armed_at: at, paused_at: instance.paused_at ? at : null }
    }),
  )
}
