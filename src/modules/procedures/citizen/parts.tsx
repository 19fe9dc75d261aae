import type { ComponentChildren, VNode } from 'preact'
import { formatDate } from '../../../platform/clock.ts'
import type { Lang } from '../../../platform/words.ts'
import { Details, safeHref, Table } from '../../../ui/index.ts'
import type { Procedure } from '../catalogue/procedure.ts'
import { withoutSign } from '../catalogue/rules/paragraphs.ts'
import { oldLevelEquivalent } from '../catalogue/rules/online-level.ts'
import { formatAmount } from '../catalogue/summary-words.ts'
import { Long, type PartsAsk } from './long-text.tsx'
import { methodsPart } from './methods-part.tsx'
import { papersPart } from './papers-part.tsx'
import { SourceList } from './text-view.tsx'
import type { ProcedureWords } from './words.ts'

export interface Part {
  id: string
  title: string
  body: ComponentChildren
}

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

/** The level as published, its old equivalent, and the reason for a part only where the package gives it. @see NĐ 224/2026 art. 14 */
function onlineLevelLine({ procedure, content, lang, words, pack }: PartsAsk): string {
  const level = procedure.onlineLevel ? words.onlineLevels[procedure.onlineLevel] : words.unknown
  const old = words.oldLevel(oldLevelEquivalent(content, procedure.onlineLevel))
  const note = pack?.definition.online.note?.[lang]
  return `${level} (${old})${note ? `. ${note}` : ''}`
}

function identity(ask: PartsAsk): VNode {
  const { procedure, content, lang, words } = ask
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
      value: onlineLevelLine(ask),
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
    ['cach-thuc', titles.methods, methodsPart(ask)],
    ['giay-to', titles.papers, papersPart(ask)],
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
      {words.source}: {procedure.contentSource === 'package' ? words.sourceOwn(procedure.source !== 'package') : words.sourceOf(formatDate(procedure.contentAsOf ?? procedure.asOf))}
      {url ? (
        <>
          {' '}
          <a href={safeHref(url)}>{words.sourceLink}</a>
        </>
      ) : null}
    </p>
  )
}
