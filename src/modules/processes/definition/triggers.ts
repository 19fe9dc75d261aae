import type { ModdleElement } from 'bpmn-moddle'
import { readDuration } from './durations.ts'
import type { BoundaryNode, EndNode, FaultCode, Trigger } from './model.ts'

type Say = (code: FaultCode, message: string) => void
const KEY = /^[a-z][a-z0-9-]{0,59}$/

/** The one event definition of an event; null when it has none, or (said) more than one. */
export function definitionOf(element: ModdleElement, say: Say): ModdleElement | null {
  const all = (element.eventDefinitions as ModdleElement[] | undefined) ?? []
  if (all.length > 1) say('not-supported', `Sự kiện «${element.id}» có nhiều điều kiện kích hoạt: chỉ dùng một.`)
  return all.length === 1 ? (all[0] ?? null) : null
}

/** What an intermediate or boundary event waits for. */
export function triggerOf(element: ModdleElement, say: Say): Trigger | Extract<BoundaryNode['on'], { kind: 'error' }> | null {
  const definition = definitionOf(element, say)
  switch (definition?.$type) {
    case 'bpmn:TimerEventDefinition':
      return timerOf(element, definition, say)
    case 'bpmn:MessageEventDefinition': {
      const name = String((definition.messageRef as ModdleElement | undefined)?.name ?? '')
      if (KEY.test(name)) return { kind: 'message', message: name }
      say('wrong-attribute', `Thông điệp của «${element.id}» phải có tên (message name) gồm chữ thường không dấu, số và dấu gạch nối.`)
      return null
    }
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', error: errorOf(element, definition, say) }
    default:
      say('not-supported', `Sự kiện «${element.id}»: chỉ hỗ trợ hẹn giờ, thông điệp và (ở cạnh bước tự động, quy trình con) lỗi.`)
      return null
  }
}

function timerOf(element: ModdleElement, definition: ModdleElement, say: Say): Trigger | null {
  const duration = definition.timeDuration as { body?: string } | undefined
  if (!duration || definition.timeDate || definition.timeCycle) {
    say('not-supported', `Hẹn giờ «${element.id}» phải ghi khoảng thời gian (timeDuration); ngày cố định và lặp lại chưa hỗ trợ.`)
    return null
  }
  const timer = readDuration((duration.body ?? '').trim(), definition.$attrs['motcua:clock'] ?? 'calendar')
  if (typeof timer !== 'string') return { kind: 'timer', timer }
  say('wrong-attribute', `Hẹn giờ «${element.id}»: ${timer}.`)
  return null
}

function errorOf(element: ModdleElement, definition: ModdleElement, say: Say): string | null {
  const error = definition.errorRef as { errorCode?: string } | undefined
  if (!error) return null
  const code = error.errorCode ?? ''
  if (!KEY.test(code)) say('wrong-attribute', `Lỗi của «${element.id}» phải có mã (errorCode) gồm chữ thường không dấu, số và dấu gạch nối.`)
  return code
}

/** How an end event ends; undefined for a plain one. */
export function endingOf(element: ModdleElement, say: Say): EndNode['ends'] {
  const definition = definitionOf(element, say)
  if (!definition) return undefined
  if (definition.$type === 'bpmn:TerminateEventDefinition') return { kind: 'terminate' }
  if (definition.$type === 'bpmn:ErrorEventDefinition') {
    const error = errorOf(element, definition, say)
    if (error !== null) return { kind: 'error', error }
    say('missing-attribute', `Điểm kết thúc báo lỗi «${element.id}» thiếu lỗi (errorRef).`)
    return undefined
  }
  say('not-supported', `Điểm kết thúc «${element.id}»: chỉ hỗ trợ kết thúc thường, kết thúc tất cả (terminate) và báo lỗi (error).`)
  return undefined
}
