import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { foldVietnamese } from '../../platform/text.ts'
import type { AccountsTables } from './tables.ts'

export type StaffRow = AccountsTables['accounts.staff']

export async function insertStaff(tx: Tx, row: Omit<StaffRow, 'name_folded' | 'status' | 'changed_at'>): Promise<void> {
  await writing<AccountsTables>(tx)
    .insertInto('accounts.staff')
    .values({ ...row, name_folded: foldVietnamese(row.name), status: 'active', changed_at: row.recorded_at })
    .execute()
}

export async function findStaffByUsername(reader: Reader, username: string): Promise<StaffRow | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.staff').selectAll().where('username', '=', username).executeTakeFirst()
  return row ?? null
}

export async function findStaffRow(reader: Reader, staffId: string): Promise<StaffRow | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.staff').selectAll().where('id', '=', staffId).executeTakeFirst()
  return row ?? null
}

export async function lockStaff(tx: Tx, staffId: string): Promise<StaffRow | null> {
  const row = await writing<AccountsTables>(tx).selectFrom('accounts.staff').selectAll().where('id', '=', staffId).forUpdate().executeTakeFirst()
  return row ?? null
}

/** People whose home is in one of the subtrees, or who are named; by name. */
export async function selectStaffWithin(reader: Reader, paths: readonly string[], alsoIds: readonly string[]): Promise<StaffRow[]> {
  if (paths.length === 0 && alsoIds.length === 0) return []
  return reading<AccountsTables>(reader)
    .selectFrom('accounts.staff')
    .selectAll()
    .where((eb) =>
      eb.or([...paths.map((path) => eb('home_agency_path', 'like', `${path}%`)), ...(alsoIds.length > 0 ? [eb('id', 'in', [...alsoIds])] : [])]),
    )
    .orderBy('name_folded')
    .orderBy('id')
    .execute()
}

export async function selectStaffNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.staff')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function hasStaff(reader: Reader): Promise<boolean> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.staff').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

export async function updateStaffName(tx: Tx, staffId: string, name: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.staff')
    .set({ name, name_folded: foldVietnamese(name), changed_at: at })
    .where('id', '=', staffId)
    .execute()
}

export async function updateStaffStatus(tx: Tx, staffId: string, status: StaffRow['status'], at: Date): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.staff').set({ status, changed_at: at }).where('id', '=', staffId).execute()
}

export async function updateStaffPassword(
  tx: Tx,
  staffId: string,
  password: { hash: string; mustChange: boolean; expiresAt: Date | null },
  at: Date,
): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.staff')
    .set({
      password_hash: password.hash,
      must_change_password: password.mustChange,
      password_expires_at: password.expiresAt,
      password_changed_at: at,
      changed_at: at,
    })
    .where('id', '=', staffId)
    .execute()
}
