import { tokensOf } from './fold.ts'
import type { Knowledge } from './knowledge.ts'
import { PhraseBook, type ReadText } from './phrase-book.ts'

const MOST = 31

/** Special cases of a procedure ("có yếu tố nước ngoài", "lưu động") that stand back unless the query asks for them. */
export class Variants {
  private readonly inNames = new PhraseBook<number>()
  private readonly inQueries = new PhraseBook<number>()
  private readonly penalties: number[]

  constructor(variants: Knowledge['variants']) {
    if (variants.length > MOST) throw new Error(`content/search: more than ${MOST} variants`)
    this.penalties = variants.map((variant) => variant.penalty)
    variants.forEach((variant, i) => {
      for (const phrase of variant.phrases) {
        this.inNames.add(phrase, 1 << i)
        this.inQueries.add(phrase, 1 << i)
      }
      for (const cue of variant.cues) this.inQueries.add(cue, 1 << i)
    })
  }

  of(name: string): number {
    return bitsIn(this.inNames, { tokens: tokensOf(name), marked: true })
  }

  askedFor(text: ReadText): number {
    return bitsIn(this.inQueries, text)
  }

  /** What a doc's special cases cost it in a query that asks for some. */
  penalty(doc: number, asked: number): number {
    let bits = doc & ~asked
    let sum = 0
    for (let i = 0; bits !== 0; i++, bits >>>= 1) if ((bits & 1) === 1) sum += this.penalties[i] ?? 0
    return sum
  }
}

function bitsIn(book: PhraseBook<number>, text: ReadText): number {
  let bits = 0
  for (let i = 0; i < text.tokens.length; i++) {
    for (const value of book.longestAt(text, i)?.values ?? []) bits |= value
  }
  return bits
}
