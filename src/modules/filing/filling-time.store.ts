import type { Selectable } from 'kysely'
import { type Reader, type Tx, writing } from '../../platform/db.ts'
import { statement } from '../../platform/statement.ts'
import { ask, type Part, readPart, writtenPart } from '../../platform/together.ts'
import type { FilingTables } from './tables.ts'

export type Submitted = Pick<Selectable<FilingTables['filing.draft']>, 'id' | 'procedure_code' | 'created_at' | 'updated_at'>
export type Counted = Pick<Selectable<FilingTables['filing.filling_counted']>, 'submitted_at' | 'draft_id'>

export const minutesPart = (procedureCode: string): Part<readonly number[]> =>
  writtenPart<{ minutes: number[] }, readonly number[]>(statement`select minutes from filing.filling_time where procedure_code = ${procedureCode}`, {}, ([row]) => row?.minutes ?? [])

export const minutesOf = (reader: Reader, procedureCode: string): Promise<readonly number[]> => readPart(reader, minutesPart(procedureCode))

/** How far is counted; held until the transaction ends, so that two who count do not count the same. */
export const lockCounted = (tx: Tx): Promise<Counted> =>
  writing<FilingTables>(tx).selectFrom('filing.filling_counted').select(['submitted_at', 'draft_id']).forUpdate().executeTakeFirstOrThrow()

/** Drafts that were submitted after that one and before an instant, in the order of their submission. */
export const submittedAfter = (tx: Tx, after: Counted, before: Date, limit: number): Promise<Submitted[]> =>
  ask<Submitted>(
    tx,
    statement`
      select id, procedure_code, created_at, updated_at from filing.draft
       where dossier_id is not null and (updated_at, id) > (${after.submitted_at}, ${after.draft_id}) and updated_at < ${before}
       order by updated_at, id limit ${limit}`,
  )

export async function keepMinutes(tx: Tx, procedureCode: string, minutes: number[]): Promise<void> {
  await writing<FilingTables>(tx)
    .insertInto('filing.filling_time')
    .values({ procedure_code: procedureCode, minutes })
    .onConflict((conflict) => conflict.column('procedure_code').doUpdateSet({ minutes }))
    .execute()
}

export async function moveCounted(tx: Tx, to: Counted): Promise<void> {
  await writing<FilingTables>(tx).updateTable('filing.filling_counted').set(to).execute()
}
