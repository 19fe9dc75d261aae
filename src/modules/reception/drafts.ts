import { actorKey } from '../../platform/actor.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { removeFile } from '../files/index.ts'
import type { ReceptionDeps } from './deps.ts'
import { type Draft, type DraftContent, newContent, openContent, sealContent } from './draft.ts'
import type { Channel, Desk, ReceptionPackage, Staff } from './ports.ts'
import { refuse } from './refusals.ts'
import { type DraftRow, insertDraft, lockDraft, selectDraft, selectOpenDrafts, selectScans, updateDraft } from './store.ts'

/** Open drafts shown of an office. */
const MOST_OPEN = 20

type DraftDeps = Pick<ReceptionDeps, 'db' | 'clock' | 'sealer' | 'packages' | 'desksOf'>

/** What an officer is taking in, from the first name to the slip. Colleagues of the same desk go on with it. */
export function createDrafts(deps: DraftDeps) {
  const { db, clock, sealer } = deps

  async function deskFor(actor: Staff, agencyId: string): Promise<Desk | null> {
    return (await deps.desksOf(actor)).find((desk) => desk.agencyId === agencyId) ?? null
  }

  const opened = (row: DraftRow, scans: Draft['scans']): Draft => ({ ...row, channel: row.channel as Channel, content: openContent(sealer, row), scans })

  async function change(actor: Staff, id: string, seen: number | null, work: (tx: Tx, row: DraftRow, content: DraftContent) => Promise<Decided<{ to: Parameters<typeof updateDraft>[2] }>>): Promise<Decided<{ revision: number }>> {
    if (!isId(id)) return refuse('draft-gone')
    return inTransaction(db, async (tx): Promise<Decided<{ revision: number }>> => {
      const row = await lockDraft(tx, id)
      if (!row || !(await deskFor(actor, row.agency_id))) return refuse('draft-gone')
      if (seen !== null && seen !== row.revision) return refuse('entered-elsewhere')
      const decided = await work(tx, row, openContent(sealer, row))
      return decided.ok ? { ok: true, revision: await updateDraft(tx, id, { updated_at: clock.now(), ...decided.to }) } : decided
    })
  }

  return {
    deskFor,
    /** The same key again is the same draft. */
    async start(actor: Staff, input: { desk: Desk; channel: Channel; content: Partial<DraftContent>; key: string }): Promise<Decided<{ draftId: string }>> {
      const { desk, channel } = input
      if (!(await deskFor(actor, desk.agencyId))) return refuse('no-desk')
      const at = clock.now()
      return inTransaction(db, async (tx): Promise<Decided<{ draftId: string }>> => {
        const id = newId()
        const request = requestHashOf([desk.agencyId, channel, input.content])
        const begun = await once(tx, { actor: actorKey(actor), route: 'reception-start', key: input.key, requestHash: request, at }, async () => {
          const content = sealContent(sealer, id, newContent({ communeCode: desk.communeCode, ...input.content }))
          await insertDraft(tx, { id, agency_id: desk.agencyId, province_code: desk.provinceCode, channel, content, created_at: at, created_by: actorKey(actor), created_by_name: actor.name, updated_at: at })
          return id
        })
        return begun.ok ? { ok: true, draftId: begun.value } : begun
      })
    },

    /** An open draft of one's own desk, or one that has become a dossier; null for all others. */
    async find(actor: Staff, id: string): Promise<{ draft: Draft; desk: Desk; version: ReceptionPackage | null } | null> {
      if (!isId(id)) return null
      const { draft: row, scans } = await selectDraft(db, id)
      const desk = row ? await deskFor(actor, row.agency_id) : null
      if (!row || !desk) return null
      const draft = opened(row, scans)
      return { draft, desk, version: row.package_version_id ? await deps.packages.version(row.package_version_id, draft.channel) : null }
    },

    async listOpen(desks: readonly Desk[]): Promise<Draft[]> {
      if (desks.length === 0) return []
      return (await selectOpenDrafts(db, desks.map((desk) => desk.agencyId), MOST_OPEN)).map((row) => opened(row, []))
    },

    save: (actor: Staff, id: string, input: { content: DraftContent; seen: number | null }) =>
      change(actor, id, input.seen, async (_tx, row) => ({ ok: true, to: { content: sealContent(sealer, row.id, input.content) } })),

    /** Takes the version in force; what was typed under another procedure's fields stays for fields of the same id. */
    async chooseProcedure(actor: Staff, id: string, input: { code: string; content: DraftContent }): Promise<Decided<{ revision: number }>> {
      return change(actor, id, null, async (_tx, row) => {
        const version = await deps.packages.current(input.code, row.channel as Channel)
        if (!version) return refuse('procedure-not-here')
        const [first] = version.cases
        const ways = version.resultWays
        const content = {
          ...input.content,
          caseKey: version.cases.some((one) => one.key === input.content.caseKey) ? input.content.caseKey : version.cases.length === 1 ? (first?.key ?? null) : null,
          resultWay: ways.includes('counter') ? ('counter' as const) : (ways[0] ?? null),
        }
        return { ok: true, to: { content: sealContent(sealer, row.id, content), procedure_code: version.code, package_version_id: version.versionId } }
      })
    },

    /** Given up: what was typed goes, and the pages that were scanned. */
    discard: (actor: Staff, id: string) =>
      change(actor, id, null, async (tx, row) => {
        for (const scan of await selectScans(tx, row.id)) await removeFile(tx, scan.file_id)
        return { ok: true, to: { content: sealContent(sealer, row.id, newContent({})), discarded_at: clock.now() } }
      }),
  }
}
export type ReceptionDrafts = ReturnType<typeof createDrafts>
