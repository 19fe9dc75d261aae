import { inTransaction } from '../../../platform/db.ts'
import { isId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import { listFiles, type ReceivedFile, recordFile, removeFile } from '../../files/index.ts'
import type { Citizen } from '../drafts.ts'
import { FILING_EVENTS } from '../events.ts'
import type { FilingApiDeps } from './deps.ts'

type Deps = Pick<FilingApiDeps, 'db' | 'clock' | 'sealer' | 'append'>

/** Files sent over the API wait in the account until a dossier takes them. */
export function createAccountFiles(deps: Deps) {
  return {
    keep: (actor: Citizen, received: ReceivedFile): Promise<Decided<{ fileId: string }>> =>
      inTransaction(deps.db, async (tx) => {
        const at = deps.clock.now()
        const recorded = await recordFile(tx, deps.sealer, received, {
          ownerKind: 'account',
          ownerId: actor.accountId,
          at,
        })
        if (!recorded.ok) return recorded
        const stream = { kind: 'account', id: actor.accountId }
        await deps.append(tx, { stream, ...FILING_EVENTS.fileAdded, actor, payload: { fileId: recorded.fileId }, at })
        return recorded
      }),
    /** Takes back a file that no dossier has; another's is not there. */
    remove: (actor: Citizen, fileId: string): Promise<Decided> =>
      inTransaction(deps.db, async (tx): Promise<Decided> => {
        const [file] = isId(fileId) ? await listFiles(deps)(tx, { fileIds: [fileId.toLowerCase()] }) : []
        if (file?.ownerKind !== 'account' || file.ownerId !== actor.accountId)
          return { ok: false, refusal: { code: 'file-not-found' } }
        const removed = await removeFile(tx, file.fileId)
        if (!removed.ok) return removed
        const stream = { kind: 'account', id: actor.accountId }
        await deps.append(tx, {
          stream,
          ...FILING_EVENTS.fileRemoved,
          actor,
          payload: { fileId: file.fileId },
          at: deps.clock.now(),
        })
        return { ok: true }
      }),
  }
}
