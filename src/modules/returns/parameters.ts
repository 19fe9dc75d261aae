import { numberParameter, type Parameter } from '../parameters/index.ts'

const UNKNOWN = 'Chưa tìm thấy quy định về kết quả không có người nhận'

/** Working days after the result was there until its owner is reminded. */
export const REMIND_AFTER = numberParameter({
  key: 'returns.remind-after',
  title: 'Nhắc nhận kết quả sau khi có kết quả',
  unit: 'ngày làm việc',
  min: 1,
  max: 250,
  default: 5,
  law: UNKNOWN,
  confirmed: false,
})

export const REMIND_EVERY = numberParameter({
  key: 'returns.remind-every',
  title: 'Nhắc lại sau mỗi lần',
  unit: 'ngày làm việc',
  min: 1,
  max: 250,
  default: 10,
  law: UNKNOWN,
  confirmed: false,
})

export const REMIND_AT_MOST = numberParameter({
  key: 'returns.remind-at-most',
  title: 'Số lần nhắc nhận kết quả nhiều nhất',
  unit: 'lần',
  min: 0,
  max: 12,
  default: 3,
  law: UNKNOWN,
  confirmed: false,
})

export const RETURN_PARAMETERS: readonly Parameter[] = [REMIND_AFTER, REMIND_EVERY, REMIND_AT_MOST]
