import type { Lang } from '../../platform/words.ts'
import type { AnswerError } from './answers/validate.ts'
import { cardControl, fillAddress, type FillAsked, fillFromCard, type FindPlace, oldAddressControl, readCardText } from './card.ts'
import type { FormDefinition, RawAnswers } from './definition/model.ts'
import { formWords } from './words.ts'

export interface FilledIn {
  raw: RawAnswers
  /** Where each field that was filled in was taken from. */
  sources?: Readonly<Record<string, string>>
  errors?: readonly AnswerError[]
  /** An address that was not found, to be typed on. */
  unfound?: Readonly<Record<string, string>>
}

interface ToFill {
  form: FormDefinition
  raw: RawAnswers
  asked: FillAsked
  lang: Lang
}

/** Fills fields from the code of an identity card or from an address in the old units; what can't be read is said beside its box. */
export async function fillIn(findPlace: FindPlace, { form, raw, asked, lang }: ToFill): Promise<FilledIn> {
  const words = formWords(lang)
  if (asked.kind === 'card') {
    const card = readCardText(asked.text)
    if (!card) return { raw, errors: [beside(cardControl(asked.section), words.cardWrong)] }
    const { raw: changed, filled } = fillFromCard(form, asked.section, raw, card, await findPlace(card.address))
    return { raw: changed, sources: Object.fromEntries(filled.map((id) => [id, words.cardSource])) }
  }
  const place = await findPlace(asked.text)
  const control = oldAddressControl(asked.fieldId)
  if (!place?.commune) return { raw, errors: [beside(control, words.oldUnknown)], unfound: { [control]: asked.text } }
  return { raw: fillAddress(form, asked.fieldId, raw, place), sources: { [asked.fieldId]: words.oldSource } }
}

const beside = (control: string, text: string): AnswerError => ({ field: control, href: `#${control.replaceAll('.', '-')}`, text })
