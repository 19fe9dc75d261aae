import { formatDate } from '../../../platform/clock.ts'
import { Details, InsetText, SummaryList, Table, WarningText } from '../../../ui/index.ts'
import { publishedFee, publishedTime } from '../citizen/guide.ts'
import { procedureWords } from '../citizen/words.ts'
import type { GeneralPaper } from '../packages/general/papers.ts'
import type { GeneralPlan } from '../packages/general/plan.ts'
import { timeWords } from '../packages/starter/brief.ts'
import { stepsOf } from '../packages/starter/process-bpmn.ts'
import { DUTY_NAMES, LEVEL_NAMES, NOTES } from './general-words.ts'

const words = procedureWords('vi')
const SOURCES: Readonly<Record<string, string>> = { portal: 'Cổng Dịch vụ công quốc gia', older: 'bản ghi cũ của Cổng' }

/** What was taken from the record, and what is doubtful in it. */
export function RecordView({ plan, takers }: { plan: GeneralPlan; takers: readonly string[] | null }) {
  const { record, levels, people, results, notes, channels, resultWays } = plan
  const whom = [people.persons ? 'cá nhân' : '', people.organisations ? 'tổ chức, doanh nghiệp' : ''].filter(Boolean).join('; ')
  const ways = { counter: 'trực tiếp', online: 'trực tuyến', post: 'bưu chính' } as const
  return (
    <>
      {record.ofOneBody ? <WarningText>Thủ tục riêng của {record.ofOneBody}: chỉ mở nếu nơi này thuộc về đó.</WarningText> : null}
      <h2 class="govuk-heading-m">Lấy từ bản ghi</h2>
      <SummaryList
        rows={[
          { key: 'Bản ghi', value: `Nội dung số ${record.version?.number ?? ''}, ngày ${formatDate(record.version?.asOf ?? '')}, nguồn: ${SOURCES[record.version?.source ?? ''] ?? ''}` },
          { key: 'Lĩnh vực', value: record.field?.name ?? 'không rõ' },
          { key: 'Cấp giải quyết', value: levels.map((level) => LEVEL_NAMES[level]).join(', ') || 'không nêu' },
          ...(record.agencies.length > 0 ? [{ key: 'Cơ quan thực hiện theo bản ghi', value: namesOf(record.agencies) }] : []),
          ...(takers ? [{ key: 'Ở đây ai nhận', value: takers.length > 0 ? namesOf(takers) : 'chưa có cơ quan nào' }] : []),
          { key: 'Tờ khai hỏi về', value: `${whom}${people.foreigners ? '; có thể dùng hộ chiếu' : ''}` },
          { key: 'Cách nộp', value: channels.map((one) => ways[one]).join(', ') },
          { key: 'Nhận kết quả', value: resultWays.map((one) => (one === 'online' ? 'bản điện tử' : ways[one])).join(', ') },
          ...(plan.cases.length > 1 ? [{ key: 'Trường hợp', value: plan.cases.map(({ label }) => <div>{label}</div>) }] : []),
          { key: 'Kết quả', value: results.map(({ name }) => <div>{name}</div>) },
          { key: 'Căn cứ pháp lý', value: `${record.content?.legalBases.length ?? 0} văn bản` },
        ]}
      />
      {(record.content?.methods.length ?? 0) > MOST_OPEN / 2 ? (
        <Details summary="Thời hạn và phí trong bản ghi">
          <Methods plan={plan} />
        </Details>
      ) : (
        <Methods plan={plan} />
      )}
      {plan.papers.length > MOST_OPEN ? (
        <Details summary={`Thành phần hồ sơ: ${plan.papers.length} giấy tờ`}>
          <Papers plan={plan} />
        </Details>
      ) : (
        <Papers plan={plan} />
      )}
      {notes.length > 0 ? (
        <InsetText>
          <strong>Nên biết</strong>
          <ul class="govuk-list govuk-list--bullet">
            {notes.map(({ code, count }) => (
              <li>{NOTES[code](count)}</li>
            ))}
          </ul>
        </InsetText>
      ) : null}
      <StepsTable plan={plan} />
    </>
  )
}

