import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('processing', {
  'calendar-change-not-found': {
    status: 404,
    vi: 'Không tìm thấy lần sửa lịch này.',
    en: 'This change of the calendar was not found.',
  },
  'calendar-change-not-looked': {
    status: 409,
    vi: 'Chưa xem hết các hồ sơ bị ảnh hưởng nên chưa lưu được. Xin tải lại trang sau ít phút.',
    en: 'The dossiers concerned have not all been looked at yet, so it cannot be saved. Please load the page again in a few minutes.',
  },
  'calendar-moved-on': {
    status: 409,
    vi: 'Lịch vừa được sửa sau khi xem trước nên chưa lưu. Danh sách đang được tính lại; xin xem lại rồi lưu.',
    en: 'The calendar was changed after this was looked at, so nothing was saved. The list is being made anew; please look at it again, then save.',
  },
  'calendar-change-over': {
    status: 409,
    vi: 'Lần sửa lịch này đã bỏ, không lưu được nữa.',
    en: 'This change of the calendar was discarded and can no longer be saved.',
  },
  'date-stays': {
    status: 409,
    vi: 'Ngày hẹn của hồ sơ không đổi theo lịch mới.',
    en: 'The promised date of the dossier stays as it is under the new calendar.',
  },
})
