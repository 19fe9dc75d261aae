import { type CivilDate, civilDateOf, instantOf } from '../../../platform/clock.ts'
import { parseCivilDate } from '../../../platform/day-number.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { Json } from '../../../platform/idempotency.ts'
import type { Decided } from '../../../platform/result.ts'
import { mayMove, updateDossier } from '../../dossiers/index.ts'
import { claimTask, releaseTask } from '../../processes/index.ts'
import { holdsStep } from '../complete-step.ts'
import { type CaseAct, type CaseDeps, type Done, type Inside, onCase, type Staff } from '../on-case.ts'
import type { OpenTask } from '../ports.ts'
import { MAX_REASON, reasonOf } from '../refuse-dossier.ts'
import { refuse as refuseCase } from '../refusals.ts'
import { actLabel, DUTY_NAMES } from '../words.ts'
import { chosenFor, peopleFor } from './people.ts'
import { refuse } from './refusals.ts'
import { tell } from './tell.ts'
import { delegationsOver, endDelegation, insertDelegation } from './work.store.ts'

export interface GivenStep extends CaseAct {
  taskId: string
}

/** The longest that a step may be with a colleague; who is away for longer has a substitute named. */
const MAX_DELEGATION_DAYS = 60

const delegationContext = (id: string) => `processing.delegation:${id}:reason`
const place = ({ row, agency }: Pick<Inside, 'row' | 'agency'>, task: OpenTask) => ({ agencyId: row.agency_id, agencyPath: agency.path, duty: task.duty })

