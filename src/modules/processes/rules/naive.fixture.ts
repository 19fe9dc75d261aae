import type { ProcessModel, ProcessNode } from '../definition/model.ts'

/** A second interpreter, for tests only: written from the text of BPMN 2.0 with no regard to time, to compare the real one with. */
export interface Spot {
  /** Sub-processes around it, outermost first. */
  path: readonly string[]
  node: string
  flow: string | null
  /** Events on its edge that have not fired. */
  armed: readonly string[]
}

export type NaiveEvent = { kind: 'complete'; at: Spot } | { kind: 'error'; at: Spot; error: string } | { kind: 'fire'; at: Spot; node: string }
/** The ways out that a gateway takes. */
export type Taken = (gateway: string) => readonly string[]

type Moving = { path: readonly string[]; flow: string }

export class Naive {
  readonly model: ProcessModel
  spots: Spot[] = []
  #moving: Moving[] = []
  #taken: Taken = () => []

  constructor(model: ProcessModel) {
    this.model = model
  }

  start(taken: Taken): void {
    this.#taken = taken
    this.#out(this.#node(this.model.start), [])
    this.#run()
  }

  events(): NaiveEvent[] {
    return this.spots.flatMap((at): NaiveEvent[] => {
      if (at.flow !== null) return []
      const { kind } = this.#node(at.node)
      const own: NaiveEvent[] = kind === 'task' || kind === 'service' ? [{ kind: 'complete', at }] : kind === 'catch' ? [{ kind: 'fire', at, node: at.node }] : []
      const errors = kind === 'service' ? this.#edges(at.node).flatMap(({ on }): NaiveEvent[] => (on.kind === 'error' ? [{ kind: 'error', at, error: on.error ?? 'any' }] : [])) : []
      return [...own, ...errors, ...at.armed.map((node): NaiveEvent => ({ kind: 'fire', at, node }))]
    })
  }

  happen(event: NaiveEvent, taken: Taken): void {
    this.#taken = taken
    if (event.kind === 'error') this.#raise(event.at.path, event.at.node, event.error)
    else if (event.kind === 'complete' || event.node === event.at.node) {
      this.#remove(event.at)
      this.#out(this.#node(event.at.node), event.at.path)
    } else {
      const edge = this.#node(event.node)
      if (edge.kind === 'boundary' && edge.interrupting) this.#kill(event.at)
      else this.spots = this.spots.map((spot) => (spot === event.at ? { ...spot, armed: spot.armed.filter((one) => one !== event.node) } : spot))
      this.#out(edge, event.at.path)
    }
    this.#run()
  }

