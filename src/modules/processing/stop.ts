import { civilDateOf } from '../../platform/clock.ts'
import type { Decided } from '../../platform/result.ts'
import { issueSlip } from '../documents/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { officerOf, ownerOf, slipBase } from './slip-parts.ts'

/** Ends a dossier without a result, with its ground and reason (Mẫu 05); a leader's act. */
export function createStop(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'stop', permission: 'dossier.stop', request: reason, reason },
      async ({ tx, row, at, actId, agency, version }) => {
        const moved = await deps.move(tx, { dossier: row, act: 'stop', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        await deps.processes.cancel(tx, row.id, actor, at)
        const slip = await issueSlip(deps.documents)(
          tx,
          'mau-05',
          {
            ...slipBase(deps, row, agency, at),
            ...(row.accepted_at ? { receivedAt: row.accepted_at } : {}),
            ...(row.current_due_at ? { dueAt: row.current_due_at } : {}),
            stoppedOn: civilDateOf(at),
            reason,
            officer: officerOf(actor),
          },
          ownerOf(row, at),
        )
        return { ok: true, eventType: 'dossier.stopped', payload: { reason, slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number } } }
      },
    )
  }
}
