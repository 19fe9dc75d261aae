import type { Decided } from '../../platform/result.ts'
import { isId } from '../../platform/ids.ts'
import type { Tx } from '../../platform/db.ts'
import type { DossierRow, SupplementItem, SupplementRequest } from '../dossiers/index.ts'
import { kindOfFile, type ReceivedFile, recordFile, removeFile } from '../files/index.ts'
import type { Answers } from '../forms/index.ts'
import type { Citizen } from './drafts.ts'
import { onOwnDossier, type OwnAct, type OwnActDeps } from './own-dossier.ts'
import { refuse } from './refusals.ts'
import { mayTake } from './rules/paper-limits.ts'
import { deleteSupplementPaper, insertSupplementPaper, selectSupplementPapers } from './store.ts'

/** Bytes sent again come under a new file id: they are known by what they are. */
const contentOf = ({ itemId, received }: { itemId: string; received: ReceivedFile }) => [itemId, received.filename, received.sha256.toString('hex')]

/** Gathers papers for an open supplement, one by one, so that nothing is lost before it is sent. */
export function createSupplementPapers(deps: OwnActDeps) {
  /** What is asked for as a thành phần hồ sơ of the procedure is taken as its package says; anything else as any file is. */
  async function hasRoom(tx: Tx, row: DossierRow, open: SupplementRequest, { component }: SupplementItem, { filename, mediaType }: ReceivedFile): Promise<Decided> {
    const version = await deps.packages.version(row.package_version_id)
    const limits = version.components(row.case_key, (await deps.record.answersOf(tx, row.id)).answers as Answers).find(({ id }) => id === component)
    if (!limits) return { ok: true }
    const items = new Set(open.items.filter((one) => one.component === component).map(({ id }) => id))
    const count = (await selectSupplementPapers(tx, open.id)).filter((paper) => items.has(paper.item_id)).length
    return mayTake(limits, { name: filename, kind: kindOfFile(mediaType), count })
  }

  return {
    attach: (actor: Citizen, input: OwnAct & { itemId: string; received: ReceivedFile }): Promise<Decided> =>
      onOwnDossier(deps, actor, { ...input, route: 'attach-supplement', request: contentOf(input) }, async ({ tx, row, at, actId }) => {
        const open = (await deps.requests.supplementsOf(tx, row.id)).find((request) => !request.answeredAt && !request.lapsedAt)
        const item = open?.items.find((one) => one.id === input.itemId)
        if (!open || !item) return refuse('supplement-not-asked')
        const room = await hasRoom(tx, row, open, item, input.received)
        if (!room.ok) return room
        const recorded = await recordFile(tx, deps.sealer, input.received, { ownerKind: 'supplement', ownerId: open.id, at })
        if (!recorded.ok) return recorded
        await insertSupplementPaper(tx, { request_id: open.id, item_id: item.id, file_id: recorded.fileId, added_at: at })
        await deps.append(tx, {
          stream: { kind: 'dossier', id: row.id },
          type: 'dossier.supplement-paper-added',
          version: 1,
          actor,
          actId,
          payload: { fileId: recorded.fileId, itemId: item.id },
          at,
        })
        return { ok: true }
      }),
    detach: (actor: Citizen, input: OwnAct & { fileId: string }): Promise<Decided> =>
      onOwnDossier(deps, actor, { ...input, route: 'detach-supplement', request: input.fileId }, async ({ tx, row }) => {
        const open = (await deps.requests.supplementsOf(tx, row.id)).find((request) => !request.answeredAt && !request.lapsedAt)
        if (!open || !isId(input.fileId) || !(await deleteSupplementPaper(tx, open.id, input.fileId))) return refuse('supplement-not-asked')
        return removeFile(tx, input.fileId)
      }),
  }
}
