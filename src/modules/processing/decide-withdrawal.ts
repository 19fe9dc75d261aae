import type { Decided } from '../../platform/result.ts'
import { STATUS } from '../dossiers/index.ts'
import { stopSlip } from './ending-slips.ts'
import { type CaseAct, type CaseDeps, type Done, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'

/** Grants a withdrawal (the dossier stops, Mẫu 05) or rejects it (the dossier goes on where it was). */
export function createDecideWithdrawal(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { granted: boolean; reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'decide-withdrawal', permission: 'dossier.decide-withdrawal', request: [input.granted, reason], reason },
      async ({ tx, row, at, actId, agency, version, title }): Promise<Done> => {
        const act = input.granted ? 'grant-withdrawal' : 'reject-withdrawal'
        const moved = await deps.move(tx, { dossier: row, act, at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        const asked = (await deps.requests.withdrawalsOf(tx, row.id)).find((one) => !one.decidedAt)
        if (asked) await deps.requests.answerWithdrawal(tx, asked.id, { at, by: `staff:${actor.staffId}`, granted: input.granted, answer: reason })
        if (!input.granted) {
          if (moved.to === STATUS.processing) {
            await deps.processes.resume(tx, row.id, at)
            const draft = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
            const stood = asked ? at.getTime() - asked.askedAt.getTime() : 0
            if (draft) await deps.requests.moveDraftAnswerBy(tx, draft.id, new Date(draft.answerBy.getTime() + stood))
          }
          return { ok: true, eventType: 'dossier.withdrawal-rejected', payload: { reason } }
        }
        await deps.processes.cancel(tx, row.id, actor, at)
        const open = (await deps.requests.supplementsOf(tx, row.id)).find((request) => !request.answeredAt && !request.lapsedAt)
        if (open) await deps.requests.closeSupplement(tx, open.id, { lapsed_at: at })
        const slip = await stopSlip(deps, tx, { row, agency, at, actor, title, reason: `Người nộp hồ sơ đề nghị rút. ${reason}` })
        return { ok: true, eventType: 'dossier.withdrawn', payload: { reason, slip } }
      },
    )
  }
}
