import { formatDateTime } from '../../../platform/clock.ts'
import { page, seeOther, type Web } from '../../../platform/http/index.ts'
import { isId } from '../../../platform/ids.ts'
import { foldVietnamese } from '../../../platform/text.ts'
import { valueOn } from '../../parameters/index.ts'
import { civilDateOf } from '../../../platform/clock.ts'
import { Button, Checkboxes, Table, Tag, TextInput } from '../../../ui/index.ts'
import { isCode, normaliseCode } from '../../dossiers/index.ts'
import { REMIND_AFTER } from '../parameters.ts'
import type { ReturnsDeps, Staff } from '../ports.ts'
import { type After, selectReminders, selectWaiting, type WaitingRow } from '../store.ts'
import { RECEIVER, RETURNS } from './addresses.ts'

const PAGE = 50
const DAY = 86_400_000
const WAYS = { counter: 'Tại quầy', online: 'Trực tuyến', post: 'Bưu chính' } as const

const afterOf = (text: string): After | null => {
  const [at = '', id = ''] = text.split('_')
  return /^\d{1,15}$/.test(at) && isId(id) ? { endedAt: new Date(Number(at)), id } : null
}

/** Results that wait to be fetched, the longest first; several of one receiver are chosen and given together. Four queries. */
export function mountWaiting(web: Web, deps: ReturnsDeps): void {
  web.get(RETURNS, { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const q = (r.query.q ?? '').slice(0, 200)
    // A scanned code goes straight to whoever stands there.
    if (isCode(normaliseCode(q))) return seeOther(`${RECEIVER}?hs=${encodeURIComponent(normaliseCode(q))}`)
    const agencies = await deps.agenciesOf(actor)
    const now = deps.clock.now()
    const unclaimed = r.query['chua-nhan'] === '1'
    const days = await valueOn(deps.db, REMIND_AFTER, agencies.length === 1 ? (agencies[0]?.id ?? null) : null, civilDateOf(now))
    const endedBefore = unclaimed ? new Date(now.getTime() - days * DAY) : null
    const rows = await selectWaiting(deps.db, { agencyIds: agencies.map((one) => one.id), folded: foldVietnamese(q), endedBefore, after: afterOf(r.query.sau ?? ''), limit: PAGE + 1 })
    const shown = rows.slice(0, PAGE)
    const reminders = await selectReminders(deps.db, shown.map((row) => row.id))
    if (shown.length > 0) await deps.logAccesses(deps.db, shown.map((row) => ({ actor, purpose: 'results.list', subject: { kind: 'dossier', id: row.id }, fields: ['name', 'subject'], at: now, ip: r.ip })))
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    const title = unclaimed ? 'Kết quả chưa có người nhận' : 'Trả kết quả'
    return page({
      title,
      nav: 'tra-ket-qua',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <h1 class="govuk-heading-l">{title}</h1>
          <form method="get" action={RETURNS} class="mc-filter" role="search">
            <TextInput name="q" label="Quét mã hồ sơ, hoặc tìm tên chủ hồ sơ" value={q} width={30} type="search" />
            <Checkboxes name="chua-nhan" legend="Lọc" hideLegend small values={r.query['chua-nhan']} items={[{ value: '1', text: `Chỉ kết quả có đã hơn ${days} ngày` }]} />
            <Button variant="secondary">Tìm</Button>
          </form>
          <form method="get" action={RECEIVER}>
            <Table
              caption={title}
              hideCaption
              empty={<p class="govuk-body">Không có kết quả nào đang chờ trả.</p>}
              head={[{ text: 'Chọn', hidden: true }, 'Mã hồ sơ', 'Nội dung', 'Chủ hồ sơ', 'Nhận bằng', 'Có kết quả', 'Đã nhắc']}
              rowId={(index) => `dong-${index}`}
              rows={shown.map((row) => cells(row, reminders.get(row.id)))}
            />
            {shown.length > 0 ? <Button>Trả các kết quả đã chọn</Button> : null}
          </form>
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" rel="next" href={`${RETURNS}?${new URLSearchParams({ ...r.query, sau: `${last.ended_at.getTime()}_${last.id}` })}`}>
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })
}

function cells(row: WaitingRow, reminded: { times: number; last: Date } | undefined) {
  return [
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={`hs-${row.id}`} name="hs" value={row.code} />
        <label class="govuk-label govuk-checkboxes__label" for={`hs-${row.id}`}>
          <span class="govuk-visually-hidden">Chọn hồ sơ {row.code}</span>
        </label>
      </div>
    </div>,
    <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
      {row.code}
    </a>,
    <>
      {row.subject}
      <br />
      <span class="govuk-hint govuk-!-display-inline">{row.procedure_name}</span>
    </>,
    row.owner_name,
    WAYS[row.result_way],
    formatDateTime(row.ended_at),
    reminded ? (
      <Tag colour="yellow" icon="waiting">
        {reminded.times} lần
      </Tag>
    ) : (
      ''
    ),
  ]
}
