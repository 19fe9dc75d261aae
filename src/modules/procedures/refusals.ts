import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('procedures', {
  'procedure-not-found': {
    status: 404,
    vi: 'Danh mục không có thủ tục mang mã {code}. Xin kiểm tra lại mã.',
    en: 'No procedure in the catalogue has the code {code}. Please check the code.',
  },
  'procedure-code-malformed': {
    status: 404,
    vi: 'Mã thủ tục có dạng 1.001193: một chữ số, dấu chấm, sáu chữ số. Xin kiểm tra lại mã.',
    en: 'A procedure code looks like 1.001193: one digit, a point, six digits. Please check the code.',
  },
  'package-not-yours': {
    status: 403,
    vi: 'Gói thủ tục do quản trị viên hệ thống nhập và công bố. Xin liên hệ quản trị viên.',
    en: 'Procedure packages are imported and published by the system’s administrators. Please contact one of them.',
  },
  'package-has-faults': {
    status: 422,
    vi: 'Gói thủ tục có {count} lỗi nên chưa được nhận. Xin sửa từng lỗi rồi gửi lại.',
    en: 'The procedure package has {count} faults and was not taken in. Please mend each of them and send it again.',
  },
  'package-file-missing': {
    status: 422,
    vi: 'Xin chọn tệp zip của gói thủ tục.',
    en: 'Please choose the zip file of a procedure package.',
  },
  'package-version-not-found': {
    status: 404,
    vi: 'Không có phiên bản này của gói thủ tục. Xin mở lại danh sách.',
    en: 'There is no such version of the package. Please open the list again.',
  },
  'package-version-outgrown': {
    status: 409,
    vi: 'Phiên bản này được lưu từ lâu và phần mềm hiện tại không còn đọc được: {first}. Xin nhập bản mới.',
    en: 'This version was stored long ago and can not be read by the present program any more: {first}. Please import a new one.',
  },
  'package-reason-missing': {
    status: 422,
    vi: 'Xin ghi lý do hoặc số quyết định làm căn cứ (tối đa 500 ký tự).',
    en: 'Please give the reason or the decision that this rests on (500 characters at most).',
  },
  'package-date-malformed': {
    status: 422,
    vi: 'Xin nhập ngày có hiệu lực là một ngày có thật, ví dụ 1 1 2027.',
    en: 'Please give the day of effect as a real date, such as 1 1 2027.',
  },
  'package-date-past': {
    status: 422,
    vi: 'Ngày có hiệu lực không thể trước hôm nay ({today}): hồ sơ đã nộp giữ phiên bản của lúc nộp.',
    en: 'The day of effect cannot lie before today ({today}): dossiers keep the version they were filed under.',
  },
  'package-date-far': {
    status: 422,
    vi: 'Ngày có hiệu lực không thể sau ngày {last}. Xin chọn ngày gần hơn.',
    en: 'The day of effect cannot lie after {last}. Please choose an earlier one.',
  },
  'package-in-force-already': {
    status: 409,
    vi: 'Vào ngày {date}, phiên bản {number} đã là phiên bản có hiệu lực. Không có gì phải công bố thêm.',
    en: 'On {date} version {number} is in force already. There is nothing to publish.',
  },
  'package-none-in-force': {
    status: 409,
    vi: 'Vào ngày ấy thủ tục không có gói nào có hiệu lực. Không có gì phải ngừng.',
    en: 'On that day the procedure has no package in force. There is nothing to end.',
  },
  'package-publication-not-found': {
    status: 404,
    vi: 'Không có lần công bố này. Xin mở lại trang của gói thủ tục.',
    en: 'There is no such publication. Please open the page of the package again.',
  },
  'package-publication-begun': {
    status: 409,
    vi: 'Lần công bố này đã có hiệu lực từ {since} nên không thu hồi được. Muốn dùng bản khác, xin công bố bản đó.',
    en: 'This publication has been in force since {since} and cannot be taken back. To use another version, publish that one.',
  },
  'general-not-current': {
    status: 409,
    vi: 'Danh mục quốc gia không còn công bố thủ tục này nên không mở nộp trực tuyến được.',
    en: 'The national list does not publish this procedure any more, so it cannot be opened to online filing.',
  },
  'general-name-only': {
    status: 409,
    vi: 'Nguồn chỉ có tên của thủ tục này, chưa có thành phần hồ sơ, thời hạn và các nội dung khác. Xin soạn gói thủ tục riêng.',
    en: 'The sources have only the name of this procedure, not its papers, time limit and the rest. Please write a package of its own.',
  },
  'general-too-long': {
    status: 409,
    vi: 'Bản ghi kê quá nhiều giấy tờ hoặc trường hợp cho tờ khai chung. Xin soạn gói thủ tục riêng.',
    en: 'The record lists too many papers or cases for the general form. Please write a package of its own.',
  },
  'general-record-changed': {
    status: 409,
    vi: 'Bản ghi của thủ tục vừa được nạp bản mới. Xin xem lại nội dung dưới đây rồi công bố.',
    en: 'A new content of the record was loaded meanwhile. Please look at it below, then publish.',
  },
  'general-undecided': {
    status: 422,
    vi: 'Bản ghi chưa nói rõ {count} điều. Xin chọn hoặc nhập từng điều dưới đây.',
    en: 'The record leaves {count} things open. Please choose or enter each of them below.',
  },
  'general-nobody-competent': {
    status: 409,
    vi: 'Ở hệ thống này chưa có cơ quan nào nhận hồ sơ của cấp đã chọn. Xin thêm cơ quan hoặc chọn cấp khác rồi công bố.',
    en: 'No agency here takes dossiers of the level chosen. Please add one or choose another level, then publish.',
  },
  'general-has-package': {
    status: 409,
    vi: 'Thủ tục {code} đã có gói riêng (bản {number}); tờ khai chung không thay gói ấy.',
    en: 'The procedure {code} has a package of its own (version {number}); the general form does not replace it.',
  },
  'package-folder-differs': {
    status: 409,
    vi: 'Thư mục {folder} đã có và có nội dung khác. Thêm --replace nếu thật sự muốn thay.',
    en: 'The folder {folder} is there already, with other content. Add --replace to replace it.',
  },
  'package-folder-elsewhere': {
    status: 409,
    vi: 'Thủ tục {code} đã có gói ở {folder}. Xin dời hoặc bỏ thư mục ấy trước.',
    en: 'The procedure {code} has a package in {folder} already. Please move or remove that folder first.',
  },
  'package-zip-no-zip': {
    status: 422,
    vi: 'Tệp này không phải tệp zip. Xin chọn tệp do chức năng xuất gói thủ tục tạo ra.',
    en: 'This is not a zip file. Please choose one that an export of a procedure package made.',
  },
  'package-zip-damaged': {
    status: 422,
    vi: 'Tệp zip bị cắt cụt hoặc hỏng. Xin tải lại hoặc xuất lại gói thủ tục.',
    en: 'The zip file is cut off or damaged. Please download or export it again.',
  },
  'package-zip-encrypted': {
    status: 422,
    vi: 'Tệp zip có mật khẩu. Xin gửi tệp không đặt mật khẩu.',
    en: 'The zip file is encrypted. Please send one without a password.',
  },
  'package-zip-too-large': {
    status: 422,
    vi: 'Gói thủ tục lớn hơn 8 MB khi giải nén. Xin bỏ bớt hình hoặc tệp không cần.',
    en: 'The package is larger than 8 MB when unpacked. Please leave out pictures or files that are not needed.',
  },
  'package-zip-too-many': {
    status: 422,
    vi: 'Tệp zip có hơn {most} tệp; gói thủ tục không bao giờ cần nhiều như vậy.',
    en: 'The zip holds more than {most} files; no procedure package needs so many.',
  },
  'package-zip-outside': {
    status: 422,
    vi: 'Tệp zip có tên «{name}» dẫn ra ngoài gói. Gói này không được nhận.',
    en: 'The zip has the name “{name}”, which leads outside the package. It was not taken in.',
  },
  'package-zip-absolute': {
    status: 422,
    vi: 'Tệp zip có đường dẫn tuyệt đối «{name}». Gói này không được nhận.',
    en: 'The zip has the absolute path “{name}”. It was not taken in.',
  },
  'package-zip-backslash': {
    status: 422,
    vi: 'Tệp zip có tên chứa dấu gạch chéo ngược «{name}». Gói này không được nhận.',
    en: 'The zip has a name with a backslash, “{name}”. It was not taken in.',
  },
  'package-zip-link': {
    status: 422,
    vi: 'Tệp zip chứa liên kết «{name}». Gói thủ tục chỉ gồm tệp thường.',
    en: 'The zip holds the link “{name}”. A package consists of plain files only.',
  },
  'package-zip-doubled': {
    status: 422,
    vi: 'Tệp zip có hai tệp cùng tên «{name}». Gói này không được nhận.',
    en: 'The zip has two files named “{name}”. It was not taken in.',
  },
  'package-zip-name': {
    status: 422,
    vi: 'Tệp zip có tên lạ «{name}». Tên tệp trong gói chỉ gồm chữ thường không dấu, số và gạch nối.',
    en: 'The zip has the strange name “{name}”. Names in a package are small letters, digits and hyphens.',
  },
  'package-zip-manifest': {
    status: 422,
    vi: 'Tệp zip thiếu {name} hoặc nội dung của nó sai. Xin chọn tệp do chức năng xuất gói thủ tục tạo ra.',
    en: 'The zip has no {name}, or a wrong one. Please choose a file that an export of a procedure package made.',
  },
  'package-zip-hash': {
    status: 422,
    vi: 'Nội dung tệp zip khác với mã băm ghi trong nó: tệp bị hỏng hoặc bị sửa sau khi xuất. Xin xuất lại.',
    en: 'What the zip holds differs from the hash it states: it was damaged or changed after its export. Please export it again.',
  },
})
