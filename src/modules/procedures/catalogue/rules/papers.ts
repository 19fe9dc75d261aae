import type { Component, ComponentGroup, ProcedureContent } from '../content.ts'
import { withoutSign } from './paragraphs.ts'

/** What the heading of a group of papers says that it is. */
export type GroupKind = 'all' | 'hand-in' | 'show' | 'mind' | 'case'

export function groupKind(group: ComponentGroup): GroupKind {
  if (group.name === null) return 'all'
  const name = withoutSign(group.name).toLowerCase()
  if (/^(lưu ý|ghi chú|chú ý)/.test(name)) return 'mind'
  if (/^(các )?(loại )?giấy tờ.*xuất trình/.test(name)) return 'show'
  if (/^(các )?(loại )?(giấy tờ|hồ sơ|thành phần hồ sơ).*(nộp|gồm|bao gồm)|^thành phần hồ sơ/.test(name))
    return 'hand-in'
  return 'case'
}

export interface CaseChoice {
  /** Counts from 1, in the source's order: the address's number. */
  number: number
  name: string
}

/** Cases a person chooses among: headings that are neither what to hand in, to show nor to mind; none when there is but one. */
export function casesOf(content: ProcedureContent): CaseChoice[] {
  const cases = content.groups.flatMap((group, index) =>
    groupKind(group) === 'case' && group.name
      ? [{ number: index + 1, name: withoutSign(group.name).replace(/\s*[:;.]$/, '') }]
      : [],
  )
  return cases.length > 1 ? cases : []
}

/** Groups that concern a case: those for all and its own. Without a choice, all of them. */
export function groupsFor(content: ProcedureContent, chosen: number | null): ComponentGroup[] {
  if (chosen === null) return content.groups
  return content.groups.filter((group, index) => index + 1 === chosen || groupKind(group) !== 'case')
}

export type PaperKind = 'paper' | 'conditional' | 'words'

/** A line with a number of copies or a form is a paper; one that begins "Trường hợp" only for some; the rest are words to read. */
export function paperKind(component: Component): PaperKind {
  if (!component.originals && !component.copies && component.forms.length === 0) return 'words'
  return /^(nếu|trường hợp|đối với trường hợp)\b/i.test(withoutSign(component.name)) ? 'conditional' : 'paper'
}

const LONG = 60

/** The paper's name without what is said about it, for a list at a glance. */
export function shortName(full: string): string {
  const name = withoutSign(full).split('\n')[0] ?? ''
  const head =
    name
      .split(/[;.:(]|, (?=trường hợp|nếu|trừ)| (?=theo quy định|theo mẫu|đối với|trong trường hợp|để chứng minh)/)[0]
      ?.trim() || name
  if (head.length <= LONG) return head
  return `${head.slice(0, head.lastIndexOf(' ', LONG) || LONG)}…`
}

export interface Papers {
  /** To hand in or, where the heading says so, to show. */
  bring: { component: Component; show: boolean }[]
  /** Only in the case that each names. */
  sometimes: { component: Component; show: boolean }[]
  /** What is said about papers. */
  words: Component[]
}

/** What to bring for a case, sorted by how sure it is. */
export function papersFor(content: ProcedureContent, chosen: number | null): Papers {
  const papers: Papers = { bring: [], sometimes: [], words: [] }
  for (const group of groupsFor(content, chosen)) {
    const kind = groupKind(group)
    for (const component of group.components) {
      const paper = kind === 'mind' ? 'words' : paperKind(component)
      if (paper === 'words') papers.words.push(component)
      else papers[paper === 'paper' ? 'bring' : 'sometimes'].push({ component, show: kind === 'show' })
    }
  }
  return papers
}
