import type { Method, ProcedureContent, PublishedTime, TimeUnit } from '../../catalogue/content.ts'

/** What a new package takes from the paragraphs of a national record. Words that it doesn't know settle nothing. */

const textOf = (content: ProcedureContent | null) => (content?.steps ?? []).map((one) => one.text).join('\n')

/** The draft of the result is sent to whoever filed online, and silence for a day counts as agreement. */
export const draftIsConfirmed = (content: ProcedureContent | null): boolean =>
  /không có phản hồi sau thời hạn (một|01|1) ngày/i.test(textOf(content)) || /xác nhận\s*\(tối đa (một|01|1) ngày\)/i.test(textOf(content))

/** The book in which it is entered: «Sổ đăng ký khai sinh». */
export const bookOf = (content: ProcedureContent | null): string | null => {
  const [, book = ''] = /\bvào (Sổ đăng ký [^,.;()\n]{3,80}?)\s*[,.;()\n]/u.exec(textOf(content)) ?? []
  return book || null
}

/** «Miễn lệ phí cho …», as the record says it of a way to file. */
export const exemptionOf = (content: ProcedureContent | null): string | null => {
  const notes = (content?.methods ?? []).flatMap((method) => (method.fees ?? []).flatMap((fee) => fee.note ?? []))
  return notes.flatMap((note) => /(miễn (?:lệ )?phí (?:cho|đối với) [^.]{5,400})\.?/iu.exec(note)?.[1] ?? [])[0] ?? null
}

const UNITS: Record<TimeUnit, string> = { working_day: 'ngày làm việc', day: 'ngày', hour: 'giờ làm việc', month: 'tháng' }
const WAYS: Record<Method['channel'], string> = { in_person: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' }

const timeText = ({ amount, unit, text }: PublishedTime) => text ?? (amount === null || amount === 0 ? 'không ghi' : `${amount} ${unit === null ? '(không ghi đơn vị)' : UNITS[unit]}`)

/** Every time that the record states, where they stand: for a person to choose between. */
export function timesSaid(content: ProcedureContent | null): string[] {
  const ways = (content?.methods ?? []).flatMap(({ channel, time }) => (time ? [`${WAYS[channel]}: ${timeText(time)}`] : []))
  return [...ways, ...(content?.services ?? []).map(({ code, time }) => `trường hợp ${code}: ${timeText(time)}`)]
}

const LONGEST = 240

export function feesSaid(content: ProcedureContent | null): string[] {
  return (content?.methods ?? []).flatMap(({ channel, fees }) =>
    (fees ?? []).map(({ amount, currency, note }) => {
      const text = `${WAYS[channel]}: ${amount === null ? 'không ghi số tiền' : `${amount} ${currency}`}${note ? ` (${note.replace(/\s+/g, ' ').trim()})` : ''}`
      return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
    }),
  )
}
