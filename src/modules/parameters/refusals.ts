import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('parameters', {
  'parameter-not-yours': {
    status: 403,
    vi: 'Tham số chung do quản trị viên hệ thống đặt; tham số riêng do quản trị viên của cơ quan đó đặt.',
    en: 'Common parameters are set by the system’s administrators; an agency’s own by administrators of that agency.',
  },
  'parameter-unknown': {
    status: 404,
    vi: 'Không có tham số này.',
    en: 'There is no such parameter.',
  },
  'parameter-value': {
    status: 422,
    vi: 'Giá trị chưa đúng: {expected}.',
    en: 'The value is not right: {expected}.',
  },
  'parameter-from': {
    status: 422,
    vi: 'Ngày bắt đầu áp dụng chưa đúng. Xin ghi ngày, tháng, năm, ví dụ 1/1/2027.',
    en: 'The day from which it holds is not right. Please write day, month and year, for example 1/1/2027.',
  },
  'parameter-reason': {
    status: 422,
    vi: 'Xin ghi lý do hoặc số văn bản làm căn cứ, không quá 500 ký tự.',
    en: 'Please write the reason or the number of the decision, at most 500 characters.',
  },
})
