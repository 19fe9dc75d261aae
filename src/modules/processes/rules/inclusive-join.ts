import { boundariesOf, flowOf, nodeOf, type ProcessModel } from '../definition/model.ts'
import type { ProcessState, Token } from './advance.ts'

/**
 * Whether an inclusive gateway that a token waits at has to wait on: some token elsewhere in its scope can still come to a way in that has
 * none, and to none that has one (BPMN 2.0, 13.4.3, table 13.3).
 */
export function isAwaited(model: ProcessModel, { tokens, armed }: Pick<ProcessState, 'tokens' | 'armed'>, at: Token): boolean {
  const gateway = nodeOf(model, at.node)
  const here = tokens.filter((token) => token.scope === at.scope)
  const filled = new Set(here.filter((token) => token.node === gateway.id).map((token) => token.flow))
  return here.some((token) => {
    if (token.node === gateway.id) return false
    const comes = waysInto(model, gateway.id, startsOf(model, token, armed))
    return comes.some((flow) => !filled.has(flow)) && !comes.some((flow) => filled.has(flow))
  })
}

/** The flows by which a waiting token may go on. */
function startsOf(model: ProcessModel, token: Token, armed: ProcessState['armed']): string[] {
  const edges = boundariesOf(model, token.node).filter(
    (edge) => token.flow === null && (edge.on.kind === 'error' || armed.some((one) => one.token === token.seq && one.node === edge.id)),
  )
  return [token.node, ...edges.map((edge) => edge.id)].flatMap((id) => nodeOf(model, id).out)
}

/** Ways into a gateway that can be come to from some flows without passing it. */
function waysInto(model: ProcessModel, gateway: string, from: readonly string[]): string[] {
  const seen = new Set(from)
  for (const flow of seen) {
    const { to } = flowOf(model, flow)
    if (to === gateway) continue
    for (const id of [to, ...boundariesOf(model, to).map((edge) => edge.id)]) for (const next of nodeOf(model, id).out) seen.add(next)
  }
  return nodeOf(model, gateway).in.filter((flow) => seen.has(flow))
}
