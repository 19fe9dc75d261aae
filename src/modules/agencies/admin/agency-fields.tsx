import { field, type WebRequest } from '../../../platform/http/index.ts'
import { Checkboxes, Fieldset, Select, Textarea, TextInput } from '../../../ui/index.ts'
import { agencyWords } from '../labels.ts'
import type { AgencyForm, PlaceNames } from '../rules/agency-form.ts'
import { AGENCY_KINDS, type Agency, LEVELS } from '../types.ts'
import type { Mistakes } from './fault-words.ts'

const TEXTS = ['code', 'nameVi', 'nameEn', 'kind', 'level', 'provinceCode', 'address', 'phone', 'email', 'hoursVi', 'hoursEn', 'mapUrl', 'hotline'] as const

/** The form as typed; a commune may be named or given by its code. */
export function readAgencyForm(r: WebRequest, places: PlaceNames): { form: AgencyForm; communeTyped: string } {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, field(r.form, name)])) as Record<(typeof TEXTS)[number], string>
  const communeTyped = field(r.form, 'communeCode').trim()
  const named = /^\d+$/.test(communeTyped) ? communeTyped : places.communeNamed(texts.provinceCode, communeTyped)
  return { form: { ...texts, receives: field(r.form, 'receives') === 'yes', communeCode: named ?? communeTyped }, communeTyped }
}

const EMPTY = Object.fromEntries(TEXTS.map((name) => [name, ''])) as Record<(typeof TEXTS)[number], string>

export function formOf(agency: Agency | null, places: PlaceNames): { form: AgencyForm; communeTyped: string } {
  if (!agency) return { form: { ...EMPTY, kind: 'service-centre', level: 'commune', receives: true, communeCode: '' }, communeTyped: '' }
  const texts = Object.fromEntries(TEXTS.map((name) => [name, agency[name] ?? ''])) as Record<(typeof TEXTS)[number], string>
  const communeCode = agency.communeCode ?? ''
  return { form: { ...texts, receives: agency.receives, communeCode }, communeTyped: places.communeOf(communeCode)?.name ?? communeCode }
}

interface FieldsProps {
  form: AgencyForm
  communeTyped: string
  places: PlaceNames
  mistakes: Mistakes
}

/** All fields of an agency. */
export function AgencyFields({ form, communeTyped, places, mistakes }: FieldsProps) {
  const words = agencyWords('vi')
  const common = (name: (typeof TEXTS)[number]) => ({ name, value: form[name], error: mistakes.of(name) })
  return (
    <>
      <TextInput {...common('nameVi')} label="Tên cơ quan" />
      <TextInput {...common('nameEn')} label="Tên tiếng Anh" optional />
      <TextInput {...common('code')} label="Mã định danh" hint="Theo Quyết định 20/2020/QĐ-TTg, ví dụ H13.41." optional width={20} />
      <Select {...common('kind')} label="Loại cơ quan" items={AGENCY_KINDS.map((value) => ({ value, text: words.kind[value] }))} />
      <Select {...common('level')} label="Cấp" items={LEVELS.map((value) => ({ value, text: words.level[value] }))} />
      <Select
        {...common('provinceCode')}
        label="Tỉnh, thành phố"
        items={[{ value: '', text: 'Không thuộc tỉnh nào' }, ...places.provinces.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <TextInput name="communeCode" value={communeTyped} error={mistakes.of('communeCode')} label="Xã, phường, đặc khu" hint="Tên hoặc mã 5 chữ số; để trống nếu là cơ quan cấp tỉnh, cấp bộ." width={30} />
      <Checkboxes
        name="receives"
        legend="Tiếp nhận hồ sơ"
        hideLegend
        values={form.receives ? 'yes' : null}
        items={[{ value: 'yes', text: 'Trực tiếp tiếp nhận hồ sơ của người dân', hint: 'Cơ quan hiện ra khi người dân chọn nơi nộp.' }]}
      />
      <Fieldset legend="Liên hệ, công khai trên trang" legendSize="m">
        <TextInput {...common('address')} label="Địa chỉ" optional />
        <TextInput {...common('phone')} label="Điện thoại" optional width={20} />
        <TextInput {...common('hotline')} label="Đường dây nóng" optional width={20} />
        <TextInput {...common('email')} label="Thư điện tử" type="email" optional width={30} />
        <Textarea {...common('hoursVi')} label="Giờ làm việc" hint="Ví dụ: Thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00." optional rows={3} />
        <Textarea {...common('hoursEn')} label="Giờ làm việc bằng tiếng Anh" optional rows={3} />
        <TextInput {...common('mapUrl')} label="Liên kết bản đồ" type="url" optional />
      </Fieldset>
    </>
  )
}
