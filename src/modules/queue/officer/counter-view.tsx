import type { ComponentChildren } from 'preact'
import { civilTimeOf } from '../../../platform/clock.ts'
import { Button, ErrorSummary, FormKeys, InsetText, NotificationBanner, Radios, Select, Table, Tag } from '../../../ui/index.ts'
import { counted } from '../line-now.ts'
import type { TicketRow } from '../tickets.store.ts'
import type { Choice, DeskNow } from './counter-now.ts'

interface Shared {
  csrf: string | null
  error: string | undefined
  told: string | undefined
}

const Said = ({ error, told, at }: Pick<Shared, 'error' | 'told'> & { at: string }) => (
  <>
    <ErrorSummary errors={error ? [{ href: at, text: error }] : []} />
    {told ? (
      <p class="mc-said" role="status">
        {told}
      </p>
    ) : null}
  </>
)

/** Before a counter is open: which one. */
export const ChooseCounter = ({ offices, csrf, error, told }: Shared & { offices: readonly Choice[] }) => (
  <>
    <Said error={error} told={told} at="#chon-quay" />
    <h1 class="govuk-heading-l" id="chon-quay">
      Mở quầy
    </h1>
    {offices.length === 0 ? <InsetText>Cơ quan của Anh/Chị chưa có quầy gọi số. Quản trị viên lập quầy và nhóm dịch vụ ở mục Xếp hàng.</InsetText> : null}
    {offices.map(({ agency, counters, groups }) => (
      <section>
        <h2 class="govuk-heading-m">{agency.nameVi}</h2>
        {counters.every((one) => one.takenBy !== null) ? (
          <p class="govuk-body">{counters.length === 0 ? 'Chưa có quầy nào.' : 'Các quầy đều đang mở.'}</p>
        ) : (
          <form method="post" action="/can-bo/quay/mo">
            <FormKeys csrf={csrf} />
            <input type="hidden" name="co-quan" value={agency.id} />
            <Radios
              name="quay"
              id={`quay-${agency.id}`}
              legend="Quầy"
              value={counters.find((one) => one.takenBy === null)?.counter.id}
              items={counters
                .filter((one) => one.takenBy === null)
                .map(({ counter }) => ({
                  value: counter.id,
                  text: `Quầy ${counter.number}: ${counter.name}`,
                  hint: groups
                    .filter((group) => counter.groupIds.includes(group.id))
                    .map((group) => `${group.letter} ${group.nameVi}`)
                    .join(' · '),
                }))}
            />
            <Button shortcut="o">Mở quầy</Button>
          </form>
        )}
        {counters
          .filter((one) => one.takenBy !== null)
          .map(({ counter, takenBy }) => (
            <p class="govuk-hint">
              Quầy {counter.number} đang do {takenBy} mở.
            </p>
          ))}
      </section>
    ))}
  </>
)

const Act = ({ csrf, viec, children }: { csrf: string | null; viec: string; children: ComponentChildren }) => (
  <form method="post" action={`/can-bo/quay/${viec}`}>
    <FormKeys csrf={csrf} />
    {children}
  </form>
)

/** The open counter. */
export function CounterView({ now, live, ...shared }: Shared & { now: DeskNow; live: { address: string; every: number } }) {
  const { csrf } = shared
  const { counter, desk, current } = now
  return (
    <div data-live={live.address} data-every={live.every} data-page="/can-bo/quay">
      <p class="mc-said mc-said--trouble" data-live-lost role="status" hidden>
        Mất kết nối: danh sách có thể đã cũ. Đang nối lại…
      </p>
      <Said error={shared.error} told={shared.told} at="#dang-phuc-vu" />
      <div class="mc-case-head">
        <h1 class="govuk-heading-l govuk-!-margin-bottom-0">
          Quầy {desk.counter_number}
          {counter ? `: ${counter.name}` : ''}
        </h1>
        <Act csrf={csrf} viec="dong">
          <Button variant="secondary">Đóng quầy</Button>
        </Act>
      </div>
      <div id="giup" data-live-part>
        {now.help.map((call) => (
          <NotificationBanner id={`giup-${call.id}`} title="Gọi giúp" heading={`${call.device_name} gọi người giúp lúc ${civilTimeOf(call.at)}.`}>
            <Act csrf={csrf} viec="giup">
              <input type="hidden" name="co-quan" value={now.agency.id} />
              <input type="hidden" name="loi-goi" value={call.id} />
              <Button variant="secondary">Tôi đến giúp</Button>
            </Act>
          </NotificationBanner>
        ))}
      </div>
      <section aria-labelledby="dang-phuc-vu">
        <h2 class="govuk-heading-m" id="dang-phuc-vu">
          Đang phục vụ
        </h2>
        <p class="govuk-heading-xl govuk-!-margin-bottom-2">
          {current ? (
            <>
              <strong>{current.label}</strong> {kindTag(current)} <span class="govuk-hint">gọi lúc {current.called_at ? civilTimeOf(current.called_at) : ''}{current.calls > 1 ? `, đã gọi ${current.calls} lần` : ''}</span>
            </>
          ) : (
            'Chưa gọi ai.'
          )}
        </p>
        <div class="govuk-button-group">
          <Act csrf={csrf} viec="goi">
            <Button shortcut="n">{current ? 'Xong, gọi số tiếp' : 'Gọi số tiếp'} (n)</Button>
          </Act>
          {current ? <Served csrf={csrf} /> : null}
        </div>
        {current ? <Transfer now={now} csrf={csrf} /> : null}
      </section>
      <div id="cho" data-live-part>
        <Waiting now={now} csrf={csrf} />
      </div>
    </div>
  )
}

