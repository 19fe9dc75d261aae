import type { ModdleElement } from 'bpmn-moddle'
import { HOURS_A_DAY } from './durations.ts'
import { type FaultCode, type ProcessNode, STEP_DUTIES, type TaskNode } from './model.ts'
import { endingOf, triggerOf } from './triggers.ts'

export interface NodeFault {
  code: FaultCode
  element: string
  message: string
}

type Attributes = Record<string, string>

/** What each kind of element may carry besides its id and name. */
const OWN_ATTRIBUTES: Record<string, readonly string[]> = {
  'bpmn:UserTask': ['duty', 'hours', 'days', 'work', 'product', 'unit'],
  'bpmn:ServiceTask': ['act', 'product', 'unit'],
}

const LATER: Record<string, string> = {
  EventBasedGateway: 'Cổng theo sự kiện',
  ComplexGateway: 'Cổng phức hợp',
  Transaction: 'Giao dịch',
  AdHocSubProcess: 'Quy trình con tùy ý',
  CallActivity: 'Quy trình con gọi ngoài',
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
  if (element.loopCharacteristics)
    say('not-supported', `Bước «${id}» lặp nhiều lần (multi-instance, loop): chưa hỗ trợ.`)
  return { node: nodeOfType(element, base, attributes, acts, say), faults }
}

function nodeOfType(element: ModdleElement, base: Base, attributes: Attributes, acts: readonly string[], say: Say): ProcessNode | null {
  switch (element.$type) {
    case 'bpmn:StartEvent':
      if (((element.eventDefinitions as unknown[] | undefined) ?? []).length > 0)
        say('not-supported', `Điểm bắt đầu «${base.id}» có điều kiện kích hoạt: chưa hỗ trợ.`)
      return { ...base, kind: 'start' }
    case 'bpmn:EndEvent': {
      const ends = endingOf(element, say)
      return ends ? { ...base, kind: 'end', ends } : { ...base, kind: 'end' }
    }
    case 'bpmn:ParallelGateway':
      return { ...base, kind: 'parallel' }
    case 'bpmn:ExclusiveGateway':
    case 'bpmn:InclusiveGateway': {
      const kind = element.$type === 'bpmn:ExclusiveGateway' ? 'exclusive' : 'inclusive'
      return { ...base, kind, default: (element.default as ModdleElement | undefined)?.id ?? null }
    }
    case 'bpmn:UserTask':
      return userTask(base, attributes, say)
    case 'bpmn:ServiceTask':
      return serviceTask(base, attributes, acts, say)
    case 'bpmn:IntermediateCatchEvent': {
      const on = triggerOf(element, say)
      if (on?.kind === 'error') say('not-supported', `Sự kiện chờ «${base.id}» không chờ lỗi được.`)
      return on && on.kind !== 'error' ? { ...base, kind: 'catch', on } : null
    }
    case 'bpmn:BoundaryEvent': {
      const on = triggerOf(element, say)
      const host = (element.attachedToRef as ModdleElement | undefined)?.id ?? ''
      return on && { ...base, kind: 'boundary', host, interrupting: element.cancelActivity !== false, on }
    }
    case 'bpmn:SubProcess':
      if (element.triggeredByEvent) say('not-supported', `Quy trình con «${base.id}» khởi động theo sự kiện: chưa hỗ trợ.`)
      return { ...base, kind: 'sub', start: '' }
    default: {
      const type = element.$type.replace(/^bpmn:/, '')
      say('not-supported', `${LATER[type] ?? type} «${base.id}»: chưa hỗ trợ.`)
      return null
    }
  }
}

type Say = (code: FaultCode, message: string) => void
type Base = { id: string; name: string; in: string[]; out: string[] }

function userTask(base: Base, attributes: Attributes, say: Say): ProcessNode | null {
  const { duty, hours, days, work, product, unit } = attributes
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
  const count = timeOf(base, hours, days, say)
  if (!knownDuty || !work || !(count >= 0)) return null
  const node: TaskNode = { ...base, kind: 'task', duty: knownDuty, hours: count, work }
  return { ...node, ...(days ? { days: Number(days) } : {}), ...(product ? { product } : {}), ...(unit ? { unit } : {}) }
}

function timeOf(base: Base, hours: string | undefined, days: string | undefined, say: Say): number {
  const count = hours === undefined || hours.trim() === '' ? Number.NaN : Number(hours)
  if (hours === undefined)
    say('missing-attribute', `Bước «${base.id}» thiếu motcua:hours (số giờ làm việc; 0 nếu không tính vào thời hạn).`)
  else if (!(count >= 0 && count <= 4000))
    say('wrong-attribute', `motcua:hours="${hours}" của bước «${base.id}» phải là số giờ từ 0 đến 4000.`)
  if (days !== undefined && !(/^\d{1,3}$/.test(days) && Number(days) > 0 && Number(days) * HOURS_A_DAY === count))
    say('wrong-attribute', `motcua:days="${days}" của bước «${base.id}» phải là số ngày nguyên, và motcua:hours bằng số ngày nhân ${HOURS_A_DAY}.`)
  return count
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
