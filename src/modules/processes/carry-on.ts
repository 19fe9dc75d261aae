import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import { readTogether } from '../../platform/together.ts'
import type { FeelScope } from '../../platform/feel/index.ts'
import type { StepDuty } from './definition/model.ts'
import { nodeOf, type ProcessModel } from './definition/model.ts'
import { nameOf, PROCESS_EVENTS, type ProcessDeps } from './deps.ts'
import { openTasks } from './open-tasks.ts'
import { type Advanced, advance, type ProcessEvent, type ProcessState } from './rules/advance.ts'
import { closeTasks, deleteTokens, type InstanceRow, insertTokens, selectTokens, tokensPart, updateInstance } from './store.ts'
import { keepWaits } from './waits.ts'
import { selectWaits, waitsPart } from './waits.store.ts'

/** A step that was just opened. */
export interface OpenedTask {
  taskId: string
  key: string
  name: string
  work: string
  duty: StepDuty
  agencyId: string
  openedAt: Date
  dueAt: Date | null
}

export interface CarriedOn {
  instanceId: string
  dossierId: string
  opened: OpenedTask[]
  /** Nothing is left to do: the process has ended. */
  ended: boolean
}

export type Running = Pick<InstanceRow, 'id' | 'definition_id' | 'dossier_id' | 'agency_id' | 'province_code'>

/** Where a locked process stands. */
export async function stateOf(tx: Tx, instance: Pick<InstanceRow, 'id' | 'next_token'>): Promise<ProcessState> {
  return stateFrom(instance, await selectTokens(tx, instance.id), await selectWaits(tx, instance.id))
}

/** Where a process stands that nobody has locked, to be shown: one query. */
export async function readState(reader: Reader, instance: Pick<InstanceRow, 'id' | 'next_token'>): Promise<ProcessState> {
  const { tokens, waits } = await readTogether(reader, { tokens: tokensPart(reader, instance.id), waits: waitsPart(reader, instance.id) })
  return stateFrom(instance, tokens, waits)
}

function stateFrom(instance: Pick<InstanceRow, 'next_token'>, tokens: ProcessState['tokens'], waits: readonly { token: number; node: string }[]): ProcessState {
  const standsAt = new Map(tokens.map((token) => [token.seq, token.node]))
  const armed = waits.filter((wait) => standsAt.get(wait.token) !== wait.node).map(({ token, node }) => ({ token, node }))
  return { tokens, armed, nextSeq: instance.next_token }
}

export interface CarryOn {
  instance: Running
  state: ProcessState
  event: ProcessEvent
  scope: FeelScope
  outcomes: Record<string, string>
  actor: Actor
  at: Date
}

/** Moves the tokens of a locked process by one event and writes what follows. */
export async function carryOn(deps: ProcessDeps, tx: Tx, { event, scope, ...on }: CarryOn): Promise<CarriedOn> {
  const { model } = await deps.definitions.get(on.instance.definition_id, tx)
  const after = advance(model, on.state, event, { ...scope, outcomes: on.outcomes })
  return writeAdvanced(deps, tx, { ...on, model, after, closedAs: 'cancelled', endedAs: event.kind === 'cancel' ? 'cancelled' : 'ended' })
}

export interface Writing extends Omit<CarryOn, 'event' | 'scope'> {
  model: ProcessModel
  after: Advanced
  /** Outcome of open steps that the event took back. */
  closedAs: 'cancelled' | 'returned'
  endedAs: 'ended' | 'cancelled'
}

/** Writes what an event has made of a process: tokens, steps, what is waited for, calls of acts, the end. */
export async function writeAdvanced(deps: ProcessDeps, tx: Tx, writing: Writing): Promise<CarriedOn> {
  const { instance, state, after, outcomes, actor, at } = writing
  await deleteTokens(tx, instance.id, gone(state, after))
  await closeTasks(tx, instance.id, after.closed, { at, by: actorKey(actor), byName: nameOf(actor), outcome: writing.closedAs })
  const isNew = ({ seq }: { seq: number }) => seq >= state.nextSeq
  await insertTokens(tx, instance.id, after.state.tokens.filter(isNew), at)
  await keepWaits(deps, tx, writing)
  const opened = await openTasks(deps, tx, instance, after, at)
  for (const { token, service } of after.called) {
    await deps.appendEvent(tx, {
      stream: { kind: 'dossier', id: instance.dossier_id },
      type: PROCESS_EVENTS.actCalled,
      version: 1,
      actor,
      agencyId: instance.agency_id,
      provinceCode: instance.province_code,
      payload: { instanceId: instance.id, token, act: service.act, step: service.id },
      at,
    })
  }
  if (!after.ended && after.state.tokens.every((token) => token.flow !== null || nodeOf(writing.model, token.node).kind === 'sub'))
    throw new Error(`The process ${instance.id} waits for ever at a joining gateway.`)
  await updateInstance(tx, instance.id, {
    next_token: after.state.nextSeq,
    outcomes: JSON.stringify(outcomes),
    ...(after.ended ? { status: writing.endedAs, ended_at: at } : {}),
  })
  return { instanceId: instance.id, dossierId: instance.dossier_id, opened, ended: after.ended }
}

function gone(state: ProcessState, after: Advanced): number[] {
  const stays = new Set(after.state.tokens.map((token) => token.seq))
  return state.tokens.filter((token) => !stays.has(token.seq)).map((token) => token.seq)
}
