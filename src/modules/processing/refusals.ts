import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('processing', {
  'case-not-found': {
    status: 404,
    vi: 'Không tìm thấy hồ sơ này trong cơ quan của Anh/Chị. Xin kiểm tra lại mã hồ sơ.',
    en: 'This dossier was not found in your agency. Please check the code.',
  },
  'no-result-to-correct': {
    status: 409,
    vi: 'Hồ sơ này chưa có kết quả đã phát hành để đính chính.',
    en: 'This dossier has no issued result to correct.',
  },
  'nothing-corrected': {
    status: 422,
    vi: 'Chưa có ô nào khác với kết quả đã phát hành. Xin sửa ô sai rồi phát hành bản thay thế.',
    en: 'No field differs from the issued result. Please correct the wrong field first.',
  },
  'nothing-to-give-back': {
    status: 409,
    vi: 'Hồ sơ này không có giấy tờ, tiền hay kết quả thay thế đang chờ trả lại.',
    en: 'This dossier has nothing that waits to be given back.',
  },
  'papers-to-give-back': {
    status: 422,
    vi: 'Xin ghi trả lại những gì và trả bằng cách nào.',
    en: 'Please say what is given back and how.',
  },
  'refund-amount': {
    status: 422,
    vi: 'Số tiền hoàn phải là số đồng, ví dụ 16000; không hoàn thì để trống.',
    en: 'The refund must be an amount in đồng, for example 16000; leave it empty if there is none.',
  },
  'refund-too-much': {
    status: 422,
    vi: 'Số tiền hoàn lớn hơn số đã thu ({collected}).',
    en: 'The refund is more than what was collected ({collected}).',
  },
  'no-register': {
    status: 404,
    vi: 'Cơ quan của Anh/Chị chưa có hồ sơ nào được tiếp nhận vào sổ.',
    en: 'Your agency has no accepted dossier in its book yet.',
  },
  'document-not-found': {
    status: 404,
    vi: 'Hồ sơ này không có giấy tờ đó.',
    en: 'This dossier has no such paper.',
  },
  'case-changed': {
    status: 409,
    vi: 'Hồ sơ vừa được {who} thay đổi lúc {at} ({what}). Việc của Anh/Chị chưa được ghi; xin xem lại hồ sơ rồi quyết định.',
    en: 'The dossier was just changed by {who} at {at} ({what}). Your act was not recorded; please look at the dossier again.',
  },
  'reason-needed': {
    status: 422,
    vi: 'Xin ghi rõ lý do (ít nhất 10 ký tự, nhiều nhất {max} ký tự).',
    en: 'Please give the reason (at least 10 and at most {max} characters).',
  },
  'items-needed': {
    status: 422,
    vi: 'Xin ghi ít nhất một mục cần bổ sung, mỗi mục nêu thiếu gì và vì sao.',
    en: 'Please list at least one item, each saying what is missing and why.',
  },
  'second-supplement-needs-leader': {
    status: 403,
    vi: 'Hồ sơ đã được yêu cầu bổ sung một lần ở giai đoạn này. Yêu cầu lần nữa phải do lãnh đạo thực hiện và nêu lý do, vì bị tính là quá hạn.',
    en: 'A supplement was already requested at this stage. A second request must be made by a leader with a reason; it counts as late.',
  },
  'checklist-open': {
    status: 422,
    vi: 'Còn {count} giấy tờ bắt buộc chưa được đánh dấu là hợp lệ. Xin kiểm tra từng giấy tờ trước khi tiếp nhận.',
    en: '{count} required papers are not marked as valid. Please check each before accepting.',
  },
  'no-such-step': {
    status: 409,
    vi: 'Bước “{step}” không còn mở trong quy trình của hồ sơ này. Xin tải lại trang.',
    en: 'The step “{step}” is no longer open for this dossier. Please reload.',
  },
  'not-your-step': {
    status: 403,
    vi: 'Bước này thuộc nhiệm vụ “{duty}”, không thuộc nhiệm vụ của Anh/Chị.',
    en: 'This step belongs to the duty “{duty}”, which you do not hold.',
  },
  'worked-in-parts': {
    status: 409,
    vi: 'Đây là hồ sơ liên thông: việc được làm trên hồ sơ của từng phần. Xin mở hồ sơ của phần cần xử lý.',
    en: 'This is a linked dossier: the work is done on the dossier of each part. Please open the part concerned.',
  },
  'entries-wrong': {
    status: 422,
    vi: 'Còn {count} chỗ chưa đúng trong nội dung kết quả. Xin sửa rồi lập dự thảo.',
    en: '{count} entries of the result are not right. Please correct them, then set the draft.',
  },
  'nothing-to-attest': {
    status: 422,
    vi: 'Thủ tục này không có sổ chứng thực, hoặc tờ khai chưa ghi giấy tờ nào cần chứng thực.',
    en: 'This procedure has no register of certification, or no paper to be certified is named.',
  },
  'draft-outdated': {
    status: 409,
    vi: 'Tờ khai đã được bổ sung sau khi lập dự thảo này. Xin trả lại để lập dự thảo mới theo tờ khai hiện nay.',
    en: 'The declaration was supplemented after this draft was set. Please send it back, so that a new draft is set from it.',
  },
  'result-not-decided': {
    status: 409,
    vi: 'Chưa có người ký duyệt kết quả này.',
    en: 'Nobody has approved this result yet.',
  },
  'fee-amount': {
    status: 422,
    vi: 'Số tiền phải là số nguyên đồng, lớn hơn 0 và không quá {most} đồng.',
    en: 'The amount must be a whole number of đồng, above 0 and at most {most}.',
  },
  'fee-payer': {
    status: 422,
    vi: 'Xin ghi họ tên người nộp tiền.',
    en: 'Please give the name of the person who paid.',
  },
  'fee-receipt': {
    status: 422,
    vi: 'Xin ghi số biên lai (chữ, số, dấu gạch, tối đa 40 ký tự) và chọn cách nộp.',
    en: 'Please give the number of the receipt (letters, digits, strokes, 40 characters at most) and the way of paying.',
  },
  'fee-receipt-taken': {
    status: 409,
    vi: 'Số biên lai “{receipt}” đã được ghi cho một lần thu khác của cơ quan. Xin kiểm tra lại số.',
    en: 'The receipt “{receipt}” stands for another payment at this agency. Please check the number.',
  },
  'fee-paid-already': {
    status: 409,
    vi: 'Hồ sơ này đã thu đủ phí, lệ phí.',
    en: 'All fees of this dossier have been collected.',
  },
  'fee-not-owed': {
    status: 409,
    vi: 'Hồ sơ không được tiếp nhận nên không thu phí, lệ phí.',
    en: 'The dossier was not accepted, so no fee is collected.',
  },
  'fee-not-found': {
    status: 404,
    vi: 'Không còn lần thu này, hoặc nó đã được hủy.',
    en: 'There is no such payment, or it was cancelled already.',
  },
  'receiver-needed': {
    status: 422,
    vi: 'Xin ghi họ tên người nhận kết quả.',
    en: 'Please give the name of the person who receives the result.',
  },
  'filter-name-needed': {
    status: 422,
    vi: 'Xin đặt tên cho bộ lọc, tối đa {max} ký tự.',
    en: 'Please give the filter a name, {max} characters at most.',
  },
  'too-many-filters': {
    status: 409,
    vi: 'Ông/Bà đã lưu {max} bộ lọc. Xin xóa bớt rồi lưu lại.',
    en: 'You keep {max} filters already. Please delete one and save again.',
  },
  'no-such-filter': {
    status: 404,
    vi: 'Không còn bộ lọc này.',
    en: 'That filter is no longer there.',
  },
  'nothing-chosen': {
    status: 422,
    vi: 'Chưa chọn hồ sơ nào. Xin đánh dấu ở đầu dòng.',
    en: 'No dossier was chosen. Please tick some.',
  },
  'too-many-chosen': {
    status: 422,
    vi: 'Mỗi lần làm được tối đa {max} hồ sơ.',
    en: 'At most {max} dossiers can be done at once.',
  },
})
