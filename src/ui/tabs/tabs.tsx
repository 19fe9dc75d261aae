import { safeHref } from '../safe-href.ts'

export interface TabsProps {
  label: string
  items: readonly { href: string; text: string; current?: boolean; count?: number }[]
}

/** Pages of one thing, side by side: each tab is an address of its own, so it needs no script. */
export const Tabs = ({ label, items }: TabsProps) => (
  <nav class="moj-sub-navigation" aria-label={label}>
    <ul class="moj-sub-navigation__list">
      {items.map(({ href, text, current, count }) => (
        <li class="moj-sub-navigation__item">
          <a class="moj-sub-navigation__link" href={safeHref(href)} aria-current={current ? 'page' : undefined}>
            {text}
            {count === undefined ? null : <span class="mc-count"> ({count})</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
