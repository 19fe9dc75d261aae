/**
 * Vietnamese text to search tokens. A token has two faces: `bare`, without any mark, and `marked`,
 * with vowel marks kept and the tone moved to the end as a digit, so that both placements of the
 * tone (hoà, hòa) give one form. Final i and y after a consonant are one letter (lý, lí).
 */
export interface Token {
  bare: string
  marked: string
  /** As written, in lower case. */
  word: string
  /** Put in by the search (a written-out abbreviation): tells nothing of how the person types. */
  supplied?: true
}

/** Hỏi and ngã are one: half the country writes the one for the other. */
const TONES: Record<string, number> = { '\u0300': 2, '\u0301': 1, '\u0303': 3, '\u0309': 3, '\u0323': 4 }
const LONGEST_TOKEN = 24

const bareOf = new Map<string, string>()
const untonedOf = new Map<string, string>()
const toneOf = new Map<string, number>()

for (const base of 'aăâeêioôơuưyđ') {
  for (const tone of ['', ...Object.keys(TONES)]) {
    const letter = (base + tone).normalize('NFC')
    const plain = base === 'đ' ? 'd' : (base.normalize('NFD')[0] ?? base)
    bareOf.set(letter, plain)
    untonedOf.set(letter, base)
    toneOf.set(letter, TONES[tone] ?? 0)
  }
}

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9'
}

function isLetter(c: string): boolean {
  return (c >= 'a' && c <= 'z') || bareOf.has(c)
}

const FINAL_Y = /^(?:[bcdghklmnprstvx]{1,3}|qu)y$/

/** "ky" and "ki" are one word; "tay" and "tai" are two. */
export function withFinalI(bare: string): string {
  return FINAL_Y.test(bare) ? `${bare.slice(0, -1)}i` : bare
}

function tokenOf(word: string): Token {
  let bare = ''
  let untoned = ''
  let tone = 0
  for (const c of word) {
    bare += bareOf.get(c) ?? c
    untoned += untonedOf.get(c) ?? c
    tone = toneOf.get(c) || tone
  }
  bare = withFinalI(bare)
  const marked = untoned.endsWith('y') && bare.endsWith('i') ? `${untoned.slice(0, -1)}i` : untoned
  return { bare, marked: tone > 0 ? marked + tone : marked, word }
}

const known = new Map<string, Token>()

/** Tokens of a text, in order. Anything that is neither letter nor digit parts tokens. */
export function tokensOf(text: string, most = Number.POSITIVE_INFINITY): Token[] {
  const tokens: Token[] = []
  let word = ''
  const lower = text.normalize('NFC').toLowerCase()
  const flush = (): void => {
    if (word === '') return
    let token = known.get(word)
    if (token === undefined) {
      token = tokenOf(word)
      if (known.size < 50_000) known.set(word, token)
    }
    tokens.push(token)
    word = ''
  }
  for (const c of lower) {
    if (isLetter(c) || isDigit(c)) {
      if (word.length < LONGEST_TOKEN * 2) word += c
    } else {
      flush()
      if (tokens.length >= most) return tokens
    }
  }
  flush()
  return tokens.length > most ? tokens.slice(0, most) : tokens
}

/** Whether a token was typed with any vowel mark or tone. */
export function hasMarks(token: Token): boolean {
  return token.marked !== token.bare
}

export function bareText(text: string): string {
  return tokensOf(text)
    .map((token) => token.bare)
    .join(' ')
}
