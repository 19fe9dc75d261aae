import type { Refusal } from '../result.ts'

/** Thrown where a refusal must end a request from inside a stream. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}
