import type { ComponentChildren, VNode } from 'preact'
import { href, type Lang } from '../../platform/words.ts'
import { BackLink, keptMarkup, Mark } from '../../ui/index.ts'
import type { FrameInput } from './frame.ts'
import { frameWords } from './words.ts'

/** Id of the header. */
export const HEADER = 'dau-trang'
/** Of an element that is painted whole or not at all; Preact's types don't know it yet. */
const BLOCKING = { blocking: 'render' }

interface DocumentProps {
  input: FrameInput
  sheet: 'citizen.css' | 'officer.css' | 'hall.css'
  scripts?: readonly string[]
  children: ComponentChildren
}

/** html and head; no inline script or style, and nothing of the visitor. */
export function Document({ input, sheet, scripts = [], children }: DocumentProps) {
  const { lang } = input
  const modules = [...new Set([...scripts, ...(input.scripts ?? [])])].filter((name) => name !== 'base')
  return (
    <html lang={lang} data-scripts={modules.join(' ') || undefined}>
      {headOf(input, sheet, modules)}
      <body>
        <a class="mc-skip" href="#noi-dung">
          {frameWords(lang).skip}
        </a>
        {children}
      </body>
    </html>
  )
}

/** The same for every page with these scripts but for its title and what it says of itself. */
function headOf(input: FrameInput, sheet: DocumentProps['sheet'], modules: readonly string[]): VNode | null {
  const { deployment, description, lang, refresh } = input
  const site = `${frameWords(lang).portal} ${deployment.agencyName}`
  const texts = [input.title === site ? site : `${input.title} – ${site}`, description ?? '']
  const draw = ([title = '', about = '']: readonly string[]) => <Head {...{ input, sheet, modules, title }} about={description ? about : null} />
  if (refresh) return draw(texts)
  return keptMarkup({ of: deployment, variant: ['head', sheet, description ? 'about' : '', ...modules].join(' '), lang, texts, draw })
}

function Head({ input, sheet, modules, title, about }: { input: FrameInput; sheet: DocumentProps['sheet']; modules: readonly string[]; title: string; about: string | null }) {
  const { assets, refresh } = input
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{title}</title>
      {about === null ? null : <meta name="description" content={about} />}
      {refresh ? (
        <noscript>
          <meta http-equiv="refresh" content={`${refresh.seconds}; url=${refresh.to}`} />
        </noscript>
      ) : null}
      <meta name="theme-color" content="#0f4c81" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="stylesheet" href={assets(sheet)} />
      <link rel="icon" href={assets('favicon.svg')} type="image/svg+xml" />
      <link rel="manifest" href="/manifest.webmanifest" />
      {/* Half a header is not painted: a weak phone would show the mark, and move it when the names beside it come. */}
      <link rel="expect" href={`#${HEADER}`} {...BLOCKING} />
      <script src={assets('base.js')} />
      {modules.map((name) => (
        <script type="module" src={assets(`${name}.js`)} />
      ))}
    </head>
  )
}

/** The mark, the portal and whose it is. */
export function Brand({ input, name, home }: { input: FrameInput; name: string; home: string }) {
  const { deployment, lang } = input
  return (
    <a class="mc-brand" href={home}>
      <Mark />
      {deployment.emblemUrl ? (
        <img class="mc-brand__emblem" src={deployment.emblemUrl} alt="" width="40" height="40" />
      ) : null}
      <span>
        <span class="mc-brand__name">{name}</span>{' '}
        <span class="mc-brand__agency" lang={lang === 'vi' ? undefined : 'vi'}>
          {deployment.agencyName}
        </span>
      </span>
    </a>
  )
}

/** Signing out changes something, so it is a post. */
export const SignOut = ({ action, csrf, text }: { action: string; csrf: string | null; text: string }) => (
  <form action={action} method="post">
    {csrf ? <input type="hidden" name="_csrf" value={csrf} /> : null}
    <button class="mc-link-button" type="submit">
      {text}
    </button>
  </form>
)

export const Main = ({ input, look }: { input: FrameInput; look: string }) => (
  <>
    {input.back ? (
      <nav aria-label={frameWords(input.lang).back}>
        <BackLink href={input.back.href} text={input.back.text} />
      </nav>
    ) : null}
    <main class={look} id="noi-dung" tabIndex={-1}>
      {input.main}
    </main>
  </>
)

/** The same page in the other language; addresses of the API carry it in the query. */
export function otherLanguage(lang: Lang, path: string): { lang: Lang; href: string } {
  const other = lang === 'vi' ? 'en' : 'vi'
  const [, place = '/', query = ''] = /^([^?]*)(\?.*)?$/.exec(path) ?? []
  if (place.startsWith('/api/')) return { lang: other, href: `${place}?lang=${other}` }
  return { lang: other, href: href(other, place) + query }
}
