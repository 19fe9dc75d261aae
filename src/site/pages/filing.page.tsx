import { ProcedureList } from '../../modules/content/index.ts'
import { type Answer, page, type WebRequest } from '../../platform/http/index.ts'
import { href } from '../../platform/words.ts'
import { SearchBox } from '../../ui/index.ts'
import type { SiteDeps } from '../deps.ts'
import { filingWords } from './filing-words.ts'

/** Where filing begins: what can be filed here, a search for the rest, and the way back to one's drafts. */
export async function filingPage({ findFilable }: SiteDeps, { lang }: WebRequest): Promise<Answer> {
  const words = filingWords(lang)
  const { procedures, byGeneralForm } = await findFilable()
  return page({
    title: words.title,
    description: words.lead,
    nav: 'thu-tuc',
    main: (
      <>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p>
          <a href={href(lang, '/ho-so')}>{words.goOn}</a>
        </p>
        <h2>{words.filable}</h2>
        {procedures.length > 0 ? <ProcedureList lang={lang} procedures={procedures} /> : null}
        {byGeneralForm > 0 ? <p>{words.byGeneralForm(byGeneralForm)}</p> : null}
        {procedures.length + byGeneralForm === 0 ? <p>{words.none}</p> : null}
        <SearchBox action={href(lang, '/tim-kiem')} label={words.search} button={words.button} hint={words.others} />
      </>
    ),
  })
}
