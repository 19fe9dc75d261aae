import { workingHoursOf } from './durations.ts'
import { boundariesOf, flowOf, nodeOf, type ProcessModel, type ProcessNode, type TaskNode } from './model.ts'

/** The steps in the order in which they are first met from the start: what a reader sees as the way of a dossier. */
export function outlineOf(model: ProcessModel): TaskNode[] {
  const seen = new Set([model.start])
  const steps: TaskNode[] = []
  for (const id of seen) {
    const node = nodeOf(model, id)
    if (node.kind === 'task') steps.push(node)
    if (node.kind === 'sub') seen.add(node.start)
    const ways = node.kind === 'exclusive' && node.default ? [node.default, ...node.out] : node.out
    for (const flow of ways) seen.add(flowOf(model, flow).to)
    for (const edge of boundariesOf(model, id)) seen.add(edge.id)
  }
  return steps
}

/**
 * Working hours of the longest way from start to end, without going back: a way that returns to an element it came from
 * is not followed. Of branches done at once the longest counts.
 */
export function longestHours(model: ProcessModel): number {
  const known = new Map<string, number>()
  const visit = (id: string, passed: ReadonlySet<string>): number => {
    const before = known.get(id)
    if (before !== undefined) return before
    const node = nodeOf(model, id)
    const onward = new Set(passed).add(id)
    const ways = [node.id, ...boundariesOf(model, id).map((edge) => edge.id)].flatMap((from) => nodeOf(model, from).out)
    const next = ways.map((flow) => flowOf(model, flow).to).filter((to) => !onward.has(to))
    const own = node.kind === 'sub' ? visit(node.start, onward) : ownHours(node)
    const total = own + Math.max(0, ...next.map((to) => visit(to, onward)))
    known.set(id, total)
    return total
  }
  return visit(model.start, new Set())
}

function ownHours(node: ProcessNode): number {
  if (node.kind === 'task') return node.hours
  return node.kind === 'catch' && node.on.kind === 'timer' ? workingHoursOf(node.on.timer) : 0
}
