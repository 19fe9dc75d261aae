import { type Db, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { ask, type Write } from '../../platform/together.ts'
import type { ThrottlePolicy } from './rules/throttle.ts'
import type { AccountsTables } from './tables.ts'

/**
 * Counts an attempt before it is judged, unless the key is blocked; parallel attempts are counted one after the other.
 * @returns the attempts so far, this one included, and until when the key was blocked before (then nothing was counted).
 */
export async function countAttempt(tx: Tx, key: Buffer, at: Date, memorySeconds: number): Promise<{ attempts: number; blockedUntil: Date | null }> {
  const expires = new Date(at.getTime() + memorySeconds * 1000)
  const [row] = await ask<{ failures: number; blocked_until: Date | null }>(
    tx,
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

export const LIMIT_REACHED = 'limit'

/**
 * Counts what is done as a part of the doing, with the block that it earns (`waitAfter`); while the key is blocked the whole is undone.
 * Two at once under one key follow each other.
 */
export function countWrite(key: Buffer, at: Date, policy: ThrottlePolicy): Write {
  const expires = new Date(at.getTime() + Math.max(policy.memorySeconds, policy.maxWaitSeconds) * 1000)
  return {
    statement: statement`
    insert into accounts.throttle as t (key, failures, first_at, expires_at)
    values (${key}, 1, ${at}, ${expires})
    on conflict (key) do update set
      failures = case when t.expires_at <= excluded.first_at then 1 else t.failures + 1 end,
      first_at = case when t.expires_at <= excluded.first_at then excluded.first_at else t.first_at end,
      blocked_until = case when t.expires_at > excluded.first_at and t.failures + 2 > ${policy.free}::int
        then excluded.first_at + make_interval(secs => least(${policy.maxWaitSeconds}::float8, ${policy.firstWaitSeconds}::float8 * 2 ^ least(t.failures + 1 - ${policy.free}::int, 20))) end,
      expires_at = excluded.expires_at
    where t.blocked_until is null or t.blocked_until <= excluded.first_at or t.expires_at <= excluded.first_at
    returning true as counted`,
    must: { count: 1, what: LIMIT_REACHED },
  }
}

export async function findBlock(db: Db, key: Buffer): Promise<Date | null> {
  const [row] = await ask<{ blocked_until: Date | null }>(db, statement`select blocked_until from accounts.throttle where key = ${key}`)
  return row?.blocked_until ?? null
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
