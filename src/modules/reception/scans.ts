import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import { type Joined, joinUploads, type ReceivedFile, recordFile, removeFile } from '../files/index.ts'
import type { ReceptionDeps } from './deps.ts'
import type { Draft } from './draft.ts'
import type { Staff } from './ports.ts'
import { refuse } from './refusals.ts'
import { deleteScan, keepScan, lockDraft, selectScans } from './store.ts'

export const MOST_PAGES = 40

export const filesOfDraft = (draftId: string) => ({ ownerKind: 'reception-draft', ownerId: draftId })

type ScanDeps = Pick<ReceptionDeps, 'db' | 'clock' | 'sealer' | 'append' | 'files'>

/** Scanned pages of a component: one PDF, to which more pages are joined. */
export function createScans(deps: ScanDeps) {
  const { db, clock, sealer } = deps

  /** A PDF that comes alone stays byte for byte: it may be signed. */
  async function joined(draft: Draft, standing: string | null, uploads: readonly ReceivedFile[], title: string): Promise<Decided<Joined>> {
    const [only] = uploads
    if (!standing && only && uploads.length === 1 && only.mediaType === 'application/pdf') return { ok: true, received: only, pages: 0, coarsest: null, isArchive: false }
    return joinUploads(deps.files)(db, { standing, uploads, title, at: clock.now(), id: draft.id })
  }

  return {
    async add(actor: Staff, draft: Draft, input: { component: string; title: string; uploads: readonly ReceivedFile[] }): Promise<Decided> {
      if (input.uploads.length > MOST_PAGES) return refuse('too-many-pages', { most: MOST_PAGES })
      const before = draft.scans.find((scan) => scan.component === input.component)
      const made = await joined(draft, before?.file_id ?? null, input.uploads, input.title)
      if (!made.ok) return made
      const at = clock.now()
      return inTransaction(db, async (tx): Promise<Decided> => {
        const row = await lockDraft(tx, draft.id)
        if (!row) return refuse('draft-gone')
        const now = (await selectScans(tx, draft.id)).find((scan) => scan.component === input.component)
        if (now?.file_id !== before?.file_id) return refuse('entered-elsewhere')
        if (now) {
          await deleteScan(tx, draft.id, input.component)
          await removeFile(tx, now.file_id)
        }
        const recorded = await recordFile(tx, sealer, made.received, { ...filesOfDraft(draft.id), agencyId: row.agency_id, provinceCode: row.province_code, at })
        if (!recorded.ok) return recorded
        await keepScan(tx, { draft_id: draft.id, component: input.component, file_id: recorded.fileId, pages: made.pages, coarsest: made.coarsest === null ? null : Math.min(made.coarsest, before?.coarsest ?? made.coarsest), is_archive: made.isArchive, at })
        await deps.append(tx, { stream: { kind: 'reception', id: draft.id }, type: 'reception.pages-scanned', version: 1, actor, agencyId: row.agency_id, provinceCode: row.province_code, payload: { fileId: recorded.fileId, component: input.component, pages: made.pages }, at })
        return { ok: true }
      })
    },

    remove: (_actor: Staff, draft: Draft, component: string): Promise<Decided> =>
      inTransaction(db, async (tx): Promise<Decided> => {
        if (!(await lockDraft(tx, draft.id))) return refuse('draft-gone')
        const scan = (await selectScans(tx, draft.id)).find((one) => one.component === component)
        if (!scan) return { ok: true }
        await deleteScan(tx, draft.id, component)
        return removeFile(tx, scan.file_id)
      }),
  }
}
export type Scans = ReturnType<typeof createScans>
