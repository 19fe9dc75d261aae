import { formatDate } from '../../../platform/clock.ts'
import { field, type WebRequest } from '../../../platform/http/index.ts'
import { Button, Details, FormKeys, Table, TextInput } from '../../../ui/index.ts'
import type { Agency } from '../../agencies/index.ts'
import type { DeviceRow } from '../devices.store.ts'
import { officeSlug } from '../deps.ts'
import { NAME_MAX } from '../rules/settings-form.ts'
import type { Settings } from '../settings.ts'
import { adminPath } from './administered.ts'
import type { Shown } from './office.page.tsx'

interface Parts {
  r: WebRequest
  agency: Agency
  settings: Settings | null
  devices: readonly DeviceRow[]
  shown: Shown
}

const span = (row: { validFrom: string; validTo: string | null }) => `${formatDate(row.validFrom)} – ${row.validTo ? formatDate(row.validTo) : 'nay'}`

function Ending({ r, agency, part, id, text, name }: Pick<Parts, 'r' | 'agency'> & { part: string; id: string; text: string; name: string }) {
  return (
    <form method="post" action={adminPath(agency, `/${part}/${id}/${part === 'may' ? 'thu-hoi' : 'ket-thuc'}`)}>
      <FormKeys csrf={r.csrf} />
      <button class="mc-link-button" type="submit">
        {text}
        <span class="govuk-visually-hidden"> {name}</span>
      </button>
    </form>
  )
}

export function OfficeParts(parts: Parts) {
  const { agency, settings } = parts
  const slug = officeSlug(agency)
  return (
    <>
      <Groups {...parts} />
      {settings && settings.all.groups.length > 0 ? <Counters {...parts} /> : null}
      {settings ? <Priorities {...parts} /> : null}
      <Machines {...parts} />
      {settings ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`/bang-goi-so/${slug}`}>
            Bảng gọi số của sảnh
          </a>{' '}
          ·{' '}
          <a class="govuk-link" href="/quan-tri/tham-so">
            Tham số của xếp hàng
          </a>
        </p>
      ) : null}
    </>
  )
}

function Groups({ r, agency, settings }: Parts) {
  return (
    <section>
      <Table
        caption="Nhóm dịch vụ"
        head={['Nhóm', 'Lĩnh vực, thủ tục', 'Đặt lịch', 'Áp dụng', { text: 'Việc', hidden: true }]}
        rows={(settings?.all.groups ?? []).map((one) => [
          <a class="govuk-link" href={adminPath(agency, `/nhom/${one.id}`)}>
            {one.letter} {one.nameVi}
          </a>,
          [...one.fields, ...one.procedureCodes].join(', '),
          one.slotCapacity > 0 ? `${one.slotCapacity} người mỗi ${one.slotMinutes} phút` : 'không',
          span(one),
          one.validTo ? '' : <Ending r={r} agency={agency} part="nhom" id={one.id} text="Kết thúc" name={`nhóm ${one.letter}`} />,
        ])}
        empty="Chưa có nhóm dịch vụ nào."
      />
      <Button variant="secondary" href={adminPath(agency, '/nhom/moi')}>
        Thêm nhóm dịch vụ
      </Button>
    </section>
  )
}

function Counters({ r, agency, settings }: Parts) {
  const letters = (ids: readonly string[]) => [...new Set(settings?.all.groups.filter((one) => ids.includes(one.id)).map((one) => one.letter))].join(', ')
  return (
    <section>
      <Table
        caption="Quầy"
        head={['Quầy', 'Gọi nhóm', 'Áp dụng', { text: 'Việc', hidden: true }]}
        rows={(settings?.all.counters ?? []).map((one) => [
          <a class="govuk-link" href={adminPath(agency, `/quay/${one.id}`)}>
            Quầy {one.number}: {one.name}
          </a>,
          letters(one.groupIds),
          span(one),
          one.validTo ? '' : <Ending r={r} agency={agency} part="quay" id={one.id} text="Kết thúc" name={`quầy ${one.number}`} />,
        ])}
        empty="Chưa có quầy nào."
      />
      <Button variant="secondary" href={adminPath(agency, '/quay/moi')}>
        Thêm quầy
      </Button>
    </section>
  )
}

function Priorities({ r, agency, settings, shown }: Parts) {
  const wrong = shown.form === 'uu-tien'
  const error = (name: string) => (wrong ? shown.faults?.find((one) => one.field === name)?.text : undefined)
  const typed = (name: string) => (wrong ? field(r.form, name) : '')
  const priorities = settings?.priorities ?? []
  return (
    <section>
      <Table
        caption="Diện ưu tiên"
        head={['Diện', 'Của', 'Áp dụng', { text: 'Việc', hidden: true }]}
        rows={priorities.map((one) => [
          one.nameVi,
          one.agencyId ? 'riêng nơi này' : 'mặc định chung',
          span(one),
          one.agencyId ? <Ending r={r} agency={agency} part="uu-tien" id={one.id} text="Kết thúc" name={one.nameVi} /> : '',
        ])}
      />
      <Details summary="Đặt diện ưu tiên riêng (thay các diện mặc định)" open={wrong}>
        <form method="post" action={adminPath(agency, '/uu-tien')} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="nameVi" id="uu-tien-nameVi" label="Tên diện ưu tiên" value={typed('nameVi')} error={error('nameVi')} maxLength={NAME_MAX} />
          <TextInput name="nameEn" id="uu-tien-nameEn" label="Tên tiếng Anh" value={typed('nameEn')} error={error('nameEn')} maxLength={NAME_MAX} />
          <TextInput name="ground" id="uu-tien-ground" label="Căn cứ" value={typed('ground')} error={error('ground')} maxLength={500} />
          <Button variant="secondary">Thêm diện ưu tiên</Button>
        </form>
      </Details>
    </section>
  )
}

function Machines({ r, agency, devices, shown }: Parts) {
  const wrong = shown.form === 'may'
  return (
    <section>
      <Table
        caption="Máy được cấp số"
        head={['Máy', 'Từ ngày', { text: 'Việc', hidden: true }]}
        rows={devices.map((one) => [one.name, formatDate(one.made_at), <Ending r={r} agency={agency} part="may" id={one.id} text="Thu hồi" name={one.name} />])}
        empty="Chưa có máy nào. Chỉ máy được lập ở đây mới cấp số được."
      />
      <form method="post" action={adminPath(agency, '/may')} novalidate>
        <FormKeys csrf={r.csrf} />
        <TextInput name="name" id="may-name" label="Tên máy mới" hint="Ví dụ: Ki-ốt cửa chính" value={wrong ? field(r.form, 'name') : ''} error={wrong ? shown.faults?.[0]?.text : undefined} maxLength={60} />
        <Button variant="secondary">Lập máy</Button>
      </form>
    </section>
  )
}
