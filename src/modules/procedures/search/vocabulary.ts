import type { Token } from './fold.ts'

const SHIFT = 65_536

/** The words of catalogue and thesaurus, how often they stand, and beside what. */
export class Vocabulary {
  private readonly ids = new Map<string, number>()
  private readonly words: string[] = []
  private readonly counts: number[] = []
  private readonly pairs = new Map<number, number>()
  /** For each bare word its written forms, with counts. */
  private readonly forms = new Map<string, Map<string, { word: string; count: number }>>()
  /** For each pair how its second word is written: the one way, as nearly always, or each way with its count. */
  private readonly formsAfter = new Map<number, string | Map<string, number>>()
  total = 0

  add(tokens: Token[], times = 1): void {
    let before: Token | null = null
    for (const token of tokens) {
      const id = this.idOf(token.bare)
      this.counts[id] = (this.counts[id] ?? 0) + times
      this.total += times
      this.addForm(token, times)
      if (before !== null) {
        const pair = this.idOf(before.bare) * SHIFT + id
        const sofar = this.pairs.get(pair) ?? 0
        this.pairs.set(pair, sofar + times)
        this.addFormAfter(pair, token.word, times, sofar)
      }
      before = token
    }
  }

  has(bare: string): boolean {
    return this.ids.has(bare)
  }

  hasForm(token: Token): boolean {
    return this.forms.get(token.bare)?.has(token.marked) ?? false
  }

  count(bare: string): number {
    const id = this.ids.get(bare)
    return id === undefined ? 0 : (this.counts[id] ?? 0)
  }

  pairCount(first: string, second: string): number {
    const pair = this.pairOf(first, second)
    return pair === null ? 0 : (this.pairs.get(pair) ?? 0)
  }

  all(): string[] {
    return this.words
  }

  /** The usual way to write a bare word after another one: "sinh" after "khai". */
  written(bare: string, before: string | null): string {
    const pair = before === null ? null : this.pairOf(before, bare)
    const after = pair === null ? undefined : this.formsAfter.get(pair)
    if (after !== undefined) return typeof after === 'string' ? after : mostOf([...after])
    const forms = this.forms.get(bare)
    if (forms === undefined) return bare
    return mostOf([...forms.values()].map((form) => [form.word, form.count]))
  }

  private pairOf(first: string, second: string): number | null {
    const a = this.ids.get(first)
    const b = this.ids.get(second)
    return a === undefined || b === undefined ? null : a * SHIFT + b
  }

  /** `sofar`: how often the pair stood before; all in the one way while there is only one. */
  private addFormAfter(pair: number, word: string, times: number, sofar: number): void {
    const seen = this.formsAfter.get(pair)
    if (seen === undefined) this.formsAfter.set(pair, word)
    else if (typeof seen !== 'string') seen.set(word, (seen.get(word) ?? 0) + times)
    else if (seen !== word) this.formsAfter.set(pair, new Map([[seen, sofar], [word, times]]))
  }

  private addForm(token: Token, times: number): void {
    const forms = this.forms.get(token.bare) ?? new Map<string, { word: string; count: number }>()
    const form = forms.get(token.marked) ?? { word: token.word, count: 0 }
    form.count += times
    forms.set(token.marked, form)
    this.forms.set(token.bare, forms)
  }

  private idOf(bare: string): number {
    const known = this.ids.get(bare)
    if (known !== undefined) return known
    const id = this.words.length
    this.ids.set(bare, id)
    this.words.push(bare)
    this.counts.push(0)
    return id
  }
}

function mostOf(counted: [string, number][]): string {
  let best = counted[0]
  for (const one of counted) if (best === undefined || one[1] > best[1]) best = one
  return best?.[0] ?? ''
}
