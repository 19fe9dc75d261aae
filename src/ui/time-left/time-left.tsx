import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/icon.tsx'

export type Urgency = 'late' | 'soon' | 'ok' | 'paused' | 'done'

const SIGN: Record<Urgency, IconName> = { late: 'alert', soon: 'waiting', ok: 'clock', paused: 'paused', done: 'done' }

/** How much time is left, in words, colour and sign at once: red only when late, paused time shown as paused. */
export const TimeLeft = ({ state, children }: { state: Urgency; children: ComponentChildren }) => (
  <span class={`mc-time-left mc-time-left--${state}`}>
    <Icon name={SIGN[state]} />
    <span>{children}</span>
  </span>
)
