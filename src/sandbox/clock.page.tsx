import { type Clock, civilDateOf, civilTimeOf, formatDateTime, instantOf } from '../platform/clock.ts'
import { field, type FormFields, page, seeOther, type Web } from '../platform/http/index.ts'
import { Button, ButtonGroup, DateInput, ErrorSummary, InsetText, NotificationBanner, TextInput } from '../ui/index.ts'
import type { ClockShift } from './clock-shift.ts'
import { CLOCK, SANDBOX } from './urls.ts'

const HOUR = 3600_000
const STEPS = [
  { text: '1 giờ', ms: HOUR },
  { text: '4 giờ', ms: 4 * HOUR },
  { text: '8 giờ', ms: 8 * HOUR },
  { text: '1 ngày', ms: 24 * HOUR },
  { text: '3 ngày', ms: 72 * HOUR },
  { text: '7 ngày', ms: 168 * HOUR },
  { text: '30 ngày', ms: 720 * HOUR },
] as const
const FIRST = instantOf('2020-01-01')
const LAST = instantOf('2037-01-01')

interface Typed {
  day: string
  month: string
  year: string
  time: string
}

/** The demo's clock: all that depends on time follows it, in every process. */
export function mountClockPage(web: Web, clock: Clock, shift: ClockShift): void {
  const show = (typed: Typed | null, error: string | null, saved = false) =>
    page({
      title: 'Đồng hồ',
      status: error ? 422 : 200,
      back: { href: SANDBOX, text: 'Các đối tác được mô phỏng' },
      main: <ClockView now={clock.now()} shifted={shift.shiftMs() !== 0} typed={typed ?? typedOf(clock.now())} error={error} saved={saved} />,
    })

  web.get(CLOCK, { audience: 'sandbox' }, async (r) => {
    await shift.refresh()
    return show(null, null, r.query['da-luu'] === '1')
  })

  web.post(CLOCK, { audience: 'sandbox' }, async (r) => {
    await shift.refresh()
    if (field(r.form, 'act') === 'back') await shift.goBack()
    else {
      const to = instantAsked(r.form, clock.now())
      if (!to) return show(typedIn(r.form), 'Xin nhập ngày có thật từ năm 2020 đến năm 2036 và giờ dạng 14:30.')
      await shift.goTo(to)
    }
    return seeOther(`${CLOCK}?da-luu=1`)
  })
}

/** null when what was typed is no time, or one for which the demo's data says nothing. */
function instantAsked(form: FormFields, now: Date): Date | null {
  if (field(form, 'act') === 'advance') {
    const step = STEPS.find(({ ms }) => String(ms) === field(form, 'by')) ?? STEPS[0]
    return within(new Date(now.getTime() + step.ms))
  }
  const to = readInstant(typedIn(form))
  return to && within(to)
}

const within = (to: Date): Date | null => (FIRST <= to && to < LAST ? to : null)

const typedIn = (form: FormFields): Typed => ({
  day: field(form, 'to-day'),
  month: field(form, 'to-month'),
  year: field(form, 'to-year'),
  time: field(form, 'time'),
})

function typedOf(now: Date): Typed {
  const [year = '', month = '', day = ''] = civilDateOf(now).split('-')
  return { day, month, year, time: civilTimeOf(now) }
}

function readInstant({ day, month, year, time }: Typed): Date | null {
  const date = `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time.trim())) return null
  const instant = instantOf(date, time.trim().padStart(5, '0'))
  // 31/02 becomes another day: it is no date.
  return Number.isNaN(instant.getTime()) || civilDateOf(instant) !== date ? null : instant
}

function ClockView({ now, shifted, typed, error, saved }: { now: Date; shifted: boolean; typed: Typed; error: string | null; saved: boolean }) {
  return (
    <>
      {saved ? <NotificationBanner type="success" heading="Đã chỉnh đồng hồ." /> : null}
      {error ? <ErrorSummary errors={[{ href: '#to-day', text: error }]} /> : null}
      <h1 class="govuk-heading-l">Đồng hồ</h1>
      <InsetText>
        Bây giờ trong bản trình diễn là <strong>{formatDateTime(now)}</strong>
        {shifted ? ', khác giờ thật của máy.' : ', đúng giờ thật của máy.'}
      </InsetText>
      <h2 class="govuk-heading-m">Tua tới</h2>
      <form method="post" action={CLOCK}>
        <input type="hidden" name="act" value="advance" />
        <ButtonGroup>
          {STEPS.map(({ text, ms }) => (
            <Button variant="secondary" name="by" value={String(ms)}>
              {text}
            </Button>
          ))}
        </ButtonGroup>
      </form>
      <h2 class="govuk-heading-m">Đặt ngày, giờ</h2>
      <form method="post" action={CLOCK} noValidate>
        <input type="hidden" name="act" value="set" />
        <DateInput name="to" legend="Ngày" hint="Ví dụ: 22 11 2026" value={typed} error={error ?? undefined} />
        <TextInput name="time" label="Giờ" hint="Ví dụ: 14:30" value={typed.time} width={5} />
        <Button>Đặt</Button>
      </form>
      {shifted ? (
        <form method="post" action={CLOCK}>
          <input type="hidden" name="act" value="back" />
          <Button variant="secondary">Về giờ thật</Button>
        </form>
      ) : null}
    </>
  )
}
