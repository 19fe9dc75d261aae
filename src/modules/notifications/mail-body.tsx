import { render } from 'preact-render-to-string'
import type { Lang } from '../../platform/words.ts'
import { mailWords } from './words.ts'

export interface Letter {
  subject: string
  paragraphs: readonly string[]
  link: { text: string; url: string } | null
}

/** An e-mail as plain text and as simple HTML, of the same words. */
export function layOut(letter: Letter, site: string, lang: Lang): { text: string; html: string } {
  const words = mailWords(lang)
  const { paragraphs, link } = letter
  const lines = [words.greeting, ...paragraphs, ...(link ? [`${link.text}: ${link.url}`] : []), `-- \n${words.footer(site)}`]
  return { text: `${lines.join('\n\n')}\n`, html: `<!DOCTYPE html>${render(<Html letter={letter} site={site} lang={lang} />)}` }
}

function Html({ letter, site, lang }: { letter: Letter; site: string; lang: Lang }) {
  const words = mailWords(lang)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <title>{letter.subject}</title>
      </head>
      <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #0b0c0c; max-width: 40em; margin: 1em">
        <p>{words.greeting}</p>
        {letter.paragraphs.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        {letter.link ? (
          <p>
            <a href={letter.link.url} style="color: #0f4c81; font-weight: bold">
              {letter.link.text}
            </a>
          </p>
        ) : null}
        <p style="font-size: 14px; color: #505a5f">{words.footer(site)}</p>
      </body>
    </html>
  )
}
