import { defineRefusals } from '../../platform/problems.ts'

export const { refuse } = defineRefusals('files', {
  'file-not-found': {
    status: 404,
    vi: 'Không tìm thấy tệp này.',
    en: 'This file was not found.',
  },
  'file-too-large': {
    status: 413,
    vi: 'Tệp “{name}” lớn hơn {limit} MB nên chưa được nhận. Xin chụp hoặc quét lại ở mức nhỏ hơn, hoặc tách thành nhiều tệp, rồi gửi lại.',
    en: 'The file “{name}” is larger than {limit} MB and was not accepted. Please scan it at a lower setting or split it, then send it again.',
  },
  'files-too-large-together': {
    status: 413,
    vi: 'Các tệp của hồ sơ này cộng lại vượt quá {limit} MB nên tệp vừa gửi chưa được nhận. Xin xóa bớt tệp không cần hoặc gửi bản nhỏ hơn.',
    en: 'The files of this dossier together exceed {limit} MB, so the last file was not accepted. Please remove files you do not need or send smaller ones.',
  },
  'file-type-not-accepted': {
    status: 415,
    vi: 'Tệp “{name}” không phải là PDF hoặc ảnh JPEG, PNG, HEIC (nội dung bên trong được kiểm tra, không chỉ phần đuôi tên). Xin lưu lại thành PDF hoặc chụp ảnh giấy tờ rồi gửi lại.',
    en: 'The file “{name}” is not a PDF or a JPEG, PNG or HEIC picture (its content is checked, not only its name). Please save it as PDF or photograph the paper, then send it again.',
  },
  'file-empty': {
    status: 422,
    vi: 'Tệp “{name}” không có nội dung (0 byte). Xin mở thử tệp trên máy rồi gửi lại.',
    en: 'The file “{name}” is empty (0 bytes). Please open it on your device, then send it again.',
  },
  'file-damaged': {
    status: 422,
    vi: 'Tệp “{name}” bị hỏng hoặc bị cắt mất một phần nên không đọc được. Xin mở thử tệp trên máy, chụp hoặc quét lại rồi gửi.',
    en: 'The file “{name}” is damaged or cut short and can not be read. Please open it on your device, scan it again and send it.',
  },
  'picture-too-large': {
    status: 422,
    vi: 'Ảnh “{name}” có kích thước {width} × {height} điểm ảnh, lớn hơn mức xử lý được ({limit} triệu điểm ảnh). Xin chụp lại ở độ phân giải thấp hơn.',
    en: 'The picture “{name}” measures {width} × {height} pixels, more than can be processed ({limit} megapixels). Please take it at a lower resolution.',
  },
  'upload-cut': {
    status: 400,
    vi: 'Đường truyền bị ngắt khi đang gửi tệp “{name}”. Tệp chưa được nhận; những gì đã lưu trước đó vẫn còn. Xin gửi lại.',
    en: 'The connection broke while the file “{name}” was being sent. It was not received; what was saved before is still there. Please send it again.',
  },
  'file-unsafe': {
    status: 422,
    vi: 'Tệp “{name}” có mã độc nên không được nhận. Xin kiểm tra máy của Ông/Bà và gửi một bản khác.',
    en: 'The file “{name}” carries malicious code and was refused. Please check your device and send another copy.',
  },
  'file-sealed': {
    status: 409,
    vi: 'Tệp này đã thuộc một hồ sơ đã nộp nên không xóa được.',
    en: 'This file belongs to a submitted dossier and can not be removed.',
  },
})

/** Why a file was refused after it had been received, as its row keeps it. */
export type LateRefusal = 'infected' | 'damaged'

export const refuseFile = (reason: string | null, name: string) =>
  refuse(reason === 'infected' ? 'file-unsafe' : 'file-damaged', { name })
