import { defineWords } from '../../platform/words.ts'

/** Error pages: what happened, what is kept, what to do. Never "Lỗi hệ thống" alone, never blame. */
export const problemWords = defineWords({
  vi: {
    reference: 'Mã tham chiếu',
    readIt: (hotline: string) => `Khi cần hỏi, xin gọi ${hotline} và đọc mã này.`,
    whatIsKept: 'Điều đã được giữ',
    whatToDo: 'Việc cần làm',
    toHome: 'Về trang đầu',
    toSearch: 'Tìm thủ tục',
    toTracking: 'Tra cứu hồ sơ',
    toSignIn: 'Đăng nhập',
    titles: {
      refused: 'Việc này chưa thực hiện được',
      signIn: 'Xin đăng nhập',
      forbidden: 'Trang này không mở được bằng tài khoản đang dùng',
      missing: 'Không tìm thấy trang này',
      conflict: 'Dữ liệu vừa có thay đổi',
      tooLarge: 'Tệp hoặc nội dung gửi lên quá lớn',
      wrongType: 'Loại tệp này chưa nhận được',
      invalid: 'Nội dung gửi lên có chỗ chưa hợp lệ',
      tooMany: 'Xin chờ một lát rồi thử lại',
      fault: 'Có trục trặc ở phía chúng tôi',
      busy: 'Hệ thống đang bận hoặc tạm dừng',
    },
    kept: {
      nothingSent: 'Không có gì bị thay đổi. Hồ sơ và bản nháp của Ông/Bà vẫn như trước.',
      drafts:
        'Những gì đã lưu trước đó (bản nháp, giấy tờ đã tải lên, hồ sơ đã nộp) vẫn còn nguyên. Riêng lần gửi này chưa được ghi nhận.',
      unsure:
        'Những gì đã lưu trước đó vẫn còn nguyên. Lần gửi vừa rồi có thể chưa được ghi nhận; gửi lại không làm nộp hai lần.',
    },
    todo: {
      address: 'Kiểm tra lại địa chỉ hoặc mã, hoặc đi từ một trong các trang dưới đây.',
      signIn:
        'Đăng nhập bằng tài khoản có quyền xem trang này. Nếu đã đăng nhập bằng tài khoản khác, xin đăng xuất trước.',
      smaller:
        'Mỗi tệp tối đa 20 MB, cả hồ sơ tối đa 100 MB. Chụp lại ảnh ở cỡ nhỏ hơn hoặc tách tài liệu thành nhiều tệp rồi gửi lại.',
      otherType: 'Gửi tệp PDF, JPEG, PNG hoặc HEIC. Với giấy tờ khác, xin chụp ảnh hoặc in ra PDF.',
      correct: 'Quay lại trang trước, sửa chỗ được nêu rồi gửi lại.',
      reload: 'Mở lại trang để thấy dữ liệu mới nhất rồi làm tiếp.',
      wait: 'Chờ hết thời gian nêu trên rồi thử lại. Không cần bấm nhiều lần.',
      again: 'Thử lại sau ít phút. Nếu vẫn không được, xin gọi tổng đài và đọc mã tham chiếu.',
    },
  },
  en: {
    reference: 'Reference code',
    readIt: (hotline: string) => `If you need to ask, please call ${hotline} and quote this code.`,
    whatIsKept: 'What is kept',
    whatToDo: 'What to do',
    toHome: 'Go to the home page',
    toSearch: 'Find a procedure',
    toTracking: 'Track an application',
    toSignIn: 'Sign in',
    titles: {
      refused: 'This could not be done',
      signIn: 'Please sign in',
      forbidden: 'This page cannot be opened with the account in use',
      missing: 'This page was not found',
      conflict: 'The data has just changed',
      tooLarge: 'What was sent is too large',
      wrongType: 'This type of file is not accepted',
      invalid: 'Something in what was sent is not valid',
      tooMany: 'Please wait a moment and try again',
      fault: 'Something went wrong on our side',
      busy: 'The service is busy or paused',
    },
    kept: {
      nothingSent: 'Nothing was changed. Your applications and drafts are as before.',
      drafts:
        'What was saved before (drafts, uploaded papers, applications) is still there. Only this last sending was not recorded.',
      unsure:
        'What was saved before is still there. The last sending may not have been recorded; sending it again will not file it twice.',
    },
    todo: {
      address: 'Check the address or code, or start from one of the pages below.',
      signIn:
        'Sign in with an account that may see this page. If you are signed in with another account, sign out first.',
      smaller:
        'A file may have up to 20 MB, an application up to 100 MB. Take a smaller photo or split the document, then send again.',
      otherType: 'Send a PDF, JPEG, PNG or HEIC file. For other papers, take a photo or print to PDF.',
      correct: 'Go back, correct what is named above and send again.',
      reload: 'Open the page again to see the latest data, then go on.',
      wait: 'Wait for the time named above, then try again. There is no need to press several times.',
      again: 'Try again in a few minutes. If it still fails, please call the hotline and quote the reference code.',
    },
  },
})
