import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import { type Reader, reading, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { type Part, readPart, writtenPart } from '../../platform/together.ts'
import type { FilingTables } from './tables.ts'

export type InvitationRow = Selectable<FilingTables['filing.invitation']>

const read = (reader: Reader) => reading<FilingTables>(reader)
const write = (tx: Tx) => writing<FilingTables>(tx)

/** The newest invitation to each part of a draft. */
export const invitationsPart = (draftId: string): Part<InvitationRow[]> =>
  writtenPart<InvitationRow, InvitationRow[]>(
    statement`select distinct on (party) * from filing.invitation where draft_id = ${draftId} order by party, made_at desc, id desc`,
    {
      invited: 'bytes',
      nonce: 'bytes',
      token_hash: 'bytes',
      answers: 'bytes',
      made_at: 'instant',
      sent_at: 'instant',
      expires_at: 'instant',
      opened_at: 'instant',
      agreed_at: 'instant',
      prefill_agreed_at: 'instant',
      prefill_withdrawn_at: 'instant',
      updated_at: 'instant',
      confirmed_at: 'instant',
      ended_at: 'instant',
    },
    (rows) => rows,
  )

export type StandingRow = Pick<InvitationRow, 'id' | 'confirmed_at'>

/** Parts of a draft that are somebody else's now, as `rules/invitation.ts` says. */
export const standingPart = (draftId: string, now: Date): Part<StandingRow[]> =>
  writtenPart<StandingRow, StandingRow[]>(
    statement`select id, confirmed_at from filing.invitation where draft_id = ${draftId} and ended_at is null and (agreed_at is not null or expires_at > ${now})`,
    { confirmed_at: 'instant' },
    (rows) => rows,
  )

export const newestInvitations = (reader: Reader, draftId: string): Promise<InvitationRow[]> => readPart(reader, invitationsPart(draftId))

export const selectInvitation = (reader: Reader, id: string): Promise<InvitationRow | undefined> =>
  read(reader).selectFrom('filing.invitation').selectAll().where('id', '=', id).executeTakeFirst()

export const selectInvitationByToken = (reader: Reader, tokenHash: Buffer): Promise<InvitationRow | undefined> =>
  read(reader).selectFrom('filing.invitation').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()

export const lockInvitation = (tx: Tx, id: string): Promise<InvitationRow | undefined> =>
  write(tx).selectFrom('filing.invitation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The newest invitation to a part, held until the transaction ends. */
export const lockNewestInvitation = (tx: Tx, draftId: string, party: string): Promise<InvitationRow | undefined> =>
  write(tx)
    .selectFrom('filing.invitation')
    .selectAll()
    .where('draft_id', '=', draftId)
    .where('party', '=', party)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()

export async function countInvitations(tx: Tx, draftId: string, party: string): Promise<number> {
  const { count } = await write(tx)
    .selectFrom('filing.invitation')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('draft_id', '=', draftId)
    .where('party', '=', party)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertInvitation(tx: Tx, row: Insertable<FilingTables['filing.invitation']>): Promise<void> {
  await write(tx).insertInto('filing.invitation').values(row).execute()
}

export async function updateInvitation(tx: Tx, id: string, change: Updateable<FilingTables['filing.invitation']>): Promise<void> {
  await write(tx)
    .updateTable('filing.invitation')
    .set({ ...change, revision: sql`revision + 1` as never })
    .where('id', '=', id)
    .execute()
}

/** Parts that an account has agreed to fill in, of drafts not yet submitted. */
export const selectPartsOf = (reader: Reader, accountId: string, limit: number) =>
  read(reader)
    .selectFrom('filing.invitation as i')
    .innerJoin('filing.draft as d', 'd.id', 'i.draft_id')
    .select(['i.id', 'i.party', 'i.inviter_name', 'i.confirmed_at', 'i.updated_at', 'd.package_version_id'])
    .where('i.account_id', '=', accountId)
    .where('i.ended_at', 'is', null)
    // Said so that the index of open drafts does not fit, which would be gone through for the few that are asked for.
    .where(sql`coalesce(d.dossier_id::text, '')`, '=', '')
    .where('d.discarded_at', 'is', null)
    .orderBy('i.updated_at', 'desc')
    .limit(limit)
    .execute()
