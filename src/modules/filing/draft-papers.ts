import type { Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent } from '../events/index.ts'
import { listFiles, type ReceivedFile, recordFile, removeFile } from '../files/index.ts'
import type { Citizen } from './drafts.ts'
import { refuse } from './refusals.ts'
import { deleteDraftPaper, type DraftPaperRow, insertDraftPaper, selectDraftPapers } from './store.ts'

interface PaperOf {
  draftId: string
  /** Whose part it belongs to; null for the one who began. */
  invitationId: string | null
}

interface NewPaper extends PaperOf {
  component: string
  received: ReceivedFile
  at: Date
}

/** Bytes sent again, because their answer was lost, come under a new file id: they are known by what they are. */
async function attachedBefore(sealer: Sealer, tx: Tx, { draftId, invitationId, component, received }: NewPaper): Promise<string | null> {
  const fileIds = (await selectDraftPapers(tx, draftId)).filter((paper) => paper.component === component && paper.invitation_id === invitationId).map((paper) => paper.file_id)
  const sha256 = received.sha256.toString('hex')
  return (await listFiles({ sealer })(tx, { fileIds })).find((file) => file.sha256 === sha256 && file.filename === received.filename)?.fileId ?? null
}

/** A file that was taken in becomes a paper of the draft; the same file sent again for it is the same paper. */
export async function addPaper(deps: { sealer: Sealer; append: AppendEvent }, tx: Tx, actor: Citizen, paper: NewPaper): Promise<Decided<{ fileId: string; isNew: boolean }>> {
  const { draftId, component, at } = paper
  const there = await attachedBefore(deps.sealer, tx, paper)
  if (there) return { ok: true, fileId: there, isNew: false }
  const recorded = await recordFile(tx, deps.sealer, paper.received, { ownerKind: 'draft', ownerId: draftId, at })
  if (!recorded.ok) return recorded
  const { fileId } = recorded
  await insertDraftPaper(tx, { draft_id: draftId, file_id: fileId, component, added_at: at, invitation_id: paper.invitationId })
  await deps.append(tx, { stream: { kind: 'draft', id: draftId }, type: 'draft.paper-added', version: 1, actor, payload: { fileId, component }, at })
  return { ok: true, fileId, isNew: true }
}

/** Takes a paper out of the part it belongs to. */
export async function removePaper(tx: Tx, { draftId, invitationId }: PaperOf, fileId: string): Promise<Decided> {
  const isIt = (paper: DraftPaperRow) => paper.file_id === fileId && paper.invitation_id === invitationId
  if (!(await selectDraftPapers(tx, draftId)).some(isIt)) return refuse('draft-not-found')
  const removed = await removeFile(tx, fileId)
  if (!removed.ok) return removed
  await deleteDraftPaper(tx, draftId, fileId)
  return { ok: true }
}

/** Takes out every paper of an invited person's part, when it is nobody's any more. */
export async function removePapersOf(tx: Tx, draftId: string, invitationId: string): Promise<void> {
  for (const paper of await selectDraftPapers(tx, draftId)) {
    if (paper.invitation_id === invitationId && (await removeFile(tx, paper.file_id)).ok) await deleteDraftPaper(tx, draftId, paper.file_id)
  }
}
