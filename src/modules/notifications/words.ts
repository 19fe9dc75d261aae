import { formatDate, formatDateTime } from '../../platform/clock.ts'
import { defineWords } from '../../platform/words.ts'
import { deadlineWordsEn, deadlineWordsVi } from './deadline-words.ts'
import { shortened, withoutIdentityNumbers } from './rules/mask.ts'
import type { DossierFacts, TemplateName, TemplateParams, Written } from './templates.ts'

type Sentences = { [T in TemplateName]: (params: TemplateParams[T]) => Written }

const REASON_MAX = 600
const reasonOf = (text: string) => shortened(withoutIdentityNumbers(text), REASON_MAX)

const SEE = 'Xem hồ sơ'
const about = ({ code, procedure }: DossierFacts) => `Hồ sơ ${code}, thủ tục “${procedure}”`

const vi: Sentences = {
  ...deadlineWordsVi,
  submitted: (p) => ({
    subject: `Đã nộp hồ sơ ${p.code}`,
    paragraphs: [
      `${about(p)}, đã được gửi tới ${p.office}.`,
      ...(p.filedAt ? [`Cán bộ của ${p.filedAt} nộp thay, theo mã xác nhận của Ông/Bà. Nếu Ông/Bà không xác nhận, xin báo ngay cho nơi này.`] : []),
      p.acceptBy
        ? `Ông/Bà được trả lời có tiếp nhận hay không trước ${formatDateTime(p.acceptBy)}.`
        : 'Ông/Bà sẽ được báo khi hồ sơ được tiếp nhận.',
      'Xin giữ mã hồ sơ để tra cứu.',
    ],
    action: SEE,
    sms: `Hồ sơ ${p.code} đã nộp${p.filedAt ? ', do cán bộ nộp thay' : ''}.${p.acceptBy ? ` Được trả lời trước ${formatDateTime(p.acceptBy)}.` : ''}`,
  }),
  'part-begun': (p) => ({
    subject: `Hồ sơ liên thông ${p.whole}: đã chuyển phần ${p.code}`,
    paragraphs: [`Phần “${p.procedure}” của hồ sơ liên thông ${p.whole} đã được chuyển tới ${p.office}, mã hồ sơ ${p.code}.`, 'Ông/Bà không phải khai hay nộp gì thêm.'],
    action: SEE,
    sms: `Hồ sơ liên thông ${p.whole}: phần ${p.code} đã chuyển tới cơ quan giải quyết.`,
  }),
  'supplement-requested': (p) => ({
    subject: `Cần bổ sung hồ sơ ${p.code} trước ${formatDate(p.by)}`,
    paragraphs: [
      `${about(p)}, còn ${p.count} mục cần bổ sung hoặc sửa.`,
      `Xin bổ sung trước ${formatDateTime(p.by)}. Quá thời hạn này, hồ sơ không được giải quyết tiếp.`,
      'Trang hồ sơ ghi rõ từng mục: cần gì, vì sao, làm thế nào.',
    ],
    action: 'Bổ sung hồ sơ',
    sms: `Hồ sơ ${p.code} cần bổ sung ${p.count} mục, trước ${formatDateTime(p.by)}.`,
  }),
  supplemented: (p) => ({
    subject: `Đã nhận phần bổ sung của hồ sơ ${p.code}`,
    paragraphs: [`${p.office} đã nhận phần bổ sung của Ông/Bà. ${about(p)}, được xem xét tiếp.`],
    action: SEE,
    sms: `Đã nhận phần bổ sung của hồ sơ ${p.code}.`,
  }),
  accepted: (p) => ({
    subject: `Đã tiếp nhận hồ sơ ${p.code}`,
    paragraphs: [
      `${about(p)}, đã được ${p.office} tiếp nhận.`,
      p.dueAt ? `Ngày hẹn trả kết quả: ${formatDateTime(p.dueAt)}.` : 'Thủ tục này không có ngày hẹn trả theo quy định.',
      'Giấy tiếp nhận hồ sơ và hẹn trả kết quả nằm ở trang hồ sơ.',
    ],
    action: SEE,
    sms: `Hồ sơ ${p.code} đã được tiếp nhận.${p.dueAt ? ` Hẹn trả ${formatDateTime(p.dueAt)}.` : ''}`,
  }),
  refused: (p) => ({
    subject: `Hồ sơ ${p.code} không được tiếp nhận`,
    paragraphs: [
      `${about(p)}, không được ${p.office} tiếp nhận.`,
      `Lý do: ${reasonOf(p.reason)}`,
      'Phiếu từ chối và cách làm tiếp nằm ở trang hồ sơ. Ông/Bà có thể nộp lại khi đã đủ điều kiện.',
    ],
    action: SEE,
    sms: `Hồ sơ ${p.code} không được tiếp nhận. Xem lý do:`,
  }),
  'draft-to-confirm': (p) => ({
    subject: `Xin kiểm tra dự thảo kết quả của hồ sơ ${p.code}`,
    paragraphs: [
      `${about(p)}, đã có dự thảo kết quả. Xin Ông/Bà đọc lại từng mục.`,
      p.by
        ? `Nếu có chỗ sai, xin báo trước ${formatDateTime(p.by)}. ${p.silenceAgrees ? 'Sau thời điểm này, không có ý kiến được coi là đồng ý.' : 'Sau thời điểm này mà chưa có ý kiến, cơ quan sẽ liên hệ và gửi lại.'}`
        : 'Nếu có chỗ sai, xin báo trên trang hồ sơ.',
    ],
    action: 'Kiểm tra dự thảo',
    sms: `Hồ sơ ${p.code}: xin kiểm tra dự thảo kết quả${p.by ? ` trước ${formatDateTime(p.by)}` : ''}.`,
  }),
  'result-ready': (p) => ({
    subject: `Đã có kết quả hồ sơ ${p.code}`,
    paragraphs: [`${about(p)}, đã có kết quả.`, READY_VI[p.how]],
    action: 'Xem kết quả',
    sms: `Hồ sơ ${p.code} đã có kết quả. ${READY_SMS_VI[p.how]}`,
  }),
  'result-waiting': (p) => ({
    subject: `Kết quả hồ sơ ${p.code} đang chờ Ông/Bà`,
    paragraphs: [`${about(p)}, đã có kết quả và chờ Ông/Bà nhận tại ${p.office}.`, 'Khi đến, xin mang giấy tiếp nhận hồ sơ và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền.'],
    action: SEE,
    sms: `Kết quả hồ sơ ${p.code} đang chờ Ông/Bà nhận tại quầy.`,
  }),
  returned: (p) => ({
    subject: `Đã trả kết quả hồ sơ ${p.code}`,
    paragraphs: [`${about(p)}: kết quả đã được trả ${RETURNED_VI[p.how]}.`, 'Nếu Ông/Bà chưa nhận được, xin báo cho nơi giải quyết trên trang hồ sơ.', ...(p.rateUrl ? [`Xin đánh giá việc phục vụ tại ${p.rateUrl} (không cần đăng nhập).`] : [])],
    action: SEE,
    sms: `Hồ sơ ${p.code}: kết quả đã được trả ${RETURNED_VI[p.how]}.`,
  }),
  'withdrawal-asked': (p) => ({
    subject: `Đã nhận yêu cầu rút hồ sơ ${p.code}`,
    paragraphs: [`${p.office} đã nhận yêu cầu rút hồ sơ. ${about(p)}, tạm dừng cho đến khi yêu cầu được giải quyết.`],
    action: SEE,
    sms: `Đã nhận yêu cầu rút hồ sơ ${p.code}.`,
  }),
  'withdrawal-granted': (p) => ({
    subject: `Đã rút hồ sơ ${p.code}`,
    paragraphs: [`${about(p)}, đã được rút theo yêu cầu của Ông/Bà.`],
    action: SEE,
    sms: `Hồ sơ ${p.code} đã được rút.`,
  }),
  'withdrawal-rejected': (p) => ({
    subject: `Hồ sơ ${p.code} không rút được`,
    paragraphs: [`Yêu cầu rút hồ sơ không được chấp nhận. ${about(p)}, được giải quyết tiếp.`, `Lý do: ${reasonOf(p.reason)}`],
    action: SEE,
    sms: `Yêu cầu rút hồ sơ ${p.code} không được chấp nhận. Xem lý do:`,
  }),
  stopped: (p) => ({
    subject: `Đã dừng giải quyết hồ sơ ${p.code}`,
    paragraphs: [`${about(p)}, đã dừng giải quyết.`, `Lý do: ${reasonOf(p.reason)}`],
    action: SEE,
    sms: `Hồ sơ ${p.code} đã dừng giải quyết. Xem lý do:`,
  }),
  'result-corrected': (p) => ({
    subject: `Kết quả hồ sơ ${p.code} được thay bằng bản mới`,
    paragraphs: [`${about(p)}: kết quả đã cấp có chỗ sai nên bị thu hồi và được thay bằng kết quả số ${p.number}. Bản cũ không còn giá trị.`, `Lý do: ${reasonOf(p.reason)}`],
    action: 'Xem kết quả mới',
    sms: `Kết quả hồ sơ ${p.code} đã được thay bằng số ${p.number}; bản cũ không còn giá trị.`,
  }),
  'office-message': (p) => ({
    subject: `${p.office} nhắn về hồ sơ ${p.code}`,
    paragraphs: [`${p.office} vừa gửi cho Ông/Bà một tin nhắn. ${about(p)}.`, 'Xin đọc và trả lời trên trang hồ sơ; đừng trả lời thư này.'],
    action: 'Đọc tin nhắn',
    sms: `Nơi giải quyết vừa nhắn cho Ông/Bà về hồ sơ ${p.code}. Đọc và trả lời:`,
  }),
  'promised-date-moved': (p) => ({
    subject: `Đổi ngày hẹn trả hồ sơ ${p.code}: ${formatDate(p.to)}`,
    paragraphs: [
      `${about(p)}: ngày hẹn trả kết quả ${p.from ? `chuyển từ ${formatDateTime(p.from)} sang` : 'là'} ${formatDateTime(p.to)}.`,
      ...(p.reason ? [`Lý do: ${reasonOf(p.reason)}`] : []),
      'Trang hồ sơ giải thích từng bước vì sao là ngày này.',
    ],
    action: SEE,
    sms: `Hồ sơ ${p.code}: ngày hẹn trả mới là ${formatDateTime(p.to)}.`,
  }),
  'party-invited': (p) => ({
    subject: `${p.inviter} mời Ông/Bà cùng khai hồ sơ “${p.procedure}”`,
    paragraphs: [
      `${p.inviter} đang làm hồ sơ “${p.procedure}” và mời Ông/Bà tự khai phần của mình.`,
      `Xin mở địa chỉ dưới đây trước ${formatDateTime(p.until)}, đăng nhập bằng tài khoản của Ông/Bà (chưa có thì đăng ký) để xem lời mời, rồi nhận lời hoặc từ chối.`,
      'Lời mời chỉ dành cho một người; đừng chuyển địa chỉ này cho người khác. Không quen người mời thì xin bỏ qua.',
    ],
    action: 'Xem lời mời',
    sms: `${p.inviter} mời Ông/Bà cùng khai hồ sơ. Xem và trả lời trước ${formatDateTime(p.until)}:`,
  }),
  'invitation-declined': (p) => ({
    subject: `${p.person} không khai hồ sơ “${p.procedure}”`,
    paragraphs: [`${p.person} đã từ chối hoặc thôi không khai phần của mình trong hồ sơ “${p.procedure}”.`, 'Ông/Bà có thể tự khai phần ấy, hoặc mời lại.'],
    action: 'Mở bản nháp',
    sms: `${p.person} không khai phần của mình trong hồ sơ Ông/Bà đang làm.`,
  }),
  'invitation-revoked': (p) => ({
    subject: `${p.inviter} đã thu hồi lời mời khai hồ sơ “${p.procedure}”`,
    paragraphs: [`${p.inviter} đã thu hồi lời mời khai hồ sơ “${p.procedure}”. Những gì Ông/Bà đã khai ở đó đã được xóa.`, 'Ông/Bà không cần làm gì.'],
    action: 'Hồ sơ của tôi',
    sms: `${p.inviter} đã thu hồi lời mời cùng khai hồ sơ.`,
  }),
  'part-confirmed': (p) => ({
    subject: `${p.person} đã khai xong hồ sơ “${p.procedure}”`,
    paragraphs: [`${p.person} đã khai và xác nhận phần của mình trong hồ sơ “${p.procedure}”.`, 'Xin Ông/Bà xem lại toàn bộ rồi nộp hồ sơ.'],
    action: 'Xem lại và nộp',
    sms: `${p.person} đã khai xong phần của mình. Xin xem lại và nộp hồ sơ:`,
  }),
  'part-reopened': (p) => ({
    subject: `${p.person} đang sửa phần khai trong hồ sơ “${p.procedure}”`,
    paragraphs: [`${p.person} đã rút xác nhận để sửa phần của mình trong hồ sơ “${p.procedure}”.`, 'Hồ sơ nộp được khi người ấy xác nhận lại; Ông/Bà sẽ được báo.'],
    action: 'Mở bản nháp',
    sms: `${p.person} đang sửa phần của mình; hồ sơ nộp được khi người ấy xác nhận lại.`,
  }),
  'rating-answered': (p) => ({
    subject: `${p.office} trả lời đánh giá của Ông/Bà về hồ sơ ${p.code}`,
    paragraphs: [`${about(p)}: nơi giải quyết đã trả lời đánh giá của Ông/Bà. Câu trả lời nằm ở trang đánh giá của hồ sơ.`],
    action: 'Xem trả lời',
    sms: `Đã có trả lời cho đánh giá của Ông/Bà về hồ sơ ${p.code}.`,
  }),
  'booking-made': (p) => ({
    subject: `Đã đặt lịch lúc ${p.time} ngày ${p.day}`,
    paragraphs: [`Ông/Bà đã đặt lịch làm việc “${p.service}” tại ${p.office} lúc ${p.time} ngày ${p.day}.`, `Mã đặt lịch: ${p.code}. Nhập mã ở ki-ốt để lấy số.`],
    action: 'Xem lịch hẹn',
    sms: `Lịch hẹn ${p.time} ngày ${p.day}, mã ${p.code}.`,
  }),
  'booking-reminder': (p) => ({
    subject: `Nhắc lịch hẹn lúc ${p.time} ngày ${p.day}`,
    paragraphs: [`Ông/Bà có lịch hẹn “${p.service}” tại ${p.office} lúc ${p.time} ngày ${p.day}, mã ${p.code}.`, 'Không đến được thì xin hủy lịch để người khác đặt.'],
    action: 'Xem hoặc hủy lịch hẹn',
    sms: `Nhắc lịch hẹn ${p.time} ngày ${p.day}, mã ${p.code}.`,
  }),
  'booking-cancelled': (p) => ({
    subject: `Đã hủy lịch hẹn lúc ${p.time} ngày ${p.day}`,
    paragraphs: [`Lịch hẹn “${p.service}” tại ${p.office} lúc ${p.time} ngày ${p.day} đã được hủy.`],
    action: 'Xem lịch hẹn',
    sms: `Đã hủy lịch hẹn ${p.time} ngày ${p.day}.`,
  }),
}

