import type { VNode } from 'preact'
import { Details } from '../../../ui/index.ts'
import type { Component, ComponentGroup } from '../catalogue/content.ts'
import { withoutSign } from '../catalogue/rules/paragraphs.ts'
import { groupKind, groupsFor, paperKind } from '../catalogue/rules/papers.ts'
import { Elsewhere, Long, type PartsAsk } from './long-text.tsx'

export function papersPart(ask: PartsAsk): VNode | null {
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
    <Details summary={<span lang="vi">{headingOf(group.name ?? '')}</span>} lang="vi">
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
