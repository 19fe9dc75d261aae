import type { ComponentChildren } from 'preact'
import { useWords } from '../words.ts'

export interface TimelineItem {
  title: ComponentChildren
  /** Shown as it stands: "14:30, 22/11/2026". */
  at?: ComponentChildren
  state: 'done' | 'now' | 'next'
  body?: ComponentChildren
}

/** The way of a dossier: done, now, next. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const words = useWords()
  return (
    <ol class="mc-timeline">
      {items.map(({ title, at, state, body }) => (
        <li class={`mc-timeline__item mc-timeline__item--${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <p class="mc-timeline__title">
            <span class="govuk-visually-hidden">{words[state]}: </span>
            {title}
          </p>
          {at ? <p class="mc-timeline__at">{at}</p> : null}
          {body ? <div class="mc-timeline__body">{body}</div> : null}
        </li>
      ))}
    </ol>
  )
}
