import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import type { Citizen } from './drafts.ts'
import { FILING_EVENTS } from './events.ts'
import { onOwnDossier, type OwnAct, type OwnActDeps } from './own-dossier.ts'
import { refuse } from './refusals.ts'

const MAX_MESSAGE = 2000

/** A message from the citizen to the office that holds the dossier. */
export function createSendMessage(deps: OwnActDeps) {
  return (actor: Citizen, input: OwnAct & { body: string }): Promise<Decided<{ replayed: boolean }>> =>
    onOwnDossier(deps, actor, { ...input, route: 'message-office', request: input.body }, async ({ tx, row, at, actId }) => {
      const body = cleanText(input.body, { max: MAX_MESSAGE, multiline: true })
      if (!body.ok || body.text === '') return refuse('text-needed', { max: MAX_MESSAGE })
      const messageId = await deps.record.addMessage(tx, { dossierId: row.id, fromCitizen: true, actor, authorName: row.submitter_name, body: body.text, at })
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        ...FILING_EVENTS.messageFromCitizen,
        actor,
        actId,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { messageId },
        at,
      })
      return { ok: true }
    })
}
