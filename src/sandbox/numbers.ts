import type { Newborn } from '../adapters/population/index.ts'
import type { Clock } from '../platform/clock.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import type { Sealer } from '../platform/seal.ts'
import { findNumberRow, keepNumber, selectNumbers } from './store.ts'

export interface GivenNumber {
  requestId: string
  number: string
  newborn: Newborn
  givenAt: Date
}

const factsOf = (requestId: string) => `sandbox.identity_request:${requestId}:facts`
const numberOf = (requestId: string) => `sandbox.identity_request:${requestId}:number`

/** What the simulated population database remembers: one number for a request, no number twice. */
export function createNumbers({ db, sealer, clock }: { db: Db; sealer: Sealer; clock: Clock }) {
  return {
    async findNumber(requestId: string): Promise<string | null> {
      const row = await findNumberRow(db, requestId)
      return row ? sealer.openText(numberOf(requestId), row.number) : null
    },
    async giveNumber(requestId: string, newborn: Newborn, proposed: string): Promise<string | null> {
      const row = await inTransaction(db, (tx) =>
        keepNumber(tx, {
          request_id: requestId,
          facts: sealer.sealText(factsOf(requestId), JSON.stringify(newborn)),
          number: sealer.sealText(numberOf(requestId), proposed),
          number_index: sealer.blindIndex('identity-number', proposed),
          given_at: clock.now(),
        }),
      )
      return row ? sealer.openText(numberOf(requestId), row.number) : null
    },
    /** Newest first. */
    async list(limit: number): Promise<GivenNumber[]> {
      return (await selectNumbers(db, limit)).map((row) => ({
        requestId: row.request_id,
        number: sealer.openText(numberOf(row.request_id), row.number),
        newborn: JSON.parse(sealer.openText(factsOf(row.request_id), row.facts)) as Newborn,
        givenAt: row.given_at,
      }))
    },
  }
}
