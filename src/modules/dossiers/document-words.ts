import { defineWords, type Lang } from '../../platform/words.ts'

const words = defineWords({
  vi: {
    'slips/mau-01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)',
    'slips/mau-02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02)',
    'slips/mau-03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03)',
    'slips/mau-04': 'Văn bản xin lỗi và đề nghị gia hạn (Mẫu 04)',
    'slips/ct04': 'Phiếu tiếp nhận hồ sơ và hẹn trả kết quả (CT04)',
    'slips/ct05': 'Phiếu hướng dẫn bổ sung, hoàn thiện hồ sơ (CT05)',
    'slips/ct06': 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ (CT06)',
    'slips/mau-05': 'Thông báo dừng giải quyết hồ sơ (Mẫu 05)',
    'slips/mau-06': 'Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu 06)',
    'slips/bien-nhan-truc-tuyen': 'Biên nhận nộp hồ sơ trực tuyến',
    form: 'Tờ khai',
    result: 'Kết quả giải quyết',
    other: 'Văn bản',
  },
  en: {
    'slips/mau-01': 'Acceptance slip with the promised date (Form 01)',
    'slips/mau-02': 'Request for more papers (Form 02)',
    'slips/mau-03': 'Refusal slip (Form 03)',
    'slips/mau-04': 'Apology with a new promised date (Form 04)',
    'slips/ct04': 'Acceptance slip with the promised date (Form CT04)',
    'slips/ct05': 'Request for more papers (Form CT05)',
    'slips/ct06': 'Refusal slip (Form CT06)',
    'slips/mau-05': 'Notice that the dossier was stopped (Form 05)',
    'slips/mau-06': 'Control slip (Form 06)',
    'slips/bien-nhan-truc-tuyen': 'Receipt of the online filing',
    form: 'Declaration form',
    result: 'Result',
    other: 'Document',
  },
})

/** What people call a printed document, by the template it was printed with. */
export function documentTitle(template: string, lang: Lang): string {
  const table = words(lang) as Record<string, string>
  if (table[template]) return table[template]
  if (template.endsWith('/ket-qua.typ')) return table.result ?? ''
  return (isForm(template) ? table.form : table.other) ?? ''
}

/** True for the result itself, false for slips and forms. */
export const isResult = (template: string): boolean => template.endsWith('/ket-qua.typ')

/** The result that stands in place of this one, which is withdrawn; null where it stands itself. */
export const replacementOf = <D extends { documentId: string; template: string; replaces: string | null }>(document: D, documents: readonly D[]): D | null =>
  isResult(document.template) ? (documents.find((one) => isResult(one.template) && one.replaces === document.documentId) ?? null) : null

/** What the printed declaration of a procedure is known by, whatever its template is called. */
export const formName = (procedureCode: string): string => `${procedureCode}/to-khai.typ`

export const isForm = (template: string): boolean => template.endsWith('/to-khai.typ')
