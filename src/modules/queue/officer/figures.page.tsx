import { formatDate } from '../../../platform/clock.ts'
import { page, problem, type Web } from '../../../platform/http/index.ts'
import { parseCivilDate, readTypedDate } from '../../../platform/day-number.ts'
import { Button, DateInput, InsetText, Select, Table } from '../../../ui/index.ts'
import { may } from '../../accounts/index.ts'
import { resourceOf, todayOf } from '../deps.ts'
import { selectMeasures } from '../measures.store.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { addDays } from '../rules/days.ts'
import { byKey, type Sum, sumOf } from '../rules/figures.ts'
import { selectOffices } from '../settings.store.ts'
import { findSettings } from '../settings.ts'

const LONGEST_DAYS = 92

const number = (value: number | null): string => (value === null ? '–' : value.toLocaleString('vi-VN'))
const numeric = (content: string) => ({ content, numeric: true })
const HEAD = ['Lấy số', 'Được gọi', 'Chờ trung bình (phút)', 'Chờ lâu nhất (phút)', 'Phục vụ xong', 'Phục vụ trung bình (phút)', 'Vắng'].map((text) => ({ text, numeric: true }))
const cellsOf = (sum: Sum) => [sum.taken, sum.called, sum.meanWaitMinutes, sum.longestWaitMinutes, sum.served, sum.meanServeMinutes, sum.absent].map((value) => numeric(number(value)))

/** Waiting and serving at an office over some days, for its leaders. Read from what the acts added up. */
export function mountFigures(web: Web, deps: QueuePageDeps): void {
  web.get('/can-bo/quay/so-lieu', { audience: 'officer' }, async (r) => {
    const snapshot = await deps.directory.snapshot()
    const offices = (await selectOffices(deps.db)).map((row) => snapshot.get(row.agency_id)).filter((agency) => may(r.actor, 'statistics.read', resourceOf(agency)).ok)
    if (offices.length === 0) return problem({ code: 'not-allowed' })
    const office = offices.find((one) => one.id === r.query['co-quan']) ?? offices[0]
    if (!office) return problem({ code: 'not-found' })
    const today = todayOf(deps)
    const from = dayOf(r.query, 'tu') ?? today
    const asked = dayOf(r.query, 'den') ?? today
    const to = [asked, addDays(from, LONGEST_DAYS)].sort()[0] ?? asked
    const [rows, settings] = await Promise.all([selectMeasures(deps.db, office.id, from, to), findSettings(deps.db, office.id, today)])
    const nameOf = (id: string) => {
      const group = settings?.all.groups.find((one) => one.id === id)
      return group ? `${group.letter} ${group.nameVi}` : 'nhóm đã kết thúc'
    }
    return page({
      title: 'Thời gian chờ và phục vụ',
      nav: 'so-lieu-quay',
      wide: true,
      main: (
        <>
          <h1 class="govuk-heading-l">Thời gian chờ và phục vụ</h1>
          <form method="get" action="/can-bo/quay/so-lieu">
            <Select name="co-quan" label="Cơ quan" value={office.id} items={offices.map((one) => ({ value: one.id, text: one.nameVi }))} />
            <DateInput name="tu" legend="Từ ngày" legendSize="s" value={partsOf(from)} />
            <DateInput name="den" legend="Đến ngày" legendSize="s" hint={`Nhiều nhất ${LONGEST_DAYS} ngày`} value={partsOf(to)} />
            <Button variant="secondary">Xem</Button>
          </form>
          <h2 class="govuk-heading-m">
            {office.nameVi}, {formatDate(from)} – {formatDate(to)}
          </h2>
          {rows.length === 0 ? <InsetText>Không có số nào trong những ngày này.</InsetText> : null}
          {rows.length > 0 ? (
            <>
              <Table caption="Theo nhóm dịch vụ" head={['Nhóm', ...HEAD]} rows={[...byKey(rows, 'group_id').map(([id, sum]) => [nameOf(id), ...cellsOf(sum)]), [<strong>Tất cả</strong>, ...cellsOf(sumOf(rows))]]} />
              <Table caption="Theo giờ trong ngày" head={['Giờ', ...HEAD]} rows={byKey(rows, 'hour').map(([hour, sum]) => [`${hour}:00–${hour}:59`, ...cellsOf(sum)])} />
              <Table caption="Theo ngày" head={['Ngày', ...HEAD]} rows={byKey(rows, 'day').map(([day, sum]) => [formatDate(day), ...cellsOf(sum)])} />
            </>
          ) : null}
          <p class="govuk-hint">Thời gian chờ tính từ lúc lấy số (hoặc giờ đã hẹn) đến lần gọi đầu; thời gian phục vụ từ lúc gọi đến lúc xong.</p>
        </>
      ),
    })
  })
}

function dayOf(query: Record<string, string>, name: string): string | null {
  const day = readTypedDate({ day: query[`${name}-day`] ?? '', month: query[`${name}-month`] ?? '', year: query[`${name}-year`] ?? '' })
  return day && parseCivilDate(day) !== null ? day : null
}

const partsOf = (day: string) => {
  const [year, month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}
