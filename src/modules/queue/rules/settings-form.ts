import { parseCivilDate } from '../../../platform/day-number.ts'
import { cleanText } from '../../../platform/text.ts'

/** A service group or counter as typed. */
export interface GroupForm {
  letter: string
  nameVi: string
  nameEn: string
  fields: string
  procedureCodes: string
  ordinal: string
  slotMinutes: string
  slotCapacity: string
  validFrom: string
}

export interface CounterForm {
  number: string
  name: string
  groupIds: readonly string[]
  validFrom: string
}

export interface Fault {
  field: string
  text: string
}

export const NAME_MAX = 120
const LIST_MAX = 40

export interface GroupDetails {
  letter: string
  nameVi: string
  nameEn: string
  fields: string[]
  procedureCodes: string[]
  ordinal: number
  slotMinutes: number
  slotCapacity: number
  validFrom: string
}

type Checked<T> = { ok: true; details: T } | { ok: false; faults: Fault[] }

const collector = () => {
  const faults: Fault[] = []
  return {
    faults,
    line(field: string, raw: string, what: string): string {
      const cleaned = cleanText(raw, { max: NAME_MAX })
      if (!cleaned.ok || cleaned.text === '') faults.push({ field, text: `Xin ghi ${what} (tối đa ${NAME_MAX} ký tự).` })
      return cleaned.ok ? cleaned.text : ''
    },
    whole(field: string, raw: string, what: string, least: number, most: number): number {
      const number = /^\d{1,4}$/.test(raw.trim()) ? Number(raw.trim()) : Number.NaN
      if (!(number >= least && number <= most)) faults.push({ field, text: `${what} là số từ ${least} đến ${most}.` })
      return number
    },
    day(field: string, raw: string, today: string): string {
      if (parseCivilDate(raw) === null || raw < today) faults.push({ field, text: 'Ngày áp dụng phải là hôm nay hoặc một ngày sau hôm nay.' })
      return raw
    },
  }
}

const listOf = (raw: string): string[] => [...new Set(raw.split(/[\n;]/).map((one) => one.normalize('NFC').trim()).filter(Boolean))]

/** A change holds from today or later: what people were called by stays as it was. */
export function checkGroup(form: GroupForm, today: string): Checked<GroupDetails> {
  const on = collector()
  const letter = form.letter.trim().toUpperCase()
  if (!/^[A-Z]$/.test(letter)) on.faults.push({ field: 'letter', text: 'Ký hiệu là một chữ cái từ A đến Z.' })
  const fields = listOf(form.fields)
  const procedureCodes = listOf(form.procedureCodes)
  if (fields.length > LIST_MAX || fields.some((one) => !cleanText(one, { max: NAME_MAX }).ok)) on.faults.push({ field: 'fields', text: `Tối đa ${LIST_MAX} lĩnh vực, mỗi dòng một lĩnh vực.` })
  const wrong = procedureCodes.find((code) => !/^\d\.\d{6}$/.test(code))
  if (procedureCodes.length > LIST_MAX || wrong) on.faults.push({ field: 'procedureCodes', text: wrong ? `“${wrong.slice(0, 40)}” không phải mã thủ tục (ví dụ 1.001193).` : `Tối đa ${LIST_MAX} mã thủ tục.` })
  const details: GroupDetails = {
    letter,
    nameVi: on.line('nameVi', form.nameVi, 'tên nhóm dịch vụ'),
    nameEn: on.line('nameEn', form.nameEn, 'tên tiếng Anh'),
    fields,
    procedureCodes,
    ordinal: on.whole('ordinal', form.ordinal || '0', 'Thứ tự', 0, 99),
    slotMinutes: on.whole('slotMinutes', form.slotMinutes || '15', 'Số phút mỗi khung giờ', 5, 120),
    slotCapacity: on.whole('slotCapacity', form.slotCapacity || '0', 'Số người đặt được mỗi khung giờ', 0, 50),
    validFrom: on.day('validFrom', form.validFrom, today),
  }
  return on.faults.length > 0 ? { ok: false, faults: on.faults } : { ok: true, details }
}

export interface CounterDetails {
  number: number
  name: string
  groupIds: string[]
  validFrom: string
}

export function checkCounter(form: CounterForm, groupIds: readonly string[], today: string): Checked<CounterDetails> {
  const on = collector()
  const chosen = groupIds.filter((id) => form.groupIds.includes(id))
  if (chosen.length === 0) on.faults.push({ field: 'groupIds', text: 'Xin chọn ít nhất một nhóm dịch vụ mà quầy này gọi.' })
  const details: CounterDetails = {
    number: on.whole('number', form.number, 'Số quầy', 1, 99),
    name: on.line('name', form.name, 'tên quầy'),
    groupIds: chosen,
    validFrom: on.day('validFrom', form.validFrom, today),
  }
  return on.faults.length > 0 ? { ok: false, faults: on.faults } : { ok: true, details }
}
