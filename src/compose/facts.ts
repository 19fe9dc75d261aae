import type { Db } from '../platform/db.ts'
import { readPart } from '../platform/together.ts'
import type { PersonQueries } from '../modules/accounts/index.ts'
import type { Fact, FindFacts } from '../modules/forms/index.ts'

const SOURCE = 'tài khoản của Ông/Bà'

/** What the account itself knows of its person; nothing of it is verified by the State yet. */
export function findFactsOf(db: Db, people: PersonQueries): FindFacts {
  return async ({ personId, names }) => {
    const person = await readPart(db, people.reachablePart(personId))
    if (!person) return {}
    const known: Record<string, string | null | undefined> = {
      'account.name': person.name,
      'account.birthDate': person.birthDate,
      'account.identityNumber': person.identityNumber,
      'account.documentKind': person.identityNumber ? 'identity-card' : null,
      'account.phone': person.phone?.value,
      'account.email': person.email?.value,
    }
    const facts: Record<string, Fact> = {}
    for (const name of names) {
      const value = known[name]
      if (value) facts[name] = { value, source: SOURCE, verified: false }
    }
    return facts
  }
}
