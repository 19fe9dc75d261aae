import { type Db, inTransaction } from '../../../platform/db.ts'
import { staffIdOf } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import { findDossier } from '../../dossiers/index.ts'
import type { StoredEvent } from '../../events/index.ts'
import { type CaseAct, type CaseDeps, onCase, type Staff } from '../on-case.ts'
import { actLabel } from '../words.ts'
import { tell } from './tell.ts'
import { deleteWatcher, insertWatcher, meet, sweepPresence, watchersOf } from './work.store.ts'

/** How long who opened a case counts as being on it. */
const PRESENT_MS = 5 * 60_000

/** Theo dõi, thôi theo dõi: the officer is told of what happens to the dossier from now on. */
export function createWatch(deps: CaseDeps) {
  return (actor: Staff, act: CaseAct & { on: boolean }): Promise<Decided<{ replayed: boolean }>> =>
    onCase(deps, actor, { ...act, kind: act.on ? 'watch' : 'unwatch', permission: 'dossier.watch', request: act.on }, async ({ tx, row, at }) => {
      if (act.on) await insertWatcher(tx, { dossier_id: row.id, staff_id: actor.staffId, name: actor.name, since: at })
      else await deleteWatcher(tx, row.id, actor.staffId)
      return { ok: true, eventType: act.on ? 'dossier.watched' : 'dossier.unwatched', payload: {} }
    })
}

/** What watchers are told of, by the event. */
export const WATCHED: Readonly<Record<string, string>> = {
  'dossier.accepted': actLabel('accept'),
  'dossier.handed-over': actLabel('hand-over'),
  'dossier.appraised': actLabel('appraise'),
  'dossier.approved': actLabel('sign'),
  'dossier.sent-back': actLabel('send-back'),
  'dossier.step-returned': actLabel('return-to-step'),
  'dossier.issued': actLabel('number'),
  'dossier.returned': actLabel('return'),
  'dossier.stopped': actLabel('stop'),
  'dossier.withdrawn': 'hồ sơ được rút',
  'dossier.withdrawal-asked': 'người dân xin rút hồ sơ',
  'dossier.supplement-requested': actLabel('request-supplement'),
  'dossier.supplemented': 'người dân đã bổ sung',
  'dossier.due-moved': actLabel('follow-calendar'),
  'dossier.extended': actLabel('extend'),
  'dossier.obligation-requested': actLabel('request-obligation'),
  'dossier.obligation-met': actLabel('meet-obligation'),
}

/** Tells the watchers of a dossier what happened, each once an event. */
export function createTellWatchers({ db }: { db: Db }) {
  return async (event: StoredEvent): Promise<void> => {
    const what = WATCHED[event.type]
    const row = what ? await findDossier(db, event.stream.id) : undefined
    if (!what || !row) return
    const self = staffIdOf(event.actor) ?? undefined
    await inTransaction(db, async (tx) => {
      const watchers = await watchersOf(tx, row.id)
      await tell(tx, watchers.map((one) => one.staff_id), { row, kind: 'watched', byName: '', detail: what, at: event.at, about: event.eventId }, self)
    })
  }
}

/** Notes that the officer has the case open; @returns who else has, each with the time. Nothing of it is kept beyond some minutes. */
export const beOnCase = (deps: Pick<CaseDeps, 'db' | 'clock'>, actor: Staff, dossierId: string) => {
  const at = deps.clock.now()
  return meet(deps.db, { dossierId, staffId: actor.staffId, name: actor.name, at }, new Date(at.getTime() - PRESENT_MS))
}

export const forgetPresence = (deps: Pick<CaseDeps, 'db' | 'clock'>) => inTransaction(deps.db, (tx) => sweepPresence(tx, new Date(deps.clock.now().getTime() - PRESENT_MS)))
