import type { DayKind, DayStatus } from '../rules/calendar.ts'
import type { DayFault, DayField } from '../rules/day-form.ts'
import type { CalendarAct, DaySource } from '../tables.ts'

/** Administrators' pages are in Vietnamese only. */
export const KIND: Record<DayKind, string> = {
  holiday: 'Nghỉ lễ',
  compensation: 'Nghỉ bù',
  swap_off: 'Nghỉ hoán đổi',
  swap_work: 'Làm bù',
}

export const STATUS: Record<DayStatus, string> = {
  official: 'Đã công bố',
  reported: 'Theo báo chí, chưa công bố',
  by_rule: 'Suy ra từ luật',
  recalled: 'Chưa đối chiếu văn bản',
}

export const SOURCE: Record<DaySource, string> = {
  shipped: 'Dữ liệu kèm phần mềm',
  administrator: 'Quản trị viên nhập',
  'by-rule': 'Lập theo luật',
}

export const ACT: Record<CalendarAct, string> = {
  load: 'Nạp dữ liệu kèm phần mềm',
  'add-day': 'Thêm ngày',
  'change-day': 'Sửa ngày',
  'remove-day': 'Bỏ ngày',
  'declare-year': 'Lập lịch năm theo luật',
  'set-week': 'Đặt giờ làm việc',
}

export const WEEKDAY = ['', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật']

const FIELD: Record<DayField, string> = {
  kind: 'Loại ngày',
  date: 'Ngày nghỉ',
  workedOn: 'Ngày làm bù',
  nameVi: 'Tên ngày nghỉ',
  nameEn: 'Tên tiếng Anh',
  status: 'Tình trạng',
  reason: 'Lý do, căn cứ',
}

const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

/** Says what is wrong with a field and how to mend it. */
export function faultText({ field, code }: DayFault): string {
  const name = FIELD[field]
  switch (code) {
    case 'required':
      return `Xin nhập ${inSentence(name)}`
    case 'not-a-date':
      return `${name} phải là một ngày có thật, từ năm 1990 đến năm 2199, ví dụ 24 11 2026`
    case 'too-long':
      return `${name} dài quá; xin rút gọn`
    case 'hostile':
      return `${name} có ký tự điều khiển hoặc ký tự ẩn; xin gõ lại`
    case 'on-weekend':
      return `${name} rơi vào thứ Bảy hoặc Chủ Nhật, vốn đã là ngày nghỉ hằng tuần; xin chọn ngày khác`
    case 'not-on-weekend':
      return `${name} phải là thứ Bảy hoặc Chủ Nhật`
    case 'unknown':
      return `Xin chọn ${inSentence(name)}`
  }
}

export const DONE: Record<string, string> = {
  gio: 'Đã đặt giờ làm việc.',
}
