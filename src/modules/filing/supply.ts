import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { NO_COMPONENT, STATUS, underTerms, updateDossier } from '../dossiers/index.ts'
import { sealFiles } from '../files/index.ts'
import type { Answers } from '../forms/index.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { onOwnDossier, type OwnAct, type OwnActDeps } from './own-dossier.ts'
import { refuse } from './refusals.ts'
import { selectSupplementPapers } from './store.ts'
import type { SubmitDeps } from './submit.ts'

export interface Supply extends OwnAct {
  /** Answer to each item in words, by item id. */
  replies: Readonly<Record<string, string>>
  /** Corrected answers of the form, when fields were asked for; validated by the caller. */
  answers: Answers | null
}

export interface SupplyDeps extends OwnActDeps {
  acceptBy: SubmitDeps['acceptBy']
}

const MAX_REPLY = 2000

/**
 * The citizen answers a request for more papers, item by item. An accepted dossier is processed and its clock runs on;
 * for one that isn't yet, the office's time to answer begins anew.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17
 */
export function createSupply(deps: SupplyDeps) {
  return (actor: Citizen, input: Supply): Promise<Decided<{ replayed: boolean }>> =>
    onOwnDossier(deps, actor, { ...input, route: 'supply-dossier', request: [input.replies, input.answers] }, async ({ tx, row, at, actId }) => {
      const open = (await deps.requests.supplementsOf(tx, row.id)).find((request) => !request.answeredAt && !request.lapsedAt)
      if (!open) return refuse('supplement-not-asked')
      const gathered = await selectSupplementPapers(tx, open.id)
      const before = input.answers ? (await deps.record.answersOf(tx, row.id)).answers : {}
      const changed = new Set(Object.keys({ ...before, ...input.answers }).filter((id) => JSON.stringify(input.answers?.[id]) !== JSON.stringify((before as Answers)[id])))
      const unanswered = open.items.filter(
        (item) => !input.replies[item.id]?.trim() && !gathered.some((paper) => paper.item_id === item.id) && !(item.field && changed.has(item.field)),
      )
      if (unanswered.length > 0) return refuse('supplement-item-open', { count: unanswered.length })

      for (const item of open.items) {
        const cleaned = cleanText(input.replies[item.id] ?? '', { max: MAX_REPLY, multiline: true })
        if (!cleaned.ok) return refuse('text-needed', { max: MAX_REPLY })
        if (cleaned.text) await deps.requests.replyToItem(tx, item.id, cleaned.text)
      }
      const papers = gathered.flatMap((paper) => {
        const item = open.items.find((one) => one.id === paper.item_id)
        return item ? [{ component: item.component ?? NO_COMPONENT, fileId: paper.file_id, kind: 2 as const, digitised: 1 as const }] : []
      })
      const owner = { ownerKind: 'dossier', ownerId: row.id, agencyId: row.agency_id, provinceCode: row.province_code }
      const sealed = await sealFiles(tx, deps.sealer, papers.map((paper) => paper.fileId), { ...owner, at, retentionClass: row.retention_class })
      if (!sealed.ok) return sealed
      await deps.record.addPapers(tx, actor, row.id, papers, at, true)
      if (input.answers) await deps.record.reviseAnswers(tx, row.id, { ...input.answers }, at, actId)
      await deps.requests.closeSupplement(tx, open.id, { answered_at: at })
      const version = underTerms(await deps.packages.version(row.package_version_id), row)
      const moved = await deps.move(tx, { dossier: row, act: 'supply', at, actId, period: version.period(row.channel as 1 | 2 | 3, row.case_key) })
      if (!moved.ok) return moved
      if (moved.to === STATUS.processing) {
        const gone = await deps.steps.goOn(tx, row, actor, at)
        if (!gone.ok) return gone
      } else {
        const acceptBy = await deps.acceptBy({ agencyId: row.agency_id, submittedAt: at, hours: version.acknowledgementHours })
        await updateDossier(tx, row.id, { accept_by: acceptBy })
      }
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        ...FILING_EVENTS.supplemented,
        actor,
        actId,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { requestId: open.id, files: papers.map((paper) => paper.fileId), answersRevised: input.answers !== null, to: moved.to },
        at,
      })
      return { ok: true }
    })
}
