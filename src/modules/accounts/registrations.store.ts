import { type Tx, writing } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import type { Registrant } from './rules/registration.ts'
import type { AccountsTables } from './tables.ts'

export interface RegistrationContent {
  registrant: Registrant
  lang: Lang
  termsVersion: string
}

export interface Registration {
  id: string
  /** null once it is activated or expired. */
  content: RegistrationContent | null
  passwordHash: string | null
  duplicate: boolean
  registeredAt: Date
  expiresAt: Date
  accountId: string | null
}

const context = (id: string) => `accounts.registration:${id}:payload_sealed`

/** @returns false when a registration with this token is there already: the same form sent twice. */
export async function insertRegistration(
  tx: Tx,
  sealer: Sealer,
  row: { id: string; tokenHash: Buffer; content: RegistrationContent; passwordHash: string; duplicate: boolean; at: Date; expiresAt: Date },
): Promise<boolean> {
  const inserted = await writing<AccountsTables>(tx)
    .insertInto('accounts.registration')
    .values({
      id: row.id,
      token_hash: row.tokenHash,
      payload_sealed: sealer.sealText(context(row.id), JSON.stringify(row.content)),
      password_hash: row.passwordHash,
      duplicate: row.duplicate,
      registered_at: row.at,
      expires_at: row.expiresAt,
      account_id: null,
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Locks the registration: two codes of one registration are judged one after the other. */
export async function lockRegistration(tx: Tx, sealer: Sealer, tokenHash: Buffer): Promise<Registration | null> {
  const row = await writing<AccountsTables>(tx)
    .selectFrom('accounts.registration')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    content: row.payload_sealed ? (JSON.parse(sealer.openText(context(row.id), row.payload_sealed)) as RegistrationContent) : null,
    passwordHash: row.password_hash,
    duplicate: row.duplicate,
    registeredAt: row.registered_at,
    expiresAt: row.expires_at,
    accountId: row.account_id,
  }
}

export async function markActivated(tx: Tx, id: string, accountId: string): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.registration')
    .set({ account_id: accountId, password_hash: null, payload_sealed: null })
    .where('id', '=', id)
    .execute()
}

export async function deleteRegistrationsBefore(tx: Tx, instant: Date): Promise<number> {
  const result = await writing<AccountsTables>(tx).deleteFrom('accounts.registration').where('expires_at', '<', instant).executeTakeFirst()
  return Number(result.numDeletedRows)
}
