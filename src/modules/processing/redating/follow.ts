import { instantOf } from '../../../platform/clock.ts'
import { inTransaction } from '../../../platform/db.ts'
import { tryChange } from '../../calendar/index.ts'
import { findDossier, openDue, pausesOf, underTerms } from '../../dossiers/index.ts'
import { onCase } from '../on-case.ts'
import { changesAtWork, type ChangeRow, findChange, forgetLook, keepLine, lockChange, updateChange } from './changes.store.ts'
import { changeOf, type RedatingDeps } from './propose.ts'
import { refuse } from './refusals.ts'

const PAGE = 100
/** Pages gone through in one turn of the job. */
const PAGES_A_TURN = 20
/** Other processes know the saved calendar by then: what they reckoned by the old one is found. */
const SETTLE_MS = 5000
const DAY_MS = 86_400_000
const SYSTEM = { kind: 'system', name: 'calendar' } as const

type OpenDue = Awaited<ReturnType<typeof openDue>>[number]

/**
 * The job behind a change of the calendar: goes through the open promised dates page by page, first to see what would move, then, once
 * the change is saved, to move it. Where it stands is kept with each page, so one that was killed goes on there; a dossier is moved under a
 * key of the change, hence once. Closed dossiers and steps that were done are not touched.
 */
