import type { ComponentChildren, VNode } from 'preact'
import { formatDate } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import { Details, safeHref, Table } from '../../../ui/index.ts'
import type { Component, ComponentGroup, Method, ProcedureContent } from '../catalogue/content.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import type { Package } from '../packages/index.ts'
import { withoutSign } from '../catalogue/rules/paragraphs.ts'
import { groupKind, groupsFor, paperKind } from '../catalogue/rules/papers.ts'
import { oldLevelEquivalent } from '../catalogue/rules/online-level.ts'
import { formatAmount } from '../catalogue/summary-words.ts'
import { procedureHref } from './choice.ts'
import { publishedFee, publishedTime, visitsOf } from './guide.ts'
import { SourceList, SourceText } from './text-view.tsx'
import type { ProcedureWords } from './words.ts'

export interface PartsAsk {
  procedure: Procedure
  content: ProcedureContent
  lang: Lang
  words: ProcedureWords
  pack: Package | null
  /** Group of papers that the reader's case is, counted from 1; null shows all. */
  chosen: number | null
  /** Long texts are folded, or, where the page would grow too heavy, left to the full text page. */
  long: 'open' | 'folded' | 'elsewhere'
}

export interface Part {
  id: string
  title: string
  body: ComponentChildren
}

const LONG_TEXT = 700

/** A long text of the source, folded or left to its own page; a short one stands open. */
function Long({ ask, text, summary }: { ask: PartsAsk; text: string; summary: string }) {
  if (ask.long === 'open' || text.length <= LONG_TEXT) return <SourceText text={text} />
  if (ask.long === 'elsewhere' && text.length > 4 * LONG_TEXT) return <Elsewhere ask={ask} />
  return (
    <Details summary={summary} lang="vi">
      <SourceText text={text} />
    </Details>
  )
}

const Elsewhere = ({ ask }: { ask: PartsAsk }) => (
  <p lang={ask.lang}>
    <a href={`${procedureHref(ask.lang, ask.procedure.code)}/toan-van`}>{ask.words.onFullText}</a>
  </p>
)

/** Names and values in narrow rows. */
export const Facts = ({ rows }: { rows: readonly { key: string; value: ComponentChildren }[] }) => (
  <dl class="mc-glance mc-glance--facts">
    {rows.map((row) => (
      <div>
        <dt>{row.key}</dt>
        <dd>{row.value}</dd>
      </div>
    ))}
  </dl>
)

function identity({ procedure, content, lang, words }: PartsAsk): VNode {
  const { decision } = content
  const number = [decision.number, decision.date ? words.decisionOf(formatDate(decision.date)) : null]
    .filter(Boolean)
    .join(', ')
  const rows = [
    { key: words.code, value: <span class="mc-code">{procedure.code}</span> },
    { key: words.decision, value: number ? <span lang="vi">{number}</span> : words.unknown },
    { key: words.name, value: <span lang="vi">{procedure.name}</span> },
    { key: words.body, value: procedure.body ? <span lang="vi">{procedure.body.name}</span> : words.unknown },
    { key: words.level, value: procedure.levels.map((level) => words.levels[level]).join(', ') || words.unknown },
    { key: words.formality, value: content.formality ? <span lang="vi">{content.formality}</span> : words.unknown },
    {
      key: words.onlineLevel,
      value: `${procedure.onlineLevel ? words.onlineLevels[procedure.onlineLevel] : words.unknown} (${words.oldLevel(oldLevelEquivalent(content, procedure.onlineLevel))})`,
    },
    { key: words.field, value: <FieldLinks procedure={procedure} lang={lang} words={words} /> },
    ...(procedure.services.length > 0
      ? [{ key: words.services, value: <Services procedure={procedure} lang={lang} /> }]
      : []),
    ...(content.nonTerritorial === null
      ? []
      : [
          {
            key: words.nonTerritorial,
            value: content.nonTerritorial ? words.nonTerritorialYes : words.nonTerritorialNo,
          },
        ]),
  ]
  return (
    <>
      <Facts rows={rows} />
      {procedure.communeReceives ? <p>{words.communeReceives}.</p> : null}
    </>
  )
}

export function FieldLinks({ procedure, lang, words }: { procedure: Procedure; lang: Lang; words: ProcedureWords }) {
  if (procedure.fields.length === 0) return <>{words.unknown}</>
  const prefix = lang === 'en' ? '/en' : ''
  return (
    <span lang="vi">
      {procedure.fields.map((field, index) => (
        <>
          {index > 0 ? '; ' : null}
          {procedure.status === 'current' ? <a href={`${prefix}/linh-vuc/${field.slug}`}>{field.name}</a> : field.name}
        </>
      ))}
    </span>
  )
}

