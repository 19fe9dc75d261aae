import type { Actor } from '../../../platform/actor.ts'
import { type Clock, stopwatch } from '../../../platform/clock.ts'
import { type Db, inTransaction, type Tx } from '../../../platform/db.ts'
import type { ProcessDeps } from '../deps.ts'
import { lockInstance } from '../store.ts'
import { findMigration, insertMigrated, lockMigration, type MigrationRow, runningOf, undoneMigrations, updateMigration } from './migrations.store.ts'
import { moveInstance } from './move-instance.ts'

export interface MigrationDeps extends ProcessDeps {
  db: Db
  clock: Clock
}

const A_PAGE = 50

/**
 * Carries on with migrations that are not done, dossier by dossier, each in a transaction of its own that also says how far it has come: a worker
 * that is killed leaves nothing half done, and two at once do each dossier once. Stops after so many milliseconds; the next turn goes on.
 */
export function createRunMigrations(deps: MigrationDeps) {
  return async (forMs: number): Promise<void> => {
    const started = stopwatch()
    const isOver = () => stopwatch() - started > forMs
    for (const id of await undoneMigrations(deps.db)) await run(deps, id, isOver)
  }
}

async function run(deps: MigrationDeps, id: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const migration = await findMigration(deps.db, id)
    if (!migration || migration.done_at) return
    const page = await runningOf(deps.db, { definitionId: migration.from_definition, agencyIds: migration.agency_ids }, migration.last_instance, A_PAGE)
    if (page.length === 0) {
      await inTransaction(deps.db, async (tx) => {
        const last = await lockMigration(tx, id)
        if (last && !last.done_at && last.last_instance === migration.last_instance) await updateMigration(tx, id, { done_at: deps.clock.now() })
      })
      continue
    }
    for (const one of page) {
      if (isOver()) return
      await inTransaction(deps.db, (tx) => moveOne(deps, tx, id, one.id))
    }
  }
}

async function moveOne(deps: MigrationDeps, tx: Tx, migrationId: string, instanceId: string): Promise<void> {
  const migration = await lockMigration(tx, migrationId)
  // Another worker has been here.
  if (!migration || migration.done_at || (migration.last_instance !== null && migration.last_instance >= instanceId)) return
  const instance = await lockInstance(tx, instanceId)
  const at = deps.clock.now()
  const concerns = instance?.status === 'running' && instance.definition_id === migration.from_definition
  if (!concerns) {
    await updateMigration(tx, migrationId, { last_instance: instanceId })
    return
  }
  const done = await moveInstance(deps, tx, { instance, toDefinition: migration.to_definition, map: migration.mapping, migrationId, actor: orderedBy(migration), at })
  await insertMigrated(tx, { migration_id: migrationId, instance_id: instanceId, dossier_id: instance.dossier_id, ...done, at })
  await updateMigration(tx, migrationId, { last_instance: instanceId, ...(done.why === null ? { moved: migration.moved + 1 } : { kept: migration.kept + 1 }) })
}

/** In the name of whoever ordered it. */
const orderedBy = (migration: MigrationRow): Actor => ({ kind: 'staff', staffId: migration.ordered_by.replace(/^staff:/, ''), name: migration.ordered_by_name, posts: [] })
