import { formatDateTime } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { randomToken } from '../../../platform/ids.ts'
import { readTogether } from '../../../platform/together.ts'
import { Button, CardCamera, FormKeys, Radios, Select, Table, Tag, TextInput } from '../../../ui/index.ts'
import { maskNumber, STATUS } from '../../dossiers/index.ts'
import type { Draft, DraftContent } from '../draft.ts'
import { foundPerson, searchPerson } from '../find-person.ts'
import type { Channel, Desk, Staff } from '../ports.ts'
import { alarmOf } from '../rules/alarm.ts'
import { typedDay } from '../rules/typed-day.ts'
import { type KnownPerson, NOBODY } from '../rules/who.ts'
import { sentPart, toReceivePart, type TransferLine } from '../transfer.store.ts'
import { type WaitingRow, waitingPart } from '../waiting.store.ts'
import { CHANNEL_LABELS, control, controlId, draftUrl, type ReceptionPageDeps } from './deps.ts'

/** Online dossiers shown on the screen; the whole list is the inbox's. */
const SHOWN = 15

interface Waiting extends WaitingRow {
  minutes: number
}

/** The counter's screen: three ways in which dossiers come. */
export function mountDesk(web: Web, deps: ReceptionPageDeps): void {
  web.get('/can-bo/tiep-nhan', { audience: 'officer' }, async (r) => screen(r))

  web.post('/can-bo/tiep-nhan', { audience: 'officer' }, async (r) => {
    const actor = r.actor as Staff
    const desks = await deps.desksOf(actor)
    const desk = desks.find((one) => one.agencyId === field(r.form, control('desk'))) ?? desks[0]
    if (!desk) return problem({ code: 'no-desk' })
    const channel = channelOf(field(r.form, control('channel')))
    const typed = field(r.form, control('who')).slice(0, 1000)
    const known = field(r.form, control('person'))
    const begin = async (content: Partial<DraftContent>) => {
      const begun = await deps.drafts.start(actor, { desk, channel, content, key: r.key ?? randomToken(18) })
      return begun.ok ? seeOther(draftUrl(begun.draftId, 'nguoi-nop')) : problem(begun.refusal)
    }
    if (field(r.form, control('new'))) return begin({ who: { ...NOBODY, name: typed } })
    if (typed.trim() === '') return channel !== 3 ? screen(r, { desk, error: 'Quét mã QR trên thẻ, hoặc gõ số định danh, hoặc họ tên' }) : begin({})
    const found = await searchPerson(deps.people, deps.db, typed)
    if (found.kind === 'nothing') return screen(r, { desk, error: 'Không đọc được nội dung vừa nhập; xin quét lại hoặc gõ số định danh, họ tên' })
    await deps.logAccess(deps.db, { actor, purpose: 'reception.find-person', subject: { kind: 'staff', id: actor.staffId }, fields: ['name', 'identityNumber', 'birthDate'], at: deps.clock.now(), ip: r.ip })
    if (found.kind === 'one') return begin({ who: found.who, card: found.card })
    const person = found.people.find((one) => one.id === known)
    if (person) return begin({ who: foundPerson(person).who })
    // Nobody of that name: whoever stands there is new.
    return found.people.length === 0 ? begin({ who: { ...NOBODY, name: found.typed } }) : namesakes(r, { desk, channel, ...found })
  })

  async function screen(r: WebRequest, { desk, error }: { desk?: Desk; error?: string } = {}): Promise<Answer> {
    const actor = r.actor as Staff
    const desks = await deps.desksOf(actor)
    if (desks.length === 0) return problem({ code: 'no-desk' })
    const now = deps.clock.now()
    const agencyIds = desks.map((one) => one.agencyId)
    const { rows, accepted, coming, sent } = await readTogether(deps.db, {
      rows: waitingPart({ agencyIds, status: STATUS.registered, channel: 2, limit: SHOWN + 1 }),
      accepted: waitingPart({ agencyIds, status: STATUS.accepted, channel: null, limit: SHOWN }),
      coming: toReceivePart(agencyIds, SHOWN),
      sent: sentPart(agencyIds, SHOWN),
    })
    const quantitiesOn = await deps.quantities()
    const handOver = await Promise.all(accepted.map(async (row) => ({ ...row, by: await deps.handOverBy(row.agency_id, row.accepted_at ?? now, quantitiesOn(row.agency_id, row.accepted_at ?? now)) })))
    const waiting = await Promise.all(rows.slice(0, SHOWN).map(async (row): Promise<Waiting> => ({ ...row, minutes: row.accept_by ? await deps.workingMinutes(row.agency_id, now, row.accept_by) : 0 })))
    const open = await deps.drafts.listOpen(desks)
    return page({
      title: `${error ? 'Lỗi: ' : ''}Tiếp nhận`,
      nav: 'tiep-nhan',
      wide: true,
      status: error ? 422 : 200,
      scripts: ['shortcuts', 'card'],
      main: (
        <>
          <h1 class="govuk-heading-l">Tiếp nhận</h1>
          <Arriving csrf={r.csrf} desks={desks} chosen={desk} error={error} typed={field(r.form, control('who'))} />
          <OpenDrafts drafts={open} />
          <Online soonMinutes={quantitiesOn(agencyIds[0] ?? '', now).soonMinutes} waiting={waiting} more={rows.length > SHOWN} now={now} />
          <Coming lines={coming} now={now} />
          <HandOver rows={handOver} now={now} cutOffHour={quantitiesOn(agencyIds[0] ?? '', now).cutOffHour} />
          <Sent lines={sent} names={await deps.namesOfAgencies(sent.map((one) => one.to_agency_id))} />
        </>
      ),
    })
  }

  function namesakes(r: WebRequest, found: { desk: Desk; channel: Channel; typed: string; people: KnownPerson[] }): Answer {
    const { desk, channel, typed, people } = found
    return page({
      title: `Người có tên “${typed}”`,
      nav: 'tiep-nhan',
      back: { href: '/can-bo/tiep-nhan', text: 'Tiếp nhận' },
      scripts: ['shortcuts'],
      main: (
        <form method="post" action="/can-bo/tiep-nhan">
          <h1 class="govuk-heading-l">Chọn người nộp</h1>
          <FormKeys csrf={r.csrf} />
          <input type="hidden" name={control('desk')} value={desk.agencyId} />
          <input type="hidden" name={control('channel')} value={channel} />
          <input type="hidden" name={control('who')} value={typed} />
          <ul class="govuk-list mc-counter-offered">
            {people.map((one, index) => (
              <li key={one.id}>
                <button class="mc-link-button govuk-link" type="submit" name={control('person')} value={one.id} autofocus={index === 0}>
                  {one.name}
                </button>{' '}
                <span class="govuk-hint govuk-!-display-inline">
                  {one.birthDate ? `sinh ${typedDay(one.birthDate)}` : 'chưa rõ ngày sinh'}, số định danh {one.identityNumber ? maskNumber(one.identityNumber) : 'chưa có'}
                </span>
              </li>
            ))}
          </ul>
          <Button variant="secondary" name={control('new')} value="yes">
            Không có trong danh sách: người mới tên “{typed}”
          </Button>
        </form>
      ),
    })
  }
}

