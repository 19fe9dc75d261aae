import type { Reader } from '../../platform/db.ts'
import type { StepDuty } from './definition/model.ts'
import { outlineOf } from './definition/outline.ts'
import type { Definitions } from './definitions.ts'
import { findLatestInstance, selectTasksOfDossier, type TaskRow } from './store.ts'

/** One step of a dossier's way: done, open now, or still to come on the usual way. */
export interface WayStep {
  key: string
  name: string
  work: string
  duty: StepDuty
  state: 'done' | 'now' | 'paused' | 'next' | 'cancelled'
  taskId: string | null
  openedAt: Date | null
  dueAt: Date | null
  closedAt: Date | null
  doneBy: string | null
  claimedBy: string | null
  outcome: string | null
}

/** The steps of a dossier as a line of time; empty before its process has started. */
export async function wayOf(definitions: Definitions, reader: Reader, dossierId: string): Promise<WayStep[]> {
  const instance = await findLatestInstance(reader, dossierId)
  if (!instance) return []
  const rows = (await selectTasksOfDossier(reader, dossierId)).filter((row) => row.instance_id === instance.id)
  const steps = rows.map(stepOf)
  if (instance.status !== 'running') return steps
  const { model } = await definitions.get(instance.definition_id, reader)
  const outline = outlineOf(model)
  const open = new Set(rows.filter((row) => row.closed_at === null).map((row) => row.task_key))
  const last = outline.findLastIndex((task) => open.has(task.id))
  const met = new Set(rows.map((row) => row.task_key))
  // A dossier sent back goes again through steps that it has passed.
  const coming = outline.slice(last + 1).filter((task) => !open.has(task.id) && (open.size > 0 || !met.has(task.id)))
  return [
    ...steps,
    ...coming.map((task): WayStep => ({ ...NOT_YET, key: task.id, name: task.name, work: task.work, duty: task.duty })),
  ]
}

const NOT_YET = {
  state: 'next',
  taskId: null,
  openedAt: null,
  dueAt: null,
  closedAt: null,
  doneBy: null,
  claimedBy: null,
  outcome: null,
} as const

function stepOf(row: TaskRow): WayStep {
  const open = row.paused_at ? 'paused' : 'now'
  return {
    key: row.task_key,
    name: row.name,
    work: row.work,
    duty: row.duty,
    state: row.closed_at === null ? open : row.outcome === 'cancelled' || row.outcome === 'returned' ? 'cancelled' : 'done',
    taskId: row.id,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    closedAt: row.closed_at,
    doneBy: row.closed_by_name,
    claimedBy: row.claimed_by_name,
    outcome: row.outcome,
  }
}
