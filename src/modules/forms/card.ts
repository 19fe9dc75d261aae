import { cleanText } from '../../platform/text.ts'
import type { Answer, FormDefinition, RawAnswers, Section } from './definition/model.ts'
import { findField } from './definition/model.ts'
import { kindOf } from './kinds/kinds.ts'

/** What the QR code on an identity card says (căn cước công dân, thẻ căn cước). Nobody has verified it. */
export interface CardText {
  number: string
  cmnd: string | null
  name: string
  /** YYYY-MM-DD. */
  birth: string
  sex: 'male' | 'female' | null
  /** In the units of the day on which the card was issued. */
  address: string
  /** YYYY-MM-DD. */
  issued: string
}

/** Newer cards append the parents' names. */
const LONGEST = 1000
const SEXES: Readonly<Record<string, CardText['sex']>> = { Nam: 'male', Nữ: 'female' }

/** DDMMYYYY, a day of the calendar. */
function dayOf(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  const iso = `${year}-${month}-${day}`
  return !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso) ? iso : null
}

/** Reads `number|CMND|name|DDMMYYYY|sex|address|DDMMYYYY`, the CMND perhaps empty; null when it is nothing of the kind. */
export function readCardText(typed: string): CardText | null {
  const clean = cleanText(typed, { max: LONGEST })
  if (!clean.ok) return null
  const [number = '', cmnd = '', name = '', born = '', sex = '', address = '', issuedOn = ''] = clean.text.split('|').map((part) => part.trim())
  const [birth, issued] = [dayOf(born), dayOf(issuedOn)]
  if (!/^\d{12}$/.test(number) || !/^(\d{9})?$/.test(cmnd) || name === '' || !birth || !issued) return null
  return { number, cmnd: cmnd || null, name, birth, sex: SEXES[sex] ?? null, address, issued }
}

/** A place of today that a written address is found to lie in; what isn't found stays in `detail`. */
export interface FoundPlace {
  province: string
  commune?: string
  detail?: string
}

/** Port: finds an address, in today's units or in those of before 1/7/2025; null when its province isn't found. */
export type FindPlace = (address: string) => Promise<FoundPlace | null>

/** What one asks to have filled in: from a card's code, or from an address in the old units. */
export type FillAsked = { kind: 'card'; section: Section; text: string } | { kind: 'old-address'; fieldId: string; text: string }

/** The buttons that ask for it; pressed without a text they only bring the page again. */
export const FILL = '_fill'

export const cardControl = (section: Pick<Section, 'id'>): string => `_card-${section.id}`
export const oldAddressControl = (fieldId: string): string => `_old-${fieldId}`

/** The first that was typed, whichever button sent it: a scanner ends with Enter, which presses the form's own. */
export function fillAsked(form: FormDefinition, body: Readonly<Record<string, unknown>>): FillAsked | null {
  const typed = (name: string) => {
    const value = Object.hasOwn(body, name) ? body[name] : ''
    return typeof value === 'string' ? value.trim() : ''
  }
  for (const section of form.sections) {
    const text = section.card ? typed(cardControl(section)) : ''
    if (text) return { kind: 'card', section, text }
  }
  for (const name of Object.keys(body)) {
    const fieldId = name.startsWith('_old-') ? name.slice('_old-'.length) : ''
    if (fieldId && typed(name) && findField(form, fieldId)?.type === 'address') return { kind: 'old-address', fieldId, text: typed(name) }
  }
  return null
}

/** The kind of paper that a card is, among the choices of a form. */
const DOCUMENT = 'identity-card'

/** Where each part of a card goes in a section; `document` becomes «identity card», `known` yes. */
export type CardPart = keyof CardText | 'document' | 'known'

/** Puts what the card says where the section wants it, over what stood there. @returns the fields that it filled. */
export function fillFromCard(form: FormDefinition, section: Section, raw: RawAnswers, card: CardText, place: FoundPlace | null): { raw: RawAnswers; filled: string[] } {
  const says: Partial<Record<CardPart, Answer>> = {
    number: card.number,
    name: card.name,
    birth: card.birth,
    issued: card.issued,
    document: DOCUMENT,
    known: true,
    ...(card.cmnd ? { cmnd: card.cmnd } : {}),
    ...(card.sex ? { sex: card.sex } : {}),
    ...(place ? { address: { ...place, text: '' } } : {}),
  }
  const changed: Record<string, string> = { ...raw }
  const filled: string[] = []
  for (const [part, fieldId] of Object.entries(section.card ?? {})) {
    const field = findField(form, fieldId)
    const value = says[part as CardPart]
    const typed = field && value !== undefined ? kindOf(field).typed(field, value) : null
    if (!field || !typed) continue
    for (const [name, text] of Object.entries(typed)) {
      if (text === '') delete changed[name]
      else changed[name] = text
    }
    filled.push(field.id)
  }
  return { raw: changed, filled }
}

/** Puts a place that was found into an address's controls. */
export function fillAddress(form: FormDefinition, fieldId: string, raw: RawAnswers, place: FoundPlace): RawAnswers {
  const field = findField(form, fieldId)
  const typed = field ? kindOf(field).typed(field, { ...place, text: '' }) : null
  return typed ? { ...raw, ...typed } : raw
}
