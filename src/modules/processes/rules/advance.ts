import { type FeelScope, holds } from '../../../platform/feel/index.ts'
import { type CatchNode, type ChoiceNode, flowOf, type ProcessModel, type ServiceNode, type TaskNode } from '../definition/model.ts'
import { type Choose, Run } from './run.ts'

/** A token waits at a step, an act of the system, an event or sub-process, or (with the flow it came by) before a joining gateway. */
export interface Token {
  /** Number within the instance, never used again. */
  seq: number
  node: string
  flow: string | null
  /** The token of the sub-process that it runs in; null at the top. */
  scope: number | null
}

/** An event on the edge of a waiting token's element that has not fired yet. */
export interface Armed {
  token: number
  node: string
}

/** Where a running process stands. */
export interface ProcessState {
  tokens: readonly Token[]
  armed: readonly Armed[]
  nextSeq: number
}

export type ProcessEvent =
  | { kind: 'start' }
  | { kind: 'complete'; token: number }
  /** The time of an event has come, or its message: of an intermediate event, or of one on the edge of the token's element. */
  | { kind: 'fire'; token: number; node: string }
  /** An act of the system failed in a way that the process has an answer to. */
  | { kind: 'error'; token: number; error: string }
  | { kind: 'cancel' }

export interface Advanced {
  state: ProcessState
  /** Steps that people are to do now, and their tokens. */
  opened: { token: number; task: TaskNode }[]
  /** Acts of the system to be called now; each reports back with `complete`. */
  called: { token: number; service: ServiceNode }[]
  /** Tokens that no longer wait: the one that the event was about, and those that it cancelled. */
  closed: number[]
  ended: boolean
}

export const NOT_STARTED: ProcessState = { tokens: [], armed: [], nextSeq: 1 }

/**
 * Carries a process on by one event: pure; tokens run through events and gateways until each waits or has ended.
 * An exclusive gateway takes the first flow, in the order of the file, whose condition holds in `scope`, else the default;
 * an inclusive one every flow whose condition holds, else the default. A parallel gateway waits for one token on each of its ways in;
 * an inclusive one until no token can still come by a way that has none (BPMN 2.0, 13.4.3).
 * @throws Error for a token that does not wait where the event could be about it: the caller checks that first.
 */
export function advance(model: ProcessModel, state: ProcessState, event: ProcessEvent, scope: FeelScope): Advanced {
  return new Run(model, state, byConditions(model, scope)).carry(event)
}

/** Chooses ways by what their conditions say. */
export function byConditions(model: ProcessModel, scope: FeelScope): Choose {
  const held = (id: string) => {
    const { condition } = flowOf(model, id)
    return condition !== null && holds(condition, scope)
  }
  return (gateway: ChoiceNode, ways, fallback) => {
    const taken = gateway.kind === 'exclusive' ? ways.filter(held).slice(0, 1) : ways.filter(held)
    return taken.length > 0 ? taken : [fallback]
  }
}

/** Whether an element lets its token wait for an event. */
export const isCatch = (node: { kind: string }): node is CatchNode => node.kind === 'catch'
