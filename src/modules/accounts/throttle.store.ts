import { type Db, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { ask } from '../../platform/together.ts'
import type { AccountsTables } from './tables.ts'

/**
 * Counts an attempt before it is judged, unless the key is blocked; parallel attempts are counted one after the other.
 * @returns the attempts so far, this one included, and until when the key was blocked before (then nothing was counted).
 */
export async function countAttempt(db: Db | Tx, key: Buffer, at: Date, memorySeconds: number): Promise<{ attempts: number; blockedUntil: Date | null }> {
  const expires = new Date(at.getTime() + memorySeconds * 1000)
  const [row] = await ask<{ failures: number; blocked_until: Date | null }>(
    db,
    statement`
    insert into accounts.throttle as t (key, failures, first_at, expires_at)
    values (${key}, 1, ${at}, ${expires})
    on conflict (key) do update set
      failures = case when t.expires_at <= excluded.first_at then 1 when t.blocked_until > excluded.first_at then t.failures else t.failures + 1 end,
      first_at = case when t.expires_at <= excluded.first_at then excluded.first_at else t.first_at end,
      blocked_until = case when t.blocked_until > excluded.first_at then t.blocked_until end,
      expires_at = case when t.blocked_until > excluded.first_at then t.expires_at else excluded.expires_at end
    returning failures, blocked_until`,
  )
  return { attempts: row?.failures ?? 1, blockedUntil: row?.blocked_until ?? null }
}

export async function block(tx: Tx, key: Buffer, until: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.throttle')
    .set((eb) => ({ blocked_until: until, expires_at: eb.fn<Date>('greatest', ['expires_at', eb.val(until)]) }))
    .where('key', '=', key)
    .execute()
}

export async function forgetAttempts(tx: Tx, keys: readonly Buffer[]): Promise<void> {
  await writing<AccountsTables>(tx).deleteFrom('accounts.throttle').where('key', 'in', [...keys]).execute()
}

/** Takes one counted attempt back: it was not judged after all. */
export async function uncountAttempt(tx: Tx, keys: readonly Buffer[]): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.throttle')
    .set((eb) => ({ failures: eb('failures', '-', 1) }))
    .where('key', 'in', [...keys])
    .where('failures', '>', 0)
    .execute()
}

export async function deleteThrottlesBefore(tx: Tx, instant: Date): Promise<void> {
  await writing<AccountsTables>(tx).deleteFrom('accounts.throttle').where('expires_at', '<', instant).execute()
}
