import type { ChoiceField, DeclarationField, ListField, YesNoField } from '../definition/model.ts'
import { findInList } from '../lists/lists.ts'
import { answered, EMPTY, faulty, type Kind, labelOf } from './reading.ts'

export const choice: Kind<ChoiceField> = {
  parts: [],
  read(field, raw, { words, lang }) {
    const value = raw[field.id] ?? ''
    if (!value) return EMPTY
    return field.options.some((option) => option.value === value)
      ? answered(value)
      : faulty(words.notListed(labelOf(field, lang)))
  },
  typed: (field, answer) => (typeof answer === 'string' ? { [field.id]: answer } : null),
  show: (field, answer, { lang }) =>
    field.options.find((option) => option.value === answer)?.label[lang] ?? String(answer),
}

export const list: Kind<ListField> = {
  parts: [],
  read(field, raw, { words, lang }) {
    const value = raw[field.id] ?? ''
    if (!value) return EMPTY
    return findInList(field.type, value) ? answered(value) : faulty(words.notListed(labelOf(field, lang)))
  },
  typed: (field, answer) => (typeof answer === 'string' ? { [field.id]: answer } : null),
  show: (field, answer, { lang }) => findInList(field.type, String(answer))?.text[lang] ?? String(answer),
}

export const yesNo: Kind<YesNoField> = {
  parts: [],
  read(field, raw, { words, lang }) {
    const value = raw[field.id] ?? ''
    if (!value) return EMPTY
    return value === 'yes' || value === 'no' ? answered(value === 'yes') : faulty(words.notListed(labelOf(field, lang)))
  },
  typed: (field, answer) => (typeof answer === 'boolean' ? { [field.id]: answer ? 'yes' : 'no' } : null),
  show: (_field, answer, { words }) => (answer === true ? words.yes : words.no),
}

/** Ticked or not answered: nobody declares by saying no. */
export const declaration: Kind<DeclarationField> = {
  parts: [],
  read: (field, raw) => (raw[field.id] === 'yes' ? answered(true) : EMPTY),
  typed: (field, answer) => (typeof answer === 'boolean' ? { [field.id]: answer ? 'yes' : '' } : null),
  show: (_field, answer, { words }) => (answer === true ? words.agreed : words.notGiven),
}
