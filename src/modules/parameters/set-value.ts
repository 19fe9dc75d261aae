import { type Actor, actorKey } from '../../platform/actor.ts'
import type { CivilDate, Clock } from '../../platform/clock.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { parseCivilDate } from '../../platform/day-number.ts'
import { once, requestHashOf } from '../../platform/idempotency.ts'
import { newId } from '../../platform/ids.ts'
import type { Decided } from '../../platform/result.ts'
import { cleanText } from '../../platform/text.ts'
import type { AppendEvent } from '../events/index.ts'
import type { Parameter } from './define.ts'
import { refuse } from './refusals.ts'
import { readValue } from './rules/value.ts'
import { insertValue } from './store.ts'

export interface SetValueDeps {
  db: Db
  clock: Clock
  appendEvent: AppendEvent
  parameters: readonly Parameter[]
}

export interface ValueInput {
  parameterKey: string
  /** null sets the common value of the deployment. */
  agency: { id: string; path: string } | null
  value: string
  validFrom: CivilDate
  reason: string
  /** Of the request, so that one sent twice is recorded once. */
  key: string
}

/** The one stream of all parameters. */
export const PARAMETERS_STREAM = { kind: 'parameters', id: '019a0000-0000-7000-8000-0000009a4a3e' }

/** The common values are the deployment's: its administrators set them, as they set the calendar; an agency's own, those of it or above. */
export function maySet(actor: Actor, agencyPath: string | null): boolean {
  if (actor.kind !== 'staff') return actor.kind === 'system'
  return actor.posts.some((post) => post.duties.includes('administrator') && (agencyPath === null || agencyPath.startsWith(post.agencyPath)))
}

const expectedOf = (parameter: Parameter): string =>
  parameter.kind === 'number' ? `một số nguyên từ ${parameter.min} đến ${parameter.max}` : `một trong: ${Object.values(parameter.choices).join('; ')}`

/** Records a value from a day on; what held before stays told for the days before. */
export function createSetValue(deps: SetValueDeps) {
  return async (actor: Actor, input: ValueInput): Promise<Decided<{ replayed: boolean }>> => {
    const { agency, validFrom } = input
    if (!maySet(actor, agency?.path ?? null)) return refuse('parameter-not-yours')
    const parameter = deps.parameters.find((one) => one.key === input.parameterKey)
    if (!parameter) return refuse('parameter-unknown')
    const value = readValue(parameter, input.value.trim())
    if (value === null) return refuse('parameter-value', { expected: expectedOf(parameter) })
    if (parseCivilDate(validFrom) === null) return refuse('parameter-from')
    const reason = cleanText(input.reason, { max: 500 })
    if (!reason.ok || reason.text === '') return refuse('parameter-reason')
    const at = deps.clock.now()
    const said = { key: parameter.key, agencyId: agency?.id ?? null, value: String(value), validFrom, reason: reason.text }
    return inTransaction(deps.db, async (tx) => {
      const done = await once(tx, { actor: actorKey(actor), route: 'set-parameter', key: input.key, requestHash: requestHashOf(said), at }, async () => {
        await insertValue(tx, { id: newId(), key: said.key, agency_id: said.agencyId, valid_from: validFrom, value: said.value, reason: said.reason, recorded_at: at, recorded_by: actorKey(actor) })
        await deps.appendEvent(tx, { stream: PARAMETERS_STREAM, type: 'parameters.value-set', version: 1, actor, agencyId: said.agencyId, payload: said, at })
        return true
      })
      return done.ok ? { ok: true as const, replayed: done.replayed } : done
    })
  }
}
