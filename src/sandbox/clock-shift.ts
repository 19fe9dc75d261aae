import { type DrivableClock, systemClock } from '../platform/clock.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import { findShift, setShift } from './store.ts'

export interface ClockShift {
  /** Reads the shift again now. */
  refresh(): Promise<void>
  /** Puts the clock to an instant, here at once and elsewhere within a second; it runs on from there. */
  goTo(instant: Date): Promise<void>
  /** Back to the system's clock. */
  goBack(): Promise<void>
  shiftMs(): number
  stop(): void
}

const EVERY_MS = 1000

/** Keeps the demo's clock at the system's plus the shift that the database holds, so that all processes agree on the time. */
export async function followClockShift(
  db: Db,
  clock: DrivableClock,
  options: { everyMs?: number; onFault?: (error: unknown) => void } = {},
): Promise<ClockShift> {
  let current = 0
  let stopped = false
  function apply(shiftMs: number): void {
    if (stopped || shiftMs === current) return
    current = shiftMs
    clock.set(new Date(systemClock.now().getTime() + shiftMs))
  }
  async function write(shiftMs: number): Promise<void> {
    await inTransaction(db, (tx) => setShift(tx, shiftMs))
    apply(shiftMs)
  }
  const refresh = async () => apply((await findShift(db)) ?? 0)
  await refresh()
  let reading = false
  const timer = setInterval(() => {
    if (reading) return
    reading = true
    refresh()
      // A database that is away for a moment: the clock runs on as it stood.
      .catch((error: unknown) => options.onFault?.(error))
      .finally(() => {
        reading = false
      })
  }, options.everyMs ?? EVERY_MS)
  timer.unref()
  return {
    refresh,
    goTo: (instant) => write(instant.getTime() - systemClock.now().getTime()),
    goBack: () => write(0),
    shiftMs: () => current,
    stop() {
      stopped = true
      clearInterval(timer)
    },
  }
}