function Services({ procedure, lang }: { procedure: Procedure; lang: Lang }) {
  return (
    <>
      {procedure.services.map((service) => (
        <div>
          <span class="mc-code">{service.code}</span>
          {service.time.amount !== null && service.time.unit
            ? `: ${formatAmount(service.time.amount, service.time.unit, lang)}`
            : null}
          {service.name === procedure.name ? null : <span lang="vi"> – {service.name}</span>}
        </div>
      ))}
    </>
  )
}

function steps(ask: PartsAsk): VNode | null {
  const text = ask.content.steps.map((step) => [step.name, step.text].filter(Boolean).join('\n')).join('\n')
  return text ? <Long ask={ask} text={text} summary={ask.words.readSteps} /> : null
}

/** A column that no method fills is left out. */
function methods(ask: PartsAsk): VNode | null {
  const { content, words, lang, procedure, pack } = ask
  if (content.methods.length === 0) return null
  const noted = content.methods.some((method) => method.note !== null)
  const visits = content.methods.map((method) => visitsOf(procedure, pack, method.channel, words))
  const counted = visits.some((each) => each !== words.visitsUnknown)
  const [channel, time, fees, comes, notes] = words.methodHead
  return (
    <>
      <Table
        caption={words.parts.methods}
        hideCaption
        head={[channel, time, fees, ...(counted ? [comes] : []), ...(noted ? [notes] : [])]}
        rows={content.methods.map((method, index) => [
          words.channels[method.channel],
          method.time ? publishedTime(method.time, lang, words) : words.unknown,
          <Fees method={method} ask={ask} />,
          ...(counted ? [visits[index]] : []),
          ...(noted ? [<Note text={method.note} ask={ask} />] : []),
        ])}
      />
      {counted ? null : <p>{words.visitsUnknown}.</p>}
    </>
  )
}

const Note = ({ text, ask }: { text: string | null; ask: PartsAsk }) =>
  text === null ? (
    <>–</>
  ) : (
    <div lang="vi">
      <Long ask={ask} text={text} summary={ask.words.readMethods} />
    </div>
  )

function Fees({ method, ask: { words, lang } }: { method: Method; ask: PartsAsk }) {
  if (!method.fees) return <>{words.feeNotSaid}</>
  return (
    <>
      {method.fees.map((fee) => (
        <div>
          {publishedFee(fee, lang, words)}
          {fee.note ? (
            <span lang="vi" class="mc-small">
              {' '}
              {fee.note}
            </span>
          ) : null}
          {fee.file ? (
            <span class="mc-small">
              {' '}
              {words.amounts}: <span lang="vi">{fee.file}</span>
            </span>
          ) : null}
        </div>
      ))}
    </>
  )
}

function papers(ask: PartsAsk): VNode | null {
  const { content, words, chosen } = ask
  if (content.groups.length === 0) return null
  const shown = groupsFor(content, chosen)
  const others = content.groups.filter((group) => !shown.includes(group))
  const cases = shown.filter((group) => groupKind(group) === 'case').length
  return (
    <>
      {shown.map((group) =>
        cases > 1 && groupKind(group) === 'case' && ask.long !== 'open' ? (
          <FoldedGroup group={group} ask={ask} />
        ) : (
          <Group group={group} ask={ask} />
        ),
      )}
      {others.length > 0 ? (
        <>
          <h3>{words.otherCases(others.length)}</h3>
          {others.map((group) => (
            <FoldedGroup group={group} ask={ask} />
          ))}
        </>
      ) : null}
    </>
  )
}

function FoldedGroup({ group, ask }: { group: ComponentGroup; ask: PartsAsk }) {
  if (ask.long === 'elsewhere' && group.components.length > 3) {
    return (
      <p lang="vi">
        {withoutSign(group.name ?? '')} <Elsewhere ask={ask} />
      </p>
    )
  }
  return (
    <Details summary={headingOf(group.name ?? '')} lang="vi">
      <GroupBody group={group} ask={ask} />
    </Details>
  )
}

const headingOf = (name: string) => withoutSign(name).replace(/\s*:$/, '')

const Group = ({ group, ask }: { group: ComponentGroup; ask: PartsAsk }) => (
  <div lang="vi">
    {group.name ? <h3>{headingOf(group.name)}</h3> : null}
    <GroupBody group={group} ask={ask} />
  </div>
)

function GroupBody({ group, ask }: { group: ComponentGroup; ask: PartsAsk }) {
  const counted = group.components.filter((component) => paperKind(component) !== 'words')
  const said = group.components.filter((component) => paperKind(component) === 'words')
  const text = said.map((component) => component.name).join('\n')
  return (
    <>
      {counted.length > 0 ? (
        <ul>
          {counted.map((component) => (
            <Paper component={component} ask={ask} />
          ))}
        </ul>
      ) : null}
      {said.length > 0 ? <Long ask={ask} text={text} summary={ask.words.words} /> : null}
    </>
  )
}

