import { formatDate } from '../../platform/clock.ts'
import { href } from '../../platform/words.ts'
import { Icon } from '../../ui/index.ts'
import { Brand, Document, Main, otherLanguage, SignOut } from './document.tsx'
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

function Navigation({ input }: { input: FrameInput }) {
  const { lang, path, nav } = input
  const words = frameWords(lang)
  const named = NAVIGATION.some((item) => item.key === nav)
  return (
    <nav class="mc-nav mc-width" aria-label={words.mainNavigation}>
      <ul>
        {NAVIGATION.map((item) => {
          const current = named ? nav === item.key : isUnder(path, item.under)
          return (
            <li>
              <a
                href={href(lang, item.path)}
                aria-current={current ? (path === item.path ? 'page' : 'true') : undefined}
              >
                {words[item.word]}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Tools({ input }: { input: FrameInput }) {
  const { lang, path, person, csrf, deployment } = input
  const words = frameWords(lang)
  const other = otherLanguage(lang, path)
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
      {person ? (
        <>
          <a href={href(lang, '/tai-khoan')}>
            <span class="govuk-visually-hidden">{words.signedInAs} </span>
            {person.name}
          </a>
          <SignOut action={href(lang, '/dang-xuat')} csrf={csrf} text={words.signOut} />
        </>
      ) : (
        <a href={href(lang, '/dang-nhap')}>{words.signIn}</a>
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

export const CitizenFrame = ({ input }: { input: FrameInput }) => (
  <Document input={input} sheet="citizen.css">
    <header class="mc-header">
      <div class="mc-header__top mc-width">
        <Brand input={input} name={frameWords(input.lang).portal} home={href(input.lang, '/')} />
        <Tools input={input} />
      </div>
      <Navigation input={input} />
    </header>
    <SimulatedNotice input={input} />
    <div class="mc-page mc-width">
      <Main input={input} look={input.wide ? 'mc-main mc-main--wide' : 'mc-main'} />
    </div>
    <Footer input={input} />
  </Document>
)
