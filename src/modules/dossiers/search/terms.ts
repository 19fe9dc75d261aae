import { createHash } from 'node:crypto'
import { foldVietnamese } from '../../../platform/text.ts'

/** Longer names (of companies) are found by their first words. */
const MOST_WORDS = 8
/** So many last digits of a code stand for it: within an office few dossiers share them. */
export const CODE_TAIL = 4

/** What of a dossier it is found by. */
export interface Findable {
  agencyId: string
  code: string
  ownerName: string
  submitterName: string
  /** Keyed fingerprint of the contact's phone. */
  phoneIndex: Buffer | null
}

/** What is looked for: each list of terms must all be of one dossier. */
export type Asked = { kind: 'words'; words: readonly string[] } | { kind: 'code'; tail: string } | { kind: 'phone'; index: Buffer }

/** Words of a name, without diacritics and case, each once. */
export function wordsOf(name: string): string[] {
  const words = foldVietnamese(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return [...new Set(words)].slice(0, MOST_WORDS)
}

/** Two words in either order are the same pair. */
const pairOf = (one: string, other: string): string => (one < other ? `2 ${one} ${other}` : `2 ${other} ${one}`)

function pairsOf(words: readonly string[]): string[] {
  return words.flatMap((one, at) => words.slice(at + 1).map((other) => pairOf(one, other)))
}

const digitsOf = (code: string): string => code.replace(/\D/g, '')

/**
 * The first eight bytes of a fingerprint, as PostgreSQL's bigint. Of an agency: a large office does not make a small one's searches
 * longer. Two texts that meet in one number only make a list longer; what is shown is compared.
 */
export function termOf(agencyId: string, text: string): bigint {
  return createHash('sha256').update(`${agencyId}|${text}`).digest().readBigInt64BE(0)
}

const codeText = (tail: string) => `c ${tail}`
const phoneText = (index: Buffer) => `p ${index.toString('hex')}`

/** Everything that a dossier is kept under. */
export function termsOf({ agencyId, code, ownerName, submitterName, phoneIndex }: Findable): bigint[] {
  const texts = new Set<string>()
  for (const name of new Set([ownerName, submitterName])) {
    const words = wordsOf(name)
    for (const word of words) texts.add(`1 ${word}`)
    for (const pair of pairsOf(words)) texts.add(pair)
  }
  const digits = digitsOf(code)
  if (digits.length >= CODE_TAIL) texts.add(codeText(digits.slice(-CODE_TAIL)))
  if (phoneIndex) texts.add(phoneText(phoneIndex))
  return [...texts].map((text) => termOf(agencyId, text))
}

/**
 * What is looked up for a question: every word of it by itself when it is one, otherwise pairs that hold all of them. Whoever walks
 * the shortest of these lists and finds the dossier in the others has it.
 */
export function textsAsked(asked: Asked): string[] {
  switch (asked.kind) {
    case 'code':
      return [codeText(digitsOf(asked.tail).slice(-CODE_TAIL))]
    case 'phone':
      return [phoneText(asked.index)]
    case 'words': {
      const { words } = asked
      const [first = ''] = words
      if (words.length < 2) return [`1 ${first}`]
      const neighbours = words.slice(1).map((word, at) => pairOf(words[at] ?? '', word))
      return words.length > 2 ? [...neighbours, pairOf(first, words.at(-1) ?? '')] : neighbours
    }
  }
}

/** Whether a dossier is what was asked for: two numbers may have met, and words stand in two names. */
export function isAsked(asked: Asked, of: { code: string; ownerName: string; submitterName: string }): boolean {
  if (asked.kind === 'phone') return true
  if (asked.kind === 'code') return digitsOf(of.code).endsWith(digitsOf(asked.tail))
  return [of.ownerName, of.submitterName].some((name) => {
    const has = new Set(wordsOf(name))
    return asked.words.every((word) => has.has(word))
  })
}

/** What an officer typed, told apart by its shape; null for nothing to look for. */
export type Typed = { kind: 'number'; number: string } | { kind: 'phone'; phone: string } | { kind: 'code'; tail: string } | { kind: 'words'; words: readonly string[] }

/** A whole code is looked up before this is asked. */
export function typedOf(text: string): Typed | null {
  const bare = text.replace(/[\s.]/g, '')
  const phone = /^(?:\+?84|0)(\d{9})$/.exec(bare.replace(/-/g, ''))
  if (phone) return { kind: 'phone', phone: `0${phone[1]}` }
  if (/^(\d{9}|\d{12})$/.test(bare)) return { kind: 'number', number: bare }
  // Any end of a code that shows it is one: digits only, or digits behind a dash.
  if (/^[\dA-Za-z.-]*\d{4}$/.test(bare) && /^[^\p{L}]*$|-/u.test(bare)) return { kind: 'code', tail: bare }
  const words = wordsOf(text)
  return words.length > 0 ? { kind: 'words', words } : null
}
