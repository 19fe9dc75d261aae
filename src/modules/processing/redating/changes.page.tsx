import { formatDateTime } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { sentenceOf } from '../../../platform/problems.ts'
import type { Refusal } from '../../../platform/result.ts'
import { Button, ButtonGroup, ErrorSummary, FormKeys, InsetText, NotificationBanner, SummaryList, Table, Tag } from '../../../ui/index.ts'
import { HOLIDAYS } from '../../calendar/index.ts'
import { type ChangeRow, latestChanges, type LineRow, linesOf, type Phase, tallyOf } from './changes.store.ts'
import { CHANGES_URL, type Proposals, type RedatingDeps } from './propose.ts'
import { refuse } from './refusals.ts'

export interface RedatingPages extends Pick<RedatingDeps, 'db'> {
  proposals: Proposals
  agencyNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

const PAGE = 50
const STATES = {
  looking: { text: 'đang xem trước', colour: 'yellow' },
  looked: { text: 'chờ lưu', colour: 'yellow' },
  saved: { text: 'đã lưu, đang tính lại', colour: 'blue' },
  done: { text: 'đã tính lại xong', colour: 'green' },
  discarded: { text: 'đã bỏ', colour: 'grey' },
} as const

/** Administrators' pages: what a change of the days off would move, before it is saved; and what it has moved, after. */
export function mountRedating(web: Web, deps: RedatingPages): void {
  web.get(CHANGES_URL, { audience: 'admin' }, (r) => showList(deps, r))
  web.get(`${CHANGES_URL}/:changeId`, { audience: 'admin' }, async (r) => {
    const change = await deps.proposals.find(r.params.changeId ?? '')
    return change ? showOne(deps, r, change) : problem(refuse('calendar-change-not-found').refusal)
  })
  web.post(`${CHANGES_URL}/:changeId/luu`, { audience: 'admin' }, async (r) => {
    const id = r.params.changeId ?? ''
    const saved = await deps.proposals.save(r.actor, id)
    if (saved.ok) return seeOther(`${CHANGES_URL}/${id}`)
    const change = await deps.proposals.find(id)
    return change ? showOne(deps, r, change, saved.refusal) : problem(saved.refusal)
  })
  web.post(`${CHANGES_URL}/:changeId/bo`, { audience: 'admin' }, async (r) => {
    const done = await deps.proposals.discard(r.params.changeId ?? '')
    return done.ok ? seeOther(HOLIDAYS) : problem(done.refusal)
  })
}

const placeOf = (text: string | undefined): { at: Date; id: string } | null => {
  const [, ms = '', id = ''] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  const at = new Date(Number(ms))
  return ms !== '' && isId(id) && !Number.isNaN(at.getTime()) ? { at, id } : null
}

async function showList(deps: RedatingPages, r: WebRequest) {
  const rows = await latestChanges(deps.db, placeOf(r.query.sau), PAGE + 1)
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
  return page({
    title: 'Các lần sửa lịch nghỉ',
    nav: 'ngay-nghi',
    back: { href: HOLIDAYS, text: 'Lịch nghỉ' },
    main: (
      <>
        <h1 class="govuk-heading-l">Các lần sửa lịch và ngày hẹn đã tính lại</h1>
        <Table
          caption="Các lần sửa lịch, mới nhất trước"
          hideCaption
          empty={<p class="govuk-body">Chưa có lần sửa nào.</p>}
          head={['Lúc', 'Nội dung', 'Người đề xuất', 'Tình trạng']}
          rows={rows.slice(0, PAGE).map((row) => [
            formatDateTime(row.proposed_at),
            <a class="govuk-link" href={`${CHANGES_URL}/${row.id}`}>
              {row.summary}
            </a>,
            row.proposed_by_name,
            <Tag colour={STATES[row.state].colour}>{STATES[row.state].text}</Tag>,
          ])}
        />
        {last ? <Next href={`${CHANGES_URL}?sau=${last.proposed_at.getTime()}_${last.id}`} /> : null}
      </>
    ),
  })
}

const Next = ({ href }: { href: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href} rel="next">
      Trang sau
    </a>
  </p>
)

async function showOne(deps: RedatingPages, r: WebRequest, change: ChangeRow, refusal?: Refusal) {
  const phase: Phase = change.state === 'saved' || change.state === 'done' ? 'moved' : 'look'
  const from = placeOf(r.query.sau)
  const of = { id: change.id, phase }
  const lines = await linesOf(deps.db, of, from && { due: from.at, id: from.id }, PAGE + 1)
  const tally = await tallyOf(deps.db, of)
  const names = await deps.agencyNames([...new Set([...tally.map((one) => one.agency_id), ...lines.map((line) => line.agency_id)])])
  const total = tally.reduce((sum, one) => sum + one.dossiers, 0)
  const last = lines.length > PAGE ? lines[PAGE - 1] : undefined
  const said = refusal ? sentenceOf(refusal, 'vi') : null
  const title = phase === 'look' ? 'Xem trước: ngày hẹn nào thay đổi' : 'Ngày hẹn đã tính lại'
  return page({
    title: `${said ? 'Lỗi: ' : ''}${title}`,
    status: said ? 409 : 200,
    nav: 'ngay-nghi',
    back: { href: CHANGES_URL, text: 'Các lần sửa lịch' },
    main: (
      <>
        <ErrorSummary errors={said ? [{ text: said }] : []} />
        <h1 class="govuk-heading-l">{title}</h1>
        <State change={change} url={r.path.replace(/\/luu$/, '')} />
        <SummaryList
          rows={[
            { key: 'Sửa lịch', value: change.summary },
            { key: 'Người đề xuất', value: `${change.proposed_by_name}, ${formatDateTime(change.proposed_at)}` },
            ...(change.saved_at ? [{ key: 'Người lưu', value: `${change.saved_by_name ?? ''}, ${formatDateTime(change.saved_at)}` }] : []),
            { key: phase === 'look' ? 'Hồ sơ sẽ đổi ngày hẹn' : 'Hồ sơ đã đổi ngày hẹn', value: total },
          ]}
        />
        <Confirm change={change} csrf={r.csrf} />
        {tally.length > 0 ? (
          <Table caption="Theo cơ quan" head={['Cơ quan', { text: 'Số hồ sơ', numeric: true }]} rows={tally.map((one) => [names.get(one.agency_id) ?? one.agency_id, { content: one.dossiers, numeric: true }])} />
        ) : null}
        <Lines lines={lines.slice(0, PAGE)} phase={phase} names={names} />
        {last ? <Next href={`${CHANGES_URL}/${change.id}?sau=${last.from_due.getTime()}_${last.dossier_id}`} /> : null}
      </>
    ),
  })
}

/** Where it stands, and how to see it go on without script. */
function State({ change, url }: { change: ChangeRow; url: string }) {
  if (change.state === 'looking' || change.state === 'saved')
    return (
      <InsetText>
        {change.state === 'looking' ? 'Đang xem các hồ sơ có ngày hẹn còn mở; chưa lưu gì.' : 'Đã lưu vào lịch. Đang tính lại ngày hẹn của từng hồ sơ và báo cho người dân.'}{' '}
        <a class="govuk-link" href={url}>
          Tải lại để xem tiếp
        </a>
      </InsetText>
    )
  if (change.state === 'done')
    return <NotificationBanner type="success">Đã tính lại xong{change.done_at ? ` lúc ${formatDateTime(change.done_at)}` : ''}. Mỗi hồ sơ dưới đây đã được ghi lý do và báo cho người dân.</NotificationBanner>
  return change.state === 'discarded' ? <InsetText>Lần sửa này đã bỏ, lịch không đổi.</InsetText> : null
}

function Confirm({ change, csrf }: { change: ChangeRow; csrf: string | null }) {
  if (change.state !== 'looking' && change.state !== 'looked') return null
  return (
    <>
      <p class="govuk-body">
        Chỉ hồ sơ đang giải quyết được tính lại; hồ sơ đã kết thúc và bước đã làm xong giữ nguyên. Người dân có hồ sơ đổi ngày hẹn được báo ngày mới với lý do.
      </p>
      <ButtonGroup>
        {change.state === 'looked' ? (
          <form method="post" action={`${CHANGES_URL}/${change.id}/luu`} class="mc-inline-form">
            <FormKeys csrf={csrf} />
            <Button>Lưu vào lịch và tính lại</Button>
          </form>
        ) : null}
        <form method="post" action={`${CHANGES_URL}/${change.id}/bo`} class="mc-inline-form">
          <FormKeys csrf={csrf} />
          <Button variant="secondary">Không lưu</Button>
        </form>
      </ButtonGroup>
    </>
  )
}

function Lines({ lines, phase, names }: { lines: readonly LineRow[]; phase: Phase; names: ReadonlyMap<string, string> }) {
  return (
    <Table
      caption="Từng hồ sơ"
      empty={<p class="govuk-body">{phase === 'look' ? 'Không hồ sơ nào đổi ngày hẹn.' : 'Chưa hồ sơ nào đổi ngày hẹn.'}</p>}
      head={['Hồ sơ', 'Cơ quan', phase === 'look' ? 'Đang hẹn' : 'Hẹn trước', phase === 'look' ? 'Sẽ hẹn' : 'Hẹn mới']}
      rows={lines.map((line) => [<span class="mc-code">{line.code}</span>, names.get(line.agency_id) ?? line.agency_id, formatDateTime(line.from_due), <strong>{formatDateTime(line.to_due)}</strong>])}
    />
  )
}
