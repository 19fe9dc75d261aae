import { decodedKeystrokes } from './telex.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface NearWord {
  word: string
  cost: number
}

/** Sounds that regions and hurry exchange, at the start and at the end of a syllable. */
const STARTS = [['s', 'x'], ['ch', 'tr'], ['d', 'gi', 'r', 'v'], ['l', 'n'], ['c', 'k', 'q'], ['g', 'gh'], ['ng', 'ngh'], ['h', 'kh'], ['th', 'h']]
const ENDS = [['n', 'ng', 'nh'], ['c', 't', 'ch'], ['i', 'y'], ['o', 'u'], ['m', 'n']]
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

const LONGEST = 16

/** Finds words one or two slips away: each word is filed under itself with one letter left out. */
export class NearWords {
  private readonly byDeletion = new Map<string, string[]>()
  private readonly vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary
    for (const word of vocabulary.all()) {
      if (word.length < 2 || word.length > LONGEST || /\d/.test(word)) continue
      for (const key of deletions(word)) {
        const filed = this.byDeletion.get(key)
        if (filed === undefined) this.byDeletion.set(key, [word])
        else filed.push(word)
      }
    }
  }

  /** Words that the typed one may have meant, cheapest first; the typed one itself is not among them. */
  near(typed: string, most: number): NearWord[] {
    if (typed.length > LONGEST) return []
    const costs = new Map<string, number>()
    const offer = (word: string, cost: number): void => {
      if (word === typed || !this.vocabulary.has(word)) return
      const known = costs.get(word)
      if (known === undefined || cost < known) costs.set(word, cost)
    }
    for (const decoded of decodedKeystrokes(typed)) offer(decoded, 0.3)
    for (const sound of soundings(typed)) offer(sound, typed.length > 3 ? 0.5 : 0.85)
    for (const key of deletions(typed)) {
      for (const word of this.byDeletion.get(key) ?? []) offer(word, slipCost(typed, word))
    }
    return [...costs]
      .filter(([, cost]) => cost < 2)
      .map(([word, cost]) => ({ word, cost: cost - Math.min(0.2, Math.log10(1 + this.vocabulary.count(word)) / 20) }))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, most)
  }
}

function deletions(word: string): string[] {
  const keys = [word]
  if (word.length < 2) return keys
  for (let i = 0; i < word.length; i++) keys.push(word.slice(0, i) + word.slice(i + 1))
  return keys
}

function soundings(word: string): string[] {
  const found: string[] = []
  const starts = [word]
  for (const group of STARTS) {
    for (const from of group) {
      if (!word.startsWith(from)) continue
      for (const to of group) if (to !== from) starts.push(to + word.slice(from.length))
    }
  }
  for (const start of starts) {
    if (start !== word) found.push(start)
    for (const group of ENDS) {
      for (const from of group) {
        if (!start.endsWith(from)) continue
        for (const to of group) if (to !== from) found.push(start.slice(0, start.length - from.length) + to)
      }
    }
  }
  return found
}

/** Cost of one slip, or of a swap of neighbours; 9 where it takes more. */
export function slipCost(typed: string, word: string): number {
  const gap = typed.length - word.length
  if (Math.abs(gap) > 1) return 9
  let at = 0
  while (at < typed.length && at < word.length && typed[at] === word[at]) at += 1
  if (gap === 0) return exchangeCost(typed, word, at)
  const longer = gap > 0 ? typed : word
  const shorter = gap > 0 ? word : typed
  if (longer.slice(at + 1) !== shorter.slice(at)) return 9
  const doubled = longer[at] === longer[at - 1] || longer[at] === longer[at + 1]
  if (doubled) return 0.5
  return at === 0 ? 1.1 : gap > 0 ? 0.8 : 0.9
}

function exchangeCost(typed: string, word: string, at: number): number {
  const rest = typed.slice(at + 1)
  if (rest === word.slice(at + 1)) {
    const near = areNeighbours(typed[at] ?? '', word[at] ?? '')
    return (at === 0 ? 1.15 : 1) - (near ? 0.2 : 0)
  }
  const swapped = typed[at] === word[at + 1] && typed[at + 1] === word[at] && typed.slice(at + 2) === word.slice(at + 2)
  return swapped ? 0.6 : 9
}

function areNeighbours(a: string, b: string): boolean {
  return KEY_ROWS.some((row) => {
    const i = row.indexOf(a)
    return i >= 0 && Math.abs(i - row.indexOf(b)) === 1 && row.includes(b)
  })
}