const channelOf = (text: string): Channel => (text === '3' ? 3 : text === '2' ? 2 : 1)

function Arriving({ csrf, desks, chosen, error, typed }: { csrf: string | null; desks: readonly Desk[]; chosen?: Desk; error?: string; typed: string }) {
  return (
    <form method="post" novalidate class="mc-filter">
      <FormKeys csrf={csrf} />
      <div data-behaviour="card" data-unread="Không đọc được mã QR trong ảnh. Xin chụp gần hơn, đủ sáng, hoặc gõ số định danh, họ tên.">
        <TextInput
          name={control('who')}
          id={controlId('who')}
          label="Người nộp: quét mã QR trên thẻ căn cước, hoặc gõ số định danh, họ tên"
          value={error ? '' : typed}
          error={error}
          autofocus
          autocomplete="off"
          spellcheck={false}
        />
        <CardCamera take="Chụp mã QR trên thẻ" />
      </div>
      {desks.length > 1 ? <Select name={control('desk')} id={controlId('desk')} label="Quầy" value={chosen?.agencyId ?? desks[0]?.agencyId} items={desks.map((one) => ({ value: one.agencyId, text: one.name }))} /> : null}
      <Radios
        name={control('channel')}
        id={controlId('channel')}
        legend="Cách nộp"
        legendSize="s"
        small
        inline
        value="1"
        items={[
          { value: '1', text: CHANNEL_LABELS[1] },
          { value: '3', text: CHANNEL_LABELS[3] },
          { value: '2', text: CHANNEL_LABELS[2] },
        ]}
      />
      <Button>Bắt đầu</Button>
    </form>
  )
}

function OpenDrafts({ drafts }: { drafts: readonly Draft[] }) {
  if (drafts.length === 0) return null
  return (
    <section>
      <Table
        caption="Đang nhập dở"
        captionSize="m"
        head={['Người nộp', 'Thủ tục', 'Cách nộp', 'Người nhập', 'Sửa lúc']}
        rows={drafts.map((one) => [
          <a class="govuk-link" href={draftUrl(one.id, one.procedure_code ? '' : 'nguoi-nop')}>
            {one.content.who.name || 'Chưa có tên'}
          </a>,
          one.procedure_code ?? 'Chưa chọn',
          CHANNEL_LABELS[one.channel],
          one.created_by_name,
          formatDateTime(one.updated_at),
        ])}
      />
    </section>
  )
}

