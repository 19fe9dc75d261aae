import { numberParameter, type Parameter, type Values } from '../parameters/index.ts'

const NOT_FOUND = 'Chưa tìm thấy văn bản quy định; mặc định của phần mềm'
const ours = { law: NOT_FOUND, confirmed: false } as const

/** Quantities of the queue. No text that sets one was found: an administrator sets them for all or for an office, from a day on. */
const QUANTITIES = {
  priorityEvery: numberParameter({ ...ours, key: 'queue.priority-every', title: 'Xếp hàng: cứ bao nhiêu lượt gọi thì có một lượt ưu tiên', unit: 'lượt', hint: '1: luôn gọi người ưu tiên trước', min: 1, max: 20, default: 2 }),
  absentMinutes: numberParameter({ ...ours, key: 'queue.absent-minutes', title: 'Xếp hàng: thời gian được gọi lại sau khi vắng', unit: 'phút', min: 0, max: 480, default: 30 }),
  kioskIdleSeconds: numberParameter({ ...ours, key: 'queue.kiosk-idle-seconds', title: 'Ki-ốt: không chạm trong bao lâu thì về trang đầu', unit: 'giây', min: 15, max: 600, default: 45 }),
  serveMinutes: numberParameter({ ...ours, key: 'queue.serve-minutes', title: 'Xếp hàng: thời gian phục vụ một người khi chưa đo được', unit: 'phút', min: 1, max: 240, default: 8 }),
  bookDays: numberParameter({ ...ours, key: 'queue.book-days', title: 'Đặt lịch: trước được bao nhiêu ngày', unit: 'ngày', min: 1, max: 90, default: 14 }),
  checkInEarly: numberParameter({ ...ours, key: 'queue.check-in-early', title: 'Đặt lịch: đến sớm được bao lâu so với giờ hẹn', unit: 'phút', min: 0, max: 240, default: 30 }),
  checkInLate: numberParameter({ ...ours, key: 'queue.check-in-late', title: 'Đặt lịch: đến muộn được bao lâu so với giờ hẹn', unit: 'phút', min: 0, max: 240, default: 15 }),
  remindHours: numberParameter({ ...ours, key: 'queue.remind-hours', title: 'Đặt lịch: nhắc trước giờ hẹn', unit: 'giờ', min: 1, max: 168, default: 24 }),
} as const

export const QUEUE_PARAMETERS: readonly Parameter[] = Object.values(QUANTITIES)

export type Quantities = Readonly<Record<keyof typeof QUANTITIES, number>>

/** What holds for an agency on a day. */
export const quantitiesOn = (values: Values, agencyId: string, day: string): Quantities =>
  Object.fromEntries(Object.entries(QUANTITIES).map(([name, parameter]) => [name, values.on(parameter, agencyId, day)])) as Quantities
