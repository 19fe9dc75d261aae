import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { STATUS, underTerms } from '../dossiers/index.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { onOwnDossier, type OwnAct, type OwnActDeps } from './own-dossier.ts'
import { refuse } from './refusals.ts'

const MAX_REASON = 1000

/** Withdraws a dossier: at once while nobody accepted it, otherwise by asking the office. */
export function createWithdraw(deps: OwnActDeps) {
  return (actor: Citizen, input: OwnAct & { reason: string }): Promise<Decided<{ replayed: boolean }>> =>
    onOwnDossier(deps, actor, { ...input, route: 'withdraw-dossier', request: input.reason }, async ({ tx, row, at, actId }) => {
      const reason = cleanText(input.reason, { max: MAX_REASON, multiline: true })
      if (!reason.ok || reason.text === '') return refuse('text-needed', { max: MAX_REASON })
      const version = underTerms(await deps.packages.version(row.package_version_id), row)
      const moved = await deps.move(tx, { dossier: row, act: 'ask-withdrawal', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      await deps.requests.askWithdrawal(tx, { id: actId, dossierId: row.id, reason: reason.text, askedAt: at })
      const atOnce = moved.to === STATUS.stopped
      if (!atOnce) await deps.steps.pause(tx, row.id, at)
      if (atOnce) {
        const open = (await deps.requests.supplementsOf(tx, row.id)).find((request) => !request.answeredAt && !request.lapsedAt)
        if (open) await deps.requests.closeSupplement(tx, open.id, { lapsed_at: at })
        await deps.requests.answerWithdrawal(tx, actId, { at, by: 'system:before-acceptance', granted: true, answer: null })
      }
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        ...(atOnce ? FILING_EVENTS.withdrawn : FILING_EVENTS.withdrawalAsked),
        actor,
        actId,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { reason: reason.text },
        at,
      })
      return { ok: true }
    })
}
