import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { issueSlip } from '../documents/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { refuse } from './refusals.ts'
import { officerOf, ownerOf, partyOf, slipBase } from './slip-parts.ts'

export const MAX_REASON = 1000
const MIN_REASON = 10

/** A reason in plain words, long enough to say something; null otherwise. */
export function reasonOf(text: string): string | null {
  const cleaned = cleanText(text, { max: MAX_REASON, multiline: true })
  return cleaned.ok && cleaned.text.length >= MIN_REASON ? cleaned.text : null
}

/** Refuses a dossier at intake, with its reason and what to do instead (Mẫu 03). */
export function createRefuseDossier(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { reason: string; guidance: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'refuse', permission: 'dossier.refuse', request: [reason, input.guidance], reason },
      async ({ tx, row, at, actId, agency, version }) => {
        const moved = await deps.move(tx, { dossier: row, act: 'refuse', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        const guidance = cleanText(input.guidance, { max: MAX_REASON, multiline: true })
        const slip = await issueSlip(deps.documents)(
          tx,
          'mau-03',
          {
            ...slipBase(deps, row, agency, at),
            submitter: partyOf(row.submitter_name, deps.record.contactOf(row), 'submitter'),
            receivedAt: row.submitted_at,
            reasons: [reason],
            ...(guidance.ok && guidance.text ? { guidance: guidance.text } : {}),
            officer: officerOf(actor),
          },
          ownerOf(row, at),
        )
        return { ok: true, eventType: 'dossier.refused', payload: { reason, slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number } } }
      },
    )
  }
}
