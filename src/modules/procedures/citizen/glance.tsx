import type { ComponentChildren } from 'preact'
import { langWritten } from '../../../platform/text.ts'
import type { Lang } from '../../../platform/words.ts'
import { Button } from '../../../ui/index.ts'
import { CHANNEL_NAMES, type Choice, choiceHref } from './choice.ts'
import type { Guide, Paper } from './guide.ts'
import type { TimeToFill } from './procedure.page.tsx'
import type { ProcedureWords } from './words.ts'

interface GlanceProps {
  code: string
  guide: Guide
  choice: Choice
  lang: Lang
  words: ProcedureWords
  filing: { href: string; time: TimeToFill | null } | null
}

const MOST_PEOPLE = 2

/** Source words are Vietnamese on every page. */
const Vi = ({ children }: { children: ComponentChildren }) => <span lang="vi">{children}</span>

interface Named {
  name: string
  note: string | null
}

/** The papers that matter first: two to hand in, else one that some cases need, then one to show. */
function firstPapers({ bring, sometimes }: Guide, words: ProcedureWords): Named[] {
  const handIn = (list: readonly Paper[]) => list.filter((paper) => !paper.show)
  const named = (list: readonly Paper[], note: string | null): Named[] => list.map(({ name }) => ({ name, note }))
  const sure = named(handIn(bring).slice(0, 2), null)
  const some = sure.length < 2 ? named(handIn(sometimes).slice(0, 1), words.sometimes.toLowerCase()) : []
  const show = named(bring.filter((paper) => paper.show).slice(0, 1), words.show)
  return [...sure, ...some, ...show].slice(0, 3)
}

function Papers({ guide, choice, lang, words }: Pick<GlanceProps, 'guide' | 'choice' | 'lang' | 'words'>) {
  const papers = firstPapers(guide, words)
  const rest = guide.bring.length + guide.sometimes.length - papers.length
  const cases = choice.cases.length > 0 && !choice.case ? choice.cases.length : 0
  if (papers.length === 0 && cases === 0) return <>{words.noPapers}</>
  const more = cases > 0 ? words.cases(cases) : rest > 0 ? words.andMore(rest) : null
  return (
    <>
      {papers.map(({ name, note }, index) => (
        <>
          {index > 0 ? '; ' : ''}
          <span lang={langWritten(name, lang)}>{name}</span>
          {note ? ` (${note})` : ''}
        </>
      ))}
      {papers.length > 0 && cases > 0 ? '; ' : ' '}
      {more ? <a href={cases > 0 ? '#truong-hop' : '#giay-to'}>{more}</a> : null}
    </>
  )
}

/** Channels as links, so that a choice needs no script. */
export function Ways({
  code,
  choice,
  lang,
  words,
  page = '',
}: {
  code: string
  choice: Choice
  lang: Lang
  words: ProcedureWords
  page?: string
}) {
  if (choice.channels.length < 2) return null
  return (
    <nav aria-label={words.channelLabel}>
      <ul class="mc-ways">
        {choice.channels.map((channel) => (
          <li>
            {channel === choice.channel ? (
              <strong aria-current="true">{words.channels[channel]}</strong>
            ) : (
              <a href={choiceHref(lang, code, choice, { channel, page })}>{words.channels[channel]}</a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The case, chosen by a plain form. */
export function CaseForm({
  code,
  choice,
  lang,
  words,
  page = '',
}: {
  code: string
  choice: Choice
  lang: Lang
  words: ProcedureWords
  page?: string
}) {
  if (choice.cases.length === 0) return null
  const action = choiceHref(lang, code, { ...choice, case: null, channels: [] }, { page })
  return (
    <form action={action} method="get" class="mc-case">
      {choice.channel && choice.channels.length > 1 ? (
        <input type="hidden" name="cach" value={CHANNEL_NAMES[choice.channel]} />
      ) : null}
      <label class="govuk-label" for="truong-hop">
        {words.caseLabel}
      </label>
      <select class="govuk-select" id="truong-hop" name="truong-hop">
        <option value="">{words.allCases}</option>
        {choice.cases.map((one) => (
          <option value={one.key} selected={one.key === choice.case?.key} lang="vi">
            {one.name}
          </option>
        ))}
      </select>
      <button type="submit" class="govuk-button govuk-button--secondary">
        {words.chooseCase}
      </button>
    </form>
  )
}

const Row = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** The first screen: who, where, how long, how much, which papers, online or not. */
export function Glance({ code, guide, choice, lang, words, filing }: GlanceProps) {
  const more = guide.who.length - MOST_PEOPLE
  const who = guide.who.slice(0, MOST_PEOPLE).join(', ') + (more > 0 ? ` ${words.andMore(more)}` : '')
  return (
    <>
      <Ways code={code} choice={choice} lang={lang} words={words} />
      <dl class="mc-glance">
        <Row name={words.where}>{guide.where ? <Vi>{guide.where}</Vi> : words.unknown}</Row>
        <Row name={words.howLong}>
          {guide.howLong ?? words.unknown}
          {guide.howLongNoted ? (
            <>
              {' '}
              <a href="#cach-thuc">({words.seeNotes})</a>
            </>
          ) : null}
        </Row>
        <Row name={words.howMuch}>
          {guide.howMuch === words.feeAsNoted ? (
            <a href="#cach-thuc">{guide.howMuch}</a>
          ) : (
            (guide.howMuch ?? words.feeNotSaid)
          )}
        </Row>
        <Row name={words.papers}>
          <Papers guide={guide} choice={choice} lang={lang} words={words} />
        </Row>
        <Row name={words.who}>{who ? <Vi>{who}</Vi> : words.unknown}</Row>
        <Row name={words.online}>{guide.online ?? words.unknown}</Row>
      </dl>
      {filing ? (
        <p>
          <Button href={filing.href}>{words.file}</Button>{' '}
          {filing.time ? <span class="mc-muted">{words.minutes(filing.time.minutes, filing.time.fillings)}</span> : null}
        </p>
      ) : null}
    </>
  )
}
