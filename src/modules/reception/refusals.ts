import { defineRefusals } from '../../platform/problems.ts'

export const receptionRefusals = defineRefusals('reception', {
  'draft-gone': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ đang nhập này: đã được tiếp nhận, đã bỏ, hoặc thuộc quầy của cơ quan khác.',
    en: 'This dossier being entered was not found: it was accepted, given up, or belongs to another office.',
  },
  'no-desk': {
    status: 403,
    vi: 'Ông/Bà chưa được giao nhiệm vụ tiếp nhận hồ sơ tại cơ quan nào.',
    en: 'You have no reception duty at any office.',
  },
  'entered-elsewhere': {
    status: 409,
    vi: 'Hồ sơ này vừa được sửa ở máy khác. Dưới đây là bản mới nhất; xin nhập lại phần vừa gõ nếu cần.',
    en: 'This dossier was just changed on another computer. Below is the latest version; please enter your part again if needed.',
  },
  'procedure-not-here': {
    status: 422,
    vi: 'Thủ tục này chưa được nhận qua cách nộp đã chọn trên hệ thống. Xin chọn thủ tục khác hoặc hướng dẫn người dân nơi nộp.',
    en: 'This procedure is not taken in by this way here.',
  },
  'who-incomplete': {
    status: 422,
    vi: 'Thông tin người nộp còn thiếu hoặc chưa đúng ({count} chỗ).',
    en: 'What is known of the person is incomplete or wrong ({count}).',
  },
  'not-complete-yet': {
    status: 422,
    vi: 'Hồ sơ còn {count} chỗ thiếu hoặc sai nên chưa tiếp nhận được.',
    en: 'The dossier still lacks {count} things and can not be accepted.',
  },
  'code-not-asked': {
    status: 409,
    vi: 'Chưa gửi mã xác nhận. Xin bấm “Gửi mã” để gửi mã đến điện thoại của người nộp.',
    en: 'No code was sent yet. Please send one to the phone of the applicant.',
  },
  'changed-since-code': {
    status: 409,
    vi: 'Tờ khai hoặc giấy tờ đã thay đổi sau khi gửi mã. Xin cho người nộp xem lại rồi gửi mã mới.',
    en: 'The form or papers changed after the code was sent. Please have them checked again and send a new code.',
  },
  'not-filed-so': {
    status: 409,
    vi: 'Hồ sơ này không nộp theo cách đó: nộp thay trực tuyến cần mã xác nhận của người nộp, còn hồ sơ nhận tại quầy thì tiếp nhận ngay.',
    en: 'This dossier is not filed that way: online on behalf needs the applicant’s code; at the counter it is accepted at once.',
  },
  'guidance-text': {
    status: 422,
    vi: 'Nội dung hướng dẫn có ký tự không dùng được hoặc quá dài.',
    en: 'The guidance has unusable characters or is too long.',
  },
  'guidance-incomplete': {
    status: 422,
    vi: 'Ghi người dân hỏi gì và đã được hướng dẫn thế nào.',
    en: 'Write what was asked and what was told.',
  },
  'too-many-pages': {
    status: 422,
    vi: 'Mỗi lần gửi không quá {most} trang quét. Xin gửi làm nhiều lần; các trang được nối tiếp vào tệp đã có.',
    en: 'At most {most} pages at a time. Please send more afterwards; they are appended.',
  },
})
export const { refuse } = receptionRefusals
