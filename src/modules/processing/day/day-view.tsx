import { formatDate } from '../../../platform/clock.ts'
import { Button, ErrorSummary, formatMoney, InsetText, Select, Table, TextInput } from '../../../ui/index.ts'
import { statusLabel, statusWords } from '../../dossiers/index.ts'
import { DAY_LINE_NAMES, DAY_LINES, sumOf, WAY_NAMES } from '../rules/day.ts'
import { actLabel } from '../words.ts'
import { dayAddress, END_OF_DAY } from './address.ts'
import type { DayListed } from './day.store.ts'
import type { Day, DayAsked } from './load-day.ts'
import { timeIn } from './print-day.ts'

interface Props {
  asked: DayAsked | null
  day: Day | null
  lines: readonly DayListed[]
  from: number
  next: number | null
}

export function DayView({ asked, day, lines, from, next }: Props) {
  if (!asked || !day)
    return (
      <>
        <h1 class="govuk-heading-l">Báo cáo cuối ngày</h1>
        <p class="govuk-body">Anh/Chị chưa thuộc cơ quan nào có hồ sơ.</p>
      </>
    )
  const wrong = asked.wrong ? 'Ghi ngày có thật, dạng 14/3/2026' : undefined
  return (
    <>
      <ErrorSummary errors={wrong ? [{ href: '#ngay', text: wrong }] : []} />
      <h1 class="govuk-heading-l">Báo cáo cuối ngày {formatDate(asked.day)}</h1>
      <form method="get" action={END_OF_DAY} class="mc-filter">
        <Select name="co-quan" label="Cơ quan" value={asked.agency.id} items={asked.agencies.map((one) => ({ value: one.id, text: one.name }))} />
        <TextInput name="ngay" label="Ngày" value={asked.wrong ?? formatDate(asked.day)} width={10} error={wrong} autocomplete="off" />
        <Button variant="secondary">Xem</Button>
      </form>
      {day.isCut ? <InsetText>Ngày này có hơn {day.most.toLocaleString('vi-VN')} việc: chỉ đếm và liệt kê chừng ấy việc đầu.</InsetText> : null}
      <Counts day={day} />
      <Money day={day} />
      {day.open ? <Open open={day.open} /> : null}
      <Lines lines={lines} from={from} />
      <p class="govuk-body">
        {next === null ? null : (
          <a class="govuk-link" rel="next" href={dayAddress(asked, '', { tu: String(next) })}>
            Trang sau
          </a>
        )}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={dayAddress(asked, '.pdf')}>
          In báo cáo để ký (PDF)
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={dayAddress(asked, '.xlsx')}>
          Tải danh sách thành bảng tính (XLSX)
        </a>
      </p>
    </>
  )
}

const count = (n: number) => ({ content: n, numeric: true })
const COUNT_HEAD = (['Trực tiếp', 'Trực tuyến', 'Bưu chính', 'Tổng'] as const).map((text) => ({ text, numeric: true }))

const Counts = ({ day }: { day: Day }) => (
  <Table
    caption="Hồ sơ trong ngày, theo cách nộp"
    head={['Việc', ...COUNT_HEAD]}
    firstCellIsHeader
    rows={DAY_LINES.map((line) => {
      const one = day.counts[line]
      return [DAY_LINE_NAMES[line], count(one[1]), count(one[2]), count(one[3]), count(sumOf(one))]
    })}
  />
)

const money = (amount: number) => ({ content: formatMoney(amount), numeric: true })

function Money({ day }: { day: Day }) {
  return (
    <>
      <Table
        caption="Phí, lệ phí đã thu"
        head={['Cách nộp tiền', { text: 'Thu trong ngày', numeric: true }, { text: 'Hủy, trả lại trong ngày', numeric: true }, { text: 'Còn lại', numeric: true }]}
        firstCellIsHeader
        rows={(['cash', 'transfer', 'card'] as const).map((way) => [WAY_NAMES[way], money(day.money[way].collected), money(day.money[way].cancelled), money(day.money[way].rest)])}
      />
      {day.collected.length + day.cancelled.length > 0 ? (
        <Table
          caption="Từng lần thu"
          captionSize="s"
          head={['Lúc', 'Biên lai', 'Người nộp tiền', 'Cách nộp', { text: 'Số tiền', numeric: true }, 'Người thu']}
          rows={[
            ...day.collected.map((one) => [timeIn(one.at), one.receipt, one.payer, WAY_NAMES[one.way], money(one.amount), one.collected_by_name]),
            ...day.cancelled.map((one) => [one.cancelled_at ? timeIn(one.cancelled_at) : '', `${one.receipt} (hủy)`, one.payer, WAY_NAMES[one.way], money(-one.amount), one.cancelled_by_name ?? '']),
          ]}
        />
      ) : null}
    </>
  )
}

const Open = ({ open }: { open: NonNullable<Day['open']> }) => (
  <Table
    caption={open.exact ? 'Hồ sơ đang có lúc này, theo trạng thái' : 'Hồ sơ đang có lúc này, theo trạng thái (khoảng)'}
    empty={<p class="govuk-body">Không có hồ sơ nào đang mở.</p>}
    head={['Trạng thái', { text: 'Số hồ sơ', numeric: true }]}
    firstCellIsHeader
    rows={open.rows.toSorted((a, b) => a.status - b.status).map((one) => [statusLabel(statusWords('vi'), one.status), count(one.open)])}
  />
)

const Lines = ({ lines, from }: { lines: readonly DayListed[]; from: number }) => (
  <Table
    caption="Danh sách"
    empty={<p class="govuk-body">Chưa có việc nào trong ngày.</p>}
    head={['TT', 'Lúc', 'Việc', 'Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', 'Người làm']}
    rowId={(index) => `dong-${index}`}
    rows={lines.map(({ act, dossier }, index) => [
      from + index + 1,
      timeIn(act.at),
      actLabel(act.kind),
      <a class="govuk-link mc-code" href={`/can-bo/ho-so/${dossier.code}`}>
        {dossier.code}
      </a>,
      <>
        {dossier.subject}
        <br />
        <span class="govuk-hint govuk-!-display-inline">{dossier.procedure_name}</span>
      </>,
      dossier.owner_name,
      act.actor_name,
    ])}
  />
)
