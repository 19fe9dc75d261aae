import type { CivilDate } from '../../platform/clock.ts'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { foldVietnamese } from '../../platform/text.ts'
import type { AgencyDetails } from './rules/agency-form.ts'
import type { AgenciesTables } from './tables.ts'
import type { Agency, Competence, ReceptionPoint, Succession } from './types.ts'

type AgencyRow = AgenciesTables['agencies.agency']

const toAgency = (row: AgencyRow): Agency => ({
  id: row.id,
  code: row.code,
  nameVi: row.name_vi,
  nameEn: row.name_en,
  kind: row.kind,
  level: row.level,
  receives: row.receives,
  parentId: row.parent_id,
  path: row.path,
  provinceCode: row.province_code,
  communeCode: row.commune_code,
  address: row.address,
  phone: row.phone,
  email: row.email,
  hoursVi: row.hours_vi,
  hoursEn: row.hours_en,
  mapUrl: row.map_url,
  hotline: row.hotline,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  revision: row.revision,
})

const fromDetails = (details: AgencyDetails) => ({
  code: details.code,
  name_vi: details.nameVi,
  name_en: details.nameEn,
  name_folded: foldVietnamese(details.nameVi),
  kind: details.kind,
  level: details.level,
  receives: details.receives,
  province_code: details.provinceCode,
  commune_code: details.communeCode,
  address: details.address,
  phone: details.phone,
  email: details.email,
  hours_vi: details.hoursVi,
  hours_en: details.hoursEn,
  map_url: details.mapUrl,
  hotline: details.hotline,
})

export async function selectVersion(reader: Reader): Promise<number> {
  const row = await reading<AgenciesTables>(reader).selectFrom('agencies.version').select('version').executeTakeFirstOrThrow()
  return row.version
}

