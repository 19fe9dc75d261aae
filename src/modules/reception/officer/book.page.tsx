import { civilDateOf, formatDate } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { Button, Table, TextInput } from '../../../ui/index.ts'
import { selectAttestations } from '../book.store.ts'
import { BOOKS, isBook } from '../enter-book.ts'
import type { Staff } from '../ports.ts'
import { readDay, typedDay } from '../rules/typed-day.ts'
import type { ReceptionPageDeps } from './deps.ts'

const PAGE = 50

/** The registers of certification: a year, or a day of it, in the order of numbers; printed as it stands. */
export function mountBook(web: Web, deps: ReceptionPageDeps): void {
  web.get('/can-bo/so-chung-thuc', { audience: 'officer' }, async () => seeOther('/can-bo/so-chung-thuc/chung-thuc-ban-sao'))

  web.get('/can-bo/so-chung-thuc/:book', { audience: 'officer' }, async (r) => {
    const book = r.params.book ?? ''
    const actor = r.actor as Staff
    const desks = await deps.desksOf(actor)
    const desk = desks.find((one) => one.agencyId === r.query.quay) ?? desks[0]
    if (!desk) return problem({ code: 'no-desk' })
    if (!isBook(book)) return problem({ code: 'not-found' })
    const today = civilDateOf(deps.clock.now())
    const day = readDay(r.query.ngay ?? '')
    const year = /^\d{4}$/.test(r.query.nam ?? '') ? Number(r.query.nam) : Number((day ?? today).slice(0, 4))
    const after = /^\d{1,9}$/.test(r.query.sau ?? '') ? Number(r.query.sau) : 0
    const rows = await selectAttestations(deps.db, { agencyId: desk.agencyId, book, year, day, after, limit: PAGE + 1 })
    await deps.logAccess(deps.db, { actor, purpose: 'reception.register', subject: { kind: 'staff', id: actor.staffId }, fields: ['name'], at: deps.clock.now(), ip: r.ip })
    const shown = rows.slice(0, PAGE)
    const last = rows.length > PAGE ? shown.at(-1) : undefined
    return page({
      title: `${BOOKS[book]} ${day ? formatDate(day) : year}`,
      nav: 'so-chung-thuc',
      wide: true,
      scripts: ['shortcuts'],
      main: (
        <>
          <p class="govuk-caption-m">{desk.name}</p>
          <h1 class="govuk-heading-l">
            {BOOKS[book]}, {day ? `ngày ${formatDate(day)}` : `năm ${year}`}
          </h1>
          <p class="govuk-body">
            {Object.entries(BOOKS)
              .filter(([key]) => key !== book)
              .map(([key, name]) => (
                <a class="govuk-link" href={`/can-bo/so-chung-thuc/${key}`} key={key}>
                  {name}
                </a>
              ))}
          </p>
          <form method="get" class="mc-filter">
            <TextInput name="ngay" label="Ngày" hint="Ví dụ 14/3/2026; để trống là cả năm" value={typedDay(day)} width={10} autocomplete="off" />
            <TextInput name="nam" label="Năm" value={String(year)} width={4} inputMode="numeric" autocomplete="off" />
            <Button variant="secondary">Xem</Button>
          </form>
          <Table
            caption={BOOKS[book]}
            hideCaption
            empty={<p class="govuk-body">Chưa có số nào trong khoảng này.</p>}
            head={['Số', 'Quyển', 'Ngày', 'Họ tên người yêu cầu', 'Tên giấy tờ, văn bản', { text: 'Số trang', numeric: true }, { text: 'Số bản', numeric: true }, 'Người ký chứng thực', 'Người ghi sổ']}
            rows={shown.map((row) => [row.number, row.volume, formatDate(row.day), row.requester_name, row.title, { content: row.pages ?? '', numeric: true }, { content: row.copies ?? '', numeric: true }, `${row.signer_name}, ${row.signer_title}`, row.entered_by_name])}
          />
          {last ? (
            <p class="govuk-body">
              <a class="govuk-link" href={`${r.path}?${new URLSearchParams({ ...r.query, sau: String(last.number) })}`} rel="next">
                Trang sau
              </a>
            </p>
          ) : null}
        </>
      ),
    })
  })
}
