import { safeHref } from '../safe-href.ts'
import { spoken } from '../spoken.tsx'
import { useWords } from '../words.ts'

/** To the page before, by address, never by history. */
export const BackLink = ({ href, text }: { href: string; text?: string }) => (
  <a class="govuk-back-link" href={safeHref(href)}>
    {text === undefined ? useWords().back : spoken(text)}
  </a>
)
