/** What a process says beside BPMN, for the drawing tool: names as the server reads them. */
const text = (name: string) => ({ name, isAttr: true, type: 'String' })

export const MOTCUA = {
  name: 'MotCua',
  prefix: 'motcua',
  uri: 'https://motcua.vn/bpmn',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Step', extends: ['bpmn:UserTask'], properties: ['duty', 'hours', 'days', 'work', 'product', 'unit'].map(text) },
    { name: 'Call', extends: ['bpmn:ServiceTask'], properties: [text('act')] },
    { name: 'Clock', extends: ['bpmn:TimerEventDefinition'], properties: [text('clock')] },
  ],
}

const HOURS_A_DAY = 8

/** Time as typed («4 giờ», «7 ngày») as attributes; null where it is none. */
export function timeOf(typed: string): { hours: string; days: string | undefined } | null {
  const found = /^(\d{1,4}(?:[.,]\d{1,2})?) ?(giờ|ngày)?$/.exec(typed.trim().toLowerCase())
  if (!found) return null
  const amount = Number(found[1]?.replace(',', '.'))
  const inDays = found[2] === 'ngày'
  return { hours: String(inDays ? amount * HOURS_A_DAY : amount), days: inDays && Number.isInteger(amount) && amount > 0 ? String(amount) : undefined }
}

export function timeText(hours: string | undefined, days: string | undefined): string {
  if (days) return `${days} ngày`
  return hours === undefined ? '' : hours === '0' ? '0' : `${hours.replace('.', ',')} giờ`
}
