import type { HandOver, SlipBase, SlipData, SlipParty } from './data.ts'

/** Filled examples of every slip, as the tests and the gallery print them. */
export const AT = new Date('2026-11-23T09:05:00+07:00')
const DUE = new Date('2026-11-25T17:00:00+07:00')

const owner: SlipParty = {
  name: 'Nguyễn Thị Ánh Nguyệt',
  address: 'Số 12/3 hẻm 51, đường 3 Tháng 2, phường Ninh Kiều, thành phố Cần Thơ',
  phone: '0912 345 678',
  email: 'anhnguyet@example.vn',
}
const submitter: SlipParty = {
  name: 'Đặng Quốc Ưng',
  address: 'Số 7 đường Hòa Bình, phường Ninh Kiều, thành phố Cần Thơ',
  phone: '0987 654 321',
  email: 'quocung@example.vn',
  identityNumber: '092095001234',
}
const base: SlipBase = {
  office: {
    parent: 'Ủy ban nhân dân phường Ninh Kiều',
    name: 'Trung tâm Phục vụ hành chính công phường Ninh Kiều',
    place: 'Ninh Kiều',
    address: '215 đường Phan Đình Phùng, phường Ninh Kiều, thành phố Cần Thơ',
    phone: '0292 382 0215',
    email: 'ttpvhcc.ninhkieu@example.vn',
  },
  dossier: {
    code: 'H92.101-20261123-0000017',
    procedureCode: '1.001193',
    procedureName: 'Thủ tục đăng ký khai sinh',
    content: 'Đăng ký khai sinh cho con Nguyễn Minh An',
  },
  owner,
  pin: '482913',
  lookupUrl: 'https://dichvucong.example.vn/tra-cuu',
  at: AT,
}
const officer = { name: 'Trần Quốc Đạt', title: 'Phó Giám đốc', phone: '0292 382 0216' }
const components = [
  { name: 'Giấy chứng sinh', originals: 1, electronic: 1 },
  { name: 'Văn bản ủy quyền thực hiện việc đăng ký khai sinh', certified: 2, note: 'Không cần chứng thực nếu là người thân thích' },
  { name: 'Giấy tờ chứng minh nơi cư trú', copies: 3 },
]
const handOvers: HandOver[] = [
  {
    from: 'Trung tâm Phục vụ hành chính công',
    to: 'Phòng Văn hóa - Xã hội',
    at: AT,
    giver: 'Trần Quốc Đạt',
    receiver: 'Lê Thị Hồng Gấm',
    result: 'on-time',
    note: 'Đủ giấy tờ',
  },
  { from: 'Phòng Văn hóa - Xã hội', to: 'Lãnh đạo Ủy ban nhân dân phường', result: 'late' },
]

export const FULL_SLIPS: SlipData = {
  'mau-01': {
    ...base,
    submitter,
    channel: 'in-person',
    feeCollection: 'Thu khi tiếp nhận',
    components,
    sets: 1,
    timeLimit: '01 ngày làm việc',
    receivedAt: AT,
    dueAt: DUE,
    dueNote: 'Ngày 24/11/2026 là ngày nghỉ nên không tính.',
    delivery: 'Bưu chính công ích',
    fees: [
      { name: 'Phí bản sao', amount: 16_000 },
      { name: 'Lệ phí', amount: 5000 },
    ],
    book: { volume: '03/2026', number: '1234' },
    officer,
  },
  'mau-02': {
    ...base,
    submitter,
    items: [
      { title: 'Giấy chứng sinh', reason: 'Ảnh chụp mờ', guidance: 'Chụp lại đủ bốn góc' },
      { title: 'Văn bản ủy quyền', reason: 'Chưa nộp' },
    ],
    reason: 'Thành phần hồ sơ chưa đủ',
    legalBasis: 'Khoản 1 Điều 16 Luật Hộ tịch',
    deadline: new Date('2026-12-02T17:00:00+07:00'),
    clockNote: 'Thời gian chờ bổ sung không tính vào thời hạn giải quyết.',
    officer,
  },
  'mau-03': {
    ...base,
    receivedAt: AT,
    reasons: ['Không thuộc thẩm quyền của nơi nhận hồ sơ', 'Trẻ đã được đăng ký khai sinh'],
    legalBasis: 'Điều 13 Luật Hộ tịch',
    guidance: 'Nộp tại nơi cư trú của cha hoặc mẹ',
    returned: 'Trả lại toàn bộ bản chính',
    officer,
  },
  'mau-04': {
    ...base,
    receivedAt: AT,
    dueAt: DUE,
    newDueAt: new Date('2026-12-02T17:00:00+07:00'),
    reason: 'Đang chờ kết quả xác minh của nơi cư trú trước đây',
    lateAt: 'Phòng Văn hóa - Xã hội',
    officer,
  },
  'mau-05': {
    ...base,
    receivedAt: AT,
    dueAt: DUE,
    stoppedOn: '2026-12-03',
    reason: 'Quá thời hạn bổ sung mà chưa nhận được giấy tờ',
    legalBasis: 'Nghị định số 118/2025/NĐ-CP',
    papersReturned: '01 bản chính Giấy chứng sinh',
    feesHandled: 'Hoàn lại 16.000 đồng',
    officer,
  },
  'mau-06': { ...base, receivedAt: AT, dueAt: DUE, handOvers },
  'bien-nhan-truc-tuyen': {
    ...base,
    submitter,
    receivedAt: AT,
    answerBy: DUE,
    answerNote: 'Trong 8 giờ làm việc kể từ khi hệ thống nhận hồ sơ.',
    delivery: 'Bản điện tử',
    fees: [],
    components: [{ name: 'Giấy chứng sinh', electronic: 2 }],
    declaration: 'Tôi cam đoan những nội dung khai trên đây là đúng sự thật.',
  },
}

const minimal: SlipBase = {
  office: { name: 'Trung tâm Phục vụ hành chính công' },
  dossier: { code: 'A-1', procedureCode: '1.001193', procedureName: 'Thủ tục đăng ký khai sinh' },
  owner: { name: 'Lý A' },
  lookupUrl: 'http://localhost:3000/tra-cuu',
  at: AT,
}

/** With every optional value left out. */
export const MINIMAL_SLIPS: SlipData = {
  'mau-01': {
    ...minimal,
    submitter: { name: 'Lý A' },
    channel: 'online',
    components: [],
    sets: 1,
    timeLimit: 'trong ngày',
    receivedAt: AT,
    dueAt: DUE,
    delivery: '',
    fees: null,
    officer: { name: 'Bùi B' },
  },
  'mau-02': { ...minimal, items: [{ title: 'Giấy chứng sinh' }], officer: { name: 'Bùi B' } },
  'mau-03': { ...minimal, reasons: ['Không thuộc thẩm quyền'], officer: { name: 'Bùi B' } },
  'mau-04': { ...minimal, receivedAt: AT, dueAt: DUE, newDueAt: new Date('2026-12-02T17:00:00+07:00'), reason: 'Chờ xác minh', officer: { name: 'Bùi B' } },
  'mau-05': { ...minimal, stoppedOn: '2026-12-03', reason: 'Rút hồ sơ', officer: { name: 'Bùi B' } },
  'mau-06': { ...minimal, receivedAt: AT, handOvers: [] },
  'bien-nhan-truc-tuyen': { ...minimal, submitter: { name: 'Lý A' }, receivedAt: AT, answerBy: DUE, components: [] },
}
