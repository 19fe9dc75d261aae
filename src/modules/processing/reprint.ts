import { actorKey } from '../../platform/actor.ts'
import type { Decided } from '../../platform/result.ts'
import { createReprint, listDocuments } from '../documents/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from './on-case.ts'
import { refuse } from './refusals.ts'

/** Prints a paper of the dossier again: the same paper, number and text, marked as a copy; each copy is counted and told by an event. */
export function createReprintPaper(deps: CaseDeps) {
  return (actor: Staff, input: CaseAct & { documentId: string }): Promise<Decided<{ replayed: boolean }>> =>
    onCase(deps, actor, { ...input, kind: 'reprint', permission: 'dossier.reprint', request: input.documentId }, async ({ tx, row, at }) => {
      const document = (await listDocuments(tx, 'dossier', row.id)).find((one) => one.documentId === input.documentId)
      const copy = document ? await createReprint()(tx, document.documentId, { key: actorKey(actor), name: actor.name, at }) : null
      if (!document || copy === null) return refuse('document-not-found')
      return { ok: true, eventType: 'dossier.document-reprinted', payload: { documentId: document.documentId, template: document.template, number: document.number, copy } }
    })
}