async function raiseVersion(tx: Tx): Promise<void> {
  await writing<AgenciesTables>(tx)
    .updateTable('agencies.version')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

export async function selectAgencies(reader: Reader): Promise<Agency[]> {
  const rows = await reading<AgenciesTables>(reader).selectFrom('agencies.agency').selectAll().orderBy('path').execute()
  return rows.map(toAgency)
}

/** Locks the agency's row: changes of one agency follow each other. */
export async function lockAgency(tx: Tx, id: string): Promise<Agency | null> {
  const row = await writing<AgenciesTables>(tx)
    .selectFrom('agencies.agency')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? toAgency(row) : null
}

export async function findAgencyRow(reader: Reader, id: string): Promise<Agency | null> {
  const row = await reading<AgenciesTables>(reader).selectFrom('agencies.agency').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toAgency(row) : null
}

export async function isCodeTaken(reader: Reader, code: string, exceptId: string | null): Promise<boolean> {
  let query = reading<AgenciesTables>(reader)
    .selectFrom('agencies.agency')
    .select('id')
    .where('code', '=', code)
    .where('valid_to', 'is', null)
  if (exceptId) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}

/** An open agency of that name below the same parent: most likely the same form sent twice. */
export async function hasNamesake(reader: Reader, parentId: string | null, nameVi: string, exceptId: string | null): Promise<boolean> {
  let query = reading<AgenciesTables>(reader)
    .selectFrom('agencies.agency')
    .select('id')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('name_folded', '=', foldVietnamese(nameVi))
    .where('valid_to', 'is', null)
  if (exceptId) query = query.where('id', '<>', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}

export async function insertAgency(
  tx: Tx,
  agency: { id: string; parentId: string | null; path: string; details: AgencyDetails; validFrom: CivilDate; at: Date },
): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.agency')
    .values({
      id: agency.id,
      parent_id: agency.parentId,
      path: agency.path,
      ...fromDetails(agency.details),
      valid_from: agency.validFrom,
      valid_to: null,
      revision: 1,
      recorded_at: agency.at,
      changed_at: agency.at,
    })
    .execute()
  await raiseVersion(tx)
}

export async function updateAgency(tx: Tx, id: string, details: AgencyDetails, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .updateTable('agencies.agency')
    .set((eb) => ({ ...fromDetails(details), revision: eb('revision', '+', 1), changed_at: at }))
    .where('id', '=', id)
    .execute()
  await raiseVersion(tx)
}

export async function endAgency(tx: Tx, id: string, lastDay: CivilDate, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .updateTable('agencies.agency')
    .set((eb) => ({ valid_to: lastDay, revision: eb('revision', '+', 1), changed_at: at }))
    .where('id', '=', id)
    .execute()
  await raiseVersion(tx)
}

export async function insertSuccession(tx: Tx, succession: Succession, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.succession')
    .values({
      predecessor_id: succession.predecessorId,
      successor_id: succession.successorId,
      effective_on: succession.effectiveOn,
      ground: succession.ground,
      recorded_at: at,
    })
    .execute()
}

export async function selectSuccessions(reader: Reader): Promise<Succession[]> {
  const rows = await reading<AgenciesTables>(reader).selectFrom('agencies.succession').selectAll().execute()
  return rows.map((row) => ({
    predecessorId: row.predecessor_id,
    successorId: row.successor_id,
    effectiveOn: row.effective_on,
    ground: row.ground,
  }))
}

export async function selectReceptionPoints(reader: Reader): Promise<ReceptionPoint[]> {
  const rows = await reading<AgenciesTables>(reader).selectFrom('agencies.reception_point').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    address: row.address,
    phone: row.phone,
    hoursVi: row.hours_vi,
    hoursEn: row.hours_en,
    mapUrl: row.map_url,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

export async function insertReceptionPoint(tx: Tx, point: ReceptionPoint, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.reception_point')
    .values({
      id: point.id,
      agency_id: point.agencyId,
      name_vi: point.nameVi,
      name_en: point.nameEn,
      address: point.address,
      phone: point.phone,
      hours_vi: point.hoursVi,
      hours_en: point.hoursEn,
      map_url: point.mapUrl,
      valid_from: point.validFrom,
      valid_to: point.validTo,
      recorded_at: at,
    })
    .execute()
  await raiseVersion(tx)
}

export async function endReceptionPoint(tx: Tx, id: string, lastDay: CivilDate): Promise<void> {
  await writing<AgenciesTables>(tx)
    .updateTable('agencies.reception_point')
    .set((eb) => ({ valid_to: eb.fn<CivilDate>('greatest', ['valid_from', eb.cast<CivilDate>(eb.val(lastDay), 'date')]) }))
    .where('id', '=', id)
    .execute()
  await raiseVersion(tx)
}

export async function selectCompetences(reader: Reader): Promise<Competence[]> {
  const rows = await reading<AgenciesTables>(reader).selectFrom('agencies.competence').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    agencyId: row.agency_id,
    level: row.level,
    provinceCode: row.province_code,
    communeCode: row.commune_code,
    procedureCode: row.procedure_code,
    ground: row.ground,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }))
}

export async function insertCompetence(tx: Tx, competence: Competence, at: Date): Promise<void> {
  await writing<AgenciesTables>(tx)
    .insertInto('agencies.competence')
    .values({
      id: competence.id,
      agency_id: competence.agencyId,
      level: competence.level,
      province_code: competence.provinceCode,
      commune_code: competence.communeCode,
      procedure_code: competence.procedureCode,
      ground: competence.ground,
      valid_from: competence.validFrom,
      valid_to: competence.validTo,
      recorded_at: at,
    })
    .execute()
  await raiseVersion(tx)
}

export async function countOpenChildren(reader: Reader, id: string, on: CivilDate): Promise<number> {
  const row = await reading<AgenciesTables>(reader)
    .selectFrom('agencies.agency')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('parent_id', '=', id)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .executeTakeFirstOrThrow()
  return row.count
}
