import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import { statement } from '../../platform/statement.ts'
import { foldVietnamese } from '../../platform/text.ts'
import { type Part, writtenPart } from '../../platform/together.ts'
import type { AccountsTables } from './tables.ts'
import { type Channel, openChannel } from './accounts.store.ts'
import type { ChannelKind, ConsentPurpose } from './types.ts'

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

/** As the card says it, of a person without an account. */
export async function updatePerson(tx: Tx, sealer: Sealer, person: { id: string; name: string; birthDate: string | null; at: Date }): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.person')
    .set({
      name: person.name,
      name_folded: foldVietnamese(person.name),
      ...(person.birthDate ? { birth_date_sealed: sealer.sealText(birthContext(person.id), person.birthDate) } : {}),
      changed_at: person.at,
    })
    .where('id', '=', person.id)
    .execute()
}

export const verifyAtCounter = (tx: Tx, personId: string, at: Date): Promise<void> => setVerified(tx, personId, { verified_by: 'counter', verified_at: at })

/** Whoever opens an account by the number has only said that it is theirs. */
export const forgetVerification = (tx: Tx, personId: string): Promise<void> => setVerified(tx, personId, { verified_by: null, verified_at: null })

async function setVerified(tx: Tx, personId: string, to: Pick<IdentifierRow, 'verified_by' | 'verified_at'>): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.person_identifier')
    .set(to)
    .where('person_id', '=', personId)
    .where('kind', '=', 'personal-number')
    .where('ended_at', 'is', null)
    .execute()
}

/** People whose name, without diacritics, begins so. */
export async function searchPeople(reader: Reader, sealer: Sealer, folded: string, limit: number): Promise<Person[]> {
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.person')
    .leftJoin('accounts.person_identifier', (join) =>
      join.onRef('accounts.person_identifier.person_id', '=', 'accounts.person.id').on('accounts.person_identifier.kind', '=', 'personal-number').on('accounts.person_identifier.ended_at', 'is', null),
    )
    .select(['accounts.person.id', 'name', 'birth_date_sealed', 'accounts.person_identifier.id as identifier_id', 'value_sealed', 'verified_by'])
    .where('name_folded', 'like', `${folded.replace(/[\\%_]/g, '\\$&')}%`)
    .orderBy('name_folded')
    .orderBy('accounts.person.id')
    .limit(limit)
    .execute()
  return rows.map(({ identifier_id: id, value_sealed, verified_by, ...row }) => toPerson(sealer, row, id && value_sealed ? { id, value_sealed, verified_by } : undefined))
}

export interface Person {
  id: string
  name: string
  birthDate: string | null
  identityNumber: string | null
  /** Who made sure that the number is this person's; null while only the person says so. */
  identityVerifiedBy: 'counter' | 'vneid' | null
}

function toPerson(
  sealer: Sealer,
  row: Pick<PersonRow, 'id' | 'name' | 'birth_date_sealed'>,
  identifier: Pick<IdentifierRow, 'id' | 'value_sealed' | 'verified_by'> | undefined,
): Person {
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

interface PersonWithChannelRow {
  id: string
  name: string
  birth_date_sealed: Buffer | null
  identifier_id: string | null
  number_sealed: Buffer | null
  verified_by: Person['identityVerifiedBy']
  channel_id: string | null
  channel_kind: ChannelKind | null
  channel_sealed: Buffer | null
  channel_verified_at: Date | null
}

/** A person with the channels of their account, in one select. */
export const personWithChannelsPart = (sealer: Sealer, personId: string): Part<{ person: Person; channels: Channel[] } | null> =>
  writtenPart<PersonWithChannelRow, { person: Person; channels: Channel[] } | null>(
    statement`
      select p.id, p.name, p.birth_date_sealed, i.id as identifier_id, i.value_sealed as number_sealed, i.verified_by,
             c.id as channel_id, c.kind as channel_kind, c.value_sealed as channel_sealed, c.verified_at as channel_verified_at
        from accounts.person p
        left join accounts.person_identifier i on i.person_id = p.id and i.kind = 'personal-number' and i.ended_at is null
        left join accounts.account a on a.person_id = p.id
        left join accounts.channel c on c.account_id = a.id and c.replaced_at is null
       where p.id = ${personId} order by c.recorded_at`,
    { birth_date_sealed: 'bytes', number_sealed: 'bytes', channel_sealed: 'bytes', channel_verified_at: 'instant' },
    (rows) => {
      const [first] = rows
      if (!first) return null
      const channels = rows.flatMap(({ channel_id: id, channel_kind: kind, channel_sealed: sealed, channel_verified_at }) =>
        id && kind && sealed ? [openChannel(sealer, { id, kind, value_sealed: sealed, verified_at: channel_verified_at })] : [],
      )
      const identifier = first.identifier_id && first.number_sealed ? { id: first.identifier_id, value_sealed: first.number_sealed, verified_by: first.verified_by } : undefined
      return { person: toPerson(sealer, first, identifier), channels }
    },
  )

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
