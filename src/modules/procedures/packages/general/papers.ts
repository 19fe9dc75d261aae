import { foldVietnamese } from '../../../../platform/text.ts'
import type { BothLanguages } from '../../../forms/index.ts'
import type { Component, ComponentGroup, ProcedureContent } from '../../catalogue/content.ts'
import { groupKind, paperKind } from '../../catalogue/rules/papers.ts'
import { isHeldPaper } from '../once-only.ts'
import { slugOf, unused } from '../starter/brief.ts'
import { cutAtWord, paperWords, withoutNumbering } from './paper-words.ts'

/** Whether the record's groups are cases to choose among, or parts of one dossier. */
export type Grouping = 'cases' | 'parts'

export interface RecordCase {
  key: string
  label: string
}

export interface GeneralPaper {
  id: string
  name: string
  hint: BothLanguages | null
  code: string | null
  originals: number
  copies: number
  /** Keys of the cases that it belongs to; null: of all. */
  cases: readonly string[] | null
  required: boolean
  presentedOnly: boolean
  /** The e-form itself stands for it when filed online. */
  isForm: boolean
}

export interface RecordPapers {
  cases: RecordCase[]
  papers: GeneralPaper[]
  /** Null where nothing says whether its groups are cases or parts. */
  grouping: Grouping | null
  /** Lines without a number of copies: they are words about papers, not papers. */
  saidOnly: number
  /** Lines with a number of copies but no name. */
  nameless: number
}

type Role = 'all' | 'case' | 'addition' | 'show' | 'words'

