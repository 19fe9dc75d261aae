import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('agencies', {
  'agency-not-found': {
    status: 404,
    vi: 'Không tìm thấy cơ quan này. Xin mở lại danh sách cơ quan và chọn lại.',
    en: 'This agency was not found. Please open the list of agencies and choose again.',
  },
  'agency-not-yours': {
    status: 403,
    vi: 'Cơ quan này không thuộc phạm vi quản trị của Ông/Bà. Xin liên hệ quản trị viên của cơ quan đó.',
    en: 'This agency is outside what you administer. Please contact its own administrator.',
  },
  'agency-changed-meanwhile': {
    status: 409,
    vi: 'Thông tin cơ quan vừa được người khác sửa. Xin mở lại trang, xem nội dung mới rồi sửa tiếp.',
    en: 'Somebody else has just changed this agency. Please reload the page, read what is new and change it again.',
  },
  'agency-form-has-errors': {
    status: 422,
    vi: 'Thông tin cơ quan chưa đúng ở {count} chỗ. Xin sửa các chỗ được đánh dấu.',
    en: 'The agency’s details are wrong in {count} places. Please correct the marked fields.',
  },
  'agency-code-taken': {
    status: 409,
    vi: 'Mã định danh này đang thuộc một cơ quan khác. Xin kiểm tra lại mã.',
    en: 'This identifier belongs to another agency. Please check the code.',
  },
  'agency-name-taken': {
    status: 409,
    vi: 'Đã có một đơn vị hoặc điểm tiếp nhận cùng tên ở đây. Xin kiểm tra danh sách, hoặc đặt tên khác.',
    en: 'There already is a unit or reception point of that name here. Please check the list, or choose another name.',
  },
  'agency-closed': {
    status: 409,
    vi: 'Cơ quan này đã ngừng hoạt động nên không sửa được nữa.',
    en: 'This agency has been closed and can no longer be changed.',
  },
  'agency-still-in-use': {
    status: 409,
    vi: 'Chưa đóng được: cơ quan còn {children} đơn vị trực thuộc đang hoạt động và {posts} vị trí công tác chưa kết thúc. Xin xử lý các mục đó trước.',
    en: 'It cannot be closed yet: it still has {children} open units below it and {posts} posts that have not ended. Please settle those first.',
  },
  'agency-closing-incomplete': {
    status: 422,
    vi: 'Xin nhập ngày hoạt động cuối cùng có thật và văn bản căn cứ.',
    en: 'Please enter an existing last day and the document it rests on.',
  },
  'successor-not-open': {
    status: 422,
    vi: 'Cơ quan kế thừa phải là một cơ quan khác đang hoạt động vào ngày đó.',
    en: 'The successor must be another agency that is open on that day.',
  },
  'reception-point-not-found': {
    status: 404,
    vi: 'Không tìm thấy điểm tiếp nhận này.',
    en: 'This reception point was not found.',
  },
  'post-not-found': {
    status: 404,
    vi: 'Không tìm thấy vị trí công tác này.',
    en: 'This post was not found.',
  },
  'post-form-has-errors': {
    status: 422,
    vi: 'Vị trí công tác cần chức danh, ít nhất một nhiệm vụ và ngày bắt đầu hợp lệ.',
    en: 'A post needs a title, at least one duty and a valid first day.',
  },
  'post-already-held': {
    status: 409,
    vi: 'Cán bộ này đang giữ một vị trí ở cơ quan đó trong cùng thời gian. Xin kết thúc vị trí cũ trước khi giao vị trí mới.',
    en: 'This member of staff already holds a post in that agency at that time. Please end the old post before giving a new one.',
  },
  'post-end-before-start': {
    status: 422,
    vi: 'Ngày kết thúc không được trước ngày bắt đầu ({from}).',
    en: 'The last day must not be before the first day ({from}).',
  },
  'own-administration-kept': {
    status: 409,
    vi: 'Ông/Bà không tự bỏ nhiệm vụ quản trị của chính mình. Xin nhờ một quản trị viên khác.',
    en: 'You cannot take your own administrator duty away. Please ask another administrator.',
  },
  'absence-not-found': {
    status: 404,
    vi: 'Không tìm thấy lần vắng mặt này, hoặc đã được hủy.',
    en: 'This absence was not found, or has been cancelled.',
  },
  'absence-dates-wrong': {
    status: 422,
    vi: 'Khoảng vắng mặt chưa đúng: ngày cuối phải từ ngày đầu trở đi, chưa qua, và không dài quá {days} ngày.',
    en: 'The dates are wrong: the last day must not be before the first, not be past, and the absence not be longer than {days} days.',
  },
  'absence-overlaps': {
    status: 409,
    vi: 'Cán bộ này đã có một lần vắng mặt trùng với khoảng thời gian đó.',
    en: 'This member of staff already has an absence in that time.',
  },
  'substitute-is-absentee': {
    status: 422,
    vi: 'Người thay thế phải là một cán bộ khác.',
    en: 'The substitute must be somebody else.',
  },
  'substitute-is-absent': {
    status: 409,
    vi: 'Người thay thế cũng vắng mặt trong khoảng thời gian đó. Xin chọn người khác.',
    en: 'The substitute is absent in that time too. Please choose somebody else.',
  },
  'absentee-is-substitute': {
    status: 409,
    vi: 'Cán bộ này đang là người thay thế cho một cán bộ khác trong khoảng thời gian đó. Xin đổi người thay thế của lần vắng mặt kia trước.',
    en: 'This member of staff stands in for somebody else in that time. Please change that substitute first.',
  },
  'staff-without-post': {
    status: 422,
    vi: 'Cán bộ này không giữ vị trí công tác nào trong phạm vi quản trị của Ông/Bà vào thời gian đó.',
    en: 'This member of staff holds no post within what you administer at that time.',
  },
})
