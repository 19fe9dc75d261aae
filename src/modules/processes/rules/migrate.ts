import { situation, situations } from '../definition/soundness.ts'
import { boundariesOf, nodeOf, type ProcessModel, type ProcessNode } from '../definition/model.ts'
import type { Armed, ProcessState, Token } from './advance.ts'

/** Elements of one version that answer to those of another by hand: null for none. What is not named answers to the element of its own id. */
export type NodeMap = Readonly<Record<string, string | null>>

export type CannotMove =
  /** It stands at an element that has no counterpart, or one that does something else. */
  | { kind: 'no-counterpart'; node: string }
  /** A branch that is done waits at a joining gateway that the other version has not, or not from there. */
  | { kind: 'no-branch'; node: string }
  /** The other version never comes to stand so: a branch would be missing or one too many. */
  | { kind: 'never-so' }

export type MovedState = { ok: true; state: ProcessState; kept: { from: Armed; to: Armed }[]; dropped: Armed[]; fresh: Armed[] } | { ok: false; why: CannotMove }

const known = new WeakMap<ProcessModel, ReadonlySet<string>>()

/**
 * Where a running process stands, told in another version: each token at the counterpart of its element, with its number. Only where the other
 * version can come to stand just so by itself: from there it goes on as any dossier of it does, and no gateway waits for what will not come.
 * An event on an edge that has fired stays fired; one that only the other version has begins to wait; one that it has not waits no more.
 */
export function moveState(from: ProcessModel, to: ProcessModel, state: ProcessState, map: NodeMap): MovedState {
  const tokens: Token[] = []
  for (const token of state.tokens) {
    const placed = token.flow === null ? waiting(from, to, token, map) : joining(from, to, token, map)
    if ('kind' in placed) return { ok: false, why: placed }
    tokens.push(placed)
  }
  const edges = edgesOf(from, to, { ...state, tokens: state.tokens }, tokens, map)
  const moved = { tokens, armed: [...edges.kept.map((one) => one.to), ...edges.fresh], nextSeq: state.nextSeq }
  return situationsOf(to).has(situation(moved)) ? { ok: true, state: moved, ...edges } : { ok: false, why: { kind: 'never-so' } }
}

/** The element that answers to one of the other version, whatever it does. */
export function counterpartOf(to: ProcessModel, id: string, map: NodeMap): ProcessNode | null {
  const other = Object.hasOwn(map, id) ? map[id] : id
  return other ? (to.nodes[other] ?? null) : null
}

/** Whether a token that waits at the one may wait at the other: a step at a step, a call at a call of the same act, an event at one of its kind. */
export function alike(one: ProcessNode, other: ProcessNode): boolean {
  if (one.kind === 'service' && other.kind === 'service') return one.act === other.act
  if ((one.kind === 'catch' && other.kind === 'catch') || (one.kind === 'boundary' && other.kind === 'boundary')) return one.on.kind === other.on.kind
  return one.kind === other.kind
}

function waiting(from: ProcessModel, to: ProcessModel, token: Token, map: NodeMap): Token | CannotMove {
  const [here, there] = [nodeOf(from, token.node), counterpartOf(to, token.node, map)]
  return there && alike(here, there) ? { ...token, node: there.id } : { kind: 'no-counterpart', node: token.node }
}

/** A branch that is done: it has come by the way from the counterpart of what it came from. */
function joining(from: ProcessModel, to: ProcessModel, token: Token, map: NodeMap): Token | CannotMove {
  const [here, there] = [nodeOf(from, token.node), counterpartOf(to, token.node, map)]
  const way = token.flow === null ? undefined : from.flows[token.flow]
  if (!there || here.kind !== there.kind || !way) return { kind: 'no-branch', node: token.node }
  const source = counterpartOf(to, way.from, map)
  const ways = there.in.filter((id) => to.flows[id]?.from === source?.id)
  const flow = ways.find((id) => id === token.flow) ?? (ways.length === 1 ? ways[0] : undefined)
  return flow ? { ...token, node: there.id, flow } : { kind: 'no-branch', node: token.node }
}

function edgesOf(from: ProcessModel, to: ProcessModel, state: ProcessState, tokens: readonly Token[], map: NodeMap) {
  const kept: { from: Armed; to: Armed }[] = []
  const fresh: Armed[] = []
  for (const [i, token] of tokens.entries()) {
    const old = state.tokens[i]
    if (token.flow !== null || !old) continue
    const before = boundariesOf(from, old.node)
    for (const edge of boundariesOf(to, token.node).filter(({ on }) => on.kind !== 'error')) {
      const answering = before.find((one) => counterpartOf(to, one.id, map)?.id === edge.id && alike(one, edge))
      if (!answering) fresh.push({ token: token.seq, node: edge.id })
      else if (state.armed.some((one) => one.token === old.seq && one.node === answering.id)) kept.push({ from: { token: old.seq, node: answering.id }, to: { token: token.seq, node: edge.id } })
    }
  }
  const stays = new Set(kept.map(({ from: { token, node } }) => `${token} ${node}`))
  return { kept, fresh, dropped: state.armed.filter((one) => !stays.has(`${one.token} ${one.node}`)) }
}

/** Every way in which a process can stand, as far as they can be tried. */
function situationsOf(model: ProcessModel): ReadonlySet<string> {
  const found = known.get(model)
  if (found) return found
  const seen = new Set<string>()
  for (const [, name] of situations(model)) seen.add(name)
  known.set(model, seen)
  return seen
}

/** Outcomes of steps under the keys that the other version has for them. */
export function moveOutcomes(outcomes: Readonly<Record<string, string>>, map: NodeMap): Record<string, string> {
  const moved: Record<string, string> = {}
  for (const [key, outcome] of Object.entries(outcomes)) {
    const to = Object.hasOwn(map, key) ? map[key] : key
    if (to) moved[to] = outcome
  }
  return moved
}
