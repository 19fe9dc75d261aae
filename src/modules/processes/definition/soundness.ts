import { NOT_STARTED, type ProcessEvent, type ProcessState } from '../rules/advance.ts'
import { type Choose, EndlessRing, Run } from '../rules/run.ts'
import { boundariesOf, nodeOf, type ProcessModel } from './model.ts'
import type { NodeFault } from './nodes.ts'
import { called } from './structure.ts'

/** Beyond so many situations the search stops; a process with that many ways is taken as it is. */
const MOST_SITUATIONS = 20_000
/** Up to so many ways of an inclusive gateway every combination is tried; beyond, each alone and all together. */
const MOST_COMBINED = 5

/**
 * Tries every order of steps and events and every choice: finds gateways that would wait for ever
 * and steps that could be open twice at once. `whole` says whether all were tried.
 */
export function findDeadlocks(model: ProcessModel, most = MOST_SITUATIONS): { faults: NodeFault[]; whole: boolean } {
  try {
    return situationsWithFaults(model, most)
  } catch (error) {
    if (!(error instanceof EndlessRing)) throw error
    const faults: NodeFault[] = [{ code: 'endless', element: error.node, message: `«${error.node}» nằm trong một vòng không có bước nào.` }]
    return { faults, whole: true }
  }
}

function situationsWithFaults(model: ProcessModel, most: number): { faults: NodeFault[]; whole: boolean } {
  const faults = new Map<string, NodeFault>()
  const doubled = new Set<ProcessState>()
  let looked = 0
  for (const [state] of situations(model, (one) => !doubled.has(one), most)) {
    looked += 1
    const fault = faultIn(model, state)
    if (fault) faults.set(`${fault.code} ${fault.element}`, fault)
    if (fault?.code === 'doubled') doubled.add(state)
  }
  return { faults: [...faults.values()], whole: looked < most }
}

/** Every situation that a process can come to from its start by the events that may happen, each once and with its name; at most so many. What follows a situation is asked for after it was given. */
export function* situations(model: ProcessModel, may: (state: ProcessState, event: ProcessEvent) => boolean = () => true, most = MOST_SITUATIONS): Generator<[state: ProcessState, name: string]> {
  const seen = new Set<string>()
  const open: ProcessState[] = [...after(model, NOT_STARTED, { kind: 'start' })]
  for (let state = open.pop(); state && seen.size < most; state = open.pop()) {
    const key = situation(state)
    if (seen.has(key)) continue
    seen.add(key)
    yield [state, key]
    for (const event of eventsIn(model, state)) if (may(state, event)) open.push(...after(model, state, event))
  }
}

/** Where tokens stand, whatever their numbers: element, way in, and the sub-processes around. */
export function placesOf(state: ProcessState): string[] {
  const bySeq = new Map(state.tokens.map((token) => [token.seq, token]))
  const placeOf = ({ node, flow, scope }: ProcessState['tokens'][number]): string => {
    const outer = scope === null ? undefined : bySeq.get(scope)
    return `${outer ? `${placeOf(outer)}>` : ''}${node} ${flow ?? ''}`
  }
  return state.tokens.map(placeOf)
}

/** Two states of one situation go on alike. */
export function situation(state: ProcessState): string {
  const places = placesOf(state)
  const placeOf = new Map(state.tokens.map((token, i) => [token.seq, places[i]]))
  const armed = state.armed.map((one) => `${placeOf.get(one.token)}!${one.node}`)
  return [...places.toSorted(), ...armed.toSorted()].join('|')
}

/** Everything that can happen next. */
export function eventsIn(model: ProcessModel, state: ProcessState): ProcessEvent[] {
  const own = state.tokens.flatMap((token): ProcessEvent[] => {
    if (token.flow !== null) return []
    const { kind } = nodeOf(model, token.node)
    if (kind === 'task') return [{ kind: 'complete', token: token.seq }]
    if (kind === 'catch') return [{ kind: 'fire', token: token.seq, node: token.node }]
    if (kind !== 'service') return []
    const errors = boundariesOf(model, token.node).flatMap(({ on }) => (on.kind === 'error' ? [on.error ?? 'any'] : []))
    return [{ kind: 'complete', token: token.seq }, ...errors.map((error): ProcessEvent => ({ kind: 'error', token: token.seq, error }))]
  })
  return [...own, ...state.armed.map(({ token, node }): ProcessEvent => ({ kind: 'fire', token, node }))]
}

function faultIn(model: ProcessModel, state: ProcessState): NodeFault | null {
  const places = placesOf(state)
  const doubled = state.tokens.find((_, i) => places.indexOf(places[i] ?? '') !== i)
  if (doubled) {
    const node = nodeOf(model, doubled.node)
    return {
      code: 'doubled',
      element: node.id,
      message: `${called(node)} có thể được mở hai lần cùng lúc: các nhánh song song cần gộp lại bằng cổng song song trước đó.`,
    }
  }
  const waiting = state.tokens.find((token) => token.flow !== null)
  if (!waiting || eventsIn(model, state).length > 0) return null
  const node = nodeOf(model, waiting.node)
  return {
    code: 'stuck',
    element: node.id,
    message: `Cổng ${called(node)} có thể chờ mãi: không phải nhánh nào đi vào cũng luôn được thực hiện.`,
  }
}

/** The states after an event, one for each combination of choices at the gateways passed. */
export function* after(model: ProcessModel, state: ProcessState, event: ProcessEvent): Generator<ProcessState> {
  const scripts: number[][] = [[]]
  let found = 0
  for (let script = scripts.pop(); script && found < MOST_SITUATIONS; script = scripts.pop()) {
    const taken: number[] = []
    const choose: Choose = (gateway, ways, fallback) => {
      const all = [...combinations(gateway.kind, ways), [fallback]]
      const pick = script[taken.length] ?? 0
      if (taken.length >= script.length)
        for (let other = 1; other < all.length; other += 1) scripts.push([...taken, other])
      taken.push(pick)
      return all[pick] ?? [fallback]
    }
    found += 1
    yield new Run(model, state, choose).carry(event).state
  }
}

function combinations(kind: 'exclusive' | 'inclusive', ways: readonly string[]): string[][] {
  const singles = ways.map((way) => [way])
  if (kind === 'exclusive') return singles
  if (ways.length > MOST_COMBINED) return [...singles, [...ways]]
  return Array.from({ length: 2 ** ways.length - 1 }, (_, i) => ways.filter((_way, bit) => ((i + 1) >> bit) & 1))
}