const Served = ({ csrf }: { csrf: string | null }) => (
  <>
    <Act csrf={csrf} viec="goi-lai">
      <Button variant="secondary" shortcut="r">
        Gọi lại (r)
      </Button>
    </Act>
    <Act csrf={csrf} viec="vang">
      <Button variant="secondary" shortcut="v">
        Vắng (v)
      </Button>
    </Act>
    <Act csrf={csrf} viec="xong">
      <Button variant="secondary" shortcut="x">
        Xong (x)
      </Button>
    </Act>
  </>
)

function Transfer({ now, csrf }: { now: DeskNow; csrf: string | null }) {
  const { current, groups, counters, desk } = now
  const items = [
    { label: 'Nhóm dịch vụ', items: groups.filter((one) => one.id !== current?.for_group_id).map((one) => ({ value: one.id, text: `${one.letter} ${one.nameVi}` })) },
    { label: 'Quầy', items: counters.filter((one) => one.id !== desk.counter_id).map((one) => ({ value: one.id, text: `Quầy ${one.number}: ${one.name}` })) },
  ].filter((one) => one.items.length > 0)
  if (items.length === 0) return null
  return (
    <Act csrf={csrf} viec="chuyen">
      <Select name="den" label="Chuyển đến" items={[{ value: '', text: 'Chọn nhóm hoặc quầy' }, ...items]} value="" />
      <Button variant="secondary">Chuyển</Button>
    </Act>
  )
}

function Waiting({ now, csrf }: { now: DeskNow; csrf: string | null }) {
  const { groups, waiting, next, absent, desks, counter } = now
  const nameOf = (id: string) => groups.find((one) => one.id === id)?.nameVi ?? ''
  return (
    <>
      <Table
        caption="Số người chờ"
        head={['Nhóm', { text: 'Đang chờ', numeric: true }, 'Quầy này gọi']}
        rows={groups.map((one) => [`${one.letter} ${one.nameVi}`, { content: counted(waiting.get(one.id) ?? 0), numeric: true }, counter?.groupIds.includes(one.id) ? 'có' : 'không'])}
      />
      <Table
        caption="Chờ quầy này, theo giờ đến"
        head={['Số', 'Nhóm', 'Diện', 'Lấy lúc']}
        rows={next.map((ticket) => [<strong>{ticket.label}</strong>, nameOf(ticket.for_group_id), kindTag(ticket) ?? 'thường', civilTimeOf(ticket.taken_at)])}
        empty="Không ai chờ quầy này."
      />
      {absent.length > 0 ? (
        <Table
          caption={`Vắng khi gọi (gọi lại được trong ${now.absentMinutes} phút)`}
          head={['Số', 'Vắng lúc', { text: 'Việc', hidden: true }]}
          rows={absent.map((ticket) => [
            <strong>{ticket.label}</strong>,
            ticket.absent_at ? civilTimeOf(ticket.absent_at) : '',
            <Act csrf={csrf} viec="goi-vang">
              <input type="hidden" name="so" value={ticket.id} />
              <Button variant="secondary">Mời lại {ticket.label}</Button>
            </Act>,
          ])}
        />
      ) : null}
      <Table caption="Các quầy đang mở" head={['Quầy', 'Cán bộ', 'Đang phục vụ']} rows={desks.map((desk) => [`Quầy ${desk.counter_number}`, desk.staff_name, desk.label ?? 'trống'])} />
    </>
  )
}

function kindTag(ticket: Pick<TicketRow, 'line' | 'for_counter_id'>) {
  if (ticket.line === 'priority') return <Tag colour="yellow">ưu tiên</Tag>
  return ticket.line === 'booked' ? <Tag colour="blue">đặt lịch</Tag> : null
}
