import type {
  Channel,
  Component,
  Level,
  Method,
  ProcedureContent,
  PublishedFee,
  PublishedTime,
  TimeUnit,
} from './content.ts'
import type { OddReport } from './odd.ts'
import { cleanName, distinctNames, nameOrNull, textOrNull } from './rules/source-text.ts'

/** A procedure as it was read off the older portal's pages. */
export interface OlderRecord {
  code: string
  name: string
  ministry: string
  field: string
  levels: string[]
  type?: string
  decision?: string
  subjects: string[]
  agencies?: string[]
  authority?: string
  reception?: string
  delegated?: string
  coordinating?: string
  steps: string
  methods: OlderMethod[]
  documents?: { case?: string; items: OlderItem[] }[]
  legal_basis?: { number?: string; title?: string; issued?: string; issuer?: string }[]
  conditions?: string
  conditions_none?: boolean
  results?: { name: string; code?: string }[]
  keywords?: string
  description?: string
  url?: string
  as_of: string
}

interface OlderMethod {
  channel: Channel
  time?: string
  time_value?: number | string | null
  time_unit?: TimeUnit | null
  fees?: { amount?: number; unit?: string; note?: string; suspect?: boolean }[]
  note?: string
}

interface OlderItem {
  name: string
  forms?: string[]
  form_in_name?: boolean
  originals?: number
  copies?: number
}

const LEVEL_NAMES: Record<string, Level | undefined> = {
  'Cấp bộ': 'ministry',
  'Cấp tỉnh': 'province',
  'Cấp xã': 'commune',
  'Cơ quan khác': 'other',
}

export function olderLevels(record: OlderRecord): Record<Level, boolean> {
  const levels = record.levels.map((name) => LEVEL_NAMES[name])
  const has = (level: Level) => levels.includes(level)
  return { ministry: has('ministry'), province: has('province'), commune: has('commune'), other: has('other') }
}

/** The older record in the catalogue's shape. */
export function readOlderRecord(record: OlderRecord, odd: OddReport): ProcedureContent {
  return {
    decision: { number: nameOrNull(record.decision), date: null, issuer: null },
    formality: nameOrNull(record.type),
    steps: record.steps.trim() ? [{ name: null, text: textOrNull(record.steps) ?? '' }] : [],
    methods: record.methods.map((method) => readMethod(method, record.code, odd)),
    groups: (record.documents ?? []).flatMap((group) => {
      const name = nameOrNull(group.case)
      const components = group.items.map((item) => readItem(item, record.code, odd))
      return name || components.length > 0 ? [{ name, components }] : []
    }),
    services: [],
    subjects: distinctNames(record.subjects),
    agencies: {
      executing: distinctNames(record.agencies ?? []),
      authority: distinctNames([record.authority]),
      authorised: distinctNames([record.delegated]),
      coordinating: distinctNames([record.coordinating]),
    },
    addresses: textOrNull(record.reception),
    results: (record.results ?? []).map((result) => ({ name: cleanName(result.name), code: nameOrNull(result.code) })),
    legalBases: (record.legal_basis ?? []).map((basis) => ({
      number: nameOrNull(basis.number),
      title: nameOrNull(basis.title),
      issued: nameOrNull(basis.issued),
      issuer: nameOrNull(basis.issuer),
    })),
    requirements: textOrNull(record.conditions),
    requirementsNone: record.conditions_none ?? false,
    keywords: nameOrNull(record.keywords),
    description: textOrNull(record.description),
    note: null,
    receiving: null,
    nonTerritorial: null,
    serviceGroups: [],
    url: nameOrNull(record.url),
  }
}

function readMethod(method: OlderMethod, code: string, odd: OddReport): Method {
  const time = readTime(method)
  if (!method.time_unit) odd.note('time-without-unit-older', code, method.time ?? '')
  return { channel: method.channel, time, fees: readFees(method, code, odd), note: textOrNull(method.note) }
}

/** The words are kept only where they say something that amount and unit don't. */
function readTime(method: OlderMethod): PublishedTime | null {
  const text = nameOrNull(method.time)
  const amount = typeof method.time_value === 'number' ? method.time_value : null
  if (text === null && amount === null) return null
  return { amount, unit: method.time_unit ?? null, text: amount === null ? text : null }
}

/** The page shows "free" also where no fee line was filled in, so that word alone is no fee. */
function readFees(method: OlderMethod, code: string, odd: OddReport): PublishedFee[] | null {
  const fees = (method.fees ?? []).map((fee): PublishedFee => {
    if (fee.suspect) odd.note('fee-suspect', code, `${fee.amount ?? '?'} ${fee.unit ?? ''} ${fee.note ?? ''}`)
    return {
      kind: null,
      amount: fee.amount ?? null,
      currency: fee.unit === 'USD' ? 'USD' : 'VND',
      note: textOrNull(fee.note),
      suspect: fee.suspect ?? false,
      file: null,
    }
  })
  return fees.length > 0 ? fees : null
}

function readItem(item: OlderItem, code: string, odd: OddReport): Component {
  if (item.form_in_name) odd.note('form-in-name', code, item.name)
  return {
    name: textOrNull(item.name) ?? '',
    code: null,
    originals: item.originals ?? null,
    copies: item.copies ?? null,
    required: null,
    electronicForm: null,
    resultOfOther: null,
    forms: distinctNames(item.forms ?? []),
  }
}
