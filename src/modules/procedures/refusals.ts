import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('procedures', {
  'procedure-not-found': {
    status: 404,
    vi: 'Danh mục không có thủ tục mang mã {code}. Xin kiểm tra lại mã.',
    en: 'No procedure in the catalogue has the code {code}. Please check the code.',
  },
  'procedure-code-malformed': {
    status: 404,
    vi: 'Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số. Xin kiểm tra lại mã.',
    en: 'A procedure code looks like 1.001193: one digit, a point, six digits. Please check the code.',
  },
})
