import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('returns', {
  'handing-nothing': {
    status: 422,
    vi: 'Chưa chọn hồ sơ nào để trả kết quả.',
    en: 'No dossier was chosen.',
  },
  'handing-too-many': {
    status: 422,
    vi: 'Mỗi lần trả nhiều nhất {most} kết quả. Xin chia thành nhiều lần.',
    en: 'At most {most} results are returned at a time. Please divide them.',
  },
  'handing-incomplete': {
    status: 422,
    vi: 'Có {count} chỗ cần sửa trước khi trả kết quả.',
    en: '{count} things must be corrected before the results are returned.',
  },
  'handing-other': {
    status: 409,
    vi: 'Lần trả này đã được ghi với nội dung khác. Xin mở lại danh sách và làm lần mới.',
    en: 'This handing was recorded with other contents. Please open the list and begin anew.',
  },
  'handing-not-found': {
    status: 404,
    vi: 'Không có lần trả kết quả này ở cơ quan của Ông/Bà.',
    en: 'There is no such handing at your agency.',
  },
  'result-not-waiting': {
    status: 409,
    vi: 'Hồ sơ {code} không còn kết quả chờ trả ở cơ quan của Ông/Bà.',
    en: 'Dossier {code} has no result waiting at your agency.',
  },
  'receiver-number-differs': {
    status: 422,
    vi: 'Số giấy tờ đã xem khác với số trong hồ sơ {code}. Xin kiểm tra lại người nhận, hoặc chọn “người được ủy quyền”.',
    en: 'The number shown differs from that of dossier {code}. Please check who it is, or choose “authorised person”.',
  },
  'no-phone-for-code': {
    status: 409,
    vi: 'Các hồ sơ đã chọn không có chung một số điện thoại nên không gửi được mã. Xin dùng chữ ký.',
    en: 'The chosen dossiers have no common phone number, so no code can be sent. Please use a signature.',
  },
})
