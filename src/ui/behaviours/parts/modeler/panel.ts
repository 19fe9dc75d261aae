// Beside the drawing: what the chosen step or way says.
import { timeOf, timeText } from './own-elements.ts'
import { DUTIES } from './words.ts'

/** An element of the process as the drawing tool knows it. */
export interface Element {
  id: string
  type: string
  businessObject: Business
}
export interface Business {
  $type: string
  id: string
  name?: string
  get: (name: string) => unknown
}
export interface Tools {
  change: (element: Element, properties: Record<string, unknown>) => void
  changeOf: (element: Element, part: unknown, properties: Record<string, unknown>) => void
  make: (type: string, properties: Record<string, unknown>) => unknown
}

type Field = { label: string; hint?: string; value: string; options?: readonly (readonly [string, string])[]; write: (text: string) => string | undefined }

/** Shows the fields of an element; a change is written when the field is left. */
export function showPanel(place: HTMLElement, element: Element | null, tools: Tools): void {
  const fields = element ? fieldsOf(element, tools) : []
  const nodes = fields.map(fieldNode)
  if (nodes.length === 0) {
    const line = document.createElement('p')
    line.className = 'govuk-body'
    line.textContent = 'Chọn một bước hoặc đường nối trong sơ đồ để ghi nội dung.'
    nodes.push(line)
  }
  place.replaceChildren(...nodes)
}

const textIn = (business: Business, name: string): string => {
  const value = business.get(name)
  return typeof value === 'string' ? value : ''
}

function fieldsOf(element: Element, tools: Tools): Field[] {
  const business = element.businessObject
  const plain = (label: string, name: string, hint?: string): Field => ({ label, ...(hint ? { hint } : {}), value: textIn(business, name), write: (text) => void tools.change(element, { [name]: text || undefined }) })
  const timer = (business.get('eventDefinitions') as Business[] | undefined)?.find((one) => one.$type === 'bpmn:TimerEventDefinition')
  if (business.$type === 'bpmn:UserTask')
    return [
      plain('Tên bước', 'name'),
      { ...plain('Người thực hiện', 'motcua:duty'), options: [['', 'Chọn'], ...DUTIES] },
      plain('Việc', 'motcua:work', 'Ví dụ appraise, draft, sign, number, return.'),
      timeField(element, tools),
      plain('Đơn vị', 'motcua:unit'),
      plain('Kết quả, sản phẩm', 'motcua:product'),
    ]
  if (business.$type === 'bpmn:ServiceTask') return [plain('Tên bước', 'name'), plain('Việc tự động', 'motcua:act')]
  if (business.$type === 'bpmn:SequenceFlow') return [conditionField(element, tools)]
  if (timer) return timerFields(element, timer, tools)
  return element.type === 'label' ? [] : [plain('Tên', 'name')]
}

function timeField(element: Element, tools: Tools): Field {
  const { businessObject } = element
  return {
    label: 'Thời gian',
    hint: '4 giờ, 7 ngày; 0 nếu không tính vào thời hạn.',
    value: timeText(textIn(businessObject, 'motcua:hours') || undefined, textIn(businessObject, 'motcua:days') || undefined),
    write(text) {
      const time = timeOf(text)
      if (!time) return 'Thời gian phải là số giờ hoặc số ngày, ví dụ 4 giờ, 7 ngày.'
      tools.change(element, { 'motcua:hours': time.hours, 'motcua:days': time.days })
      return undefined
    },
  }
}

function conditionField(element: Element, tools: Tools): Field {
  const condition = element.businessObject.get('conditionExpression') as { body?: string } | undefined
  return {
    label: 'Điều kiện đi đường này',
    hint: 'FEEL, ví dụ outcome = "return". Để trống: đường thường, hoặc đường mặc định của cổng.',
    value: condition?.body ?? '',
    write: (text) => void tools.change(element, { conditionExpression: text ? tools.make('bpmn:FormalExpression', { body: text, language: 'FEEL' }) : undefined }),
  }
}

function timerFields(element: Element, timer: Business, tools: Tools): Field[] {
  const length = timer.get('timeDuration') as { body?: string } | undefined
  return [
    { label: 'Sau khoảng thời gian', hint: 'ISO 8601, ví dụ PT4H (4 giờ), P7D (7 ngày).', value: length?.body ?? '', write: (text) => void tools.changeOf(element, timer, { timeDuration: text ? tools.make('bpmn:FormalExpression', { body: text }) : undefined }) },
    { label: 'Tính theo', value: textIn(timer, 'motcua:clock') || 'calendar', options: [['working', 'Giờ làm việc của cơ quan'], ['calendar', 'Lịch thường']], write: (text) => void tools.changeOf(element, timer, { 'motcua:clock': text }) },
  ]
}

let count = 0

function fieldNode(field: Field): HTMLElement {
  count += 1
  const id = `o-${count}`
  const group = document.createElement('div')
  group.className = 'govuk-form-group'
  const label = document.createElement('label')
  label.className = 'govuk-label'
  label.htmlFor = id
  label.textContent = field.label
  const hint = document.createElement('div')
  hint.className = 'govuk-hint'
  hint.id = `${id}-hint`
  hint.textContent = field.hint ?? ''
  const control = field.options ? selectOf(field.options) : document.createElement('input')
  control.className = field.options ? 'govuk-select' : 'govuk-input'
  control.id = id
  control.value = field.value
  control.setAttribute('aria-describedby', hint.id)
  control.onchange = () => {
    const wrong = field.write(control.value.trim())
    hint.textContent = wrong ?? field.hint ?? ''
    hint.className = wrong ? 'govuk-error-message' : 'govuk-hint'
    if (wrong) control.setAttribute('aria-invalid', 'true')
    else control.removeAttribute('aria-invalid')
  }
  group.append(label, hint, control)
  return group
}

function selectOf(options: readonly (readonly [string, string])[]): HTMLSelectElement {
  const select = document.createElement('select')
  for (const [value, text] of options) select.append(new Option(text, value))
  return select
}
