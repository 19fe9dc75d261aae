import { civilTimeOf } from '../../../platform/clock.ts'
import { field, page, problem, seeOther, setCookie, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { href } from '../../../platform/words.ts'
import { Button, FormKeys, LegalText, ScriptButton } from '../../../ui/index.ts'
import { findOffice } from '../deps.ts'
import { kioskOf } from '../devices.ts'
import { linesNow } from '../line-now.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { QrCode } from '../qr-code.tsx'
import { refuse } from '../refusals.ts'
import { createTakeTicket } from '../take-ticket.ts'
import { addressHashOf } from '../ticket-address.ts'
import { findByAddress } from '../tickets.store.ts'
import { queueWords } from '../words.ts'
import { atKiosk, KIOSK_COOKIE, KIOSK_DAYS, kioskFrame, kioskPath } from './at-kiosk.ts'
import { Home, KIOSK, nameOf, VISITOR } from './kiosk.page.tsx'
import { waitText } from './wait-text.ts'

const DAY_SECONDS = 86_400

/** Drawing a number, and the ticket that comes of it; setting up the machine. */
export function mountDrawing(web: Web, deps: QueuePageDeps): void {
  const take = createTakeTicket(deps)

  web.get(
    '/ki-ot/:office/lay-so/:group',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        const words = queueWords(r.lang)
        const group = at.settings.groups.find((one) => one.id === r.params.group)
        if (!group) return problem(refuse('group-unknown').refusal)
        return page({
          ...kioskFrame(at),
          title: `${words.drawNumber}: ${nameOf(group, r.lang)}`,
          main: (
            <>
              <h1 class="govuk-heading-xl">{nameOf(group, r.lang)}</h1>
              {group.fields.length > 0 ? (
                <LegalText>
                  <p class="govuk-body-l">{group.fields.join(' · ')}</p>
                </LegalText>
              ) : null}
              <h2 class="govuk-heading-l">{words.whichPriority}</h2>
              <p class="govuk-body">{words.priorityLead}</p>
              <form method="post" action={href(r.lang, kioskPath(at.kiosk.agency, `/lay-so/${group.id}`))}>
                <FormKeys csrf={r.csrf} />
                <ul class="mc-tiles">
                  <li>
                    <button class="mc-tile mc-tile--main" type="submit" name="uu-tien" value="">
                      {words.noPriority}
                    </button>
                  </li>
                  {at.settings.priorities.map((one) => (
                    <li>
                      <button class="mc-tile" type="submit" name="uu-tien" value={one.id}>
                        {nameOf(one, r.lang)}
                      </button>
                    </li>
                  ))}
                </ul>
              </form>
              <Home at={at} text={words.home} />
            </>
          ),
        })
      }),
    VISITOR,
  )

  web.post(
    '/ki-ot/:office/lay-so/:group',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        const drawn = await take(at.kiosk, { groupId: r.params.group ?? '', priorityGroupId: field(r.form, 'uu-tien') || null, key: r.key ?? newId(), lang: r.lang })
        return drawn.ok ? seeOther(`${href(r.lang, kioskPath(at.kiosk.agency, `/so/${drawn.address}`))}?moi=1`) : problem(drawn.refusal)
      }),
    { ...VISITOR, limit: { max: 60, seconds: 60 } },
  )

  web.get('/ki-ot/:office/so/:address', KIOSK, (r) => atKiosk(deps, r, async (at) => {
    const ticket = await findByAddress(deps.db, addressHashOf(r.params.address ?? ''))
    if (!ticket || ticket.agency_id !== at.kiosk.agency.id) return problem(refuse('ticket-unknown').refusal)
    const words = queueWords(r.lang)
    const group = at.settings.groups.find((one) => one.id === ticket.for_group_id)
    const lines = await linesNow(deps, at.settings, { orderAt: ticket.order_at, id: ticket.id })
    const now = lines.get(ticket.for_group_id)
    return page({
      ...kioskFrame(at),
      title: words.ticketTitle(ticket.label),
      main: (
        <>
          <div class="mc-paper-ticket" data-behaviour={r.query.moi ? 'print-now' : undefined}>
            <div>
              <h1 class="govuk-heading-l">
                {words.yourNumber} <span class="mc-number">{ticket.label}</span>
              </h1>
              <p class="govuk-body-l">{group ? nameOf(group, r.lang) : null}</p>
              <p class="govuk-body">
                {words.taken(civilTimeOf(ticket.taken_at))}. {now ? waitText(words, now.waiting, now.minutes).join(' ') : null}
              </p>
              <p class="govuk-body">{words.scan}</p>
            </div>
            <QrCode text={`${deps.publicUrl}${href(r.lang, `/so-thu-tu/${r.params.address}`)}`} name={words.qrName} />
          </div>
          <div class="no-print">
            <ScriptButton data-behaviour="print">{words.print}</ScriptButton>
          </div>
          <Home at={at} text={words.done} />
        </>
      ),
    })
  }), VISITOR)

  web.get('/ki-ot/:office/cai/:token', KIOSK, async (r) => {
    const found = await deviceOf(deps, r)
    if (!found) return problem(refuse('device-token-wrong').refusal)
    const words = queueWords(r.lang)
    return page({
      title: words.setUpTitle,
      main: (
        <>
          <h1 class="govuk-heading-l">{words.setUpTitle}</h1>
          <p class="govuk-body">{words.setUpLead(found.agency.nameVi)}</p>
          <form method="post" action={href(r.lang, r.path)}>
            <FormKeys csrf={r.csrf} />
            <Button>{words.setUp}</Button>
          </form>
        </>
      ),
    })
  }, { ...VISITOR, limit: { max: 20, seconds: 60 } })

  web.post('/ki-ot/:office/cai/:token', KIOSK, async (r) => {
    const found = await deviceOf(deps, r)
    if (!found) return problem(refuse('device-token-wrong').refusal)
    return setCookie(seeOther(href(r.lang, kioskPath(found.agency))), KIOSK_COOKIE, r.params.token ?? '', { maxAgeSeconds: KIOSK_DAYS * DAY_SECONDS })
  }, { ...VISITOR, limit: { max: 20, seconds: 60 } })
}

async function deviceOf(deps: QueuePageDeps, r: WebRequest) {
  const agency = await findOffice(deps, r.params.office ?? '')
  return agency ? kioskOf(deps, agency, r.params.token) : null
}
