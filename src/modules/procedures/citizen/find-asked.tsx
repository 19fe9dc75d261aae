import { type Answer, page, type WebRequest } from '../../../platform/http/index.ts'
import { href } from '../../../platform/words.ts'
import { SearchBox } from '../../../ui/index.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import type { ProcedurePagesDeps } from './deps.ts'
import { procedureWords } from './words.ts'

export type Asked = { procedure: Procedure; notice: string | null } | { answer: Answer }

/** The procedure that an address names, or the page that says why there is none. */
export async function findAsked(deps: ProcedurePagesDeps, request: WebRequest): Promise<Asked> {
  const code = (request.params.code ?? '').normalize('NFC')
  const found = await deps.catalogue.lookup(code)
  const words = procedureWords(request.lang)
  switch (found.kind) {
    case 'found':
      return { procedure: found.procedure, notice: null }
    case 'local-copy':
      return { procedure: found.national, notice: words.localCopy(found.suffix, found.national.code) }
    case 'unknown':
      return { answer: noProcedure(request, words.notFoundHelp(code.trim().slice(0, 60))) }
    case 'malformed':
      return { answer: noProcedure(request, words.malformedHelp) }
  }
}

export function noProcedure({ lang }: WebRequest, help: string): Answer {
  const words = procedureWords(lang)
  return page({
    title: words.notFound,
    status: 404,
    nav: 'thu-tuc',
    main: (
      <>
        <h1>{words.notFound}</h1>
        <p>{help}</p>
        <SearchBox action={href(lang, '/tim-kiem')} label={words.findByName} button={words.find} />
      </>
    ),
  })
}
