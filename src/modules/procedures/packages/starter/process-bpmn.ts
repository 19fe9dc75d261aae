import type { Brief } from './brief.ts'

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Working hours inside the limit; days of the calendar are counted as five of seven, months as twenty-one. */
function hoursOf({ amount, unit }: Brief['time']): number {
  const hours = { hour: amount, working_day: amount * 8, day: Math.floor((amount * 5) / 7) * 8, month: amount * 21 * 8 }[unit]
  return Math.max(hours, 4)
}

/** No step is given more working hours than a process may have. */
const MOST_HOURS = 4000

/** Steps that not every process has: the leader's assignment, and the citizen's look at the draft. */
interface Extra {
  assigns?: boolean
  confirms?: boolean
}

interface Step {
  id: string
  name: string
  duty: string
  hours: number
  /** What is done, where the step isn't called so. */
  work?: string
}

/** The steps of the limit, each with its share of the hours; the rest of them is for appraising. */
export function stepsOf(time: Brief['time'], { assigns = false, confirms = false }: Extra): Step[] {
  const all = hoursOf(time)
  const share = Math.max(0.5, Math.min(4, Math.floor(all / 8)))
  return [
    ...(assigns ? [{ id: 'assign', name: 'Phân công thụ lý', duty: 'leader', hours: share }] : []),
    { id: 'appraise', name: 'Thẩm tra hồ sơ', duty: 'specialist', hours: Math.min(all - (assigns ? 4 : 3) * share, MOST_HOURS) },
    { id: 'draft', name: 'Lập dự thảo kết quả, trình ký', duty: 'specialist', hours: share },
    ...(confirms ? [{ id: 'confirm', name: 'Chờ người dân xác nhận dự thảo', duty: 'specialist', hours: 0, work: 'confirm-draft' }] : []),
    { id: 'sign', name: 'Ký duyệt', duty: 'leader', hours: share },
    { id: 'number', name: 'Vào sổ, cấp số, phát hành', duty: 'clerk', hours: share },
    { id: 'return', name: 'Trả kết quả', duty: 'reception', hours: 0 },
  ]
}

interface Flow {
  id: string
  from: string
  to: string
  name?: string
  when?: string
}

/** The way from left to right, and the flows that leave it: back from the leader, past the citizen's look at the draft. */
function layOut({ assigns = false, confirms = false }: Extra): { way: string[]; straight: Flow[]; bent: Flow[] } {
  const look = confirms ? ['Gateway_online', 'Task_confirm', 'Gateway_ready'] : []
  const way = ['Start', ...(assigns ? ['Task_assign'] : []), 'Task_appraise', 'Task_draft', ...look, 'Task_sign', 'Gateway_decided', 'Task_number', 'Task_return', 'End']
  const straight = way.slice(0, -1).map((from, i) => ({ id: `Flow_${i + 1}`, from, to: way[i + 1] ?? '' }))
  const skip: Flow = { id: 'Flow_skip', from: 'Gateway_online', to: 'Gateway_ready', name: 'Không nộp trực tuyến', when: 'channel != "online"' }
  return { way, straight, bent: [...(confirms ? [skip] : []), { id: 'Flow_back', from: 'Gateway_decided', to: 'Task_appraise', name: 'Trả lại để làm lại', when: 'outcome = "return"' }] }
}

const GATEWAYS: Readonly<Record<string, string>> = { Gateway_online: 'Nộp trực tuyến?', Gateway_ready: 'Dự thảo đã xong', Gateway_decided: 'Lãnh đạo đồng ý?' }

const sizeOf = (node: string) => (node.startsWith('Task') ? [110, 80] : node.startsWith('Gateway') ? [50, 50] : [36, 36])

/** process.bpmn of a new package: assign where the leader does, appraise, draft, let the citizen look where the law gives a look, sign (or send back), number, return. */
export function processBpmn(brief: Pick<Brief, 'code' | 'name' | 'time'>, extra: Extra): string {
  const id = brief.code.replace('.', '_')
  const { way, straight, bent } = layOut(extra)
  const flows = [...straight, ...bent]
  const flowsOf = (node: string) =>
    flows.flatMap((flow) => [...(flow.to === node ? [`<bpmn:incoming>${flow.id}</bpmn:incoming>`] : []), ...(flow.from === node ? [`<bpmn:outgoing>${flow.id}</bpmn:outgoing>`] : [])]).sort().join('')
  const tasks = stepsOf(brief.time, extra).map(
    ({ id: step, name, duty, hours, work = step }) => `    <bpmn:userTask id="Task_${step}" name="${name}" motcua:duty="${duty}" motcua:hours="${hours}" motcua:work="${work}">${flowsOf(`Task_${step}`)}</bpmn:userTask>`,
  )
  const gateways = way.filter((node) => node in GATEWAYS).map((node) => {
    const [otherwise] = bent.some((flow) => flow.from === node) ? straight.filter((flow) => flow.from === node) : []
    return `    <bpmn:exclusiveGateway id="${node}" name="${GATEWAYS[node]}"${otherwise ? ` default="${otherwise.id}"` : ''}>${flowsOf(node)}</bpmn:exclusiveGateway>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Who does what, within how many working hours; a step of 0 hours stands outside the limit. -->
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="https://motcua.vn/bpmn" id="Definitions_${id}" targetNamespace="https://motcua.vn/bpmn">
  <bpmn:process id="Process_${id}" name="${xml(brief.name)}" isExecutable="true">
    <bpmn:startEvent id="Start" name="Hồ sơ được tiếp nhận">${flowsOf('Start')}</bpmn:startEvent>
${[...tasks, ...gateways].join('\n')}
    <bpmn:endEvent id="End" name="Đã trả kết quả">${flowsOf('End')}</bpmn:endEvent>
${flows.map(flowXml).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram">
    <bpmndi:BPMNPlane id="Plane" bpmnElement="Process_${id}">
${drawn(way, straight, bent).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

const flowXml = ({ id, from, to, name, when }: Flow): string =>
  when === undefined
    ? `    <bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`
    : `    <bpmn:sequenceFlow id="${id}" name="${name}" sourceRef="${from}" targetRef="${to}">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="FEEL">${xml(when)}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>`

const MIDDLE = 120

/** Shapes in a row; what leaves the row goes back below it and forward above it. */
function drawn(way: readonly string[], straight: readonly Flow[], bent: readonly Flow[]): string[] {
  const boxOf = (node: string) => {
    const [width = 0, height = 0] = sizeOf(node)
    return { x: 100 + way.indexOf(node) * 170 - width / 2, y: MIDDLE - height / 2, width, height }
  }
  const shapes = way.map((node) => {
    const { x, y, width, height } = boxOf(node)
    return `      <bpmndi:BPMNShape id="${node}_di" bpmnElement="${node}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`
  })
  const edge = (flow: Flow, points: readonly (readonly [number, number])[]) =>
    `      <bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">${points.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`
  const around = (flow: Flow) => {
    const [from, to] = [boxOf(flow.from), boxOf(flow.to)]
    const side = from.x < to.x ? -1 : 1
    const [start, end] = [from.x + from.width / 2, to.x + to.width / 2]
    return edge(flow, [[start, MIDDLE + (side * from.height) / 2], [start, MIDDLE + side * 100], [end, MIDDLE + side * 100], [end, MIDDLE + (side * to.height) / 2]])
  }
  return [...shapes, ...straight.map((flow) => edge(flow, [[boxOf(flow.from).x + boxOf(flow.from).width, MIDDLE], [boxOf(flow.to).x, MIDDLE]])), ...bent.map(around)]
}
