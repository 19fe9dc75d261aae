import { type Choose, NOT_STARTED, type ProcessEvent, type ProcessState, Run } from '../rules/advance.ts'
import { nodeOf, type ProcessModel } from './model.ts'
import type { NodeFault } from './nodes.ts'
import { called } from './structure.ts'

/** Beyond so many situations the search stops; a process with that many ways is taken as it is. */
const MOST_SITUATIONS = 20_000

/**
 * Tries every order of steps and every choice: finds gateways that would wait for ever
 * and steps that could be open twice at once.
 */
export function findDeadlocks(model: ProcessModel): NodeFault[] {
  const faults = new Map<string, NodeFault>()
  const seen = new Set<string>()
  const open: ProcessState[] = outcomes(model, NOT_STARTED, { kind: 'start' })
  for (let state = open.pop(); state && seen.size < MOST_SITUATIONS; state = open.pop()) {
    const key = situation(state)
    if (seen.has(key)) continue
    seen.add(key)
    const fault = faultIn(model, state)
    if (fault) {
      faults.set(`${fault.code} ${fault.element}`, fault)
      if (fault.code === 'doubled') continue
    }
    for (const token of state.tokens) {
      if (token.flow === null) open.push(...outcomes(model, state, { kind: 'complete', token: token.seq }))
    }
  }
  return [...faults.values()]
}

const placeOf = (token: ProcessState['tokens'][number]) => `${token.node} ${token.flow ?? ''}`
const situation = (state: ProcessState) => state.tokens.map(placeOf).sort().join('|')

function faultIn(model: ProcessModel, state: ProcessState): NodeFault | null {
  const places = state.tokens.map(placeOf)
  const doubled = state.tokens.find((_, i) => places.indexOf(places[i] ?? '') !== i)
  if (doubled) {
    const node = nodeOf(model, doubled.node)
    return {
      code: 'doubled',
      element: node.id,
      message: `${called(node)} có thể được mở hai lần cùng lúc: các nhánh song song cần gộp lại bằng cổng song song trước đó.`,
    }
  }
  const [waiting] = state.tokens
  if (!waiting || state.tokens.some((token) => token.flow === null)) return null
  const node = nodeOf(model, waiting.node)
  return {
    code: 'stuck',
    element: node.id,
    message: `Cổng ${called(node)} có thể chờ mãi: không phải nhánh nào đi vào cũng luôn được thực hiện.`,
  }
}

/** The states after an event, one for each combination of choices at the exclusive gateways passed. */
function outcomes(model: ProcessModel, state: ProcessState, event: ProcessEvent): ProcessState[] {
  const results: ProcessState[] = []
  const scripts: number[][] = [[]]
  for (let script = scripts.pop(); script && results.length < MOST_SITUATIONS; script = scripts.pop()) {
    const taken: number[] = []
    const choose: Choose = (flows, fallback) => {
      const all = [...flows, fallback]
      const pick = script[taken.length] ?? 0
      if (taken.length >= script.length)
        for (let other = 1; other < all.length; other += 1) scripts.push([...taken, other])
      taken.push(pick)
      return all[pick] ?? fallback
    }
    results.push(new Run(model, state, choose).carry(event).state)
  }
  return results
}
