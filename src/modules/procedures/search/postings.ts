export interface Postings {
  termIds: Map<string, number>
  /** How much a term tells: high for rare ones. */
  rarity: Float32Array
  start: Int32Array
  entries: Int32Array
  weights: Float32Array
}

interface Row {
  entry: number
  weight: number
}

/** Gathers entries and packs them into flat arrays. */
export class PostingsBuilder {
  private readonly termIds = new Map<string, number>()
  private readonly rows: Row[][] = []
  private readonly nationalDocs: number[] = []
  private readonly lastDoc: number[] = []
  private readonly entryDoc: number[] = []
  private readonly ownTerms: Map<string, number>[] = []
  private readonly docCount: number

  constructor(docCount: number) {
    this.docCount = docCount
  }

  /** `context` is found too, but a query that leaves it out loses nothing. */
  add(doc: number, own: Map<string, number>, context: Map<string, number> | null, national: boolean): void {
    const entry = this.entryDoc.length
    this.entryDoc.push(doc)
    this.ownTerms.push(own)
    for (const terms of context === null ? [own] : [own, context]) {
      for (const [term, weight] of terms) this.post(term, { entry, weight }, doc, national)
    }
  }

  build(): { postings: Postings; entryDoc: Int32Array; entryWeight: Float32Array } {
    const rarity = Float32Array.from(this.rows, (_, term) => Math.log(1 + this.docCount / (1 + (this.nationalDocs[term] ?? 0))))
    const size = this.rows.reduce((sum, rows) => sum + rows.length, 0)
    const start = new Int32Array(this.rows.length + 1)
    const entries = new Int32Array(size)
    const weights = new Float32Array(size)
    let at = 0
    this.rows.forEach((rows, term) => {
      start[term] = at
      for (const row of rows) {
        entries[at] = row.entry
        weights[at] = row.weight
        at += 1
      }
    })
    start[this.rows.length] = at
    const entryWeight = Float32Array.from(this.ownTerms, (terms) => this.weightOf(terms, rarity))
    return { postings: { termIds: this.termIds, rarity, start, entries, weights }, entryDoc: Int32Array.from(this.entryDoc), entryWeight }
  }

  private weightOf(terms: Map<string, number>, rarity: Float32Array): number {
    let sum = 0
    for (const [term, weight] of terms) {
      if (!term.startsWith('m:')) sum += weight * (rarity[this.termIds.get(term) ?? 0] ?? 0)
    }
    return sum
  }

  private post(term: string, row: Row, doc: number, national: boolean): void {
    let id = this.termIds.get(term)
    if (id === undefined) {
      id = this.rows.length
      this.termIds.set(term, id)
      this.rows.push([])
      this.nationalDocs.push(0)
      this.lastDoc.push(-1)
    }
    this.rows[id]?.push(row)
    if (national && this.lastDoc[id] !== doc) {
      this.nationalDocs[id] = (this.nationalDocs[id] ?? 0) + 1
      this.lastDoc[id] = doc
    }
  }
}
