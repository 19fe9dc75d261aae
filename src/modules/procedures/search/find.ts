import type { SearchIndex } from './build.ts'
import { type Token, tokensOf } from './fold.ts'
import { type Asked, askedOf, byScore, type Ranked, Scorer, TUNING } from './rank.ts'

const MOST_TOKENS = 64
/** Hits below this share of the best one are noise, unless they have all that is asked. */
const WORTH_SHOWING = 0.42
const FAINT = 0.12
/** Longer questions say enough of themselves: only words that do not exist are mended. */
const MOST_DOUBTED = 12
/** From so many words on, a question tells a story, and one clause of it asks. */
const LONG = 14
const MOST_CLAUSES = 8
/** A corrected query must find this much better to be believed. */
const BELIEVED = 0.86

export interface Found {
  ranked: Ranked[]
  suggestion: string | null
}

const scorers = new WeakMap<SearchIndex, Scorer>()
const whole = new WeakMap<SearchIndex, Ranked[]>()

export function findByWords(index: SearchIndex, text: string): Found {
  const typed = index.reader.expanded(tokensOf(text, MOST_TOKENS))
  if (typed.length === 0) return { ranked: text.trim() === '' ? everything(index) : [], suggestion: null }
  const mended = index.spelling.mend(typed, false)
  const tokens = withTrustedMarks(index, index.reader.expanded(mended.tokens))
  const asked = askedOf(index, tokens)
  if (asked.saysNothing) return { ranked: everything(index), suggestion: null }
  const found: Found = {
    ranked: tokens.length > LONG ? byClauses(index, text, asked) : scorerOf(index).rank(asked, WORTH_SHOWING),
    suggestion: mended.changed ? writtenOut(index, tokens) : null,
  }
  const better = tokens.length > MOST_DOUBTED ? found : orDoubted(index, tokens, found)
  const isFaint = (better.ranked[0]?.score ?? 0) < FAINT
  return isFaint ? { ranked: [], suggestion: null } : { ...better, ranked: spread(index, better.ranked) }
}

/** Where words that exist never stand together, likelier ones are tried, and kept if they find much better. */
function orDoubted(index: SearchIndex, tokens: Token[], found: Found): Found {
  const doubted = index.spelling.mend(tokens, true)
  if (!doubted.changed) return found
  const ranked = scorerOf(index).rank(askedOf(index, withTrustedMarks(index, doubted.tokens)), WORTH_SHOWING)
  const isBetter = (ranked[0]?.score ?? 0) * BELIEVED > (found.ranked[0]?.score ?? 0)
  return isBetter ? { ranked, suggestion: writtenOut(index, doubted.tokens) } : found
}

/** A long question as a whole, and each clause that carries a good part of it. */
function byClauses(index: SearchIndex, text: string, asked: Asked): Ranked[] {
  const scorer = scorerOf(index)
  const best = new Map(scorer.rank(asked, WORTH_SHOWING).map(({ doc, score }) => [doc, score]))
  const clauses = text
    .split(/[.,;:?!“”"()\n]+/)
    .map((clause) => tokensOf(clause, MOST_TOKENS))
    .filter((tokens) => tokens.length >= 3)
  for (const clause of clauses.length < 2 ? [] : clauses.slice(0, MOST_CLAUSES)) {
    const part = askedOf(index, withTrustedMarks(index, index.reader.expanded(clause)))
    if (part.weight < asked.weight * TUNING.clauseAtLeast) continue
    const trust = TUNING.clause + TUNING.clauseShare * Math.min(1, part.weight / asked.weight)
    for (const { doc, score } of scorer.rank(part, WORTH_SHOWING)) {
      best.set(doc, Math.max(best.get(doc) ?? 0, score * trust))
    }
  }
  return [...best].map(([doc, score]) => ({ doc, score })).sort(byScore)
}

function scorerOf(index: SearchIndex): Scorer {
  const known = scorers.get(index)
  if (known !== undefined) return known
  const scorer = new Scorer(index)
  scorers.set(index, scorer)
  return scorer
}

/** Further levels of one procedure make room for other procedures. */
function spread(index: SearchIndex, ranked: Ranked[]): Ranked[] {
  const seen = new Map<number, number>()
  const top = ranked.slice(0, 60).map((hit) => {
    const family = index.docFamily[hit.doc] ?? 0
    const times = seen.get(family) ?? 0
    seen.set(family, times + 1)
    return { doc: hit.doc, score: hit.score * (1 - TUNING.familyAgain * times) }
  })
  return [...top.sort(byScore), ...ranked.slice(60)]
}

/** A way of marking that no known word has ("giay", "giãy") is a slip: the word is read without marks. */
function withTrustedMarks(index: SearchIndex, tokens: Token[]): Token[] {
  return tokens.map((token) => (token.marked === '*' || index.vocabulary.hasForm(token) ? token : { ...token, marked: '*' }))
}

function writtenOut(index: SearchIndex, tokens: Token[]): string {
  return tokens
    .map((token, i) => {
      const isBare = token.marked === '*' || token.marked === token.bare
      return isBare ? index.vocabulary.written(token.bare, tokens[i - 1]?.bare ?? null) : token.word
    })
    .join(' ')
}

function everything(index: SearchIndex): Ranked[] {
  const known = whole.get(index)
  if (known !== undefined) return known
  const all: Ranked[] = []
  index.docs.forEach((doc, i) => {
    if (doc.status === 'current') all.push({ doc: i, score: index.docPrior[i] ?? 1 })
  })
  whole.set(index, all.sort(byScore))
  return all
}
