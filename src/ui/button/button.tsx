import type { ComponentChildren } from 'preact'
import { classes } from '../field/field.tsx'
import { safeHref } from '../safe-href.ts'

export interface ButtonProps {
  children: ComponentChildren
  variant?: 'primary' | 'secondary' | 'warning'
  /** Makes a link that looks like a button. */
  href?: string
  type?: 'submit' | 'button' | 'reset'
  name?: string
  value?: string
  id?: string
  disabled?: boolean
  formAction?: string
  /** Belongs to a form elsewhere on the page. */
  form?: string
  /** Posts without the browser's own checks. */
  formNoValidate?: boolean
  describedBy?: string
  /** A single key, or keys in turn, that officers press: shown by `?`. */
  shortcut?: string
  target?: '_blank'
  download?: boolean
  /** A script of the page does its work: gone where that runs. */
  untilScript?: boolean
  /** Where the keyboard goes when the page comes: one a page, on officers' pages. */
  autofocus?: boolean
}

/** A verb: "Nộp hồ sơ", "Lưu và tiếp tục". One primary button a page. */
export function Button({ children, variant = 'primary', href, type = 'submit', ...rest }: ButtonProps) {
  const look = classes('govuk-button', variant !== 'primary' && `govuk-button--${variant}`, rest.untilScript && 'mc-until-script')
  if (href) {
    return (
      <a
        class={look}
        href={safeHref(href)}
        draggable={false}
        id={rest.id}
        data-key={rest.shortcut}
        target={rest.target}
        rel={rest.target ? 'noopener' : undefined}
        download={rest.download}
        autofocus={rest.autofocus}
      >
        {children}
      </a>
    )
  }
  return (
    <button
      type={type}
      class={look}
      name={rest.name}
      value={rest.value}
      id={rest.id}
      disabled={rest.disabled}
      form={rest.form}
      formaction={rest.formAction}
      formnovalidate={rest.formNoValidate}
      aria-describedby={rest.describedBy}
      data-key={rest.shortcut}
      autofocus={rest.autofocus}
    >
      {children}
    </button>
  )
}

/** Buttons, and links beside them, in a row that becomes a column on a phone. */
export const ButtonGroup = ({ children }: { children: ComponentChildren }) => (
  <div class="govuk-button-group">{children}</div>
)
