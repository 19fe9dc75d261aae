import { formatDate } from '../../../platform/clock.ts'
import { type Answer, page, type WebRequest } from '../../../platform/http/index.ts'
import { langWritten } from '../../../platform/text.ts'
import { InsetText, Spoken } from '../../../ui/index.ts'
import type { Component } from '../catalogue/content.ts'
import { withoutSign } from '../catalogue/rules/paragraphs.ts'
import { papersFor } from '../catalogue/rules/papers.ts'
import { choose, choiceHref } from './choice.ts'
import type { ProcedurePagesDeps } from './deps.ts'
import { findAsked } from './find-asked.tsx'
import { CaseForm, Ways } from './glance.tsx'
import { CHANNEL_NUMBERS, guideOf } from './guide.ts'
import { papersOfPackage } from './package-papers.ts'
import { SourceNote } from './parts.tsx'
import type { View } from './procedure.page.tsx'
import { SourceText } from './text-view.tsx'
import { procedureWords } from './words.ts'

interface Line {
  name: string
  hint: string | null
  originals: number
  copies: number
  show: boolean
}

const PAGE = '/can-mang-theo'

/** /thu-tuc/:code/can-mang-theo: what to bring where, to be printed. */
export async function checklistPage(deps: ProcedurePagesDeps, request: WebRequest): Promise<Answer> {
  const asked = await findAsked(deps, request)
  if ('answer' in asked) return asked.answer
  const { lang } = request
  const words = procedureWords(lang)
  const { procedure } = asked
  const pack = procedure.status === 'current' ? await deps.packages.current(procedure.code) : null
  const choice = choose(procedure, pack, request.query, lang)
  const view: View = { procedure, pack, choice, lang, words }
  const fileable = procedure.status === 'current' && deps.filingFor(procedure.code, pack) !== null
  const guide = guideOf({ procedure, pack, choice, fileable, lang, words })
  return page({
    title: words.checklistFor(procedure.name),
    nav: 'thu-tuc',
    back: { href: choiceHref(lang, procedure.code, choice), text: words.backToProcedure },
    main: (
      <>
        <h1 class="mc-name">
          {words.checklist}: <span lang="vi">{procedure.name}</span>
        </h1>
        <Ways code={procedure.code} choice={choice} lang={lang} words={words} page={PAGE} />
        <CaseForm code={procedure.code} choice={choice} lang={lang} words={words} page={PAGE} />
        <p>
          <strong>{words.submitAt}:</strong> <span lang="vi">{guide.where ?? words.unknown}</span>
        </p>
        {choice.channel === 'online' ? null : <Addresses view={view} />}
        <p>
          <strong>{words.howLong}:</strong> {guide.howLong ?? words.unknown}. <strong>{words.howMuch}:</strong>{' '}
          {guide.howMuch ?? words.feeNotSaid}.
        </p>
        <Lines view={view} />
        <p class="mc-muted">
          {words.printed(formatDate(procedure.contentAsOf ?? procedure.asOf))}{' '}
          <span class="mc-code">{procedure.code}</span>
        </p>
        <SourceNote procedure={procedure} words={words} />
      </>
    ),
  })
}

function Addresses({ view: { procedure } }: { view: View }) {
  const addresses = procedure.content?.addresses
  return addresses ? (
    <div lang="vi">
      <SourceText text={addresses} />
    </div>
  ) : null
}

function linesOf({ procedure, pack, choice, lang }: View): { bring: Line[]; sometimes: Line[]; said: Component[] } {
  if (pack && choice.channel) {
    const papers = papersOfPackage(pack, CHANNEL_NUMBERS[choice.channel], choice.case?.key ?? null)
    const lines = (list: typeof papers.bring): Line[] =>
      list.map((one) => ({
        name: one.name[lang],
        hint: (one.hint ?? one.fromData)?.[lang] ?? null,
        originals: one.originals,
        copies: one.copies,
        show: one.presentedOnly,
      }))
    return { bring: lines(papers.bring), sometimes: lines(papers.sometimes), said: [] }
  }
  if (!procedure.content) return { bring: [], sometimes: [], said: [] }
  const papers = papersFor(procedure.content, choice.case ? Number(choice.case.key) : null)
  const lines = (list: typeof papers.bring): Line[] =>
    list.map(({ component, show }) => ({
      name: withoutSign(component.name),
      hint: null,
      originals: component.originals ?? 0,
      copies: component.copies ?? 0,
      show,
    }))
  return { bring: lines(papers.bring), sometimes: lines(papers.sometimes), said: papers.words }
}

function Lines({ view }: { view: View }) {
  const { words, pack, lang } = view
  const { bring, sometimes, said } = linesOf(view)
  if (bring.length + sometimes.length + said.length === 0) return <InsetText>{words.checklistUnknown}</InsetText>
  return (
    <>
      <p>{words.tick}</p>
      <Boxes title={words.bring} lines={bring.filter((line) => !line.show)} view={view} />
      <Boxes title={words.bringShow} lines={bring.filter((line) => line.show)} view={view} />
      <Boxes title={words.sometimes} lines={sometimes} view={view} />
      {pack && pack.definition.whatToPrepare.length > 0 ? (
        <>
          <h2>{words.prepare}</h2>
          <ul>
            {pack.definition.whatToPrepare.map((thing) => (
              <li>{thing[lang]}</li>
            ))}
          </ul>
        </>
      ) : null}
      {said.length > 0 ? (
        <>
          <h2>{words.words}</h2>
          <div lang="vi">
            <SourceText text={said.map((component) => component.name).join('\n')} />
          </div>
        </>
      ) : null}
    </>
  )
}

function Boxes({ title, lines, view: { words, pack, lang } }: { title: string; lines: readonly Line[]; view: View }) {
  if (lines.length === 0) return null
  return (
    <>
      <h2>{title}</h2>
      <ul class="mc-ticks" lang={pack ? undefined : 'vi'}>
        {lines.map((line) => (
          <li>
            <span aria-hidden="true">☐</span>
            <div>
              <span lang={pack ? langWritten(line.name, lang) : undefined}>{line.name}</span>
              {line.originals + line.copies > 0 ? ` (${words.copies(line.originals, line.copies)})` : null}
              {line.hint ? <div class="govuk-hint"><Spoken>{line.hint}</Spoken></div> : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