const READY_VI = {
  online: 'Ông/Bà tải bản điện tử ở trang hồ sơ.',
  counter: 'Ông/Bà đến bộ phận một cửa nhận kết quả trong giờ làm việc, mang theo giấy tờ tùy thân.',
  post: 'Kết quả được gửi qua bưu chính tới địa chỉ Ông/Bà đã ghi.',
} as const
const READY_SMS_VI = {
  online: 'Tải về tại:',
  counter: 'Xin đến bộ phận một cửa nhận.',
  post: 'Kết quả gửi qua bưu chính.',
} as const
const RETURNED_VI = { online: 'qua mạng', counter: 'tại bộ phận một cửa', post: 'qua bưu chính' } as const

const aboutEn = ({ code, procedure }: DossierFacts) => `Application ${code} (${procedure})`
const SEE_EN = 'See the application'

const en: Sentences = {
  ...deadlineWordsEn,
  submitted: (p) => ({
    subject: `Application ${p.code} submitted`,
    paragraphs: [
      `${aboutEn(p)} was sent to ${p.office}.`,
      ...(p.filedAt ? [`An officer of ${p.filedAt} submitted it for you, confirmed by the code sent to your phone. If you did not confirm it, please tell that office at once.`] : []),
      p.acceptBy
        ? `You will be told whether it is accepted before ${formatDateTime(p.acceptBy)}.`
        : 'You will be told when the application is accepted.',
      'Please keep the code to look the application up.',
    ],
    action: SEE_EN,
    sms: `Application ${p.code} submitted${p.filedAt ? ' for you by an officer' : ''}.${p.acceptBy ? ` Answer before ${formatDateTime(p.acceptBy)}.` : ''}`,
  }),
  'part-begun': (p) => ({
    subject: `Linked application ${p.whole}: part ${p.code} has begun`,
    paragraphs: [`The part “${p.procedure}” of your linked application ${p.whole} was passed on to ${p.office} under the code ${p.code}.`, 'You need not declare or send anything more.'],
    action: SEE_EN,
    sms: `Linked application ${p.whole}: part ${p.code} was passed on to its office.`,
  }),
  'supplement-requested': (p) => ({
    subject: `Please complete application ${p.code} before ${formatDate(p.by)}`,
    paragraphs: [
      `${aboutEn(p)}: ${p.count} item(s) must be added or corrected.`,
      `Please do so before ${formatDateTime(p.by)}. After that the application is not processed further.`,
      'The application’s page says for each item what is needed, why, and how.',
    ],
    action: 'Complete the application',
    sms: `Application ${p.code}: ${p.count} item(s) to complete before ${formatDateTime(p.by)}.`,
  }),
  supplemented: (p) => ({
    subject: `We received what you added to application ${p.code}`,
    paragraphs: [`${p.office} received what you added. ${aboutEn(p)} is being looked at again.`],
    action: SEE_EN,
    sms: `What you added to application ${p.code} was received.`,
  }),
  accepted: (p) => ({
    subject: `Application ${p.code} accepted`,
    paragraphs: [
      `${aboutEn(p)} was accepted by ${p.office}.`,
      p.dueAt ? `Promised date of the result: ${formatDateTime(p.dueAt)}.` : 'The law sets no promised date for this procedure.',
      'The receipt with the promised date is on the application’s page.',
    ],
    action: SEE_EN,
    sms: `Application ${p.code} accepted.${p.dueAt ? ` Result by ${formatDateTime(p.dueAt)}.` : ''}`,
  }),
  refused: (p) => ({
    subject: `Application ${p.code} was not accepted`,
    paragraphs: [
      `${aboutEn(p)} was not accepted by ${p.office}.`,
      `Reason: ${reasonOf(p.reason)}`,
      'The notice of refusal and what to do next are on the application’s page. You may apply again when the conditions are met.',
    ],
    action: SEE_EN,
    sms: `Application ${p.code} was not accepted. Reason:`,
  }),
  'draft-to-confirm': (p) => ({
    subject: `Please check the draft result of application ${p.code}`,
    paragraphs: [
      `The draft result of ${aboutEn(p)} is ready. Please read every entry.`,
      p.by
        ? `If anything is wrong, tell us before ${formatDateTime(p.by)}. ${p.silenceAgrees ? 'After that, silence counts as agreement.' : 'Without an answer by then the office will contact you and send it again.'}`
        : 'If anything is wrong, tell us on the application’s page.',
    ],
    action: 'Check the draft',
    sms: `Application ${p.code}: please check the draft result${p.by ? ` before ${formatDateTime(p.by)}` : ''}.`,
  }),
  'result-ready': (p) => ({
    subject: `The result of application ${p.code} is ready`,
    paragraphs: [`The result of ${aboutEn(p)} is ready.`, READY_EN[p.how]],
    action: 'See the result',
    sms: `The result of application ${p.code} is ready. ${READY_SMS_EN[p.how]}`,
  }),
  'result-waiting': (p) => ({
    subject: `The result of application ${p.code} is waiting for you`,
    paragraphs: [`The result of ${aboutEn(p)} is waiting for you at ${p.office}.`, 'Please bring the receipt and an identity paper; whoever comes for you also brings a written authorisation.'],
    action: SEE_EN,
    sms: `The result of application ${p.code} is waiting for you at the counter.`,
  }),
  returned: (p) => ({
    subject: `The result of application ${p.code} was delivered`,
    paragraphs: [`The result of ${aboutEn(p)} was delivered ${RETURNED_EN[p.how]}.`, 'If you did not receive it, please tell the office on the application’s page.', ...(p.rateUrl ? [`Please rate the service at ${p.rateUrl} (no sign-in needed).`] : [])],
    action: SEE_EN,
    sms: `Application ${p.code}: the result was delivered ${RETURNED_EN[p.how]}.`,
  }),
  'withdrawal-asked': (p) => ({
    subject: `We received your request to withdraw application ${p.code}`,
    paragraphs: [`${p.office} received your request. ${aboutEn(p)} is on hold until it is decided.`],
    action: SEE_EN,
    sms: `Your request to withdraw application ${p.code} was received.`,
  }),
  'withdrawal-granted': (p) => ({
    subject: `Application ${p.code} withdrawn`,
    paragraphs: [`${aboutEn(p)} was withdrawn as you asked.`],
    action: SEE_EN,
    sms: `Application ${p.code} was withdrawn.`,
  }),
  'withdrawal-rejected': (p) => ({
    subject: `Application ${p.code} can’t be withdrawn`,
    paragraphs: [`The request to withdraw was not granted. ${aboutEn(p)} goes on.`, `Reason: ${reasonOf(p.reason)}`],
    action: SEE_EN,
    sms: `The request to withdraw application ${p.code} was not granted. Reason:`,
  }),
  stopped: (p) => ({
    subject: `Application ${p.code} was closed without a result`,
    paragraphs: [`${aboutEn(p)} was closed without a result.`, `Reason: ${reasonOf(p.reason)}`],
    action: SEE_EN,
    sms: `Application ${p.code} was closed without a result. Reason:`,
  }),
  'result-corrected': (p) => ({
    subject: `The result of application ${p.code} was replaced`,
    paragraphs: [`${aboutEn(p)}: the result issued before had an error. It was withdrawn and is replaced by result No. ${p.number}. The earlier one is no longer valid.`, `Reason: ${reasonOf(p.reason)}`],
    action: 'See the new result',
    sms: `The result of application ${p.code} was replaced by No. ${p.number}; the earlier one is no longer valid.`,
  }),
  'office-message': (p) => ({
    subject: `A message about application ${p.code}`,
    paragraphs: [`${p.office} has written to you about ${aboutEn(p)}.`, 'Please read and answer on the application’s page; do not reply to this e-mail.'],
    action: 'Read the message',
    sms: `The office has written to you about application ${p.code}. Read and answer:`,
  }),
  'promised-date-moved': (p) => ({
    subject: `New promised date for application ${p.code}: ${formatDate(p.to)}`,
    paragraphs: [
      `${aboutEn(p)}: the promised date ${p.from ? `moved from ${formatDateTime(p.from)} to` : 'is'} ${formatDateTime(p.to)}.`,
      ...(p.reason ? [`Reason: ${reasonOf(p.reason)}`] : []),
      'The application’s page explains the date step by step.',
    ],
    action: SEE_EN,
    sms: `Application ${p.code}: the new promised date is ${formatDateTime(p.to)}.`,
  }),
  'party-invited': (p) => ({
    subject: `${p.inviter} invites you to fill in “${p.procedure}” together`,
    paragraphs: [
      `${p.inviter} is preparing “${p.procedure}” and invites you to fill in your own part.`,
      `Please open the address below before ${formatDateTime(p.until)} and sign in with your account (or register) to see the invitation, then accept or decline it.`,
      'The invitation is for one person only; do not pass the address on. If you do not know who invites you, please ignore this message.',
    ],
    action: 'See the invitation',
    sms: `${p.inviter} invites you to fill in an application together. See it and answer before ${formatDateTime(p.until)}:`,
  }),
  'invitation-declined': (p) => ({
    subject: `${p.person} does not fill in “${p.procedure}”`,
    paragraphs: [`${p.person} declined or stopped filling in their part of “${p.procedure}”.`, 'You can fill it in yourself, or invite anew.'],
    action: 'Open the draft',
    sms: `${p.person} does not fill in their part of your application.`,
  }),
  'invitation-revoked': (p) => ({
    subject: `${p.inviter} revoked the invitation to “${p.procedure}”`,
    paragraphs: [`${p.inviter} revoked the invitation to fill in “${p.procedure}”. What you had filled in there was deleted.`, 'There is nothing for you to do.'],
    action: 'My dossiers',
    sms: `${p.inviter} revoked the invitation to fill in an application together.`,
  }),
  'part-confirmed': (p) => ({
    subject: `${p.person} finished “${p.procedure}”`,
    paragraphs: [`${p.person} filled in and confirmed their part of “${p.procedure}”.`, 'Please review everything and submit the application.'],
    action: 'Review and submit',
    sms: `${p.person} finished their part. Please review and submit:`,
  }),
  'part-reopened': (p) => ({
    subject: `${p.person} is changing their part of “${p.procedure}”`,
    paragraphs: [`${p.person} took the confirmation back to change their part of “${p.procedure}”.`, 'You can submit once they confirm it again; you will be told.'],
    action: 'Open the draft',
    sms: `${p.person} is changing their part; you can submit once they confirm it again.`,
  }),
  'rating-answered': (p) => ({
    subject: `${p.office} has answered your rating of dossier ${p.code}`,
    paragraphs: [`The office has answered your rating of dossier ${p.code}, “${p.procedure}”. The answer stands on the page of your rating.`],
    action: 'See the answer',
    sms: `Your rating of dossier ${p.code} was answered.`,
  }),
  'booking-made': (p) => ({
    subject: `Your booking at ${p.time} on ${p.day}`,
    paragraphs: [`You have booked “${p.service}” at ${p.office}, ${p.time} on ${p.day}.`, `Code of the booking: ${p.code}. Type it at the kiosk to take your number.`],
    action: 'See your bookings',
    sms: `Booking ${p.time} on ${p.day}, code ${p.code}.`,
  }),
  'booking-reminder': (p) => ({
    subject: `Your booking at ${p.time} on ${p.day}`,
    paragraphs: [`You have booked “${p.service}” at ${p.office}, ${p.time} on ${p.day}, code ${p.code}.`, 'If you can’t come, please cancel, so that somebody else may book.'],
    action: 'See or cancel your booking',
    sms: `Reminder: booking ${p.time} on ${p.day}, code ${p.code}.`,
  }),
  'booking-cancelled': (p) => ({
    subject: `Your booking at ${p.time} on ${p.day} was cancelled`,
    paragraphs: [`Your booking of “${p.service}” at ${p.office}, ${p.time} on ${p.day}, was cancelled.`],
    action: 'See your bookings',
    sms: `Booking ${p.time} on ${p.day} cancelled.`,
  }),
}

const READY_EN = {
  online: 'You can download it from the application’s page.',
  counter: 'Please collect it at the one-stop office in working hours, with your identity paper.',
  post: 'It is sent by post to the address you gave.',
} as const
const READY_SMS_EN = { online: 'Download:', counter: 'Please collect it at the office.', post: 'It is sent by post.' } as const
const RETURNED_EN = { online: 'online', counter: 'at the one-stop office', post: 'by post' } as const

/** Messages about a dossier or a draft, one function a template. */
export const noticeWords = defineWords<Sentences>({ vi, en })

export const mailWords = defineWords({
  vi: {
    greeting: 'Kính gửi Ông/Bà,',
    footer: (site: string) => `Thư này do ${site} tự động gửi. Cán bộ không bao giờ hỏi mật khẩu hoặc mã xác nhận của Ông/Bà.`,
  },
  en: {
    greeting: 'Dear Sir or Madam,',
    footer: (site: string) => `This message was sent automatically by ${site}. Staff never ask for your password or a confirmation code.`,
  },
})
