import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { issueSlip } from '../documents/index.ts'
import type { DossierRow } from '../dossiers/index.ts'
import type { CaseActor, CaseDeps } from './on-case.ts'
import type { CaseAgency } from './ports.ts'
import { officerOf, ownerOf, partyOf, slipBase } from './slip-parts.ts'

export interface Ending {
  row: DossierRow
  agency: CaseAgency
  at: Date
  actor: CaseActor
  title: string | null
  reason: string
}

/** What an event keeps of a slip. */
export interface SlipInEvent {
  [key: string]: string | number | null
  documentId: string
  sha256: string
  number: number | null
}

/** Mẫu 03: why a dossier isn't taken. @see TT 03/2025/TT-VPCP */
export async function refusalSlip(deps: CaseDeps, tx: Tx, ending: Ending & { guidance?: string }): Promise<SlipInEvent> {
  const { row, agency, at, actor, title, reason, guidance } = ending
  const { documentId, sha256, number } = await issueSlip(deps.documents)(
    tx,
    'mau-03',
    {
      ...slipBase(deps, row, agency, at),
      submitter: partyOf(row.submitter_name, deps.record.contactOf(row), 'submitter'),
      receivedAt: row.submitted_at,
      reasons: [reason],
      ...(guidance ? { guidance } : {}),
      officer: officerOf(actor, agency, title),
    },
    ownerOf(row, at),
  )
  return { documentId, sha256, number }
}

/** Mẫu 05: why an accepted dossier ends without a result. @see TT 03/2025/TT-VPCP */
export async function stopSlip(deps: CaseDeps, tx: Tx, { row, agency, at, actor, title, reason }: Ending): Promise<SlipInEvent> {
  const { documentId, sha256, number } = await issueSlip(deps.documents)(
    tx,
    'mau-05',
    {
      ...slipBase(deps, row, agency, at),
      ...(row.accepted_at ? { receivedAt: row.accepted_at } : {}),
      ...(row.current_due_at ? { dueAt: row.current_due_at } : {}),
      stoppedOn: civilDateOf(at),
      reason,
      officer: officerOf(actor, agency, title),
    },
    ownerOf(row, at),
  )
  return { documentId, sha256, number }
}
