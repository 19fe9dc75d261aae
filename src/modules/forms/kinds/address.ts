import { cleanText, mixedWord } from '../../../platform/text.ts'
import { formatAddress } from '../../places/index.ts'
import type { AddressAnswer, AddressField, Answer, RawAnswers } from '../definition/model.ts'
import { answered, EMPTY, faulty, type Inquiry, type Kind, labelOf, type Reading, type Unit } from './reading.ts'

/** Stands in the list of provinces for an address in another country. */
export const ABROAD = 'abroad'
const LONGEST_DETAIL = 200

function read(field: AddressField, raw: RawAnswers, inquiry: Inquiry): Reading {
  const { words, lang, places } = inquiry
  const label = labelOf(field, lang)
  const typed = (part: string) => (raw[`${field.id}-${part}`] ?? '').trim()
  const [province, commune] = [typed('province'), typed('commune')]
  if (!province && !commune && !typed('detail')) return EMPTY
  const detail = cleanText(typed('detail'), { max: LONGEST_DETAIL })
  if (!detail.ok) {
    return faulty(detail.reason === 'too-long' ? words.tooLong(label, LONGEST_DETAIL) : words.hostile(label), 'detail')
  }
  if (!province) return faulty(words.chooseProvince(label), 'province')
  if (province === ABROAD && field.abroad) {
    return detail.text
      ? answered({ abroad: true, detail: detail.text, text: detail.text })
      : faulty(words.addressAbroad(label), 'detail')
  }
  const chosen = places.provinces.find((one) => one.code === province)
  return chosen
    ? within(field, { province: chosen, commune, detail: detail.text }, inquiry)
    : faulty(words.notListed(label), 'province')
}

function within(
  field: AddressField,
  typed: { province: Unit; commune: string; detail: string },
  { words, lang, places }: Inquiry,
): Reading {
  const label = labelOf(field, lang)
  const { province } = typed
  const commune = places.communesOf(province.code).find((one) => one.code === typed.commune)
  if (field.downTo === 'commune' && !typed.commune) return faulty(words.chooseCommune(label), 'commune')
  if (typed.commune && !commune) return faulty(words.communeElsewhere(label), 'commune')
  if (field.detail === 'required' && !typed.detail) return faulty(words.addressDetail(label), 'detail')
  const detail = field.detail === 'none' ? '' : typed.detail
  return answered({
    province: province.code,
    ...(commune ? { commune: commune.code } : {}),
    ...(detail ? { detail } : {}),
    text: commune ? formatAddress(detail, commune, province) : [detail, province.fullName].filter(Boolean).join(', '),
  })
}

const isAddress = (answer: unknown): answer is AddressAnswer =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer)

export const address: Kind<AddressField> = {
  parts: ['province', 'commune', 'detail'],
  read,
  typed(field, answer) {
    if (!isAddress(answer)) return null
    const { province = '', commune = '', detail = '', text = '', abroad = false, ...more } = answer
    if (![province, commune, detail, text].every((part) => typeof part === 'string') || typeof abroad !== 'boolean' || Object.keys(more).length > 0) return null
    return {
      [`${field.id}-province`]: abroad ? ABROAD : province,
      [`${field.id}-commune`]: commune,
      [`${field.id}-detail`]: detail,
    }
  },
  show: (_field, answer: Answer) => (isAddress(answer) ? answer.text : String(answer)),
  doubts(field, answer, _answerOf, { words, lang }) {
    const word = isAddress(answer) ? mixedWord(answer.detail ?? '') : null
    return word ? [words.mixedLetters(labelOf(field, lang), word)] : []
  },
}
