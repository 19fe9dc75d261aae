import type { Refusal, Refused } from './result.ts'
import type { Lang } from './words.ts'

/** One refusal: HTTP status and its sentence in both languages; `{name}` stands for a parameter. */
export interface ProblemText {
  status: number
  vi: string
  en: string
}

const registry = new Map<string, ProblemText>()

/**
 * Declares a module's refusals. Codes are unique in the whole program.
 * @throws Error when a code is declared twice with different texts.
 */
export function defineRefusals<const T extends Record<string, ProblemText>>(module: string, table: T) {
  for (const [code, text] of Object.entries(table)) {
    const known = registry.get(code)
    if (known && (known.vi !== text.vi || known.status !== text.status)) {
      throw new Error(`The refusal '${code}' of '${module}' is already declared elsewhere.`)
    }
    registry.set(code, text)
  }
  return {
    refuse(code: keyof T & string, params?: Record<string, string | number>): Refused {
      return { ok: false, refusal: params ? { code, params } : { code } }
    },
  }
}

/** All declared refusals, for the API's documentation and the completeness test. */
export const allProblems = (): ReadonlyMap<string, ProblemText> => registry

/** @throws Error for a code nobody declared: a fault of the program, not of its user. */
export function getProblem(code: string): ProblemText {
  const text = registry.get(code)
  if (!text) throw new Error(`No refusal '${code}' is declared.`)
  return text
}

export function sentenceOf(refusal: Refusal, lang: Lang): string {
  return getProblem(refusal.code)[lang].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = refusal.params?.[name]
    return value === undefined ? whole : String(value)
  })
}

export const platformRefusals = defineRefusals('platform', {
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy trang hoặc dữ liệu được yêu cầu. Xin kiểm tra lại địa chỉ hoặc mã.',
    en: 'The page or data you asked for was not found. Please check the address or code.',
  },
  'login-required': {
    status: 401,
    vi: 'Xin đăng nhập để tiếp tục.',
    en: 'Please sign in to continue.',
  },
  'not-allowed': {
    status: 403,
    vi: 'Tài khoản này không có quyền thực hiện việc vừa yêu cầu.',
    en: 'This account is not allowed to do that.',
  },
  'foreign-origin': {
    status: 403,
    vi: 'Yêu cầu được gửi từ một trang khác nên không được nhận. Xin mở lại trang và gửi từ đó.',
    en: 'The request came from another site and was not accepted. Please open the page again and send it from there.',
  },
  'form-expired': {
    status: 403,
    vi: 'Phiên làm việc của biểu mẫu đã hết hạn. Xin mở lại trang; nội dung đã lưu vẫn còn.',
    en: 'This form has expired. Please open the page again; what was saved is still there.',
  },
  'key-reused': {
    status: 422,
    vi: 'Mã chống gửi trùng này đã dùng cho một nội dung khác. Xin mở lại trang rồi gửi lại.',
    en: 'This idempotency key was already used with different content. Please reload and send again.',
  },
  'key-missing': {
    status: 400,
    vi: 'Thiếu mã chống gửi trùng (Idempotency-Key).',
    en: 'The Idempotency-Key is missing.',
  },
  'bad-input': {
    status: 400,
    vi: 'Dữ liệu gửi lên không đúng định dạng: {detail}',
    en: 'The data sent is not well formed: {detail}',
  },
  'too-many-requests': {
    status: 429,
    vi: 'Ông/Bà thao tác quá nhanh. Xin thử lại sau {seconds} giây.',
    en: 'Too many requests. Please try again in {seconds} seconds.',
  },
  'too-large': {
    status: 413,
    vi: 'Dữ liệu gửi lên lớn hơn mức cho phép.',
    en: 'What was sent is larger than allowed.',
  },
  'unsupported-type': {
    status: 415,
    vi: 'Loại dữ liệu gửi lên không được hỗ trợ.',
    en: 'The type of data sent is not supported.',
  },
  busy: {
    status: 503,
    vi: 'Hệ thống đang quá tải. Chưa có gì được ghi nhận từ lần gửi này; xin thử lại sau {seconds} giây.',
    en: 'The service is overloaded. Nothing from this request was recorded; please try again in {seconds} seconds.',
  },
  unavailable: {
    status: 503,
    vi: 'Hệ thống tạm thời chưa phục vụ được. Xin thử lại sau {seconds} giây.',
    en: 'The service is not available at the moment. Please try again in {seconds} seconds.',
  },
  'no-room': {
    status: 507,
    vi: 'Máy chủ tạm thời hết chỗ lưu trữ nên chưa nhận thêm được. Người quản trị cần giải phóng chỗ; xin thử lại sau {seconds} giây hoặc muộn hơn.',
    en: 'The server is out of storage and can’t take more for now. Its administrator needs to free some; please try again in {seconds} seconds or later.',
  },
  fault: {
    status: 500,
    vi: 'Việc này chưa thực hiện được do lỗi phía máy chủ. Những gì đã lưu trước đó vẫn còn. Xin thử lại; nếu vẫn lỗi, gọi tổng đài và đọc mã tham chiếu.',
    en: 'This could not be done because of a fault on our side. What was saved before is still there. Please try again; if it fails again, call the hotline and quote the reference code.',
  },
})
