import { createHash, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../../platform/actor.ts'
import type { Decided } from '../../../platform/result.ts'
import type { Limit } from '../../accounts/index.ts'
import { isCode, normaliseCode } from '../rules/code.ts'
import { type DossierRow, selectByCode } from '../store.ts'
import type { TrackingDeps } from './deps.ts'
import { refuse } from './refusals.ts'
import { createLookGuard } from './rules/look-guard.ts'
import { type SixFields, sixFieldsOf } from './rules/six-fields.ts'
import { readDigits } from './rules/tracking-code.ts'

export interface Looker {
  actor: Actor
  ip: string
}

/** The fifth wrong PIN of a code within an hour is its last for an hour. */
const PER_CODE = { free: 5, firstWaitSeconds: 3600, maxWaitSeconds: 3600, memorySeconds: 3600 }
/** Wrong PINs of any codes from one address. */
const PER_ADDRESS = { free: 60, firstWaitSeconds: 60, maxWaitSeconds: 900, memorySeconds: 3600 }

const digest = (text: string) => createHash('sha256').update(text).digest()

export type LookUpDeps = Pick<TrackingDeps, 'db' | 'clock' | 'logAccess' | 'record' | 'throttle' | 'looks'>

/** Finds a dossier for somebody who is not logged in; each look at one that exists is written down. */
export function createLookUp(deps: LookUpDeps) {
  const guard = createLookGuard(deps.looks)
  const find = (code: string) => (isCode(code) ? selectByCode(deps.db, code) : undefined)

  return {
    /** By the code alone. What is unknown and what is no code at all get the same answer. */
    async byCode(typed: string, looker: Looker): Promise<Decided<{ fields: SixFields }>> {
      const code = normaliseCode(typed).slice(0, 64)
      const at = deps.clock.now()
      const seconds = guard.admit(looker.ip, code, at)
      if (seconds > 0) return { ok: false, refusal: { code: 'too-many-requests', params: { seconds } } }
      const row = await find(code)
      if (!row) return refuse('tracking-not-found')
      const fields = ['procedure', 'submitter-masked', 'received-at', 'due-at', 'status']
      await deps.logAccess(deps.db, {
        actor: looker.actor,
        purpose: 'tracking.by-code',
        subject: { kind: 'dossier', id: row.id },
        fields,
        at,
        ip: looker.ip,
      })
      return { ok: true, fields: sixFieldsOf(row) }
    },

    /** By the code and the PIN on the slip. Tries are counted before they are judged. */
    async byPin(typed: { code: string; pin: string }, looker: Looker): Promise<Decided<{ row: DossierRow }>> {
      const code = normaliseCode(typed.code).slice(0, 64)
      const ofCode: Limit = { name: `tracking-pin:${code}`, policy: PER_CODE }
      const ofAddress: Limit = { name: `tracking-pin:address:${looker.ip}`, policy: PER_ADDRESS }
      const seconds = await deps.throttle.attempt([ofCode, ofAddress])
      if (seconds > 0) return refuse('tracking-pin-blocked', { minutes: Math.ceil(seconds / 60), seconds })
      const row = await find(code)
      const pin = row ? deps.record.pinOf(row) : 'none'
      const right = timingSafeEqual(digest(pin), digest(readDigits(typed.pin)))
      if (!row || !right) return refuse('tracking-pin-wrong')
      await deps.throttle.forget([ofCode])
      await deps.throttle.takeBack([ofAddress])
      return { ok: true, row }
    },
  }
}
export type LookUp = ReturnType<typeof createLookUp>
