import type { Reader } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import { findAccountOfPerson, selectChannels } from './accounts.store.ts'
import { findPersonIdByNumber, findPersonRow, type Person, selectPersonNames } from './people.store.ts'
import { readIdentityNumber } from './rules/identity-number.ts'

export interface Contact {
  personId: string
  /** Only a verified channel is safe for anything that others must not read. */
  phone: { value: string; verified: boolean } | null
  email: { value: string; verified: boolean } | null
  lang: Lang
}

/** What other modules may ask about people. The caller logs the access, with its purpose. */
export function personQueries(deps: { sealer: Sealer }) {
  return {
    /** @throws Error when there is no such person. */
    async getPerson(reader: Reader, personId: string): Promise<Person> {
      const person = await findPersonRow(reader, deps.sealer, personId)
      if (!person) throw new Error(`There is no person ${personId}.`)
      return person
    },
    findPerson: (reader: Reader, personId: string): Promise<Person | null> => findPersonRow(reader, deps.sealer, personId),
    async findPersonByIdentityNumber(reader: Reader, typed: string): Promise<Person | null> {
      const number = readIdentityNumber(typed)
      const personId = number ? await findPersonIdByNumber(reader, deps.sealer, number) : null
      return personId ? findPersonRow(reader, deps.sealer, personId) : null
    },
    /** Phone and e-mail of a person with an account; where one is changing, the verified one. */
    async getContact(reader: Reader, personId: string): Promise<Contact> {
      const account = await findAccountOfPerson(reader, personId)
      const channels = account ? await selectChannels(reader, deps.sealer, account.id) : []
      const best = (kind: 'phone' | 'email') => {
        const ofKind = channels.filter((channel) => channel.kind === kind)
        const channel = ofKind.find((row) => row.verifiedAt) ?? ofKind.at(-1)
        return channel ? { value: channel.value, verified: channel.verifiedAt !== null } : null
      }
      return { personId, phone: best('phone'), email: best('email'), lang: account?.lang ?? 'vi' }
    },
    personNames: selectPersonNames,
  }
}
export type PersonQueries = ReturnType<typeof personQueries>
