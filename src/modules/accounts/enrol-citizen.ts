import type { Actor } from '../../platform/actor.ts'
import type { CivilDate } from '../../platform/clock.ts'
import { inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Lang } from '../../platform/words.ts'
import { insertAccount, insertChannel } from './accounts.store.ts'
import type { AccountActDeps } from './deps.ts'
import { ACCOUNT_EVENTS } from './events.ts'
import { findPersonIdByNumber, insertConsent, insertPerson } from './people.store.ts'
import { TERMS_VERSION } from './terms.ts'
import { CHANNEL_KINDS } from './types.ts'

export interface EnrolledCitizen {
  name: string
  identityNumber: string
  birthDate: CivilDate
  phone: string | null
  email: string | null
  username: string | null
  password: string
  lang?: Lang
  personId?: string
  accountId?: string
}

/**
 * Makes a citizen with an active account and verified channels, without codes: demo data and tests. Does nothing when the
 * number is known already.
 */
export function enrolCitizen(deps: Pick<AccountActDeps, 'db' | 'clock' | 'sealer' | 'appendEvent' | 'hasher'>) {
  return async (actor: Extract<Actor, { kind: 'system' }>, citizen: EnrolledCitizen): Promise<{ personId: string; accountId: string } | null> => {
    const passwordHash = await deps.hasher.hash(citizen.password)
    return inTransaction(deps.db, async (tx) => {
      if (await findPersonIdByNumber(tx, deps.sealer, citizen.identityNumber)) return null
      const at = deps.clock.now()
      const personId = citizen.personId ?? newId()
      const accountId = citizen.accountId ?? newId()
      await insertPerson(tx, deps.sealer, { ...citizen, id: personId, at })
      const account = { id: accountId, personId, username: citizen.username, passwordHash, lang: citizen.lang ?? 'vi', registeredAt: at, at }
      await insertAccount(tx, deps.sealer, account)
      await insertConsent(tx, { personId, purpose: 'terms', textVersion: TERMS_VERSION, at })
      for (const kind of CHANNEL_KINDS) {
        const value = citizen[kind]
        if (value) await insertChannel(tx, deps.sealer, { accountId, kind, value, verifiedAt: at, at })
      }
      await deps.appendEvent(tx, { stream: { kind: 'account', id: accountId }, type: ACCOUNT_EVENTS.activated, version: 1, actor, payload: { by: 'set-up' }, at })
      return { personId, accountId }
    })
  }
}
