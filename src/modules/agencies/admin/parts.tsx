import { dateField, field, type WebRequest } from '../../../platform/http/index.ts'
import { Button, DateInput, Details, FormKeys, Select, Table, TextInput } from '../../../ui/index.ts'
import type { ReceptionPointForm } from '../rules/reception-point-form.ts'
import type { Agency, ReceptionPoint } from '../types.ts'
import { type Mistakes, NO_MISTAKES } from './fault-words.ts'

const POINT_TEXTS = ['nameVi', 'nameEn', 'address', 'phone', 'hoursVi', 'hoursEn', 'mapUrl'] as const

/** Fields of a reception point are posted with a prefix: the agency's own stand on the same page. */
export function readPointForm(r: WebRequest): ReceptionPointForm {
  return Object.fromEntries(POINT_TEXTS.map((name) => [name, field(r.form, `point-${name}`)])) as unknown as ReceptionPointForm
}

const POINT_LABELS: Record<(typeof POINT_TEXTS)[number], string> = {
  nameVi: 'Tên điểm tiếp nhận',
  nameEn: 'Tên tiếng Anh',
  address: 'Địa chỉ',
  phone: 'Điện thoại',
  hoursVi: 'Giờ làm việc',
  hoursEn: 'Giờ làm việc bằng tiếng Anh',
  mapUrl: 'Liên kết bản đồ',
}

/** Other places where the agency takes dossiers. */
export function Points({ r, agency, points, mistakes }: { r: WebRequest; agency: Agency; points: readonly ReceptionPoint[]; mistakes: Mistakes }) {
  const path = `/quan-tri/co-quan/${agency.id}/diem-tiep-nhan`
  const isAgain = mistakes !== NO_MISTAKES
  return (
    <>
      <Table
        caption="Điểm tiếp nhận và trả kết quả khác"
        head={['Tên', 'Địa chỉ', 'Điện thoại', 'Giờ làm việc', 'Thao tác']}
        empty="Chỉ tiếp nhận tại trụ sở."
        rows={points.map((point) => [
          point.nameVi,
          point.address,
          point.phone ?? '',
          point.hoursVi ?? '',
          <form method="post" action={`${path}/${point.id}/dong`}>
            <FormKeys csrf={r.csrf} />
            <Button variant="secondary">Đóng</Button>
          </form>,
        ])}
      />
      <Details summary="Thêm điểm tiếp nhận" open={isAgain}>
        <form method="post" action={path} novalidate>
          <FormKeys csrf={r.csrf} />
          {POINT_TEXTS.map((name) => (
            <TextInput
              name={`point-${name}`}
              label={POINT_LABELS[name]}
              value={isAgain ? field(r.form, `point-${name}`) : ''}
              error={mistakes.of(`point-${name}`)}
              optional={name !== 'nameVi' && name !== 'address'}
            />
          ))}
          <Button variant="secondary">Thêm điểm tiếp nhận</Button>
        </form>
      </Details>
    </>
  )
}

interface ClosingProps {
  r: WebRequest
  agency: Agency
  others: readonly Agency[]
  today: string
  open: boolean
}

/** Closing: rarely needed, so it is folded. */
export function ClosingForm({ r, agency, others, today, open }: ClosingProps) {
  const [year, month, day] = today.split('-')
  const typed = dateField(r.form, 'lastDay')
  return (
    <Details summary="Ngừng hoạt động cơ quan này" open={open}>
      <form method="post" action={`/quan-tri/co-quan/${agency.id}/dong`} novalidate>
        <FormKeys csrf={r.csrf} />
        <DateInput name="lastDay" legend="Ngày hoạt động cuối cùng" value={open ? typed : { day, month, year }} />
        <Select
          name="successor"
          label="Cơ quan kế thừa"
          value={field(r.form, 'successor')}
          items={[{ value: '', text: 'Không có' }, ...others.map((other) => ({ value: other.id, text: other.nameVi }))]}
        />
        <TextInput name="ground" label="Căn cứ" hint="Số, ký hiệu văn bản." value={field(r.form, 'ground')} />
        <Button variant="warning">Ngừng hoạt động</Button>
      </form>
    </Details>
  )
}
