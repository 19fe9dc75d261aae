import { civilDateOf, formatDateTime } from '../../../platform/clock.ts'
import { bytes, page, problem, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { spreadsheet, XLSX } from '../../../platform/xlsx/index.ts'
import { Button, Select, Table } from '../../../ui/index.ts'
import { agenciesWithBook, officeForms, printSheet } from '../../documents/index.ts'
import { valueOn } from '../../parameters/index.ts'
import type { Staff } from '../on-case.ts'
import { BOOK_PAPER } from '../paper-parameters.ts'
import { refuse } from '../refusals.ts'
import { REGISTER } from '../register/enter.ts'
import { REGISTER_HEAD, type RegisterLine, registerLines } from '../register/lines.ts'
import { type RegisterRow, selectEntries } from '../register/register.store.ts'
import { type BookPeriod, PERIODS, periodOf } from '../rules/book-period.ts'
import type { OfficerDeps } from './deps.ts'

export type RegisterDeps = OfficerDeps

const URL_OF = '/can-bo/so-theo-doi'
const PAGE = 50
/** Lines of one print: more are printed part by part, so that no print takes longer than the typesetter is given. */
const PRINTED = 1000
const READ_AT_ONCE = 500

interface Asked {
  agency: { id: string; name: string }
  agencies: readonly { id: string; name: string }[]
  period: BookPeriod
  thisYear: number
  after: { receivedAt: Date; number: number } | null
}

/** Sổ theo dõi hồ sơ (Mẫu 07): a page, a print and a workbook of one office's book for a period. @see TT 03/2025/TT-VPCP */
export function mountRegister(web: Web, deps: RegisterDeps): void {
  web.get(URL_OF, { audience: 'officer' }, async (r) => {
    const asked = await askedOf(r)
    const entries = asked ? await entriesOf(asked, PAGE + 1) : []
    const lines = await read(r, entries.slice(0, PAGE), 'register.read')
    return page({
      title: 'Sổ theo dõi hồ sơ',
      nav: 'so-theo-doi',
      wide: true,
      main: <Register asked={asked} lines={lines} next={entries.length > PAGE ? entries[PAGE - 1] : undefined} />,
    })
  })

  web.get(`${URL_OF}.xlsx`, { audience: 'officer' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem(refuse('no-register').refusal)
    const rows = async function* () {
      let at = 0
      for await (const lines of batches(r, asked)) for (const line of lines) yield REGISTER_HEAD.map((column) => column.of(line, at + 1), at++)
    }
    const title = ['SỔ THEO DÕI HỒ SƠ (Mẫu số 07)', asked.agency.name, asked.period.text]
    const body = spreadsheet({ name: 'Sổ theo dõi hồ sơ', title, head: REGISTER_HEAD.map((one) => one.text), widths: REGISTER_HEAD.map((one) => one.width), rows: rows() })
    return bytes({ body, type: XLSX, filename: `so-theo-doi-ho-so-${asked.period.year}-${asked.period.value}.xlsx`, cache: 'private, no-store' })
  })

  web.get(`${URL_OF}.pdf`, { audience: 'officer' }, async (r) => {
    const asked = await askedOf(r)
    if (!asked) return problem(refuse('no-register').refusal)
    const entries = await entriesOf(asked, PRINTED + 1)
    const lines = await read(r, entries.slice(0, PRINTED), 'register.print')
    const body = await print(r, asked, lines, entries.length > PRINTED || asked.after !== null)
    return bytes({ body, type: 'application/pdf', filename: `So theo doi ho so ${asked.period.text}.pdf`, inline: true, cache: 'private, no-store' })
  })

  /** The book that was asked for: one of the officer's offices that keep one. Null where none does. */
  async function askedOf(r: WebRequest): Promise<Asked | null> {
    const mine = await deps.agenciesOf(r.actor as Staff)
    const kept = new Set(await agenciesWithBook(deps.db, REGISTER, mine.map((agency) => agency.id)))
    const agencies = mine.filter((agency) => kept.has(agency.id))
    const agency = agencies.find((one) => one.id === r.query['co-quan']) ?? agencies[0]
    if (!agency) return null
    const [at = '', number = ''] = (r.query.sau ?? '').split('_')
    const after = /^\d{1,15}$/.test(at) && /^\d{1,9}$/.test(number) ? { receivedAt: new Date(Number(at)), number: Number(number) } : null
    const today = civilDateOf(deps.clock.now())
    return { agency, agencies, period: periodOf({ year: r.query.nam, period: r.query.ky }, today), thisYear: Number(today.slice(0, 4)), after }
  }

  const entriesOf = ({ agency, period, after }: Asked, limit: number): Promise<RegisterRow[]> =>
    selectEntries(deps.db, { agencyId: agency.id, from: period.from, until: period.until, after, limit })

  /** Lines of a book hold addresses and phones: each is written down as read before it is shown. */
  async function read(r: WebRequest, entries: readonly RegisterRow[], purpose: string): Promise<RegisterLine[]> {
    const base = { actor: r.actor, purpose, fields: ['contact'], at: deps.clock.now(), ip: r.ip }
    await deps.logAccesses(deps.db, entries.map((entry) => ({ ...base, subject: { kind: 'dossier', id: entry.dossier_id } })))
    return registerLines(deps, deps.db, entries)
  }

  async function* batches(r: WebRequest, asked: Asked): AsyncGenerator<RegisterLine[]> {
    let after = asked.after
    for (;;) {
      const entries = await entriesOf({ ...asked, after }, READ_AT_ONCE)
      if (entries.length > 0) yield await read(r, entries, 'register.print')
      const last = entries[READ_AT_ONCE - 1]
      if (!last) return
      after = { receivedAt: last.received_at, number: last.number }
    }
  }

  async function print(r: WebRequest, { agency, period }: Asked, lines: readonly RegisterLine[], isPart: boolean): Promise<Buffer> {
    const at = deps.clock.now()
    const office = await deps.agencyOf(agency.id)
    const form = (await officeForms(deps.documents.templatesFolder)).find((one) => one.kind === 'mau-07')
    return printSheet(deps.documents)(
      `${form?.template ?? 'mau-07'}.typ`,
      {
        title: form?.title ?? 'Sổ theo dõi hồ sơ',
        paper: await valueOn(deps.db, BOOK_PAPER, agency.id, civilDateOf(at)),
        office: { name: office.nameVi, parent: office.parentName },
        period: period.text,
        part: isPart && lines[0] ? `từ số thứ tự ${lines[0].number} đến ${lines.at(-1)?.number}` : null,
        printedAt: formatDateTime(at),
        printedBy: (r.actor as Staff).name,
        lines,
      },
      at,
    )
  }
}

function Register({ asked, lines, next }: { asked: Asked | null; lines: readonly RegisterLine[]; next: RegisterRow | undefined }) {
  return (
    <>
      <h1 class="govuk-heading-l">Sổ theo dõi hồ sơ</h1>
      {asked ? (
        <>
          <Choose {...asked} />
          <Lines lines={lines} period={asked.period} />
          <Ways asked={asked} next={next} />
        </>
      ) : (
        <p class="govuk-body">Cơ quan của Anh/Chị chưa có hồ sơ nào được tiếp nhận vào sổ.</p>
      )}
    </>
  )
}

function Choose({ agency, agencies, period, thisYear }: Asked) {
  return (
    <form method="get" action={URL_OF} class="mc-filter">
      <Select name="co-quan" label="Cơ quan tiếp nhận" value={agency.id} items={agencies.map((one) => ({ value: one.id, text: one.name }))} />
      <Select name="nam" label="Năm" value={String(period.year)} items={Array.from({ length: 6 }, (_, index) => String(thisYear - index)).map((year) => ({ value: year, text: year }))} />
      <Select name="ky" label="Kỳ" value={period.value} items={[...PERIODS]} />
      <Button variant="secondary">Xem sổ</Button>
    </form>
  )
}

function Lines({ lines, period }: { lines: readonly RegisterLine[]; period: BookPeriod }) {
  return (
    <Table
      caption={`Sổ theo dõi hồ sơ, ${period.text}`}
      hideCaption
      empty={<p class="govuk-body">Không có hồ sơ nào trong kỳ này.</p>}
      head={['Số thứ tự', 'Hồ sơ', 'Cá nhân, tổ chức', 'Nhận, hẹn trả', 'Chuyển, có kết quả', 'Trả kết quả', 'Ghi chú']}
      rowId={(index) => `dong-${index}`}
      rows={lines.map((line) => [
        <Two first={line.number} then={`quyển ${line.volume}`} />,
        <>
          <a class="govuk-link mc-code" href={`/can-bo/ho-so/${line.code}`}>
            {line.code}
          </a>
          <br />
          {line.procedure} ({line.sets} bộ)
          <br />
          <span class="govuk-hint govuk-!-display-inline">{line.authority}</span>
        </>,
        <Two first={line.owner} then={line.contact} />,
        <Two first={line.receivedAt} then={line.dueAt && `hẹn ${line.dueAt}`} />,
        <Two first={line.handedOverAt && `chuyển ${line.handedOverAt}`} then={line.resultAt && `có kết quả ${line.resultAt}`} />,
        [line.returnedAt, line.returnedAt ? line.how : '', line.receiver].filter(Boolean).join(', '),
        line.note,
      ])}
    />
  )
}

const Two = ({ first, then }: { first: string | number; then: string }) => (
  <>
    {first}
    {then ? (
      <>
        <br />
        <span class="govuk-hint govuk-!-display-inline">{then}</span>
      </>
    ) : null}
  </>
)

/** The next page, and the same book on paper and as a workbook. */
function Ways({ asked, next }: { asked: Asked; next: RegisterRow | undefined }) {
  const of = (more: Record<string, string> = {}) => new URLSearchParams({ 'co-quan': asked.agency.id, nam: String(asked.period.year), ky: asked.period.value, ...more })
  const here: Record<string, string> = asked.after ? { sau: `${asked.after.receivedAt.getTime()}_${asked.after.number}` } : {}
  return (
    <>
      {next ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${URL_OF}?${of({ sau: `${next.received_at.getTime()}_${next.number}` })}`} rel="next">
            Trang sau
          </a>
        </p>
      ) : null}
      <p class="govuk-body">
        <a class="govuk-link" href={`${URL_OF}.pdf?${of(here)}`}>
          In sổ (PDF, nhiều nhất {PRINTED.toLocaleString('vi-VN')} dòng kể từ trang này)
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${URL_OF}.xlsx?${of()}`}>
          Tải cả kỳ thành bảng tính (XLSX)
        </a>
      </p>
    </>
  )
}
