import { hasMarks, type Token, tokensOf } from './fold.ts'
import type { Knowledge } from './knowledge.ts'
import { PhraseBook, type ReadText } from './phrase-book.ts'

/** What a text means to the index: weighted terms (before their rarity counts) and the acts it speaks of. */
export interface Reading {
  terms: Map<string, number>
  /** Acts named as the law names them, or implied by everyday words. */
  intents: Set<string>
}

type Meaning =
  /** `lone`: one syllable with marks, too ambiguous where no marks are typed. */
  | { kind: 'concept'; term: string; official: boolean; lone: boolean }
  | { kind: 'frame' }
  | { kind: 'intent'; name: string; official: boolean }

const WEIGHT = {
  word: 1,
  pair: 0.9,
  marks: 0.35,
  concept: 1.7,
  innerConcept: 1,
  insideOfficial: 0.45,
  insideEveryday: 0.45,
  intent: 0.6,
  intentWord: 0.5,
  light: 0.45,
  join: 0.08,
  joinBare: 0.25,
  pairWithJoin: 0.35,
}

/** Reads texts by what is known of the language; the same for names, sayings and queries. */
export class Reader {
  private readonly abbreviations = new Map<string, { words: Token[]; notAfter: ReadonlySet<string> }>()
  private readonly book = new PhraseBook<Meaning>()
  private readonly joins = new Set<string>()
  private readonly joinsBare = new Set<string>()
  private readonly lights = new Set<string>()

  constructor(knowledge: Knowledge) {
    for (const { token, words, notAfter } of knowledge.abbreviations) {
      this.abbreviations.set(token, { words: tokensOf(words).map((word) => ({ ...word, supplied: true })), notAfter: new Set(notAfter) })
    }
    for (const phrases of knowledge.concepts) {
      const term = `c:${tokensOf(phrases[0] ?? '').map((t) => t.marked).join(' ')}`
      phrases.forEach((phrase, i) => {
        const [first, second] = tokensOf(phrase)
        const lone = first !== undefined && second === undefined && hasMarks(first)
        this.book.add(this.spelledOut(phrase), { kind: 'concept', term, official: i === 0, lone })
      })
    }
    const joins = [...knowledge.joins]
    for (const frame of knowledge.frames) {
      if (tokensOf(frame).length === 1) joins.push(frame)
      else this.book.add(this.spelledOut(frame), { kind: 'frame' })
    }
    for (const intent of knowledge.intents) {
      for (const word of intent.official) this.book.add(word, { kind: 'intent', name: intent.name, official: true })
      for (const word of intent.cues) this.book.add(this.spelledOut(word), { kind: 'intent', name: intent.name, official: false })
    }
    for (const join of joins) {
      for (const token of tokensOf(join).slice(0, 1)) {
        this.joins.add(token.marked)
        this.joinsBare.add(token.bare)
      }
    }
    for (const light of knowledge.lights) for (const token of tokensOf(light)) this.lights.add(token.marked)
  }

  /** Abbreviations written out. */
  expanded(tokens: Token[]): Token[] {
    const expanded: Token[] = []
    for (const [at, token] of tokens.entries()) {
      const isPlain = !hasMarks(token) || token.marked === '*'
      const known = isPlain ? this.abbreviations.get(token.bare) : undefined
      if (known === undefined || known.notAfter.has(tokens[at - 1]?.bare ?? '')) expanded.push(token)
      else expanded.push(...known.words)
    }
    return expanded
  }

  knowsAbbreviation(bare: string): boolean {
    return this.abbreviations.has(bare)
  }

  read(tokens: Token[]): Reading {
    const text: ReadText = { tokens, marked: isMarked(tokens) }
    const weights = tokens.map((token) => this.plainWeight(token, text.marked))
    const gone = tokens.map(() => false)
    const reading: Reading = { terms: new Map(), intents: new Set() }
    for (const match of this.book.matches(text)) {
      const meanings = text.marked ? match.values : match.values.filter((meaning) => meaning.kind !== 'concept' || !meaning.lone)
      if (meanings.length === 0) continue
      const inside = this.takeIn(meanings, reading)
      if (match.length > 1 && inside > 0) this.takeInner(text, match.from, match.length, reading)
      for (let i = match.from; i < match.from + match.length; i++) {
        if (inside === 0) gone[i] = true
        weights[i] = Math.min(weights[i] ?? 1, inside)
      }
    }
    this.addWords(text, weights, gone, reading.terms)
    return reading
  }

