import { allOrNothing, type Together } from '../../platform/all-or-nothing.ts'
import { type Actor, actorKey } from '../../platform/actor.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { type Json, once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { DocumentsDeps } from '../documents/index.ts'
import { type DossierRecord, type DossierRequests, type DossierRow, type DueDates, lockDossier, type MoveDossier, type Obligations, underTerms } from '../dossiers/index.ts'
import type { AppendEvent, LogAccess, LogAccesses } from '../events/index.ts'
import type { CaseAgency, CasePackage, May, Processes } from './ports.ts'
import { refuse } from './refusals.ts'
import { insertAct } from './store.ts'
import { whatChanged } from './what-changed.ts'

export type Staff = Extract<Actor, { kind: 'staff' }>
export type CaseActor = Staff | Extract<Actor, { kind: 'system' }>

/** What every act of an officer stands on. */
export interface CaseDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  /** The same for a page that shows several dossiers. */
  logAccesses: LogAccesses
  record: DossierRecord
  requests: DossierRequests
  move: MoveDossier
  dues: DueDates
  obligations: Obligations
  /** Working minutes of an agency between two instants. */
  workingMinutes: (agencyId: string, from: Date, to: Date) => Promise<number>
  processes: Processes
  documents: DocumentsDeps
  packageOf: (versionId: string) => Promise<CasePackage>
  agencyOf: (agencyId: string) => Promise<CaseAgency>
  may: May
  /** Address of the look-up page, printed on slips. */
  lookupUrl: string
}

export interface CaseAct {
  dossierId: string
  key: string
  /** Revision of the dossier that the officer saw; null where it doesn't matter (a note). */
  seenRevision: number | null
}

export interface Inside {
  tx: Tx
  row: DossierRow
  at: Date
  actId: string
  agency: CaseAgency
  version: CasePackage
  /** Of the post by which the actor may do this; null for what time does. */
  title: string | null
}

/** What an act leaves behind: its event and what that event says. */
export type Done = Decided<{ payload: Json; eventType: string }>

const reasonContext = (actId: string) => `processing.act:${actId}:reason`

/**
 * Runs one officer's act: once per key, in one transaction, on the locked dossier, allowed by duty and agency in the act
 * itself. Whoever acts on an older picture of the case is told who changed it, and nothing of the act is written. Inside a
 * transaction that is shared (`together`), its refusal undoes the whole.
 */
export async function onCase(
  deps: CaseDeps,
  actor: CaseActor,
  act: CaseAct & { kind: string; permission: string; request: unknown; reason?: string; mayAlready?: true },
  work: (inside: Inside) => Promise<Done>,
  together?: Together,
): Promise<Decided<{ replayed: boolean }>> {
  if (!isId(act.dossierId)) return refuse('case-not-found')
  const at = deps.clock.now()
  const run = async (tx: Tx, must: Together['must']): Promise<Decided<{ replayed: boolean }>> => {
    const row = await lockDossier(tx, act.dossierId)
    if (!row) return refuse('case-not-found')
    const agency = await deps.agencyOf(row.agency_id)
    // An opinion is given by whoever was asked, who may belong to another agency: the caller has decided that.
    const allowed = act.mayAlready ? { ok: true as const } : deps.may(actor, act.permission, { agencyId: agency.id, agencyPath: agency.path })
    if (!allowed.ok) return allowed
    if (row.is_whole) return refuse('worked-in-parts')
    const requestHash = requestHashOf([act.dossierId, act.request])
    const done = await once(tx, { actor: actorKey(actor), route: act.kind, key: act.key, requestHash, at }, async () => {
      if (act.seenRevision !== null && act.seenRevision !== row.revision) must(await whatChanged(deps, tx, row))
      const actId = newId()
      const title = titleOf(deps, actor, act.permission, agency)
      const decided = must(await work({ tx, row, at, actId, agency, version: underTerms(await deps.packageOf(row.package_version_id), row), title }))
      await insertAct(tx, {
        id: actId,
        dossier_id: row.id,
        kind: act.kind,
        actor: actorKey(actor),
        actor_name: actor.name,
        actor_title: title,
        at,
        agency_id: row.agency_id,
        province_code: row.province_code,
        reason: act.reason ? deps.sealer.sealText(reasonContext(actId), act.reason) : null,
      })
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        type: decided.eventType,
        version: 1,
        actor,
        actId,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: decided.payload,
        at,
      })
      return true
    })
    return done.ok ? { ok: true, replayed: done.replayed } : done
  }
  return together ? run(together.tx, together.must) : allOrNothing(deps.db, run)
}

/** Why the act was given, for the history. */
export const openReason = (sealer: Sealer, actId: string, sealed: Buffer | null): string | null =>
  sealed ? sealer.openText(reasonContext(actId), sealed) : null

/** A person may hold several posts: the title is that of the post which allows the act. */
function titleOf(deps: CaseDeps, actor: CaseActor, permission: string, agency: CaseAgency): string | null {
  if (actor.kind !== 'staff') return null
  const resource = { agencyId: agency.id, agencyPath: agency.path }
  return actor.posts.find((post) => deps.may({ ...actor, posts: [post] }, permission, resource).ok)?.title ?? null
}
