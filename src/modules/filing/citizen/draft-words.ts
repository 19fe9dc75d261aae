import { defineWords } from '../../../platform/words.ts'
import type { CorrectionFault } from '../rules/corrections.ts'

const NEEDED = { field: 'Xin chọn ô chưa đúng', should: 'Xin ghi nội dung đúng', why: 'Xin ghi vì sao cần sửa' } as const
const NEEDED_EN = { field: 'Please choose the field that is wrong', should: 'Please write what it should be', why: 'Please write why it is wrong' } as const

/** Words of the page on which the citizen checks a draft of the result. */
export const draftWords = defineWords({
  vi: {
    drafted: 'Nội dung bản dự thảo',
    field: 'Ô',
    shown: 'Dự thảo ghi',
    declared: 'Tờ khai ghi',
    differs: 'khác tờ khai',
    differing: (count: number) => `${count} ô trong dự thảo khác với tờ khai; các ô ấy đứng đầu bảng.`,
    same: 'Dự thảo ghi đúng như tờ khai.',
    none: 'để trống',
    empty: 'Bản dự thảo không có ô nào để đối chiếu; xin xem bản PDF.',
    row: (number: number) => `Chỗ cần sửa ${number}`,
    add: (number: number) => `Thêm chỗ cần sửa ${number}`,
    which: 'Ô nào chưa đúng',
    choose: 'Chọn một ô',
    should: 'Đúng phải là',
    why: 'Vì sao',
    other: 'Điều khác cần sửa',
    otherHint: 'Chỉ cần ghi khi chỗ sai không nằm ở ô nào nói trên.',
    fault: (fault: CorrectionFault): string =>
      fault.code === 'required' || fault.code === 'unknown' ? NEEDED[fault.part] : fault.code === 'twice' ? 'Ô này đã được chọn ở trên' : fault.code === 'same' ? 'Nội dung này giống hệt bản dự thảo' : 'Xin ghi không quá 500 ký tự',
  },
  en: {
    drafted: 'What the draft says',
    field: 'Field',
    shown: 'The draft says',
    declared: 'You declared',
    differs: 'not as declared',
    differing: (count: number) => `${count} fields of the draft are not as declared; they stand first in the table.`,
    same: 'The draft says what was declared.',
    none: 'left empty',
    empty: 'The draft has no fields to compare; please see the PDF.',
    row: (number: number) => `Correction ${number}`,
    add: (number: number) => `Add correction ${number}`,
    which: 'Which field is wrong',
    choose: 'Choose a field',
    should: 'It should be',
    why: 'Why',
    other: 'Anything else that is wrong',
    otherHint: 'Only where what is wrong is in none of the fields above.',
    fault: (fault: CorrectionFault): string =>
      fault.code === 'required' || fault.code === 'unknown' ? NEEDED_EN[fault.part] : fault.code === 'twice' ? 'This field was chosen above' : fault.code === 'same' ? 'This is what the draft says already' : 'Please write at most 500 characters',
  },
})
