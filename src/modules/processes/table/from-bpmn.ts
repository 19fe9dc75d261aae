import type { ModdleElement } from 'bpmn-moddle'
import { readBpmn } from '../definition/read-bpmn.ts'
import { STEP_DUTIES } from '../definition/model.ts'
import { durationOf } from './to-bpmn.ts'
import type { ProcessTable, TableStep } from './table.ts'

/** Why a process can not be written as a table. */
export type NotATable = { ok: false; reasons: string[] }

class NoTable extends Error {}

interface Node {
  id: string
  type: string
  element: ModdleElement
  in: Way[]
  out: Way[]
}
interface Way {
  id: string
  from: string
  to: string
  when: string | null
}

/** A process as a table of steps, where it is one: steps in a row, conditions, groups side by side, ways back and aside. */
export async function bpmnToTable(xml: string): Promise<{ ok: true; table: ProcessTable } | NotATable> {
  const read = await readBpmn(xml)
  if (!read.process) return { ok: false, reasons: read.faults.map((fault) => fault.message) }
  try {
    const steps = new Reading(read.elements).steps()
    return { ok: true, table: { id: read.process.id ?? 'Process', name: read.process.name ?? '', steps } }
  } catch (error) {
    if (error instanceof NoTable) return { ok: false, reasons: [error.message] }
    throw error
  }
}

const OUTCOME = /^outcome\s*=\s*"([a-z][a-z0-9-]*)"$/
const TABLED = new Set(['StartEvent', 'EndEvent', 'UserTask', 'ServiceTask', 'ExclusiveGateway', 'ParallelGateway', 'InclusiveGateway', 'BoundaryEvent', 'SequenceFlow', 'TextAnnotation', 'Association', 'Group', 'DataObject', 'DataObjectReference'])

interface Group {
  label: string
  keys: string[]
  branchOf: Map<string, number>
  join: Node
  conditionOf: Map<string, string>
}

class Reading {
  readonly #nodes = new Map<string, Node>()
  readonly #order: string[] = []
  readonly #groups = new Map<string, Group>()
  readonly #inGroup = new Map<string, Group>()

  constructor(elements: readonly ModdleElement[]) {
    for (const element of elements) {
      const type = element.$type.replace(/^bpmn:/, '')
      if (!TABLED.has(type)) throw new NoTable(`«${element.name ?? element.id}» (${type}) không ghi được thành dòng của bảng.`)
      if (element.id && type !== 'SequenceFlow') this.#nodes.set(element.id, { id: element.id, type, element, in: [], out: [] })
      if (element.id && (type === 'UserTask' || type === 'ServiceTask')) this.#order.push(element.id)
    }
    for (const element of elements.filter((one) => one.$type === 'bpmn:SequenceFlow')) {
      const [from, to] = [(element.sourceRef as ModdleElement | undefined)?.id ?? '', (element.targetRef as ModdleElement | undefined)?.id ?? '']
      const body = (element.conditionExpression as { body?: string } | undefined)?.body
      const way = { id: element.id ?? '', from, to, when: body === undefined ? null : body.trim().replace(/^=\s*/, '') }
      this.#nodes.get(from)?.out.push(way)
      this.#nodes.get(to)?.in.push(way)
    }
  }