export function createFollowCalendar(deps: RedatingDeps) {
  return {
    async turn(): Promise<void> {
      for (const change of await changesAtWork(deps.db, 20)) await goOn(change.id, PAGES_A_TURN)
    },
    /** The first page of what was just proposed, so that a small office need not wait for the job. */
    begin: (id: string): Promise<void> => goOn(id, 1),
  }

  async function goOn(id: string, most: number): Promise<void> {
    const begun = await findChange(deps.db, id)
    if (!begun) return
    if (begun.state === 'saved' && deps.clock.now().getTime() - (begun.saved_at?.getTime() ?? 0) < SETTLE_MS) return
    const work = begun.state === 'saved' ? await mover(begun) : await looker(begun)
    for (let pages = 0; work && pages < most; pages++) {
      const change = await findChange(deps.db, id)
      if (change?.state !== begun.state) return
      const page = await openDue(deps.db, placeOf(change), { limit: PAGE })
      if (!(await work(change, page.filter((row) => isTouched(change, row)), page.length < PAGE ? null : (page.at(-1) ?? null)))) return
    }
  }

  type Work = (change: ChangeRow, rows: readonly OpenDue[], last: OpenDue | null) => Promise<boolean>

  /** Sees what the dates would be; null where the change can't be made any more. */
  async function looker(change: ChangeRow): Promise<Work | null> {
    const tried = await tryChange(deps.calendar)(SYSTEM, changeOf(change))
    if (!tried.ok || tried.tried.baseVersion !== change.base_version) {
      await startAnew(change.id, tried.ok ? tried.tried.baseVersion : null)
      return null
    }
    const dues = deps.duesBy(tried.tried.snapshot)
    return async (seen, rows, last) => {
      const moved: { row: OpenDue; to: Date }[] = []
      for (const row of rows) {
        const dossier = await findDossier(deps.db, row.id)
        if (!dossier?.current_due_at) continue
        const version = underTerms(await deps.packageOf(dossier.package_version_id), dossier)
        const reckoned = await dues.reckonAgain(deps.db, dossier, version.period(dossier.channel as 1 | 2 | 3, dossier.case_key))
        if (reckoned && reckoned.dueAt.getTime() !== dossier.current_due_at.getTime()) moved.push({ row, to: reckoned.dueAt })
      }
      return inTransaction(deps.db, async (tx) => {
        const now = await lockChange(tx, seen.id)
        // Another process has gone through this page.
        if (now?.state !== 'looking' || now.place_id !== seen.place_id || now.base_version !== seen.base_version) return false
        for (const { row, to } of moved) await keepLine(tx, lineOf(seen, 'look', row, to))
        await updateChange(tx, seen.id, last ? { place_due: last.current_due_at, place_id: last.id } : { state: 'looked' })
        return last !== null
      })
    }
  }

  /** The calendar was changed meanwhile: what was seen is seen anew; a change that can't be made any more is given up. */
  function startAnew(id: string, baseVersion: number | null): Promise<void> {
    return inTransaction(deps.db, async (tx) => {
      if ((await lockChange(tx, id))?.state !== 'looking') return
      await forgetLook(tx, id)
      await updateChange(tx, id, baseVersion === null ? { state: 'discarded' } : { base_version: baseVersion, place_due: null, place_id: null })
    })
  }

  async function mover(change: ChangeRow): Promise<Work> {
    await deps.reach(change.calendar_version ?? 0)
    return async (seen, rows, last) => {
      for (const row of rows) await move(seen, row)
      return inTransaction(deps.db, async (tx) => {
        const now = await lockChange(tx, seen.id)
        if (now?.state !== 'saved' || now.place_id !== seen.place_id) return false
        await updateChange(tx, seen.id, last ? { place_due: last.current_due_at, place_id: last.id } : { state: 'done', done_at: deps.clock.now() })
        return last !== null
      })
    }
  }

  async function move(change: ChangeRow, { id }: OpenDue): Promise<void> {
    const act = { dossierId: id, key: `calendar:${change.id}:${id}`, seenRevision: null, kind: 'follow-calendar', permission: 'dossier.do-step', request: change.id, reason: change.summary }
    const done = await onCase(deps, SYSTEM, act, async ({ tx, row, at, version }) => {
      if (row.closed_at || row.ended_at) return refuse('date-stays')
      const moved = await deps.dues.followCalendar(tx, row, version.period(row.channel as 1 | 2 | 3, row.case_key), at)
      if (!moved) return refuse('date-stays')
      const pauses = (await pausesOf(tx, row.id)).map((pause) => ({ stoppedAt: pause.stopped_at, resumedAt: pause.resumed_at }))
      const steps = await deps.followSteps(tx, { dossierId: row.id, pauses })
      await keepLine(tx, lineOf(change, 'moved', { ...row, current_due_at: moved.from }, moved.to))
      const reason = `Lịch nghỉ thay đổi: ${change.summary}.`
      return { ok: true, eventType: 'dossier.due-moved', payload: { from: moved.from.toISOString(), dueAt: moved.to.toISOString(), reason, changeId: change.id, steps } }
    })
    if (!done.ok && !STAYS.has(done.refusal.code)) throw new Error(`A date could not follow the calendar: ${done.refusal.code}`)
  }
}

/** Why a dossier is left as it is. A linked whole has no date of its own: its parts are moved. */
const STAYS: ReadonlySet<string> = new Set(['date-stays', 'worked-in-parts', 'case-not-found'])

/** Nothing that is due before the first of the changed days can move. */
const placeOf = (change: ChangeRow) =>
  change.place_due && change.place_id ? { dueAt: change.place_due, id: change.place_id } : { dueAt: instantOf(change.first_day), id: '00000000-0000-0000-0000-000000000000' }

/** Nor can what was received after the last of them. */
const isTouched = (change: ChangeRow, row: OpenDue): boolean => !row.is_whole && row.accepted_at !== null && row.accepted_at.getTime() < instantOf(change.last_day).getTime() + DAY_MS

const lineOf = (change: ChangeRow, phase: 'look' | 'moved', row: Pick<OpenDue, 'id' | 'code' | 'agency_id' | 'province_code' | 'current_due_at'>, to: Date) => ({
  change_id: change.id,
  phase,
  dossier_id: row.id,
  code: row.code,
  agency_id: row.agency_id,
  province_code: row.province_code,
  from_due: row.current_due_at ?? to,
  to_due: to,
})