function Paper({ component, ask: { words, lang } }: { component: Component; ask: PartsAsk }) {
  const facts = [
    component.originals === null ? null : `${words.originals}: ${component.originals}`,
    component.copies === null ? null : `${words.copiesLabel}: ${component.copies}`,
    component.required ? words.requiredMark : null,
    component.electronicForm ? words.electronicForm : null,
    component.resultOfOther ? words.resultOfOther : null,
  ].filter(Boolean)
  return (
    <li>
      {withoutSign(component.name)}
      <div class="mc-muted mc-small">
        <span lang={lang}>{facts.join(' · ')}</span>
        {component.forms.length > 0 ? (
          <>
            {' · '}
            <span lang={lang}>{words.paperForm}:</span> {component.forms.join('; ')}
          </>
        ) : null}
        {component.code ? ` · ${component.code}` : null}
      </div>
    </li>
  )
}

function legal(ask: PartsAsk): VNode | null {
  const { content, words } = ask
  if (content.legalBases.length === 0) return null
  const dated = content.legalBases.some((basis) => basis.issued || basis.issuer)
  const table = (
    <Table
      caption={words.parts.legal}
      hideCaption
      head={dated ? words.legalHead : words.legalHead.slice(0, 2)}
      rows={content.legalBases.map((basis) => [
        basis.number ?? '–',
        basis.title ?? '–',
        ...(dated ? [basis.issued ?? '–', basis.issuer ?? '–'] : []),
      ])}
    />
  )
  return ask.long === 'open' ? table : <Details summary={words.readLegal(content.legalBases.length)}>{table}</Details>
}

const listed = (items: readonly string[]) => (items.length > 0 ? <SourceList items={items} /> : null)
const text = (ask: PartsAsk, words: string | null, summary: string) =>
  words ? <Long ask={ask} text={words} summary={summary} /> : null

function requirements(ask: PartsAsk): VNode | null {
  if (ask.content.requirements) return text(ask, ask.content.requirements, ask.words.readRequirements)
  return ask.content.requirementsNone ? <p lang={ask.lang}>{ask.words.none}</p> : null
}

/** All parts that the source has, in the order that the law and the portal give them; a part it lacks is left out. */
export function partsOf(ask: PartsAsk): Part[] {
  const { content, words, procedure } = ask
  const titles = words.parts
  const source = (body: VNode | null) => (body ? <div lang="vi">{body}</div> : null)
  const all: [string, string, ComponentChildren][] = [
    ['thong-tin-chung', titles.identity, identity(ask)],
    ['trinh-tu', titles.steps, source(steps(ask))],
    ['cach-thuc', titles.methods, methods(ask)],
    ['giay-to', titles.papers, papers(ask)],
    ['doi-tuong', titles.audience, source(listed(procedure.audience))],
    ['co-quan', titles.executing, source(listed(procedure.agencies))],
    ['tham-quyen', titles.authority, source(listed(content.agencies.authority))],
    ['dia-chi', titles.addresses, source(text(ask, content.addresses, words.readAddresses))],
    ['uy-quyen', titles.authorised, source(listed(content.agencies.authorised))],
    ['phoi-hop', titles.coordinating, source(listed(content.agencies.coordinating))],
    [
      'ket-qua',
      titles.results,
      source(
        listed(
          content.results.map((result) =>
            result.code ? `${withoutSign(result.name)} (${result.code})` : withoutSign(result.name),
          ),
        ),
      ),
    ],
    ['can-cu', titles.legal, source(legal(ask))],
    ['yeu-cau', titles.requirements, source(requirements(ask))],
    ['tu-khoa', titles.keywords, content.keywords ? source(<p>{content.keywords}</p>) : null],
    [
      'mo-ta',
      titles.description,
      source(text(ask, [content.description, content.note].filter(Boolean).join('\n') || null, words.details)),
    ],
  ]
  return all.flatMap(([id, title, body]) => (body ? [{ id, title, body }] : []))
}

/** Where the words come from, with the date. */
export function SourceNote({ procedure, words }: { procedure: Procedure; words: ProcedureWords }) {
  const url = procedure.content?.url
  return (
    <p class="mc-muted mc-small">
      {words.source}: {words.sourceOf(formatDate(procedure.contentAsOf ?? procedure.asOf))}
      {url ? (
        <>
          {' '}
          <a href={safeHref(url)}>{words.sourceLink}</a>
        </>
      ) : null}
    </p>
  )
}