  #node(id: string): ProcessNode {
    return this.model.nodes[id] as ProcessNode
  }
  #edges(host: string) {
    return Object.values(this.model.nodes).flatMap((node) => (node.kind === 'boundary' && node.host === host ? [node] : []))
  }
  #remove(spot: Spot): void {
    this.spots = this.spots.filter((one) => one !== spot)
  }
  #inside(path: readonly string[], scope: readonly string[]): boolean {
    return scope.every((id, i) => path[i] === id)
  }
  #kill(spot: Spot): void {
    this.#remove(spot)
    if (this.#node(spot.node).kind === 'sub') this.#clear([...spot.path, spot.node])
  }
  #clear(scope: readonly string[]): void {
    this.spots = this.spots.filter((one) => !this.#inside(one.path, scope))
    this.#moving = this.#moving.filter((one) => !this.#inside(one.path, scope))
  }
  #out(node: ProcessNode, path: readonly string[]): void {
    const chooses = (node.kind === 'exclusive' || node.kind === 'inclusive') && node.out.length > 1
    const flows = chooses ? this.#taken(node.id) : node.out
    this.#moving.unshift(...flows.map((flow) => ({ path, flow })))
  }
  #raise(path: readonly string[], node: string, error: string): void {
    const host = this.spots.find((one) => one.node === node && one.flow === null && one.path.join() === path.join())
    if (host) this.#kill(host)
    const edges = this.#edges(node)
    const by = edges.find(({ on }) => on.kind === 'error' && on.error === error) ?? edges.find(({ on }) => on.kind === 'error' && on.error === null)
    if (by) {
      this.#out(by, path)
      return
    }
    const outer = path.at(-1)
    if (outer === undefined) throw new Error('uncaught')
    this.#raise(path.slice(0, -1), outer, error)
  }

  #run(): void {
    for (let i = 0; i < 10_000; i += 1) {
      const moving = this.#moving.shift()
      if (moving) this.#arrive(moving)
      else if (!this.#parallelJoin() && !this.#subDone() && !this.#inclusiveJoin()) return
    }
    throw new Error('endless')
  }

  #arrive({ path, flow }: Moving): void {
    const node = this.#node(this.model.flows[flow]?.to ?? '')
    const stay = (via: string | null) => {
      const armed = via === null ? this.#edges(node.id).flatMap((edge) => (edge.on.kind === 'error' ? [] : [edge.id])) : []
      this.spots.push({ path, node: node.id, flow: via, armed })
    }
    if (node.kind === 'task' || node.kind === 'service' || node.kind === 'catch') stay(null)
    else if (node.kind === 'sub') {
      stay(null)
      this.#out(this.#node(node.start), [...path, node.id])
    } else if (node.kind === 'parallel' || node.kind === 'inclusive') stay(flow)
    else if (node.kind !== 'end') this.#out(node, path)
    else this.#finish(node, path)
  }

  #finish(node: Extract<ProcessNode, { kind: 'end' }>, path: readonly string[]): void {
    if (node.ends?.kind === 'terminate') this.#clear(path)
    if (node.ends?.kind === 'error') this.#raise(path.slice(0, -1), path.at(-1) ?? '', node.ends.error)
  }

  /** Tokens waiting before gateways, by gateway and scope. */
  #gathered(kind: 'parallel' | 'inclusive') {
    const waiting = this.spots.filter((spot) => spot.flow !== null && this.#node(spot.node).kind === kind)
    return [...new Set(waiting.map((spot) => `${spot.path.join()} ${spot.node}`))].map((key) => waiting.filter((spot) => `${spot.path.join()} ${spot.node}` === key))
  }
  #pass(spots: readonly Spot[]): true {
    const [first] = spots
    const oneEach = [...new Map(spots.map((spot) => [spot.flow, spot])).values()]
    for (const spot of oneEach) this.#remove(spot)
    if (first) this.#out(this.#node(first.node), first.path)
    return true
  }
  #parallelJoin(): boolean {
    const full = this.#gathered('parallel').find((spots) => new Set(spots.map(({ flow }) => flow)).size === this.#node(spots[0]?.node ?? '').in.length)
    return full ? this.#pass(full) : false
  }
  #subDone(): boolean {
    const done = this.spots.find((spot) => this.#node(spot.node).kind === 'sub' && !this.spots.some((one) => this.#inside(one.path, [...spot.path, spot.node])))
    if (!done) return false
    this.#remove(done)
    this.#out(this.#node(done.node), done.path)
    return true
  }
  #inclusiveJoin(): boolean {
    const ready = this.#gathered('inclusive').find((spots) => {
      const [first] = spots
      const filled = new Set(spots.map(({ flow }) => flow))
      const others = this.spots.filter((spot) => spot.path.join() === first?.path.join() && spot.node !== first?.node)
      return others.every((spot) => {
        const comes = this.#pathsTo(first?.node ?? '', spot)
        return [...comes].some((flow) => filled.has(flow)) || comes.size === 0
      })
    })
    return ready ? this.#pass(ready) : false
  }
  /** Ways into a gateway at the ends of all simple paths from a spot. */
  #pathsTo(gateway: string, spot: Spot): Set<string> {
    const found = new Set<string>()
    const walk = (from: string, edges: readonly string[], passed: readonly string[]): void => {
      for (const flow of [from, ...edges].flatMap((id) => this.#node(id).out)) {
        const to = this.model.flows[flow]?.to ?? ''
        if (to === gateway) found.add(flow)
        else if (!passed.includes(to)) walk(to, this.#edges(to).map(({ id }) => id), [...passed, to])
      }
    }
    const errors = this.#edges(spot.node).flatMap((edge) => (edge.on.kind === 'error' ? [edge.id] : []))
    walk(spot.node, spot.flow === null ? [...spot.armed, ...errors] : [], [])
    return found
  }
}