/** Longer lists are folded, so that the button stays in reach. */
const MOST_OPEN = 12

const SHOWN_NAMES = 6
export const namesOf = (names: readonly string[]): string => (names.length <= SHOWN_NAMES ? names.join('; ') : `${names.slice(0, SHOWN_NAMES).join('; ')} và ${names.length - SHOWN_NAMES} nơi khác`)

const SHORT = 160

/** A long text of the source is a click away. */
const Folded = ({ text, summary }: { text: string; summary: string }) => (text.length <= SHORT ? <div>{text}</div> : <Details summary={summary}>{text}</Details>)

const Methods = ({ plan: { record } }: { plan: GeneralPlan }) => (
  <Table
    caption="Thời hạn và phí trong bản ghi"
    captionSize="s"
    head={['Cách nộp', 'Thời hạn', 'Phí, lệ phí', 'Ghi chú']}
    empty="Bản ghi không nêu cách nộp nào."
    rows={[
      ...(record.content?.methods ?? []).map((method) => [
        words.channels[method.channel],
        method.time ? publishedTime(method.time, 'vi', words) : words.unknown,
        method.fees ? method.fees.map((fee) => <Folded text={[publishedFee(fee, 'vi', words), fee.note].filter(Boolean).join(' ')} summary="Xem mức phí" />) : words.feeNotSaid,
        method.note ? <Folded text={method.note} summary="Xem ghi chú" /> : '',
      ]),
      ...(record.content?.services ?? []).map((service) => [`Dịch vụ ${service.code}`, publishedTime(service.time, 'vi', words), '', service.name]),
    ]}
  />
)

function Papers({ plan: { papers, cases } }: { plan: GeneralPlan }) {
  const labels = new Map(cases.map(({ key, label }) => [key, label]))
  const several = cases.length > 1
  return (
    <Table
      caption="Thành phần hồ sơ"
      captionSize="s"
      head={['Giấy tờ', { text: 'Bản chính', numeric: true }, { text: 'Bản sao', numeric: true }, 'Khi nộp trực tuyến', ...(several ? ['Trường hợp'] : [])]}
      empty="Bản ghi không kê giấy tờ nào có số bản."
      rows={papers.map((paper) => [
        <>
          {paper.name}
          {paper.hint && !paper.isForm ? <Folded text={paper.hint.vi} summary="Xem nguyên văn, điều kiện" /> : null}
        </>,
        paper.originals,
        paper.copies,
        askedAs(paper),
        ...(several ? [paper.cases ? paper.cases.map((key) => <div>{labels.get(key) ?? key}</div>) : 'Mọi trường hợp'] : []),
      ])}
    />
  )
}

const askedAs = ({ required, presentedOnly, isForm }: GeneralPaper) => (isForm ? 'Tờ khai chung thay' : presentedOnly ? 'Xuất trình' : required ? 'Bắt buộc' : 'Có điều kiện')

/** Received first, then the steps of the process. */
function StepsTable({ plan: { time } }: { plan: GeneralPlan }) {
  const limit = time?.time ?? null
  const steps = limit ? stepsOf(limit) : stepsOf({ amount: 1, unit: 'working_day' })
  return (
    <Table
      caption={limit ? `Bảy bước trong ${timeWords(limit).vi}` : 'Bảy bước'}
      captionSize="s"
      head={[{ text: 'Bước', numeric: true }, 'Việc', 'Người làm', { text: 'Giờ làm việc', numeric: true }]}
      rows={[
        [1, 'Tiếp nhận, in giấy hẹn, chuyển hồ sơ', DUTY_NAMES.reception ?? '', ''],
        ...steps.map(({ name, duty, hours }, i) => [i + 2, name, DUTY_NAMES[duty] ?? '', limit ? (hours === 0 ? 'ngoài thời hạn' : String(hours).replace('.', ',')) : '']),
      ]}
    />
  )
}
