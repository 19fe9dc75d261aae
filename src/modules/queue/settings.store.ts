import { sql } from 'kysely'
import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { readTogether, writtenPart } from '../../platform/together.ts'
import type { CounterDetails, GroupDetails } from './rules/settings-form.ts'
import type { QueueTables } from './tables.ts'

export interface Group extends GroupDetails {
  id: string
  validTo: string | null
}

export interface Counter extends CounterDetails {
  id: string
  validTo: string | null
}

export interface Priority {
  id: string
  agencyId: string | null
  nameVi: string
  nameEn: string
  validFrom: string
  validTo: string | null
}

export interface Stored {
  version: number | null
  groups: Group[]
  counters: Counter[]
  priorities: Priority[]
}

/** What was set for an office that holds on this day or later, in one query. `version` is null for one that gives out no numbers. */
export async function selectSettings(reader: Reader, agencyId: string, day: CivilDate): Promise<Stored> {
  const found = await readTogether(reader, {
    office: writtenPart<{ version: number }, number | null>(statement`select version from queue.office where agency_id = ${agencyId}`, {}, ([row]) => (row ? Number(row.version) : null)),
    groups: writtenPart<Group, Group[]>(
      statement`select id, letter, name_vi as "nameVi", name_en as "nameEn", fields, procedure_codes as "procedureCodes", ordinal, slot_minutes as "slotMinutes", slot_capacity as "slotCapacity", valid_from as "validFrom", valid_to as "validTo"
        from queue.service_group where agency_id = ${agencyId} and (valid_to is null or valid_to >= ${day}::date) order by ordinal, letter, valid_from`,
      {},
      (rows) => rows,
    ),
    counters: writtenPart<Counter, Counter[]>(
      statement`select id, number, name, group_ids as "groupIds", valid_from as "validFrom", valid_to as "validTo"
        from queue.counter where agency_id = ${agencyId} and (valid_to is null or valid_to >= ${day}::date) order by number, valid_from`,
      {},
      (rows) => rows,
    ),
    priorities: writtenPart<Priority, Priority[]>(
      statement`select id, agency_id as "agencyId", name_vi as "nameVi", name_en as "nameEn", valid_from as "validFrom", valid_to as "validTo"
        from queue.priority_group where (agency_id = ${agencyId} or agency_id is null) and (valid_to is null or valid_to >= ${day}::date) order by valid_from, id`,
      {},
      (rows) => rows,
    ),
  })
  return { ...found, version: found.office }
}

/** Offices that give out numbers. */
export const selectOffices = (reader: Reader): Promise<{ agency_id: string; version: number }[]> =>
  reading<QueueTables>(reader).selectFrom('queue.office').select(['agency_id', 'version']).orderBy('agency_id').execute()

export async function ensureOffice(tx: Tx, agencyId: string, provinceCode: string, at: Date): Promise<void> {
  await writing<QueueTables>(tx)
    .insertInto('queue.office')
    .values({ agency_id: agencyId, province_code: provinceCode, made_at: at })
    .onConflict((conflict) => conflict.column('agency_id').doNothing())
    .execute()
}

/** Other editors of the office wait until this transaction ends. */
export async function lockOffice(tx: Tx, agencyId: string): Promise<void> {
  await writing<QueueTables>(tx).selectFrom('queue.office').select('version').where('agency_id', '=', agencyId).forUpdate().execute()
}

/** Written last in each act: whoever sees a version sees everything of it and of those before. @returns the office's new version. */
export async function raiseVersion(tx: Tx, agencyId: string): Promise<number> {
  const { version } = await writing<QueueTables>(tx)
    .updateTable('queue.office')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('agency_id', '=', agencyId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return Number(version)
}

/** Versions of some offices: what an open board asks again and again. */
export async function selectVersions(reader: Reader, agencyIds: readonly string[]): Promise<Map<string, number>> {
  if (agencyIds.length === 0) return new Map()
  const rows = await reading<QueueTables>(reader).selectFrom('queue.office').select(['agency_id', 'version']).where('agency_id', 'in', [...agencyIds]).execute()
  return new Map(rows.map((row) => [row.agency_id, Number(row.version)]))
}

export interface Written {
  at: Date
  by: string
}

type Kind = 'service_group' | 'counter'

/** Ends what holds of a setting before the day a change begins; what began on that very day gives way to it. */
async function makeRoom(tx: Tx, kind: Kind, id: string, from: CivilDate): Promise<void> {
  const table = sql.raw(`queue.${kind}`)
  await sql`delete from ${table} where id = ${id} and valid_from = ${from}::date`.execute(writing<QueueTables>(tx))
  await sql`update ${table} set valid_to = ${from}::date - 1 where id = ${id} and valid_from < ${from}::date and (valid_to is null or valid_to >= ${from}::date)`.execute(writing<QueueTables>(tx))
}

export async function writeGroup(tx: Tx, agencyId: string, id: string, group: GroupDetails, { at, by }: Written): Promise<void> {
  await makeRoom(tx, 'service_group', id, group.validFrom)
  await writing<QueueTables>(tx)
    .insertInto('queue.service_group')
    .values({
      id,
      agency_id: agencyId,
      letter: group.letter,
      name_vi: group.nameVi,
      name_en: group.nameEn,
      fields: group.fields,
      procedure_codes: group.procedureCodes,
      ordinal: group.ordinal,
      slot_minutes: group.slotMinutes,
      slot_capacity: group.slotCapacity,
      valid_from: group.validFrom,
      valid_to: null,
      recorded_at: at,
      recorded_by: by,
    })
    .execute()
}

export async function writeCounter(tx: Tx, agencyId: string, id: string, counter: CounterDetails, { at, by }: Written): Promise<void> {
  await makeRoom(tx, 'counter', id, counter.validFrom)
  await writing<QueueTables>(tx)
    .insertInto('queue.counter')
    .values({ id, agency_id: agencyId, number: counter.number, name: counter.name, group_ids: counter.groupIds, valid_from: counter.validFrom, valid_to: null, recorded_at: at, recorded_by: by })
    .execute()
}

/** Ends a setting: it holds no more from the day on. One that had not begun is gone. @returns whether there was one. */
export async function endSetting(tx: Tx, kind: Kind | 'priority_group', agencyId: string, id: string, from: CivilDate): Promise<boolean> {
  const table = sql.raw(`queue.${kind}`)
  const gone = await sql`delete from ${table} where id = ${id} and agency_id = ${agencyId} and valid_from >= ${from}::date`.execute(writing<QueueTables>(tx))
  const ended = await sql`update ${table} set valid_to = ${from}::date - 1 where id = ${id} and agency_id = ${agencyId} and (valid_to is null or valid_to >= ${from}::date)`.execute(writing<QueueTables>(tx))
  return Number(gone.numAffectedRows ?? 0) + Number(ended.numAffectedRows ?? 0) > 0
}

export async function insertPriority(tx: Tx, row: { id: string; agencyId: string; nameVi: string; nameEn: string; ground: string; validFrom: CivilDate }, { at, by }: Written): Promise<void> {
  await writing<QueueTables>(tx)
    .insertInto('queue.priority_group')
    .values({ id: row.id, agency_id: row.agencyId, name_vi: row.nameVi, name_en: row.nameEn, ground: row.ground, valid_from: row.validFrom, valid_to: null, recorded_at: at, recorded_by: by })
    .execute()
}
