import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('calendar', {
  'calendar-not-yours': {
    status: 403,
    vi: 'Lịch làm việc chung do quản trị viên hệ thống sửa. Xin liên hệ quản trị viên.',
    en: 'The common calendar is edited by the system’s administrators. Please contact one of them.',
  },
  'calendar-day-has-errors': {
    status: 422,
    vi: 'Ngày nghỉ chưa đúng ở {count} chỗ. Xin sửa các chỗ được đánh dấu.',
    en: 'The day is wrong in {count} places. Please correct the marked fields.',
  },
  'calendar-day-taken': {
    status: 409,
    vi: 'Ngày {date} đã có trong lịch ({name}). Xin sửa hoặc bỏ dòng đó thay vì thêm mới.',
    en: 'The day {date} already stands in the calendar ({name}). Please change or remove that line instead.',
  },
  'calendar-day-gone': {
    status: 409,
    vi: 'Dòng lịch này vừa được người khác sửa hoặc bỏ. Xin mở lại danh sách để xem nội dung hiện tại.',
    en: 'Somebody else has just changed or removed this line. Please reload the list to see what stands now.',
  },
  'calendar-exchange-not-editable': {
    status: 422,
    vi: 'Hai ngày hoán đổi đi cùng nhau nên không sửa riêng một ngày. Xin bỏ cả cặp rồi thêm lại.',
    en: 'The two days of an exchange belong together. Please remove the pair and add it again.',
  },
  'calendar-year-known': {
    status: 409,
    vi: 'Lịch nghỉ năm {year} đã có. Xin sửa từng ngày trong danh sách.',
    en: 'The holidays of {year} are already there. Please edit the days in the list.',
  },
  'calendar-year-out-of-range': {
    status: 422,
    vi: 'Chỉ lập được lịch nghỉ theo luật cho các năm {from} đến {to}.',
    en: 'Holidays by law can be laid out for the years {from} to {to} only.',
  },
  'calendar-reason-missing': {
    status: 422,
    vi: 'Xin ghi lý do hoặc số văn bản làm căn cứ (tối đa 500 ký tự).',
    en: 'Please give the reason or the document that this rests on (500 characters at most).',
  },
  'calendar-week-has-errors': {
    status: 422,
    vi: 'Giờ làm việc của {days} chưa đúng. Xin ghi như «07:30-11:30, 13:30-17:00», các ca theo thứ tự và không chồng nhau; để trống nếu nghỉ cả ngày.',
    en: 'The working hours of {days} are not right. Please write them as “07:30-11:30, 13:30-17:00”, in order and without overlap; leave empty for a closed day.',
  },
  'calendar-week-from': {
    status: 422,
    vi: 'Xin nhập ngày bắt đầu áp dụng, ví dụ 1 1 2027.',
    en: 'Please give the day from which the hours hold, such as 1 1 2027.',
  },
  'calendar-week-not-later': {
    status: 422,
    vi: 'Giờ làm việc mới phải bắt đầu sau ngày {date}, ngày bắt đầu của giờ làm việc đang có.',
    en: 'The new working hours must begin after {date}, when the present ones began.',
  },
  'due-date-received-at': {
    status: 400,
    vi: 'Tham số receivedAt phải là thời điểm theo ISO 8601 có múi giờ, ví dụ 2026-11-20T09:00:00+07:00, từ năm 2000 đến năm 2100.',
    en: 'receivedAt must be an ISO 8601 instant with its offset, such as 2026-11-20T09:00:00+07:00, between the years 2000 and 2100.',
  },
  'due-date-unit': {
    status: 400,
    vi: 'Tham số unit phải là một trong: same_day, working_day, day, hour, month.',
    en: 'unit must be one of: same_day, working_day, day, hour, month.',
  },
  'due-date-amount': {
    status: 400,
    vi: 'Tham số amount phải là số lớn hơn 0 (số nguyên với day và month), tối đa {max} với đơn vị này.',
    en: 'amount must be a number above 0 (whole for day and month), at most {max} for this unit.',
  },
  'due-date-agency': {
    status: 404,
    vi: 'Không tìm thấy cơ quan trong tham số agency.',
    en: 'The agency was not found.',
  },
})
