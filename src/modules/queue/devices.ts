import { type Actor, actorKey } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import { isId, newId, randomToken } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import { hashToken, may } from '../accounts/index.ts'
import { type Agency, administers } from '../agencies/index.ts'
import { type QueueDeps, resourceOf, type Staff } from './deps.ts'
import { answerHelpCall, findDevice, insertDevice, insertHelpCall, revokeDevice } from './devices.store.ts'
import { QUEUE_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { ensureOffice, raiseVersion } from './settings.store.ts'
import type { Kiosk } from './take-ticket.ts'

const NAME_MAX = 60

/** Allows a machine to give out numbers. Its token is told once, in the address that is opened on it. */
export function createMakeDevice(deps: QueueDeps) {
  return async (actor: Actor, agency: Agency, typed: string, given: string | null = null): Promise<Decided<{ id: string; token: string }>> => {
    if (!administers(actor, agency.path)) return refuse('queue-not-yours')
    const name = cleanText(typed, { max: NAME_MAX })
    if (!name.ok || name.text === '') return refuse('device-name')
    const at = deps.clock.now()
    const [id, token] = [newId(), given ?? randomToken(24)]
    await inTransaction(deps.db, async (tx) => {
      await ensureOffice(tx, agency.id, agency.provinceCode ?? '', at)
      await insertDevice(tx, { id, agency_id: agency.id, name: name.text, token_hash: hashToken(token), made_at: at, made_by: actorKey(actor), revoked_at: null, revoked_by: null })
      await deps.append(tx, { stream: { kind: 'queue', id: agency.id }, type: QUEUE_EVENTS.deviceMade, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload: { id, name: name.text }, at })
    })
    return { ok: true, id, token }
  }
}

/** The machine gives out no more numbers, at once. */
export function createRevokeDevice(deps: QueueDeps) {
  return async (actor: Actor, agency: Agency, id: string): Promise<Decided> => {
    if (!administers(actor, agency.path)) return refuse('queue-not-yours')
    const at = deps.clock.now()
    return inTransaction(deps.db, async (tx): Promise<Decided> => {
      if (!isId(id) || !(await revokeDevice(tx, agency.id, id, at, actorKey(actor)))) return refuse('setting-gone')
      await deps.append(tx, { stream: { kind: 'queue', id: agency.id }, type: QUEUE_EVENTS.deviceRevoked, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload: { id }, at })
      return { ok: true }
    })
  }
}

/** The machine that holds this token, if it may give out numbers of this office. */
export async function kioskOf(deps: Pick<QueueDeps, 'db'>, agency: Agency, token: string | undefined): Promise<Kiosk | null> {
  if (!token || token.length > 100) return null
  const device = await findDevice(deps.db, hashToken(token))
  return device?.agency_id === agency.id ? { deviceId: device.id, deviceName: device.name, agency } : null
}

/** Somebody at the kiosk asks for help: the counters see it until one of them goes. */
export function createAskHelp(deps: QueueDeps) {
  return async (kiosk: Kiosk): Promise<void> => {
    const { agency, deviceId, deviceName } = kiosk
    await inTransaction(deps.db, async (tx) => {
      const fresh = await insertHelpCall(tx, { id: newId(), agency_id: agency.id, device_id: deviceId, device_name: deviceName, at: deps.clock.now() })
      if (fresh) await raiseVersion(tx, agency.id)
    })
  }
}

export function createAnswerHelp(deps: QueueDeps) {
  return async (actor: Staff, agency: Agency, id: string): Promise<Decided> => {
    const allowed = may(actor, 'ticket.call', resourceOf(agency))
    if (!allowed.ok) return allowed
    const at = deps.clock.now()
    return inTransaction(deps.db, async (tx): Promise<Decided> => {
      // Somebody else went already: nothing is left to do.
      if (!isId(id) || !(await answerHelpCall(tx, agency.id, id, at, actorKey(actor)))) return { ok: true }
      await deps.append(tx, { stream: { kind: 'queue', id: agency.id }, type: QUEUE_EVENTS.helpAnswered, version: 1, actor, agencyId: agency.id, provinceCode: agency.provinceCode, payload: { id }, at })
      await raiseVersion(tx, agency.id)
      return { ok: true }
    })
  }
}
