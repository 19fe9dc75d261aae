import { civilTimeOf, formatDate } from '../../../platform/clock.ts'
import { type Answer, field, page, problem, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, InsetText, Radios, Select, Table } from '../../../ui/index.ts'
import type { Agency } from '../../agencies/index.ts'
import { type Citizen, createBook } from '../book.ts'
import { findOffice, officeSlug, todayOf } from '../deps.ts'
import { nameOf } from '../hall/kiosk.page.tsx'
import { counted, linesNow } from '../line-now.ts'
import { selectMeasures } from '../measures.store.ts'
import { openSlots, workingDays } from '../open-slots.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { refuse } from '../refusals.ts'
import { addDays } from '../rules/days.ts'
import { usualWaits } from '../rules/figures.ts'
import { findSettings, type Settings } from '../settings.ts'
import { bookingWords } from './words.ts'

const DAYS_BACK = 30

/** An office: how long one waits there now and usually, and its slots. Booking needs an account, looking does not. */
export function mountBooking(web: Web, deps: QueuePageDeps): void {
  const book = createBook(deps)
  const open = (r: WebRequest, work: (agency: Agency, settings: Settings) => Promise<Answer>): Promise<Answer> =>
    findOffice(deps, r.params.office ?? '').then(async (agency) => {
      const settings = agency ? await findSettings(deps.db, agency.id, todayOf(deps)) : null
      return agency && settings ? work(agency, settings) : problem(refuse('queue-office-unknown').refusal)
    })

  web.get('/dat-lich/:office', { audience: 'public' }, (r) => open(r, (agency, settings) => view(deps, r, agency, settings, { group: r.query.nhom ?? '', day: r.query.ngay ?? '' })), { anonymousToo: true, limit: { max: 120, seconds: 60 } })

  web.post(
    '/dat-lich/:office',
    { audience: 'citizen' },
    (r) =>
      open(r, async (agency, settings) => {
        const asked = { group: field(r.form, 'nhom'), day: field(r.form, 'ngay') }
        const slot = field(r.form, 'khung')
        if (!/^\d{1,4}$/.test(slot)) return view(deps, r, agency, settings, { ...asked, error: bookingWords(r.lang).pickSlot, status: 422 })
        const done = await book(r.actor as Citizen, { agencyId: agency.id, groupId: asked.group, day: asked.day, startMinute: Number(slot), key: r.key ?? newId(), lang: r.lang })
        if (done.ok) return seeOther(`${href(r.lang, '/lich-hen')}?da=dat`)
        return view(deps, r, agency, settings, { ...asked, error: sentenceOf(done.refusal, r.lang), status: getProblem(done.refusal.code).status })
      }),
    { limit: { max: 30, seconds: 60 } },
  )
}

interface Asked {
  group: string
  day: string
  error?: string
  status?: number
}

async function view(deps: QueuePageDeps, r: WebRequest, agency: Agency, settings: Settings, asked: Asked): Promise<Answer> {
  const words = bookingWords(r.lang)
  const lines = await linesNow(deps, settings)
  const usual = usualWaits(await selectMeasures(deps.db, agency.id, addDays(settings.day, -DAYS_BACK), addDays(settings.day, -1)))
  const groups = settings.groups.filter((one) => one.slotCapacity > 0)
  const days = groups.length > 0 ? await workingDays(deps, agency.id, settings.day, settings.quantities.bookDays) : []
  const group = groups.find((one) => one.id === asked.group)
  const day = days.find((one) => one === asked.day)
  const slots = group && day ? await openSlots(deps, deps.db, agency.id, group, day) : null
  const path = href(r.lang, `/dat-lich/${officeSlug(agency)}`)
  return page({
    title: `${words.title}: ${agency.nameVi}`,
    status: asked.status ?? 200,
    back: { href: href(r.lang, '/dat-lich'), text: words.title },
    main: (
      <>
        <ErrorSummary errors={asked.error ? [{ href: '#khung', text: asked.error }] : []} />
        <h1 class="govuk-heading-l" lang="vi">
          {agency.nameVi}
        </h1>
        <Table
          caption={words.lines}
          head={[words.service, { text: words.waiting, numeric: true }, { text: words.wait, numeric: true }]}
          rows={settings.groups.map((one) => {
            const now = lines.get(one.id)
            const wait = now?.minutes === null ? words.closed : now?.minutes ? words.minutes(now.minutes) : words.soonest
            return [nameOf(one, r.lang), { content: counted(now?.waiting ?? 0), numeric: true }, { content: wait, numeric: true }]
          })}
        />
        {usual.length > 0 ? (
          <>
            <Table
              caption={words.usual}
              head={[words.hour, { text: words.mean, numeric: true }, { text: words.people, numeric: true }]}
              rows={usual.map((one) => [`${one.hour}:00–${one.hour}:59`, { content: words.minutes(one.meanMinutes), numeric: true }, { content: String(one.called), numeric: true }])}
            />
            <p class="govuk-hint">{words.usualLead(DAYS_BACK)}</p>
          </>
        ) : null}
        <h2 class="govuk-heading-m">{words.choose}</h2>
        {groups.length === 0 ? (
          <InsetText>{words.noBooking}</InsetText>
        ) : (
          <form method="get" action={path}>
            <Select name="nhom" label={words.group} value={asked.group} items={groups.map((one) => ({ value: one.id, text: nameOf(one, r.lang) }))} />
            <Select name="ngay" label={words.day} value={asked.day} items={days.map((one) => ({ value: one, text: formatDate(one) }))} />
            <Button variant="secondary">{words.seeSlots}</Button>
          </form>
        )}
        {slots && slots.length === 0 ? <InsetText>{words.noSlots}</InsetText> : null}
        {slots && slots.length > 0 && group && day ? (
          <form method="post" action={path} novalidate>
            <FormKeys csrf={r.csrf} />
            <input type="hidden" name="nhom" value={group.id} />
            <input type="hidden" name="ngay" value={day} />
            <Radios
              name="khung"
              legend={`${words.slot}: ${nameOf(group, r.lang)}, ${formatDate(day)}`}
              error={asked.error}
              value={field(r.form, 'khung')}
              items={slots.map((slot) => ({ value: String(slot.startMinute), text: civilTimeOf(slot.startsAt), hint: words.left(slot.left) }))}
            />
            {r.actor.kind === 'citizen' ? (
              <Button>{words.book}</Button>
            ) : (
              <>
                <p class="govuk-body">{words.signInLead}</p>
                <Button href={`${href(r.lang, '/dang-nhap')}?ve=${encodeURIComponent(`${path}?nhom=${group.id}&ngay=${day}`)}`}>{words.signIn}</Button>
              </>
            )}
          </form>
        ) : null}
      </>
    ),
  })
}
