import { type Building, condition } from './building.ts'
import type { Choice, Condition, SimpleField } from './model.ts'
import type { RowFieldSource } from './schema.ts'
import type { Path } from './yaml-source.ts'

export type BuiltBase = Pick<
  SimpleField,
  'id' | 'label' | 'short' | 'hint' | 'why' | 'sample' | 'required' | 'missing' | 'shownIf' | 'prefill' | 'autocomplete' | 'asksAnyway' | 'own'
>

/** Beyond this many, choices stand in a list that opens instead of one under another. */
const MOST_RADIOS = 8

export const SEXES: readonly Choice[] = [
  { value: 'male', label: { vi: 'Nam', en: 'Male' } },
  { value: 'female', label: { vi: 'Nữ', en: 'Female' } },
]

/** What is particular to a field's type, with its default settings written out. */
export function buildKind(base: BuiltBase, field: RowFieldSource, path: Path, building: Building): SimpleField {
  switch (field.type) {
    case 'date':
      return {
        ...base,
        type: 'date',
        precision: field.precision ?? 'day',
        past: field.past ?? false,
        notBefore: field['not-before'],
        lunar: field.lunar ?? false,
      }
    case 'identity-number':
      return { ...base, type: 'identity-number', sex: field.sex, birth: field.birth }
    case 'address':
      return {
        ...base,
        type: 'address',
        downTo: field['down-to'] ?? 'commune',
        detail: field.detail ?? 'optional',
        detailLabel: field['detail-label'],
        detailHint: field['detail-hint'],
        abroad: field.abroad ?? false,
      }
    case 'sex':
      return { ...base, type: 'sex', options: SEXES, as: 'radios' }
    case 'choice':
    case 'relationship':
      return {
        ...base,
        type: field.type,
        options: field.options,
        as: field.as ?? (field.options.length > MOST_RADIOS ? 'select' : 'radios'),
      }
    case 'number':
      return {
        ...base,
        type: 'number',
        min: field.min,
        max: field.max,
        integer: field.integer ?? true,
        unit: field.unit,
      }
    case 'money':
      return {
        ...base,
        type: 'money',
        min: field.min ?? 0,
        max: field.max,
        integer: true,
        unit: { vi: 'đồng', en: 'đồng' },
      }
    case 'text':
      return { ...base, type: 'text', max: field.max ?? 200 }
    case 'multiline':
      return { ...base, type: 'multiline', max: field.max ?? 2000 }
    case 'declaration':
      return { ...base, type: 'declaration', text: field.text }
    case 'computed':
      return { ...base, type: 'computed', value: computed(field.value, field['words-of'], path, building) }
    default:
      return { ...base, type: field.type }
  }
}

function computed(
  feel: string | undefined,
  wordsOf: string | undefined,
  path: Path,
  building: Building,
): Condition | { wordsOf: string } {
  if ((feel === undefined) === (wordsOf === undefined)) {
    building.faults.push(building.source.fault(path, 'Trường tính sẵn phải có đúng một trong hai: value hoặc words-of'))
  }
  return wordsOf !== undefined ? { wordsOf } : condition(building, feel ?? 'null', [...path, 'value'])
}
