import { civilDateOf } from '../../platform/clock.ts'
import type { Decided } from '../../platform/result.ts'
import { issueSlip } from '../documents/index.ts'
import { STATUS } from '../dossiers/index.ts'
import { type CaseAct, type CaseDeps, type Done, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { officerOf, ownerOf, slipBase } from './slip-parts.ts'

/** Grants a withdrawal (the dossier stops, Mẫu 05) or rejects it (the dossier goes on where it was). */
export function createDecideWithdrawal(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { granted: boolean; reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'decide-withdrawal', permission: 'dossier.decide-withdrawal', request: [input.granted, reason], reason },
      async ({ tx, row, at, actId, agency, version }): Promise<Done> => {
        const act = input.granted ? 'grant-withdrawal' : 'reject-withdrawal'
        const moved = await deps.move(tx, { dossier: row, act, at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        const asked = (await deps.requests.withdrawalsOf(tx, row.id)).find((one) => !one.decidedAt)
        if (asked) await deps.requests.answerWithdrawal(tx, asked.id, { at, by: `staff:${actor.staffId}`, granted: input.granted, answer: reason })
        if (!input.granted) {
          if (moved.to === STATUS.processing) await deps.processes.resume(tx, row.id, at)
          return { ok: true, eventType: 'dossier.withdrawal-rejected', payload: { reason } }
        }
        await deps.processes.cancel(tx, row.id, actor, at)
        const slip = await issueSlip(deps.documents)(
          tx,
          'mau-05',
          {
            ...slipBase(deps, row, agency, at),
            ...(row.accepted_at ? { receivedAt: row.accepted_at } : {}),
            ...(row.current_due_at ? { dueAt: row.current_due_at } : {}),
            stoppedOn: civilDateOf(at),
            reason: `Người nộp hồ sơ đề nghị rút. ${reason}`,
            officer: officerOf(actor),
          },
          ownerOf(row, at),
        )
        return { ok: true, eventType: 'dossier.withdrawn', payload: { reason, slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number } } }
      },
    )
  }
}
