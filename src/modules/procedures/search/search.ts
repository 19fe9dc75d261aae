import type { SearchIndex } from './build.ts'
import { codesIn } from './codes.ts'
import { type Token, tokensOf } from './fold.ts'
import { type Asked, askedOf, byScore, type Ranked, Scorer, TUNING } from './rank.ts'
import type { SearchAnswer, SearchDocument, SearchFacets, SearchHit, SearchOptions } from './types.ts'

const LONGEST_QUERY = 1_000
const MOST_TOKENS = 64
const MOST_ITEMS = 100
/** Longer questions say enough of themselves: only words that do not exist are mended. */
const MOST_DOUBTED = 12
/** Hits below this share of the best one are noise. */
const WORTH_SHOWING = 0.42
const FAINT = 0.12

const scorers = new WeakMap<SearchIndex, Scorer>()

export function search(index: SearchIndex, q: string, options: SearchOptions = {}): SearchAnswer {
  const text = q.slice(0, LONGEST_QUERY)
  const named = codesIn(text).flatMap((code) => index.byCode.get(code) ?? [])
  const exact = named.filter((doc) => index.docs[doc]?.status !== 'internal')
  const found = exact.length > 0 ? { ranked: exact.map((doc) => ({ doc, score: 2 })), suggestion: null } : findByWords(index, text)
  const chosen = index.facets.choose(options)
  const matching = chosen.size === 0 ? found.ranked : found.ranked.filter(({ doc }) => index.facets.passes(doc, chosen))
  let counted: SearchFacets | null = null
  const limit = Math.max(1, Math.min(MOST_ITEMS, Math.floor(options.limit ?? 20)))
  const from = offsetOf(options.cursor)
  const page = matching.slice(from, from + limit)
  return {
    items: page.map(({ doc, score }) => hitOf(index.docs[doc] as SearchDocument, score)),
    total: matching.length,
    next: from + limit < matching.length ? String(from + limit) : null,
    suggestion: found.suggestion,
    // Counted only where they are read.
    get facets(): SearchFacets {
      counted ??= index.facets.count(found.ranked, chosen)
      return counted
    },
  }
}

function findByWords(index: SearchIndex, text: string): { ranked: Ranked[]; suggestion: string | null } {
  const typed = index.reader.expanded(tokensOf(text, MOST_TOKENS))
  if (typed.length === 0) return { ranked: text.trim() === '' ? everything(index) : [], suggestion: null }
  const mended = index.spelling.mend(typed, false)
  const tokens = withTrustedMarks(index, index.reader.expanded(mended.tokens))
  const asked = askedOf(index, tokens)
  if (asked.saysNothing) return { ranked: everything(index), suggestion: null }
  let ranked = ranking(index, asked)
  let suggestion = mended.changed ? writtenOut(index, tokens) : null
  const doubted = tokens.length > MOST_DOUBTED ? null : index.spelling.mend(tokens, true)
  if (doubted?.changed) {
    const second = ranking(index, askedOf(index, withTrustedMarks(index, doubted.tokens)))
    const better = (second[0]?.score ?? 0) * 0.86 > (ranked[0]?.score ?? 0)
    if (better) suggestion = writtenOut(index, doubted.tokens)
    ranked = better ? second : ranked
  }
  const shown = trimmed(ranked)
  return { ranked: shown, suggestion: shown.length === 0 ? null : suggestion }
}

function ranking(index: SearchIndex, asked: Asked): Ranked[] {
  let scorer = scorers.get(index)
  if (scorer === undefined) {
    scorer = new Scorer(index)
    scorers.set(index, scorer)
  }
  return spread(index, scorer.rank(asked, WORTH_SHOWING))
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

/** Nothing at all rather than what has next to nothing to do with the query. */
function trimmed(ranked: Ranked[]): Ranked[] {
  return (ranked[0]?.score ?? 0) < FAINT ? [] : ranked
}

/** A way of marking that no known word has ("giay", "giãy") is a slip: the word is read without marks. */
function withTrustedMarks(index: SearchIndex, tokens: Token[]): Token[] {
  return tokens.map((token) => (token.marked === '*' || index.vocabulary.hasForm(token) ? token : { ...token, marked: '*' }))
}

function writtenOut(index: SearchIndex, tokens: Token[]): string {
  return tokens
    .map((token, i) => (token.marked === '*' || token.marked === token.bare ? index.vocabulary.written(token.bare, tokens[i - 1]?.bare ?? null) : token.word))
    .join(' ')
}

const whole = new WeakMap<SearchIndex, Ranked[]>()

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

function offsetOf(cursor: string | undefined): number {
  const offset = Number(cursor ?? 0)
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0
}

function hitOf(doc: SearchDocument, score: number): SearchHit {
  return {
    code: doc.code,
    name: doc.name,
    fields: doc.fields,
    levels: doc.levels,
    status: doc.status,
    onlyOf: doc.type === 'SPECIFIC' ? doc.publishingBody : null,
    onlineLevel: doc.onlineLevel,
    fileable: doc.fileable,
    time: doc.time,
    fee: doc.fee,
    score,
  }
}
