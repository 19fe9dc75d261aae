import { tokensOf } from './fold.ts'
import type { Reader } from './reader.ts'
import type { SearchDocument } from './types.ts'

/** A procedure's name as the search weighs it: what it is first, qualifications after. */
export interface NamePart {
  text: string
  weight: number
}

const OPENING = /^\s*[.\-–•\d)]*\s*(thủ tục hành chính|thủ tục)\s*:?\s*/i
const LEVEL_NOTE = /\((?:thực hiện|áp dụng|thuộc thẩm quyền|thẩm quyền)?[^()]*(?:cấp|trung ương|địa phương|tỉnh|xã|huyện)[^()]*\)/gi

export function namePartsOf(name: string): NamePart[] {
  const plain = name.normalize('NFC').replace(OPENING, '').replace(/\(\s*\d\.\d{6,7}\s*\)/g, ' ')
  const parts: NamePart[] = []
  let asides = ''
  const main = plain.replace(/\(([^()]*)\)/g, (_, inner: string) => {
    asides += ` ; ${inner}`
    return ' '
  })
  const words = main.split(/\s+/)
  parts.push({ text: words.slice(0, 16).join(' '), weight: 1 })
  if (words.length > 16) parts.push({ text: words.slice(15, 40).join(' '), weight: 0.55 })
  if (words.length > 40) parts.push({ text: words.slice(39).join(' '), weight: 0.3 })
  if (asides !== '') parts.push({ text: asides, weight: 0.4 })
  return parts
}

/** Where a name says what special case it is: its first words and what stands in brackets, not its long lists. */
export function openingOf(name: string): string {
  const asides = [...name.matchAll(/\(([^()]*)\)/g)].map(([, inner]) => inner)
  return [name.replace(OPENING, '').split(/\s+/).slice(0, 16).join(' '), ...asides].join(' ; ')
}

/** The name without what only tells the level: equal for the same procedure at commune, province, ministry. */
export function familyOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(OPENING, '')
    .replace(LEVEL_NOTE, ' ')
    .replace(/tại (công an )?cấp \p{L}+/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Words round a name that are found too, though a query that leaves them out loses nothing. */
const CONTEXT_WEIGHT = 0.3

export interface ReadName {
  own: Map<string, number>
  context: Map<string, number>
  intents: Set<string>
}

/** What a procedure's name says; its field, and for one body's own procedure the body, stand round it. */
export function readName(doc: SearchDocument, reader: Reader): ReadName {
  const read: ReadName = { own: new Map(), context: new Map(), intents: new Set() }
  for (const [i, part] of namePartsOf(doc.name).entries()) {
    const reading = reader.read(reader.expanded(tokensOf(part.text)))
    if (i === 0) read.intents = reading.intents
    for (const [term, weight] of reading.terms) {
      read.own.set(term, Math.max(read.own.get(term) ?? 0, weight * part.weight))
    }
  }
  const body = doc.type === 'SPECIFIC' ? doc.publishingBody : null
  for (const text of body === null ? doc.fields : [...doc.fields, body]) {
    for (const [term, weight] of reader.read(tokensOf(text)).terms) {
      if (!read.own.has(term)) read.context.set(term, weight * CONTEXT_WEIGHT)
    }
  }
  return read
}
