import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import type { AccountsTables } from './tables.ts'
import type { ChannelKind, CodePurpose } from './types.ts'

export type CodeRow = AccountsTables['accounts.one_time_code']

export async function insertCode(tx: Tx, row: CodeRow): Promise<void> {
  await writing<AccountsTables>(tx).insertInto('accounts.one_time_code').values(row).execute()
}

/** When codes went to a destination since an instant. Writers to one destination follow each other. */
export async function lockSentSince(tx: Tx, destinationIndex: Buffer, since: Date): Promise<Date[]> {
  const lock = `accounts.code:${destinationIndex.toString('hex')}`
  await writing<AccountsTables>(tx)
    .selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.fn('hashtextextended', [eb.val(lock), eb.val(0)])]).as('locked'))
    .execute()
  const rows = await reading<AccountsTables>(tx)
    .selectFrom('accounts.one_time_code')
    .select('made_at')
    .where('destination_index', '=', destinationIndex)
    .where('made_at', '>', since)
    .execute()
  return rows.map((row) => row.made_at)
}

/** Only the newest code of a channel counts. */
export async function endCodes(tx: Tx, of: { purpose: CodePurpose; subjectId: string; channelKind?: ChannelKind }, at: Date): Promise<void> {
  let query = writing<AccountsTables>(tx)
    .updateTable('accounts.one_time_code')
    .set({ ended_at: at, code_sealed: null, destination_sealed: null })
    .where('purpose', '=', of.purpose)
    .where('subject_id', '=', of.subjectId)
    .where('ended_at', 'is', null)
  if (of.channelKind) query = query.where('channel_kind', '=', of.channelKind)
  await query.execute()
}

/** Locks the newest code: tries are counted one after the other. */
export async function lockNewestCode(tx: Tx, purpose: CodePurpose, subjectId: string, channelKind: ChannelKind): Promise<CodeRow | null> {
  const row = await writing<AccountsTables>(tx)
    .selectFrom('accounts.one_time_code')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('subject_id', '=', subjectId)
    .where('channel_kind', '=', channelKind)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function countTry(tx: Tx, codeId: string): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.one_time_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', codeId)
    .execute()
}

export async function findCode(reader: Reader, codeId: string): Promise<CodeRow | null> {
  const row = await reading<AccountsTables>(reader).selectFrom('accounts.one_time_code').selectAll().where('id', '=', codeId).executeTakeFirst()
  return row ?? null
}

/** After it was handed to the messenger nobody needs its sealed form any more. */
export async function forgetSealedCode(tx: Tx, codeId: string): Promise<void> {
  await writing<AccountsTables>(tx)
    .updateTable('accounts.one_time_code')
    .set({ code_sealed: null, destination_sealed: null })
    .where('id', '=', codeId)
    .execute()
}

export async function deleteCodesBefore(tx: Tx, instant: Date): Promise<number> {
  const result = await writing<AccountsTables>(tx).deleteFrom('accounts.one_time_code').where('expires_at', '<', instant).executeTakeFirst()
  return Number(result.numDeletedRows)
}
