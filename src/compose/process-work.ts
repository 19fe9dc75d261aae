import type { Clock } from '../platform/clock.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import { findDossier } from '../modules/dossiers/index.ts'
import { createDeliverMessage, createFireTimers, createReturnTargets, createReturnToStep, type ProcessDeps } from '../modules/processes/index.ts'
import { scopeOf } from '../modules/processing/index.ts'

export interface ProcessWorkDeps extends ProcessDeps {
  db: Db
  clock: Clock
}

/** What moves processes besides the closing of steps: time, messages, and an officer who sends a dossier back. */
export function processWork(deps: ProcessWorkDeps) {
  return {
    returnToStep: createReturnToStep(deps),
    returnTargets: createReturnTargets(deps),
    deliverMessage: createDeliverMessage(deps),
    fireTimers: createFireTimers({ ...deps, scopeOf: scopeIn }),
  }
}

async function scopeIn(tx: Tx, dossierId: string) {
  const row = await findDossier(tx, dossierId)
  return row ? scopeOf(row) : {}
}

export function processJobs(deps: ProcessWorkDeps): JobHandlers {
  const { fireTimers } = processWork(deps)
  return {
    'processes.timers': async () => {
      await fireTimers()
    },
  }
}
