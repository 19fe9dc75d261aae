import { defineWords } from '../../platform/words.ts'

export const displayWords = defineWords({
  vi: {
    title: 'Cỡ chữ, màu',
    lead: 'Chọn cách trang hiện ra. Thay đổi thấy ngay trên trang này.',
    text: 'Cỡ chữ',
    texts: { '': 'Vừa', large: 'Lớn', larger: 'Rất lớn' },
    theme: 'Màu',
    themes: { '': 'Theo máy của tôi', light: 'Sáng', dark: 'Tối', contrast: 'Tương phản cao: chữ trắng trên nền đen' },
    sample: 'Ví dụ: Ủy ban nhân dân phường đã tiếp nhận hồ sơ của Ông/Bà lúc 14:30, ngày 22/11/2026.',
    kept: 'Đã nhớ lựa chọn trên máy này.',
    notKept: 'Trình duyệt không cho nhớ lựa chọn; lựa chọn chỉ có tác dụng ở trang này.',
    howKept:
      'Lựa chọn được nhớ trên máy này, không gửi đi đâu. Khi trình duyệt tắt JavaScript, lựa chọn chỉ có tác dụng ở trang này; khi đó xin dùng cách của trình duyệt:',
    browserZoom:
      'Phóng to, thu nhỏ: giữ phím Ctrl (máy Mac: ⌘) rồi bấm + hoặc −. Trên điện thoại, chỉnh cỡ chữ trong phần cài đặt của trình duyệt.',
    deviceTheme: 'Màu tối, tương phản cao: bật trong phần cài đặt hiển thị của máy; trang tự theo.',
  },
  en: {
    title: 'Text size, colours',
    lead: 'Choose how pages look. You see the change on this page at once.',
    text: 'Text size',
    texts: { '': 'Medium', large: 'Large', larger: 'Very large' },
    theme: 'Colours',
    themes: { '': 'As my device', light: 'Light', dark: 'Dark', contrast: 'High contrast: white on black' },
    sample: 'For example: the People’s Committee of the ward accepted your application at 14:30 on 22/11/2026.',
    kept: 'Your choice is kept on this device.',
    notKept: 'The browser does not let us keep your choice; it works on this page only.',
    howKept:
      'Your choice is kept on this device and sent nowhere. With JavaScript off it works on this page only; please use the browser’s own ways then:',
    browserZoom:
      'Zoom: hold Ctrl (⌘ on a Mac) and press + or −. On a phone, set the text size in the browser’s settings.',
    deviceTheme: 'Dark colours, high contrast: switch them on in your device’s display settings; pages follow.',
  },
})
