import { type Actor, actorKey } from '../../../platform/actor.ts'
import { allOrNothing } from '../../../platform/all-or-nothing.ts'
import { newId } from '../../../platform/ids.ts'
import { once, requestHashOf } from '../../../platform/idempotency.ts'
import type { Reader } from '../../../platform/db.ts'
import type { Decided } from '../../../platform/result.ts'
import { cleanText } from '../../../platform/text.ts'
import type { Definitions } from '../definitions.ts'
import { PROCESS_EVENTS, nameOf } from '../deps.ts'
import type { DraftDeps } from '../drafts/change-draft.ts'
import { REASON_MAX } from '../publications/put-in-force.ts'
import { refuse } from '../refusals.ts'
import type { ProcessState } from '../rules/advance.ts'
import { alike, moveState, type NodeMap } from '../rules/migrate.ts'
import type { StoredDefinition } from '../store.ts'
import { insertMigration, migrationsOfKey, runningOf, type RunningOf, standingOf } from './migrations.store.ts'
import { standingText, whyText } from './words.ts'
import { situation } from '../definition/soundness.ts'

export interface OrderDeps extends DraftDeps {
  definitions: Definitions
  agenciesWithin: (id: string) => Promise<string[]>
}

export interface MigrationInput {
  from: StoredDefinition
  to: StoredDefinition
  /** Dossiers of an agency and those below it; of all for null. */
  agencyId: string | null
  map: NodeMap
  reason: string
  key: string
}

/** Orders that running dossiers of one version go on on another: what was seen in the preview is done by a job, dossier by dossier. */
export function createOrderMigration(deps: OrderDeps) {
  return async (actor: Actor, { from, to, agencyId, map, reason, key }: MigrationInput): Promise<Decided<{ migrationId: string }>> => {
    const allowed = await deps.mayManage(actor, agencyId)
    if (!allowed.ok) return allowed
    if (from.key !== to.key || from.id === to.id || !fits(from, to, map)) return refuse('process-migration-map')
    const said = cleanText(reason, { max: REASON_MAX })
    if (!said.ok || said.text === '') return refuse('process-reason-missing')
    const at = deps.clock.now()
    const agencyIds = agencyId === null ? null : await deps.agenciesWithin(agencyId)
    return allOrNothing(deps.db, async (tx, must): Promise<Decided<{ migrationId: string }>> => {
      const repeat = { actor: actorKey(actor), route: 'order-process-migration', key, requestHash: requestHashOf({ from: from.id, to: to.id, agencyId, map, reason: said.text }), at }
      const done = await once(tx, repeat, async () => {
        if ((await migrationsOfKey(tx, from.key)).some((one) => one.done_at === null && one.from_definition === from.id)) must(refuse('process-migration-running'))
        const id = newId()
        await insertMigration(tx, { id, key: from.key, from_definition: from.id, to_definition: to.id, agency_ids: agencyIds, mapping: JSON.stringify(map), reason: said.text, ordered_at: at, ordered_by: actorKey(actor), ordered_by_name: nameOf(actor) })
        await deps.appendEvent(tx, { stream: { kind: 'process-migration', id }, type: PROCESS_EVENTS.migrationOrdered, version: 1, actor, agencyId, payload: { key: from.key, from: from.number, to: to.number, map, reason: said.text }, at })
        return id
      })
      return done.ok ? { ok: true, migrationId: done.value } : done
    })
  }
}

const fits = ({ model: from }: StoredDefinition, { model: to }: StoredDefinition, map: NodeMap): boolean =>
  Object.entries(map).every(([id, other]) => {
    const [one, counterpart] = [from.nodes[id], other === null ? null : to.nodes[other]]
    return one !== undefined && (counterpart === null || (counterpart !== undefined && alike(one, counterpart)))
  })

export interface PreviewRow {
  /** Where these dossiers stand. */
  steps: string
  dossiers: number
  /** Where they would stand. */
  to: string | null
  why: string | null
}

const MOST_LOOKED_AT = 5000

/** What a migration would do now, by where dossiers stand; `more`: there are more dossiers than were looked at. */
export async function previewMigration(reader: Reader, from: StoredDefinition, to: StoredDefinition, agencyIds: RunningOf['agencyIds'], map: NodeMap): Promise<{ rows: PreviewRow[]; more: boolean }> {
  const found = await runningOf(reader, { definitionId: from.id, agencyIds }, null, MOST_LOOKED_AT + 1)
  const looked = found.slice(0, MOST_LOOKED_AT)
  const { tokens, waits } = await standingOf(reader, looked.map((one) => one.id))
  const groups = new Map<string, { state: ProcessState; dossiers: number }>()
  for (const { id, next_token } of looked) {
    const own = tokens.get(id) ?? []
    const placeOf = new Map(own.map((token) => [token.seq, token.node]))
    const armed = (waits.get(id) ?? []).filter((wait) => placeOf.get(wait.token) !== wait.node).map(({ token, node }) => ({ token, node }))
    const state = { tokens: own, armed, nextSeq: next_token }
    const key = situation(state)
    const group = groups.get(key) ?? { state, dossiers: 0 }
    group.dossiers += 1
    groups.set(key, group)
  }
  const rows = [...groups.values()].map(({ state, dossiers }): PreviewRow => {
    const moved = moveState(from.model, to.model, state, map)
    return { steps: standingText(from.model, state), dossiers, to: moved.ok ? standingText(to.model, moved.state) : null, why: moved.ok ? null : whyText(from.model, moved.why) }
  })
  return { rows: rows.sort((one, other) => other.dossiers - one.dossiers), more: found.length > MOST_LOOKED_AT }
}
