import type { ComponentChildren, VNode } from 'preact'
import type { Actor } from '../../../platform/actor.ts'
import type { Page, WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { ErrorSummary, NotificationBanner, Tabs } from '../../../ui/index.ts'
import { type Mistakes, NO_MISTAKES } from '../form-answers.ts'
import { accountWords } from './account-words.ts'

export type Citizen = Extract<Actor, { kind: 'citizen' }>

/** The actor of a route whose audience is `citizen`. */
export function citizenOf(r: WebRequest): Citizen {
  if (r.actor.kind !== 'citizen') throw new Error('A route of the audience citizen was reached by somebody else.')
  return r.actor
}

const TABS = [
  ['data', '/tai-khoan'],
  ['sessions', '/tai-khoan/phien'],
  ['tokens', '/tai-khoan/ma-truy-cap'],
] as const

/** One of the account's sections, with what was just done. */
export function sectionPage(r: WebRequest, current: (typeof TABS)[number][0], main: ComponentChildren, mistakes: Mistakes = NO_MISTAKES): Page {
  const words = accountWords(r.lang)
  const done = (words.done as Record<string, string>)[r.query.xong ?? '']
  return {
    title: `${words.tabs[current]} – ${words.title}`,
    nav: 'account',
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        {done && mistakes.summary.length === 0 ? <NotificationBanner type="success" heading={done} /> : null}
        <h1 class="govuk-heading-l">{words.title}</h1>
        <Tabs label={words.sections} items={TABS.map(([key, path]) => ({ href: href(r.lang, path), text: words.tabs[key], current: key === current }))} />
        {main}
      </>
    ),
  }
}

/** A page with one form that leads back to the account. */
export function formPage(r: WebRequest, title: string, main: VNode, mistakes: Mistakes): Page {
  return {
    title,
    nav: 'account',
    back: { href: href(r.lang, '/tai-khoan'), text: accountWords(r.lang).title },
    main: (
      <>
        <ErrorSummary errors={mistakes.summary} />
        <h1 class="govuk-heading-l">{title}</h1>
        {main}
      </>
    ),
  }
}
