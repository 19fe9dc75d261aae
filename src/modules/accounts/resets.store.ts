import { type Tx, writing } from '../../platform/db.ts'
import type { AccountsTables } from './tables.ts'

export type ResetRow = AccountsTables['accounts.password_reset']

export async function insertReset(tx: Tx, row: ResetRow): Promise<void> {
  await writing<AccountsTables>(tx).insertInto('accounts.password_reset').values(row).execute()
}

export async function lockReset(tx: Tx, tokenHash: Buffer): Promise<ResetRow | null> {
  const row = await writing<AccountsTables>(tx)
    .selectFrom('accounts.password_reset')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function countResetTry(tx: Tx, id: string): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.password_reset')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function markResetUsed(tx: Tx, id: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.password_reset').set({ used_at: at }).where('id', '=', id).execute()
}

export async function deleteResetsBefore(tx: Tx, instant: Date): Promise<void> {
  await writing<AccountsTables>(tx).deleteFrom('accounts.password_reset').where('expires_at', '<', instant).execute()
}
