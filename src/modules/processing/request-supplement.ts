import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { issueSlip } from '../documents/index.ts'
import type { Period } from '../dossiers/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { MAX_REASON, reasonOf } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { officerOf, ownerOf, partyOf, slipBase } from './slip-parts.ts'

export interface AskedItem {
  component: string | null
  field: string | null
  what: string
  reason: string
  howTo: string
}

export interface SupplementDeps extends CaseDeps {
  /** End of the period that the citizen has, by the working calendar of the agency. */
  supplementDueAt: (input: { agencyId: string; askedAt: Date; period: Period }) => Promise<Date>
}

const MAX = 500

/**
 * Asks once for everything that is missing, itemised: what, why, how to mend it. A second request at the same stage is
 * a leader's act. The clock stops if it had started.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17.2a; TT 03/2025/TT-VPCP, Mẫu 02
 */
export function createRequestSupplement(deps: SupplementDeps) {
  return (actor: Staff, input: CaseAct & { items: readonly AskedItem[]; note: string }): Promise<Decided<{ replayed: boolean }>> => {
    const items = cleanItems(input.items)
    if (!items || items.length === 0) return Promise.resolve(refuse('items-needed'))
    const note = input.note.trim() === '' ? '' : reasonOf(input.note)
    if (note === null) return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(
      deps,
      actor,
      { ...input, kind: 'request-supplement', permission: 'dossier.request-supplement', request: [items, note], reason: note },
      async ({ tx, row, at, actId, agency, version, title }) => {
        const stage = row.accepted_at ? 'processing' : 'intake'
        const earlier = (await deps.requests.supplementsOf(tx, row.id)).filter((request) => request.stage === stage)
        const again = earlier.length > 0
        if (again && !deps.may(actor, 'dossier.request-supplement-again', { agencyId: agency.id, agencyPath: agency.path }).ok) return refuse('second-supplement-needs-leader')
        if (again && note === '') return refuse('reason-needed', { max: MAX_REASON })
        const dueAt = await deps.supplementDueAt({ agencyId: row.agency_id, askedAt: at, period: version.supplementWithin })
        const period = version.period(row.channel as 1 | 2 | 3, row.case_key)
        const moved = await deps.move(tx, { dossier: row, act: 'request-supplement', at, actId, period, supplementDueAt: dueAt, pause: { by: { key: `staff:${actor.staffId}`, name: actor.name } } })
        if (!moved.ok) return moved
        await deps.requests.askSupplement(tx, {
          id: actId,
          dossierId: row.id,
          stage,
          askedAt: at,
          askedBy: `staff:${actor.staffId}`,
          askedByName: actor.name,
          approvedBy: again ? `staff:${actor.staffId}` : null,
          dueAt,
          items,
        })
        if (stage === 'processing') await deps.processes.pause(tx, row.id, at)
        // What comes in may change the result: a draft that waits for its answer no longer stands.
        const draft = (await deps.requests.draftsOf(tx, row.id)).find((one) => !one.answeredAt)
        if (draft) await deps.requests.answerDraft(tx, draft.id, { at, answer: 'replaced', comment: null })
        const slip = await issueSlip(deps.documents)(
          tx,
          'mau-02',
          {
            ...slipBase(deps, row, agency, at),
            submitter: partyOf(row.submitter_name, deps.record.contactOf(row), 'submitter'),
            items: items.map((item) => ({ title: item.what, reason: item.reason, guidance: item.howTo })),
            deadline: dueAt,
            officer: officerOf(actor, agency, title),
          },
          ownerOf(row, at),
        )
        return {
          ok: true,
          eventType: 'dossier.supplement-requested',
          payload: {
            requestId: actId,
            stage,
            again,
            count: items.length,
            dueAt: dueAt.toISOString(),
            slip: { documentId: slip.documentId, sha256: slip.sha256, number: slip.number },
          },
        }
      },
    )
  }
}

/** null when a text is hostile or too long; empty items are dropped. */
function cleanItems(items: readonly AskedItem[]): AskedItem[] | null {
  const cleaned: AskedItem[] = []
  for (const item of items) {
    const [what, reason, howTo] = [item.what, item.reason, item.howTo].map((text) => cleanText(text, { max: MAX, multiline: true }))
    if (!what?.ok || !reason?.ok || !howTo?.ok) return null
    if (what.text === '' && reason.text === '') continue
    if (what.text === '' || reason.text === '') return null
    cleaned.push({ component: item.component, field: item.field, what: what.text, reason: reason.text, howTo: howTo.text })
  }
  return cleaned
}
