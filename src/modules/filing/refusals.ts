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
  'paper-kind-not-taken': {
    status: 415,
    vi: 'Giấy tờ này chỉ nhận tệp {kinds}; tệp “{name}” thuộc loại khác nên chưa được nhận.',
    en: 'This paper is taken as {kinds} only; the file “{name}” is of another kind and was not accepted.',
  },
  'papers-too-many': {
    status: 422,
    vi: 'Giấy tờ này nhận nhiều nhất {most} tệp nên tệp “{name}” chưa được nhận. Xin bỏ bớt tệp không cần, hoặc gộp nhiều trang vào một tệp PDF.',
    en: 'At most {most} files are taken for this paper, so “{name}” was not accepted. Please remove files you do not need, or put several pages into one PDF.',
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
  'corrections-wrong': {
    status: 422,
    vi: 'Còn {count} chỗ cần ghi lại trong phần đề nghị sửa. Chưa có gì được gửi.',
    en: '{count} places of what you ask to be corrected need another look. Nothing was sent yet.',
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
  'party-unknown': {
    status: 404,
    vi: 'Tờ khai này không có phần nào để mời người khác khai.',
    en: 'This form has no such part that another person could fill in.',
  },
  'invited-name-needed': {
    status: 422,
    vi: 'Xin ghi họ, chữ đệm, tên của người được mời.',
    en: 'Please give the full name of the person you invite.',
  },
  'invited-address-needed': {
    status: 422,
    vi: 'Xin ghi thư điện tử hoặc số điện thoại di động của người được mời.',
    en: 'Please give an e-mail address or a mobile number of the person you invite.',
  },
  'invited-email-wrong': {
    status: 422,
    vi: 'Địa chỉ thư điện tử không đúng. Ví dụ: ten@example.vn.',
    en: 'The e-mail address is not right. Example: name@example.vn.',
  },
  'invited-phone-wrong': {
    status: 422,
    vi: 'Số điện thoại di động không đúng. Ví dụ: 0912 345 678.',
    en: 'The mobile number is not right. Example: 0912 345 678.',
  },
  'invitation-stands': {
    status: 409,
    vi: 'Phần này đang có một lời mời. Xin thu hồi lời mời ấy trước.',
    en: 'An invitation for this part stands. Please revoke it first.',
  },
  'invitations-slowed': {
    status: 429,
    vi: 'Đã gửi nhiều lời mời. Xin gửi tiếp sau {seconds} giây; trong lúc chờ, Ông/Bà có thể tự chuyển địa chỉ cho người được mời.',
    en: 'Many invitations were sent. Please wait {seconds} seconds; meanwhile you can pass the address on yourself.',
  },
  'invitation-sent-enough': {
    status: 409,
    vi: 'Lời mời này đã được gửi {count} lần, là mức tối đa. Xin tự chuyển địa chỉ cho người được mời, hoặc thu hồi rồi mời lại.',
    en: 'This invitation was sent {count} times, which is the most allowed. Please pass the address on yourself, or revoke it and invite again.',
  },
  'invitation-not-found': {
    status: 404,
    vi: 'Không tìm thấy lời mời này. Xin kiểm tra lại địa chỉ, hoặc hỏi người đã mời.',
    en: 'This invitation was not found. Please check the address, or ask the person who invited you.',
  },
  'invitation-own': {
    status: 409,
    vi: 'Đây là lời mời do chính Ông/Bà gửi. Xin chuyển địa chỉ cho người được mời; người ấy đăng nhập bằng tài khoản của mình.',
    en: 'You sent this invitation yourself. Please pass the address on; the person you invited signs in with their own account.',
  },
  'invitation-taken': {
    status: 409,
    vi: 'Lời mời này đã có người khác nhận. Mỗi lời mời chỉ dành cho một người; xin hỏi lại người đã mời.',
    en: 'Somebody else has taken this invitation. Each is for one person only; please ask the person who invited you.',
  },
  'invitation-expired': {
    status: 410,
    vi: 'Lời mời này đã hết hạn. Xin người đã mời gửi lời mời mới.',
    en: 'This invitation has expired. Please ask the person who invited you to send a new one.',
  },
  'invitation-ended': {
    status: 410,
    vi: 'Lời mời này không còn hiệu lực: đã bị từ chối, đã được thu hồi hoặc hồ sơ đã được nộp. Xin hỏi lại người đã mời.',
    en: 'This invitation no longer holds: it was declined or revoked, or the dossier was submitted. Please ask the person who invited you.',
  },
  'part-confirmed': {
    status: 409,
    vi: 'Ông/Bà đã xác nhận phần khai của mình. Muốn sửa, xin bấm “Rút xác nhận để sửa” trước.',
    en: 'You have confirmed your part. To change it, please take the confirmation back first.',
  },
  'part-incomplete': {
    status: 422,
    vi: 'Phần khai của Ông/Bà còn {count} chỗ cần hoàn thiện trước khi xác nhận.',
    en: 'There are {count} things to complete in your part before you can confirm it.',
  },
  'part-of-somebody-else': {
    status: 422,
    vi: 'Số định danh cá nhân khai ở đây khác với số của tài khoản đang đăng nhập. Người được mời khai phần của chính mình, bằng tài khoản của mình.',
    en: 'The personal identification number given here differs from that of your account. The invited person fills in their own part, with their own account.',
  },
  'part-of-another': {
    status: 409,
    vi: 'Phần này do người được mời khai. Muốn tự khai, xin thu hồi lời mời trước.',
    en: 'The invited person fills in this part. To fill it in yourself, please revoke the invitation first.',
  },
  'part-not-confirmed': {
    status: 409,
    vi: 'Người được mời chưa xác nhận phần khai của mình. Xin chờ người ấy xác nhận, hoặc thu hồi lời mời để tự khai.',
    en: 'The person you invited has not confirmed their part. Please wait, or revoke the invitation and fill it in yourself.',
  },
  'only-who-submitted': {
    status: 403,
    vi: 'Ông/Bà xem được hồ sơ này vì đã khai một phần. Việc bổ sung, trả lời, nhắn tin và rút hồ sơ do {name}, người đã nộp, thực hiện.',
    en: 'You can read this dossier because you filled in a part of it. Supplements, answers, messages and withdrawal are up to {name}, who submitted it.',
  },
})
