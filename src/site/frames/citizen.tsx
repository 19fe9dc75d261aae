import type { VNode } from 'preact'
import { formatDate } from '../../platform/clock.ts'
import { href, type Lang } from '../../platform/words.ts'
import { Icon, keptMarkup } from '../../ui/index.ts'
import { Brand, Document, HEADER, Main, otherLanguage, SignOut } from './document.tsx'
import type { FrameInput } from './frame.ts'
import { frameWords } from './words.ts'

const NAVIGATION = [
  { key: 'thu-tuc', path: '/tim-kiem', word: 'procedures', under: ['/tim-kiem', '/thu-tuc', '/linh-vuc', '/su-kien'] },
  { key: 'tra-cuu', path: '/tra-cuu', word: 'tracking', under: ['/tra-cuu'] },
  { key: 'ho-so', path: '/ho-so', word: 'dossiers', under: ['/ho-so', '/nop-ho-so'] },
  { key: 'tro-giup', path: '/tro-giup', word: 'help', under: ['/tro-giup', '/hoi-dap'] },
] as const

const isUnder = (path: string, places: readonly string[]) =>
  places.some((place) => path === place || path.startsWith(`${place}/`) || path.startsWith(`${place}?`))

/** The item of the navigation that the page belongs to, and whether it is that page itself. */
function placeOf({ path, nav }: FrameInput): Place | null {
  const named = NAVIGATION.some((item) => item.key === nav)
  const current = NAVIGATION.find((item) => (named ? nav === item.key : isUnder(path, item.under)))
  return current ? { key: current.key, is: path === current.path ? 'page' : 'true' } : null
}

interface Place {
  key: string
  is: 'page' | 'true'
}

function Navigation({ lang, place }: { lang: Lang; place: Place | null }) {
  const words = frameWords(lang)
  return (
    <nav class="mc-nav mc-width" aria-label={words.mainNavigation}>
      <ul>
        {NAVIGATION.map((item) => (
          <li>
            <a href={href(lang, item.path)} aria-current={item.key === place?.key ? place.is : undefined}>
              {words[item.word]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

interface Visitor {
  /** Name of who is signed in. */
  name: string | null
  csrf: string | null
  /** The page in the other language. */
  other: { lang: Lang; href: string }
}

function Tools({ input, visitor: { name, csrf, other } }: { input: FrameInput; visitor: Visitor }) {
  const { lang, deployment } = input
  const words = frameWords(lang)
  return (
    <div class="mc-tools">
      <a href={href(lang, '/hien-thi')}>
        <Icon name="text-size" />
        {words.display}
      </a>
      {deployment.languages.includes(other.lang) ? (
        <a href={other.href} lang={other.lang} hreflang={other.lang} rel="alternate">
          {words.otherLanguage}
        </a>
      ) : null}
      {name === null ? (
        <a href={href(lang, '/dang-nhap')}>{words.signIn}</a>
      ) : (
        <>
          <a href={href(lang, '/tai-khoan')}>
            <span class="govuk-visually-hidden">{words.signedInAs} </span>
            {name}
          </a>
          <SignOut action={href(lang, '/dang-xuat')} csrf={csrf} text={words.signOut} />
        </>
      )}
    </div>
  )
}

function Help({ input }: { input: FrameInput }) {
  const { lang, deployment } = input
  const words = frameWords(lang)
  const vietnamese = lang === 'vi' ? undefined : 'vi'
  return (
    <div class="mc-footer__help">
      <h2>{words.helpHeading}</h2>
      <p>
        <a href={`tel:${deployment.hotline}`}>{words.callHotline(deployment.hotline)}</a>
        {deployment.officePhone ? (
          <>
            {' · '}
            {words.callOffice}{' '}
            <a href={`tel:${deployment.officePhone.replace(/[^\d+]/g, '')}`}>{deployment.officePhone}</a>
          </>
        ) : null}
      </p>
      <p lang={vietnamese}>
        {[deployment.officeName, deployment.officeAddress, deployment.officeHours]
          .filter(Boolean)
          .map((line, index) => (
            <>
              {index > 0 ? <br /> : null}
              {line}
            </>
          ))}
      </p>
    </div>
  )
}

function Footer({ input }: { input: FrameInput }) {
  const { lang, deployment } = input
  const words = frameWords(lang)
  const links = [
    ['/gioi-thieu', words.about],
    ['/hoi-dap', words.questions],
    ['/tiep-can', words.accessibility],
    ['/quyen-rieng-tu', words.privacy],
  ] as const
  return (
    <footer class="mc-footer">
      <div class="mc-width">
        <Help input={input} />
        <nav aria-label={words.footerNavigation}>
          <ul>
            {links.map(([path, text]) => (
              <li>
                <a href={href(lang, path)}>{text}</a>
              </li>
            ))}
          </ul>
        </nav>
        {deployment.simulated.length > 0 ? (
          <p>
            {words.demonstration}{' '}
            {words.simulatedHere(deployment.simulated.map((party) => words.parties[party]).join(', '))}
          </p>
        ) : null}
        {deployment.catalogueDate ? <p>{words.catalogueAt(formatDate(deployment.catalogueDate))}</p> : null}
      </div>
    </footer>
  )
}

/** Said on every page of a demonstration; a real office's site has none. */
function SimulatedNotice({ input }: { input: FrameInput }) {
  const words = frameWords(input.lang)
  if (input.deployment.simulated.length === 0) return null
  return (
    <aside class="mc-notice">
      <p class="mc-width">{words.demonstration}</p>
    </aside>
  )
}

/** The same on every page of one part of the site but for who is signed in and the way to the other language. */
function header(input: FrameInput): VNode {
  const { lang, deployment, person, csrf } = input
  const place = placeOf(input)
  const other = otherLanguage(lang, input.path)
  return keptMarkup({
    of: deployment,
    variant: ['header', place?.key, place?.is, person ? 'in' : 'out', csrf ? 'session' : ''].join(' '),
    lang,
    texts: [other.href, person?.name ?? '', csrf ?? ''],
    draw: ([address = '', name = '', token = '']) => (
      <>
        <header id={HEADER} class="mc-header">
          <div class="mc-header__top mc-width">
            <Brand input={input} name={frameWords(lang).portal} home={href(lang, '/')} />
            <Tools input={input} visitor={{ name: person ? name : null, csrf: csrf ? token : null, other: { lang: other.lang, href: address } }} />
          </div>
          <Navigation lang={lang} place={place} />
        </header>
        <SimulatedNotice input={input} />
      </>
    ),
  })
}

const footer = (input: FrameInput): VNode => keptMarkup({ of: input.deployment, variant: 'footer', lang: input.lang, texts: [], draw: () => <Footer input={input} /> })

export const CitizenFrame = ({ input }: { input: FrameInput }) => (
  <Document input={input} sheet="citizen.css">
    {header(input)}
    <div class="mc-page mc-width">
      <Main input={input} look={input.wide ? 'mc-main mc-main--wide' : 'mc-main'} />
    </div>
    {footer(input)}
  </Document>
)
