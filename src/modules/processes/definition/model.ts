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
  /** The sub-process that the element stands in; absent at the top. */
  parent?: string
}

/** A step that a person does. */
export interface TaskNode extends NodeBase {
  kind: 'task'
  duty: StepDuty
  /** Working hours for the step; 0 for a step outside the time limit. */
  hours: number
  /** Said in whole working days: due at the end of so many working days, as the law counts them. */
  days?: number
  /** What is done in the step (appraise, sign, number …): the case page shows its tools by this key. */
  work: string
  /** What the step brings forth (sản phẩm), as the decision prints it. */
  product?: string
  /** The unit that does the step, as the decision prints it. */
  unit?: string
}

/** A named act of the system; the token waits until the act reports back. */
export interface ServiceNode extends NodeBase {
  kind: 'service'
  act: string
}

/** Chooses one of its ways out (exclusive), or each whose condition holds (inclusive). */
export interface ChoiceNode extends NodeBase {
  kind: 'exclusive' | 'inclusive'
  /** Flow taken when no condition holds. */
  default: string | null
}

/** A length of time: by the agency's working calendar, or by the clock on the wall. */
export interface TimerSpec {
  clock: 'working' | 'calendar'
  amount: number
  unit: 'minute' | 'hour' | 'day'
}

/** What a waiting event waits for. */
export type Trigger = { kind: 'timer'; timer: TimerSpec } | { kind: 'message'; message: string }

/** An intermediate event: the token waits until the time has come or the message has. */
export interface CatchNode extends NodeBase {
  kind: 'catch'
  on: Trigger
}

/** An event on the edge of a step or sub-process: fires while that is open. Each fires at most once an opening. */
export interface BoundaryNode extends NodeBase {
  kind: 'boundary'
  host: string
  /** Whether the host is cancelled when the event fires. */
  interrupting: boolean
  /** An error without a code catches every error. */
  on: Trigger | { kind: 'error'; error: string | null }
}

/** A part of the process with its own start and ends: done when nothing in it waits any more. */
export interface SubProcessNode extends NodeBase {
  kind: 'sub'
  start: string
}

export interface EndNode extends NodeBase {
  kind: 'end'
  /** Absent for a plain end; `terminate` ends all of its scope; an error leaves its sub-process by the event that catches it. */
  ends?: { kind: 'terminate' } | { kind: 'error'; error: string }
}

export type ProcessNode =
  | TaskNode
  | ServiceNode
  | ChoiceNode
  | CatchNode
  | BoundaryNode
  | SubProcessNode
  | EndNode
  | (NodeBase & { kind: 'start' | 'parallel' })

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
  | 'attached'
  | 'uncaught'
  | 'crossing'

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

const edgesOf = new WeakMap<ProcessModel, Map<string, BoundaryNode[]>>()
const NONE: readonly BoundaryNode[] = []

/** Events on the edge of an element. */
export function boundariesOf(model: ProcessModel, host: string): readonly BoundaryNode[] {
  let known = edgesOf.get(model)
  if (!known) {
    known = Map.groupBy(
      Object.values(model.nodes).filter((node): node is BoundaryNode => node.kind === 'boundary'),
      (node) => node.host,
    )
    edgesOf.set(model, known)
  }
  return known.get(host) ?? NONE
}
