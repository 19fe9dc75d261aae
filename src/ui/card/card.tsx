import type { ComponentChildren } from 'preact'
import { classes } from '../field/field.tsx'
import { Icon, type IconName } from '../icon/icon.tsx'
import { safeHref } from '../safe-href.ts'

export interface CardProps {
  title: ComponentChildren
  /** The title becomes a link and the whole card its target. */
  href?: string
  icon?: IconName
  children?: ComponentChildren
  headingLevel?: 2 | 3 | 4
  /** `ask` is what is asked of the reader: the box that can't be missed. `quiet` is not open yet. */
  tone?: 'plain' | 'ask' | 'quiet'
  id?: string
}

/** One thing to go to, or to know. */
export function Card({ title, href, icon, children, headingLevel = 2, tone = 'plain', id }: CardProps) {
  const Heading = `h${headingLevel}` as const
  return (
    <div class={classes('mc-card', tone !== 'plain' && `mc-card--${tone}`, href && 'mc-card--link')} id={id}>
      {icon ? <Icon name={icon} /> : null}
      <div class="mc-card__text">
        <Heading class="mc-card__title">{href ? <a href={safeHref(href)}>{title}</a> : title}</Heading>
        {children}
      </div>
    </div>
  )
}
