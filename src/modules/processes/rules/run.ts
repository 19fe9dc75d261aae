import { type BoundaryNode, boundariesOf, type ChoiceNode, type EndNode, flowOf, nodeOf, type ProcessModel, type ProcessNode } from '../definition/model.ts'
import type { Advanced, Armed, ProcessEvent, ProcessState, Token } from './advance.ts'
import { isAwaited } from './inclusive-join.ts'

/** Picks, of a gateway's ways, the one (exclusive) or those (inclusive) taken. */
export type Choose = (gateway: ChoiceNode, ways: readonly string[], fallback: string) => readonly string[]

const MOST_STEPS = 10_000

/** A way that leads round and round within one act. */
export class EndlessRing extends Error {
  readonly node: string
  constructor(node: string) {
    super('The process runs in a ring without a step.')
    this.node = node
  }
}

/** One event's walk through the model; `choose` decides at gateways that choose. */
export class Run {
  readonly #model: ProcessModel
  readonly #choose: Choose
  #tokens: Token[]
  #armed: Armed[]
  #nextSeq: number
  #steps = 0
  readonly #opened: Advanced['opened'] = []
  readonly #called: Advanced['called'] = []
  readonly #before: ReadonlySet<number>
  /** Scopes that a terminating end has closed in this walk. */
  readonly #terminated = new Set<number | null>()

  constructor(model: ProcessModel, state: ProcessState, choose: Choose) {
    this.#model = model
    this.#choose = choose
    this.#tokens = [...state.tokens]
    this.#armed = [...state.armed]
    this.#nextSeq = state.nextSeq
    this.#before = new Set(state.tokens.map((token) => token.seq))
  }

