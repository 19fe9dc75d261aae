import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('filing', {
  'draft-not-found': {
    status: 404,
    vi: 'Không tìm thấy bản nháp này. Có thể nó đã được nộp hoặc đã xóa; xin xem “Hồ sơ của tôi”.',
    en: 'This draft was not found. It may have been submitted or deleted; please see “My dossiers”.',
  },
  'draft-changed-elsewhere': {
    status: 409,
    vi: 'Bản nháp này vừa được sửa trên một thiết bị khác. Nội dung vừa gõ vẫn hiện bên dưới; xin xem lại rồi lưu lần nữa.',
    en: 'This draft was just changed on another device. What you typed is still shown below; please check it and save again.',
  },
  'too-many-drafts': {
    status: 409,
    vi: 'Ông/Bà đang có {count} bản nháp chưa nộp, là mức tối đa. Xin nộp hoặc xóa bớt bản nháp cũ.',
    en: 'You have {count} drafts not yet submitted, which is the most allowed. Please submit or delete older ones.',
  },
  'not-fileable-online': {
    status: 409,
    vi: 'Thủ tục này chưa nộp trực tuyến được trên hệ thống này. Xin xem trang thủ tục để biết nơi nộp trực tiếp.',
    en: 'This procedure cannot be filed online on this site yet. See its page for where to file in person.',
  },
  'draft-incomplete': {
    status: 422,
    vi: 'Hồ sơ còn {count} chỗ cần hoàn thiện trước khi nộp.',
    en: 'There are {count} things to complete before the dossier can be submitted.',
  },
  'declaration-needed': {
    status: 422,
    vi: 'Xin đánh dấu vào ô cam đoan trước khi nộp hồ sơ.',
    en: 'Please tick the declaration before submitting.',
  },
  'component-unknown': {
    status: 422,
    vi: 'Thủ tục không có thành phần hồ sơ “{component}”.',
    en: 'The procedure has no component “{component}”.',
  },
  'done-in-parts': {
    status: 409,
    vi: 'Đây là hồ sơ liên thông. Xin mở hồ sơ của từng phần để bổ sung, nhắn tin hoặc rút phần đó.',
    en: 'This is a linked dossier. Please open the part that you want to supply, write about or withdraw.',
  },
  'dossier-not-found': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ này trong tài khoản của Ông/Bà. Xin kiểm tra lại mã hồ sơ.',
    en: 'This dossier was not found in your account. Please check the code.',
  },
  'supplement-not-asked': {
    status: 409,
    vi: 'Cơ quan không còn chờ bổ sung cho hồ sơ này. Xin tải lại trang để xem tình trạng mới nhất.',
    en: 'The office is no longer waiting for a supplement to this dossier. Please reload to see its latest state.',
  },
  'supplement-item-open': {
    status: 422,
    vi: 'Còn {count} mục chưa được trả lời. Xin đính kèm giấy tờ hoặc ghi câu trả lời cho từng mục.',
    en: '{count} items have no answer yet. Please attach a paper or write an answer for each.',
  },
  'draft-result-answered': {
    status: 409,
    vi: 'Bản dự thảo này đã được trả lời hoặc đã hết hạn xác nhận.',
    en: 'This draft was already answered or the time to answer is over.',
  },
  'text-needed': {
    status: 422,
    vi: 'Xin ghi nội dung ({max} ký tự trở lại, không có ký tự điều khiển).',
    en: 'Please write some text (at most {max} characters, no control characters).',
  },
  'paper-not-yours': {
    status: 422,
    vi: 'Có tệp đính kèm không tìm thấy trong tài khoản của Ông/Bà. Xin tải lên lại.',
    en: 'An attached file was not found in your account. Please upload it again.',
  },
})
