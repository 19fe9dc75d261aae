import type { Actor } from '../../platform/actor.ts'
import type { Db, Reader, Tx } from '../../platform/db.ts'
import type { Calendars } from '../calendar/index.ts'
import type { AppendEvent } from '../events/index.ts'
import type { OpenedTask } from './carry-on.ts'
import { claimTask, releaseTask } from './claim-task.ts'
import { createCompleteTask } from './complete-task.ts'
import { openDefinitions } from './definitions.ts'
import type { ProcessDeps } from './deps.ts'
import { createCancelProcess, createResumeProcess, pauseProcess } from './pause.ts'
import { createPublishDefinition } from './publish.ts'
import { createReportBack } from './report-back.ts'
import { createStartProcess } from './start.ts'
import { selectOpenOfDossier, type TaskRow } from './store.ts'
import { wayOf } from './way.ts'

/** A step that is open on a dossier. */
export interface OpenStep extends OpenedTask {
  claimedBy: string | null
  claimedByName: string | null
  pausedAt: Date | null
}

/** The engine: one object with all its acts, each in the caller's transaction. */
export function createProcesses({
  db,
  calendars,
  appendEvent,
}: {
  db: Db
  calendars: Calendars
  appendEvent: AppendEvent
}) {
  const definitions = openDefinitions({ db })
  const deps: ProcessDeps = { calendars, definitions, appendEvent }
  const resume = createResumeProcess(deps)
  const cancel = createCancelProcess(deps)
  return {
    definitions,
    publish: createPublishDefinition(deps),
    start: createStartProcess(deps),
    complete: createCompleteTask(deps),
    reportBack: createReportBack(deps),
    claim: claimTask,
    release: releaseTask,
    pause: (tx: Tx, dossierId: string, at: Date) => pauseProcess(tx, { dossierId, at }),
    resume: (tx: Tx, dossierId: string, at: Date) => resume(tx, { dossierId, at }),
    async cancel(tx: Tx, dossierId: string, actor: Actor, at: Date): Promise<void> {
      await cancel(tx, { dossierId, actor, at })
    },
    openTasks: async (reader: Reader, dossierId: string): Promise<OpenStep[]> =>
      (await selectOpenOfDossier(reader, dossierId)).map(openStep),
    way: (reader: Reader, dossierId: string) => wayOf(definitions, reader, dossierId),
  }
}
export type Processes = ReturnType<typeof createProcesses>

function openStep(row: TaskRow): OpenStep {
  return {
    taskId: row.id,
    key: row.task_key,
    name: row.name,
    work: row.work,
    duty: row.duty,
    agencyId: row.agency_id,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    claimedBy: row.claimed_by,
    claimedByName: row.claimed_by_name,
    pausedAt: row.paused_at,
  }
}
