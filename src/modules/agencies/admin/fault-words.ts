import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import type { Fault, FaultCode } from '../rules/agency-form.ts'

const GENERAL: Record<FaultCode, string> = {
  missing: 'Xin nhập ô này',
  'too-long': 'Nội dung quá dài',
  hostile: 'Nội dung có ký tự ẩn hoặc ký tự điều khiển. Xin gõ lại thay vì dán',
  malformed: 'Nội dung chưa đúng dạng',
  unknown: 'Không có đơn vị hành chính này',
  elsewhere: 'Đơn vị này thuộc tỉnh, thành phố khác',
}

const OWN: Record<string, string> = {
  'kind/missing': 'Xin chọn loại cơ quan',
  'level/missing': 'Xin chọn cấp',
  'provinceCode/missing': 'Cơ quan cấp tỉnh, cấp xã cần tỉnh, thành phố',
  'communeCode/missing': 'Cơ quan cấp xã cần xã, phường, đặc khu',
  'communeCode/malformed': 'Không tìm thấy xã, phường, đặc khu này trong tỉnh đã chọn. Nhập tên đầy đủ hoặc mã 5 chữ số',
  'code/malformed': 'Mã gồm các nhóm chữ hoa và số, cách nhau bằng dấu chấm. Ví dụ H13.41',
  'phone/malformed': 'Số điện thoại gồm chữ số, dấu cách, dấu chấm hoặc gạch',
  'hotline/malformed': 'Số điện thoại gồm chữ số, dấu cách, dấu chấm hoặc gạch',
  'email/malformed': 'Thư điện tử có dạng ten@coquan.gov.vn',
  'mapUrl/malformed': 'Liên kết bản đồ bắt đầu bằng https://',
}

export interface Mistakes {
  summary: { href?: string; text: string }[]
  of(field: string): string | undefined
}
export const NO_MISTAKES: Mistakes = { summary: [], of: () => undefined }

/** Sentences for the summary and beside the fields. */
export function mistakesOf(refusal: Refusal, faults: readonly Fault[] = [], at?: string): Mistakes {
  if (faults.length === 0) {
    const text = sentenceOf(refusal, 'vi')
    return { summary: [at ? { text, href: `#${at}` } : { text }], of: (field) => (field === at ? text : undefined) }
  }
  const said = faults.map((fault) => ({ field: fault.field, text: OWN[`${fault.field}/${fault.code}`] ?? GENERAL[fault.code] }))
  return {
    summary: said.map(({ field, text }) => ({ href: `#${field}`, text })),
    of: (field) => said.find((one) => one.field === field)?.text,
  }
}
