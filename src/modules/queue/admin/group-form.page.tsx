import { dateField, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { readTypedDate } from '../../../platform/day-number.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { Button, DateInput, ErrorSummary, FormKeys, Textarea, TextInput } from '../../../ui/index.ts'
import type { Agency } from '../../agencies/index.ts'
import { createSetGroup } from '../configure.ts'
import { todayOf } from '../deps.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { type Fault, type GroupForm, NAME_MAX } from '../rules/settings-form.ts'
import type { Settings } from '../settings.ts'
import { ADMIN, adminPath, administered, errorAt, NAV, summaryOf } from './administered.ts'

const NEW = 'moi'

type Typed = Omit<GroupForm, 'validFrom'> & { from: { day: string; month: string; year: string } }

/** A service group: made, and changed from a day on. */
export function mountGroupForm(web: Web, deps: QueuePageDeps): void {
  const set = createSetGroup(deps)

  web.get('/quan-tri/xep-hang/:office/nhom/:id', ADMIN, (r) =>
    administered(deps, r, async (agency, settings) => {
      const known = r.params.id === NEW ? emptyOf(todayOf(deps)) : typedOf(settings, r.params.id ?? '', todayOf(deps))
      return known ? view(r, agency, known) : problem(refuse('setting-gone').refusal)
    }),
  )

  web.post('/quan-tri/xep-hang/:office/nhom/:id', ADMIN, (r) =>
    administered(deps, r, async (agency) => {
      const typed = readTyped(r)
      const done = await set(r.actor, agency, { id: r.params.id === NEW ? null : (r.params.id ?? ''), form: { ...typed, validFrom: readTypedDate(typed.from) ?? '' } })
      if (done.ok) return seeOther(`${adminPath(agency)}?da=luu`)
      const faults = done.faults ?? [{ field: done.refusal.code === 'setting-later' ? 'validFrom' : 'letter', text: sentenceOf(done.refusal, 'vi') }]
      return view(r, agency, typed, faults, getProblem(done.refusal.code).status)
    }),
  )
}

/** A day as its three fields. */
export const partsOf = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}

const emptyOf = (today: string): Typed => ({ letter: '', nameVi: '', nameEn: '', fields: '', procedureCodes: '', ordinal: '0', slotMinutes: '15', slotCapacity: '0', from: partsOf(today) })

function typedOf(settings: Settings | null, id: string, today: string): Typed | null {
  const group = settings?.all.groups.filter((one) => one.id === id).at(-1)
  if (!group) return null
  const { letter, nameVi, nameEn } = group
  return {
    letter,
    nameVi,
    nameEn,
    fields: group.fields.join('\n'),
    procedureCodes: group.procedureCodes.join('\n'),
    ordinal: String(group.ordinal),
    slotMinutes: String(group.slotMinutes),
    slotCapacity: String(group.slotCapacity),
    from: partsOf([group.validFrom, today].sort().at(-1) ?? today),
  }
}

const readTyped = ({ form }: WebRequest): Typed => ({
  letter: field(form, 'letter'),
  nameVi: field(form, 'nameVi'),
  nameEn: field(form, 'nameEn'),
  fields: field(form, 'fields'),
  procedureCodes: field(form, 'procedureCodes'),
  ordinal: field(form, 'ordinal'),
  slotMinutes: field(form, 'slotMinutes'),
  slotCapacity: field(form, 'slotCapacity'),
  from: readDay(form),
})

export const readDay = (form: WebRequest['form']) => dateField(form, 'validFrom')

function view(r: WebRequest, agency: Agency, typed: Typed, faults: readonly Fault[] = [], status = 200) {
  const title = r.params.id === NEW ? 'Thêm nhóm dịch vụ' : `Sửa nhóm ${typed.letter}`
  const error = (name: string) => errorAt(faults, name)
  return page({
    title,
    status,
    nav: NAV,
    back: { href: adminPath(agency), text: 'Xếp hàng' },
    main: (
      <>
        <ErrorSummary errors={summaryOf(faults)} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="letter" label="Ký hiệu" hint="Một chữ cái đứng trước số, ví dụ A" value={typed.letter} error={error('letter')} width={2} maxLength={1} autocapitalize="characters" />
          <TextInput name="nameVi" label="Tên nhóm" hint="Người dân thấy tên này ở ki-ốt" value={typed.nameVi} error={error('nameVi')} maxLength={NAME_MAX} />
          <TextInput name="nameEn" label="Tên tiếng Anh" value={typed.nameEn} error={error('nameEn')} maxLength={NAME_MAX} />
          <Textarea name="fields" label="Lĩnh vực" hint="Mỗi dòng một lĩnh vực, ví dụ Hộ tịch" rows={3} value={typed.fields} error={error('fields')} maxLength={2000} />
          <Textarea name="procedureCodes" label="Mã thủ tục" hint="Mỗi dòng một mã; để trống nếu nhận theo lĩnh vực" rows={3} value={typed.procedureCodes} error={error('procedureCodes')} maxLength={500} />
          <TextInput name="ordinal" label="Thứ tự hiện ở ki-ốt" value={typed.ordinal} error={error('ordinal')} width={2} inputMode="numeric" maxLength={2} />
          <TextInput name="slotMinutes" label="Số phút mỗi khung giờ đặt lịch" value={typed.slotMinutes} error={error('slotMinutes')} width={3} inputMode="numeric" maxLength={3} />
          <TextInput name="slotCapacity" label="Số người đặt được mỗi khung giờ" hint="0: không nhận đặt lịch" value={typed.slotCapacity} error={error('slotCapacity')} width={3} inputMode="numeric" maxLength={2} />
          <DateInput name="validFrom" legend="Áp dụng từ ngày" value={typed.from} error={error('validFrom')} />
          <Button>Lưu</Button>
        </form>
      </>
    ),
  })
}
