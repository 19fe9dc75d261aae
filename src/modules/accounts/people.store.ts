import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { foldVietnamese } from '../../platform/text.ts'
import type { AccountsTables } from './tables.ts'
import type { ConsentPurpose } from './types.ts'

type PersonRow = AccountsTables['accounts.person']
type IdentifierRow = AccountsTables['accounts.person_identifier']

const birthContext = (personId: string) => `accounts.person:${personId}:birth_date_sealed`
const identifierContext = (id: string) => `accounts.person_identifier:${id}:value_sealed`

export const identityNumberIndex = (sealer: Sealer, number: string): Buffer => sealer.blindIndex('identity-number', number)

/** Registrations and activations with one number follow each other. */
export async function lockIdentityNumber(tx: Tx, sealer: Sealer, number: string): Promise<void> {
  const lock = `accounts.number:${identityNumberIndex(sealer, number).toString('hex')}`
  await writing<AccountsTables>(tx)
    .selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.fn('hashtextextended', [eb.val(lock), eb.val(0)])]).as('locked'))
    .execute()
}

export async function insertPerson(
  tx: Tx,
  sealer: Sealer,
  person: { id: string; name: string; birthDate: string | null; identityNumber: string | null; at: Date },
): Promise<void> {
  await writing<AccountsTables>(tx)
    .insertInto('accounts.person')
    .values({
      id: person.id,
      name: person.name,
      name_folded: foldVietnamese(person.name),
      birth_date_sealed: person.birthDate ? sealer.sealText(birthContext(person.id), person.birthDate) : null,
      recorded_at: person.at,
      changed_at: person.at,
      retention_class: 'account',
      legal_hold: false,
    })
    .execute()
  if (!person.identityNumber) return
  const id = newId()
  await writing<AccountsTables>(tx)
    .insertInto('accounts.person_identifier')
    .values({
      id,
      person_id: person.id,
      kind: 'personal-number',
      value_sealed: sealer.sealText(identifierContext(id), person.identityNumber),
      value_index: identityNumberIndex(sealer, person.identityNumber),
      verified_by: null,
      verified_at: null,
      valid_from: null,
      ended_at: null,
      recorded_at: person.at,
    })
    .execute()
}

export interface Person {
  id: string
  name: string
  birthDate: string | null
  identityNumber: string | null
  /** Who made sure that the number is this person's; null while only the person says so. */
  identityVerifiedBy: 'counter' | 'vneid' | null
}

function toPerson(sealer: Sealer, row: PersonRow, identifier: IdentifierRow | undefined): Person {
  return {
    id: row.id,
    name: row.name,
    birthDate: row.birth_date_sealed ? sealer.openText(birthContext(row.id), row.birth_date_sealed) : null,
    identityNumber: identifier ? sealer.openText(identifierContext(identifier.id), identifier.value_sealed) : null,
    identityVerifiedBy: identifier?.verified_by ?? null,
  }
}

export async function findPersonRow(reader: Reader, sealer: Sealer, personId: string): Promise<Person | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.person').selectAll().where('id', '=', personId).executeTakeFirst()
  if (!row) return null
  const identifier = await reading<AccountsTables>(reader)
    .selectFrom('accounts.person_identifier')
    .selectAll()
    .where('person_id', '=', personId)
    .where('kind', '=', 'personal-number')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return toPerson(sealer, row, identifier)
}

export async function findPersonIdByNumber(reader: Reader, sealer: Sealer, number: string): Promise<string | null> {
  const row = await reading<AccountsTables>(reader)
    .selectFrom('accounts.person_identifier')
    .select('person_id')
    .where('kind', '=', 'personal-number')
    .where('value_index', '=', identityNumberIndex(sealer, number))
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.person_id ?? null
}

export async function selectPersonNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reading<AccountsTables>(reader).selectFrom('accounts.person').select(['id', 'name']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertConsent(tx: Tx, consent: { personId: string; purpose: ConsentPurpose; textVersion: string; at: Date }): Promise<void> {
  await writing<AccountsTables>(tx)
    .insertInto('accounts.consent')
    .values({
      id: newId(),
      person_id: consent.personId,
      purpose: consent.purpose,
      text_version: consent.textVersion,
      given_at: consent.at,
      withdrawn_at: null,
    })
    .execute()
}

/** Purposes to which a person consents now. */
export async function selectConsents(reader: Reader, personId: string): Promise<{ purpose: ConsentPurpose; textVersion: string; givenAt: Date }[]> {
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.consent')
    .selectAll()
    .where('person_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .orderBy('given_at')
    .execute()
  return rows.map((row) => ({ purpose: row.purpose, textVersion: row.text_version, givenAt: row.given_at }))
}

export async function closeConsent(tx: Tx, personId: string, purpose: ConsentPurpose, at: Date): Promise<boolean> {
  const result = await writing<AccountsTables>(tx)
    .updateTable('accounts.consent')
    .set({ withdrawn_at: at })
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
