import type { Insertable, Selectable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { CustodyTables } from './tables.ts'

export type PlaceRow = Selectable<CustodyTables['custody.place']>

const write = (tx: Tx) => writing<CustodyTables>(tx)
const read = (reader: Reader) => reading<CustodyTables>(reader)

/** Places in use of some agencies. */
export async function selectPlaces(reader: Reader, agencyIds: readonly string[]): Promise<PlaceRow[]> {
  if (agencyIds.length === 0) return []
  return read(reader).selectFrom('custody.place').selectAll().where('agency_id', 'in', [...agencyIds]).where('closed_at', 'is', null).orderBy('agency_id').orderBy('name').limit(1000).execute()
}

export const findPlace = (reader: Reader, id: string): Promise<PlaceRow | undefined> => read(reader).selectFrom('custody.place').selectAll().where('id', '=', id).executeTakeFirst()

export const lockPlace = (tx: Tx, id: string): Promise<PlaceRow | undefined> => write(tx).selectFrom('custody.place').selectAll().where('id', '=', id).where('closed_at', 'is', null).forUpdate().executeTakeFirst()

/** A place in use that can't be closed before the transaction ends. */
export const holdPlace = (tx: Tx, id: string): Promise<PlaceRow | undefined> => write(tx).selectFrom('custody.place').selectAll().where('id', '=', id).where('closed_at', 'is', null).forShare().executeTakeFirst()

/** @returns false where the agency has one of this name already. */
export async function insertPlace(tx: Tx, row: Insertable<CustodyTables['custody.place']>): Promise<boolean> {
  return (await write(tx).insertInto('custody.place').values(row).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()) !== undefined
}

export async function updatePlace(tx: Tx, id: string, change: { name?: string; kind?: PlaceRow['kind']; is_first?: boolean; closed_at?: Date }): Promise<void> {
  await write(tx).updateTable('custody.place').set(change).where('id', '=', id).execute()
}

/** What was first of an agency is first no more. */
export async function dropFirst(tx: Tx, agencyId: string): Promise<void> {
  await write(tx).updateTable('custody.place').set({ is_first: false }).where('agency_id', '=', agencyId).where('is_first', '=', true).where('closed_at', 'is', null).execute()
}

export async function isNameTaken(tx: Tx, agencyId: string, name: string, exceptId: string | null): Promise<boolean> {
  const found = await write(tx)
    .selectFrom('custody.place')
    .select('id')
    .where('agency_id', '=', agencyId)
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase()))
    .where('closed_at', 'is', null)
    .execute()
  return found.some((one) => one.id !== exceptId)
}

export async function isInUse(tx: Tx, placeId: string): Promise<boolean> {
  return (await write(tx).selectFrom('custody.position').select('dossier_id').where('place_id', '=', placeId).limit(1).executeTakeFirst()) !== undefined
}
