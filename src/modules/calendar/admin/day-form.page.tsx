import { dateField, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, DateInput, type DateValue, ErrorSummary, FormKeys, Radios, TextInput } from '../../../ui/index.ts'
import { refuse } from '../refusals.ts'
import { type DayFault, type DayField, type DayForm, NAME_MAX, REASON_MAX } from '../rules/day-form.ts'
import { findDay, type StoredDay } from '../store.ts'
import type { CalendarAdminDeps } from './deps.ts'
import { HOLIDAYS, longDate } from './holidays.page.tsx'
import { faultText, KIND, STATUS } from './words.ts'

/** What the form shows: dates in their parts, as typed. */
interface Typed extends Omit<DayForm, 'date' | 'workedOn'> {
  date: DateValue
  workedOn: DateValue
}

const EMPTY: Typed = { kind: 'holiday', date: {}, workedOn: {}, nameVi: '', nameEn: '', status: 'official', reason: '' }

/** Adding a day, and changing one. */
export function mountDayForms(web: Web, deps: CalendarAdminDeps): void {
  web.get(`${HOLIDAYS}/them`, { audience: 'admin' }, async (r) =>
    showForm(r, null, { ...EMPTY, date: { year: r.query.nam ?? '' } }),
  )
  web.post(`${HOLIDAYS}/them`, { audience: 'admin' }, async (r) => {
    const typed = typedIn(r)
    return answer(r, null, typed, await deps.propose(r.actor, { act: 'add-day', form: formOf(typed) }))
  })
  web.get(`${HOLIDAYS}/:dayId/sua`, { audience: 'admin' }, async (r) => {
    const day = await dayOf(deps, r)
    return day ? showForm(r, day, fromDay(day)) : problem(refuse('calendar-day-gone').refusal)
  })
  web.post(`${HOLIDAYS}/:dayId/sua`, { audience: 'admin' }, async (r) => {
    const typed = typedIn(r)
    const day = await dayOf(deps, r)
    if (!day) return problem(refuse('calendar-day-gone').refusal)
    return answer(r, day, typed, await deps.propose(r.actor, { act: 'change-day', dayId: day.id, form: formOf(typed) }))
  })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The day that the address names, if it still stands in the calendar. */
export async function dayOf(deps: CalendarAdminDeps, r: WebRequest): Promise<StoredDay | null> {
  const id = r.params.dayId ?? ''
  return UUID.test(id) ? findDay(deps.db, id) : null
}

function typedIn({ form }: WebRequest): Typed {
  const date = (name: string): DateValue => dateField(form, name)
  const kind = field(form, 'kind')
  return {
    kind: kind === 'compensation' || kind === 'exchange' ? kind : 'holiday',
    date: date('date'),
    workedOn: date('workedOn'),
    nameVi: field(form, 'nameVi'),
    nameEn: field(form, 'nameEn'),
    status: field(form, 'status'),
    reason: field(form, 'reason'),
  }
}

const formOf = (typed: Typed): DayForm => ({ ...typed, date: civil(typed.date), workedOn: civil(typed.workedOn) })
const civil = ({ day = '', month = '', year = '' }: DateValue) =>
  `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`

function fromDay(day: StoredDay): Typed {
  const [year, month, date] = day.date.split('-')
  const kind = day.kind === 'compensation' ? 'compensation' : 'holiday'
  return {
    ...EMPTY,
    kind,
    date: { day: date, month, year },
    nameVi: day.nameVi,
    nameEn: day.nameEn,
    status: day.status,
  }
}

function answer(r: WebRequest, day: StoredDay | null, typed: Typed, done: Awaited<ReturnType<CalendarAdminDeps['propose']>>) {
  if (done.ok) return seeOther(done.next)
  if (done.refusal.code === 'calendar-not-yours') return problem(done.refusal)
  return showForm(r, day, typed, done.faults ?? [], done.faults ? undefined : done.refusal)
}

function showForm(
  r: WebRequest,
  day: StoredDay | null,
  typed: Typed,
  faults: readonly DayFault[] = [],
  refusal?: Refusal,
) {
  const errors = [
    ...faults.map((fault) => ({ href: `#${fault.field}`, text: faultText(fault) })),
    ...(refusal ? [{ href: '#date', text: sentenceOf(refusal, 'vi') }] : []),
  ]
  const title = day ? `Sửa ${longDate(day.date)}` : 'Thêm ngày nghỉ hoặc hoán đổi'
  return page({
    title,
    status: errors.length > 0 ? 422 : 200,
    nav: 'ngay-nghi',
    back: { href: HOLIDAYS, text: 'Lịch nghỉ' },
    main: (
      <>
        <ErrorSummary errors={errors} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <DayFields typed={typed} isNew={day === null} errorOf={(name) => errorOf(faults, name)} />
          <Button>Xem trước ngày hẹn thay đổi</Button>
        </form>
      </>
    ),
  })
}

function errorOf(faults: readonly DayFault[], name: DayField): string | undefined {
  const fault = faults.find((each) => each.field === name)
  return fault && faultText(fault)
}

function DayFields({
  typed,
  isNew,
  errorOf: error,
}: {
  typed: Typed
  isNew: boolean
  errorOf: (name: DayField) => string | undefined
}) {
  const worked = (
    <DateInput
      name="workedOn"
      legend="Ngày làm bù"
      legendSize="s"
      hint="Chỉ điền khi hoán đổi: thứ Bảy hoặc Chủ Nhật đi làm thay"
      value={typed.workedOn}
      error={error('workedOn')}
    />
  )
  return (
    <>
      <DateInput name="date" legend="Ngày nghỉ" hint="Ví dụ: 24 11 2026" value={typed.date} error={error('date')} />
      <Radios
        name="kind"
        legend="Loại ngày"
        value={typed.kind}
        items={[
          { value: 'holiday', text: KIND.holiday },
          {
            value: 'compensation',
            text: KIND.compensation,
            hint: 'Ngày lễ trùng ngày nghỉ hằng tuần nên nghỉ bù ngày làm việc kế tiếp',
          },
          ...(isNew
            ? [
                {
                  value: 'exchange',
                  text: 'Hoán đổi',
                  hint: 'Nghỉ một ngày làm việc và làm bù ngày khác, theo thông báo',
                  conditional: worked,
                },
              ]
            : []),
        ]}
      />
      <TextInput
        name="nameVi"
        label="Tên ngày nghỉ"
        hint="Người dân thấy tên này trong phần giải thích ngày hẹn"
        value={typed.nameVi}
        error={error('nameVi')}
        maxLength={NAME_MAX}
      />
      <TextInput
        name="nameEn"
        label="Tên tiếng Anh"
        value={typed.nameEn}
        error={error('nameEn')}
        maxLength={NAME_MAX}
      />
      <Radios
        name="status"
        legend="Tình trạng"
        value={typed.status}
        error={error('status')}
        items={(['official', 'reported', 'by_rule'] as const).map((value) => ({ value, text: STATUS[value] }))}
      />
      <TextInput
        name="reason"
        label="Lý do, căn cứ"
        hint="Ví dụ: Thông báo số …, ngày …"
        value={typed.reason}
        error={error('reason')}
        maxLength={REASON_MAX}
      />
    </>
  )
}
