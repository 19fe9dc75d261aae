import type { Reader } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import { foldVietnamese } from '../../platform/text.ts'
import { mapped, type Part } from '../../platform/together.ts'
import { type Channel, findAccountOfPerson, selectChannels } from './accounts.store.ts'
import { findPersonIdByNumber, findPersonRow, type Person, personWithChannelsPart, searchPeople, selectPersonNames } from './people.store.ts'
import { readIdentityNumber } from './rules/identity-number.ts'

export interface Contact {
  personId: string
  /** Only a verified channel is safe for anything that others must not read. */
  phone: { value: string; verified: boolean } | null
  email: { value: string; verified: boolean } | null
  lang: Lang
}

function reachedBy(channels: readonly Channel[]): Pick<Contact, 'phone' | 'email'> {
  const best = (kind: Channel['kind']) => {
    const ofKind = channels.filter((channel) => channel.kind === kind)
    const channel = ofKind.find((row) => row.verifiedAt) ?? ofKind.at(-1)
    return channel ? { value: channel.value, verified: channel.verifiedAt !== null } : null
  }
  return { phone: best('phone'), email: best('email') }
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
      return { personId, ...reachedBy(channels), lang: account?.lang ?? 'vi' }
    },
    /** Person and how to reach them, to be read with other things; null when there is no such person. */
    reachablePart: (personId: string): Part<(Person & Pick<Contact, 'phone' | 'email'>) | null> =>
      mapped(personWithChannelsPart(deps.sealer, personId), (found) => (found ? { ...found.person, ...reachedBy(found.channels) } : null)),
    /** By the beginning of the name, with or without diacritics, at an index; at most `limit`. */
    searchByName: (reader: Reader, name: string, limit: number): Promise<Person[]> => searchPeople(reader, deps.sealer, foldVietnamese(name), limit),
    /** The account of a person, where the number on it was verified by somebody else than its owner. */
    async verifiedAccount(reader: Reader, personId: string): Promise<string | null> {
      const person = await findPersonRow(reader, deps.sealer, personId)
      return person?.identityVerifiedBy ? ((await findAccountOfPerson(reader, personId))?.id ?? null) : null
    },
    personNames: selectPersonNames,
  }
}
export type PersonQueries = ReturnType<typeof personQueries>
