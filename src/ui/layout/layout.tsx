import type { ComponentChildren } from 'preact'

/** Two things side by side, one under the other on a phone: a form and its papers. */
export const Split = ({ left, right }: { left: ComponentChildren; right: ComponentChildren }) => (
  <div class="mc-split">
    <div class="mc-split__part">{left}</div>
    <div class="mc-split__part">{right}</div>
  </div>
)

/** Cards in as many columns as fit. */
export const Grid = ({ children, small }: { children: ComponentChildren; small?: boolean }) => (
  <div class={small ? 'mc-grid mc-grid--small' : 'mc-grid'}>{children}</div>
)

/** What may be done now, always in sight at the foot of a case; what may not stands beside with its reason. */
export const ActionBar = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <section class="mc-action-bar" aria-label={label}>
    {children}
  </section>
)

/** An act that may not be done now, and why. */
export const ActionRefused = ({ act, reason }: { act: string; reason: string }) => (
  <p class="mc-action-refused">
    <s>{act}</s> <span>{reason}</span>
  </p>
)

/** Text of the law or of a paper: Vietnamese on every page. */
export const LegalText = ({ children }: { children: ComponentChildren }) => <div lang="vi">{children}</div>

export const VisuallyHidden = ({ children }: { children: ComponentChildren }) => (
  <span class="govuk-visually-hidden">{children}</span>
)
