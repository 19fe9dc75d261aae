import { placesOf, situations } from '../definition/soundness.ts'
import { boundariesOf, nodeOf, type ProcessModel } from '../definition/model.ts'
import type { Advanced, ProcessEvent, ProcessState, Token } from './advance.ts'

/** Doing a step of another branch again weighs more than giving up one that is under way. */
const DONE_AGAIN = 10

/**
 * The process as it stands when one goes back to a step that was done: of the situations in which that step is open and that can be come to
 * by doing only what has been done, the one that takes back least. So what lies behind the step is cancelled, other branches stay as they
 * are, and no gateway waits for what will not come. Null where there is none.
 */
export function returnTo(model: ProcessModel, state: ProcessState, step: string, done: ReadonlySet<string>): Advanced | null {
  let best: { state: ProcessState; cost: number } | null = null
  for (const [candidate] of passed(model, done)) {
    if (!candidate.tokens.some((token) => token.flow === null && token.node === step)) continue
    const cost = costOf(model, state, candidate, step)
    if (!best || cost < best.cost) best = { state: candidate, cost }
  }
  return best && aligned(model, state, best.state)
}

/** The steps that one can go back to now. */
export function returnTargets(model: ProcessModel, state: ProcessState, done: ReadonlySet<string>): Set<string> {
  const open = new Set(state.tokens.filter((token) => token.flow === null).map((token) => token.node))
  const targets = new Set<string>()
  for (const [candidate] of passed(model, done))
    for (const { node, flow } of candidate.tokens)
      if (flow === null && !open.has(node) && done.has(node) && nodeOf(model, node).kind === 'task') targets.add(node)
  return targets
}

/** Every situation that can be come to from the start by what has been done. */
const passed = (model: ProcessModel, done: ReadonlySet<string>) => situations(model, (state, event) => wasDone(state, event, done))

function wasDone(state: ProcessState, event: ProcessEvent, done: ReadonlySet<string>): boolean {
  if (event.kind === 'fire') return done.has(event.node)
  if (event.kind !== 'complete' && event.kind !== 'error') return false
  return done.has(state.tokens.find((token) => token.seq === event.token)?.node ?? '')
}

function costOf(model: ProcessModel, now: ProcessState, then: ProcessState, step: string): number {
  const [here, there] = [works(model, now), works(model, then)]
  const again = [...there].filter(([place, node]) => node !== step && !here.has(place)).length
  const givenUp = [...here.keys()].filter((place) => !there.has(place)).length
  return again * DONE_AGAIN + givenUp
}

/** Places at which something is waited for, with their elements. */
function works(model: ProcessModel, state: ProcessState): Map<string, string> {
  const places = placesOf(state)
  return new Map(
    state.tokens.flatMap((token, i) => (token.flow === null && nodeOf(model, token.node).kind !== 'sub' ? [[places[i] ?? '', token.node] as const] : [])),
  )
}

/** The situation to go back to, with the tokens that stay keeping their numbers. */
function aligned(model: ProcessModel, now: ProcessState, then: ProcessState): Advanced {
  const here = new Map(placesOf(now).map((place, i) => [place, now.tokens[i]]))
  const places = placesOf(then)
  let nextSeq = now.nextSeq
  const seqs = new Map<number, number>()
  const isNew = new Set<number>()
  then.tokens.forEach((token, i) => {
    const kept = here.get(places[i] ?? '')
    seqs.set(token.seq, kept ? kept.seq : nextSeq)
    if (kept) return
    isNew.add(nextSeq)
    nextSeq += 1
  })
  const tokens = then.tokens.map((token): Token => ({ ...token, seq: seqs.get(token.seq) ?? 0, scope: token.scope === null ? null : (seqs.get(token.scope) ?? null) }))
  const stays = new Set(tokens.map((token) => token.seq))
  const fresh = tokens.filter((token) => isNew.has(token.seq) && token.flow === null)
  const armed = fresh.flatMap((token) => boundariesOf(model, token.node).flatMap((edge) => (edge.on.kind === 'error' ? [] : [{ token: token.seq, node: edge.id }])))
  const nodes = fresh.map((token) => ({ token: token.seq, node: nodeOf(model, token.node) }))
  return {
    state: { tokens, armed: [...now.armed.filter(({ token }) => stays.has(token)), ...armed], nextSeq },
    opened: nodes.flatMap(({ token, node }) => (node.kind === 'task' ? [{ token, task: node }] : [])),
    called: nodes.flatMap(({ token, node }) => (node.kind === 'service' ? [{ token, service: node }] : [])),
    closed: now.tokens.filter((token) => !stays.has(token.seq)).map((token) => token.seq),
    ended: false,
  }
}
