import { hasMarks, type Token, withFinalI } from './fold.ts'
import { NearWords } from './near-words.ts'
import { decodedKeystrokes } from './telex.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One reading of a stretch of what was typed. */
interface Reading {
  words: string[]
  cost: number
  /** How many typed tokens it takes up. */
  takes: number
}

interface Split {
  words: string[]
  cost: number
}

interface Path {
  cost: number
  words: string[]
  from: number[]
}

export interface Mended {
  tokens: Token[]
  /** Whether a word that the vocabulary lacks was replaced. */
  changed: boolean
}

const LONGEST_SYLLABLE = 7
const LONGEST_RUN = 40
const LONGEST_FLAWED = 20
/** Whoever misspells more words than these is not helped by mending each. */
const MOST_MENDED = 8
/** Parts of a run are syllables, not abbreviations. */
const VOWEL = /[aeiouy]/
const MOST_READINGS = 10
const WIDTH = 6

/** Mends typing errors by what is near in letters and likely beside its neighbours. */
export class Spelling {
  private readonly near: NearWords
  private readonly vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
    this.near = new NearWords(vocabulary)
  }

  /** With `doubt`, words that exist but never stand beside their neighbours are questioned too. */
  mend(tokens: Token[], doubt: boolean): Mended {
    let mendable = MOST_MENDED
    const readings = tokens.map((token, i) => {
      const options = this.readingsAt(tokens, i, token, doubt && mendable > 0, mendable > 0)
      if (options.length > 1) mendable -= 1
      return options
    })
    if (readings.every((options) => options.length === 1 && options[0]?.cost === 0)) return { tokens, changed: false }
    const best = this.likeliest(tokens.length, readings)
    const mended = best.words.map((word, i) => this.tokenFor(word, tokens[best.from[i] ?? 0]))
    return { tokens: mended, changed: mended.some((token, i) => token.bare !== tokens[i]?.bare) }
  }

  private readingsAt(tokens: Token[], i: number, token: Token, doubt: boolean, unknown: boolean): Reading[] {
    const { bare } = token
    const asTyped: Reading = { words: [bare], cost: 0, takes: 1 }
    const exists = this.vocabulary.has(bare)
    if (/^\d/.test(bare) || bare.length < 2) return [asTyped]
    // "dợc" is no way to write any word, though "doc" is one without marks.
    const misspelt = exists && hasMarks(token) && token.marked !== '*' && !this.vocabulary.hasForm(token)
    if (exists ? !(unknown && misspelt) && !(doubt && this.isOdd(tokens, i)) : !unknown) return [asTyped]
    asTyped.cost = misspelt ? 0.4 : exists ? 0 : 1.6 + bare.length * 0.05
    const readings = [asTyped]
    for (const near of this.near.near(bare, MOST_READINGS)) {
      readings.push({ words: [near.word], cost: near.cost + (exists ? 0.3 : 0), takes: 1 })
    }
    if (!exists) readings.push(...this.partings(bare), ...this.joinings(tokens, i))
    return readings
  }

  /** A known word that stands beside one of its neighbours nowhere. */
  private isOdd(tokens: Token[], i: number): boolean {
    const bare = tokens[i]?.bare ?? ''
    if (bare.length < 3) return false
    const before = tokens[i - 1]
    const after = tokens[i + 1]
    if (before === undefined && after === undefined) return false
    const left = before === undefined ? 1 : this.vocabulary.pairCount(before.bare, bare)
    const right = after === undefined ? 1 : this.vocabulary.pairCount(bare, after.bare)
    return left === 0 || right === 0
  }

  /** "khaisinh" → "khai sinh": the split into known words with the likeliest pairs. */
  private partings(bare: string): Reading[] {
    if (bare.length < 5 || bare.length > LONGEST_RUN) return []
    const spellings = [bare, ...decodedKeystrokes(bare)]
    const clean = spellings.flatMap((spelling) => this.cleanParting(spelling))
    return clean.length > 0 || bare.length > LONGEST_FLAWED ? clean : this.flawedPartings(bare)
  }

  /** "khaisihn" → "khai sinh": known words, then one misspelled, or one misspelled and then known words. */
  private flawedPartings(bare: string): Reading[] {
    const found: Reading[] = []
    const heads = this.splitsOf(bare)
    for (let at = 2; at <= bare.length - 2; at++) {
      const head = heads[at]
      const tail = bare.slice(at)
      if (head !== null && head !== undefined && tail.length <= LONGEST_SYLLABLE + 1) {
        for (const near of this.near.near(tail, 2)) found.push(this.parted([...head.words, near.word], near.cost))
      }
      if (at <= LONGEST_SYLLABLE + 1) {
        const rest = this.splitsOf(tail)[tail.length]
        if (rest === null || rest === undefined) continue
        for (const near of this.near.near(bare.slice(0, at), 2)) found.push(this.parted([near.word, ...rest.words], near.cost))
      }
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, 3)
  }

  private cleanParting(bare: string): Reading[] {
    const whole = this.splitsOf(bare)[bare.length]
    return whole === null || whole === undefined || whole.words.length < 2 ? [] : [this.parted(whole.words, 0)]
  }

  private parted(words: string[], flaw: number): Reading {
    let pairs = 0
    for (const [i, word] of words.entries()) if (i > 0) pairs += this.pairCost(words[i - 1] ?? '', word)
    return { words, cost: 0.55 + flaw + pairs / words.length, takes: 1 }
  }

  /** For each length, the likeliest split of so much of the run into known words. */
  private splitsOf(bare: string): (Split | null)[] {
    const best: (Split | null)[] = [{ words: [], cost: 0 }]
    for (let end = 1; end <= bare.length; end++) {
      best.push(null)
      for (let start = Math.max(0, end - LONGEST_SYLLABLE); start <= end - 2; start++) {
        const head = best[start]
        const word = withFinalI(bare.slice(start, end))
        if (head === null || head === undefined || !VOWEL.test(word) || !this.vocabulary.has(word)) continue
        const last = head.words.at(-1)
        const cost = head.cost + 0.25 + (last === undefined ? 0 : this.pairCost(last, word))
        const known = best[end]
        if (known === null || known === undefined || cost < known.cost) best[end] = { words: [...head.words, word], cost }
      }
    }
    return best
  }

  /** "kh ai" → "khai". */
  private joinings(tokens: Token[], i: number): Reading[] {
    const next = tokens[i + 1]
    if (next === undefined) return []
    const joined = (tokens[i]?.bare ?? '') + next.bare
    return this.vocabulary.has(joined) ? [{ words: [joined], cost: 0.5, takes: 2 }] : []
  }

  private likeliest(length: number, readings: Reading[][]): Path {
    const beams: Path[][] = Array.from({ length: length + 1 }, () => [])
    beams[0] = [{ cost: 0, words: [], from: [] }]
    for (let i = 0; i < length; i++) {
      const beam = (beams[i] ?? []).sort((a, b) => a.cost - b.cost).slice(0, WIDTH)
      for (const path of beam) {
        for (const reading of readings[i] ?? []) beams[i + reading.takes]?.push(this.extended(path, reading, i))
      }
    }
    const ends = (beams[length] ?? []).sort((a, b) => a.cost - b.cost)
    return ends[0] ?? { cost: 0, words: [], from: [] }
  }

  private extended(path: Path, reading: Reading, i: number): Path {
    const last = path.words.at(-1)
    const first = reading.words[0] ?? ''
    const join = last === undefined ? 0 : this.pairCost(last, first) * 0.9
    return {
      cost: path.cost + reading.cost + join,
      words: [...path.words, ...reading.words],
      from: [...path.from, ...reading.words.map(() => i)],
    }
  }

  private pairCost(first: string, second: string): number {
    const together = this.vocabulary.pairCount(first, second)
    return together === 0 ? 1 : 0.6 / (1 + Math.log2(1 + together) / 4)
  }

  private tokenFor(word: string, typed: Token | undefined): Token {
    if (typed !== undefined && typed.bare === word) return typed
    return { bare: word, marked: '*', word }
  }
}
