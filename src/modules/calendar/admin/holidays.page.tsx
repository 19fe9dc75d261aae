import { civilDateOf, formatDate, formatDateTime } from '../../../platform/clock.ts'
import { parseCivilDate, weekdayOf } from '../../../platform/day-number.ts'
import { field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import {
  Button,
  ButtonGroup,
  Details,
  ErrorSummary,
  FormKeys,
  InsetText,
  NotificationBanner,
  Table,
  Tag,
  TextInput,
  WarningText,
} from '../../../ui/index.ts'
import type { CalendarDay } from '../rules/calendar.ts'
import { type Edit, selectDaysOfYear, selectEdits, selectYears, type StoredDay } from '../store.ts'
import type { CalendarAdminDeps } from './deps.ts'
import { ACT, DONE, KIND, SOURCE, STATUS, WEEKDAY } from './words.ts'

export const HOLIDAYS = '/quan-tri/ngay-nghi'
const EDITS_SHOWN = 30

/** Thứ Ba, 24/11/2026 */
export const longDate = (date: string): string =>
  `${WEEKDAY[weekdayOf(parseCivilDate(date) ?? 0)]}, ${formatDate(date)}`

/** The days of a year, with what was edited last. */
export function mountHolidayList(web: Web, deps: CalendarAdminDeps): void {
  web.get(HOLIDAYS, { audience: 'admin' }, (r) => showYear(deps, r, yearOf(r.query.nam, deps)))
  web.post(`${HOLIDAYS}/nam/:year`, { audience: 'admin' }, async (r) => {
    const year = Number(r.params.year)
    const done = await deps.propose(r.actor, { act: 'declare-year', year, reason: field(r.form, 'reason') })
    if (done.ok) return seeOther(done.next)
    if (done.refusal.code !== 'calendar-reason-missing') return problem(done.refusal)
    return showYear(deps, r, year, sentenceOf(done.refusal, 'vi'))
  })
}

function yearOf(asked: string | undefined, { clock }: CalendarAdminDeps): number {
  return /^(199\d|20\d\d|21\d\d)$/.test(asked ?? '') ? Number(asked) : Number(civilDateOf(clock.now()).slice(0, 4))
}

async function showYear(deps: CalendarAdminDeps, r: WebRequest, year: number, error?: string) {
  const [days, known, edits] = await Promise.all([
    selectDaysOfYear(deps.db, year),
    selectYears(deps.db),
    selectEdits(deps.db, EDITS_SHOWN),
  ])
  const names = new Map(
    await Promise.all(
      [...new Set(edits.map((edit) => edit.actor))].map(async (key) => [key, await deps.nameOfEditor(key)] as const),
    ),
  )
  const isKnown = known.includes(year)
  const done = DONE[r.query['da-luu'] ?? '']
  return page({
    title: `Ngày nghỉ năm ${year}`,
    status: error ? 422 : 200,
    nav: 'ngay-nghi',
    wide: true,
    main: (
      <>
        {error ? <ErrorSummary errors={[{ href: '#reason', text: error }]} /> : null}
        {done ? <NotificationBanner type="success" heading={done} /> : null}
        <h1 class="govuk-heading-l">Ngày nghỉ và ngày làm bù năm {year}</h1>
        <p class="govuk-body">
          Hạn trả kết quả được tính theo lịch này. Sửa lịch thì ngày hẹn của hồ sơ đang giải quyết được tính lại và báo cho người dân;
          trước khi lưu có trang cho xem những hồ sơ nào đổi. Hồ sơ đã kết thúc giữ nguyên.
        </p>
        <YearLinks years={[...new Set([...known, year])].sort((a, b) => a - b)} current={year} />
        {isKnown ? null : (
          <UnknownYear
            year={year}
            csrf={r.csrf}
            canDeclare={deps.lunarYears.some((each) => each.year === year)}
            error={error}
          />
        )}
        <ButtonGroup>
          <Button href={`${HOLIDAYS}/them?nam=${year}`}>Thêm ngày nghỉ hoặc hoán đổi</Button>
        </ButtonGroup>
        <p class="govuk-body">
          <a class="govuk-link" href={deps.changesUrl}>
            Các lần sửa lịch và ngày hẹn đã tính lại
          </a>
        </p>
        <DaysTable days={days} year={year} />
        <Details summary="Các lần sửa gần đây">
          <EditsTable edits={edits} names={names} />
        </Details>
      </>
    ),
  })
}

const YearLinks = ({ years, current }: { years: number[]; current: number }) => (
  <nav aria-label="Chọn năm">
    <p class="govuk-body">
      {[...years, Math.max(...years) + 1].map((year, index) => (
        <>
          {index > 0 ? ' · ' : ''}
          <a class="govuk-link" href={`${HOLIDAYS}?nam=${year}`} aria-current={year === current ? 'page' : undefined}>
            Năm {year}
          </a>
        </>
      ))}
    </p>
  </nav>
)

function UnknownYear({
  year,
  csrf,
  canDeclare,
  error,
}: {
  year: number
  csrf: string | null
  canDeclare: boolean
  error?: string
}) {
  return (
    <>
      <WarningText>
        Chưa có lịch nghỉ năm {year}. Hạn rơi vào năm này chỉ trừ thứ Bảy, Chủ Nhật, và người dân được báo như vậy.
      </WarningText>
      {canDeclare ? (
        <form method="post" action={`${HOLIDAYS}/nam/${year}`} novalidate>
          <FormKeys csrf={csrf} />
          <InsetText>
            Có thể lập trước các ngày theo Điều 112 Bộ luật Lao động (kể cả Tết và Giỗ Tổ theo âm lịch, nghỉ bù khi
            trùng cuối tuần), rồi sửa theo thông báo chính thức.
          </InsetText>
          <TextInput
            id="reason"
            name="reason"
            label="Lý do, căn cứ"
            hint="Ví dụ: chờ thông báo lịch nghỉ của Bộ Nội vụ"
            error={error}
            maxLength={500}
          />
          <Button variant="secondary">Lập lịch năm {year} theo luật</Button>
        </form>
      ) : null}
    </>
  )
}

function DaysTable({ days, year }: { days: readonly StoredDay[]; year: number }) {
  return (
    <Table
      caption={`Các ngày của năm ${year}`}
      head={['Ngày', 'Loại', 'Tên', 'Tình trạng', 'Nguồn', { text: 'Việc', hidden: true }]}
      empty="Chưa có ngày nào."
      rows={days.map((day) => [
        longDate(day.date),
        kindText(day),
        day.nameVi,
        <Tag colour={day.status === 'official' ? 'green' : 'yellow'}>{STATUS[day.status]}</Tag>,
        SOURCE[day.source],
        <>
          {day.swapWith ? null : (
            <>
              <a class="govuk-link" href={`${HOLIDAYS}/${day.id}/sua`}>
                Sửa<span class="govuk-visually-hidden"> ngày {formatDate(day.date)}</span>
              </a>{' '}
            </>
          )}
          <a class="govuk-link" href={`${HOLIDAYS}/${day.id}/bo`}>
            Bỏ<span class="govuk-visually-hidden"> ngày {formatDate(day.date)}</span>
          </a>
        </>,
      ])}
    />
  )
}

export const kindText = (day: CalendarDay): string =>
  day.swapWith
    ? `${KIND[day.kind]} (${day.kind === 'swap_off' ? 'làm bù' : 'cho'} ${formatDate(day.swapWith)})`
    : KIND[day.kind]

const EditsTable = ({
  edits,
  names,
}: {
  edits: readonly (Edit & { version: number })[]
  names: ReadonlyMap<string, string>
}) => (
  <Table
    caption="Các lần sửa lịch, mới nhất trước"
    captionSize="s"
    head={[{ text: 'Phiên bản', numeric: true }, 'Lúc', 'Việc', 'Người sửa', 'Lý do']}
    rows={edits.map((edit) => [
      { content: edit.version, numeric: true },
      formatDateTime(edit.at),
      ACT[edit.act],
      names.get(edit.actor) ?? edit.actor,
      edit.reason ?? '',
    ])}
  />
)
