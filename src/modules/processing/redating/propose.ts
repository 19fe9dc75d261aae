import { type Actor, actorKey } from '../../../platform/actor.ts'
import { formatDate } from '../../../platform/clock.ts'
import { allOrNothing } from '../../../platform/all-or-nothing.ts'
import { inTransaction, type Tx } from '../../../platform/db.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { Decided } from '../../../platform/result.ts'
import { applyChange, type CalendarChange, type CalendarSnapshot, type ChangeDeps, DAY_KINDS, type DayFault, type DayMoved, tryChange } from '../../calendar/index.ts'
import type { DueDates } from '../../dossiers/index.ts'
import type { CaseDeps } from '../on-case.ts'
import { findChange, forgetLook, insertChange, lockChange, updateChange } from './changes.store.ts'
import { refuse } from './refusals.ts'

export interface RedatingDeps extends CaseDeps {
  calendar: ChangeDeps
  /** Promised dates as a calendar makes them. */
  duesBy: (snapshot: CalendarSnapshot) => DueDates
  /** This process reckons by the calendar of at least this version. */
  reach: (version: number) => Promise<void>
  /** Open steps of a dossier follow the calendar. @returns how many moved. */
  followSteps: (tx: Tx, input: { dossierId: string; pauses: readonly { stoppedAt: Date; resumedAt: Date | null }[] }) => Promise<number>
}

export const CHANGES_URL = '/quan-tri/ngay-nghi/thay-doi'
export const changeOf = (row: { change: unknown }): CalendarChange => row.change as CalendarChange

const nameOf = (actor: Actor): string => (actor.kind === 'staff' ? actor.name : 'Hệ thống')

/** A change of the days off: proposed, so that what it moves is seen first; then saved or discarded. */
export function createProposals(deps: RedatingDeps) {
  async function propose(actor: Actor, change: CalendarChange): Promise<Decided<{ id: string; next: string }> & { faults?: DayFault[] }> {
    const tried = await tryChange(deps.calendar)(actor, change)
    if (!tried.ok) return tried
    const { days, baseVersion } = tried.tried
    const id = newId()
    await inTransaction(deps.db, (tx) =>
      insertChange(tx, {
        id,
        change: JSON.stringify(change),
        summary: summaryOf(days),
        first_day: days.at(0)?.date ?? '9999-12-31',
        last_day: days.at(-1)?.date ?? '9999-12-31',
        base_version: baseVersion,
        state: days.length > 0 ? 'looking' : 'looked',
        proposed_at: deps.clock.now(),
        proposed_by: actorKey(actor),
        proposed_by_name: nameOf(actor),
      }),
    )
    return { ok: true, id, next: `${CHANGES_URL}/${id}` }
  }

  /** Saves it in the calendar; the open dates follow as a job. Sent again it is saved already. */
  async function save(actor: Actor, id: string): Promise<Decided> {
    if (!isId(id)) return refuse('calendar-change-not-found')
    const saved = await allOrNothing(deps.db, async (tx, must): Promise<Decided<{ stale?: true }>> => {
      const row = await lockChange(tx, id)
      if (!row) return refuse('calendar-change-not-found')
      if (row.state === 'saved' || row.state === 'done') return { ok: true }
      if (row.state === 'discarded') return refuse('calendar-change-over')
      if (row.state !== 'looked') return refuse('calendar-change-not-looked')
      const { version } = must(await applyChange(deps.calendar)(tx, actor, changeOf(row)))
      if (version !== row.base_version + 1) return must(refuse('calendar-moved-on'))
      await updateChange(tx, id, { state: 'saved', saved_at: deps.clock.now(), saved_by_name: nameOf(actor), calendar_version: version, place_due: null, place_id: null })
      return { ok: true }
    })
    if (saved.ok) await deps.calendar.changed?.()
    else if (saved.refusal.code === 'calendar-moved-on') await lookAgain(id)
    return saved
  }

  const lookAgain = (id: string) =>
    inTransaction(deps.db, async (tx) => {
      const row = await lockChange(tx, id)
      if (row?.state !== 'looked') return
      await forgetLook(tx, id)
      await updateChange(tx, id, { state: 'looking', place_due: null, place_id: null })
    })

  const discard = (id: string): Promise<Decided> =>
    inTransaction(deps.db, async (tx) => {
      const row = isId(id) ? await lockChange(tx, id) : undefined
      if (!row) return refuse('calendar-change-not-found')
      if (row.state === 'looking' || row.state === 'looked') await updateChange(tx, id, { state: 'discarded' })
      return { ok: true }
    })

  return { propose, save, discard, find: (id: string) => (isId(id) ? findChange(deps.db, id) : Promise.resolve(undefined)) }
}
export type Proposals = ReturnType<typeof createProposals>

/** What the citizen reads: "thêm ngày nghỉ 24/11/2026 (Ngày Văn hóa)". */
function summaryOf(days: readonly DayMoved[]): string {
  const [first, ...rest] = days.map(({ date, before, after }) => {
    const day = after ?? before
    const said = after ? (before ? 'sửa' : 'thêm') : 'bỏ'
    return `${said} ${day ? DAY_KINDS[day.kind].toLowerCase() : ''} ${formatDate(date)}${day ? ` (${day.nameVi})` : ''}`
  })
  const shown = [first ?? 'không đổi ngày nào', ...rest.slice(0, 2)].join('; ')
  return rest.length > 2 ? `${shown}; và ${rest.length - 2} ngày khác` : shown
}
