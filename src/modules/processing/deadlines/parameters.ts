import { numberParameter } from '../../parameters/index.ts'

/** How long before the promised date an extension must be given. */
export const EXTENSION_NOTICE = numberParameter({
  key: 'deadlines.extension-notice-days',
  title: 'Gia hạn chậm nhất trước ngày hẹn trả kết quả',
  unit: 'ngày',
  min: 0,
  max: 30,
  default: 1,
  law: 'Nghị định 61/2018/NĐ-CP: thông báo bằng văn bản chậm nhất một ngày trước ngày hết hạn; lời văn của Nghị định 118/2025/NĐ-CP chưa tìm được',
  confirmed: false,
})

/** How often a promised date may be extended. */
export const EXTENSIONS_ALLOWED = numberParameter({
  key: 'deadlines.extensions-allowed',
  title: 'Số lần được hẹn lại ngày trả kết quả của một hồ sơ',
  unit: 'lần',
  min: 0,
  max: 1,
  default: 1,
  law: 'Nghị định 61/2018/NĐ-CP: việc hẹn lại ngày trả kết quả được thực hiện không quá một lần; TT 03/2025/TT-VPCP giữ Mẫu 04',
  confirmed: true,
})

/** How early a dossier that will be late is told of. */
export const WARN_AHEAD = numberParameter({
  key: 'deadlines.warn-ahead-days',
  title: 'Báo trước hồ sơ sẽ trễ hẹn',
  unit: 'ngày làm việc',
  hint: 'Báo cho cán bộ đang giữ việc, lãnh đạo và người nộp khi thời gian còn lại không đủ cho các bước còn lại.',
  min: 1,
  max: 10,
  default: 2,
  law: 'Văn bản không quy định số ngày báo trước; Nghị định 309/2026/NĐ-CP cho dùng công cụ cảnh báo sớm nguy cơ trễ hạn',
  confirmed: false,
})

export const DEADLINE_PARAMETERS = [EXTENSION_NOTICE, EXTENSIONS_ALLOWED, WARN_AHEAD] as const
