import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('processing', {
  'extended-already': {
    status: 409,
    vi: 'Ngày hẹn trả của hồ sơ này đã được gia hạn; pháp luật cho hẹn lại không quá {times} lần.',
    en: 'The promised date of this dossier was extended before; the law allows {times} extension at most.',
  },
  'extension-too-late': {
    status: 409,
    vi: 'Văn bản xin lỗi và gia hạn phải có chậm nhất ngày {by}, trước khi hết hạn. Nay không gia hạn được nữa.',
    en: 'The apology and extension had to be given by {by}, before the deadline. It is too late now.',
  },
  'extension-day': {
    status: 422,
    vi: 'Ngày hẹn lại phải là một ngày sau ngày hẹn hiện nay ({after}) và trong vòng một năm.',
    en: 'The new date must be later than the one promised now ({after}), within a year.',
  },
  'nothing-to-extend': {
    status: 409,
    vi: 'Hồ sơ chưa có ngày hẹn trả nên không có gì để gia hạn.',
    en: 'The dossier has no promised date to extend yet.',
  },
  'obligation-what': {
    status: 422,
    vi: 'Xin ghi khoản phải nộp là gì (nhiều nhất 300 ký tự).',
    en: 'Please say what has to be paid (300 characters at most).',
  },
  'obligation-amount': {
    status: 422,
    vi: 'Số tiền phải là số nguyên đồng, lớn hơn 0. Để trống nếu số tiền ghi trong thông báo của cơ quan khác.',
    en: 'The amount must be a whole number of đồng, above 0; empty where another notice states it.',
  },
  'obligation-ground': {
    status: 422,
    vi: 'Xin ghi căn cứ: số, ngày của thông báo nộp tiền hoặc điều khoản áp dụng (nhiều nhất 300 ký tự).',
    en: 'Please give the ground: the notice or the provision (300 characters at most).',
  },
  'obligation-how': {
    status: 422,
    vi: 'Chỗ nộp, cách nộp dài nhất 300 ký tự.',
    en: 'Where and how to pay: 300 characters at most.',
  },
  'obligation-by': {
    status: 422,
    vi: 'Hạn nộp phải là một ngày từ hôm nay trở đi, hoặc để trống.',
    en: 'The day by which it is to be paid is today or later, or empty.',
  },
  'obligation-none': {
    status: 409,
    vi: 'Hồ sơ không có khoản nào đang chờ nộp.',
    en: 'Nothing is waiting to be paid for this dossier.',
  },
  'proof-number': {
    status: 422,
    vi: 'Xin ghi số chứng từ (chữ, số, dấu gạch, tối đa 60 ký tự).',
    en: 'Please give the number of the voucher (letters, digits, strokes, 60 characters at most).',
  },
  'proof-kind': {
    status: 422,
    vi: 'Xin chọn loại chứng từ.',
    en: 'Please choose the kind of voucher.',
  },
  'proof-day': {
    status: 422,
    vi: 'Ngày của chứng từ phải là một ngày không sau hôm nay.',
    en: 'The voucher’s day cannot be after today.',
  },
  'proof-amount': {
    status: 422,
    vi: 'Số tiền trên chứng từ phải là số nguyên đồng, hoặc để trống.',
    en: 'The amount on the voucher is a whole number of đồng, or empty.',
  },
})
