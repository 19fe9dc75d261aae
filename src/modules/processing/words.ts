import { DEADLINE_LABELS } from './deadlines/words.ts'
import { WORK_LABELS } from './work/words.ts'

/** Names of officers' acts, as colleagues and the history call them. */
export const ACT_LABELS: Readonly<Record<string, string>> = {
  accept: 'tiếp nhận hồ sơ',
  'request-supplement': 'yêu cầu bổ sung',
  refuse: 'từ chối tiếp nhận',
  'hand-over': 'chuyển xử lý',
  assign: 'phân công thụ lý',
  appraise: 'thẩm tra hồ sơ',
  draft: 'lập dự thảo kết quả',
  'confirm-draft': 'ghi nhận xác nhận dự thảo',
  sign: 'ký duyệt',
  'send-back': 'trả lại để làm lại',
  number: 'vào sổ, cấp số, phát hành',
  return: 'trả kết quả',
  'decide-withdrawal': 'giải quyết yêu cầu rút',
  stop: 'dừng giải quyết',
  'collect-fee': 'ghi đã thu phí, lệ phí',
  'cancel-fee': 'hủy một lần thu phí',
  reprint: 'in lại giấy tờ',
  'correct-result': 'phát hành kết quả thay thế',
  'return-papers': 'trả lại giấy tờ, hoàn phí',
  attest: 'chứng thực, trả ngay tại quầy',
  note: 'ghi chú nội bộ',
  message: 'nhắn cho người dân',
  'supplement-lapsed': 'hết hạn bổ sung',
  'draft-silence': 'hết hạn xác nhận dự thảo',
  'draft-unanswered': 'hết hạn xác nhận dự thảo, cần gửi lại',
  ...DEADLINE_LABELS,
  ...WORK_LABELS,
}

export const actLabel = (kind: string): string => ACT_LABELS[kind] ?? kind

export const DUTY_NAMES: Readonly<Record<string, string>> = {
  reception: 'Tiếp nhận và trả kết quả',
  specialist: 'Chuyên môn',
  leader: 'Lãnh đạo',
  clerk: 'Văn thư',
  administrator: 'Quản trị',
}
