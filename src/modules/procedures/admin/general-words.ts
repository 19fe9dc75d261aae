import type { PackageLevel, PlanNote, Undecided } from '../packages/general/plan.ts'
import type { RecordTime } from '../packages/general/time.ts'

export const LEVEL_NAMES: Record<PackageLevel, string> = { commune: 'Cấp xã', province: 'Cấp tỉnh', ministry: 'Cấp bộ' }

/** What to do about each thing that the record leaves open, and the field that it is done in. */
export const UNDECIDED: Record<Undecided, { at: string; text: string }> = {
  level: { at: 'level', text: 'Chọn cấp giải quyết.' },
  grouping: { at: 'grouping', text: 'Chọn các nhóm giấy tờ là các trường hợp khác nhau hay các phần của một bộ hồ sơ.' },
  time: { at: 'amount', text: 'Nhập thời hạn là một số lớn hơn 0: số nguyên với ngày và tháng, có thể lẻ nửa với ngày làm việc và giờ.' },
  fee: { at: 'fee', text: 'Chọn phí, lệ phí; nếu thu một mức, nhập số đồng từ 1 đến 1.000.000.000.' },
  noPapers: { at: 'noPapers', text: 'Xác nhận hồ sơ chỉ gồm tờ khai, hoặc soạn gói riêng có kê giấy tờ.' },
}

export const TIME_DOUBTS: Record<Exclude<RecordTime['kind'], 'known'>, string> = {
  unsaid: 'Bản ghi không nêu thời hạn.',
  'no-unit': 'Bản ghi nêu một con số mà không nói là ngày, ngày làm việc, giờ hay tháng.',
  several: 'Bản ghi nêu nhiều thời hạn khác nhau.',
  absurd: 'Thời hạn trong bản ghi không thể là thật.',
}

export const FEE_DOUBTS = { unsaid: 'Bản ghi không nói gì về phí, lệ phí; không nói không có nghĩa là miễn phí.', suspect: 'Mức phí trong bản ghi có dấu hiệu gõ nhầm.' } as const

export const NOTES: Record<PlanNote['code'], (count: number) => string> = {
  'not-online': () => 'Bản ghi không kể trực tuyến trong các cách nộp; công bố ở đây là mở thêm cách nộp này.',
  conditional: (count) => `${count} giấy tờ không bắt buộc, vì lời văn nói «nếu có», «trường hợp …»: người nộp thấy điều kiện ấy, cán bộ tiếp nhận kiểm tra.`,
  shown: (count) => `${count} giấy tờ chỉ xuất trình, không phải nộp: bản ghi xếp như vậy, hoặc là giấy tờ mà cơ sở dữ liệu dân cư đã có.`,
  'said-only': (count) => `${count} dòng không ghi số bản nên được coi là lời dặn, không phải giấy tờ phải nộp; người dân đọc ở trang thủ tục.`,
  nameless: (count) => `${count} dòng có số bản mà không có tên, đã bỏ qua.`,
  'fee-in-words': () => 'Phí tả bằng lời: người nộp đọc lời ấy, cơ quan tính và báo.',
  'result-unknown': () => 'Bản ghi không nêu tên kết quả; cán bộ ghi trong nội dung.',
  results: (count) => `Bản ghi có ${count} văn bản kết quả; cán bộ chọn một khi lập dự thảo.`,
  'no-legal-basis': () => 'Bản ghi không nêu căn cứ pháp lý.',
}

export const DUTY_NAMES: Readonly<Record<string, string>> = { reception: 'Tiếp nhận và trả kết quả', specialist: 'Chuyên môn', leader: 'Lãnh đạo', clerk: 'Văn thư' }
