import type { Actor } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import type { Decided } from '../../platform/result.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { closeConsent, insertConsent, selectConsents } from './people.store.ts'
import { refuse } from './refusals.ts'
import type { ConsentPurpose } from './types.ts'

/** What a person may give and take back freely; the terms come with the account. */
export type FreeConsent = Exclude<ConsentPurpose, 'terms'>

/**
 * Gives or withdraws a consent; nothing is ticked beforehand, and taking back is as easy as giving.
 * @see Luật 91/2025/QH15, art. 4 and 9
 */
export function setConsent(deps: Pick<AccountActDeps, 'db' | 'clock' | 'appendEvent'>) {
  return (actor: Actor, input: { purpose: FreeConsent; given: boolean; textVersion: string }): Promise<Decided> =>
    inTransaction(deps.db, async (tx): Promise<Decided> => {
      if (actor.kind !== 'citizen' || actor.via !== 'session') return refuse('login-required')
      const { personId } = actor
      const at = deps.clock.now()
      const present = (await selectConsents(tx, personId)).some((row) => row.purpose === input.purpose)
      if (present === input.given) return { ok: true }
      if (input.given) await insertConsent(tx, { personId, purpose: input.purpose, textVersion: input.textVersion, at })
      else await closeConsent(tx, personId, input.purpose, at)
      await deps.appendEvent(tx, {
        stream: { kind: 'account', id: actor.accountId },
        type: input.given ? ACCOUNT_EVENTS.consentGiven : ACCOUNT_EVENTS.consentWithdrawn,
        version: 1,
        actor,
        payload: { purpose: input.purpose, textVersion: input.textVersion },
        at,
      })
      return { ok: true }
    })
}
