import type { ComponentChildren } from 'preact'
import { type CivilDate, formatDate } from '../../../platform/clock.ts'
import { type Answer, page, type WebRequest } from '../../../platform/http/index.ts'
import type { Lang } from '../../../platform/words.ts'
import { Details, InsetText, Tag, WarningText } from '../../../ui/index.ts'
import type { Procedure, ProcedureItem } from '../catalogue/procedure.ts'
import type { Package } from '../packages/index.ts'
import { type Choice, choiceHref, choose, procedureHref } from './choice.ts'
import type { ProcedurePagesDeps } from './deps.ts'
import { CaseForm, Glance } from './glance.tsx'
import { guideOf } from './guide.ts'
import { Facts, FieldLinks, type Part, partsOf, SourceNote } from './parts.tsx'
import { findAsked } from './find-asked.tsx'
import { type ProcedureWords, procedureWords } from './words.ts'

/** Contents of more characters than this keep their longest parts on the full text page, so that the first view stays light. */
export const HEAVY = 60_000

/** How long the form takes to fill in: by so many fillings, or by none as the package reckons. */
export interface TimeToFill {
  minutes: number
  fillings: number
}

export interface View {
  procedure: Procedure
  pack: Package | null
  choice: Choice
  lang: Lang
  words: ProcedureWords
}

/** /thu-tuc/:code */
export async function procedurePage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const asked = await findAsked(deps, request)
  if ('answer' in asked) return asked.answer
  const { lang } = request
  const words = procedureWords(lang)
  const { procedure, notice } = asked
  const pack = procedure.status === 'current' ? await deps.packages.current(procedure.code) : null
  const choice = choose(procedure, pack, request.query, lang)
  const reckoned = pack?.definition.minutesToFill
  const time = (pack ? await deps.fillingTime(procedure.code) : null) ?? (reckoned ? { minutes: reckoned, fillings: 0 } : null)
  const view: View = { procedure, pack, choice, lang, words }
  const gone = procedure.status === 'no_longer_published' ? await lookForSuccessor(deps, procedure) : null
  return page({
    title: procedure.name,
    description: words.description(procedure.name),
    nav: 'thu-tuc',
    main: (
      <>
        <Heading view={view} />
        {notice ? <InsetText>{notice}</InsetText> : null}
        {gone ? <Gone procedure={procedure} gone={gone} lang={lang} words={words} /> : null}
        {procedure.content ? <Known view={view} deps={deps} time={time} /> : <NamesOnly view={view} />}
      </>
    ),
  })
}

interface GoneFacts {
  listDate: CivilDate
  instead: readonly ProcedureItem[]
}

async function lookForSuccessor(deps: ProcedurePagesDeps, procedure: Procedure): Promise<GoneFacts> {
  const successor = procedure.supersededBy ? await deps.catalogue.find(procedure.supersededBy) : null
  return {
    listDate: (await deps.catalogue.asOf()) ?? procedure.asOf,
    instead: successor ? [successor] : await deps.catalogue.sameName(procedure.code),
  }
}

const LONG_NAME = 110

function Heading({ view: { procedure, words } }: { view: View }) {
  return (
    <>
      <h1 lang="vi" class={procedure.name.length > LONG_NAME ? 'mc-name mc-name--long' : 'mc-name'}>
        {procedure.name}
      </h1>
      <p class="mc-muted mc-small">
        {words.code} <span class="mc-code">{procedure.code}</span>
        {procedure.levels.map((level) => ` · ${words.levels[level]}`)}
        {procedure.status === 'no_longer_published' ? (
          <>
            {' '}
            <Tag colour="red">{words.goneTag}</Tag>
          </>
        ) : null}
      </p>
      {procedure.type === 'SPECIFIC' && procedure.body ? (
        <p>
          <strong>
            {words.ofOneBody(procedure.body.name)}, {words.onlyThere}.
          </strong>
        </p>
      ) : null}
    </>
  )
}

