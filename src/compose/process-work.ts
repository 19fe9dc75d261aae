import { staffIdOf } from '../platform/actor.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import { findDossier } from '../modules/dossiers/index.ts'
import { createDeliverMessage, createFireTimers, createReturnTargets, createReturnToStep, createRunMigrations, type ProcessDeps, tasksOfDossier } from '../modules/processes/index.ts'
import { type Processes, scopeOf } from '../modules/processing/index.ts'

export interface ProcessWorkDeps extends ProcessDeps {
  db: Db
  clock: Clock
}

/** Most processes wait for no message: what an act brings is then told by its event alone. */
const NOT_AWAITED: ReadonlySet<string> = new Set(['message-not-awaited', 'process-not-running', 'process-paused'])

/** What acts on dossiers do to a process besides closing steps: bring it messages, and how an officer's act sends a dossier back, as acts on dossiers use it. */
export function processMoves(deps: ProcessDeps): Pick<Processes, 'returnTo' | 'returnTargets' | 'deliver'> {
  const goBack = createReturnToStep(deps)
  const deliver = createDeliverMessage(deps)
  return {
    async deliver(tx, brought) {
      const taken = await deliver(tx, { ...brought, scope: await scopeIn(tx, brought.dossierId) })
      if (!taken.ok && !NOT_AWAITED.has(taken.refusal.code)) throw new Error(`The message ${brought.message} was refused: ${taken.refusal.code}`)
    },
    async returnTargets(db, dossierId) {
      const steps = await createReturnTargets({ ...deps, db })(dossierId)
      return steps.map(({ id, name, duty }) => ({ key: id, name, duty }))
    },
    async returnTo(tx, going) {
      const last = (await tasksOfDossier(tx, going.dossierId)).findLast((task) => task.task_key === going.step && task.closed_by !== null && task.outcome !== 'returned' && task.outcome !== 'cancelled')
      const gone = await goBack(tx, going)
      if (!gone.ok) return gone
      const staffId = staffIdOf(last?.closed_by ?? '')
      return { ok: true, opened: gone.opened, doneBefore: staffId ? { staffId, name: last?.closed_by_name ?? '' } : null }
    },
  }
}

/** Within what a job may take; a longer one goes on in turns, which hold up the other recurring jobs for a moment only. */
const MIGRATE_FOR_MS = 200_000
const GO_ON_FOR_MS = 2_000

async function scopeIn(tx: Tx, dossierId: string) {
  const row = await findDossier(tx, dossierId)
  return row ? scopeOf(row) : {}
}

export function processJobs(deps: ProcessWorkDeps): JobHandlers {
  const fireTimers = createFireTimers({ ...deps, scopeOf: scopeIn })
  const runMigrations = createRunMigrations(deps)
  return {
    'processes.timers': async () => {
      await fireTimers()
    },
    'processes.migrate': () => runMigrations(MIGRATE_FOR_MS),
    'processes.migrate-on': () => runMigrations(GO_ON_FOR_MS),
  }
}