function Online({ waiting, more, now, soonMinutes }: { soonMinutes: number; waiting: readonly Waiting[]; more: boolean; now: Date }) {
  return (
    <section>
      <Table
        caption="Nộp trực tuyến, chờ kiểm tra (trả lời trong 8 giờ làm việc)"
        captionSize="m"
        empty={<p class="govuk-body">Không có hồ sơ trực tuyến nào chờ kiểm tra.</p>}
        head={['Mã hồ sơ', 'Nội dung', 'Người nộp', 'Trả lời trước', 'Giờ làm việc còn lại']}
        rowId={(index) => `dong-${index}`}
        rows={waiting.map((row) => [
          <a class="govuk-link mc-code" href={`/can-bo/ho-so/${row.code}`}>
            {row.code}
          </a>,
          <>
            {row.subject}
            <br />
            <span class="govuk-hint govuk-!-display-inline">{row.procedure_name}</span>
          </>,
          row.submitter_name,
          row.accept_by ? formatDateTime(row.accept_by) : '–',
          <Hours soonMinutes={soonMinutes} minutes={row.minutes} isPast={row.accept_by !== null && row.accept_by < now} />,
        ])}
      />
      {more ? (
        <p class="govuk-body">
          <a class="govuk-link" href="/can-bo/ho-so/danh-sach/cho-tiep-nhan">
            Xem tất cả hồ sơ chờ tiếp nhận
          </a>
        </p>
      ) : null}
    </section>
  )
}

const Due = ({ by, now }: { by: Date; now: Date }) =>
  by < now ? (
    <Tag colour="red" icon="alert">
      Quá hạn: {formatDateTime(by)}
    </Tag>
  ) : (
    <span>{formatDateTime(by)}</span>
  )

const CodeLink = ({ code }: { code: string }) => (
  <a class="govuk-link mc-code" href={`/can-bo/ho-so/${code}`}>
    {code}
  </a>
)

/** Received elsewhere for an agency of this desk: accepted, its clock starts. */
function Coming({ lines, now }: { lines: readonly TransferLine[]; now: Date }) {
  if (lines.length === 0) return null
  return (
    <Table
      caption="Nơi khác nhận hộ, chuyển đến: tiếp nhận thì thời hạn bắt đầu"
      captionSize="m"
      head={['Mã hồ sơ', 'Thủ tục', 'Người nộp', 'Người chuyển', 'Phải nhận trước']}
      rows={lines.map((one) => [<CodeLink code={one.code} />, one.procedure_name, one.submitter_name, `${one.sent_by_name}, ${formatDateTime(one.sent_at)}`, <Due by={one.due_at} now={now} />])}
    />
  )
}

/** Accepted, to go to those who decide: the same day, from the cut-off on the start of the next. */
function HandOver({ rows, now, cutOffHour }: { rows: readonly (WaitingRow & { by: Date })[]; now: Date; cutOffHour: number }) {
  if (rows.length === 0) return null
  return (
    <Table
      caption={`Đã tiếp nhận, phải chuyển xử lý (trong ngày; nhận từ ${cutOffHour} giờ thì đầu ngày làm việc tiếp theo)`}
      captionSize="m"
      head={['Mã hồ sơ', 'Thủ tục', 'Người nộp', 'Chuyển trước']}
      rows={rows.map((one) => [<CodeLink code={one.code} />, one.procedure_name, one.submitter_name, <Due by={one.by} now={now} />])}
    />
  )
}

/** Received here for others. */
function Sent({ lines, names }: { lines: readonly TransferLine[]; names: ReadonlyMap<string, string> }) {
  if (lines.length === 0) return null
  return (
    <Table
      caption="Đã nhận hộ cho cơ quan khác"
      captionSize="m"
      head={['Mã hồ sơ', 'Thủ tục', 'Người nộp', 'Chuyển lúc', 'Cơ quan có thẩm quyền']}
      rows={lines.map((one) => [
        <span class="mc-code">{one.code}</span>,
        one.procedure_name,
        one.submitter_name,
        formatDateTime(one.sent_at),
        `${names.get(one.to_agency_id) ?? ''}: ${one.received_at ? `${one.received_by_name ?? ''}, ${formatDateTime(one.received_at)}` : `chưa nhận, phải nhận trước ${formatDateTime(one.due_at)}`}`,
      ])}
    />
  )
}

const LOOKS = { late: ['red', 'alert'], soon: ['yellow', 'waiting'], calm: ['blue', 'clock'] } as const

/** Working hours left, in words, colour and sign. */
export function Hours({ minutes, isPast, soonMinutes }: { minutes: number; isPast: boolean; soonMinutes: number }) {
  const alarm = alarmOf(minutes, isPast, soonMinutes)
  const [colour, icon] = LOOKS[alarm]
  const span = Math.abs(minutes) < 60 ? `${Math.abs(minutes)} phút` : `${Math.floor(Math.abs(minutes) / 60)} giờ ${Math.abs(minutes) % 60} phút`
  return (
    <Tag colour={colour} icon={icon}>
      {isPast ? `Quá ${span}` : `Còn ${span}`}
    </Tag>
  )
}