  carry(event: ProcessEvent): Advanced {
    this.#begin(event)
    this.#settle()
    const stays = new Set(this.#tokens.map((token) => token.seq))
    return {
      state: { tokens: this.#tokens, armed: this.#armed.filter(({ token }) => stays.has(token)), nextSeq: this.#nextSeq },
      // What an error or a terminating end took back within the same walk never opened.
      opened: this.#opened.filter(({ token }) => stays.has(token)),
      called: this.#called.filter(({ token }) => stays.has(token)),
      closed: [...this.#before].filter((seq) => !stays.has(seq)),
      ended: this.#tokens.length === 0,
    }
  }

  #begin(event: ProcessEvent): void {
    if (event.kind === 'start') {
      if (this.#nextSeq > 1) throw new Error('The process has already started.')
      this.#leave(this.#model.start, null)
    } else if (event.kind === 'cancel') {
      this.#tokens = []
    } else if (event.kind === 'error') {
      this.#throw(this.#waiting(event.token), event.error)
    } else if (event.kind === 'complete') {
      const token = this.#waiting(event.token)
      const { kind } = nodeOf(this.#model, token.node)
      if (kind !== 'task' && kind !== 'service') throw new Error(`Token ${token.seq} does not wait at a step.`)
      this.#move(token)
    } else {
      this.#fire(this.#waiting(event.token), event.node)
    }
  }

  #waiting(seq: number): Token {
    const token = this.#tokens.find((each) => each.seq === seq && each.flow === null)
    if (!token) throw new Error(`No token ${seq} waits at an element.`)
    return token
  }

  #fire(token: Token, nodeId: string): void {
    if (nodeId === token.node) {
      if (nodeOf(this.#model, nodeId).kind !== 'catch') throw new Error(`Element '${nodeId}' waits for no event.`)
      this.#move(token)
      return
    }
    const boundary = nodeOf(this.#model, nodeId)
    const isArmed = this.#armed.some((one) => one.token === token.seq && one.node === nodeId)
    if (boundary.kind !== 'boundary' || boundary.host !== token.node || !isArmed)
      throw new Error(`No event '${nodeId}' is armed on token ${token.seq}.`)
    if (boundary.interrupting) this.#drop(token)
    else this.#armed = this.#armed.filter((one) => !(one.token === token.seq && one.node === nodeId))
    this.#leave(nodeId, token.scope)
  }

  /** An error goes outwards to the nearest event that catches it. */
  #throw(from: Token, error: string): void {
    const caught = catcherOf(this.#model, from.node, error)
    this.#drop(from)
    if (caught) {
      this.#leave(caught.id, from.scope)
      return
    }
    const outer = this.#tokens.find((token) => token.seq === from.scope)
    if (!outer) throw new Error(`The error '${error}' is caught nowhere.`)
    this.#throw(outer, error)
  }

  /** Takes a token back with all that runs in it. */
  #drop(token: Token): void {
    this.#clear(token.seq)
    this.#tokens = this.#tokens.filter((each) => each !== token)
  }

  #clear(scope: number | null): void {
    for (const inner of this.#tokens.filter((each) => each.scope === scope)) this.#drop(inner)
  }

  /** The token's element is done. */
  #move(token: Token): void {
    this.#tokens = this.#tokens.filter((each) => each !== token)
    this.#leave(token.node, token.scope)
  }

  /** Follows the ways out of a node that is done. */
  #leave(nodeId: string, scope: number | null): void {
    for (const flow of this.#waysOut(nodeId)) {
      // An error or a terminating end on one way may have ended the scope that the other ways would run in.
      if (this.#terminated.has(scope) || (scope !== null && !this.#tokens.some((token) => token.seq === scope))) return
      this.#arrive(flow, scope)
    }
  }

  #waysOut(nodeId: string): readonly string[] {
    const node = nodeOf(this.#model, nodeId)
    if ((node.kind !== 'exclusive' && node.kind !== 'inclusive') || node.out.length < 2) return node.out
    const fallback = node.default ?? node.out[0] ?? ''
    const ways = node.out.filter((id) => id !== fallback)
    return this.#choose(node, ways, fallback)
  }

  #arrive(flowId: string, scope: number | null): void {
    this.#steps += 1
    const node = nodeOf(this.#model, flowOf(this.#model, flowId).to)
    if (this.#steps > MOST_STEPS) throw new EndlessRing(node.id)
    switch (node.kind) {
      case 'end':
        this.#end(node, scope)
        return
      case 'task':
        this.#opened.push({ token: this.#wait(node, null, scope), task: node })
        return
      case 'service':
        this.#called.push({ token: this.#wait(node, null, scope), service: node })
        return
      case 'catch':
        this.#wait(node, null, scope)
        return
      case 'sub':
        this.#leave(node.start, this.#wait(node, null, scope))
        return
      case 'parallel':
        this.#wait(node, flowId, scope)
        this.#join(node, scope)
        return
      case 'inclusive':
        if (node.in.length < 2) {
          this.#leave(node.id, scope)
          return
        }
        this.#wait(node, flowId, scope)
        return
      default:
        this.#leave(node.id, scope)
    }
  }

  #wait(node: ProcessNode, flow: string | null, scope: number | null): number {
    const seq = this.#nextSeq
    this.#nextSeq += 1
    this.#tokens.push({ seq, node: node.id, flow, scope })
    if (flow === null) {
      const edges = boundariesOf(this.#model, node.id).filter(({ on }) => on.kind !== 'error')
      this.#armed.push(...edges.map((edge) => ({ token: seq, node: edge.id })))
    }
    return seq
  }

  /** Goes on when a token has come by each way in. */
  #join(node: ProcessNode, scope: number | null): void {
    const arrived = node.in.map((flow) => this.#tokens.find((token) => token.node === node.id && token.flow === flow && token.scope === scope))
    if (arrived.some((token) => token === undefined)) return
    this.#tokens = this.#tokens.filter((token) => !arrived.includes(token))
    this.#leave(node.id, scope)
  }

  #end(node: EndNode, scope: number | null): void {
    if (!node.ends) return
    if (node.ends.kind === 'terminate') {
      this.#terminate(scope)
      return
    }
    const outer = this.#tokens.find((token) => token.seq === scope)
    if (!outer) throw new Error(`The error '${node.ends.error}' is caught nowhere.`)
    this.#throw(outer, node.ends.error)
  }

  #terminate(scope: number | null): void {
    this.#clear(scope)
    this.#terminated.add(scope)
  }

  /** What can go on only when nothing else moves: inclusive joins, and sub-processes in which nothing waits any more. */
  #settle(): void {
    for (;;) {
      const done = this.#tokens.find((token) => this.#isEmptied(token))
      if (done) {
        this.#move(done)
        continue
      }
      const joined = this.#tokens.find((token) => this.#mayJoin(token))
      if (!joined) return
      const { node, scope } = joined
      const ways = new Set<string>()
      this.#tokens = this.#tokens.filter((token) => {
        if (token.node !== node || token.scope !== scope || token.flow === null || ways.has(token.flow)) return true
        ways.add(token.flow)
        return false
      })
      this.#leave(node, scope)
    }
  }

  #isEmptied(token: Token): boolean {
    return token.flow === null && nodeOf(this.#model, token.node).kind === 'sub' && !this.#tokens.some((inner) => inner.scope === token.seq)
  }

  #mayJoin(token: Token): boolean {
    if (token.flow === null || nodeOf(this.#model, token.node).kind !== 'inclusive') return false
    return !isAwaited(this.#model, { tokens: this.#tokens, armed: this.#armed }, token)
  }
}

/** The event on an element's edge that catches an error: the one of its code before the one for all. */
export function catcherOf(model: ProcessModel, host: string, error: string): BoundaryNode | null {
  const edges = boundariesOf(model, host)
  const catches = (code: string | null) => edges.find(({ on }) => on.kind === 'error' && on.error === code)
  return catches(error) ?? catches(null) ?? null
}
