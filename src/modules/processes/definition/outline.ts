import { flowOf, nodeOf, type ProcessModel, type TaskNode } from './model.ts'

/** The steps in the order in which they are first met from the start: what a reader sees as the way of a dossier. */
export function outlineOf(model: ProcessModel): TaskNode[] {
  const seen = new Set([model.start])
  const steps: TaskNode[] = []
  for (const id of seen) {
    const node = nodeOf(model, id)
    if (node.kind === 'task') steps.push(node)
    const ways = node.kind === 'exclusive' && node.default ? [node.default, ...node.out] : node.out
    for (const flow of ways) seen.add(flowOf(model, flow).to)
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
    const next = node.out.map((flow) => flowOf(model, flow).to).filter((to) => !onward.has(to))
    const total = (node.kind === 'task' ? node.hours : 0) + Math.max(0, ...next.map((to) => visit(to, onward)))
    known.set(id, total)
    return total
  }
  return visit(model.start, new Set())
}
