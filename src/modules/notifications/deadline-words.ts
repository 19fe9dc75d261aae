import { formatDate, formatDateTime } from '../../platform/clock.ts'
import { shortened, withoutIdentityNumbers } from './rules/mask.ts'
import type { DossierFacts, TemplateParams, Written } from './templates.ts'

type DeadlineTemplates = 'extended' | 'will-be-late' | 'obligation-requested' | 'obligation-met'
type Sentences = { [T in DeadlineTemplates]: (params: TemplateParams[T]) => Written }

const typed = (text: string) => shortened(withoutIdentityNumbers(text), 600)
const about = ({ code, procedure }: DossierFacts) => `Hồ sơ ${code}, thủ tục “${procedure}”`
const aboutEn = ({ code, procedure }: DossierFacts) => `Application ${code}, “${procedure}”`

/** What citizens are told of the time of their dossier. */
export const deadlineWordsVi: Sentences = {
  extended: (p) => ({
    subject: `Xin lỗi và hẹn lại ngày trả hồ sơ ${p.code}: ${formatDate(p.to)}`,
    paragraphs: [
      `${p.office} xin lỗi Ông/Bà: ${about(p)}, chưa thể trả kết quả vào ${formatDateTime(p.from)} như đã hẹn.`,
      `Ngày hẹn mới: ${formatDateTime(p.to)}. Ngày này không được hẹn lại lần nữa.`,
      `Lý do: ${typed(p.reason)}`,
      'Văn bản xin lỗi (Mẫu 04) nằm ở trang hồ sơ.',
    ],
    action: 'Xem hồ sơ',
    sms: `Xin lỗi Ông/Bà: hồ sơ ${p.code} được hẹn lại ngày trả ${formatDateTime(p.to)}.`,
  }),
  'will-be-late': (p) => ({
    subject: `Hồ sơ ${p.code} có thể trả chậm hơn ngày hẹn`,
    paragraphs: [
      `${about(p)}: theo các bước còn lại, kết quả có thể chưa kịp trả vào ${formatDateTime(p.dueAt)} như đã hẹn.`,
      'Cán bộ giải quyết và lãnh đạo cơ quan đã được báo. Nếu phải hẹn lại, cơ quan sẽ gửi văn bản xin lỗi có ngày hẹn mới.',
      'Ông/Bà không phải làm gì thêm.',
    ],
    action: 'Xem hồ sơ',
    sms: `Hồ sơ ${p.code} có thể chưa kịp trả vào ${formatDateTime(p.dueAt)}. Cơ quan đã được báo để xử lý.`,
  }),
  'obligation-requested': (p) => ({
    subject: `Hồ sơ ${p.code}: cần nộp tiền để được giải quyết tiếp`,
    paragraphs: [
      `${about(p)}: Ông/Bà cần thực hiện nghĩa vụ tài chính sau.`,
      `${typed(p.what)}${p.amount ? `: ${p.amount}` : ''}.${p.payBy ? ` Hạn nộp: ${formatDate(p.payBy)}.` : ''}`,
      'Thời hạn giải quyết tạm dừng cho đến khi cơ quan nhận chứng từ. Nộp ở đâu, theo căn cứ nào được ghi ở trang hồ sơ.',
    ],
    action: 'Xem hồ sơ',
    sms: `Hồ sơ ${p.code} cần nộp tiền để được giải quyết tiếp. Xem khoản phải nộp:`,
  }),
  'obligation-met': (p) => ({
    subject: `Hồ sơ ${p.code}: đã ghi nhận việc nộp tiền`,
    paragraphs: [`${about(p)}: cơ quan đã ghi nhận chứng từ, thời hạn giải quyết được tính tiếp.`, ...(p.dueAt ? [`Ngày hẹn trả kết quả: ${formatDateTime(p.dueAt)}.`] : [])],
    action: 'Xem hồ sơ',
    sms: `Hồ sơ ${p.code}: đã ghi nhận việc nộp tiền.${p.dueAt ? ` Hẹn trả ${formatDateTime(p.dueAt)}.` : ''}`,
  }),
}

export const deadlineWordsEn: Sentences = {
  extended: (p) => ({
    subject: `An apology and a new date for application ${p.code}: ${formatDate(p.to)}`,
    paragraphs: [
      `${p.office} apologises: ${aboutEn(p)} cannot be ready on ${formatDateTime(p.from)} as promised.`,
      `The new date is ${formatDateTime(p.to)}. It will not be moved again.`,
      `Reason: ${typed(p.reason)}`,
      'The letter of apology (form 04) is on the application’s page.',
    ],
    action: 'See the application',
    sms: `We apologise: application ${p.code} is now promised for ${formatDateTime(p.to)}.`,
  }),
  'will-be-late': (p) => ({
    subject: `Application ${p.code} may be later than promised`,
    paragraphs: [
      `${aboutEn(p)}: by the steps that are left, the result may not be ready on ${formatDateTime(p.dueAt)} as promised.`,
      'The officer and the head of the office have been told. If the date has to be moved, you will get a letter of apology with the new one.',
      'You do not need to do anything.',
    ],
    action: 'See the application',
    sms: `Application ${p.code} may not be ready on ${formatDateTime(p.dueAt)}. The office has been told.`,
  }),
  'obligation-requested': (p) => ({
    subject: `Application ${p.code}: a payment is needed to go on`,
    paragraphs: [
      `${aboutEn(p)}: you are asked to meet this financial obligation.`,
      `${typed(p.what)}${p.amount ? `: ${p.amount}` : ''}.${p.payBy ? ` To be paid by ${formatDate(p.payBy)}.` : ''}`,
      'The time limit stands still until the office has the voucher. Where to pay, and on what ground, is on the application’s page.',
    ],
    action: 'See the application',
    sms: `Application ${p.code} needs a payment to go on. See what is due:`,
  }),
  'obligation-met': (p) => ({
    subject: `Application ${p.code}: the payment was recorded`,
    paragraphs: [`${aboutEn(p)}: the office has recorded the voucher and the time limit runs on.`, ...(p.dueAt ? [`Promised for ${formatDateTime(p.dueAt)}.`] : [])],
    action: 'See the application',
    sms: `Application ${p.code}: the payment was recorded.${p.dueAt ? ` Promised for ${formatDateTime(p.dueAt)}.` : ''}`,
  }),
}
