import type { ComponentChildren } from 'preact'
import { classes } from '../field/field.tsx'
import { useWords } from '../words.ts'

export interface NotificationBannerProps {
  /** `success` tells that what was asked has been done; it is read out at once and stays. */
  type?: 'success'
  title?: string
  heading?: ComponentChildren
  children?: ComponentChildren
  /** Apart when two banners stand on one page. */
  id?: string
}

/** What is asked of the reader, or what has just been done. */
export function NotificationBanner({ type, title, heading, children, id = 'thong-bao' }: NotificationBannerProps) {
  const words = useWords()
  const body = (
    <>
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={id}>
          {title ?? (type ? words.success : words.important)}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">
        {heading ? <p class="govuk-notification-banner__heading">{heading}</p> : null}
        {children}
      </div>
    </>
  )
  const look = classes('govuk-notification-banner', type && 'govuk-notification-banner--success')
  if (!type) {
    return (
      <section class={look} aria-labelledby={id}>
        {body}
      </section>
    )
  }
  return (
    <div class={look} role="alert" tabIndex={-1}>
      {body}
    </div>
  )
}