function Gone({
  procedure,
  gone,
  lang,
  words,
}: {
  procedure: Procedure
  gone: GoneFacts
  lang: Lang
  words: ProcedureWords
}) {
  return (
    <>
      <WarningText>{words.gone}</WarningText>
      <p>{words.goneHelp(formatDate(gone.listDate))}</p>
      {gone.instead.length > 0 ? (
        <>
          <p>{procedure.supersededBy ? words.supersededBy : words.sameName}</p>
          <ul lang="vi">
            {gone.instead.map((item) => (
              <li>
                <a href={procedureHref(lang, item.code)}>{item.name}</a> <span class="mc-code">{item.code}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

/** Only what is known: no empty headings, no button. */
function NamesOnly({ view: { procedure, lang, words } }: { view: View }) {
  const vi = (items: readonly string[]) => <span lang="vi">{items.join('; ')}</span>
  return (
    <>
      {procedure.status === 'current' ? (
        <InsetText>
          <p>
            <strong>{words.namesOnly(formatDate(procedure.asOf))}</strong>
          </p>
          <p>{words.namesOnlyHelp}</p>
        </InsetText>
      ) : null}
      <Facts
        rows={[
          ...(procedure.audience.length > 0 ? [{ key: words.who, value: vi(procedure.audience) }] : []),
          ...(procedure.agencies.length > 0 ? [{ key: words.parts.executing, value: vi(procedure.agencies) }] : []),
          ...(procedure.body ? [{ key: words.body, value: vi([procedure.body.name]) }] : []),
          ...(procedure.fields.length > 0
            ? [{ key: words.field, value: <FieldLinks procedure={procedure} lang={lang} words={words} /> }]
            : []),
        ]}
      />
      {procedure.communeReceives ? <p>{words.communeReceives}.</p> : null}
      <SourceNote procedure={procedure} words={words} />
    </>
  )
}

function Known({ view, deps, time }: { view: View; deps: ProcedurePagesDeps; time: TimeToFill | null }) {
  const { procedure, pack, choice, lang, words } = view
  const { content } = procedure
  if (!content) return null
  const current = procedure.status === 'current'
  const filing = current ? deps.filingFor(procedure.code, pack) : null
  const guide = guideOf({ procedure, pack, choice, fileable: filing !== null, lang, words })
  const heavy = JSON.stringify(content).length > HEAVY
  const chosen = groupChosen(pack, choice)
  const parts = partsOf({ procedure, content, lang, words, pack, chosen, long: heavy ? 'elsewhere' : 'folded' })
  return (
    <>
      <Glance
        code={procedure.code}
        guide={guide}
        choice={choice}
        lang={lang}
        words={words}
        filing={filing ? { href: filing.href, time } : null}
      />
      {filing && pack?.definition.madeFrom ? <p class="mc-muted">{words.generalForm}</p> : null}
      <CaseForm code={procedure.code} choice={choice} lang={lang} words={words} />
      <Links view={view} blankForm={current ? deps.blankFormUrl(procedure.code, pack) : null} />
      <TableOfContents parts={parts} words={words} />
      {parts.map((part) => (
        <section id={part.id}>
          <h2>{part.title}</h2>
          {part.body}
        </section>
      ))}
      <SourceNote procedure={procedure} words={words} />
    </>
  )
}

/** Number of the record's group of papers that is the case chosen; a general package keeps these numbers as its cases. */
const groupChosen = (pack: Package | null, { case: chosen }: Choice): number | null => {
  if (!chosen || (pack && !pack.definition.madeFrom)) return null
  return /^\d+$/.test(chosen.key) ? Number(chosen.key) : null
}

function Links({ view: { procedure, choice, lang, words }, blankForm }: { view: View; blankForm: string | null }) {
  const links: [string, string][] = [
    [choiceHref(lang, procedure.code, choice, { page: '/can-mang-theo' }), words.whatToBring],
    ...(blankForm ? [[blankForm, words.blankForm] as [string, string]] : []),
    [`${procedureHref(lang, procedure.code)}/toan-van`, words.allText],
  ]
  return (
    <ul>
      {links.map(([address, name]) => (
        <li>
          <a href={address}>{name}</a>
        </li>
      ))}
    </ul>
  )
}

const TableOfContents = ({ parts, words }: { parts: readonly Part[]; words: ProcedureWords }): ComponentChildren => (
  <Details summary={words.contents}>
    <ol>
      {parts.map((part) => (
        <li>
          <a href={`#${part.id}`}>{part.title}</a>
        </li>
      ))}
    </ol>
  </Details>
)
