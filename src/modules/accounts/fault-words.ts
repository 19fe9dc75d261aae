import { defineWords, type Lang } from '../../platform/words.ts'
import { MAX_TOKEN_DAYS } from './rules/access-token.ts'
import { MAX_PASSWORD, MIN_PASSWORD, MIN_STAFF_PASSWORD } from './rules/password.ts'
import { MIN_AGE } from './rules/registration.ts'
import type { Fault } from './types.ts'

/** What is wrong with a field and how to mend it, by field and code. */
export const faultWords = defineWords({
  vi: {
    name: {
      missing: 'Xin nhập họ, chữ đệm và tên như trên giấy tờ',
      'too-long': 'Họ tên dài quá 200 ký tự',
      hostile: 'Họ tên có ký tự ẩn hoặc ký tự điều khiển. Xin gõ lại thay vì dán',
      'not-a-name': 'Họ tên chỉ gồm chữ cái, dấu cách, dấu nháy, dấu chấm và gạch nối',
      taken: 'Ông/Bà đang có một mã cùng tên. Xin đặt tên khác',
    },
    identityNumber: { missing: 'Xin nhập số định danh cá nhân', 'not-twelve-digits': 'Số định danh cá nhân gồm đúng 12 chữ số' },
    birthDate: {
      missing: 'Xin nhập ngày, tháng, năm sinh',
      'no-such-day': 'Ngày sinh này không có trong lịch. Xin nhập dạng 5/9/1990',
      'in-future': 'Ngày sinh không thể ở tương lai',
      'too-young': `Người dưới ${MIN_AGE} tuổi do cha, mẹ hoặc người giám hộ thực hiện thay`,
      'too-old': 'Xin kiểm tra lại năm sinh',
    },
    phone: {
      malformed: 'Số di động gồm 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09',
      'no-channel': 'Xin nhập số điện thoại hoặc thư điện tử để nhận mã kích hoạt',
    },
    email: { malformed: 'Thư điện tử có dạng ten@nhacungcap.vn' },
    username: {
      missing: 'Xin nhập tên đăng nhập',
      malformed: 'Tên gồm 4 đến 32 ký tự: chữ không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ',
      taken: 'Tên này đã có người dùng. Xin chọn tên khác',
    },
    password: {
      missing: 'Xin nhập mật khẩu',
      'too-short': `Mật khẩu cần ít nhất ${MIN_PASSWORD} ký tự (cán bộ: ${MIN_STAFF_PASSWORD})`,
      'too-long': `Mật khẩu dài quá ${MAX_PASSWORD} ký tự`,
      'too-common': 'Mật khẩu này quá phổ biến, dễ bị đoán. Xin chọn một cụm từ khác',
      'too-uniform': 'Mật khẩu lặp lại hoặc theo dãy, dễ bị đoán. Xin chọn một cụm từ khác',
      'own-data': 'Mật khẩu không được chứa họ tên, số định danh, điện thoại, thư điện tử hoặc tên truy cập',
      unchanged: 'Mật khẩu mới phải khác mật khẩu hiện tại',
    },
    passwordAgain: { differs: 'Hai lần nhập mật khẩu không giống nhau' },
    present: { wrong: 'Mật khẩu hiện tại chưa đúng' },
    terms: { 'not-accepted': 'Xin đọc và đồng ý điều khoản để tạo tài khoản' },
    scopes: { missing: 'Xin chọn ít nhất một quyền' },
    days: { 'out-of-range': `Thời hạn từ 1 đến ${MAX_TOKEN_DAYS} ngày` },
  },
  en: {
    name: {
      missing: 'Enter your full name as on your card',
      'too-long': 'The name is longer than 200 characters',
      hostile: 'The name holds hidden or control characters. Please type it instead of pasting',
      'not-a-name': 'A name has only letters, spaces, apostrophes, full stops and hyphens',
      taken: 'You already have one of that name. Please choose another',
    },
    identityNumber: { missing: 'Enter your personal identification number', 'not-twelve-digits': 'A personal identification number has exactly 12 digits' },
    birthDate: {
      missing: 'Enter day, month and year of birth',
      'no-such-day': 'There is no such day. Please write it as 5/9/1990',
      'in-future': 'The date of birth cannot be in the future',
      'too-young': `Below the age of ${MIN_AGE} a parent or guardian acts on your behalf`,
      'too-old': 'Please check the year of birth',
    },
    phone: {
      malformed: 'A mobile number has 10 digits and begins with 03, 05, 07, 08 or 09',
      'no-channel': 'Enter a phone number or an e-mail address to receive the activation code',
    },
    email: { malformed: 'An e-mail address looks like name@provider.vn' },
    username: {
      missing: 'Enter a login name',
      malformed: '4 to 32 characters: unaccented letters, digits, full stops, hyphens; beginning with a letter',
      taken: 'This name is taken. Please choose another',
    },
    password: {
      missing: 'Enter a password',
      'too-short': `A password needs at least ${MIN_PASSWORD} characters (staff: ${MIN_STAFF_PASSWORD})`,
      'too-long': `The password is longer than ${MAX_PASSWORD} characters`,
      'too-common': 'This password is very common and easily guessed. Please choose another phrase',
      'too-uniform': 'This password repeats itself or runs in order and is easily guessed. Please choose another phrase',
      'own-data': 'A password must not hold your name, identification number, phone, e-mail or username',
      unchanged: 'The new password must differ from the present one',
    },
    passwordAgain: { differs: 'The two passwords are not the same' },
    present: { wrong: 'The present password is wrong' },
    terms: { 'not-accepted': 'Please read and accept the terms to make an account' },
    scopes: { missing: 'Choose at least one scope' },
    days: { 'out-of-range': `From 1 to ${MAX_TOKEN_DAYS} days` },
  },
})

/** The sentence of one fault. @throws Error for a fault that has none: a fault of the program. */
export function sayFault(lang: Lang, fault: Fault): string {
  const table = faultWords(lang) as unknown as Record<string, Record<string, string> | undefined>
  const text = table[fault.field]?.[fault.code]
  if (!text) throw new Error(`No sentence says what '${fault.code}' means for the field '${fault.field}'.`)
  return text
}
