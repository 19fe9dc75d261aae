import type { VNode } from 'preact'
import { civilDateOf } from '../../../platform/clock.ts'
import { field, page, type WebRequest } from '../../../platform/http/index.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, DateInput, type DateValue, ErrorSummary, FormKeys, TextInput } from '../../../ui/index.ts'
import { REASON_MAX } from '../packages/act-deps.ts'
import { NAV, PACKAGES } from './packages-deps.ts'

/** A day and a reason, kept as typed. */
export interface TypedDay {
  date: DateValue
  reason: string
}

export function untypedDay(now: Date): TypedDay {
  const [year, month, day] = civilDateOf(now).split('-')
  return { date: { day, month, year }, reason: '' }
}

export function typedDay(r: WebRequest): TypedDay {
  const part = (name: string) => field(r.form, `date-${name}`).trim()
  return { date: { day: part('day'), month: part('month'), year: part('year') }, reason: field(r.form, 'reason').trim() }
}

export const dayOf = ({ date: { day = '', month = '', year = '' } }: TypedDay): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

export const DAY_HINT = 'Hôm nay: có hiệu lực ngay. Ngày sau: từ 0 giờ ngày ấy, và thu hồi được cho tới lúc đó.'

interface DayForm {
  r: WebRequest
  title: string
  code: string
  lead: VNode
  dateLabel: string
  buttons: readonly [act: string, leave: string]
  warning?: boolean
  typed: TypedDay
  refusal: Refusal | undefined
}

/** A page that asks from when on, and why. */
export function askDay({ r, title, code, lead, dateLabel, buttons: [act, leave], warning, typed, refusal }: DayForm) {
  const error = refusal && sentenceOf(refusal, 'vi')
  const onReason = refusal?.code === 'package-reason-missing'
  return page({
    title,
    status: refusal ? getProblem(refusal.code).status : 200,
    nav: NAV,
    back: { href: `${PACKAGES}/${code}`, text: `Gói thủ tục ${code}` },
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: onReason ? '#reason' : '#date', text: error }] : []} />
        <h1 class="govuk-heading-l">{title}</h1>
        {lead}
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          <DateInput name="date" legend={dateLabel} legendSize="s" hint={DAY_HINT} value={typed.date} error={onReason ? undefined : error} />
          <TextInput id="reason" name="reason" label="Lý do, căn cứ" hint="Ví dụ: Quyết định công bố số …" value={typed.reason} error={onReason ? error : undefined} maxLength={REASON_MAX} />
          <ButtonGroup>
            <Button variant={warning ? 'warning' : 'primary'}>{act}</Button>
            <a class="govuk-link" href={`${PACKAGES}/${code}`}>
              {leave}
            </a>
          </ButtonGroup>
        </form>
      </>
    ),
  })
}
