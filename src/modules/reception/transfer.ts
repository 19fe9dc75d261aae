import { actorKey } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import type { JobHandlers } from '../../platform/jobs.ts'
import type { GetEvent } from '../events/index.ts'
import { findDossier } from '../dossiers/index.ts'
import type { ReceptionDeps } from './deps.ts'
import type { Desk, Staff } from './ports.ts'
import { insertTransfer, markReceived } from './transfer.store.ts'

/**
 * Sends a dossier that was received here to the agency that is competent; nobody's clock runs until it is received there.
 * @see NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP art. 17.3, 18.2
 */
export function createTransfer(deps: Pick<ReceptionDeps, 'db' | 'clock' | 'append' | 'handOverBy' | 'quantities'>) {
  return async (actor: Staff, desk: Desk, dossierId: string): Promise<void> => {
    const row = await findDossier(deps.db, dossierId)
    if (!row || row.agency_id === desk.agencyId) return
    const at = deps.clock.now()
    const quantitiesOn = await deps.quantities()
    const due_at = await deps.handOverBy(desk.agencyId, row.submitted_at, quantitiesOn(desk.agencyId, row.submitted_at))
    await inTransaction(deps.db, async (tx) => {
      const isNew = await insertTransfer(tx, {
        dossier_id: row.id,
        from_agency_id: desk.agencyId,
        to_agency_id: row.agency_id,
        province_code: row.province_code,
        sent_at: at,
        sent_by: actorKey(actor),
        sent_by_name: actor.name,
        due_at,
      })
      if (!isNew) return
      await deps.append(tx, {
        stream: { kind: 'dossier', id: row.id },
        type: 'dossier.transferred',
        version: 1,
        actor,
        agencyId: row.agency_id,
        provinceCode: row.province_code,
        payload: { from: desk.agencyId, to: row.agency_id, dueAt: due_at.toISOString() },
        at,
      })
    })
  }
}

/** The competent agency has received what it accepts. */
export function receptionJobs(deps: Pick<ReceptionDeps, 'db'> & { getEvent: GetEvent; nameOfStaff: (key: string) => Promise<string> }): JobHandlers {
  return {
    'reception.transfer-received': async (data) => {
      if (!data.eventId) return
      const event = await deps.getEvent(deps.db, data.eventId, data.at)
      const key = event.actor
      const name = await deps.nameOfStaff(key)
      await inTransaction(deps.db, (tx) => markReceived(tx, event.stream.id, { at: event.at, key, name }))
    },
  }
}
