import type { Sealer } from '../../platform/seal.ts'
import type { Reader } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { mapped } from '../../platform/together.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { MAX_REASON } from './refuse-dossier.ts'
import { refuse } from './refusals.ts'
import { tellMentioned } from './work/mentioned.ts'
import { insertNote, noteRows } from './store.ts'

const noteContext = (id: string) => `processing.note:${id}:body`

/** An internal note; citizens do not see it. */
export function createAddNote(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { body: string }): Promise<Decided<{ replayed: boolean }>> => {
    const body = cleanText(input.body, { max: 2000, multiline: true })
    if (!body.ok || body.text === '') return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(deps, actor, { ...input, kind: 'note', permission: 'dossier.note', request: body.text }, async ({ tx, row, at, agency, actId }) => {
      const id = newId()
      const sealed = deps.sealer.sealText(noteContext(id), body.text)
      await tellMentioned({ tx, row, at, agency, actId }, actor, body.text)
      await insertNote(tx, { id, dossier_id: row.id, author: `staff:${actor.staffId}`, author_name: actor.name, body: sealed, at })
      return { ok: true, eventType: 'dossier.noted', payload: { noteId: id } }
    })
  }
}

export const notesPart = (reader: Reader, sealer: Sealer, dossierId: string) =>
  mapped(noteRows(reader, dossierId), (rows) => rows.map((row) => ({ id: row.id, author: row.author_name, body: sealer.openText(noteContext(row.id), row.body), at: row.at })))

/** A message from the office to the citizen. */
export function createMessageCitizen(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { body: string }): Promise<Decided<{ replayed: boolean }>> => {
    const body = cleanText(input.body, { max: 2000, multiline: true })
    if (!body.ok || body.text === '') return Promise.resolve(refuse('reason-needed', { max: MAX_REASON }))
    return onCase(deps, actor, { ...input, kind: 'message', permission: 'dossier.message', request: body.text }, async ({ tx, row, at }) => {
      const messageId = await deps.record.addMessage(tx, { dossierId: row.id, fromCitizen: false, actor, authorName: actor.name, body: body.text, at })
      return { ok: true, eventType: 'dossier.message-from-office', payload: { messageId } }
    })
  }
}
