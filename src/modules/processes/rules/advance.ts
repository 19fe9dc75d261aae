import { type FeelScope, holds } from '../../../platform/feel/index.ts'
import { flowOf, nodeOf, type ProcessModel, type ServiceNode, type TaskNode } from '../definition/model.ts'

/** A token waits at a task, a service, or (with the flow it came by) before a joining gateway. */
export interface Token {
  /** Number within the instance, never used again. */
  seq: number
  node: string
  flow: string | null
}

/** Where a running process stands. */
export interface ProcessState {
  tokens: readonly Token[]
  nextSeq: number
}

export type ProcessEvent = { kind: 'start' } | { kind: 'complete'; token: number } | { kind: 'cancel' }

export interface Advanced {
  state: ProcessState
  /** Steps that people are to do now, and their tokens. */
  opened: { token: number; task: TaskNode }[]
  /** Acts of the system to be called now; each reports back with `complete`. */
  called: { token: number; service: ServiceNode }[]
  /** Tokens of the tasks and services that are closed by this event. */
  closed: number[]
  ended: boolean
}

export const NOT_STARTED: ProcessState = { tokens: [], nextSeq: 1 }

/**
 * Carries a process on by one event: pure; tokens run through events and gateways until each waits or has ended.
 * An exclusive gateway takes the first flow, in the order of the file, whose condition holds in `scope`, else the default.
 * A parallel gateway waits for one token on each of its ways in and sends one on each of its ways out.
 * @throws Error for a token that does not wait where it could be completed: the caller checks that first.
 */
export function advance(model: ProcessModel, state: ProcessState, event: ProcessEvent, scope: FeelScope): Advanced {
  const run = new Run(model, state, (flows, fallback) => flows.find((id) => holdsOn(model, id, scope)) ?? fallback)
  return run.carry(event)
}

function holdsOn(model: ProcessModel, flowId: string, scope: FeelScope): boolean {
  const { condition } = flowOf(model, flowId)
  return condition !== null && holds(condition, scope)
}

/** Picks one of an exclusive gateway's flows. */
export type Choose = (flows: readonly string[], fallback: string) => string

const MOST_STEPS = 10_000

/** One event's walk through the model; `choose` decides at exclusive gateways. */
export class Run {
  readonly #model: ProcessModel
  readonly #choose: Choose
  #tokens: Token[]
  #nextSeq: number
  #steps = 0
  readonly #opened: Advanced['opened'] = []
  readonly #called: Advanced['called'] = []
  readonly #closed: number[] = []

  constructor(model: ProcessModel, state: ProcessState, choose: Choose) {
    this.#model = model
    this.#choose = choose
    this.#tokens = [...state.tokens]
    this.#nextSeq = state.nextSeq
  }

  carry(event: ProcessEvent): Advanced {
    if (event.kind === 'start') {
      if (this.#nextSeq > 1) throw new Error('The process has already started.')
      this.#leave(this.#model.start)
    } else if (event.kind === 'complete') {
      this.#leave(this.#take(event.token).node)
    } else {
      this.#closed.push(...this.#tokens.filter((token) => token.flow === null).map((token) => token.seq))
      this.#tokens = []
    }
    return {
      state: { tokens: this.#tokens, nextSeq: this.#nextSeq },
      opened: this.#opened,
      called: this.#called,
      closed: this.#closed,
      ended: this.#tokens.length === 0,
    }
  }

  #take(seq: number): Token {
    const token = this.#tokens.find((each) => each.seq === seq && each.flow === null)
    if (!token) throw new Error(`No token ${seq} waits at a step.`)
    this.#tokens = this.#tokens.filter((each) => each !== token)
    this.#closed.push(seq)
    return token
  }

  /** Follows the ways out of a node that is done. */
  #leave(nodeId: string): void {
    for (const flow of this.#waysOut(nodeId)) this.#arrive(flow)
  }

  #waysOut(nodeId: string): readonly string[] {
    const node = nodeOf(this.#model, nodeId)
    if (node.kind !== 'exclusive' || node.out.length < 2) return node.out
    const fallback = node.default ?? node.out[0] ?? ''
    return [
      this.#choose(
        node.out.filter((id) => id !== fallback),
        fallback,
      ),
    ]
  }

  #arrive(flowId: string): void {
    this.#steps += 1
    if (this.#steps > MOST_STEPS) throw new Error('The process runs in a ring without a step.')
    const node = nodeOf(this.#model, flowOf(this.#model, flowId).to)
    switch (node.kind) {
      case 'end':
        return
      case 'task':
        this.#opened.push({ token: this.#wait(node.id, null), task: node })
        return
      case 'service':
        this.#called.push({ token: this.#wait(node.id, null), service: node })
        return
      case 'parallel':
        this.#wait(node.id, flowId)
        this.#join(node.id, node.in)
        return
      default:
        this.#leave(node.id)
    }
  }

  #wait(node: string, flow: string | null): number {
    const seq = this.#nextSeq
    this.#nextSeq += 1
    this.#tokens.push({ seq, node, flow })
    return seq
  }

  /** Goes on when a token has come by each way in. */
  #join(nodeId: string, ways: readonly string[]): void {
    const arrived = ways.map((flow) => this.#tokens.find((token) => token.node === nodeId && token.flow === flow))
    if (arrived.some((token) => token === undefined)) return
    this.#tokens = this.#tokens.filter((token) => !arrived.includes(token))
    this.#leave(nodeId)
  }
}