  steps(): TableStep[] {
    for (const node of this.#nodes.values()) if (this.#isSplit(node)) this.#readGroup(node)
    const order = this.#rows()
    return order.map((key, i) => this.#step(key, order[i + 1] ?? null))
  }

  #get(id: string): Node {
    const node = this.#nodes.get(id)
    if (!node) throw new NoTable(`Có đường nối tới «${id}» không phải bước của quy trình.`)
    return node
  }
  #isSplit(node: Node): boolean {
    return (node.type === 'ParallelGateway' || node.type === 'InclusiveGateway') && node.out.length > 1
  }
  /** Past gateways that only lead ways together. */
  #resolve(id: string, passed: readonly string[] = []): Node {
    const node = this.#get(id)
    const [only] = node.out
    const merges = node.type === 'ExclusiveGateway' && node.out.length === 1 && only && !passed.includes(id)
    return merges ? this.#resolve(only.to, [...passed, id]) : node
  }
  #only(node: Node): Way {
    const [way] = node.out
    if (!way || node.out.length !== 1) throw new NoTable(`«${node.element.name ?? node.id}» phải có đúng một đường đi ra.`)
    return way
  }

  #readGroup(split: Node): void {
    const fallback = (split.element.default as ModdleElement | undefined)?.id
    const group: Group = { label: /^S_([A-Z])$/.exec(split.id)?.[1] ?? this.#freeLabel(), keys: [], branchOf: new Map(), join: split, conditionOf: new Map() }
    const joins = new Set<Node>()
    let branch = 0
    for (const way of split.out) {
      if (way.id === fallback) {
        joins.add(this.#resolve(way.to))
        continue
      }
      branch += 1
      let at = this.#resolve(way.to)
      if (at.type === 'UserTask' && way.when !== null && way.when !== 'true') group.conditionOf.set(at.id, way.when)
      while (at.type === 'UserTask' || at.type === 'ServiceTask') {
        if (this.#inGroup.has(at.id)) throw new NoTable('Các nhánh song song lồng vào nhau không ghi được thành bảng.')
        group.keys.push(at.id)
        group.branchOf.set(at.id, branch)
        this.#inGroup.set(at.id, group)
        at = this.#resolve(this.#only(at).to)
      }
      joins.add(at)
    }
    const [join] = joins
    if (!join || joins.size !== 1 || join.type !== split.type || join.out.length !== 1)
      throw new NoTable(`Các nhánh từ cổng «${split.element.name || split.id}» phải là dãy bước và gộp lại ở một cổng cùng loại.`)
    if (group.keys.length === 0 || group.keys.some((key) => !key)) throw new NoTable('Nhánh song song phải có bước.')
    group.join = join
    this.#groups.set(split.id, group)
  }
  #freeLabel(): string {
    const used = new Set([...this.#groups.values()].map((group) => group.label))
    return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !used.has(letter) && !this.#nodes.has(`S_${letter}`)) ?? 'Z'
  }

  /** Keys in the order of the file, from where the process starts, groups together. */
  #rows(): string[] {
    const start = [...this.#nodes.values()].find((node) => node.type === 'StartEvent')
    if (!start) throw new NoTable('Quy trình không có điểm bắt đầu.')
    const first = this.#keyAt(this.#resolve(this.#only(start).to).id)
    if (first === null) throw new NoTable('Quy trình không có bước nào.')
    const rows: string[] = []
    for (const key of [first, ...this.#order]) {
      if (rows.includes(key)) continue
      rows.push(...(this.#inGroup.get(key)?.keys ?? [key]))
    }
    return rows
  }

  /** The step that a way to an element leads to; null for the end. */
  #keyAt(id: string): string | null {
    const node = this.#resolve(id)
    if (node.type === 'EndEvent') return null
    const group = this.#groups.get(node.id)
    if (group) return group.keys[0] ?? null
    if (node.type === 'UserTask' || node.type === 'ServiceTask') {
      const inside = this.#inGroup.get(node.id)
      if (inside) throw new NoTable(`Có đường đi thẳng vào giữa nhóm song song, tới «${node.element.name ?? node.id}».`)
      return node.id
    }
    const gate = this.#gateAt(node)
    if (!gate) throw new NoTable(`Cổng «${node.element.name || node.id}» không ghi được thành cột của bảng.`)
    return gate.step
  }

  /** An exclusive gateway as the condition of the step behind it. */
  #gateAt(node: Node): { step: string; condition: NonNullable<TableStep['condition']> } | null {
    if (node.type !== 'ExclusiveGateway' || node.out.length !== 2) return null
    const fallback = (node.element.default as ModdleElement | undefined)?.id
    const [chosen, other] = [node.out.find((way) => way.id !== fallback), node.out.find((way) => way.id === fallback)]
    if (!chosen?.when || !other) return null
    const tries = [
      { to: this.#resolve(chosen.to), past: this.#resolve(other.to), kind: 'only' as const },
      { to: this.#resolve(other.to), past: this.#resolve(chosen.to), kind: 'unless' as const },
    ]
    const fits = tries.filter(({ to, past }) => (to.type === 'UserTask' || to.type === 'ServiceTask') && !this.#inGroup.has(to.id) && this.#onward(to)?.id === past.id)
    const named = fits.find(({ to }) => node.id === `K_${to.id}`) ?? fits[0]
    return named ? { step: named.to.id, condition: { kind: named.kind, feel: chosen.when } } : null
  }

  /** The gateway at which a step's outcome is looked at. */
  #routing(step: Node): Node | null {
    if (this.#inGroup.has(step.id)) return null
    const gate = this.#get(this.#only(step).to)
    if (gate.type !== 'ExclusiveGateway' || gate.out.length < 2 || gate.in.length !== 1) return null
    if (gate.id.startsWith('K_') && this.#gateAt(gate)) return null
    const asked = gate.out.filter((way) => way.when !== null)
    if (gate.id === `R_${step.id}` || (asked.length > 0 && asked.every((way) => OUTCOME.test(way.when ?? '')))) return gate
    return this.#gateAt(gate) ? null : gate
  }

  /** Where a step goes on when nothing else is said. */
  #onward(step: Node): Node | null {
    const gate = this.#routing(step)
    if (!gate) return this.#resolve(this.#only(step).to)
    const fallback = (gate.element.default as ModdleElement | undefined)?.id
    const way = gate.out.find((one) => one.id === fallback)
    return way ? this.#resolve(way.to) : null
  }

  #step(key: string, nextRow: string | null): TableStep {
    const node = this.#get(key)
    const group = this.#inGroup.get(key) ?? null
    const isService = node.type === 'ServiceTask'
    const attribute = (name: string) => node.element.$attrs[`motcua:${name}`] ?? ''
    const gate = this.#routing(node)
    const ways = gate?.out.filter((way) => way.when !== null) ?? []
    const back = ways.find((way) => OUTCOME.exec(way.when ?? '')?.[1] === 'return')
    const step: TableStep = {
      key,
      name: node.element.name ?? '',
      unit: attribute('unit'),
      duty: isService ? 'system' : (STEP_DUTIES.find((duty) => duty === attribute('duty')) ?? 'specialist'),
      work: attribute(isService ? 'act' : 'work'),
      hours: Number(attribute('hours') || 0),
      days: attribute('days') ? Number(attribute('days')) : null,
      product: attribute('product'),
      condition: this.#condition(node, group),
      group: group ? { label: group.label, branch: group.branchOf.get(key) ?? 1 } : null,
      silence: false,
      returnTo: back ? this.#keyAt(back.to) : null,
      paths: ways.filter((way) => way !== back).map((way) => ({ outcome: OUTCOME.exec(way.when ?? '')?.[1] ?? null, when: OUTCOME.test(way.when ?? '') ? null : way.when, to: this.#keyAt(way.to) })),
      next: this.#next(node, group, key, nextRow),
    }
    return { ...step, silence: this.#silence(node, step, group) }
  }

  #condition(node: Node, group: Group | null): TableStep['condition'] {
    if (group) {
      const feel = group.conditionOf.get(node.id)
      return feel === undefined ? null : { kind: 'only', feel }
    }
    const gates = [...new Set(node.in.map((way) => this.#get(way.from)))].flatMap((from) => {
      const found = this.#routing(this.#soleStepBefore(from) ?? node)?.id === from.id ? null : this.#gateAt(from)
      return found?.step === node.id ? [found.condition] : []
    })
    return gates[0] ?? null
  }
  #soleStepBefore(gate: Node): Node | null {
    const [way] = gate.in
    const before = way && gate.in.length === 1 ? this.#nodes.get(way.from) : undefined
    return before && (before.type === 'UserTask' || before.type === 'ServiceTask') && before.out.length === 1 ? before : null
  }

  #next(node: Node, group: Group | null, key: string, nextRow: string | null): TableStep['next'] {
    if (group && group.keys.at(-1) !== key) return null
    const onward = group ? this.#resolve(this.#only(group.join).to) : this.#onward(node)
    if (!onward) throw new NoTable(`Cổng sau bước «${node.element.name ?? key}» thiếu đường mặc định.`)
    const to = this.#keyAt(onward.id)
    return to === nextRow ? null : { to }
  }

  /** An event on the edge that goes the same way as the step when its time is over. */
  #silence(node: Node, step: TableStep, group: Group | null): boolean {
    const edges = [...this.#nodes.values()].filter((one) => one.type === 'BoundaryEvent' && (one.element.attachedToRef as ModdleElement | undefined)?.id === node.id)
    const [edge] = edges
    if (!edge) return false
    const [definition] = (edge.element.eventDefinitions as ModdleElement[] | undefined) ?? []
    const length = (definition?.timeDuration as { body?: string } | undefined)?.body?.trim()
    const to = this.#resolve(this.#only(edge).to).id
    const same = to === (group ? this.#resolve(this.#only(node).to) : this.#onward(node))?.id
    const plain = edges.length === 1 && edge.element.cancelActivity !== false && definition?.$attrs['motcua:clock'] === 'working' && length === durationOf(step) && same
    if (!plain) throw new NoTable(`Sự kiện gắn vào bước «${step.name}» không ghi được thành cột của bảng.`)
    return true
  }
}
