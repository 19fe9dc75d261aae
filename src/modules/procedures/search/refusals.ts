import { defineRefusals } from '../../../platform/problems.ts'

export const { refuse } = defineRefusals('procedure-search', {
  'search-level': {
    status: 400,
    vi: 'Cấp thực hiện phải là một trong: ministry, province, commune, other.',
    en: 'The level must be one of: ministry, province, commune, other.',
  },
  'search-field': {
    status: 400,
    vi: 'Không có lĩnh vực «{field}» trong danh mục. Xin xem tên các lĩnh vực tại /linh-vuc.',
    en: 'There is no field “{field}” in the catalogue. The names of the fields stand at /en/linh-vuc.',
  },
  'search-limit': {
    status: 400,
    vi: 'Số mục mỗi lần (limit) phải là số nguyên từ 1 đến {max}.',
    en: 'The number of items (limit) must be a whole number from 1 to {max}.',
  },
  'search-cursor': {
    status: 400,
    vi: 'Vị trí đọc tiếp (cursor) không đúng. Xin dùng nguyên giá trị next của lần trả lời trước.',
    en: 'The cursor is not valid. Please use the value of next from the previous answer as it is.',
  },
})
