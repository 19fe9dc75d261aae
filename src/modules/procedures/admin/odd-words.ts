import type { OddCode } from '../catalogue/odd.ts'

/** What each kind of oddity is, and what was done about it. */
export const ODD_WORDS: Record<OddCode, { title: string; done: string }> = {
  'malformed-code': {
    title: 'Mã không đúng dạng quốc gia',
    done: 'Giữ nguyên như nguồn; vẫn tìm được bằng đúng mã đó.',
  },
  'name-mended': {
    title: 'Tên có ngắt dòng, khoảng trắng thừa hoặc ký tự ẩn',
    done: 'Bỏ khoảng trắng thừa và ngắt dòng; từ ngữ giữ nguyên.',
  },
  'name-differs': { title: 'Tên trong danh mục khác tên trong bản ghi cũ', done: 'Dùng tên trong danh mục.' },
  'same-name': { title: 'Hai thủ tục trùng tên', done: 'Giữ cả hai.' },
  'no-body': { title: 'Không ghi cơ quan công bố', done: 'Để trống.' },
  'body-spelling': { title: 'Một cơ quan viết hai cách', done: 'Gộp theo cách viết gặp trước.' },
  'field-spelling': { title: 'Một lĩnh vực viết nhiều cách', done: 'Gộp theo cách viết gặp trước.' },
  'blank-agency': { title: 'Tên cơ quan thực hiện để trống trong danh sách', done: 'Bỏ dòng trống.' },
  'strange-audience': { title: 'Đối tượng thực hiện không rõ nghĩa', done: 'Giữ nguyên.' },
  'invisible-characters': { title: 'Văn bản có ký tự ẩn hoặc đổi chiều viết', done: 'Bỏ ký tự ẩn; từ ngữ giữ nguyên.' },
  'fee-suspect': {
    title: 'Mức phí có dấu hiệu ghi sai (135 đồng thay cho 135.000 đồng)',
    done: 'Hiển thị kèm cảnh báo, không dùng để tính.',
  },
  'fee-zero-noted': { title: 'Mức phí ghi 0 đồng kèm ghi chú', done: 'Không coi là miễn phí; hiển thị ghi chú.' },
  'fee-without-amount': { title: 'Dòng phí không có số tiền', done: 'Hiển thị ghi chú của nguồn.' },
  'time-without-unit-older': { title: 'Thời hạn không có đơn vị (bản ghi cũ)', done: 'Không đoán đơn vị.' },
  'time-without-unit-portal': { title: 'Thời hạn có đơn vị “OTHER” (bản ghi của Cổng)', done: 'Không đoán đơn vị.' },
  'service-code-twice': { title: 'Một mã dịch vụ trực tuyến dùng cho hai dịch vụ', done: 'Giữ cả hai.' },
  'service-time-differs': {
    title: 'Thời hạn của dịch vụ trực tuyến khác thời hạn của cách nộp',
    done: 'Hiển thị cả hai.',
  },
  'no-required-marked': {
    title: 'Giấy tờ không được nguồn đánh dấu bắt buộc hay không',
    done: 'Coi là chưa biết; không ghi “không bắt buộc”.',
  },
  'full-without-online': { title: 'Ghi toàn trình nhưng không có kênh trực tuyến', done: 'Giữ nguyên.' },
  'description-repeats': { title: 'Phần mô tả chép lại yêu cầu, điều kiện', done: 'Chỉ hiển thị một lần.' },
  'form-in-name': { title: 'Tên giấy tờ dính với tên tệp mẫu', done: 'Giữ nguyên.' },
  'no-level': { title: 'Bản ghi không nêu cấp thực hiện', done: 'Để trống.' },
  'commune-code-unknown': { title: 'Mã trong danh mục cấp xã không có trong danh mục quốc gia', done: 'Bỏ qua.' },
}

export const COUNT_WORDS: Record<string, string> = {
  procedures: 'Thủ tục lưu giữ',
  listed: 'Có trong danh mục quốc gia',
  current: 'Đang có hiệu lực, công khai',
  internal: 'Nội bộ, không công khai',
  ofOneBody: 'Riêng của một cơ quan',
  noLongerPublished: 'Không còn công bố',
  listedWithContent: 'Trong danh mục, có nội dung chi tiết',
  listedNamesOnly: 'Trong danh mục, chỉ có tên',
  contents: 'Bản nội dung',
  contentsOfPortal: 'Bản nội dung từ Cổng',
  contentsOfOlder: 'Bản nội dung từ bản ghi cũ',
  fields: 'Lĩnh vực',
  bodies: 'Cơ quan công bố',
  services: 'Dịch vụ trực tuyến',
  versionsWritten: 'Phiên bản nội dung mới ghi',
}
