import { defineWords, type Lang } from '../platform/words.ts'

// What the behaviours say, in the language of the page that carries it. `{name}` is put in by the behaviour.
const words = defineWords({
  vi: {
    autosave: {
      saving: 'Đang lưu…',
      saved: 'Đã lưu lúc {at}.',
      offline: 'Mất kết nối. Nội dung vừa nhập được giữ trên máy này và sẽ tự gửi khi có mạng lại.',
      noStore: 'Mất kết nối, máy này không giữ lại được. Xin đừng đóng trang; nội dung sẽ tự gửi khi có mạng lại.',
      expired: 'Phiên đăng nhập đã hết. Nội dung vừa nhập được giữ trên máy này; xin mở trang đăng nhập ở một thẻ khác, đăng nhập rồi quay lại đây.',
      elsewhere: 'Bản này vừa được sửa hoặc đã nộp ở nơi khác nên chưa lưu được. Nội dung vừa nhập được giữ trên máy này; xin bấm nút lưu để so sánh.',
      restored: 'Đã khôi phục phần chưa gửi được ở lần trước. Đang lưu…',
    },
    upload: {
      tooLarge: 'Tệp “{name}” lớn hơn {limit} nên sẽ không nhận được. Xin chọn tệp nhỏ hơn.',
      chosen: 'Đã chọn {count} tệp, {size}.',
      sending: 'Đang gửi: {sent} trong {total} ({percent} %).',
      checking: 'Đã gửi xong. Đang kiểm tra tệp…',
      lost: 'Mất kết nối nên tệp chưa gửi được. Những giấy tờ đã lưu trước đó vẫn còn. Xin kiểm tra mạng rồi bấm gửi lại.',
      stop: 'Dừng gửi',
      stopped: 'Đã dừng. Tệp chưa được gửi.',
    },
  },
  en: {
    autosave: {
      saving: 'Saving…',
      saved: 'Saved at {at}.',
      offline: 'The connection is down. What you typed is kept on this device and will be sent when it is back.',
      noStore: 'The connection is down and what you typed can not be kept on this device. Please do not close the page; it will be sent when it is back.',
      expired: 'Your session has ended. What you typed is kept on this device; please sign in in another tab, then come back here.',
      elsewhere: 'This draft was changed or submitted elsewhere, so it was not saved. What you typed is kept on this device; press save to compare.',
      restored: 'Restored what could not be sent last time. Saving…',
    },
    upload: {
      tooLarge: '“{name}” is larger than {limit} and will not be accepted. Please choose a smaller file.',
      chosen: '{count} file(s) chosen, {size}.',
      sending: 'Sending: {sent} of {total} ({percent}%).',
      checking: 'Sent. Checking the file…',
      lost: 'The connection was lost and the file was not sent. Papers saved before are still there. Please check your connection and send again.',
      stop: 'Stop sending',
      stopped: 'Stopped. The file was not sent.',
    },
  },
})

export type AutosaveWords = ReturnType<typeof words>['autosave']
export type UploadWords = ReturnType<typeof words>['upload']

/** For `data-say` of a form with these behaviours. */
export const behaviourWords = (lang: Lang, ...behaviours: ('autosave' | 'upload')[]): string => JSON.stringify(Object.assign({}, ...behaviours.map((one) => words(lang)[one])))
