import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('tracking', {
  'tracking-not-found': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ có mã này. Xin kiểm tra lại mã in trên giấy tiếp nhận hoặc biên nhận.',
    en: 'No dossier with this code was found. Please check the code printed on the slip or receipt.',
  },
  'tracking-pin-wrong': {
    status: 422,
    vi: 'Không tìm thấy hồ sơ có mã và mã PIN này. Xin kiểm tra lại cả hai; sau 5 lần sai, mã này phải đợi một giờ.',
    en: 'No dossier with this code and PIN was found. Please check both; after 5 wrong tries this code has to wait an hour.',
  },
  'tracking-pin-blocked': {
    status: 429,
    vi: 'Mã hồ sơ này đã bị thử mã PIN quá nhiều lần. Xin thử lại sau {minutes} phút, hoặc gọi cơ quan giải quyết.',
    en: 'The PIN of this dossier was tried too often. Please try again in {minutes} minutes, or call the office.',
  },
  'tracking-number-malformed': {
    status: 422,
    vi: 'Nhập số định danh cá nhân gồm 12 chữ số, hoặc số chứng minh nhân dân gồm 9 chữ số.',
    en: 'Enter the personal identification number of 12 digits, or the old identity card number of 9 digits.',
  },
  'tracking-number-limit': {
    status: 429,
    vi: 'Đã có quá nhiều lượt tra cứu. Xin thử lại sau {minutes} phút.',
    en: 'There were too many look-ups. Please try again in {minutes} minutes.',
  },
  'tracking-code-wrong': {
    status: 422,
    vi: 'Mã xác nhận chưa đúng. Ông/Bà còn {left} lần nhập.',
    en: 'The code is wrong. You have {left} more tries.',
  },
  'tracking-code-ended': {
    status: 422,
    vi: 'Mã xác nhận đã hết hạn, đã dùng hoặc đã nhập sai quá số lần cho phép. Xin yêu cầu mã mới.',
    en: 'The code has expired, was used, or was mistyped too often. Please ask for a new one.',
  },
})
