import { formatDateTime, isoInVietnam } from '../platform/clock.ts'
import { field, json, page, seeOther, type Web, type WebRequest } from '../platform/http/index.ts'
import { inTransaction } from '../platform/db.ts'
import { Button, InsetText, Pagination, SummaryList, Tag, TextInput } from '../ui/index.ts'
import type { SandboxDeps } from './deps.ts'
import { createInbox, type InboxMessage } from './inbox.ts'
import { MessageText } from './message-text.tsx'
import { findMode, setMode } from './store.ts'
import { INBOX, SANDBOX } from './urls.ts'

const PER_PAGE = 20
const MAX_JSON = 200
const MAX_PAGE = 10_000
const PARTIES = [
  { party: 'mail', name: 'Máy chủ thư điện tử' },
  { party: 'sms', name: 'Cổng tin nhắn SMS' },
] as const

/** Everybody's mailbox and phone. */
export function mountInboxPage(web: Web, deps: SandboxDeps): void {
  const inbox = createInbox(deps)

  web.get(INBOX, { audience: 'sandbox' }, async (r) => {
    const asked = search(r)
    const current = wholeNumber(r.query.trang, { fallback: 1, max: MAX_PAGE })
    const { items, total } = await inbox.list({ to: asked, limit: PER_PAGE, offset: (current - 1) * PER_PAGE })
    const switches = await Promise.all(PARTIES.map(async (one) => ({ ...one, working: (await findMode(deps.db, one.party)) === 'working' })))
    return page({
      title: 'Hộp thư và tin nhắn',
      back: { href: SANDBOX, text: 'Các đối tác được mô phỏng' },
      main: <InboxView asked={asked} items={items} total={total} current={current} switches={switches} />,
    })
  })

  web.get(`${INBOX}.json`, { audience: 'sandbox' }, async (r) => {
    const limit = wholeNumber(r.query.limit, { fallback: 50, max: MAX_JSON })
    const { items, total } = await inbox.list({ to: search(r), limit })
    return json({ items: items.map((item) => ({ ...item, receivedAt: isoInVietnam(item.receivedAt) })), total })
  })

  web.post(`${INBOX}/trang-thai`, { audience: 'sandbox' }, async (r) => {
    const chosen = PARTIES.find(({ party }) => party === field(r.form, 'party'))
    const mode = field(r.form, 'mode') === 'down' ? 'down' : 'working'
    if (chosen) await inTransaction(deps.db, (tx) => setMode(tx, chosen.party, mode, deps.clock.now()))
    return seeOther(INBOX)
  })
}

const search = (r: WebRequest): string => (r.query.to ?? r.query.tim ?? '').trim().slice(0, 300)

function wholeNumber(typed: string | undefined, { fallback, max }: { fallback: number; max: number }): number {
  return typed && /^[1-9]\d{0,8}$/.test(typed) ? Math.min(max, Number(typed)) : fallback
}

interface View {
  asked: string
  items: InboxMessage[]
  total: number
  current: number
  switches: { party: string; name: string; working: boolean }[]
}

function InboxView({ asked, items, total, current, switches }: View) {
  const found = asked === '' ? `Tất cả: ${total} tin` : `${total} tin gửi tới ${asked}`
  return (
    <>
      <h1 class="govuk-heading-l">Hộp thư và tin nhắn</h1>
      <form method="get" action={INBOX}>
        <TextInput name="tim" label="Số điện thoại hoặc thư điện tử của người nhận" value={asked} type="search" width={30} autocomplete="off" />
        <Button variant="secondary">Xem tin của người này</Button>
      </form>
      <h2 class="govuk-heading-m">{found}</h2>
      {items.length === 0 ? <InsetText>Chưa có tin nào. Tin mới đến trong vài giây; xin tải lại trang.</InsetText> : null}
      {items.map((item) => (
        <Message item={item} />
      ))}
      <Pagination current={current} total={Math.ceil(total / PER_PAGE)} href={(to) => `${INBOX}?${new URLSearchParams({ tim: asked, trang: String(to) })}`} />
      <h2 class="govuk-heading-m">Trạng thái của đối tác</h2>
      <SummaryList rows={switches.map((one) => ({ key: one.name, value: <Switch {...one} /> }))} />
    </>
  )
}

function Message({ item }: { item: InboxMessage }) {
  const mail = item.channel === 'email'
  return (
    <article class="mc-card" id={item.id}>
      <div class="mc-card__text">
        <h3 class="govuk-heading-s">
          <Tag colour={mail ? 'blue' : 'green'}>{mail ? 'Thư điện tử' : 'SMS'}</Tag> {mail ? item.subject : `Tin nhắn tới ${item.to}`}
        </h3>
        <p class="govuk-body-s">
          <time dateTime={isoInVietnam(item.receivedAt)}>{formatDateTime(item.receivedAt)}</time>
          {mail ? `, từ ${item.from} tới ${item.to}` : ''}
          {item.times > 1 ? ` (đến ${item.times} lần, hiện một lần)` : ''}
        </p>
        <MessageText text={item.text} />
      </div>
    </article>
  )
}

function Switch({ party, name, working }: { party: string; name: string; working: boolean }) {
  return (
    <form method="post" action={`${INBOX}/trang-thai`}>
      <p class="govuk-body">
        {working ? <Tag colour="green">Đang hoạt động</Tag> : <Tag colour="yellow">Đang ngừng</Tag>}
      </p>
      <input type="hidden" name="party" value={party} />
      <input type="hidden" name="mode" value={working ? 'down' : 'working'} />
      <Button variant="secondary">
        {working ? 'Ngừng' : 'Cho chạy lại'}
        <span class="govuk-visually-hidden"> {name}</span>
      </Button>
    </form>
  )
}
