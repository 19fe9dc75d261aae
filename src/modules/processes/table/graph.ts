import type { ProcessTable, TableStep } from './table.ts'

/** A process as boxes and arrows, before it is written as XML. */
export interface GraphNode {
  id: string
  kind: 'start' | 'end' | 'task' | 'exclusive' | 'parallel' | 'inclusive' | 'late'
  step: TableStep | null
  /** Place in the drawing: column, and row (0 is the main line). */
  column: number
  line: number
  default?: string
}
export interface GraphFlow {
  id: string
  from: string
  to: string
  when: string | null
}
export interface Graph {
  nodes: GraphNode[]
  flows: GraphFlow[]
}

type Item = { steps: TableStep[]; label: string | null }
export const START = 'Start'
export const END = 'End'

/** Boxes and arrows of a table without faults. */
export function graphOf({ steps }: ProcessTable): Graph {
  return new Drawing(itemsOf(steps)).draw()
}

function itemsOf(steps: readonly TableStep[]): Item[] {
  const items: Item[] = []
  for (const step of steps) {
    const last = items.at(-1)
    if (step.group && last?.label === step.group.label) last.steps.push(step)
    else items.push({ steps: [step], label: step.group?.label ?? null })
  }
  return items
}

class Drawing {
  readonly #items: Item[]
  readonly #nodes: GraphNode[] = []
  readonly #flows: GraphFlow[] = []
  #column = 1

  constructor(items: Item[]) {
    this.#items = items
  }

  draw(): Graph {
    const main = this.#mainLine()
    this.#node(START, 'start', 0)
    this.#flow(START, this.#entry(this.#items[0]))
    this.#items.forEach((item, i) => {
      const line = main.has(item) ? 0 : 1
      if (item.label === null) this.#single(item, i, line)
      else this.#group(item, item.label, i)
    })
    this.#node(END, 'end', 0)
    this.#mergeBeforeSplits()
    return { nodes: this.#nodes, flows: this.#flows }
  }

  #node(id: string, kind: GraphNode['kind'], line: number, step: TableStep | null = null): void {
    this.#nodes.push({ id, kind, step, column: kind === 'late' ? this.#column - 1 : this.#column++, line })
  }
  #flow(from: string, to: string, when: string | null = null): string {
    const id = `F_${from}_${to}${this.#flows.some((flow) => flow.from === from && flow.to === to) ? `_${this.#flows.length}` : ''}`
    this.#flows.push({ id, from, to, when })
    return id
  }
  #default(gateway: string, flow: string): void {
    const node = this.#nodes.find((one) => one.id === gateway)
    if (node) node.default = flow
  }

  #entry(item: Item | undefined): string {
    const [first] = item?.steps ?? []
    if (!item || !first) return END
    if (item.label !== null) return `S_${item.label}`
    return first.condition ? `K_${first.key}` : first.key
  }
  #entryOf(key: string | null): string {
    return key === null ? END : this.#entry(this.#items.find((item) => item.steps.some((step) => step.key === key)))
  }
  /** Where an item goes on when nothing else is said. */
  #onward(item: Item, i: number): string {
    const next = item.steps.at(-1)?.next
    return next ? this.#entryOf(next.to) : this.#entry(this.#items[i + 1])
  }
  #mainLine(): Set<Item> {
    const seen = new Set<Item>()
    let item = this.#items[0]
    while (item && !seen.has(item)) {
      seen.add(item)
      const at = this.#onward(item, this.#items.indexOf(item))
      item = this.#items.find((one) => this.#entry(one) === at)
    }
    return seen
  }

  #single({ steps }: Item, i: number, line: number): void {
    const [step] = steps
    if (!step) return
    const onward = this.#onward({ steps, label: null }, i)
    if (step.condition) {
      const gate = `K_${step.key}`
      this.#node(gate, 'exclusive', line)
      const only = step.condition.kind === 'only'
      const [into, past] = [this.#flow(gate, step.key, only ? step.condition.feel : null), this.#flow(gate, onward, only ? null : step.condition.feel)]
      this.#default(gate, only ? past : into)
    }
    this.#node(step.key, 'task', line, step)
    this.#late(step, onward, line)
    const ways = [...(step.returnTo ? [{ when: 'outcome = "return"', to: step.returnTo as string | null }] : []), ...step.paths.map((path) => ({ when: path.when ?? `outcome = "${path.outcome}"`, to: path.to }))]
    if (ways.length === 0) {
      this.#flow(step.key, onward)
      return
    }
    const gate = `R_${step.key}`
    this.#node(gate, 'exclusive', line)
    this.#flow(step.key, gate)
    for (const { when, to } of ways) this.#flow(gate, this.#entryOf(to), when)
    this.#default(gate, this.#flow(gate, onward))
  }

  #late(step: TableStep, to: string, line: number): void {
    if (!step.silence) return
    this.#node(`T_${step.key}`, 'late', line, step)
    this.#flow(`T_${step.key}`, to)
  }

  #group(item: Item, label: string, i: number): void {
    const branches = [...Map.groupBy(item.steps, (step) => step.group?.branch ?? 0).values()]
    const chosen = branches.some(([first]) => first?.condition)
    const [split, join] = [`S_${label}`, `J_${label}`]
    const kind = chosen ? 'inclusive' : 'parallel'
    this.#node(split, kind, 0)
    const from = this.#column
    let widest = from
    branches.forEach((branch, line) => {
      this.#column = from
      const [first] = branch
      this.#flow(split, first?.key ?? join, chosen ? (first?.condition?.feel ?? 'true') : null)
      branch.forEach((step, n) => {
        const next = branch[n + 1]?.key ?? join
        this.#node(step.key, 'task', line, step)
        const merge = step.silence && next === join ? `M_${step.key}` : null
        this.#late(step, merge ?? next, line)
        this.#flow(step.key, merge ?? next)
        if (!merge) return
        this.#node(merge, 'exclusive', line)
        this.#flow(merge, join)
      })
      widest = Math.max(widest, this.#column)
    })
    this.#column = widest
    if (chosen) this.#default(split, this.#flow(split, join))
    this.#node(join, kind, 0)
    this.#flow(join, this.#onward(item, i))
  }

  /** A gateway that splits would wait for all ways that come in: they are led together before it. */
  #mergeBeforeSplits(): void {
    for (const node of this.#nodes.filter((one) => one.id.startsWith('S_') && one.kind !== 'task')) {
      const into = this.#flows.filter((flow) => flow.to === node.id)
      if (into.length < 2) continue
      const merge = `E_${node.id.slice(2)}`
      for (const flow of into) flow.to = merge
      const at = this.#nodes.indexOf(node)
      for (const other of this.#nodes) if (other.column >= node.column) other.column += 1
      this.#nodes.splice(at, 0, { id: merge, kind: 'exclusive', step: null, column: node.column - 1, line: 0 })
      this.#flow(merge, node.id)
    }
  }
}
