/** Names of the acts on a dossier's time. */
export const DEADLINE_LABELS = {
  extend: 'gia hạn, xin lỗi',
  'request-obligation': 'yêu cầu nộp tiền',
  'meet-obligation': 'ghi đã nộp tiền',
  'follow-calendar': 'tính lại ngày hẹn theo lịch nghỉ',
  'will-be-late': 'báo trước hồ sơ sẽ trễ hẹn',
} as const

export const PAUSE_NAMES: Readonly<Record<string, string>> = {
  supplement: 'Chờ người dân bổ sung hồ sơ',
  'financial-obligation': 'Chờ người dân nộp tiền',
  withdrawal: 'Người dân xin rút hồ sơ',
}

export const PROOF_NAMES = {
  receipt: 'Biên lai',
  bank: 'Giấy báo chuyển khoản',
  treasury: 'Giấy nộp tiền vào kho bạc',
  exempt: 'Văn bản miễn, giảm',
} as const
