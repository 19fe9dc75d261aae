import type { Brief } from './brief.ts'

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Working hours inside the limit; days of the calendar are counted as five of seven, months as twenty-one. */
function hoursOf({ amount, unit }: Brief['time']): number {
  const hours = { hour: amount, working_day: amount * 8, day: Math.floor((amount * 5) / 7) * 8, month: amount * 21 * 8 }[unit]
  return Math.max(hours, 4)
}

/** No step is given more working hours than a process may have. */
const MOST_HOURS = 4000

/**
 * The steps after the dossier was received (the first of seven), each with its share of the hours; the rest of them is for
 * appraising.
 */
export function stepsOf(time: Brief['time']) {
  const all = hoursOf(time)
  const share = Math.max(0.5, Math.min(4, Math.floor(all / 8)))
  return [
    { id: 'assign', name: 'Phân công thụ lý', duty: 'leader', hours: share },
    { id: 'appraise', name: 'Thẩm tra hồ sơ', duty: 'specialist', hours: Math.min(all - 4 * share, MOST_HOURS) },
    { id: 'draft', name: 'Lập dự thảo kết quả, trình ký', duty: 'specialist', hours: share },
    { id: 'sign', name: 'Ký duyệt', duty: 'leader', hours: share },
    { id: 'number', name: 'Vào sổ, cấp số, phát hành', duty: 'clerk', hours: share },
    { id: 'return', name: 'Trả kết quả', duty: 'reception', hours: 0 },
  ]
}

const WAY = ['Start', 'Task_assign', 'Task_appraise', 'Task_draft', 'Task_sign', 'Gateway_decided', 'Task_number', 'Task_return', 'End']
const FLOWS = WAY.slice(0, -1).map((from, i) => ({ id: `Flow_${i + 1}`, from, to: WAY[i + 1] ?? '' }))
const BACK = { id: 'Flow_back', from: 'Gateway_decided', to: 'Task_appraise' }

const flowsOf = (node: string) =>
  [...FLOWS, BACK].flatMap((flow) => [...(flow.to === node ? [`<bpmn:incoming>${flow.id}</bpmn:incoming>`] : []), ...(flow.from === node ? [`<bpmn:outgoing>${flow.id}</bpmn:outgoing>`] : [])]).sort().join('')

const sizeOf = (node: string) => (node.startsWith('Task') ? [110, 80] : node.startsWith('Gateway') ? [50, 50] : [36, 36])
const boxOf = (node: string) => {
  const [width = 0, height = 0] = sizeOf(node)
  return { x: 100 + WAY.indexOf(node) * 170 - width / 2, y: 120 - height / 2, width, height }
}

/** process.bpmn of a new package: assign, appraise, draft, sign (or send back), number, return. */
export function processBpmn(brief: Pick<Brief, 'code' | 'name' | 'time'>): string {
  const id = brief.code.replace('.', '_')
  const tasks = stepsOf(brief.time).map(
    ({ id: step, name, duty, hours }) => `    <bpmn:userTask id="Task_${step}" name="${name}" motcua:duty="${duty}" motcua:hours="${hours}" motcua:work="${step}">${flowsOf(`Task_${step}`)}</bpmn:userTask>`,
  )
  const shapes = WAY.map((node) => {
    const { x, y, width, height } = boxOf(node)
    return `      <bpmndi:BPMNShape id="${node}_di" bpmnElement="${node}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`
  })
  const edge = (flow: string, points: readonly (readonly [number, number])[]) =>
    `      <bpmndi:BPMNEdge id="${flow}_di" bpmnElement="${flow}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`
  const straight = FLOWS.map(({ id: flow, from, to }) => edge(flow, [[boxOf(from).x + boxOf(from).width, 120], [boxOf(to).x, 120]]))
  const [left, right] = [boxOf('Task_appraise').x + 55, boxOf('Gateway_decided').x + 25]
  const back = edge('Flow_back', [[right, 145], [right, 220], [left, 220], [left, 160]])
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Who does what, within how many working hours; a step of 0 hours stands outside the limit. -->
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="https://motcua.vn/bpmn" id="Definitions_${id}" targetNamespace="https://motcua.vn/bpmn">
  <bpmn:process id="Process_${id}" name="${xml(brief.name)}" isExecutable="true">
    <bpmn:startEvent id="Start" name="Hồ sơ được tiếp nhận">${flowsOf('Start')}</bpmn:startEvent>
${tasks.join('\n')}
    <bpmn:exclusiveGateway id="Gateway_decided" name="Lãnh đạo đồng ý?" default="Flow_6">${flowsOf('Gateway_decided')}</bpmn:exclusiveGateway>
    <bpmn:endEvent id="End" name="Đã trả kết quả">${flowsOf('End')}</bpmn:endEvent>
${FLOWS.map(({ id: flow, from, to }) => `    <bpmn:sequenceFlow id="${flow}" sourceRef="${from}" targetRef="${to}" />`).join('\n')}
    <bpmn:sequenceFlow id="Flow_back" name="Trả lại để làm lại" sourceRef="Gateway_decided" targetRef="Task_appraise">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="FEEL">outcome = &quot;return&quot;</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="Process_${id}">
${[...shapes, ...straight, back].join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}
