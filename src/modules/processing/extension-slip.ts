import type { Tx } from '../../platform/db.ts'
import { issueSlip } from '../documents/index.ts'
import type { Ending, SlipInEvent } from './ending-slips.ts'
import type { CaseDeps } from './on-case.ts'
import { officerOf, ownerOf, slipBase } from './slip-parts.ts'

export interface Extending extends Ending {
  /** What was promised, and what is promised now; the row's own dates may be moved already. */
  dueAt: Date
  newDueAt: Date
  /** Unit with which the dossier lies, where the slip names it. */
  lateAt?: string
}

/** Mẫu 04: the apology and the new date, in the transaction of the act that extends. @see TT 03/2025/TT-VPCP */
export async function extensionSlip(deps: CaseDeps, tx: Tx, { row, agency, at, actor, title, reason, dueAt, newDueAt, lateAt }: Extending): Promise<SlipInEvent> {
  const { documentId, sha256, number } = await issueSlip(deps.documents)(
    tx,
    'mau-04',
    { ...slipBase(deps, row, agency, at), receivedAt: row.accepted_at ?? row.submitted_at, dueAt, newDueAt, reason, ...(lateAt ? { lateAt } : {}), officer: officerOf(actor, agency, title) },
    ownerOf(row, at),
  )
  return { documentId, sha256, number }
}
