import { sql } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { ask, type Part, writtenPart } from '../../platform/together.ts'
import type { AccountsTables } from './tables.ts'
import type { Audience } from './types.ts'

export type SessionRow = AccountsTables['accounts.session']

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await writing<AccountsTables>(tx).insertInto('accounts.session').values(row).execute()
}

export interface LiveCitizenSession {
  sessionId: string
  accountId: string
  personId: string
  name: string
  seenAt: Date
}

const IDLE = sql<boolean>`s.seen_at + make_interval(mins => s.idle_minutes)`

/** Session, account and person in one query; null when it ended, idled out or grew too old. */
export const citizenSessionPart = (tokenHash: Buffer, now: Date): Part<LiveCitizenSession | null> =>
  writtenPart<LiveCitizenSession, LiveCitizenSession | null>(
    statement`
      select s.id as "sessionId", a.id as "accountId", p.id as "personId", p.name, s.seen_at as "seenAt"
        from accounts.session s join accounts.account a on a.id = s.account_id join accounts.person p on p.id = a.person_id
       where s.token_hash = ${tokenHash} and s.audience = 'citizen' and s.ended_at is null and s.expires_at > ${now}
         and s.seen_at + make_interval(mins => s.idle_minutes) > ${now} and a.status = 'active'`,
    { seenAt: 'instant' },
    ([row]) => row ?? null,
  )

export interface LiveStaffSession {
  sessionId: string
  staffId: string
  name: string
  seenAt: Date
  mustChangePassword: boolean
}

export async function findStaffSession(reader: Reader, tokenHash: Buffer, now: Date): Promise<LiveStaffSession | null> {
  const [row] = await ask<LiveStaffSession>(
    reader,
    statement`
      select s.id as "sessionId", f.id as "staffId", f.name, s.seen_at as "seenAt", f.must_change_password as "mustChangePassword"
        from accounts.session s join accounts.staff f on f.id = s.staff_id
       where s.token_hash = ${tokenHash} and s.audience = 'officer' and s.ended_at is null and s.expires_at > ${now}
         and s.seen_at + make_interval(mins => s.idle_minutes) > ${now} and f.status = 'active'`,
  )
  return row ?? null
}

/** Slides the session on. */
export async function touchSession(tx: Tx, sessionId: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.session').set({ seen_at: at }).where('id', '=', sessionId).where('seen_at', '<', at).execute()
}

export interface SessionView {
  id: string
  userAgent: string | null
  startedAt: Date
  seenAt: Date
}

/** Living sessions of an account or of a member of staff, the latest first. */
export async function selectSessions(reader: Reader, of: { accountId: string } | { staffId: string }, now: Date): Promise<SessionView[]> {
  const query = reading<AccountsTables>(reader)
    .selectFrom('accounts.session as s')
    .select(['s.id as id', 's.user_agent as userAgent', 's.started_at as startedAt', 's.seen_at as seenAt'])
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where(IDLE, '>', sql<boolean>`${now}::timestamptz`)
    .orderBy('s.seen_at', 'desc')
  return 'accountId' in of ? query.where('s.account_id', '=', of.accountId).execute() : query.where('s.staff_id', '=', of.staffId).execute()
}

export type EndedBy = 'logout' | 'owner' | 'new-login' | 'password' | 'administrator'

export async function endSessionByToken(tx: Tx, tokenHash: Buffer, audience: Audience, by: EndedBy, at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.session')
    .set({ ended_at: at, ended_by: by })
    .where('token_hash', '=', tokenHash)
    .where('audience', '=', audience)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends sessions of one owner: all, one of them, or all but one. @returns how many. */
export async function endSessionsOf(
  tx: Tx,
  of: { accountId: string } | { staffId: string },
  which: { only?: string; except?: string | null },
  by: EndedBy,
  at: Date,
): Promise<number> {
  let query = writing<AccountsTables>(tx).updateTable('accounts.session').set({ ended_at: at, ended_by: by }).where('ended_at', 'is', null)
  query = 'accountId' in of ? query.where('account_id', '=', of.accountId) : query.where('staff_id', '=', of.staffId)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.except) query = query.where('id', '<>', which.except)
  const result = await query.executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Two statements: each finds its rows in an index of its own. */
export async function deleteSessionsBefore(tx: Tx, instant: Date): Promise<void> {
  const sessions = writing<AccountsTables>(tx).deleteFrom('accounts.session')
  await sessions.where('expires_at', '<', instant).execute()
  await sessions.where('ended_at', '<', instant).execute()
}
