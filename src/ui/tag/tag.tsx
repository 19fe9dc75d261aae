import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/icon.tsx'

export interface TagProps {
  /** green done, yellow waits for someone, red late or refused, blue under way, grey closed or not begun. */
  colour?: 'green' | 'yellow' | 'red' | 'blue' | 'grey'
  /** A sign beside the words, so that colour never speaks alone. */
  icon?: IconName
  children: ComponentChildren
}

/** A state in a few words. */
export const Tag = ({ colour = 'blue', icon, children }: TagProps) => (
  <strong class={`govuk-tag govuk-tag--${colour}`}>
    {icon ? <Icon name={icon} /> : null}
    {children}
  </strong>
)
