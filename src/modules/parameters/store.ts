import type { Insertable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { mapped, type Part, part } from '../../platform/together.ts'
import type { ParametersTables } from './tables.ts'

type ValueTable = ParametersTables['parameters.value']

const toRecord = (row: ValueTable) => ({
  key: row.key,
  agencyId: row.agency_id,
  validFrom: row.valid_from,
  value: row.value,
  reason: row.reason,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
})
export type StoredValue = ReturnType<typeof toRecord>

/** Every record of some parameters, the newest first; people make them, so there are few. */
export async function selectValues(reader: Reader, keys: readonly string[]): Promise<StoredValue[]> {
  if (keys.length === 0) return []
  return (await valueRows(reader, keys).execute()).map(toRecord)
}

const valueRows = (reader: Reader, keys: readonly string[]) => reading<ParametersTables>(reader).selectFrom('parameters.value').selectAll().where('key', 'in', [...keys]).orderBy('recorded_at', 'desc')

/** The same, to be read with other things. */
export const valuesPart = (reader: Reader, keys: readonly string[]): Part<StoredValue[]> => mapped(part(valueRows(reader, keys), { recorded_at: 'instant' }), (rows) => rows.map(toRecord))

export async function insertValue(tx: Tx, row: Insertable<ValueTable>): Promise<void> {
  await writing<ParametersTables>(tx).insertInto('parameters.value').values(row).execute()
}
