import { numberParameter, type Parameter, type Values } from '../parameters/index.ts'

/** What an office's reception goes by; administrators set each from a day on. */
const QUANTITIES = {
  leastDpi: numberParameter({
    key: 'reception.least-dpi',
    title: 'Tiếp nhận: độ phân giải ít nhất của trang quét',
    unit: 'dpi',
    hint: 'Trang quét thưa hơn vẫn nhận, kèm lời nhắc quét lại',
    law: 'TT 01/2023/TT-VPCP (PDF/A, từ 300 dpi); chưa đọc được nguyên văn',
    confirmed: false,
    min: 100,
    max: 600,
    default: 300,
  }),
  soonMinutes: numberParameter({
    key: 'reception.soon-minutes',
    title: 'Tiếp nhận: cảnh báo hồ sơ trực tuyến khi thời gian trả lời còn dưới',
    unit: 'phút làm việc',
    law: 'Cách làm của phần mềm, trong 8 giờ làm việc phải trả lời (NĐ 45/2020/NĐ-CP)',
    confirmed: false,
    min: 15,
    max: 480,
    default: 120,
  }),
  cutOffHour: numberParameter({
    key: 'reception.hand-over-cut-off',
    title: 'Tiếp nhận: nhận từ giờ này thì chuyển xử lý vào đầu ngày làm việc tiếp theo',
    unit: 'giờ',
    law: 'NĐ 118/2025/NĐ-CP, sửa bởi NĐ 309/2026/NĐ-CP, Điều 18.2 (15 giờ)',
    confirmed: true,
    min: 8,
    max: 20,
    default: 15,
  }),
} as const

export const RECEPTION_PARAMETERS: readonly Parameter[] = Object.values(QUANTITIES)

export type ReceptionQuantities = Readonly<Record<keyof typeof QUANTITIES, number>>

/** What holds for an office on a day. */
export const receptionOn = (values: Values, agencyId: string, day: string): ReceptionQuantities =>
  Object.fromEntries(Object.entries(QUANTITIES).map(([name, parameter]) => [name, values.on(parameter, agencyId, day)])) as Record<keyof typeof QUANTITIES, number>
