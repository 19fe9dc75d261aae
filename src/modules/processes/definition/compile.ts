import type { ModdleElement } from 'bpmn-moddle'
import { compileFeel } from '../../../platform/feel/index.ts'
import { buildNode, type NodeFault } from './nodes.ts'
import type { Flow, ProcessFault, ProcessModel, ProcessNode } from './model.ts'
import { elementsIn, readBpmn, type ReadProcess } from './read-bpmn.ts'
import { findDeadlocks } from './soundness.ts'
import { checkStructure } from './structure.ts'

export interface CompileOptions {
  /** Names that conditions may read besides `outcome` and `outcomes`; any name when absent. */
  names?: readonly string[]
  /** Acts that service tasks may name. */
  acts?: readonly string[]
  /** How many situations are tried at most. */
  situations?: number
}

/** `whole`: every order of steps and every choice was tried. */
export type Compiled = { ok: true; model: ProcessModel; whole: boolean } | { ok: false; faults: ProcessFault[] }

const MOST_ELEMENTS = 400

/** Compiles BPMN 2.0 XML to a process that can run, or says all that is wrong with it. */
export async function compileProcess(xml: string, options: CompileOptions = {}): Promise<Compiled> {
  const read = await readBpmn(xml)
  if (!read.process) return { ok: false, faults: read.faults }
  const { faults, fault } = read
  if (elementsIn(read.elements).length > MOST_ELEMENTS)
    faults.push(fault('not-supported', null, `Quy trình có quá ${MOST_ELEMENTS} phần tử.`))
  const model = build(read, options)
  if (faults.length === 0) faults.push(...checkStructure(model).map(atElement(fault)))
  const sound = faults.length === 0 ? findDeadlocks(model, options.situations) : null
  if (sound) faults.push(...sound.faults.map(atElement(fault)))
  return faults.length > 0
    ? { ok: false, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
    : { ok: true, model, whole: sound?.whole === true }
}

const atElement = (fault: ReadProcess['fault']) => (f: NodeFault) => fault(f.code, f.element, f.message)

function build({ process, elements, fault, faults }: ReadProcess, options: CompileOptions): ProcessModel {
  const nodes: Record<string, ProcessNode> = {}
  const flows: Record<string, Flow> = {}
  for (const { element, parent } of elementsIn(elements)) {
    if (!element.id) {
      faults.push(fault('missing-attribute', null, `Một phần tử ${shortType(element)} thiếu id.`))
    } else if (element.$type === 'bpmn:SequenceFlow') {
      const made = buildFlow(element, options)
      if ('message' in made) faults.push(fault(made.code, element.id, made.message))
      else flows[element.id] = made
    } else {
      const made = buildNode(element, options.acts ?? [])
      faults.push(...made.faults.map(atElement(fault)))
      if (made.node) nodes[element.id] = parent ? { ...made.node, parent } : made.node
    }
  }
  for (const flow of Object.values(flows)) {
    nodes[flow.from]?.out.push(flow.id)
    nodes[flow.to]?.in.push(flow.id)
  }
  for (const node of Object.values(nodes)) if (node.kind === 'sub') node.start = oneStart(nodes, node.id, fault, faults)
  return { id: process.id ?? '', name: process.name ?? '', start: oneStart(nodes, undefined, fault, faults, process.id), nodes, flows }
}

function oneStart(nodes: Record<string, ProcessNode>, parent: string | undefined, fault: ReadProcess['fault'], faults: ProcessFault[], at = parent): string {
  const starts = Object.values(nodes).filter((node) => node.kind === 'start' && node.parent === parent)
  if (starts.length !== 1)
    faults.push(
      fault('start-event', at ?? null, `Quy trình${parent ? ` con «${parent}»` : ''} phải có đúng một điểm bắt đầu, đang có ${starts.length}.`),
    )
  return starts[0]?.id ?? ''
}

export const shortType = (element: ModdleElement): string => element.$type.replace(/^bpmn:/, '')

function buildFlow(element: ModdleElement, options: CompileOptions): Flow | NodeFault {
  const id = element.id ?? ''
  const from = (element.sourceRef as ModdleElement | undefined)?.id
  const to = (element.targetRef as ModdleElement | undefined)?.id
  if (!from || !to)
    return { code: 'not-understood', element: id, message: `Đường nối «${id}» thiếu điểm đầu hoặc điểm cuối.` }
  const expression = element.conditionExpression as (ModdleElement & { body?: string; language?: string }) | undefined
  const flow: Flow = { id, from, to, name: element.name ?? '', condition: null }
  if (!expression) return flow
  if (expression.language && !/feel/i.test(expression.language)) {
    return { code: 'condition', element: id, message: `Điều kiện của đường nối «${id}» phải viết bằng FEEL.` }
  }
  // Some drawing tools put "=" before a FEEL expression.
  const text = (expression.body ?? '').trim().replace(/^=\s*/, '')
  const compiled = compileFeel(text, options.names ? { names: [...options.names, 'outcome', 'outcomes'] } : {})
  if (!compiled.ok)
    return {
      code: 'condition',
      element: id,
      message: `Điều kiện «${text}» của đường nối «${id}»: ${compiled.message} (ký tự ${compiled.at + 1}).`,
    }
  return { ...flow, condition: compiled.tree }
}
