import type { ComponentChildren } from 'preact'
import type { Lang } from '../../../platform/words.ts'
import { Button, SummaryList } from '../../../ui/index.ts'
import { CHANNEL_NAMES, type Choice, choiceHref } from './choice.ts'
import type { Guide, Paper } from './guide.ts'
import type { ProcedureWords } from './words.ts'

interface GlanceProps {
  code: string
  guide: Guide
  choice: Choice
  lang: Lang
  words: ProcedureWords
  filing: { href: string; minutes: number | null } | null
}

const MOST = 3

/** Source words are Vietnamese on every page. */
const Vi = ({ children }: { children: ComponentChildren }) => <span lang="vi">{children}</span>

function PaperNames({ papers, words }: { papers: readonly Paper[]; words: ProcedureWords }) {
  return (
    <>
      {papers.map((paper, index) => (
        <>
          {index > 0 ? '; ' : null}
          {paper.name}
          {paper.show ? ` (${words.show})` : null}
        </>
      ))}
    </>
  )
}

function Papers({ guide, choice, words }: Pick<GlanceProps, 'guide' | 'choice' | 'words'>) {
  const { bring, sometimes } = guide
  if (bring.length === 0 && sometimes.length === 0) {
    return choice.cases.length > 0 && !choice.case ? <a href="#giay-to">{words.cases(choice.cases.length)}</a> : <>{words.noPapers}</>
  }
  const first = bring.length > 0 ? bring : sometimes
  const rest = bring.length + sometimes.length - Math.min(first.length, MOST)
  return (
    <>
      {bring.length === 0 ? `${words.sometimes}: ` : null}
      <PaperNames papers={first.slice(0, MOST)} words={words} />
      {rest > 0 ? (
        <>
          {' '}
          <a href="#giay-to">{words.andMore(rest)}</a>
        </>
      ) : null}
    </>
  )
}

/** Channels as links, so that a choice needs no script. */
export function ChannelLinks({ code, choice, lang, words, page = '' }: { code: string; choice: Choice; lang: Lang; words: ProcedureWords; page?: string }) {
  if (choice.channels.length < 2) return choice.channel ? <>{words.channels[choice.channel]}</> : <>{words.unknown}</>
  return (
    <>
      {choice.channels.map((channel, index) => (
        <>
          {index > 0 ? ' · ' : null}
          {channel === choice.channel ? (
            <strong aria-current="true">{words.channels[channel]}</strong>
          ) : (
            <a href={choiceHref(lang, code, choice, { channel, page })}>{words.channels[channel]}</a>
          )}
        </>
      ))}
    </>
  )
}

/** The case, chosen by a plain form. */
export function CaseForm({ code, choice, lang, words, page = '' }: { code: string; choice: Choice; lang: Lang; words: ProcedureWords; page?: string }) {
  if (choice.cases.length === 0) return null
  const action = choiceHref(lang, code, { ...choice, case: null, channels: [] }, { page })
  return (
    <form action={action} method="get" class="govuk-form-group">
      {choice.channel && choice.channels.length > 1 ? <input type="hidden" name="cach" value={CHANNEL_NAMES[choice.channel]} /> : null}
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
      </select>{' '}
      <button type="submit" class="govuk-button govuk-button--secondary">
        {words.chooseCase}
      </button>
    </form>
  )
}

/** The first screen: who, where, how long, how much, which papers, online or not. */
export function Glance({ code, guide, choice, lang, words, filing }: GlanceProps) {
  const who = guide.who.length > MOST ? `${guide.who.slice(0, MOST).join(', ')} ${words.andMore(guide.who.length - MOST)}` : guide.who.join(', ')
  return (
    <section class="mc-glance" aria-label={words.glance}>
      <SummaryList
        rows={[
          { key: words.who, value: who ? <Vi>{who}</Vi> : words.unknown },
          { key: words.channelLabel, value: <ChannelLinks code={code} choice={choice} lang={lang} words={words} /> },
          { key: words.where, value: guide.where ? <Vi>{guide.where}</Vi> : words.unknown },
          { key: words.howLong, value: guide.howLong ?? words.unknown },
          { key: words.howMuch, value: guide.howMuch ?? words.feeNotSaid },
          { key: words.papers, value: <Papers guide={guide} choice={choice} words={words} /> },
          {
            key: words.online,
            value: (
              <>
                {guide.online ?? words.unknown}
                {guide.oldLevel ? <span class="mc-muted"> ({words.oldLevel(guide.oldLevel)})</span> : null}
              </>
            ),
          },
        ]}
      />
      {filing ? (
        <p>
          <Button href={filing.href}>{words.file}</Button> {filing.minutes ? <span class="mc-muted">{words.minutes(filing.minutes)}</span> : null}
        </p>
      ) : null}
    </section>
  )
}
