import { type Answer, page, type WebRequest } from '../../../platform/http/index.ts'
import { procedureHref } from './choice.ts'
import type { ProcedurePagesDeps } from './deps.ts'
import { findAsked, noProcedure } from './find-asked.tsx'
import { partsOf, SourceNote } from './parts.tsx'
import { procedureWords } from './words.ts'

/** /thu-tuc/:code/toan-van: everything open, nothing folded. */
export async function fullTextPage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const asked = await findAsked(deps, request)
  if ('answer' in asked) return asked.answer
  const { lang } = request
  const words = procedureWords(lang)
  const { procedure } = asked
  const { content } = procedure
  if (!content) return noProcedure(request, words.notFoundHelp(procedure.code))
  return page({
    title: words.fullText(procedure.name),
    nav: 'thu-tuc',
    back: { href: procedureHref(lang, procedure.code), text: words.backToProcedure },
    main: (
      <>
        <h1 class="mc-name" lang="vi">
          {procedure.name}
        </h1>
        {partsOf({ procedure, content, lang, words, pack: null, chosen: null, long: 'open' }).map((part) => (
          <section id={part.id}>
            <h2>{part.title}</h2>
            {part.body}
          </section>
        ))}
        <SourceNote procedure={procedure} words={words} />
      </>
    ),
  })
}
