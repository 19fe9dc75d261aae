import { type Db, inTransaction, type Tx } from './db.ts'
import type { Refused } from './result.ts'

class Undone extends Error {
  readonly answer: Refused
  constructor(answer: Refused) {
    super(answer.refusal.code)
    this.answer = answer
  }
}

/** Gives back a step that succeeded; a refused one undoes everything before it. */
export type Must = <T extends { ok: boolean }>(answer: T) => Extract<T, { ok: true }>

const must: Must = (answer) => {
  if (!answer.ok) throw new Undone(answer as unknown as Refused)
  return answer as Extract<typeof answer, { ok: true }>
}

/** A transaction that several acts share, and how a refused one undoes them all. */
export interface Together {
  tx: Tx
  must: Must
}

/** Several acts in one transaction: the first refusal rolls all of them back and is the answer. */
export async function allOrNothing<R extends { ok: boolean }>(db: Db, work: (tx: Tx, must: Must) => Promise<R>): Promise<R | Refused> {
  try {
    return await inTransaction(db, (tx) => work(tx, must))
  } catch (error) {
    if (error instanceof Undone) return error.answer
    throw error
  }
}
