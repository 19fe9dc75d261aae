import { allOrNothing } from '../../platform/all-or-nothing.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { isId, newId } from '../../platform/ids.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import type { Sealer } from '../../platform/seal.ts'
import { type DossierRecord, type DossierRequests, type DossierRow, isParty, lockDossier, type MoveDossier } from '../dossiers/index.ts'
import type { AppendEvent, LogAccess } from '../events/index.ts'
import type { Citizen } from './drafts.ts'
import type { FilingPackages } from './ports.ts'
import { refuse } from './refusals.ts'

export interface OwnActDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  append: AppendEvent
  logAccess: LogAccess
  packages: FilingPackages
  record: DossierRecord
  requests: DossierRequests
  move: MoveDossier
  steps: {
    /** Deadlines of the process's open steps stand still with the dossier's. */
    pause(tx: Tx, dossierId: string, at: Date): Promise<void>
    /** They run on; a process that hadn't begun begins. */
    goOn(tx: Tx, row: DossierRow, actor: Citizen, at: Date): Promise<Decided>
  }
}

export interface OwnAct {
  dossierId: string
  /** Idempotency key of the form or request. */
  key: string
}

export interface Inside {
  tx: Tx
  row: DossierRow
  at: Date
  actId: string
}

/** A party reads the dossier; the office gets one answer, from the one who submitted it. */
export const onlyWhoSubmitted = (row: Pick<DossierRow, 'submitter_name'>) => refuse('only-who-submitted', { name: row.submitter_name })

/**
 * Runs one act of a citizen on an own dossier: once per key, in one transaction, on the locked row. Another's dossier is
 * answered as one that doesn't exist, and the attempt is logged.
 */
export async function onOwnDossier(
  deps: OwnActDeps,
  actor: Citizen,
  act: OwnAct & { route: string; request: unknown },
  work: (inside: Inside) => Promise<Decided>,
): Promise<Decided<{ replayed: boolean }>> {
  if (!isId(act.dossierId)) return refuse('dossier-not-found')
  const at = deps.clock.now()
  const answer = await allOrNothing(deps.db, async (tx, must): Promise<Decided<{ replayed: boolean }>> => {
    const row = await lockDossier(tx, act.dossierId)
    if (row && row.account_id !== actor.accountId && (await isParty(tx, row.id, actor.accountId))) return onlyWhoSubmitted(row)
    if (!row || row.account_id !== actor.accountId) return refuse('dossier-not-found')
    if (row.is_whole) return refuse('done-in-parts')
    const key = { actor: `citizen:${actor.accountId}`, route: act.route, key: act.key, requestHash: requestHashOf([act.dossierId, act.request]), at }
    const done = await once(tx, key, async () => {
      must(await work({ tx, row, at, actId: newId() }))
      return true
    })
    return done.ok ? { ok: true, replayed: done.replayed } : done
  })
  if (!answer.ok && answer.refusal.code === 'dossier-not-found') {
    await deps.logAccess(deps.db, { actor, purpose: 'refused.not-own-dossier', subject: { kind: 'dossier', id: act.dossierId }, at })
  }
  return answer
}
