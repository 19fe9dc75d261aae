/** What was strange in the sources: each kind counted, with a few examples. Nothing is mended without a line here. */
export interface OddKind {
  kind: OddCode
  count: number
  examples: { code: string; text: string }[]
}

/** Sentences for administrators stand in words.ts under the same codes. */
export const ODD_CODES = [
  'malformed-code',
  'name-mended',
  'name-differs',
  'same-name',
  'no-body',
  'body-spelling',
  'field-spelling',
  'blank-agency',
  'strange-audience',
  'invisible-characters',
  'fee-suspect',
  'fee-zero-noted',
  'fee-without-amount',
  'time-without-unit-older',
  'time-without-unit-portal',
  'service-code-twice',
  'service-time-differs',
  'no-required-marked',
  'full-without-online',
  'description-repeats',
  'form-in-name',
  'no-level',
  'commune-code-unknown',
] as const
export type OddCode = (typeof ODD_CODES)[number]

const EXAMPLES = 8

export class OddReport {
  readonly #kinds = new Map<OddCode, OddKind>()

  note(kind: OddCode, code: string, text = '', times = 1): void {
    if (times < 1) return
    const known = this.#kinds.get(kind) ?? { kind, count: 0, examples: [] }
    this.#kinds.set(kind, known)
    known.count += times
    if (known.examples.length < EXAMPLES) known.examples.push({ code, text: text.slice(0, 160) })
  }
  list(): OddKind[] {
    return ODD_CODES.flatMap((code) => this.#kinds.get(code) ?? [])
  }
}
