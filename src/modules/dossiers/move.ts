import { civilDateOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { replaceOpenDraft } from './requests.store.ts'
import { groundOfPause, type PauseReason } from './rules/pause-grounds.ts'
import { type DossierAct, isClosed, STATUS, type Status, transitionFor } from './rules/states.ts'
import { type DossierRow, endPause, insertDueChange, insertPause, updateRow } from './store.ts'
import { statusLabel, statusWords } from './words.ts'

/** A procedure's time limit as its package says it. */
export interface Period {
  amount: number
  unit: 'same_day' | 'working_day' | 'day' | 'hour' | 'month'
  /** What a pause does: adds the working time that stood still, or counts the whole period anew from its end. */
  pausePolicy: 'resume' | 'recompute'
  /** HH:MM from which a same-day dossier counts as the next day's. */
  cutOff?: string
}

export interface Reckoned {
  dueAt: Date
  calendarVersion: number
  /** Line-by-line reckoning, as data. */
  explanation: unknown
}

/** The calendar, as the record of a dossier needs it. */
export interface Deadlines {
  start(input: { agencyId: string; receivedAt: Date; period: Period }): Promise<Reckoned>
  resume(input: { agencyId: string; currentDueAt: Date; stoppedAt: Date; resumedAt: Date; period: Period }): Promise<Reckoned>
}

export interface Move {
  /** The dossier's row, locked in this transaction. */
  dossier: DossierRow
  act: DossierAct
  at: Date
  actId: string
  /** Needed where the clock starts or resumes. */
  period: Period
  /** Date by which the citizen must supply what is missing. */
  supplementDueAt?: Date
  /** Where the clock stops: who answers for that, and the ground where the law's own is not the whole of it. */
  pause?: { by: { key: string; name: string }; ground?: string }
}

const PAUSE_REASON: Partial<Record<DossierAct, PauseReason>> = {
  'request-supplement': 'supplement',
  'request-obligation': 'financial-obligation',
  'ask-withdrawal': 'withdrawal',
}

/** Whether the act may be done now; nothing is written. */
export function mayMove(dossier: Pick<DossierRow, 'status' | 'status_before' | 'accepted_at'>, act: DossierAct) {
  return transitionFor(
    act,
    { status: dossier.status, statusBefore: dossier.status_before, acceptedAt: dossier.accepted_at },
    (status) => statusLabel(statusWords('vi'), status),
  )
}

/** Moves a dossier along the table of transitions: status, clock, pauses and due dates, in the act's transaction. */
export function createMoveDossier(deadlines: Deadlines) {
  return async (tx: Tx, move: Move): Promise<Decided<{ to: Status; dueAt: Date | null }>> => {
    const { dossier, act, at } = move
    const decided = mayMove(dossier, act)
    if (!decided.ok) return decided
    const { to, clock } = decided
    let dueAt = dossier.current_due_at

    if (clock === 'stop') {
      const reason = PAUSE_REASON[act] ?? 'supplement'
      const ground = move.pause?.ground ?? groundOfPause(reason, civilDateOf(at))
      const approved = { approved_by: move.pause?.by.key ?? null, approved_by_name: move.pause?.by.name ?? null }
      await insertPause(tx, { id: newId(), dossier_id: dossier.id, reason, stopped_at: at, act_id: move.actId, ground, ...approved })
    }
    const change: Parameters<typeof updateRow>[2] = { status: to, status_before: dossier.status }
    if (clock === 'start') {
      const reckoned = await deadlines.start({ agencyId: dossier.agency_id, receivedAt: at, period: move.period })
      dueAt = reckoned.dueAt
      Object.assign(change, { accepted_at: at, original_due_at: dueAt, current_due_at: dueAt, calendar_version: reckoned.calendarVersion })
      await writeDue(tx, dossier.id, reckoned, 'accepted', at)
    }
    if (clock === 'resume' || clock === 'end') {
      const pause = await endPause(tx, dossier.id, at)
      if (clock === 'resume' && pause && dueAt) {
        const reckoned = await deadlines.resume({
          agencyId: dossier.agency_id,
          currentDueAt: dueAt,
          stoppedAt: pause.stopped_at,
          resumedAt: at,
          period: move.period,
        })
        dueAt = reckoned.dueAt
        Object.assign(change, { current_due_at: dueAt, calendar_version: reckoned.calendarVersion })
        await writeDue(tx, dossier.id, reckoned, 'resumed', at)
      }
    }
    if (to === STATUS.finished || to === STATUS.stopped || to === STATUS.refused) change.ended_at = at
    if (to === STATUS.returned) change.returned_at = at
    if (isClosed(to)) {
      change.closed_at = at
      await replaceOpenDraft(tx, dossier.id, at)
    }
    // Kept while a withdrawal is considered: rejected, the dossier waits for its papers again.
    const awaited = to === STATUS.supplement || to === STATUS.withdrawing
    change.supplement_due_at = awaited ? (move.supplementDueAt ?? dossier.supplement_due_at) : null
    await updateRow(tx, dossier.id, change)
    return { ok: true, to, dueAt }
  }
}
export type MoveDossier = ReturnType<typeof createMoveDossier>

function writeDue(tx: Tx, dossierId: string, reckoned: Reckoned, reason: 'accepted' | 'resumed', at: Date) {
  return insertDueChange(tx, {
    dossier_id: dossierId,
    due_at: reckoned.dueAt,
    reason,
    calendar_version: reckoned.calendarVersion,
    explanation: JSON.stringify(reckoned.explanation),
    at,
  })
}
