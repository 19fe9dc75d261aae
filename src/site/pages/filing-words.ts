import { defineWords } from '../../platform/words.ts'

export const filingWords = defineWords({
  vi: {
    title: 'Nộp hồ sơ trực tuyến',
    lead: 'Chọn thủ tục. Trang của thủ tục nói cần chuẩn bị gì, bao lâu, bao nhiêu tiền trước khi bắt đầu.',
    filable: 'Nộp được ở đây',
    byGeneralForm: (count: number) => `${count} thủ tục khác nộp được bằng tờ khai chung: tìm theo tên ở ô dưới đây.`,
    none: 'Hiện chưa mở nộp trực tuyến thủ tục nào.',
    goOn: 'Đang làm dở? Xem Hồ sơ của tôi.',
    search: 'Tìm thủ tục khác',
    button: 'Tìm',
    others: 'Thủ tục chưa nộp được ở đây thì trang của nó ghi nơi và cách nộp.',
  },
  en: {
    title: 'Apply online',
    lead: 'Choose a procedure. Its page tells what to prepare, how long and how much before you start.',
    filable: 'Can be filed here',
    byGeneralForm: (count: number) => `${count} more procedures can be filed by the general form: find them by name in the box below.`,
    none: 'No procedure can be filed online at present.',
    goOn: 'Have a draft? See My applications.',
    search: 'Find another procedure',
    button: 'Search',
    others: 'Where a procedure cannot be filed here, its page tells where and how to apply.',
  },
})
