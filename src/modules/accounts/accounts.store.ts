import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/seal.ts'
import type { Lang } from '../../platform/words.ts'
import { identityNumberIndex } from './people.store.ts'
import type { LoginName } from './rules/login-name.ts'
import type { AccountsTables } from './tables.ts'
import type { ChannelKind } from './types.ts'

export type AccountRow = AccountsTables['accounts.account']
type ChannelRow = AccountsTables['accounts.channel']

const usernameContext = (accountId: string) => `accounts.account:${accountId}:username_sealed`
const channelContext = (channelId: string) => `accounts.channel:${channelId}:value_sealed`

export interface Channel {
  id: string
  kind: ChannelKind
  value: string
  verifiedAt: Date | null
}

export const openChannel = (sealer: Sealer, row: Pick<ChannelRow, 'id' | 'kind' | 'value_sealed' | 'verified_at'>): Channel => ({
  id: row.id,
  kind: row.kind,
  value: sealer.openText(channelContext(row.id), row.value_sealed),
  verifiedAt: row.verified_at,
})

export async function insertAccount(
  tx: Tx,
  sealer: Sealer,
  account: { id: string; personId: string; username: string | null; passwordHash: string; lang: Lang; registeredAt: Date; at: Date },
): Promise<void> {
  await writing<AccountsTables>(tx)
    .insertInto('accounts.account')
    .values({
      id: account.id,
      person_id: account.personId,
      status: 'active',
      username_sealed: account.username ? sealer.sealText(usernameContext(account.id), account.username) : null,
      username_index: account.username ? sealer.blindIndex('username', account.username) : null,
      password_hash: account.passwordHash,
      password_changed_at: account.at,
      lang: account.lang,
      registered_at: account.registeredAt,
      activated_at: account.at,
      closed_at: null,
      retention_class: 'account',
      legal_hold: false,
    })
    .execute()
}

export async function isUsernameTaken(reader: Reader, sealer: Sealer, username: string): Promise<boolean> {
  const row = await reading<AccountsTables>(reader)
    .selectFrom('accounts.account')
    .select('id')
    .where('username_index', '=', sealer.blindIndex('username', username))
    .executeTakeFirst()
  return row !== undefined
}

export async function findAccount(reader: Reader, accountId: string): Promise<AccountRow | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.account').selectAll().where('id', '=', accountId).executeTakeFirst()
  return row ?? null
}

export const openUsername = (sealer: Sealer, row: AccountRow): string | null =>
  row.username_sealed ? sealer.openText(usernameContext(row.id), row.username_sealed) : null

export async function findAccountOfPerson(reader: Reader, personId: string): Promise<AccountRow | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.account').selectAll().where('person_id', '=', personId).executeTakeFirst()
  return row ?? null
}

/** Accounts that a login name leads to; a phone or address counts only when verified. Two at most: more than one is nobody. */
export async function selectAccountsByLoginName(reader: Reader, sealer: Sealer, name: LoginName): Promise<AccountRow[]> {
  const accounts = reading<AccountsTables>(reader).selectFrom('accounts.account').selectAll('accounts.account').where('status', '=', 'active').limit(2)
  if (name.kind === 'username') return accounts.where('username_index', '=', sealer.blindIndex('username', name.value)).execute()
  if (name.kind === 'identity-number') {
    return accounts
      .innerJoin('accounts.person_identifier as i', 'i.person_id', 'accounts.account.person_id')
      .where('i.kind', '=', 'personal-number')
      .where('i.value_index', '=', identityNumberIndex(sealer, name.value))
      .where('i.ended_at', 'is', null)
      .execute()
  }
  return accounts
    .innerJoin('accounts.channel as c', 'c.account_id', 'accounts.account.id')
    .where('c.kind', '=', name.kind)
    .where('c.value_index', '=', sealer.blindIndex(name.kind, name.value))
    .where('c.verified_at', 'is not', null)
    .where('c.replaced_at', 'is', null)
    .execute()
}

export async function setPassword(tx: Tx, accountId: string, passwordHash: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.account')
    .set({ password_hash: passwordHash, password_changed_at: at })
    .where('id', '=', accountId)
    .execute()
}

/** The same password, hashed with today's settings. */
export async function replacePasswordHash(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute()
}

/** Current channels: verified and waiting ones. */
export async function selectChannels(reader: Reader, sealer: Sealer, accountId: string): Promise<Channel[]> {
  const rows = await reading<AccountsTables>(reader)
    .selectFrom('accounts.channel')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .orderBy('recorded_at')
    .execute()
  return rows.map((row) => openChannel(sealer, row))
}

/** A channel of now or of the past. */
export async function findChannel(reader: Reader, sealer: Sealer, channelId: string): Promise<Channel | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.channel').selectAll().where('id', '=', channelId).executeTakeFirst()
  return row ? openChannel(sealer, row) : null
}

export async function lockAccount(tx: Tx, accountId: string): Promise<AccountRow | null> {
  const row = await writing<AccountsTables>(tx).selectFrom('accounts.account').selectAll().where('id', '=', accountId).forUpdate().executeTakeFirst()
  return row ?? null
}

export async function insertChannel(
  tx: Tx,
  sealer: Sealer,
  channel: { accountId: string; kind: ChannelKind; value: string; verifiedAt: Date | null; at: Date },
): Promise<string> {
  const id = newId()
  await writing<AccountsTables>(tx)
    .insertInto('accounts.channel')
    .values({
      id,
      account_id: channel.accountId,
      kind: channel.kind,
      value_sealed: sealer.sealText(channelContext(id), channel.value),
      value_index: sealer.blindIndex(channel.kind, channel.value),
      recorded_at: channel.at,
      verified_at: channel.verifiedAt,
      replaced_at: null,
    })
    .execute()
  return id
}

/** Ends the channels of a kind that are (not) verified. */
export async function endChannels(tx: Tx, accountId: string, kind: ChannelKind, which: 'verified' | 'waiting', at: Date): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.channel')
    .set({ replaced_at: at })
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('replaced_at', 'is', null)
    .where('verified_at', which === 'verified' ? 'is not' : 'is', null)
    .execute()
}

export async function markChannelVerified(tx: Tx, channelId: string, at: Date): Promise<void> {
  await writing<AccountsTables>(tx).updateTable('accounts.channel').set({ verified_at: at }).where('id', '=', channelId).execute()
}
