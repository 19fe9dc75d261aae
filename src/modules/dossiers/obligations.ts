import type { CivilDate } from '../../platform/clock.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { mapped, part } from '../../platform/together.ts'
import { insertObligation, meetObligationRow, obligationRows } from './obligations.store.ts'

/** What is asked, as the officer wrote it. */
export interface ObligationDetail {
  what: string
  /** In đồng; null where another notice states it. */
  amount: number | null
  /** The notice or provision on which it is asked. */
  ground: string
  /** Where and how it is paid. */
  how: string
}

/** Why it counts as met. */
export interface ObligationProof {
  kind: 'receipt' | 'bank' | 'treasury' | 'exempt'
  number: string
  on: CivilDate
  amount: number | null
}

export interface Obligation extends ObligationDetail {
  id: string
  askedAt: Date
  askedByName: string
  payBy: CivilDate | null
  metAt: Date | null
  metByName: string | null
  proof: ObligationProof | null
}

const context = (id: string, column: 'detail' | 'proof') => `dossiers.obligation:${id}:${column}`

/** Financial obligations that are asked of a dossier's owner; what they say is sealed. */
export function createObligations(sealer: Sealer) {
  const opened = (rows: Awaited<ReturnType<ReturnType<typeof obligationRows>['execute']>>): Obligation[] =>
    rows.map((row) => ({
      ...(JSON.parse(sealer.openText(context(row.id, 'detail'), row.detail)) as ObligationDetail),
      id: row.id,
      askedAt: row.asked_at,
      askedByName: row.asked_by_name,
      payBy: row.pay_by,
      metAt: row.met_at,
      metByName: row.met_by_name,
      proof: row.proof ? (JSON.parse(sealer.openText(context(row.id, 'proof'), row.proof)) as ObligationProof) : null,
    }))
  return {
    ask: (tx: Tx, one: ObligationDetail & { id: string; dossierId: string; askedAt: Date; by: { key: string; name: string }; payBy: CivilDate | null }) =>
      insertObligation(tx, {
        id: one.id,
        dossier_id: one.dossierId,
        asked_at: one.askedAt,
        asked_by: one.by.key,
        asked_by_name: one.by.name,
        pay_by: one.payBy,
        detail: sealer.sealText(context(one.id, 'detail'), JSON.stringify({ what: one.what, amount: one.amount, ground: one.ground, how: one.how } satisfies ObligationDetail)),
      }),
    meet: (tx: Tx, id: string, met: { at: Date; by: { key: string; name: string }; proof: ObligationProof }) =>
      meetObligationRow(tx, id, { met_at: met.at, met_by: met.by.key, met_by_name: met.by.name, proof: sealer.sealText(context(id, 'proof'), JSON.stringify(met.proof)) }),
    of: async (reader: Reader, dossierId: string): Promise<Obligation[]> => opened(await obligationRows(reader, dossierId).execute()),
    part: (reader: Reader, dossierId: string) => mapped(part(obligationRows(reader, dossierId), { asked_at: 'instant', detail: 'bytes', met_at: 'instant', proof: 'bytes' }), opened),
  }
}
export type Obligations = ReturnType<typeof createObligations>
