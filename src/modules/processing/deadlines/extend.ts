import { civilDateOf } from '../../../platform/clock.ts'
import type { Decided } from '../../../platform/result.ts'
import { extensionsOf, mayMove } from '../../dossiers/index.ts'
import { readValues } from '../../parameters/index.ts'
import { extensionSlip } from '../extension-slip.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from '../on-case.ts'
import { MAX_REASON, reasonOf } from '../refuse-dossier.ts'
import { refuse as refuseCase } from '../refusals.ts'
import { decideExtension } from '../rules/extension.ts'
import { EXTENSION_NOTICE, EXTENSIONS_ALLOWED } from './parameters.ts'
import { refuse } from './refusals.ts'

/**
 * Apologises and promises a later date, once, before the deadline, with Mẫu 04; a leader's act.
 * @see NĐ 118/2025/NĐ-CP; TT 03/2025/TT-VPCP, Mẫu 04
 */
export function createExtend(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { to: string; reason: string }): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    if (!reason) return Promise.resolve(refuseCase('reason-needed', { max: MAX_REASON }))
    const act = { ...input, kind: 'extend', permission: 'dossier.extend', request: [input.to, reason], reason }
    return onCase(deps, actor, act, async ({ tx, row, at, actId, agency, title }) => {
      const possible = mayMove(row, 'extend')
      if (!possible.ok) return possible
      const dueAt = row.current_due_at
      if (!dueAt) return refuse('nothing-to-extend')
      const values = await readValues(tx, [EXTENSION_NOTICE, EXTENSIONS_ALLOWED])
      const held = { agencyId: row.agency_id, day: civilDateOf(at) }
      const decided = decideExtension({
        now: at,
        dueAt,
        to: input.to,
        before: (await extensionsOf(tx, row.id)).length,
        allowed: values.on(EXTENSIONS_ALLOWED, held.agencyId, held.day),
        noticeDays: values.on(EXTENSION_NOTICE, held.agencyId, held.day),
      })
      if (!decided.ok) return decided
      const moved = await deps.dues.extend(tx, { dossier: row, to: decided.to, reason, at, actId, by: { key: `staff:${actor.staffId}`, name: actor.name } })
      const slip = await extensionSlip(deps, tx, { row, agency, at, actor, title, reason, dueAt: moved.from, newDueAt: moved.dueAt })
      return { ok: true, eventType: 'dossier.extended', payload: { from: moved.from.toISOString(), dueAt: moved.dueAt.toISOString(), reason, slip } }
    })
  }
}
