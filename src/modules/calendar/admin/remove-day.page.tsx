import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import { Button, ButtonGroup, ErrorSummary, FormKeys, SummaryList, TextInput } from '../../../ui/index.ts'
import { refuse } from '../refusals.ts'
import { REASON_MAX } from '../rules/day-form.ts'
import type { StoredDay } from '../store.ts'
import { dayOf } from './day-form.page.tsx'
import type { CalendarAdminDeps } from './deps.ts'
import { HOLIDAYS, kindText, longDate } from './holidays.page.tsx'
import { STATUS } from './words.ts'

/** Asks once more, and why, before a day leaves the calendar. */
export function mountRemoveDay(web: Web, deps: CalendarAdminDeps): void {
  const url = `${HOLIDAYS}/:dayId/bo`
  web.get(url, { audience: 'admin' }, async (r) => {
    const day = await dayOf(deps, r)
    return day ? ask(r, day) : problem(refuse('calendar-day-gone').refusal)
  })
  web.post(url, { audience: 'admin' }, async (r) => {
    const day = await dayOf(deps, r)
    if (!day) return problem(refuse('calendar-day-gone').refusal)
    const done = await deps.propose(r.actor, { act: 'remove-day', dayId: day.id, reason: field(r.form, 'reason') })
    if (done.ok) return seeOther(done.next)
    if (done.refusal.code !== 'calendar-reason-missing') return problem(done.refusal)
    return ask(r, day, sentenceOf(done.refusal, 'vi'), field(r.form, 'reason'))
  })
}

function ask(r: WebRequest, day: StoredDay, error?: string, reason = '') {
  const title = `Bỏ ${longDate(day.date)} khỏi lịch`
  return page({
    title,
    status: error ? 422 : 200,
    nav: 'ngay-nghi',
    back: { href: `${HOLIDAYS}?nam=${day.date.slice(0, 4)}`, text: 'Lịch nghỉ' },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#reason', text: error }] : []} />
        <h1 class="govuk-heading-l">{title}?</h1>
        <SummaryList
          rows={[
            { key: 'Ngày', value: longDate(day.date) },
            { key: 'Loại', value: kindText(day) },
            { key: 'Tên', value: day.nameVi },
            { key: 'Tình trạng', value: STATUS[day.status] },
          ]}
        />
        {day.swapWith ? (
          <p class="govuk-body">Ngày {longDate(day.swapWith)} đi cùng cặp hoán đổi này cũng được bỏ.</p>
        ) : null}
        <p class="govuk-body">
          Hạn đang mở được tính lại không có ngày này; hồ sơ đã kết thúc giữ nguyên. Bước sau cho xem trước những hồ sơ đổi ngày
          hẹn, chưa lưu gì.
        </p>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput
            id="reason"
            name="reason"
            label="Lý do, căn cứ"
            value={reason}
            error={error}
            maxLength={REASON_MAX}
          />
          <ButtonGroup>
            <Button variant="warning">Xem trước ngày hẹn thay đổi</Button>
            <a class="govuk-link" href={`${HOLIDAYS}?nam=${day.date.slice(0, 4)}`}>
              Không bỏ
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
