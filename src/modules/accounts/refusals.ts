import { defineRefusals, type platformRefusals } from '../../platform/problems.ts'
import type { Refused } from '../../platform/result.ts'

const own = defineRefusals('accounts', {
  'registration-has-errors': {
    status: 422,
    vi: 'Thông tin đăng ký chưa đúng ở {count} chỗ. Xin sửa các chỗ được đánh dấu.',
    en: 'The registration is wrong in {count} places. Please correct the marked fields.',
  },
  'registration-has-warnings': {
    status: 422,
    vi: 'Số định danh và ngày sinh có chỗ không khớp nhau. Xin kiểm tra lại; nếu đúng như giấy tờ thì xác nhận và gửi tiếp.',
    en: 'The personal identification number and the date of birth do not match. Please check; if they are as on your card, confirm and send again.',
  },
  'username-taken': {
    status: 409,
    vi: 'Tên truy cập này đã có người dùng. Xin chọn tên khác hoặc để trống.',
    en: 'This username is taken. Please choose another or leave it empty.',
  },
  'registration-expired': {
    status: 404,
    vi: 'Lượt đăng ký này không còn: đã kích hoạt xong hoặc đã quá hạn. Xin đăng nhập, hoặc đăng ký lại.',
    en: 'This registration is no longer there: it was activated or has expired. Please sign in, or register again.',
  },
  'activation-refused': {
    status: 409,
    vi: 'Chưa kích hoạt được tài khoản với thông tin này. Nếu Ông/Bà đã có tài khoản, xin đăng nhập hoặc lấy lại mật khẩu; nếu chưa, xin mang giấy tờ đến Bộ phận Một cửa hoặc gọi 1022 để được giúp.',
    en: 'The account could not be activated with these details. If you already have an account, please sign in or reset your password; otherwise bring your identity card to the one-stop office or call 1022.',
  },
  'code-wrong': {
    status: 422,
    vi: 'Mã xác nhận chưa đúng. Ông/Bà còn {left} lần nhập.',
    en: 'The code is wrong. You have {left} more tries.',
  },
  'code-exhausted': {
    status: 422,
    vi: 'Mã này đã bị nhập sai quá số lần cho phép. Xin bấm gửi lại mã để nhận mã mới.',
    en: 'This code was mistyped too often. Please ask for a new code.',
  },
  'code-expired': {
    status: 422,
    vi: 'Mã đã hết hạn hoặc đã dùng. Xin bấm gửi lại mã để nhận mã mới.',
    en: 'The code has expired or was used. Please ask for a new code.',
  },
  'code-wait': {
    status: 429,
    vi: 'Mã vừa được gửi. Xin đợi {seconds} giây rồi mới yêu cầu gửi lại.',
    en: 'A code was just sent. Please wait {seconds} seconds before asking again.',
  },
  'code-limit': {
    status: 429,
    vi: 'Đã gửi quá nhiều mã đến số điện thoại hoặc thư điện tử này. Xin thử lại sau {minutes} phút.',
    en: 'Too many codes were sent to this phone or e-mail address. Please try again in {minutes} minutes.',
  },
  'channel-unknown': {
    status: 404,
    vi: 'Tài khoản không có kênh liên lạc này đang chờ xác nhận.',
    en: 'The account has no such phone or e-mail address waiting to be confirmed.',
  },
  'channel-malformed': {
    status: 422,
    vi: 'Số điện thoại hoặc địa chỉ thư điện tử chưa đúng. Số di động Việt Nam có 10 chữ số; thư điện tử có dạng ten@nhacungcap.vn.',
    en: 'The phone number or e-mail address is not valid. A Vietnamese mobile number has 10 digits; an e-mail address looks like name@provider.vn.',
  },
  'channel-unchanged': {
    status: 422,
    vi: 'Đây là số điện thoại hoặc thư điện tử đang dùng.',
    en: 'This is the phone or e-mail address in use.',
  },
  'login-failed': {
    status: 422,
    vi: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Xin kiểm tra lại cả hai, kể cả chế độ gõ tiếng Việt và phím Caps Lock.',
    en: 'The login name or password is wrong. Please check both, and the keyboard language and Caps Lock.',
  },
  'login-slowed': {
    status: 429,
    vi: 'Đã có nhiều lần nhập sai. Xin đợi {seconds} giây rồi thử lại, hoặc lấy lại mật khẩu.',
    en: 'There were several wrong attempts. Please wait {seconds} seconds and try again, or reset your password.',
  },
  'reset-slowed': {
    status: 429,
    vi: 'Đã có nhiều yêu cầu lấy lại mật khẩu cho tên đăng nhập này. Xin thử lại sau {seconds} giây.',
    en: 'There were several requests to reset this password. Please try again in {seconds} seconds.',
  },
  'reset-expired': {
    status: 404,
    vi: 'Yêu cầu lấy lại mật khẩu này đã hết hạn hoặc đã dùng. Xin yêu cầu lại.',
    en: 'This request has expired or was used. Please ask again.',
  },
  'reset-code-wrong': {
    status: 422,
    vi: 'Mã xác nhận chưa đúng hoặc đã hết hạn. Xin kiểm tra mã mới nhất ở kênh đã chọn, hoặc yêu cầu lấy lại mật khẩu lần nữa.',
    en: 'The code is wrong or has expired. Please check the latest code on the channel you chose, or ask again.',
  },
  'password-not-good': {
    status: 422,
    vi: 'Mật khẩu mới chưa đạt yêu cầu. Xin xem lý do bên cạnh ô nhập.',
    en: 'The new password is not good enough. Please see the reason beside the field.',
  },
  'password-wrong': {
    status: 422,
    vi: 'Mật khẩu hiện tại chưa đúng.',
    en: 'The present password is wrong.',
  },
  'one-time-password-expired': {
    status: 422,
    vi: 'Mật khẩu dùng một lần đã hết hạn. Xin nhờ quản trị viên cấp lại.',
    en: 'The one-time password has expired. Please ask your administrator for a new one.',
  },
  'session-not-found': {
    status: 404,
    vi: 'Phiên đăng nhập này không còn.',
    en: 'This session is no longer there.',
  },
  'token-form-has-errors': {
    status: 422,
    vi: 'Thông tin của mã truy cập chưa đúng. Xin sửa các chỗ được đánh dấu.',
    en: 'The token’s details are wrong. Please correct the marked fields.',
  },
  'token-name-taken': {
    status: 409,
    vi: 'Ông/Bà đang có một mã truy cập cùng tên. Xin đặt tên khác.',
    en: 'You already have a token of that name. Please choose another name.',
  },
  'token-limit': {
    status: 409,
    vi: 'Mỗi tài khoản có nhiều nhất {max} mã truy cập còn hiệu lực. Xin thu hồi bớt trước khi tạo thêm.',
    en: 'An account has at most {max} valid tokens. Please revoke one before making another.',
  },
  'token-not-found': {
    status: 404,
    vi: 'Không tìm thấy mã truy cập này.',
    en: 'This token was not found.',
  },
  'token-lacks-scope': {
    status: 403,
    vi: 'Mã truy cập này không có quyền «{scope}». Xin tạo mã khác có quyền đó ở trang tài khoản.',
    en: 'This token lacks the scope “{scope}”. Please make one that has it on the account page.',
  },
  'act-needs-session': {
    status: 403,
    vi: 'Việc này chỉ làm được khi đăng nhập trên trang, không làm được bằng mã truy cập.',
    en: 'This can only be done signed in on the site, not with a token.',
  },
  'act-not-for-citizens': {
    status: 403,
    vi: 'Việc này do cán bộ có nhiệm vụ thực hiện.',
    en: 'Only staff with that duty can do this.',
  },
  'duty-missing': {
    status: 403,
    vi: 'Ông/Bà không được giao nhiệm vụ thực hiện việc này. Nếu cần, xin liên hệ quản trị viên của cơ quan.',
    en: 'Your posts do not include this duty. If you need it, please contact your administrator.',
  },
  'outside-agency': {
    status: 403,
    vi: 'Việc này thuộc cơ quan khác, ngoài phạm vi vị trí công tác của Ông/Bà.',
    en: 'This belongs to another agency, outside your posts.',
  },
  'staff-form-has-errors': {
    status: 422,
    vi: 'Thông tin cán bộ chưa đúng. Xin sửa các chỗ được đánh dấu.',
    en: 'The details of the member of staff are wrong. Please correct the marked fields.',
  },
  'staff-not-found': {
    status: 404,
    vi: 'Không tìm thấy cán bộ này trong phạm vi quản trị của Ông/Bà.',
    en: 'This member of staff was not found within what you administer.',
  },
  'staff-holds-posts-elsewhere': {
    status: 403,
    vi: 'Cán bộ này còn giữ vị trí ở cơ quan ngoài phạm vi quản trị của Ông/Bà. Xin nhờ quản trị viên cấp trên.',
    en: 'This member of staff also holds posts outside what you administer. Please ask an administrator above.',
  },
  'staff-is-oneself': {
    status: 409,
    vi: 'Ông/Bà không tự khóa hoặc cấp lại mật khẩu cho chính mình ở đây. Xin nhờ quản trị viên khác, hoặc dùng trang đổi mật khẩu.',
    en: 'You cannot disable or reset yourself here. Please ask another administrator, or use the page for changing passwords.',
  },
  'administrator-exists': {
    status: 409,
    vi: 'Đã có quản trị viên. Nếu đúng là cần thêm một quản trị viên gốc, chạy lại với --force-new.',
    en: 'There already is an administrator. If you really need another root administrator, run again with --force-new.',
  },
})

type OwnCode = Parameters<typeof own.refuse>[0]
type PlatformCode = Parameters<typeof platformRefusals.refuse>[0]

/** A refusal of this module, or one that the whole program shares. */
export function refuse(code: OwnCode | PlatformCode, params?: Record<string, string | number>): Refused {
  return { ok: false, refusal: params ? { code, params } : { code } }
}
