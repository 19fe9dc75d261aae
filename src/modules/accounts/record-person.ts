import type { CivilDate, Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { findAccountOfPerson } from './accounts.store.ts'
import { findPersonIdByNumber, findPersonRow, insertPerson, lockIdentityNumber, type Person, updatePerson, verifyAtCounter } from './people.store.ts'

export interface PersonAtCounter {
  name: string
  birthDate: CivilDate | null
  identityNumber: string
  /** The officer has held the card: not what somebody only says. */
  cardSeen: boolean
}

/**
 * The person of a number, made when nobody has it. One without an account is kept as the card says; whoever has an account changes
 * their own name. An account that only says that the number is its own gains nothing by its bearer's coming to a counter.
 */
export function recordPerson(deps: { db: Db; clock: Clock; sealer: Sealer }) {
  return (seen: PersonAtCounter): Promise<{ personId: string }> =>
    inTransaction(deps.db, async (tx) => {
      const at = deps.clock.now()
      await lockIdentityNumber(tx, deps.sealer, seen.identityNumber)
      const known = await findPersonIdByNumber(tx, deps.sealer, seen.identityNumber)
      const personId = known ?? newId()
      if (!known) await insertPerson(tx, deps.sealer, { ...seen, id: personId, at })
      else if (await findAccountOfPerson(tx, personId)) return { personId }
      else if (seen.cardSeen && differs(await findPersonRow(tx, deps.sealer, personId), seen)) await updatePerson(tx, deps.sealer, { ...seen, id: personId, at })
      if (seen.cardSeen) await verifyAtCounter(tx, personId, at)
      return { personId }
    })
}

const differs = (known: Person | null, seen: PersonAtCounter): boolean => known?.name !== seen.name || (seen.birthDate !== null && known.birthDate !== seen.birthDate)
