import { HOURS_A_DAY } from '../definition/durations.ts'
import { MOTCUA_NAMESPACE } from '../definition/read-bpmn.ts'
import { type Graph, type GraphFlow, type GraphNode, graphOf } from './graph.ts'
import type { ProcessTable, TableStep } from './table.ts'

const COLUMN_WIDTH = 170
const LINE_HEIGHT = 150
const SIZE: Readonly<Record<GraphNode['kind'], readonly [number, number]>> = {
  start: [36, 36],
  end: [36, 36],
  task: [120, 80],
  exclusive: [50, 50],
  parallel: [50, 50],
  inclusive: [50, 50],
  late: [36, 36],
}

/** A table without faults as BPMN 2.0, drawn: steps from left to right, branches below each other, what leads aside on a line below. */
export function tableToBpmn(table: ProcessTable): string {
  const graph = graphOf(table)
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="${MOTCUA_NAMESPACE}" id="Definitions" targetNamespace="${MOTCUA_NAMESPACE}">
  <bpmn:process id="${text(table.id)}" name="${text(table.name)}" isExecutable="true">
${[...graph.nodes.map((node) => element(node, graph)), ...graph.flows.map(sequenceFlow)].map((line) => `    ${line}`).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="${text(table.id)}">
${[...graph.nodes.map(shape), ...graph.flows.map((flow) => edge(flow, graph))].map((line) => `      ${line}`).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

const text = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/[\u0000-\u0008\u000b-\u001f]/g, ' ')

function element(node: GraphNode, { flows }: Graph): string {
  const ways = [
    ...flows.filter((flow) => flow.to === node.id).map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`),
    ...flows.filter((flow) => flow.from === node.id).map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`),
  ].join('')
  const { step } = node
  switch (node.kind) {
    case 'start':
      return `<bpmn:startEvent id="${node.id}" name="Hồ sơ được tiếp nhận">${ways}</bpmn:startEvent>`
    case 'end':
      return `<bpmn:endEvent id="${node.id}" name="Kết thúc">${ways}</bpmn:endEvent>`
    case 'late':
      return `<bpmn:boundaryEvent id="${node.id}" name="Hết thời gian: coi như đồng ý" attachedToRef="${step?.key}">${ways}<bpmn:timerEventDefinition id="${node.id}_d" motcua:clock="working"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${step ? durationOf(step) : ''}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`
    case 'task':
      return step ? taskElement(step, ways) : ''
    default:
      return `<bpmn:${node.kind}Gateway id="${node.id}"${node.default ? ` default="${node.default}"` : ''}>${ways}</bpmn:${node.kind}Gateway>`
  }
}

function taskElement(step: TableStep, ways: string): string {
  const more = `${step.product ? ` motcua:product="${text(step.product)}"` : ''}${step.unit ? ` motcua:unit="${text(step.unit)}"` : ''}`
  if (step.duty === 'system') return `<bpmn:serviceTask id="${step.key}" name="${text(step.name)}" motcua:act="${step.work}"${more}>${ways}</bpmn:serviceTask>`
  const days = step.days ? ` motcua:days="${step.days}"` : ''
  return `<bpmn:userTask id="${step.key}" name="${text(step.name)}" motcua:duty="${step.duty}" motcua:hours="${step.hours}"${days} motcua:work="${step.work}"${more}>${ways}</bpmn:userTask>`
}

/** The time of a step as ISO 8601; parts of hours are minutes. */
export function durationOf({ hours, days }: Pick<TableStep, 'hours' | 'days'>): string {
  if (days) return `P${days}D`
  return Number.isInteger(hours) ? `PT${hours}H` : `PT${Math.round(hours * 60)}M`
}
export const hoursIn = (days: number): number => days * HOURS_A_DAY

function sequenceFlow({ id, from, to, when }: GraphFlow): string {
  const condition = when === null ? ' />' : `><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="FEEL">${text(when)}</bpmn:conditionExpression></bpmn:sequenceFlow>`
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${condition}`
}

type Box = { x: number; y: number; width: number; height: number }
function boxOf({ kind, column, line }: GraphNode): Box {
  const [width, height] = SIZE[kind]
  const [x, y] = [140 + column * COLUMN_WIDTH, 140 + line * LINE_HEIGHT]
  // An event on an edge sits on the lower right corner of its step, which stands in the same column.
  if (kind === 'late') return { x: x + 24, y: y + 22, width, height }
  return { x: x - width / 2, y: y - height / 2, width, height }
}

function shape(node: GraphNode): string {
  const { x, y, width, height } = boxOf(node)
  const marker = node.kind === 'exclusive' ? ' isMarkerVisible="true"' : ''
  return `<bpmndi:BPMNShape id="${node.id}_di" bpmnElement="${node.id}"${marker}><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`
}

/** Straight to the next column; else around below (onward) or above (back), each way on a height of its own. */
function edge(flow: GraphFlow, { nodes, flows }: Graph): string {
  const [from, to] = [nodes.find((node) => node.id === flow.from), nodes.find((node) => node.id === flow.to)]
  if (!from || !to) return ''
  const [a, b] = [boxOf(from), boxOf(to)]
  const points = waypoints(a, b, flows.indexOf(flow), from.kind === 'late')
  return `<bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`
}

function waypoints(a: Box, b: Box, n: number, late: boolean): [number, number][] {
  const [ay, by] = [a.y + a.height / 2, b.y + b.height / 2]
  const [aMid, bMid] = [a.x + a.width / 2, b.x + b.width / 2]
  const gap = b.x - (a.x + a.width)
  const offset = 8 + (n % 6) * 6
  if (!late && gap > 0 && gap < COLUMN_WIDTH) {
    if (ay === by) return [[a.x + a.width, ay], [b.x, by]]
    const middle = b.x - 20
    return [[a.x + a.width, ay], [middle, ay], [middle, by], [b.x, by]]
  }
  if (bMid > aMid) {
    const below = Math.max(a.y + a.height, b.y + b.height) + offset
    return [[aMid, a.y + a.height], [aMid, below], [bMid, below], [bMid, b.y + b.height]]
  }
  const above = Math.min(a.y, b.y) - offset
  return [[aMid, a.y], [aMid, above], [bMid, above], [bMid, b.y]]
}
