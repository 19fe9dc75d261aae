import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import {
  Button,
  DateInput,
  type DateValue,
  ErrorSummary,
  FormKeys,
  NotificationBanner,
  Table,
  TextInput,
} from '../../../ui/index.ts'
import { DEFAULT_WEEK, type WorkingWeek } from '../rules/sessions.ts'
import { formatSessions } from '../rules/week-form.ts'
import { refuse } from '../refusals.ts'
import { setWorkingWeek } from '../set-working-week.ts'
import { selectWeeks, type StoredWeek } from '../weeks.store.ts'
import type { CalendarAdminDeps } from './deps.ts'
import { DONE, WEEKDAY } from './words.ts'

export const HOURS = '/quan-tri/gio-lam-viec'
const COMMON = 'chung'

interface Office {
  /** In the address: the agency's id, or `chung` for all that have no hours of their own. */
  key: string
  name: string
  agency: { id: string; path: string } | null
}

interface Typed {
  sessions: string[]
  validFrom: DateValue
  reason: string
}

/** Working sessions of the deployment and of each agency, from a day on. */
export function mountWorkingHours(web: Web, deps: CalendarAdminDeps): void {
  const set = setWorkingWeek(deps)

  web.get(HOURS, { audience: 'admin' }, async (r) => {
    const offices = await officesOf(deps, r)
    const weeks = await selectWeeks(deps.db)
    return showList(r, offices, weeks, civilDateOf(deps.clock.now()))
  })
  web.get(`${HOURS}/:office`, { audience: 'admin' }, async (r) => {
    const office = await findOffice(deps, r)
    if (!office) return problem(refuse('calendar-not-yours').refusal)
    const week = inForce(await selectWeeks(deps.db), office, civilDateOf(deps.clock.now()))
    return showForm(r, office, { sessions: week.map(formatSessions), validFrom: {}, reason: '' })
  })
  web.post(`${HOURS}/:office`, { audience: 'admin' }, async (r) => {
    const office = await findOffice(deps, r)
    if (!office) return problem(refuse('calendar-not-yours').refusal)
    const typed = typedIn(r)
    const { day = '', month = '', year = '' } = typed.validFrom
    const validFrom = `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`
    const done = await set(r.actor, {
      agency: office.agency,
      sessions: typed.sessions,
      validFrom,
      reason: typed.reason,
    })
    return done.ok ? seeOther(`${HOURS}?da-luu=gio`) : showForm(r, office, typed, done.refusal, done.days)
  })
}

async function officesOf(deps: CalendarAdminDeps, r: WebRequest): Promise<Office[]> {
  const agencies = await deps.administeredAgencies(r.actor)
  return [
    { key: COMMON, name: 'Giờ chung (cơ quan chưa đặt giờ riêng)', agency: null },
    ...agencies.map((agency) => ({ key: agency.id, name: agency.name, agency })),
  ]
}

const findOffice = async (deps: CalendarAdminDeps, r: WebRequest) =>
  (await officesOf(deps, r)).find((office) => office.key === r.params.office) ?? null

/** The week that holds on a day: the office's own, else the common one. */
function inForce(weeks: readonly StoredWeek[], { agency }: Office, date: string): WorkingWeek {
  const holds = (week: StoredWeek) => week.validFrom <= date && (week.validTo === null || date <= week.validTo)
  const own = weeks.find((week) => week.agencyId === (agency?.id ?? null) && holds(week))
  const common = weeks.find((week) => week.agencyId === null && holds(week))
  return ((own ?? common)?.sessions as WorkingWeek | undefined) ?? DEFAULT_WEEK
}

function typedIn({ form }: WebRequest): Typed {
  return {
    sessions: DEFAULT_WEEK.map((_, i) => field(form, `day${i + 1}`)),
    validFrom: {
      day: field(form, 'validFrom-day'),
      month: field(form, 'validFrom-month'),
      year: field(form, 'validFrom-year'),
    },
    reason: field(form, 'reason'),
  }
}

