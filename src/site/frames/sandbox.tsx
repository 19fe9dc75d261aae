import { Brand, Document, HEADER, Main } from './document.tsx'
import type { FrameInput } from './frame.ts'
import { frameWords } from './words.ts'

/** The simulated counterparties: says on every page what it is. */
export function SandboxFrame({ input }: { input: FrameInput }) {
  const words = frameWords('vi')
  return (
    <Document input={input} sheet="officer.css">
      <aside class="mc-notice">
        <p class="mc-width">
          <strong>{words.sandboxNotice}</strong>
        </p>
      </aside>
      <header id={HEADER} class="mc-header">
        <div class="mc-header__top mc-width">
          <Brand input={input} name={words.sandbox} home="/sandbox" />
        </div>
      </header>
      <div class="mc-page mc-width">
        <Main input={input} look={input.wide ? 'mc-main mc-main--wide' : 'mc-main'} />
      </div>
    </Document>
  )
}
