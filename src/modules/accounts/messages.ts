import { defineWords } from '../../platform/words.ts'
import { CODE_POLICY } from './rules/one-time-code.ts'

const minutes = CODE_POLICY.lifeMinutes

/** What is written to people about their accounts. A password is never sent, and no message holds a link to type a password into. */
export const messageWords = defineWords({
  vi: {
    codeSubject: 'Mã xác nhận Một Cửa',
    code: {
      registration: (code: string) =>
        `${code} là mã kích hoạt tài khoản Một Cửa, dùng trong ${minutes} phút. Không đưa mã này cho ai, kể cả cán bộ. Nếu không phải Ông/Bà đăng ký, xin bỏ qua tin này.`,
      channel: (code: string) =>
        `${code} là mã xác nhận số điện thoại hoặc thư điện tử của tài khoản Một Cửa, dùng trong ${minutes} phút. Không đưa mã này cho ai, kể cả cán bộ.`,
      'password-reset': (code: string) =>
        `${code} là mã đặt lại mật khẩu Một Cửa, dùng trong ${minutes} phút. Không đưa mã này cho ai, kể cả cán bộ. Nếu không phải Ông/Bà yêu cầu, mật khẩu cũ vẫn dùng được và không cần làm gì.`,
      'receive-result': (code: string) =>
        `${code} là mã nhận kết quả hồ sơ tại quầy, dùng trong ${minutes} phút. Chỉ đọc mã này cho cán bộ đang trả kết quả khi Ông/Bà hoặc người Ông/Bà nhờ đang ở quầy.`,
      'file-for-me': (code: string) =>
        `${code} là mã xác nhận để cán bộ một cửa nộp hồ sơ trực tuyến thay Ông/Bà, dùng trong ${minutes} phút. Chỉ đọc mã này khi Ông/Bà đang ở quầy, đã xem lại tờ khai và đồng ý nộp.`,
    },
    duplicateSubject: 'Có người vừa đăng ký bằng số định danh của Ông/Bà',
    duplicate:
      'Vừa có lượt đăng ký tài khoản Một Cửa bằng số định danh của Ông/Bà. Ông/Bà đã có tài khoản nên lượt này không được kích hoạt. Nếu chính Ông/Bà đăng ký: xin đăng nhập, hoặc dùng mục Quên mật khẩu. Nếu không phải: không cần làm gì.',
    passwordChangedSubject: 'Mật khẩu Một Cửa đã được đổi',
    passwordChanged: (at: string) =>
      `Mật khẩu tài khoản Một Cửa của Ông/Bà đã được đổi lúc ${at}. Nếu không phải Ông/Bà đổi, xin vào mục Quên mật khẩu để đặt lại ngay, hoặc gọi 1022.`,
    channelReplacedSubject: 'Thông tin liên lạc của tài khoản Một Cửa đã đổi',
    channelReplaced: (at: string) =>
      `Lúc ${at}, tài khoản Một Cửa của Ông/Bà đã chuyển sang số điện thoại hoặc thư điện tử khác; nơi nhận tin này không còn được dùng nữa. Nếu không phải Ông/Bà đổi, xin gọi 1022 ngay.`,
  },
  en: {
    codeSubject: 'Một Cửa confirmation code',
    code: {
      registration: (code) =>
        `${code} is your Một Cửa activation code, valid for ${minutes} minutes. Give it to nobody, not even to staff. If you did not register, please ignore this message.`,
      channel: (code) =>
        `${code} is the code to confirm a phone number or e-mail address of your Một Cửa account, valid for ${minutes} minutes. Give it to nobody, not even to staff.`,
      'password-reset': (code) =>
        `${code} is your Một Cửa password reset code, valid for ${minutes} minutes. Give it to nobody, not even to staff. If you did not ask for it, your password still works and there is nothing to do.`,
      'receive-result': (code) =>
        `${code} is the code for receiving your results at the counter, valid for ${minutes} minutes. Tell it only to the officer who is handing them out, while you or whoever you sent is there.`,
      'file-for-me': (code) =>
        `${code} is the code for letting the officer at the counter submit your application online for you, valid for ${minutes} minutes. Tell it only if you are there, have checked what was filled in, and agree.`,
    },
    duplicateSubject: 'Somebody registered with your identification number',
    duplicate:
      'Somebody has just tried to register a Một Cửa account with your personal identification number. You already have an account, so nothing was activated. If it was you, please sign in or use “Forgotten password”. If it was not, there is nothing to do.',
    passwordChangedSubject: 'Your Một Cửa password was changed',
    passwordChanged: (at) =>
      `The password of your Một Cửa account was changed at ${at}. If it was not you, please reset it at once with “Forgotten password”, or call 1022.`,
    channelReplacedSubject: 'The contact details of your Một Cửa account were changed',
    channelReplaced: (at) =>
      `At ${at} your Một Cửa account was moved to another phone number or e-mail address; the one receiving this message is no longer used. If it was not you, please call 1022 at once.`,
  },
})
