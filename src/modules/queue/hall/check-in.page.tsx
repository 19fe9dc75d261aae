import { type Answer, field, page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { newId } from '../../../platform/ids.ts'
import { getProblem, sentenceOf } from '../../../platform/problems.ts'
import { href } from '../../../platform/words.ts'
import { Button, ErrorSummary, FormKeys, Keypad, TextInput } from '../../../ui/index.ts'
import { createCheckIn } from '../book.ts'
import { bookingWords } from '../booking/words.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import { queueWords } from '../words.ts'
import { type AtKiosk, atKiosk, kioskFrame, kioskPath } from './at-kiosk.ts'
import { Home, KIOSK, VISITOR } from './kiosk.page.tsx'

const KEYS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** Codes tried at one machine: who mistypes goes on, who guesses does not. */
const TRIES = { free: 30, firstWaitSeconds: 60, maxWaitSeconds: 600, memorySeconds: 600 }

/** Drawing the number of a booking: its code typed, or read by a scanner that types. */
export function mountCheckIn(web: Web, deps: QueuePageDeps): void {
  const checkIn = createCheckIn(deps)

  web.get('/ki-ot/:office/den-hen', KIOSK, (r) => atKiosk(deps, r, async (at) => view(r, at)), VISITOR)

  web.post('/ki-ot/:office/den-hen', KIOSK, (r) => atKiosk(deps, r, async (at) => {
    const tries = [{ name: `check-in:${at.kiosk.deviceId}`, policy: TRIES }]
    const seconds = await deps.throttle.attempt(tries)
    if (seconds > 0) return view(r, at, sentenceOf({ code: 'too-many-requests', params: { seconds } }, r.lang), 429)
    const done = await checkIn(at.kiosk, { code: field(r.form, 'ma'), key: r.key ?? newId(), lang: r.lang })
    if (!done.ok) return view(r, at, sentenceOf(done.refusal, r.lang), getProblem(done.refusal.code).status)
    await deps.throttle.takeBack(tries)
    return seeOther(`${href(r.lang, kioskPath(at.kiosk.agency, `/so/${done.address}`))}?moi=1`)
  }), { ...VISITOR, limit: { max: 30, seconds: 60 } })
}

function view(r: WebRequest, at: AtKiosk, error?: string, status = 200): Answer {
  const words = bookingWords(r.lang)
  return page({
    ...kioskFrame(at),
    title: words.checkInTitle,
    status,
    main: (
      <>
        <ErrorSummary errors={error ? [{ href: '#ma', text: error }] : []} />
        <h1 class="govuk-heading-xl">{words.checkInTitle}</h1>
        <form method="post" action={href(r.lang, kioskPath(at.kiosk.agency, '/den-hen'))} novalidate>
          <FormKeys csrf={r.csrf} />
          <TextInput name="ma" label={words.code} hint={words.codeHint} value={error ? field(r.form, 'ma').slice(0, 20) : ''} error={error} width={20} maxLength={20} autocapitalize="characters" autocomplete="off" spellcheck={false} code />
          <Keypad field="ma" keys={KEYS} erase={queueWords(r.lang).erase} />
          <Button>{words.checkIn}</Button>
        </form>
        <Home at={at} text={queueWords(r.lang).home} />
      </>
    ),
  })
}
