import type { ComputedField, Field, FileField } from '../definition/model.ts'
import { address } from './address.ts'
import { agency } from './agency.ts'
import { choice, declaration, list, yesNo } from './choices.ts'
import { CODES } from './codes.ts'
import { date } from './dates.ts'
import { identityNumber } from './identity-number.ts'
import { number } from './numbers.ts'
import { EMPTY, type Kind } from './reading.ts'
import { tableKind } from './table.ts'
import { personName, text } from './texts.ts'

/** Nobody types it: the logic gives its answer. */
const computed: Kind<ComputedField> = {
  parts: [],
  read: () => EMPTY,
  typed: () => ({}),
  show: (_field, answer, { words }) => (typeof answer === 'boolean' ? (answer ? words.yes : words.no) : String(answer)),
}

/** Papers are attached, not answered: nothing that is sent as its answer is one. */
const file: Kind<FileField> = { parts: [], read: () => EMPTY, typed: () => null, show: () => '' }

const KINDS = {
  'person-name': personName,
  date,
  'identity-number': identityNumber,
  ...CODES,
  address,
  agency,
  nationality: list,
  'ethnic-group': list,
  religion: list,
  sex: choice,
  choice,
  relationship: choice,
  'yes-no': yesNo,
  number,
  money: number,
  text,
  multiline: text,
  declaration,
  computed,
  file,
  table: tableKind((field) => kindOf(field)),
} satisfies { [T in Field['type']]: Kind<Extract<Field, { type: T }>> }

/** The kind of a field; its functions are only ever given fields of their own type. */
export const kindOf = (field: Field): Kind => KINDS[field.type] as unknown as Kind
