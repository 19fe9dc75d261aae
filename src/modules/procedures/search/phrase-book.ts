import { hasMarks, type Token, tokensOf } from './fold.ts'

interface Node<T> {
  /** Made when there is something in them: most nodes are the end of one phrase or the way to it. */
  next: Map<string, Node<T>> | null
  ends: { tokens: Token[]; value: T }[] | null
}

export interface PhraseMatch<T> {
  from: number
  length: number
  values: T[]
}

/** What is read: its tokens, and whether its writer uses marks (then marks must agree). */
export interface ReadText {
  tokens: Token[]
  marked: boolean
}

/** A set of phrases with values, matched longest first over tokens. */
export class PhraseBook<T> {
  private readonly root: Node<T> = { next: null, ends: null }

  add(phrase: string, value: T): void {
    const tokens = tokensOf(phrase)
    if (tokens.length === 0) return
    let node = this.root
    for (const token of tokens) {
      node.next ??= new Map()
      const child = node.next.get(token.bare) ?? { next: null, ends: null }
      node.next.set(token.bare, child)
      node = child
    }
    node.ends ??= []
    node.ends.push({ tokens, value })
  }

  /** The longest phrase that starts at a place, with the values of all phrases spelled so. */
  longestAt(text: ReadText, from: number, most = Number.POSITIVE_INFINITY): PhraseMatch<T> | null {
    let node = this.root
    let best: PhraseMatch<T> | null = null
    for (let i = from; i < text.tokens.length && i < from + most; i++) {
      const token = text.tokens[i]
      const child = token === undefined ? undefined : node.next?.get(token.bare)
      if (child === undefined) break
      node = child
      if (node.ends === null) continue
      const values = node.ends.filter((end) => agrees(text, from, end.tokens)).map((end) => end.value)
      if (values.length > 0) best = { from, length: i - from + 1, values }
    }
    return best
  }

  /** All longest matches, from left to right, not overlapping. */
  matches(text: ReadText): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = []
    let i = 0
    while (i < text.tokens.length) {
      const match = this.longestAt(text, i)
      if (match === null) {
        i += 1
      } else {
        found.push(match)
        i += match.length
      }
    }
    return found
  }
}

function agrees(text: ReadText, from: number, phrase: Token[]): boolean {
  if (!text.marked) return true
  return phrase.every((wanted, k) => {
    const typed = text.tokens[from + k]
    return typed !== undefined && (typed.marked === wanted.marked || isLoose(typed, wanted))
  })
}

/** A word typed without marks inside a marked text stands for itself only where the phrase has none. */
function isLoose(typed: Token, wanted: Token): boolean {
  return typed.marked === '*' || (!hasMarks(typed) && !hasMarks(wanted))
}