/** Who does an open step: claimed, given back, given by a leader, delegated for a time, or chosen by the rule. */
export function createGiving(deps: CaseDeps) {
  const onStep = (actor: Staff, act: GivenStep, { kind, permission }: { kind: string; permission: string }, request: Json, work: (inside: Inside, task: OpenTask) => Promise<Done>, reason?: string) =>
    onCase(deps, actor, { ...act, kind, permission, request: [act.taskId, request], ...(reason ? { reason } : {}) }, async (inside) => {
      const task = (await deps.processes.openTasks(inside.tx, inside.row.id)).find((one) => one.taskId === act.taskId)
      if (!task) return refuseCase('no-such-step', { step: actLabel(kind) })
      const open = mayMove(inside.row, task.work === 'return' ? 'return' : 'work')
      return open.ok ? work(inside, task) : open
    })

  const done = (eventType: string, task: OpenTask, payload: { [key: string]: Json } = {}): Done => ({ ok: true, eventType, payload: { taskId: task.taskId, step: task.key, ...payload } })

  /** Nhận việc. */
  const claim = (actor: Staff, act: GivenStep): Promise<Decided<{ replayed: boolean }>> =>
    onStep(actor, act, { kind: 'claim', permission: 'dossier.claim' }, null, async ({ tx, agency, at }, task) => {
      const held = holdsStep(actor, task, agency)
      if (held) return held
      const claimed = await claimTask(tx, { taskId: task.taskId, staffId: actor.staffId, staffName: actor.name, at })
      return claimed.ok ? done('dossier.step-claimed', task, { to: actor.staffId }) : claimed
    })

  /** Trả việc về chung; under a delegation it goes back to whoever gave it. */
  const release = (actor: Staff, act: GivenStep): Promise<Decided<{ replayed: boolean }>> =>
    onStep(actor, act, { kind: 'release', permission: 'dossier.claim' }, null, async ({ tx, row, at, actId }, task) => {
      if (task.claimedBy !== actor.staffId) return refuse('not-your-claim', { step: task.name })
      const delegation = await endDelegation(tx, task.taskId, at)
      if (delegation) {
        await claimTask(tx, { taskId: task.taskId, staffId: delegation.from_staff, staffName: delegation.from_name, at, takeOver: true })
        await tell(tx, [delegation.from_staff], { row, kind: 'delegation-over', byName: actor.name, detail: task.name, at, about: actId }, actor.staffId)
      } else await releaseTask(tx, { taskId: task.taskId, staffId: actor.staffId })
      return done('dossier.step-released', task, { from: actor.staffId })
    })

  /** Giao, giao lại: a leader gives the step to one who holds its duty and is there, whoever has it now. */
  function assign(actor: Staff, act: GivenStep & { staffId: string; note?: string }): Promise<Decided<{ replayed: boolean }>> {
    if (!isId(act.staffId)) return Promise.resolve(refuse('assignee-needed'))
    const note = act.note?.trim() ? reasonOf(act.note) : ''
    if (note === null) return Promise.resolve(refuseCase('reason-needed', { max: MAX_REASON }))
    return onStep(actor, act, { kind: 'give', permission: 'dossier.assign' }, [act.staffId, note], async (inside, task) => {
      const { tx, row, at, actId } = inside
      const person = (await peopleFor(tx, place(inside, task), at)).find((one) => one.staffId === act.staffId)
      if (!person) return refuse('assignee-lacks-duty', { duty: DUTY_NAMES[task.duty] ?? task.duty })
      if (task.claimedBy === person.staffId) return refuse('assigned-already', { step: task.name, name: person.name })
      await endDelegation(tx, task.taskId, at)
      const given = await claimTask(tx, { taskId: task.taskId, staffId: person.staffId, staffName: person.name, at, takeOver: true })
      if (!given.ok) return given
      if (task.claimedBy) await updateDossier(tx, row.id, {})
      const telling = { row, byName: actor.name, detail: task.name, at, about: actId }
      await tell(tx, [person.staffId], { ...telling, kind: 'assigned' }, actor.staffId)
      if (task.claimedBy) await tell(tx, [task.claimedBy], { ...telling, kind: 'taken-away' }, actor.staffId)
      return done('dossier.step-assigned', task, { to: person.staffId, before: given.claimedBefore, how: 'leader' })
    }, note)
  }

  /** Ủy quyền xử lý: whoever has the step gives it to a colleague until the end of a day. */
  function delegate(actor: Staff, act: GivenStep & { staffId: string; until: string; reason: string }): Promise<Decided<{ replayed: boolean }>> {
    if (!isId(act.staffId)) return Promise.resolve(refuse('assignee-needed'))
    if (act.staffId === actor.staffId) return Promise.resolve(refuse('delegate-to-self'))
    const today = parseCivilDate(civilDateOf(deps.clock.now())) ?? 0
    const last = parseCivilDate(act.until)
    if (last === null || last < today || last > today + MAX_DELEGATION_DAYS) return Promise.resolve(refuse('delegation-until', { days: MAX_DELEGATION_DAYS }))
    const reason = reasonOf(act.reason)
    if (!reason) return Promise.resolve(refuseCase('reason-needed', { max: MAX_REASON }))
    return onStep(actor, act, { kind: 'delegate', permission: 'dossier.claim' }, [act.staffId, act.until, reason], async (inside, task) => {
      const { tx, row, at, actId } = inside
      if (task.claimedBy !== actor.staffId) return refuse('not-your-claim', { step: task.name })
      const person = (await peopleFor(tx, place(inside, task), at)).find((one) => one.staffId === act.staffId)
      if (!person) return refuse('assignee-lacks-duty', { duty: DUTY_NAMES[task.duty] ?? task.duty })
      await endDelegation(tx, task.taskId, at)
      await claimTask(tx, { taskId: task.taskId, staffId: person.staffId, staffName: person.name, at, takeOver: true })
      const id = newId()
      await insertDelegation(tx, {
        id,
        task_id: task.taskId,
        dossier_id: row.id,
        from_staff: actor.staffId,
        from_name: actor.name,
        to_staff: person.staffId,
        to_name: person.name,
        since: at,
        until: endOf(act.until),
        reason: deps.sealer.sealText(delegationContext(id), reason),
        ended_at: null,
        agency_id: row.agency_id,
        province_code: row.province_code,
      })
      await tell(tx, [person.staffId], { row, kind: 'delegated', byName: actor.name, detail: task.name, at, about: actId })
      return done('dossier.step-delegated', task, { to: person.staffId, from: actor.staffId, until: act.until })
    }, reason)
  }

  /** Delegations whose time is over: the step goes back to whoever gave it. By schedule, once each. */
  async function delegationsEnd(): Promise<number> {
    const over = await delegationsOver(deps.db, deps.clock.now(), 100)
    for (const one of over) {
      const act = { dossierId: one.dossier_id, key: `delegation-over:${one.id}`, seenRevision: null, kind: 'delegation-over', permission: 'dossier.do-step', request: null }
      await onCase(deps, { kind: 'system', name: 'delegation' }, act, async ({ tx, row, at }) => {
        const ended = await endDelegation(tx, one.task_id, at)
        const task = (await deps.processes.openTasks(tx, row.id)).find((open) => open.taskId === one.task_id)
        const back = ended?.id === one.id && task?.claimedBy === one.to_staff
        if (back && task) {
          await claimTask(tx, { taskId: one.task_id, staffId: one.from_staff, staffName: one.from_name, at, takeOver: true })
          await tell(tx, [one.from_staff, one.to_staff], { row, kind: 'delegation-over', byName: 'Hệ thống', detail: task.name, at, about: one.id })
        }
        return { ok: true, eventType: 'dossier.delegation-over', payload: { taskId: one.task_id, back } }
      })
    }
    return over.length
  }

  /** Gives every open step of a dossier that nobody has to the one whom the rule chooses; where nobody is there it waits for a leader. */
  async function assignByRule(dossierId: string): Promise<number> {
    let given = 0
    for (const { taskId, claimedBy } of await deps.processes.openTasks(deps.db, dossierId)) {
      if (claimedBy) continue
      const act = { dossierId, key: `by-rule:${taskId}`, seenRevision: null, kind: 'give-by-rule', permission: 'dossier.do-step', request: taskId }
      const decided = await onCase(deps, { kind: 'system', name: 'assignment' }, act, async (inside) => {
        const { tx, row, at } = inside
        const task = (await deps.processes.openTasks(tx, row.id)).find((open) => open.taskId === taskId)
        const chosen = task && !task.claimedBy ? await chosenFor(tx, place(inside, task), at) : null
        if (!task || !chosen) return refuse('assignee-needed')
        const claimed = await claimTask(tx, { taskId, staffId: chosen.staffId, staffName: chosen.name, at })
        if (!claimed.ok) return claimed
        await tell(tx, [chosen.staffId], { row, kind: 'assigned', byName: 'Hệ thống', detail: task.name, at, about: taskId })
        return done('dossier.step-assigned', task, { to: chosen.staffId, insteadOf: chosen.insteadOf, how: 'rule' })
      })
      if (decided.ok && !decided.replayed) given += 1
    }
    return given
  }

  return { claim, release, give: assign, delegate, delegationsEnd, assignByRule }
}
export type Giving = ReturnType<typeof createGiving>

/** The end of a civil day in Việt Nam. */
const endOf = (day: CivilDate): Date => new Date(instantOf(day).getTime() + 24 * 3600_000)
