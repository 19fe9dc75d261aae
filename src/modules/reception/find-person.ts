import type { Reader } from '../../platform/db.ts'
import { cleanText } from '../../platform/text.ts'
import { readIdentityNumber } from '../accounts/index.ts'
import { readCardText } from '../forms/index.ts'
import type { PeoplePort } from './ports.ts'
import { typedDay } from './rules/typed-day.ts'
import { type Found, type KnownPerson, NOBODY } from './rules/who.ts'

/** Namesakes shown at once. */
const MOST_NAMESAKES = 12

export type Searched = ({ kind: 'one' } & Found) | { kind: 'namesakes'; typed: string; people: KnownPerson[] } | { kind: 'nothing' }

const ofPerson = (person: KnownPerson): Found => ({
  who: { ...NOBODY, name: person.name, identityNumber: person.identityNumber ?? '', birth: typedDay(person.birthDate) },
  card: null,
})

/** Who is meant: the code of a card, a number, or the beginning of a name. */
export async function searchPerson(people: PeoplePort, reader: Reader, typed: string): Promise<Searched> {
  const card = readCardText(typed)
  if (card) {
    const { number, name, birth, address } = card
    return { kind: 'one', card, who: { ...NOBODY, name, identityNumber: number, birth: typedDay(birth), address } }
  }
  const number = readIdentityNumber(typed)
  if (number) {
    const known = await people.findByNumber(reader, number)
    return { kind: 'one', ...(known ? ofPerson(known) : { who: { ...NOBODY, identityNumber: number }, card: null }) }
  }
  const name = cleanText(typed, { max: 200 })
  if (!name.ok || name.text === '') return { kind: 'nothing' }
  return { kind: 'namesakes', typed: name.text, people: await people.searchByName(reader, name.text, MOST_NAMESAKES) }
}

export const foundPerson = ofPerson