const ADDITION = /ủy quyền|kèm theo hồ sơ|(?:nộp|bổ sung|gửi|có) thêm|còn có|ngoài (?:các |những )?(?:giấy tờ|hồ sơ|thành phần)|xuất trình|miễn nộp|^\(/i
const NAMES_A_CASE = /trường hợp|đối với/i
const LONGEST_LABEL = 300

const isNamed = ({ name }: Component) => /\p{L}/u.test(name)
const countedIn = (group: ComponentGroup) => group.components.filter((one) => paperKind(one) !== 'words')
const papersIn = (group: ComponentGroup) => countedIn(group).filter(isNamed)

function roleOf(group: ComponentGroup): Role {
  const kind = groupKind(group)
  if (kind === 'mind' || papersIn(group).length === 0) return 'words'
  if (kind === 'show') return 'show'
  if (kind !== 'case') return 'all'
  return ADDITION.test(withoutNumbering(group.name ?? '')) ? 'addition' : 'case'
}

/** The papers of a record and the cases that they belong to; `chosen` settles what its groups are where the record doesn't. */
export function readPapers(content: ProcedureContent, chosen: Grouping | null = null): RecordPapers {
  const groups = content.groups.map((group, index) => ({ group, number: index + 1, role: roleOf(group) }))
  const alternatives = groups.filter((one) => one.role === 'case')
  const grouping = alternatives.length < 2 ? 'parts' : (chosen ?? (alternatives.every(({ group }) => NAMES_A_CASE.test(group.name ?? '')) ? 'cases' : null))
  const isCase = grouping === 'cases'
  const alone = groups.filter((one) => one.role !== 'words').length === 1
  const found = groups.flatMap(({ group, number, role }) =>
    role === 'words' ? [] : papersIn(group).map((one): Found => ({ one, role, heading: alone ? null : headingOf(group), caseKey: isCase && role === 'case' ? String(number) : null })),
  )
  const nameless = content.groups.flatMap(countedIn).filter((one) => !isNamed(one)).length
  return {
    grouping,
    cases: isCase ? alternatives.map(({ group, number }) => ({ key: String(number), label: headingOf(group) ?? `Trường hợp ${number}` })) : [],
    papers: merged(found),
    saidOnly: content.groups.flatMap((group) => group.components).length - found.length - nameless,
    nameless,
  }
}

function headingOf(group: ComponentGroup): string | null {
  const text = withoutNumbering(group.name ?? '').replace(/\s+/g, ' ').replace(/[\s:;.]+$/, '')
  return text ? cutAtWord(text, LONGEST_LABEL) : null
}

interface Found {
  one: Component
  role: Role
  heading: string | null
  caseKey: string | null
}

/** The same paper in several cases is one component: what was uploaded stays when the case is changed. */
function merged(found: readonly Found[]): GeneralPaper[] {
  const papers = new Map<string, Omit<GeneralPaper, 'id'>>()
  for (const next of found) {
    const paper = asPaper(next)
    const key = JSON.stringify([foldVietnamese(next.one.name), { ...paper, cases: null }])
    const known = papers.get(key)
    const cases = known?.cases && paper.cases ? [...new Set([...known.cases, ...paper.cases])] : known ? null : paper.cases
    papers.set(key, { ...paper, cases })
  }
  const taken = new Set([OTHER_PAPERS])
  return [...papers.values()].map((paper) => ({ id: unused(slugOf(paper.name, 40), taken), ...paper }))
}

/** Id of the slot for what the record doesn't list. */
export const OTHER_PAPERS = 'giay-to-khac'

const MOST_COPIES = 50
const LONGEST_HINT = 1400
const ELECTRONIC = /^(?:biểu )?mẫu (?:hộ tịch )?điện tử|^tờ khai điện tử/i
const SHOWN = /^xuất trình/i

function asPaper({ one, role, heading, caseKey }: Found): Omit<GeneralPaper, 'id'> {
  const { name, whole, condition } = paperWords(one.name)
  const counted = (n: number | null) => Math.min(n ?? 0, MOST_COPIES)
  const [originals, copies] = [counted(one.originals), counted(one.copies)]
  const isForm = ELECTRONIC.test(name)
  const held = isHeldPaper({ name: { vi: name, en: name }, ...(one.code ? { code: one.code } : {}), isForm })
  const presentedOnly = !isForm && (role === 'show' || held || SHOWN.test(name))
  const depends = condition !== null || role === 'addition' || paperKind(one) === 'conditional'
  return {
    name,
    hint: hintOf({ condition, whole, heading: role === 'addition' || (role === 'case' && caseKey === null) ? heading : null, conditionalHeading: role === 'addition' }),
    code: one.code && one.code.length <= 60 ? one.code : null,
    originals: originals + copies === 0 ? 1 : originals,
    copies,
    cases: caseKey === null ? null : [caseKey],
    required: !depends && !presentedOnly,
    presentedOnly,
    isForm,
  }
}

interface HintParts {
  condition: ReturnType<typeof paperWords>['condition']
  whole: string | null
  heading: string | null
  conditionalHeading: boolean
}

/** Why it may not be needed, under what heading it stands, and the whole of a long line: in the record's own words. */
function hintOf({ condition, whole, heading, conditionalHeading }: HintParts): BothLanguages | null {
  const clause = conditionalHeading ? heading : condition !== null && condition !== 'if-any' ? condition.clause : null
  const parts: [vi: string, en: string][] = [
    ...(clause ? [[`Nộp hay không tùy trường hợp: «${clause}».`, `Whether it is needed depends on the case, in the words of the record: “${clause}”.`] as [string, string]] : []),
    ...(condition === 'if-any' ? [['Nộp nếu có.', 'To be handed in where there is one.'] as [string, string]] : []),
    ...(heading && !conditionalHeading ? [[`Thuộc phần «${heading}».`, `It stands under “${heading}”.`] as [string, string]] : []),
    ...(whole ? [[`Nguyên văn: ${whole}`, `In full: ${whole}`] as [string, string]] : []),
  ]
  if (parts.length === 0) return null
  const joined = (at: 0 | 1) => cutAtWord(parts.map((part) => part[at]).join(' '), LONGEST_HINT)
  return { vi: joined(0), en: joined(1) }
}
