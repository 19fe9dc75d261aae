import type { Decided } from '../../platform/result.ts'
import { controlSlip } from './control-slip.ts'
import { noteInRegister } from './register/register.store.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'

const CHANNEL = { 1: 'counter', 2: 'online', 3: 'post' } as const

/** What conditions in a process may read of a dossier. */
export const scopeOf = (row: { channel: number; case_key: string; result_way: string; procedure_code: string }): Record<string, string> => ({
  channel: CHANNEL[row.channel as 1 | 2 | 3],
  case: row.case_key,
  resultWay: row.result_way,
  procedure: row.procedure_code,
})

/** Moves an accepted dossier to those who decide: the procedure's process begins. @see NĐ 309/2026/NĐ-CP art. 18.2 */
export function createHandOver(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct): Promise<Decided<{ replayed: boolean }>> =>
    onCase(deps, actor, { ...input, kind: 'hand-over', permission: 'dossier.hand-over', request: null }, async ({ tx, row, at, actId, agency, version }) => {
      const moved = await deps.move(tx, { dossier: row, act: 'hand-over', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      const started = await deps.processes.start(tx, {
        definitionId: row.process_definition_id ?? '',
        dossierId: row.id,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        scope: scopeOf(row),
        actor,
        at,
      })
      if (!started.ok) return started
      await noteInRegister(tx, row.id, { handed_over_at: at })
      const slip = await controlSlip(deps, tx, { row, agency, at }, { first: { at, giver: actor.name } })
      return { ok: true, eventType: 'dossier.handed-over', payload: { process: started.definitionId, slip } }
    })
}
