import type { Decided } from '../../platform/result.ts'
import { stopSlip } from './ending-slips.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'

/** Ends a dossier without a result, with its ground and reason (Mẫu 05); a leader's act. */
export function createStop(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'stop', permission: 'dossier.stop', request: reason, reason },
      async ({ tx, row, at, actId, agency, version, title }) => {
        const moved = await deps.move(tx, { dossier: row, act: 'stop', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        await deps.processes.cancel(tx, row.id, actor, at)
        const slip = await stopSlip(deps, tx, { row, agency, at, actor, title, reason })
        return { ok: true, eventType: 'dossier.stopped', payload: { reason, slip } }
      },
    )
  }
}
