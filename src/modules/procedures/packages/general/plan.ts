import type { Level } from '../../catalogue/content.ts'
import type { Channel, FeeSource } from '../schema.ts'
import { plainName } from '../starter/brief.ts'
import { channelsOf, resultWaysOf } from './channels.ts'
import { chosenFee, type FeeChoice, feeSaid, readFee, type RecordFee } from './fee.ts'
import { type GeneralPaper, type Grouping, readPapers, type RecordCase } from './papers.ts'
import type { PublishedRecord } from './record.ts'
import { isPossible, readTime, type RecordTime, type Time } from './time.ts'

export type PackageLevel = Exclude<Level, 'other'>
export const PACKAGE_LEVELS: readonly PackageLevel[] = ['commune', 'province', 'ministry']

/** What an administrator says where the record doesn't, or otherwise than the record; null leaves it to the record. */
export interface GeneralChoice {
  level: PackageLevel | null
  time: Time | null
  fee: FeeChoice | null
  grouping: Grouping | null
  /** Said of a record that lists no papers: none is needed. */
  noPapers: boolean
}

export const NOTHING_CHOSEN: GeneralChoice = { level: null, time: null, fee: null, grouping: null, noPapers: false }

/** What must be said before there can be a package. */
export type Undecided = keyof GeneralChoice

/** What an administrator should know of a record though it stops nothing; `count` where there are several of it. */
export interface PlanNote {
  code: 'not-online' | 'result-unknown' | 'fee-in-words' | 'no-legal-basis' | 'said-only' | 'nameless' | 'conditional' | 'shown' | 'results'
  count: number
}

/** What a general package holds, as far as record and choice settle it, and what is doubtful in the record. */
export interface GeneralPlan {
  record: PublishedRecord
  name: string
  /** Levels that the record names. */
  levels: readonly PackageLevel[]
  level: PackageLevel | null
  cases: readonly RecordCase[]
  papers: readonly GeneralPaper[]
  /** The record has groups of papers of which nothing says whether they are cases. */
  asksGrouping: boolean
  grouping: Grouping | null
  foundTime: RecordTime
  time: Extract<RecordTime, { kind: 'known' }> | null
  foundFee: RecordFee
  feeSaid: string | null
  fees: readonly FeeSource[] | null
  channels: readonly Channel[]
  resultWays: readonly Channel[]
  results: readonly { name: string; code: string | null }[]
  people: { persons: boolean; foreigners: boolean; organisations: boolean }
  undecided: readonly Undecided[]
  notes: readonly PlanNote[]
}

export const MOST_PAPERS = 99
export const MOST_CASES = 40

/** Why nothing can be made of a record, whatever is chosen; null where something can. */
export function whyNot(record: PublishedRecord): 'general-not-current' | 'general-name-only' | 'general-too-long' | null {
  if (record.status !== 'current') return 'general-not-current'
  if (!record.content || !record.version) return 'general-name-only'
  const { papers, cases } = readPapers(record.content, 'cases')
  return papers.length > MOST_PAPERS || cases.length > MOST_CASES ? 'general-too-long' : null
}

/** Reads a record of which something can be made; `whyNot` has said so. */
export function planOf(record: PublishedRecord, choice: GeneralChoice): GeneralPlan {
  const { content } = record
  if (!content) throw new Error(`Of ${record.code} only the name is known.`)
  const found = readPapers(content)
  const read = readPapers(content, choice.grouping)
  const cases = read.cases.length > 0 ? read.cases : servicesOf(record)
  const foundTime = readTime(content, cases)
  const foundFee = readFee(content)
  const said = feeSaid(content)
  const levels = PACKAGE_LEVELS.filter((level) => record.levels.includes(level))
  const level = choice.level ?? (levels.length === 1 ? (levels[0] ?? null) : null)
  const chosenTime = choice.time && isPossible(choice.time) ? ({ kind: 'known', time: choice.time, byChannel: {}, byCase: {} } as const) : null
  const time = chosenTime ?? (foundTime.kind === 'known' ? foundTime : null)
  const fees = choice.fee !== null ? chosenFee(choice.fee, said) : foundFee.kind === 'known' ? foundFee.fees : null
  const undecided: Undecided[] = [
    ...(level === null ? ['level' as const] : []),
    ...(read.grouping === null ? ['grouping' as const] : []),
    ...(time === null ? ['time' as const] : []),
    ...(fees === null ? ['fee' as const] : []),
    ...(read.papers.length === 0 && !choice.noPapers ? ['noPapers' as const] : []),
  ]
  return {
    record,
    name: plainName(record.name),
    levels,
    level,
    cases,
    papers: read.papers,
    asksGrouping: found.grouping === null,
    grouping: read.grouping,
    foundTime,
    time,
    foundFee,
    feeSaid: said,
    fees,
    channels: channelsOf(content),
    resultWays: resultWaysOf(content),
    results: resultsOf(content.results),
    people: peopleOf(record.audience),
    undecided,
    notes: notesOf(record, read, fees),
  }
}

/** Online services with codes of their own are cases where the record's papers tell none apart. */
function servicesOf({ content }: PublishedRecord): RecordCase[] {
  const services = (content?.services ?? []).filter((one, i, all) => /^[0-9a-z][0-9a-z.-]{0,59}$/.test(one.code) && all.findIndex((other) => other.code === one.code) === i)
  return services.slice(0, MOST_CASES).map(({ code, name }) => ({ key: code, label: name }))
}

const MOST_RESULTS = 20

const resultsOf = (results: readonly { name: string; code: string | null }[]) =>
  results
    .map(({ name, code }) => ({ name: name.replace(/^[-+*•\s]+|[\s;.,]+$/g, ''), code: code && code.length <= 60 ? code : null }))
    .filter(({ name }, i, all) => name !== '' && all.findIndex((other) => other.name === name) === i)
    .slice(0, MOST_RESULTS)

const ORGANISATION = /tổ chức|doanh nghiệp|hợp tác xã/i
const FOREIGNER = /nước ngoài/i

/** Whom the procedure is for; where nobody says, persons and organisations. */
function peopleOf(audience: readonly string[]): GeneralPlan['people'] {
  const persons = audience.filter((one) => !ORGANISATION.test(one))
  const organisations = audience.length > persons.length
  return {
    persons: persons.length > 0 || !organisations,
    foreigners: persons.some((one) => FOREIGNER.test(one) && !/^người Việt Nam/i.test(one)),
    organisations: organisations || audience.length === 0,
  }
}

function notesOf({ content }: PublishedRecord, { papers, saidOnly, nameless }: ReturnType<typeof readPapers>, fees: readonly FeeSource[] | null): PlanNote[] {
  const counted = (code: PlanNote['code'], count: number, from = 1): PlanNote[] => (count >= from ? [{ code, count }] : [])
  const plain = (code: PlanNote['code'], holds: boolean) => counted(code, holds ? 1 : 0)
  return [
    ...plain('not-online', !content?.methods.some((method) => method.channel === 'online')),
    ...counted('conditional', papers.filter((one) => !one.required && !one.presentedOnly).length),
    ...counted('shown', papers.filter((one) => one.presentedOnly).length),
    ...counted('said-only', saidOnly),
    ...counted('nameless', nameless),
    ...plain('fee-in-words', fees?.some((fee) => fee.pattern === 'told') ?? false),
    ...plain('result-unknown', content?.results.length === 0),
    ...counted('results', resultsOf(content?.results ?? []).length, 2),
    ...plain('no-legal-basis', content?.legalBases.length === 0),
  ]
}
