import type { Tx } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { AppendEvent, NewEvent } from '../events/index.ts'
import { kindOfFile, listFiles, type ReceivedFile, recordFile, removeFile } from '../files/index.ts'
import type { Citizen } from './drafts.ts'
import { refuse } from './refusals.ts'
import { mayTake, type PaperLimits } from './rules/paper-limits.ts'
import { deleteDraftPapers, type DraftPaperRow, insertDraftPaper, selectDraftPapers } from './store.ts'

interface PaperOf {
  draftId: string
  /** Whose part it belongs to; null for the one who began. */
  invitationId: string | null
}

interface NewPaper extends PaperOf {
  component: string
  /** What the component takes. */
  limits: PaperLimits
  received: ReceivedFile
  at: Date
}

/** Whether the component has room for one more file of this kind. */
export function hasRoom(papers: readonly DraftPaperRow[], { component, limits }: Pick<NewPaper, 'component' | 'limits'>, file: { filename: string; mediaType: string }): Decided {
  const there = papers.filter((paper) => paper.component === component)
  return mayTake(limits, { name: file.filename, kind: kindOfFile(file.mediaType), count: there.length })
}

/** Bytes sent again, because their answer was lost, come under a new file id: they are known by what they are. */
async function attachedBefore(sealer: Sealer, tx: Tx, papers: readonly DraftPaperRow[], { invitationId, component, received }: NewPaper): Promise<string | null> {
  const fileIds = papers.filter((paper) => paper.component === component && paper.invitation_id === invitationId).map((paper) => paper.file_id)
  if (fileIds.length === 0) return null
  const sha256 = received.sha256.toString('hex')
  return (await listFiles({ sealer })(tx, { fileIds })).find((file) => file.sha256 === sha256 && file.filename === received.filename)?.fileId ?? null
}

/** A file that was taken in becomes a paper of the draft; the same file sent again for it is the same paper. */
export async function addPaper(deps: { sealer: Sealer; append: AppendEvent }, tx: Tx, actor: Citizen, paper: NewPaper): Promise<Decided<{ fileId: string; isNew: boolean }>> {
  const { draftId, at } = paper
  const papers = await selectDraftPapers(tx, draftId)
  const there = await attachedBefore(deps.sealer, tx, papers, paper)
  if (there) return { ok: true, fileId: there, isNew: false }
  const room = hasRoom(papers, paper, paper.received)
  if (!room.ok) return room
  const recorded = await recordFile(tx, deps.sealer, paper.received, { ownerKind: 'draft', ownerId: draftId, at })
  if (!recorded.ok) return recorded
  const { fileId } = recorded
  await keep(deps, tx, actor, { ...paper, fileId })
  return { ok: true, fileId, isNew: true }
}

/** A file that is a paper of this part already becomes one of another component too: nobody sends it twice. */
export async function addPaperAlso(deps: { sealer: Sealer; append: AppendEvent }, tx: Tx, actor: Citizen, paper: Omit<NewPaper, 'received'> & { fileId: string }): Promise<Decided<{ isNew: boolean }>> {
  const all = await selectDraftPapers(tx, paper.draftId)
  const same = ofFile(all, paper, paper.fileId)
  if (same.length === 0) return refuse('paper-not-yours')
  if (same.some((one) => one.component === paper.component)) return { ok: true, isNew: false }
  const [file] = await listFiles(deps)(tx, { fileIds: [paper.fileId] })
  const room = file ? hasRoom(all, paper, file) : refuse('paper-not-yours')
  if (!room.ok) return room
  await keep(deps, tx, actor, paper)
  return { ok: true, isNew: true }
}

async function keep({ append }: { append: AppendEvent }, tx: Tx, actor: Citizen, { draftId, invitationId, component, fileId, at }: Omit<NewPaper, 'received' | 'limits'> & { fileId: string }): Promise<void> {
  await insertDraftPaper(tx, { draft_id: draftId, file_id: fileId, component, added_at: at, invitation_id: invitationId })
  await append(tx, paperAdded(actor, { draftId, fileId, component, at }))
}

export const paperAdded = (actor: Citizen, { draftId, fileId, component, at }: { draftId: string; fileId: string; component: string; at: Date }): NewEvent => ({
  stream: { kind: 'draft', id: draftId },
  type: 'draft.paper-added',
  version: 1,
  actor,
  payload: { fileId, component },
  at,
})

const ofFile = (papers: readonly DraftPaperRow[], { invitationId }: PaperOf, fileId: string): DraftPaperRow[] =>
  papers.filter((paper) => paper.file_id === fileId && paper.invitation_id === invitationId)

/** Takes a paper out of the part it belongs to: from one component, or from all where none is named; the file goes with its last paper. */
export async function removePaper(tx: Tx, of: PaperOf, fileId: string, component?: string): Promise<Decided> {
  const papers = ofFile(await selectDraftPapers(tx, of.draftId), of, fileId)
  const gone = papers.filter((paper) => component === undefined || paper.component === component)
  if (gone.length === 0) return refuse('draft-not-found')
  const removed = gone.length === papers.length ? await removeFile(tx, fileId) : { ok: true as const }
  if (!removed.ok) return removed
  await deleteDraftPapers(tx, of.draftId, gone)
  return { ok: true }
}

/** Takes out every paper of an invited person's part, when it is nobody's any more. */
export async function removePapersOf(tx: Tx, draftId: string, invitationId: string): Promise<void> {
  const theirs = (await selectDraftPapers(tx, draftId)).filter((paper) => paper.invitation_id === invitationId)
  for (const fileId of new Set(theirs.map((paper) => paper.file_id))) await removePaper(tx, { draftId, invitationId }, fileId)
}
