import { Mark } from '../../ui/index.ts'
import { Document, HEADER, Main, otherLanguage } from './document.tsx'
import type { FrameInput } from './frame.ts'
import { frameWords } from './words.ts'

/** A screen in the hall: who it is of, what it is for, nothing else. */
export function HallFrame({ input }: { input: FrameInput }) {
  const { hall, lang, path, deployment } = input
  const words = frameWords(lang)
  const other = otherLanguage(lang, path)
  return (
    <Document input={input} sheet="hall.css">
      <div
        class={hall?.idle ? 'mc-hall' : 'mc-hall mc-hall--board'}
        data-behaviour={hall?.idle ? 'idle' : undefined}
        data-home={hall?.idle?.home}
        data-seconds={hall?.idle?.seconds}
      >
        <header id={HEADER} class="mc-hall__head">
          <Mark />
          <p>
            <span lang={lang === 'vi' ? undefined : 'vi'}>{hall?.name}</span>
          </p>
          {hall?.idle && deployment.languages.includes(other.lang) ? (
            <a class="mc-hall__language" href={other.href} lang={other.lang} hreflang={other.lang}>
              {words.otherLanguage}
            </a>
          ) : null}
        </header>
        <Main input={input} look="mc-hall__main" />
        {deployment.simulated.length > 0 ? <footer class="mc-hall__notice">{words.demonstration}</footer> : null}
      </div>
      {hall?.idle ? (
        <dialog class="mc-hall__still" aria-labelledby="con-o-day">
          <p id="con-o-day">{words.stillThere}</p>
          <form method="dialog">
            <button class="mc-tile mc-tile--main" type="submit">
              {words.goOn}
            </button>
          </form>
        </dialog>
      ) : null}
    </Document>
  )
}
