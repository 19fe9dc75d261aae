import { ABSENT, ANY, type Domain, NOTHING } from '../../../platform/feel/index.ts'
import { EARLIEST_DATE } from '../kinds/dates.ts'
import { LISTS } from '../lists/lists.ts'
import { fieldIdOf } from './analyse.ts'
import type { DateField, Field } from './model.ts'

/** What a name of a condition may be, by the field that it reads: its answers, or none. */
export function valuesOf(name: string, fields: ReadonlyMap<string, Field>): Domain {
  if (name === 'today') return { ...NOTHING, texts: {} }
  if (name.startsWith('today.')) return { ...NOTHING, numbers: PARTS[name.slice('today.'.length)] ?? {} }
  const counted = /^count\((.*)\)$/.exec(name)?.[1]
  const id = fieldIdOf(counted ?? name, fields)
  const field = id === null ? undefined : fields.get(id)
  if (!field || id === null) return ANY
  if (counted !== undefined) return counted === id && field.type === 'table' ? { ...ABSENT, numbers: { from: Math.max(1, field.min), to: field.max, whole: true } } : ANY
  return name === id ? answersOf(field) : memberOf(field, name.slice(id.length + 1))
}

const chosen = (values: readonly string[]): Domain => ({ ...ABSENT, texts: { only: new Set(values) } })
const TEXT: Domain = { ...ABSENT, texts: {} }
const NUMBER: Domain = { ...ABSENT, numbers: {} }

function answersOf(field: Field): Domain {
  switch (field.type) {
    case 'choice':
    case 'relationship':
    case 'sex':
      return chosen(field.options.map(({ value }) => value))
    case 'nationality':
    case 'ethnic-group':
    case 'religion':
      return chosen(LISTS[field.type].map(({ value }) => value))
    case 'yes-no':
      return { ...ABSENT, truths: [true, false] }
    case 'declaration':
      return { ...ABSENT, truths: [true] }
    case 'number':
    case 'money':
      return { ...ABSENT, numbers: { from: field.min, to: field.max, whole: field.integer } }
    case 'date':
      return { ...ABSENT, texts: { from: earliestOf(field), to: '9999-12-31' } }
    case 'address':
    case 'agency':
      return { ...ABSENT, things: true }
    case 'table':
      return { ...ABSENT, lists: true }
    case 'file':
      return ABSENT
    case 'computed':
      // An address or a list that comes out is not kept.
      return 'wordsOf' in field.value ? TEXT : { ...ANY, lists: false, things: false }
    default:
      return TEXT
  }
}

/** Of a date whose day needn't be known, the year alone stands before all of its days. */
const earliestOf = ({ notBefore = EARLIEST_DATE, precision }: DateField) => (precision === 'partial' ? notBefore.slice(0, 4) : notBefore)

const PARTS: Readonly<Record<string, { from: number; to: number; whole: true }>> = {
  year: { from: 1900, to: 9999, whole: true },
  month: { from: 1, to: 12, whole: true },
  day: { from: 1, to: 31, whole: true },
  weekday: { from: 1, to: 7, whole: true },
}

function memberOf(field: Field, member: string): Domain {
  if (field.type === 'date') return member === 'year' ? { ...ABSENT, numbers: { from: Number(earliestOf(field).slice(0, 4)), to: 9999, whole: true } } : PARTS[member] ? { ...ABSENT, numbers: PARTS[member] } : NUMBER
  if (field.type === 'person-name') return TEXT
  if (field.type !== 'address') return ANY
  if (member === 'abroad') return field.abroad ? { ...ABSENT, truths: [true] } : ABSENT
  return TEXT
}