  /** "rút bhxh" is one thing to say, and still speaks of bhxh: what stands inside a phrase counts, less. */
  private takeInner(text: ReadText, from: number, length: number, reading: Reading): void {
    for (let i = from; i < from + length; i++) {
      const inner = this.book.longestAt(text, i, i === from ? length - 1 : from + length - i)
      for (const meaning of inner?.values ?? []) {
        if (meaning.kind === 'concept') raise(reading.terms, meaning.term, WEIGHT.innerConcept)
      }
    }
  }

  /** Gives the weight left to the words themselves. */
  private takeIn(meanings: Meaning[], reading: Reading): number {
    let inside = 1
    for (const meaning of meanings) {
      if (meaning.kind === 'frame') inside = Math.min(inside, 0)
      if (meaning.kind === 'intent') {
        reading.intents.add(meaning.name)
        raise(reading.terms, `i:${meaning.name}`, WEIGHT.intent)
        inside = Math.min(inside, WEIGHT.intentWord)
      }
      if (meaning.kind === 'concept') {
        raise(reading.terms, meaning.term, WEIGHT.concept)
        inside = Math.min(inside, meaning.official ? WEIGHT.insideOfficial : WEIGHT.insideEveryday)
      }
    }
    const hasSense = meanings.some((meaning) => meaning.kind !== 'frame')
    return hasSense ? Math.max(inside, WEIGHT.insideEveryday) : inside
  }

  private addWords(text: ReadText, weights: number[], gone: boolean[], terms: Map<string, number>): void {
    let last: number | null = null
    let lastContent: number | null = null
    text.tokens.forEach((token, i) => {
      if (gone[i] === true) {
        last = null
        lastContent = null
        return
      }
      const weight = weights[i] ?? 1
      raise(terms, `w:${token.bare}`, WEIGHT.word * weight)
      if (text.marked && hasMarks(token) && token.marked !== '*') raise(terms, `m:${token.marked}`, WEIGHT.marks * weight)
      const isJoin = weight <= WEIGHT.joinBare
      if (last !== null) this.addPair(text.tokens[last], token, weights[last] ?? 1, weight, terms)
      if (!isJoin) {
        if (lastContent !== null && lastContent !== last) this.addPair(text.tokens[lastContent], token, weights[lastContent] ?? 1, weight, terms)
        lastContent = i
      }
      last = i
    })
  }

  private addPair(first: Token | undefined, second: Token, a: number, b: number, terms: Map<string, number>): void {
    if (first === undefined) return
    const weight = Math.min(a, b) <= WEIGHT.joinBare ? WEIGHT.pairWithJoin * Math.max(0.3, Math.min(1, Math.max(a, b))) : Math.sqrt(a * b)
    raise(terms, `p:${first.bare} ${second.bare}`, WEIGHT.pair * weight)
  }

  private plainWeight(token: Token, marked: boolean): number {
    if (marked ? this.joins.has(token.marked) : this.joinsBare.has(token.bare)) return marked ? WEIGHT.join : WEIGHT.joinBare
    if (this.lights.has(token.marked)) return WEIGHT.light
    return token.bare.length === 1 ? 0.4 : 1
  }

  private spelledOut(phrase: string): string {
    return this.expanded(tokensOf(phrase))
      .map((token) => token.word)
      .join(' ')
  }
}

function isMarked(tokens: Token[]): boolean {
  let marks = 0
  let typed = 0
  for (const token of tokens) {
    if (token.supplied === true || token.marked === '*') continue
    typed += 1
    if (hasMarks(token)) marks += 1
  }
  return typed === 0 || (marks > 0 && marks * 4 >= typed)
}

function raise(terms: Map<string, number>, term: string, weight: number): void {
  const known = terms.get(term)
  if (known === undefined || weight > known) terms.set(term, weight)
}
