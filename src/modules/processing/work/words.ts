/** Names of the acts by which work is given and views are asked. */
export const WORK_LABELS = {
  claim: 'nhận việc',
  release: 'trả việc về chung',
  give: 'giao việc',
  'give-by-rule': 'giao việc theo tải',
  delegate: 'ủy quyền xử lý',
  'delegation-over': 'hết ủy quyền, trả việc lại',
  'ask-opinion': 'xin ý kiến',
  'answer-opinion': 'trả lời xin ý kiến',
  'withdraw-opinion': 'rút lượt xin ý kiến',
  'opinion-silence': 'hết hạn trả lời, coi như đồng ý',
  'opinion-late': 'quá hạn trả lời xin ý kiến',
  'return-to-step': 'trả hồ sơ về bước trước',
  watch: 'theo dõi hồ sơ',
  unwatch: 'thôi theo dõi hồ sơ',
} as const

/** Acts beside the case: they change nothing that another act stands on. */
const CHANGES: readonly string[] = ['give', 'delegate', 'return-to-step']
export const NO_CHANGE: readonly string[] = ['will-be-late', ...Object.keys(WORK_LABELS).filter((kind) => !CHANGES.includes(kind))]

export const NOTICE_WORDS: Readonly<Record<string, (by: string, detail: string) => string>> = {
  assigned: (by, detail) => `${by} giao cho Anh/Chị bước “${detail}”`,
  'taken-away': (by, detail) => `${by} giao bước “${detail}” cho người khác`,
  delegated: (by, detail) => `${by} ủy quyền cho Anh/Chị bước “${detail}”`,
  'delegation-over': (_by, detail) => `Hết ủy quyền: bước “${detail}” trở lại người giao`,
  'step-returned': (by, detail) => `${by} trả hồ sơ về bước “${detail}”`,
  'draft-unanswered': (_by, detail) => `Người dân chưa trả lời dự thảo trong thời hạn (${detail}): xin liên hệ và gửi lại`,
  mentioned: (by) => `${by} nhắc Anh/Chị trong ghi chú nội bộ`,
  watched: (by, detail) => `Hồ sơ đang theo dõi: ${detail}${by ? ` – ${by}` : ''}`,
  'opinion-asked': (by, detail) => `${by} xin ý kiến của ${detail}`,
  'opinion-answered': (by, detail) => `${by} trả lời lượt xin ý kiến gửi ${detail}`,
  'opinion-withdrawn': (by, detail) => `${by} rút lượt xin ý kiến gửi ${detail}`,
  'opinion-silent': (_by, detail) => `${detail} không trả lời trong thời hạn, coi như đồng ý`,
  'opinion-late': (_by, detail) => `Quá hạn trả lời lượt xin ý kiến gửi ${detail}`,
  'will-be-late': (_by, detail) => `Hồ sơ sẽ trễ hẹn (${detail}) nếu không làm kịp các bước còn lại`,
  'paper-missing': (by, detail) => `${by} báo thiếu hồ sơ này khi nhận bàn giao theo phiếu số ${detail}`,
}

export const STANCE_NAMES = { agree: 'Đồng ý', disagree: 'Không đồng ý', remarks: 'Ý kiến khác' } as const
