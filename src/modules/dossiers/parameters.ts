import { choiceParameter } from '../parameters/index.ts'

/** What it means that a draft was not answered in its time. */
export const DRAFT_SILENCE = choiceParameter({
  key: 'dossiers.draft-silence',
  title: 'Hết hạn xác nhận dự thảo mà người dân không trả lời',
  choices: { agree: 'Coi như đồng ý, hồ sơ đi tiếp', ask: 'Không coi là đồng ý; báo cán bộ liên hệ và gửi lại dự thảo' },
  default: 'agree',
  law: 'Quyết định công bố thủ tục 1.001193: quá một ngày làm việc không có ý kiến thì coi như đồng ý; thủ tục khác chưa tìm được văn bản',
  confirmed: false,
})

export const DOSSIER_PARAMETERS = [DRAFT_SILENCE] as const
