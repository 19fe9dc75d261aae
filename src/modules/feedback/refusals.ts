import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('feedback', {
  'rating-unknown': { status: 404, vi: 'Không tìm thấy hồ sơ hoặc lượt đánh giá này.', en: 'This dossier or rating was not found.' },
  'rating-link-wrong': { status: 404, vi: 'Địa chỉ đánh giá này không đúng hoặc đã hết hạn. Xin đánh giá ở trang hồ sơ.', en: 'This address is wrong or has expired. Please rate on the page of your dossier.' },
  'rating-not-yet': { status: 409, vi: 'Hồ sơ chưa trả kết quả nên chưa đánh giá được.', en: 'The result has not been returned, so there is nothing to rate yet.' },
  'rating-too-late': { status: 409, vi: 'Đã quá {days} ngày từ khi trả kết quả nên không đánh giá được nữa.', en: 'More than {days} days have passed since the result was returned.' },
  'rating-settled': { status: 409, vi: 'Hồ sơ này đã được đánh giá và không sửa được nữa.', en: 'This dossier was rated, and the rating can no longer be changed.' },
  'rating-form-wrong': { status: 422, vi: 'Xin xem lại {count} chỗ được đánh dấu.', en: 'Please look at the {count} marked places.' },
  'rating-answer': { status: 422, vi: 'Xin ghi câu trả lời (ít nhất 10 ký tự, nhiều nhất 2000 ký tự).', en: 'Please write the answer (10 to 2,000 characters).' },
  'criterion-not-yours': { status: 403, vi: 'Chỉ quản trị viên đặt được tiêu chí đánh giá.', en: 'Only administrators set the criteria.' },
  'criterion-unknown': { status: 404, vi: 'Không tìm thấy tiêu chí này, hoặc đã kết thúc.', en: 'This criterion was not found or has ended.' },
  'criterion-needed': { status: 409, vi: 'Đánh giá tổng thể luôn phải hỏi, không kết thúc được.', en: 'The rating as a whole is always asked.' },
  'criterion-too-many': { status: 409, vi: 'Nhiều nhất {most} tiêu chí. Xin kết thúc bớt trước khi thêm.', en: 'At most {most} criteria.' },
  'criterion-form-wrong': { status: 422, vi: 'Xin xem lại {count} chỗ được đánh dấu.', en: 'Please look at the {count} marked places.' },
  'rating-answered': { status: 409, vi: 'Lượt đánh giá này đã được trả lời.', en: 'This rating was answered already.' },
})
