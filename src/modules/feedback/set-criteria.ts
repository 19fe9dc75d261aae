import { type Actor, actorKey } from '../../platform/actor.ts'
import { allOrNothing } from '../../platform/all-or-nothing.ts'
import { type CivilDate, civilDateOf } from '../../platform/clock.ts'
import { formatCivilDate, parseCivilDate } from '../../platform/day-number.ts'
import type { Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { type Json, once, requestHashOf } from '../../platform/idempotency.ts'
import type { Decided } from '../../platform/result.ts'
import { maySet } from '../parameters/index.ts'
import { type CriterionRow, deletePlanned, endCriterion, insertCriterion, lockCriteria, selectCriterionRows } from './criteria.store.ts'
import type { FeedbackDeps } from './deps.ts'
import { FEEDBACK_EVENTS } from './events.ts'
import { refuse } from './refusals.ts'
import { checkCriterion, type CriterionFault, type CriterionTyped } from './rules/criterion.ts'
import { OVERALL } from './rules/rating.ts'

/** The one stream of the criteria: they are the whole deployment's. */
const CRITERIA_STREAM = { kind: 'criteria', id: '019a0000-0000-7000-8000-0000009a4a3f' }
const MOST_CRITERIA = 30

export type CriterionSet = Decided<{ key: string }> & { faults?: CriterionFault[] }

const dayBefore = (day: CivilDate): CivilDate => formatCivilDate((parseCivilDate(day) ?? 0) - 1)

type Deps = Pick<FeedbackDeps, 'db' | 'clock' | 'append'>
type Inside = { tx: Tx; today: CivilDate; rows: CriterionRow[]; tell: (type: string, payload: Json) => Promise<unknown> }

/** One change of the criteria: by an administrator, once per key, one after the other, with its event. */
function edit(deps: Deps, actor: Actor, act: { route: string; key: string; request: unknown }, work: (inside: Inside) => Promise<CriterionSet>): Promise<CriterionSet> {
  if (!maySet(actor, null)) return Promise.resolve(refuse('criterion-not-yours'))
  const at = deps.clock.now()
  const today = civilDateOf(at)
  return allOrNothing<CriterionSet>(deps.db, async (tx, must): Promise<CriterionSet> => {
    await lockCriteria(tx)
    const tell = (type: string, payload: Json) => deps.append(tx, { stream: CRITERIA_STREAM, type, version: 1, actor, payload, at })
    const done = await once(tx, { actor: actorKey(actor), route: act.route, key: act.key, requestHash: requestHashOf(act.request), at }, async () => must(await work({ tx, today, rows: await selectCriterionRows(tx, today), tell })).key)
    return done.ok ? { ok: true, key: done.value } : done
  })
}

/** A criterion as it is from a day on: a new one, or other words of one; what was planned for it before is replaced, what holds until then stays. */
export function createSetCriterion(deps: Deps) {
  return async (actor: Actor, input: { key: string | null; typed: CriterionTyped; requestKey: string }): Promise<CriterionSet> => {
    const checked = checkCriterion(input.typed, civilDateOf(deps.clock.now()))
    if (!checked.ok) return { ...refuse('criterion-form-wrong', { count: checked.faults.length }), faults: checked.faults }
    const { criterion } = checked
    return edit(deps, actor, { route: 'set-criterion', key: input.requestKey, request: [input.key, criterion] }, async ({ tx, today, rows, tell }) => {
      const standing = rows.find((row) => row.key === input.key)
      if (input.key !== null && !standing) return refuse('criterion-unknown')
      if (!standing && new Set(rows.map((row) => row.key)).size >= MOST_CRITERIA) return refuse('criterion-too-many', { most: MOST_CRITERIA })
      const key = standing?.key ?? `c-${newId()}`
      await deletePlanned(tx, key, today)
      await endCriterion(tx, key, today, dayBefore(criterion.validFrom))
      const number = standing?.number ?? Math.max(0, ...rows.map((row) => row.number)) + 1
      await insertCriterion(tx, {
        key,
        number,
        name_vi: criterion.nameVi,
        name_en: criterion.nameEn,
        levels_vi: [...criterion.levelsVi],
        levels_en: [...criterion.levelsEn],
        valid_from: criterion.validFrom,
        valid_to: null,
        source: criterion.source,
      })
      await tell(FEEDBACK_EVENTS.criterionSet, { key, ...criterion, levelsVi: [...criterion.levelsVi], levelsEn: [...criterion.levelsEn] })
      return { ok: true, key }
    })
  }
}

/** Asked today for the last time; the whole is always asked. */
export function createEndCriterion(deps: Deps) {
  return (actor: Actor, input: { key: string; requestKey: string }): Promise<CriterionSet> =>
    edit(deps, actor, { route: 'end-criterion', key: input.requestKey, request: [input.key] }, async ({ tx, today, rows, tell }) => {
      if (!rows.some((row) => row.key === input.key)) return refuse('criterion-unknown')
      if (input.key === OVERALL) return refuse('criterion-needed')
      await deletePlanned(tx, input.key, today)
      await endCriterion(tx, input.key, today, today)
      await tell(FEEDBACK_EVENTS.criterionEnded, { key: input.key, lastDay: today })
      return { ok: true, key: input.key }
    })
}
