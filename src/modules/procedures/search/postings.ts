export interface Postings {
  termIds: Map<string, number>
  /** How much a term tells: high for rare ones. */
  rarity: Float32Array
  start: Int32Array
  entries: Int32Array
  weights: Float32Array
}

const FIRST_ROOM = 1 << 16

/**
 * Gathers entries and packs them into flat arrays. Half a million rows as objects would make the process grow by more than
 * the whole index takes in the end, so they are gathered flat, too.
 */
export class PostingsBuilder {
  private readonly termIds = new Map<string, number>()
  /** Rows in the order they come: term and weight, those of one entry together, its own terms before its context. */
  private terms = new Int32Array(FIRST_ROOM)
  private weights = new Float64Array(FIRST_ROOM)
  private size = 0
  private readonly entryStart: number[] = []
  private readonly ownEnd: number[] = []
  private readonly rowsOf: number[] = []
  private readonly nationalDocs: number[] = []
  private readonly lastDoc: number[] = []
  private readonly isMark: boolean[] = []
  private readonly entryDoc: number[] = []
  private readonly docCount: number

  constructor(docCount: number) {
    this.docCount = docCount
  }

  /** `context` is found too, but a query that leaves it out loses nothing. */
  add(doc: number, own: Map<string, number>, context: Map<string, number> | null, national: boolean): void {
    this.entryDoc.push(doc)
    this.entryStart.push(this.size)
    for (const [term, weight] of own) this.post(term, weight, doc, national)
    this.ownEnd.push(this.size)
    if (context !== null) for (const [term, weight] of context) this.post(term, weight, doc, national)
  }

  build(): { postings: Postings; entryDoc: Int32Array; entryWeight: Float32Array } {
    const rarity = Float32Array.from(this.nationalDocs, (docs) => Math.log(1 + this.docCount / (1 + docs)))
    const start = new Int32Array(this.rowsOf.length + 1)
    for (const [term, rows] of this.rowsOf.entries()) start[term + 1] = (start[term] ?? 0) + rows
    const entries = new Int32Array(this.size)
    const weights = new Float32Array(this.size)
    const next = start.slice()
    for (let entry = 0; entry < this.entryDoc.length; entry++) {
      const end = this.entryStart[entry + 1] ?? this.size
      for (let at = this.entryStart[entry] ?? 0; at < end; at++) {
        const term = this.terms[at] ?? 0
        const to = next[term] ?? 0
        next[term] = to + 1
        entries[to] = entry
        weights[to] = this.weights[at] ?? 0
      }
    }
    const entryWeight = Float32Array.from(this.entryDoc, (_, entry) => this.weightOf(entry, rarity))
    return { postings: { termIds: this.termIds, rarity, start, entries, weights }, entryDoc: Int32Array.from(this.entryDoc), entryWeight }
  }

  private weightOf(entry: number, rarity: Float32Array): number {
    let sum = 0
    for (let at = this.entryStart[entry] ?? 0; at < (this.ownEnd[entry] ?? 0); at++) {
      const term = this.terms[at] ?? 0
      if (this.isMark[term] !== true) sum += (this.weights[at] ?? 0) * (rarity[term] ?? 0)
    }
    return sum
  }

  private post(term: string, weight: number, doc: number, national: boolean): void {
    const id = this.termIds.get(term) ?? this.newTerm(term)
    if (this.size === this.terms.length) this.makeRoom()
    this.terms[this.size] = id
    this.weights[this.size] = weight
    this.size += 1
    this.rowsOf[id] = (this.rowsOf[id] ?? 0) + 1
    if (national && this.lastDoc[id] !== doc) {
      this.nationalDocs[id] = (this.nationalDocs[id] ?? 0) + 1
      this.lastDoc[id] = doc
    }
  }

  private newTerm(term: string): number {
    const id = this.rowsOf.length
    this.termIds.set(term, id)
    this.rowsOf.push(0)
    this.nationalDocs.push(0)
    this.lastDoc.push(-1)
    this.isMark.push(term.startsWith('m:'))
    return id
  }

  private makeRoom(): void {
    const { terms, weights } = this
    this.terms = new Int32Array(terms.length * 2)
    this.terms.set(terms)
    this.weights = new Float64Array(weights.length * 2)
    this.weights.set(weights)
  }
}
