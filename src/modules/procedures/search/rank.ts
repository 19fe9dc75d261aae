import type { SearchIndex } from './build.ts'
import { hasMarks, type Token } from './fold.ts'

export interface Ranked {
  doc: number
  score: number
}

/** What a query asks, ready to be held against entries. */
export interface Asked {
  terms: { id: number; share: number; rarity: number }[]
  /** Sum of the weights of all its terms that the index knows. */
  weight: number
  intents: number
  variants: number
  /** Nothing but the frame of a question: "thủ tục cần giấy tờ gì". */
  saysNothing: boolean
}

export const TUNING = {
  /** Share of what the query has and the entry lacks, and of what the entry has and the query lacks, that counts against. */
  missingInEntry: 0.55,
  missingInQuery: 0.28,
  otherIntent: 0.78,
  noIntent: 0.88,
  unaskedIntent: 0.93,
  familyAgain: 0.04,
  /** Share of what is asked that counts as all of it. */
  whole: 0.9,
  /** How far a clause of a long question is trusted: always so much, the more the more of the question it is; less than a part of it not at all. */
  clause: 0.4,
  clauseShare: 0.4,
  clauseAtLeast: 0.2,
}

export function askedOf(index: SearchIndex, tokens: Token[]): Asked {
  const reading = index.reader.read(tokens)
  const { termIds, rarity } = index.postings
  const terms: Asked['terms'] = []
  let weight = 0
  for (const [term, share] of reading.terms) {
    const id = termIds.get(term)
    if (id === undefined) continue
    const worth = rarity[id] ?? 0
    terms.push({ id, share, rarity: worth })
    weight += share * worth
  }
  let intents = 0
  for (const name of reading.intents) intents |= index.intentBits.get(name) ?? 0
  const marked = tokens.some(hasMarks)
  return {
    terms,
    weight,
    intents,
    variants: index.variants.askedFor({ tokens, marked }),
    saysNothing: reading.terms.size === 0,
  }
}

export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || a.doc - b.doc
}

const MOST_DOCS = 2 ** 17
const FINENESS = 2 ** 30

/** By score, then by place in the catalogue: as plain numbers, which sort many times faster than objects. */
function sorted(ranked: Ranked[]): Ranked[] {
  const keys = Float64Array.from(ranked, ({ doc, score }) => Math.round(score * FINENESS) * MOST_DOCS + (MOST_DOCS - 1 - doc))
  return Array.from(keys.sort().reverse(), (key) => {
    const rest = key % MOST_DOCS
    return { doc: MOST_DOCS - 1 - rest, score: (key - rest) / MOST_DOCS / FINENESS }
  })
}

/** Scores of docs between 0 and about 1, by the best entry of each. */
export class Scorer {
  private readonly shared: Float32Array
  private readonly best: Float32Array
  /** 1 where an entry of the doc has nearly all that is asked. */
  private readonly whole: Uint8Array
  private readonly touchedEntries: Int32Array
  private readonly index: SearchIndex

  constructor(index: SearchIndex) {
    this.index = index
    this.shared = new Float32Array(index.entryDoc.length)
    this.best = new Float32Array(index.docs.length)
    this.whole = new Uint8Array(index.docs.length)
    this.touchedEntries = new Int32Array(index.entryDoc.length)
  }

  /** Docs worth showing, best first: those that score at least `share` of the best one, or have all that is asked. */
  rank(asked: Asked, share: number): Ranked[] {
    const touched = this.gather(asked)
    const docs: number[] = []
    const { entryDoc } = this.index
    for (let i = 0; i < touched; i++) {
      const entry = this.touchedEntries[i] ?? 0
      const score = this.likeness(entry, asked)
      const doc = entryDoc[entry] ?? 0
      if ((this.shared[entry] ?? 0) >= asked.weight * TUNING.whole) this.whole[doc] = 1
      this.shared[entry] = 0
      const known = this.best[doc] ?? 0
      if (known === 0) docs.push(doc)
      if (score > known) this.best[doc] = score
    }
    return this.worthwhile(docs, asked, share)
  }

  private worthwhile(docs: number[], asked: Asked, share: number): Ranked[] {
    let top = 0
    for (const doc of docs) {
      const score = this.standing(doc, asked)
      this.best[doc] = score
      if (score > top) top = score
    }
    const ranked: Ranked[] = []
    for (const doc of docs) {
      const score = this.best[doc] ?? 0
      if (score >= top * share || this.whole[doc] === 1) ranked.push({ doc, score })
      this.best[doc] = 0
      this.whole[doc] = 0
    }
    return sorted(ranked)
  }

  private gather(asked: Asked): number {
    const { start, entries, weights } = this.index.postings
    let touched = 0
    for (const { id, share, rarity } of asked.terms) {
      const end = start[id + 1] ?? 0
      for (let at = start[id] ?? 0; at < end; at++) {
        const entry = entries[at] ?? 0
        const known = this.shared[entry] ?? 0
        if (known === 0) {
          this.touchedEntries[touched] = entry
          touched += 1
        }
        this.shared[entry] = known + rarity * Math.min(share, weights[at] ?? 0)
      }
    }
    return touched
  }

  private likeness(entry: number, asked: Asked): number {
    const shared = this.shared[entry] ?? 0
    const own = this.index.entryWeight[entry] ?? 0
    const lacksEntry = Math.max(0, asked.weight - shared)
    const lacksQuery = Math.max(0, own - shared)
    const likeness = shared / (shared + TUNING.missingInEntry * lacksEntry + TUNING.missingInQuery * lacksQuery)
    return likeness * this.intentFactor(this.index.entryIntents[entry] ?? 0, asked.intents)
  }

  private intentFactor(has: number, wanted: number): number {
    if (wanted !== 0 && has !== 0 && (wanted & has) === 0) return TUNING.otherIntent
    if (wanted !== 0 && has === 0) return TUNING.noIntent
    if (wanted === 0 && has !== 0) return TUNING.unaskedIntent
    return 1
  }

  private standing(doc: number, asked: Asked): number {
    const { variants, docVariants, docPrior } = this.index
    const penalty = variants.penalty(docVariants[doc] ?? 0, asked.variants)
    return (this.best[doc] ?? 0) * (docPrior[doc] ?? 1) * (1 - penalty)
  }
}