function showList(r: WebRequest, offices: readonly Office[], weeks: readonly StoredWeek[], today: string) {
  const done = DONE[r.query['da-luu'] ?? '']
  const rows = offices.map((office) => {
    const coming = weeks.find((week) => week.agencyId === (office.agency?.id ?? null) && week.validFrom > today)
    return [
      office.name,
      <WeekText week={inForce(weeks, office, today)} />,
      coming ? `Giờ mới từ ${formatDate(coming.validFrom)}` : '',
      <a class="govuk-link" href={`${HOURS}/${office.key}`}>
        Đặt giờ<span class="govuk-visually-hidden"> của {office.name}</span>
      </a>,
    ]
  })
  return page({
    title: 'Giờ làm việc',
    nav: 'gio-lam-viec',
    wide: true,
    main: (
      <>
        {done ? <NotificationBanner type="success" heading={done} /> : null}
        <h1 class="govuk-heading-l">Giờ làm việc</h1>
        <p class="govuk-body">
          Hạn theo giờ, giờ trả kết quả và thời hạn từng bước được tính trong các ca làm việc này.
        </p>
        <Table
          caption="Giờ làm việc của các cơ quan"
          hideCaption
          head={['Cơ quan', 'Giờ đang áp dụng', 'Sắp tới', { text: 'Việc', hidden: true }]}
          rows={rows}
        />
      </>
    ),
  })
}

/** Days with the same hours are said together. */
function WeekText({ week }: { week: WorkingWeek }) {
  const runs: { from: number; to: number; text: string }[] = []
  week.forEach((sessions, i) => {
    const text = formatSessions(sessions) || 'Nghỉ'
    const last = runs.at(-1)
    if (last?.text === text) last.to = i
    else runs.push({ from: i, to: i, text })
  })
  return (
    <>
      {runs.map(({ from, to, text }) => (
        <div>
          {from === to ? WEEKDAY[from + 1] : `${WEEKDAY[from + 1]} – ${WEEKDAY[to + 1]}`}: {text}
        </div>
      ))}
    </>
  )
}

function showForm(r: WebRequest, office: Office, typed: Typed, refusal?: Refusal, days: readonly number[] = []) {
  const text = refusal && sentenceOf(refusal, 'vi')
  const target =
    days.length > 0
      ? `#day${(days[0] ?? 0) + 1}`
      : refusal?.code === 'calendar-reason-missing'
        ? '#reason'
        : '#validFrom'
  const title = `Đặt giờ làm việc: ${office.name}`
  return page({
    title,
    status: refusal ? 422 : 200,
    nav: 'gio-lam-viec',
    back: { href: HOURS, text: 'Giờ làm việc' },
    main: (
      <>
        <ErrorSummary errors={text ? [{ href: target, text }] : []} />
        <h1 class="govuk-heading-l">{title}</h1>
        <form method="post" action={r.path} novalidate>
          <FormKeys csrf={r.csrf} />
          {typed.sessions.map((value, i) => (
            <TextInput
              name={`day${i + 1}`}
              label={WEEKDAY[i + 1] ?? ''}
              hint={i === 0 ? 'Ví dụ: 07:30-11:30, 13:30-17:00. Để trống nếu nghỉ cả ngày.' : undefined}
              value={value}
              error={days.includes(i) ? text : undefined}
              maxLength={80}
            />
          ))}
          <DateInput
            name="validFrom"
            legend="Áp dụng từ ngày"
            value={typed.validFrom}
            error={target === '#validFrom' ? text : undefined}
          />
          <TextInput
            name="reason"
            label="Lý do, căn cứ"
            value={typed.reason}
            error={target === '#reason' && days.length === 0 ? text : undefined}
            maxLength={500}
          />
          <Button>Đặt giờ làm việc</Button>
        </form>
      </>
    ),
  })
}
