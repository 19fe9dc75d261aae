import { micromark } from 'micromark'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'
import { type TrustedHtml, trustedHtml } from '../../ui/index.ts'

/**
 * Markdown of `content/` → HTML. micromark escapes raw HTML and drops addresses of dangerous schemes, so even an
 * editor's slip can't put script into a page.
 */
export const renderMarkdown = (text: string): TrustedHtml =>
  trustedHtml(micromark(text, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] }))
