import { civilTimeOf } from '../../../platform/clock.ts'
import { page, problem, seeOther, type Web } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { Button, Details, FormKeys, InsetText, LegalText, SummaryList } from '../../../ui/index.ts'
import { createGiveUp } from '../citizen-acts.ts'
import { todayOf } from '../deps.ts'
import { nameOf } from '../hall/kiosk.page.tsx'
import { waitText } from '../hall/wait-text.ts'
import { linesNow } from '../line-now.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { shownState } from '../rules/state.ts'
import { findSettings } from '../settings.ts'
import { addressHashOf } from '../ticket-address.ts'
import { findByAddress, type TicketRow } from '../tickets.store.ts'
import { queueWords } from '../words.ts'

const LOOK_SECONDS = 15
const REFRESH_SECONDS = 20
const OPEN = { anonymousToo: true } as const

/** One's own number on the phone. Whoever has the address has the number: it holds no name. */
export function mountFollow(web: Web, deps: QueuePageDeps): void {
  const giveUp = createGiveUp(deps)

  web.get(
    '/so-thu-tu/:address',
    { audience: 'public' },
    async (r) => {
      const ticket = await findByAddress(deps.db, addressHashOf(r.params.address ?? ''))
      const settings = ticket ? await findSettings(deps.db, ticket.agency_id, todayOf(deps)) : null
      if (!ticket || !settings) return problem(refuse('ticket-unknown').refusal)
      const words = queueWords(r.lang)
      const agency = (await deps.directory.snapshot()).get(ticket.agency_id)
      const state = shownState({ state: ticket.state, day: ticket.day, absentAt: ticket.absent_at }, { today: settings.day, now: deps.clock.now(), absentMinutes: settings.quantities.absentMinutes })
      const now = state === 'waiting' ? (await linesNow(deps, settings, { orderAt: ticket.order_at, id: ticket.id })).get(ticket.for_group_id) : undefined
      const group = settings.groups.find((one) => one.id === ticket.for_group_id)
      const [ahead, estimate] = now ? waitText(words, now.waiting, now.minutes) : []
      return page({
        title: words.followTitle(ticket.label),
        refresh: { seconds: REFRESH_SECONDS, to: href(r.lang, r.path) },
        scripts: ['live'],
        main: (
          <div data-live="" data-every={LOOK_SECONDS}>
            <p class="mc-said mc-said--trouble" data-live-lost role="status" hidden>
              {words.lost}
            </p>
            <div id="so" data-live-part>
              <h1 class="govuk-heading-xl">{words.followTitle(ticket.label)}</h1>
              <SummaryList
                rows={[
                  { key: words.state, value: <strong>{stateText(words, state, ticket)}</strong> },
                  ...(ahead ? [{ key: words.place, value: ahead }] : []),
                  ...(estimate ? [{ key: words.estimate, value: estimate }] : []),
                  { key: words.service, value: group ? nameOf(group, r.lang) : '' },
                  { key: words.office, value: <LegalText>{agency.nameVi}</LegalText> },
                  { key: words.draw, value: civilTimeOf(ticket.taken_at) },
                ]}
              />
              {state === 'absent' ? <InsetText>{words.absentLead(settings.quantities.absentMinutes)}</InsetText> : null}
              {state === 'expired' ? <InsetText>{words.expiredLead}</InsetText> : null}
            </div>
            <p class="govuk-hint">
              {words.selfRefresh} {words.estimateHint}
            </p>
            {state === 'waiting' || state === 'absent' ? (
              <Details summary={words.giveUp}>
                <p class="govuk-body">{words.giveUpLead}</p>
                <form method="post" action={href(r.lang, `${r.path}/thoi`)}>
                  <FormKeys csrf={r.csrf} />
                  <Button variant="warning">{words.giveUp}</Button>
                </form>
              </Details>
            ) : null}
          </div>
        ),
      })
    },
    { ...OPEN, limit: { max: 60, seconds: 60 } },
  )

  web.post(
    '/so-thu-tu/:address/thoi',
    { audience: 'public' },
    async (r) => {
      const done = await giveUp(r.params.address ?? '')
      return done.ok ? seeOther(href(r.lang, `/so-thu-tu/${r.params.address}`)) : problem(done.refusal)
    },
    { ...OPEN, limit: { max: 10, seconds: 60 } },
  )
}

function stateText(words: ReturnType<typeof queueWords>, state: TicketRow['state'], ticket: TicketRow): string {
  switch (state) {
    case 'waiting':
      return words.stateWaiting
    case 'called':
      return words.stateCalled(ticket.counter_number ?? 0)
    case 'absent':
      return words.stateAbsent
    case 'served':
      return words.stateServed
    case 'left':
      return words.stateLeft
    case 'expired':
      return words.stateExpired
  }
}
