import type { Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { mapped, type Part } from '../../platform/together.ts'
import { keepMinutes, lockCounted, minutesOf, minutesPart, moveCounted, type Submitted, submittedAfter } from './filling-time.store.ts'
import { type FillingTime, fillingTimeOf, minutesBetween, withNewer } from './rules/filling-time.ts'

const BATCH = 1000
/** Submissions under way when an instant is passed are there by then. */
const SETTLED_MS = 60_000

/** How long a procedure's form takes, as its latest dossiers say; null while they are too few. Reads one row. */
export const createFillingTime =
  (db: Db) =>
  async (procedureCode: string): Promise<FillingTime | null> =>
    fillingTimeOf(await minutesOf(db, procedureCode))

/** The same, to be read beside other things. */
export const fillingTimePart = (procedureCode: string): Part<FillingTime | null> => mapped(minutesPart(procedureCode), fillingTimeOf)

/**
 * Counts the times of what was submitted since it last ran. By a job, so that a submission has nothing to wait for: those of a procedure
 * that many file at once would write the same row one after another.
 */
export function createCountFillings({ db, clock }: { db: Db; clock: Clock }) {
  return async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - SETTLED_MS)
    while (await countBatch(db, before));
  }
}

/** @returns whether there may be more. */
const countBatch = (db: Db, before: Date): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const submitted = await submittedAfter(tx, await lockCounted(tx), before, BATCH)
    for (const [code, drafts] of Map.groupBy(submitted, (draft) => draft.procedure_code)) {
      const minutes = drafts.flatMap((draft) => minutesBetween(draft.created_at, draft.updated_at) ?? [])
      if (minutes.length > 0) await keepMinutes(tx, code, withNewer(await minutesOf(tx, code), minutes))
    }
    const last: Submitted | undefined = submitted.at(-1)
    if (last) await moveCounted(tx, { submitted_at: last.updated_at, draft_id: last.id })
    return submitted.length === BATCH
  })
