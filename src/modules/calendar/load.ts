import { actorKey } from '../../platform/actor.ts'
import { inTransaction } from '../../platform/db.ts'
import { CALENDAR_EVENTS, CALENDAR_STREAM, type CalendarActDeps } from './ports.ts'
import { readShippedDays, type ShippedDay, shippedHolidaysHash } from './shipped.ts'
import {
  endDays,
  findLoadHash,
  insertDays,
  insertYears,
  lockCalendar,
  openVersion,
  saveLoadHash,
  selectDays,
  type StoredDay,
} from './store.ts'

export interface HolidayLoad {
  /** False when these data were already loaded. */
  changed: boolean
  added: number
  replaced: number
  /** Dates whose shipped day differs from what an administrator entered: the administrator's stands. */
  keptByAdministrator: string[]
}

const NOTHING: HolidayLoad = { changed: false, added: 0, replaced: 0, keptByAdministrator: [] }

/**
 * Copies the shipped days (`folder` is data/holidays) into the table: once an edition, in one transaction.
 * What an administrator entered, changed or removed stays; a removed day comes back only with a new edition.
 */
export async function loadHolidays(deps: CalendarActDeps, folder: string): Promise<HolidayLoad> {
  const hash = await shippedHolidaysHash(folder)
  if ((await findLoadHash(deps.db)) === hash) return NOTHING
  const shipped = await readShippedDays(folder)
  const actor = { kind: 'system', name: 'holidays' } as const
  const result = await inTransaction(deps.db, async (tx) => {
    await lockCalendar(tx)
    // Two processes started together: the second one waited and finds the work done.
    if ((await findLoadHash(tx)) === hash) return NOTHING
    const edit = { act: 'load' as const, reason: null, actor: actorKey(actor), at: deps.clock.now() }
    const version = await openVersion(tx, edit)
    const plan = compare(await selectDays(tx), shipped)
    await endDays(tx, plan.ended, version)
    await insertDays(
      tx,
      plan.fresh.map((day) => ({ ...day, source: 'shipped' })),
      version,
      edit,
    )
    await insertYears(tx, [...new Set(shipped.map((day) => Number(day.date.slice(0, 4))))], version, edit)
    await saveLoadHash(tx, hash, edit.at)
    const { added, replaced, keptByAdministrator } = plan
    await deps.appendEvent(tx, {
      stream: CALENDAR_STREAM,
      type: CALENDAR_EVENTS.loaded,
      version: 1,
      actor,
      payload: { calendarVersion: version, added, replaced, keptByAdministrator },
      at: edit.at,
    })
    return { changed: true, added, replaced, keptByAdministrator }
  })
  await deps.changed?.()
  return result
}

function compare(stored: readonly StoredDay[], shipped: readonly ShippedDay[]) {
  const byDate = new Map(stored.map((day) => [day.date, day]))
  const plan = {
    ended: [] as string[],
    fresh: [] as ShippedDay[],
    added: 0,
    replaced: 0,
    keptByAdministrator: [] as string[],
  }
  for (const day of shipped) {
    const known = byDate.get(day.date)
    byDate.delete(day.date)
    if (!known) {
      plan.fresh.push(day)
      plan.added += 1
    } else if (!same(known, day)) {
      if (known.source === 'administrator') {
        plan.keptByAdministrator.push(day.date)
        continue
      }
      plan.ended.push(known.id)
      plan.fresh.push(day)
      plan.replaced += 1
    }
  }
  for (const left of byDate.values()) if (left.source === 'shipped') plan.ended.push(left.id)
  return plan
}

function same(a: ShippedDay, b: ShippedDay): boolean {
  return (
    a.kind === b.kind &&
    a.nameVi === b.nameVi &&
    a.nameEn === b.nameEn &&
    a.swapWith === b.swapWith &&
    a.status === b.status
  )
}
