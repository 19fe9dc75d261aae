import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { QueueDeps } from './deps.ts'
import { QUEUE_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { raiseVersion } from './settings.store.ts'
import { addressHashOf } from './ticket-address.ts'
import { findByAddress, lockTicket, updateTicket } from './tickets.store.ts'

/** Whoever holds the address of a number gives it up; doing it again changes nothing. */
export function createGiveUp(deps: QueueDeps) {
  return async (address: string): Promise<Decided> => {
    const at = deps.clock.now()
    return inTransaction(deps.db, async (tx): Promise<Decided> => {
      const found = await findByAddress(tx, addressHashOf(address))
      const ticket = found && (await lockTicket(tx, found.id))
      if (!ticket) return refuse('ticket-unknown')
      if (ticket.state === 'left') return { ok: true }
      if (ticket.state !== 'waiting' && ticket.state !== 'absent') return refuse('ticket-not-waiting')
      await updateTicket(tx, ticket.id, { state: 'left', ended_at: at })
      await deps.append(tx, { stream: { kind: 'ticket', id: ticket.id }, type: QUEUE_EVENTS.left, version: 1, actor: { kind: 'anonymous' }, agencyId: ticket.agency_id, provinceCode: ticket.province_code, payload: { label: ticket.label }, at })
      await raiseVersion(tx, ticket.agency_id)
      return { ok: true }
    })
  }
}
