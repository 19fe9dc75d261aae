import { defineWords } from '../../platform/words.ts'

/** Official labels of the ten statuses and, beneath each, what it means for the reader. */
export const statusWords = defineWords({
  vi: {
    label1: 'Mới đăng ký',
    label2: 'Được tiếp nhận',
    label3: 'Không được tiếp nhận',
    label4: 'Đang xử lý',
    label5: 'Yêu cầu bổ sung giấy tờ',
    label6: 'Yêu cầu thực hiện nghĩa vụ tài chính',
    label7: 'Công dân yêu cầu rút hồ sơ',
    label8: 'Dừng xử lý',
    label9: 'Đã xử lý xong',
    label10: 'Đã trả kết quả',
    meaning1: 'Hồ sơ đã đến cơ quan và đang chờ cán bộ kiểm tra.',
    meaning2: 'Hồ sơ đã đủ và hợp lệ; thời hạn giải quyết đã bắt đầu.',
    meaning3: 'Cơ quan không nhận hồ sơ này; lý do ghi trong phiếu từ chối.',
    meaning4: 'Cán bộ chuyên môn đang giải quyết hồ sơ.',
    meaning5: 'Cơ quan đang chờ Ông/Bà bổ sung giấy tờ hoặc thông tin.',
    meaning6: 'Cơ quan đang chờ Ông/Bà nộp khoản tiền theo thông báo.',
    meaning7: 'Ông/Bà đã xin rút hồ sơ; cơ quan đang xem xét.',
    meaning8: 'Hồ sơ đã dừng, không có kết quả giải quyết.',
    meaning9: 'Kết quả đã có và đang chờ trao cho Ông/Bà.',
    meaning10: 'Ông/Bà đã nhận được kết quả.',
  },
  en: {
    label1: 'Newly registered',
    label2: 'Accepted',
    label3: 'Not accepted',
    label4: 'In progress',
    label5: 'More papers requested',
    label6: 'Payment required',
    label7: 'Withdrawal requested',
    label8: 'Stopped',
    label9: 'Completed',
    label10: 'Result returned',
    meaning1: 'The dossier has reached the office and waits to be checked.',
    meaning2: 'The dossier is complete and valid; the time limit has begun.',
    meaning3: 'The office did not accept the dossier; the reason is on the refusal slip.',
    meaning4: 'The responsible official is working on the dossier.',
    meaning5: 'The office is waiting for papers or information from you.',
    meaning6: 'The office is waiting for the payment named in its notice.',
    meaning7: 'You asked to withdraw the dossier; the office is considering it.',
    meaning8: 'The dossier was stopped without a result.',
    meaning9: 'The result is ready and waits to be handed to you.',
    meaning10: 'You have received the result.',
  },
})

type Words = ReturnType<typeof statusWords>

export const statusLabel = (words: Words, status: number): string => words[`label${status}` as keyof Words] ?? ''
export const statusMeaning = (words: Words, status: number): string => words[`meaning${status}` as keyof Words] ?? ''
