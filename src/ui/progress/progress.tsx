import type { ComponentChildren } from 'preact'

/** Waiting is shown: how far it is, in words beside the bar. */
export const Progress = ({
  label,
  value,
  max = 100,
  children,
}: {
  label: string
  value?: number
  max?: number
  children?: ComponentChildren
}) => (
  <div class="mc-progress">
    <progress class="mc-progress__bar" aria-label={label} value={value} max={max} />
    <p class="mc-progress__words">{children}</p>
  </div>
)
