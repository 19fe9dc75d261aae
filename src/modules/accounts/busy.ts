import type { Refused } from '../../platform/result.ts'
import { HashingOverloaded } from './hashing.ts'
import { refuse } from './refusals.ts'

/** Runs work that hashes; when the gate is full the answer is the refusal `busy`, and nothing was done. */
export async function orBusy<R>(work: () => Promise<R>): Promise<R | Refused> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof HashingOverloaded) return refuse('busy', { seconds: error.retryAfterSeconds })
    throw error
  }
}
