import type { ModdleElement } from 'bpmn-moddle'
import { type FaultCode, type ProcessNode, STEP_DUTIES } from './model.ts'

export interface NodeFault {
  code: FaultCode
  element: string
  message: string
}

type Attributes = Record<string, string>

/** What each kind of element may carry besides its id and name. */
const OWN_ATTRIBUTES: Record<string, readonly string[]> = {
  'bpmn:UserTask': ['duty', 'hours', 'work'],
  'bpmn:ServiceTask': ['act'],
}

const LATER: Record<string, string> = {
  InclusiveGateway: 'Cổng bao hàm (inclusive)',
  EventBasedGateway: 'Cổng theo sự kiện',
  ComplexGateway: 'Cổng phức hợp',
  SubProcess: 'Quy trình con',
  CallActivity: 'Quy trình con gọi ngoài',
  BoundaryEvent: 'Sự kiện gắn vào bước',
  IntermediateCatchEvent: 'Sự kiện chờ (hẹn giờ, thông điệp)',
  IntermediateThrowEvent: 'Sự kiện phát',
  ReceiveTask: 'Bước chờ thông điệp',
  SendTask: 'Bước gửi thông điệp',
  ScriptTask: 'Bước chạy mã lệnh',
  BusinessRuleTask: 'Bước bảng quyết định',
  ManualTask: 'Bước làm ngoài hệ thống',
  Task: 'Bước chưa rõ loại (dùng User Task)',
}

const DRAWING_ONLY = new Set([
  'bpmn:TextAnnotation',
  'bpmn:Association',
  'bpmn:DataObjectReference',
  'bpmn:DataObject',
  'bpmn:Group',
])

/** One element as a node of the process, or null for what is drawn only or can't be run. */
export function buildNode(
  element: ModdleElement,
  acts: readonly string[],
): { node: ProcessNode | null; faults: NodeFault[] } {
  const id = element.id ?? ''
  const faults: NodeFault[] = []
  const say = (code: FaultCode, message: string) => void faults.push({ code, element: id, message })
  if (DRAWING_ONLY.has(element.$type)) return { node: null, faults }
  const attributes = attributesOf(element, say)
  const base = { id, name: (element.name ?? '').trim(), in: [], out: [] }
  if (((element.eventDefinitions as unknown[] | undefined) ?? []).length > 0) {
    say('not-supported', `Sự kiện «${id}» có điều kiện kích hoạt (hẹn giờ, thông điệp, lỗi…): chưa hỗ trợ.`)
    return { node: null, faults }
  }
  if (element.loopCharacteristics)
    say('not-supported', `Bước «${id}» lặp nhiều lần (multi-instance, loop): chưa hỗ trợ.`)
  switch (element.$type) {
    case 'bpmn:StartEvent':
      return { node: { ...base, kind: 'start' }, faults }
    case 'bpmn:EndEvent':
      return { node: { ...base, kind: 'end' }, faults }
    case 'bpmn:ParallelGateway':
      return { node: { ...base, kind: 'parallel' }, faults }
    case 'bpmn:ExclusiveGateway':
      return {
        node: { ...base, kind: 'exclusive', default: (element.default as ModdleElement | undefined)?.id ?? null },
        faults,
      }
    case 'bpmn:UserTask':
      return { node: userTask(base, attributes, say), faults }
    case 'bpmn:ServiceTask':
      return { node: serviceTask(base, attributes, acts, say), faults }
    default: {
      const type = element.$type.replace(/^bpmn:/, '')
      say('not-supported', `${LATER[type] ?? type} «${id}»: chưa hỗ trợ.`)
      return { node: null, faults }
    }
  }
}

type Say = (code: FaultCode, message: string) => void
type Base = { id: string; name: string; in: string[]; out: string[] }

function userTask(base: Base, attributes: Attributes, say: Say): ProcessNode | null {
  const { duty, hours, work } = attributes
  if (!base.name) say('missing-attribute', `Bước «${base.id}» thiếu tên (name).`)
  if (!work) say('missing-attribute', `Bước «${base.id}» thiếu motcua:work (việc của bước).`)
  else if (!/^[a-z][a-z0-9-]{0,59}$/.test(work))
    say(
      'wrong-attribute',
      `motcua:work="${work}" của bước «${base.id}» chỉ gồm chữ thường không dấu, số và dấu gạch nối.`,
    )
  const knownDuty = STEP_DUTIES.find((each) => each === duty)
  if (!duty) say('missing-attribute', `Bước «${base.id}» thiếu motcua:duty (người làm).`)
  else if (!knownDuty)
    say('wrong-attribute', `motcua:duty="${duty}" của bước «${base.id}» phải là một trong: ${STEP_DUTIES.join(', ')}.`)
  const count = hours === undefined || hours.trim() === '' ? Number.NaN : Number(hours)
  if (hours === undefined)
    say('missing-attribute', `Bước «${base.id}» thiếu motcua:hours (số giờ làm việc; 0 nếu không tính vào thời hạn).`)
  else if (!(count >= 0 && count <= 4000))
    say('wrong-attribute', `motcua:hours="${hours}" của bước «${base.id}» phải là số giờ từ 0 đến 4000.`)
  return knownDuty && work && count >= 0 ? { ...base, kind: 'task', duty: knownDuty, hours: count, work } : null
}

function serviceTask(base: Base, attributes: Attributes, acts: readonly string[], say: Say): ProcessNode | null {
  const { act } = attributes
  if (!act) say('missing-attribute', `Bước tự động «${base.id}» thiếu motcua:act (tên việc).`)
  else if (!acts.includes(act))
    say(
      'wrong-attribute',
      `Bước tự động «${base.id}» gọi việc «${act}» mà hệ thống không có${acts.length ? ` (có: ${acts.join(', ')})` : ''}.`,
    )
  return act && acts.includes(act) ? { ...base, kind: 'service', act } : null
}

/** The motcua:… attributes of an element; anything else that is not BPMN's is a fault. */
function attributesOf(element: ModdleElement, say: Say): Attributes {
  const known = OWN_ATTRIBUTES[element.$type] ?? []
  const found: Attributes = {}
  for (const [name, value] of Object.entries(element.$attrs)) {
    const own = /^motcua:(.+)$/.exec(name)?.[1]
    if (own && known.includes(own)) found[own] = value
    else if (!name.startsWith('xmlns'))
      say(
        'unknown-attribute',
        `Thuộc tính lạ ${name} ở «${element.id ?? ''}»${known.length ? ` (dùng được: ${known.map((k) => `motcua:${k}`).join(', ')})` : ''}.`,
      )
  }
  return found
}
