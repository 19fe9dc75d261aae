import { numberParameter, type Parameter } from '../parameters/index.ts'

const UNKNOWN = { law: 'Chưa tìm thấy quy định; mặc định của phần mềm', confirmed: false } as const

/** Days after the result was returned within which it may be rated. */
export const RATE_DAYS = numberParameter({ ...UNKNOWN, key: 'feedback.rate-days', title: 'Đánh giá: được đánh giá sau khi trả kết quả', unit: 'ngày', min: 1, max: 365, default: 90 })
/** Days after it was given within which a rating may be changed. */
export const CHANGE_DAYS = numberParameter({ ...UNKNOWN, key: 'feedback.change-days', title: 'Đánh giá: được sửa sau khi đánh giá', unit: 'ngày', min: 0, max: 90, default: 7 })
/** Ratings below which a share says nothing and is not shown. */
export const LEAST_SHOWN = numberParameter({ ...UNKNOWN, key: 'feedback.least-shown', title: 'Đánh giá: số lượt ít nhất để công khai tỷ lệ', unit: 'lượt', min: 1, max: 1000, default: 5 })

export const FEEDBACK_PARAMETERS: readonly Parameter[] = [RATE_DAYS, CHANGE_DAYS, LEAST_SHOWN]
