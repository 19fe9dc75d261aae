import type { Together } from '../../platform/all-or-nothing.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { refusalSlip } from './ending-slips.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { refuse } from './refusals.ts'

export const MAX_REASON = 1000
const MIN_REASON = 10

/** A reason in plain words, long enough to say something; null otherwise. */
export function reasonOf(text: string): string | null {
  const cleaned = cleanText(text, { max: MAX_REASON, multiline: true })
  return cleaned.ok && cleaned.text.length >= MIN_REASON ? cleaned.text : null
}

/** Refuses a dossier at intake, with its reason and what to do instead (Mẫu 03). */
export function createRefuseDossier(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { reason: string; guidance: string }, together?: Together): Promise<Decided<{ replayed: boolean }>> => {
    const reason = reasonOf(input.reason)
    const guidance = cleanText(input.guidance, { max: MAX_REASON, multiline: true })
    if (!reason || !guidance.ok) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'refuse', permission: 'dossier.refuse', request: [reason, guidance.text], reason },
      async ({ tx, row, at, actId, agency, version, title }) => {
        const moved = await deps.move(tx, { dossier: row, act: 'refuse', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
        if (!moved.ok) return moved
        const slip = await refusalSlip(deps, tx, { row, agency, at, actor, title, reason, ...(guidance.text ? { guidance: guidance.text } : {}) })
        return { ok: true, eventType: 'dossier.refused', payload: { reason, slip } }
      },
      together,
    )
  }
}
