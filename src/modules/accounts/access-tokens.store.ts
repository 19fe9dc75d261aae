import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { ask } from '../../platform/together.ts'
import type { AccountsTables } from './tables.ts'
import type { Scope } from './types.ts'

export type AccessTokenRow = AccountsTables['accounts.access_token']

export interface AccessTokenView {
  id: string
  name: string
  hint: string
  scopes: Scope[]
  madeAt: Date
  expiresAt: Date
  usedAt: Date | null
}

export async function insertAccessToken(tx: Tx, row: AccessTokenRow): Promise<void> {
  await writing<AccountsTables>(tx).insertInto('accounts.access_token').values(row).execute()
}

/** Tokens that are neither revoked nor expired, the newest first. */
export async function selectAccessTokens(reader: Reader, accountId: string, now: Date): Promise<AccessTokenView[]> {
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.access_token')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  }))
}

/** @returns false when there is no such living token of this account. */
export async function revokeToken(tx: Tx, accountId: string, tokenId: string, at: Date): Promise<boolean> {
  const result = await writing<AccountsTables>(tx)
    .updateTable('accounts.access_token')
    .set({ revoked_at: at })
    .where('id', '=', tokenId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function revokeTokensOf(tx: Tx, accountId: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.access_token')
    .set({ revoked_at: at })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

export interface LiveToken {
  tokenId: string
  accountId: string
  personId: string
  name: string
  scopes: Scope[]
  usedAt: Date | null
}

/** Token, account and person in one query. */
export async function findLiveToken(reader: Reader, tokenHash: Buffer, now: Date): Promise<LiveToken | null> {
  const [row] = await ask<LiveToken>(
    reader,
    statement`
      select t.id as "tokenId", a.id as "accountId", p.id as "personId", p.name, t.scopes, t.used_at as "usedAt"
        from accounts.access_token t join accounts.account a on a.id = t.account_id join accounts.person p on p.id = a.person_id
       where t.token_hash = ${tokenHash} and t.revoked_at is null and t.expires_at > ${now} and a.status = 'active'`,
  )
  return row ?? null
}

export async function touchToken(tx: Tx, tokenId: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.access_token').set({ used_at: at }).where('id', '=', tokenId).execute()
}
