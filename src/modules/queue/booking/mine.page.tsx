import { page, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, Card, FormKeys, LegalText, NotificationBanner, SummaryList } from '../../../ui/index.ts'
import { bookedAt, type Citizen, createCancelBooking } from '../book.ts'
import { bookingsOfAccount } from '../bookings.store.ts'
import { todayOf } from '../deps.ts'
import { nameOf } from '../hall/kiosk.page.tsx'
import type { QueuePageDeps } from '../page-deps.ts'
import { QrCode } from '../qr-code.tsx'
import { findSettings } from '../settings.ts'
import { bookingWords } from './words.ts'

const SHOWN = 20

/** The citizen's own bookings, with the code that draws a number. */
export function mountMyBookings(web: Web, deps: QueuePageDeps): void {
  const cancel = createCancelBooking(deps)

  web.get('/lich-hen', { audience: 'citizen' }, async (r) => {
    const words = bookingWords(r.lang)
    const rows = await bookingsOfAccount(deps.db, (r.actor as Citizen).accountId, SHOWN)
    const snapshot = await deps.directory.snapshot()
    const settings = await Promise.all([...new Set(rows.map((row) => row.agency_id))].slice(0, 2).map((id) => findSettings(deps.db, id, todayOf(deps))))
    const states = { open: words.open, cancelled: words.stateCancelled, arrived: words.arrived, missed: words.missed }
    const told = r.query.da === 'dat' ? words.made : r.query.da === 'huy' ? words.cancelled : null
    return page({
      title: words.mine,
      main: (
        <>
          {told ? <NotificationBanner type="success" heading={told} /> : null}
          <h1 class="govuk-heading-l">{words.mine}</h1>
          {rows.length === 0 ? <p class="govuk-body">{words.noneMine}</p> : null}
          {rows.map((row) => {
            const office = settings.find((one) => one?.agencyId === row.agency_id)
            const group = office?.all.groups.find((one) => one.id === row.group_id)
            return (
              <Card title={bookedAt(row)}>
                <SummaryList
                  rows={[
                    { key: words.service, value: group ? nameOf(group, r.lang) : '' },
                    { key: words.office, value: <LegalText>{snapshot.find(row.agency_id)?.nameVi}</LegalText> },
                    { key: words.state, value: states[row.state] },
                    ...(row.state === 'open' ? [{ key: words.code, value: <strong class="mc-code">{row.code}</strong> }] : []),
                  ]}
                />
                {row.state === 'open' ? (
                  <>
                    <QrCode text={row.code} name={words.qr} />
                    {office ? <p class="govuk-body">{words.codeLead(office.quantities.checkInEarly, office.quantities.checkInLate)}</p> : null}
                    <form method="post" action={href(r.lang, `/lich-hen/${row.id}/huy`)}>
                      <FormKeys csrf={r.csrf} />
                      <Button variant="warning">{words.cancel}</Button>
                    </form>
                  </>
                ) : null}
              </Card>
            )
          })}
          <p class="govuk-body">
            <a class="govuk-link" href={href(r.lang, '/dat-lich')}>
              {words.title}
            </a>
          </p>
        </>
      ),
    })
  })

  web.post('/lich-hen/:id/huy', { audience: 'citizen' }, async (r) => {
    const done = await cancel(r.actor as Citizen, r.params.id ?? '')
    return done.ok ? seeOther(`${href(r.lang, '/lich-hen')}?da=huy`) : problem(done.refusal)
  })
}
