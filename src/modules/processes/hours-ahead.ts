import type { Reader } from '../../platform/db.ts'
import { outlineOf } from './definition/outline.ts'
import type { Definitions } from './definitions.ts'
import { findLatestInstance, selectOpenOfInstance } from './store.ts'

/**
 * Working hours that a dossier still needs by its process: of the steps open now the longest, and each that is still to come on the
 * usual way. A step counts whole until it is done. Null where no process runs.
 */
export async function hoursAhead(definitions: Definitions, reader: Reader, dossierId: string): Promise<number | null> {
  const instance = await findLatestInstance(reader, dossierId)
  if (instance?.status !== 'running') return null
  const { model } = await definitions.get(instance.definition_id, reader)
  const open = await selectOpenOfInstance(reader, instance.id)
  const keys = new Set(open.map((task) => task.task_key))
  const outline = outlineOf(model)
  const last = outline.findLastIndex((task) => keys.has(task.id))
  const coming = outline.slice(last + 1).filter((task) => !keys.has(task.id))
  return Math.max(0, ...open.map((task) => Number(task.hours))) + coming.reduce((sum, task) => sum + task.hours, 0)
}
