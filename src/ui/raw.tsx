/** Marks HTML that a trusted renderer made: the sanitised Markdown of `content/`, SVG drawn on the server. Never of a visitor's words. */
export interface TrustedHtml {
  readonly __html: string
}

export const trustedHtml = (html: string): TrustedHtml => ({ __html: html })

/** The only place where HTML is put into a page as it stands. */
export const Raw = ({ html, lang }: { html: TrustedHtml; lang?: 'vi' | 'en' }) => (
  <div class="mc-prose" lang={lang} dangerouslySetInnerHTML={html} />
)
