import { safeHref } from '../safe-href.ts'
import { useWords } from '../words.ts'

export interface StepsProps {
  /** The names of the steps; one with an address can be gone back to. */
  items: readonly (string | { text: string; href?: string })[]
  /** Index of the step where one is, from 0. */
  current: number
}

/** Named steps with where one is. On a phone: "Bước 2/4: Tờ khai". */
export function Steps({ items, current }: StepsProps) {
  const words = useWords()
  return (
    <nav class="mc-steps" aria-label={words.steps}>
      <p class="mc-steps__count" aria-hidden="true">
        {words.stepOf(current + 1, items.length)}
      </p>
      <ol class="mc-steps__list">
        {items.map((item, index) => {
          const { text, href } = typeof item === 'string' ? { text: item } : item
          const state = index < current ? 'done' : index === current ? 'now' : 'next'
          return (
            <li class={`mc-steps__item mc-steps__item--${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              {href && state !== 'now' ? <a href={safeHref(href)}>{text}</a> : <span>{text}</span>}
              {state === 'now' ? null : <span class="govuk-visually-hidden">, {words[state]}</span>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
