import type { CivilDate } from '../../platform/clock.ts'
import type { Reader, Tx } from '../../platform/db.ts'
import type { Sealer } from '../../platform/seal.ts'
import { extensionContext, insertExtension, selectExtensions } from './deadlines.store.ts'
import type { Period, Reckoned } from './move.ts'
import { type DossierRow, insertDueChange, selectPauses, updateRow } from './store.ts'

/** The calendar, as what moves a promised date needs it. */
export interface DueReckoning {
  extend(input: { agencyId: string; at: Date; to: CivilDate }): Promise<Reckoned>
  again(input: {
    agencyId: string
    receivedAt: Date
    period: Period
    policy: Period['pausePolicy']
    pauses: readonly { stoppedAt: Date; resumedAt: Date | null }[]
    extension: { at: Date; to: CivilDate } | null
  }): Promise<Reckoned>
}

export interface Extending {
  /** The dossier's row, locked in this transaction. */
  dossier: DossierRow
  to: CivilDate
  reason: string
  at: Date
  actId: string
  by: { key: string; name: string }
}

/** What moves a promised date beside the clock's own stops: an extension, and a calendar that was changed. */
export function createDueDates(reckoning: DueReckoning, sealer: Sealer) {
  async function write(tx: Tx, row: DossierRow, reckoned: Reckoned, reason: 'extended' | 'calendar-changed', at: Date, explanation = reckoned.explanation) {
    await insertDueChange(tx, { dossier_id: row.id, due_at: reckoned.dueAt, reason, calendar_version: reckoned.calendarVersion, explanation: JSON.stringify(explanation), at })
    await updateRow(tx, row.id, { current_due_at: reckoned.dueAt, calendar_version: reckoned.calendarVersion, ...(reason === 'extended' ? { extended_at: at } : {}) })
  }

  /** The date as its whole history makes it by the calendar in force; null where no clock has started. */
  async function reckonAgain(reader: Reader, row: DossierRow, period: Period): Promise<Reckoned | null> {
    if (!row.accepted_at || !row.current_due_at) return null
    const pauses = await selectPauses(reader, row.id)
    const extension = (await selectExtensions(reader, row.id)).at(-1)
    return reckoning.again({
      agencyId: row.agency_id,
      receivedAt: row.accepted_at,
      period,
      policy: period.pausePolicy,
      pauses: pauses.map((pause) => ({ stoppedAt: pause.stopped_at, resumedAt: pause.resumed_at })),
      extension: extension ? { at: extension.at, to: extension.to_day } : null,
    })
  }

  return {
    extensionTo: (agencyId: string, at: Date, to: CivilDate) => reckoning.extend({ agencyId, at, to }),
    async extend(tx: Tx, { dossier, to, reason, at, actId, by }: Extending): Promise<{ from: Date; dueAt: Date }> {
      const from = dossier.current_due_at
      if (!from) throw new Error(`The dossier ${dossier.id} has no date to extend.`)
      const seq = (await selectExtensions(tx, dossier.id)).length + 1
      const reckoned = await reckoning.extend({ agencyId: dossier.agency_id, at, to })
      await insertExtension(tx, {
        dossier_id: dossier.id,
        seq,
        at,
        from_due: from,
        to_day: to,
        to_due: reckoned.dueAt,
        reason: sealer.sealText(extensionContext(dossier.id, seq), reason),
        given_by: by.key,
        given_by_name: by.name,
        act_id: actId,
      })
      await write(tx, dossier, reckoned, 'extended', at)
      return { from, dueAt: reckoned.dueAt }
    },
    reckonAgain,
    /** Moves the date to what the calendar in force makes of it. @returns the dates, or null where it stays. */
    async followCalendar(tx: Tx, row: DossierRow, period: Period, at: Date): Promise<{ from: Date; to: Date } | null> {
      const reckoned = await reckonAgain(tx, row, period)
      const from = row.current_due_at
      if (!reckoned || !from || reckoned.dueAt.getTime() === from.getTime()) return null
      const lines = reckoned.explanation as readonly object[]
      await write(tx, row, reckoned, 'calendar-changed', at, [{ code: 'calendar-changed', at: at.toISOString() }, ...lines])
      return { from, to: reckoned.dueAt }
    },
  }
}
export type DueDates = ReturnType<typeof createDueDates>
