import { page, seeOther, type Web, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { FormKeys } from '../../../ui/index.ts'
import { createAskHelp } from '../devices.ts'
import { counted, type GroupNow, linesNow } from '../line-now.ts'
import type { QueuePageDeps } from '../page-deps.ts'
import type { Group } from '../settings.store.ts'
import { queueWords } from '../words.ts'
import { type AtKiosk, atKiosk, kioskFrame, kioskPath } from './at-kiosk.ts'

export const KIOSK = { audience: 'public' } as const
/** The forms of one who happens to be signed in on this machine need their token. */
export const VISITOR = { anonymousToo: true, limit: { max: 120, seconds: 60 } } as const

/** The kiosk's start, and its call for help. */
export function mountKiosk(web: Web, deps: QueuePageDeps): void {
  const askHelp = createAskHelp(deps)

  web.get(
    '/ki-ot/:office',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        const words = queueWords(r.lang)
        const lines = await linesNow(deps, at.settings)
        // The start stays: without script it is fetched anew so that the lines are of now.
        return page({ ...kioskFrame(at), title: words.welcome, main: <Start r={r} at={at} lines={lines} /> })
      }),
    VISITOR,
  )

  web.get(
    '/ki-ot/:office/goi-giup',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        const words = queueWords(r.lang)
        const called = r.query.da === 'goi'
        return page({
          ...kioskFrame(at),
          title: called ? words.helpTitle : words.help,
          main: (
            <>
              <h1 class="govuk-heading-xl">{called ? words.helpTitle : words.help}</h1>
              {called ? (
                <p class="govuk-body-l" role="status">
                  {words.helpLead}
                </p>
              ) : (
                <form method="post" action={href(r.lang, kioskPath(at.kiosk.agency, '/goi-giup'))}>
                  <FormKeys csrf={r.csrf} />
                  <button class="mc-tile mc-tile--main" type="submit">
                    {words.askHelp}
                  </button>
                </form>
              )}
              <Home at={at} text={words.home} />
            </>
          ),
        })
      }),
    VISITOR,
  )

  web.post(
    '/ki-ot/:office/goi-giup',
    KIOSK,
    (r) =>
      atKiosk(deps, r, async (at) => {
        await askHelp(at.kiosk)
        return seeOther(`${href(r.lang, kioskPath(at.kiosk.agency, '/goi-giup'))}?da=goi`)
      }),
    { ...VISITOR, limit: { max: 10, seconds: 60 } },
  )
}

export const Home = ({ at, text }: { at: AtKiosk; text: string }) => (
  <ul class="mc-tiles no-print">
    <li>
      <a class="mc-tile" href={at.home}>
        {text}
      </a>
    </li>
  </ul>
)

function Start({ r, at, lines }: { r: WebRequest; at: AtKiosk; lines: Map<string, GroupNow> }) {
  const words = queueWords(r.lang)
  const to = (rest: string) => href(r.lang, kioskPath(at.kiosk.agency, rest))
  const others = [
    { rest: '/den-hen', text: words.booked, hint: words.bookedHint },
    { rest: '/tra-cuu', text: words.track, hint: words.trackHint },
    { rest: '/danh-gia', text: words.rate, hint: words.rateHint },
    { rest: '/goi-giup', text: words.help, hint: words.helpHint },
  ]
  return (
    <>
      {r.query.da === 'danh-gia' ? (
        <p class="govuk-body-l" role="status">
          {words.rated}
        </p>
      ) : null}
      <h1 class="govuk-heading-l">{words.welcome}</h1>
      <h2 class="govuk-heading-m">{words.drawNumber}</h2>
      <ul class="mc-tiles">
        {at.settings.groups.map((group) => (
          <li>
            <a class="mc-tile mc-tile--main" href={to(`/lay-so/${group.id}`)}>
              <span class="mc-tile__letter" aria-hidden="true">
                {group.letter}
              </span>
              <span>
                <span lang={r.lang === 'en' ? undefined : 'vi'}>{nameOf(group, r.lang)}</span>
                <small>{waitingText(words, lines.get(group.id)?.waiting ?? 0)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">{words.other}</h2>
      <ul class="mc-tiles mc-tiles--small">
        {others.map(({ rest, text, hint }) => (
          <li>
            <a class="mc-tile" href={to(rest)}>
              <span>
                {text}
                <small>{hint}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

export const nameOf = (one: Pick<Group, 'nameVi' | 'nameEn'>, lang: 'vi' | 'en'): string => (lang === 'en' ? one.nameEn : one.nameVi)

export const waitingText = (words: ReturnType<typeof queueWords>, waiting: number): string => (waiting === 0 ? words.nobodyWaiting : words.waitingNow(counted(waiting)))
