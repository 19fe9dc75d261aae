import type { FeelTree } from '../../../platform/feel/index.ts'

/** Who does a step. */
export const STEP_DUTIES = ['reception', 'specialist', 'leader', 'clerk'] as const
export type StepDuty = (typeof STEP_DUTIES)[number]

interface NodeBase {
  id: string
  name: string
  /** Ids of the flows that come in and go out, in the order of the file. */
  in: string[]
  out: string[]
}

/** A step that a person does. */
export interface TaskNode extends NodeBase {
  kind: 'task'
  duty: StepDuty
  /** Working hours for the step; 0 for a step outside the time limit. */
  hours: number
  /** What is done in the step (appraise, sign, number …): the case page shows its tools by this key. */
  work: string
}

/** A named act of the system; the token waits until the act reports back. */
export interface ServiceNode extends NodeBase {
  kind: 'service'
  act: string
}

export interface ExclusiveNode extends NodeBase {
  kind: 'exclusive'
  /** Flow taken when no condition holds. */
  default: string | null
}

export type ProcessNode = TaskNode | ServiceNode | ExclusiveNode | (NodeBase & { kind: 'start' | 'end' | 'parallel' })

export interface Flow {
  id: string
  from: string
  to: string
  name: string
  condition: FeelTree | null
}

/** A process compiled for running: plain data, immutable, stored with its version. */
export interface ProcessModel {
  id: string
  name: string
  start: string
  nodes: Record<string, ProcessNode>
  flows: Record<string, Flow>
}

/** What is wrong with a process file, and where. */
export interface ProcessFault {
  code: FaultCode
  /** Id of the element, where the fault is one element's. */
  element: string | null
  /** Line of the file, from 1. */
  line: number | null
  message: string
}

export type FaultCode =
  | 'not-xml'
  | 'not-understood'
  | 'no-process'
  | 'not-supported'
  | 'unknown-attribute'
  | 'missing-attribute'
  | 'wrong-attribute'
  | 'start-event'
  | 'unreachable'
  | 'dead-end'
  | 'split-without-gateway'
  | 'no-default'
  | 'condition'
  | 'endless'
  | 'stuck'
  | 'doubled'

export const nodeOf = (model: ProcessModel, id: string): ProcessNode => {
  const node = model.nodes[id]
  if (!node) throw new Error(`The process has no element '${id}'.`)
  return node
}

export const flowOf = (model: ProcessModel, id: string): Flow => {
  const flow = model.flows[id]
  if (!flow) throw new Error(`The process has no flow '${id}'.`)
  return flow
}
