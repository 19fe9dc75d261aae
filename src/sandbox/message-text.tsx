import type { ComponentChildren } from 'preact'
import { safeHref } from '../ui/index.ts'

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/

/** A message as plain text, line by line, its addresses as links. Nothing of the message becomes markup. */
export function MessageText({ text }: { text: string }) {
  return (
    <>
      {text.trim().split(/\n{2,}/).map((paragraph) => (
        <p class="govuk-body">{withBreaks(paragraph)}</p>
      ))}
    </>
  )
}

function withBreaks(paragraph: string): ComponentChildren[] {
  return paragraph.split('\n').flatMap((line, index) => (index === 0 ? linked(line) : [<br />, ...linked(line)]))
}

const linked = (line: string): ComponentChildren[] =>
  line.split(LINK).map((part) => {
    if (!LINK.test(part)) return part
    return (
      <a class="govuk-link" href={safeHref(part)}>
        {part}
      </a>
    )
  })
