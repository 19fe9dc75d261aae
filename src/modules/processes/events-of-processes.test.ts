import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInVietnam } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { loadHolidays, openCalendars } from '../calendar/index.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import { bpmn, END, flow, START, task } from './definition/sample.ts'
import {
  createCompleteTask,
  createDeliverMessage,
  createFireTimers,
  createPublishDefinition,
  createReportBack,
  createResumeProcess,
  createReturnTargets,
  createReturnToStep,
  createStartProcess,
  openDefinitions,
  pauseProcess,
  PROCESS_EVENTS,
  type ProcessDeps,
  tasksOfDossier,
} from './index.ts'
import { selectWaits } from './waits.store.ts'

const system: Actor = { kind: 'system', name: 'test' }
const officer: Actor = { kind: 'staff', staffId: '019a0000-0000-7000-8000-000000000001', name: 'Cán bộ 1', posts: [] }
const at = (text: string) => new Date(`${text}:00+07:00`)

let test: TestDatabase
let deps: ProcessDeps
beforeAll(async () => {
  test = await openTestDatabase()
  const appendEvent = createAppendEvent(test.sealer)
  await loadHolidays({ ...test, appendEvent }, fileURLToPath(new URL('../../../data/holidays', import.meta.url)))
  deps = { calendars: openCalendars(test), definitions: openDefinitions(test), appendEvent }
})
afterAll(() => test.close())

const act = <R>(work: (tx: Tx) => Promise<R>) => inTransaction(test.db, work)
const ok = <R extends { ok: boolean }>(result: R): Extract<R, { ok: true }> => {
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result as Extract<R, { ok: true }>
}
async function start(body: string, when: string, acts: string[] = []) {
  const xml = bpmn(body).replace('<bpmn:process ', '<bpmn:message id="M" name="answer" /><bpmn:error id="E" errorCode="no-answer" /><bpmn:process ')
  const { definitionId } = ok(await act((tx) => createPublishDefinition(deps)(tx, { key: newId(), xml, acts, actor: system, at: at(when) })))
  const ids = { definitionId, dossierId: newId(), agencyId: newId(), provinceCode: '92' }
  return { ...ids, ...ok(await act((tx) => createStartProcess(deps)(tx, { ...ids, scope: {}, actor: system, at: at(when) }))) }
}
const complete = async (dossierId: string, key: string, when: string) => {
  const task = (await tasksOfDossier(test.db, dossierId)).find((row) => row.task_key === key && row.closed_at === null)
  return act((tx) => createCompleteTask(deps)(tx, { taskId: task?.id ?? newId(), actor: officer, outcome: 'done', scope: {}, at: at(when) }))
}
const fireAt = (when: string) => createFireTimers({ ...deps, db: test.db, clock: { now: () => at(when) }, scopeOf: async () => ({}) })()
const steps = async (dossierId: string) => (await tasksOfDossier(test.db, dossierId)).map((row) => `${row.task_key} ${row.closed_at ? row.outcome : 'open'}`)
const deliver = (dossierId: string, key: string, when: string) =>
  act((tx) => createDeliverMessage(deps)(tx, { dossierId, message: 'answer', key, scope: {}, actor: system, at: at(when) }))

const timer = (length: string, clock = 'working') =>
  `<bpmn:timerEventDefinition motcua:clock="${clock}"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${length}</bpmn:timeDuration></bpmn:timerEventDefinition>`
const wait = (id: string, what: string) => `<bpmn:intermediateCatchEvent id="${id}" name="Chờ">${what}</bpmn:intermediateCatchEvent>`
const edge = (id: string, host: string, what: string, cancels = true) => `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${cancels}">${what}</bpmn:boundaryEvent>`
const MESSAGE = '<bpmn:messageEventDefinition messageRef="M" />'

/** A step that waits for another agency no longer than some days: then it goes on without it. */
const CONSULT = `${START}${task('hoi')}${edge('im-lang', 'hoi', timer('P2D'))}${task('tiep')}<bpmn:exclusiveGateway id="g" />${flow('start', 'hoi')}${flow('hoi', 'g')}${flow('im-lang', 'g')}${flow('g', 'tiep')}${flow('tiep', 'end')}${END}`

describe('timers', () => {
  it('count working days, over a holiday and the days off around it', async () => {
    const begun = await start(CONSULT, '2026-12-30T09:00')
    const [row] = await act((tx) => selectWaits(tx, begun.instanceId))
    // 01/01/2027 is New Year's Day, a Friday: two working days from Wednesday are Thursday and Monday.
    expect(isoInVietnam(row?.due_at ?? at('2000-01-01T00:00')).slice(0, 16)).toBe('2027-01-04T17:00')
    expect(await fireAt('2027-01-04T16:59')).toBe(0)
    expect(await steps(begun.dossierId)).toEqual(['hoi open'])
    expect(await fireAt('2027-01-04T17:00')).toBe(1)
    expect(await steps(begun.dossierId)).toEqual(['hoi cancelled', 'tiep open'])
    expect(await complete(begun.dossierId, 'hoi', '2027-01-04T17:01')).toMatchObject({ ok: false })
    const events = await createReadStream(test.sealer)(test.db, { kind: 'dossier', id: begun.dossierId })
    expect(events.map((event) => event.type)).toContain(PROCESS_EVENTS.timerFired)
  })

  it('fire once, however many workers see them', async () => {
    const begun = await Promise.all(Array.from({ length: 5 }, () => start(CONSULT, '2026-11-16T09:00')))
    const fired = await Promise.all(Array.from({ length: 4 }, () => fireAt('2026-11-19T09:00')))
    expect(fired.reduce((a, b) => a + b, 0)).toBe(5)
    expect(await fireAt('2026-11-20T09:00')).toBe(0)
    for (const one of begun) expect(await steps(one.dossierId)).toEqual(['hoi cancelled', 'tiep open'])
  })

  it('of a step that was closed at the same moment: one of the two happens, never both', async () => {
    for (let i = 0; i < 5; i += 1) {
      const begun = await start(CONSULT, '2026-11-16T09:00')
      const [fired, closed] = await Promise.all([fireAt('2026-11-19T09:00'), complete(begun.dossierId, 'hoi', '2026-11-19T09:00')])
      expect(closed.ok ? fired : fired === 1).toBe(closed.ok ? 0 : true)
      expect((await steps(begun.dossierId)).filter((step) => step.endsWith('open'))).toEqual(['tiep open'])
    }
  })

  it('leave nothing half done when a transaction breaks off', async () => {
    const begun = await start(CONSULT, '2026-11-16T09:00')
    const broken = createFireTimers({ ...deps, appendEvent: () => Promise.reject(new Error('power cut')), db: test.db, clock: { now: () => at('2026-11-19T09:00') }, scopeOf: async () => ({}) })
    await expect(broken()).rejects.toThrow(/could not be fired/)
    expect(await steps(begun.dossierId)).toEqual(['hoi open'])
    expect(await fireAt('2026-11-19T09:00')).toBe(1)
    expect(await steps(begun.dossierId)).toEqual(['hoi cancelled', 'tiep open'])
  })

  it('beside a step remind without taking it away, once', async () => {
    const begun = await start(
      `${START}${task('lam')}${edge('nhac', 'lam', timer('PT4H'), false)}${task('don-doc', 'leader')}<bpmn:endEvent id="e" />${flow('start', 'lam')}${flow('lam', 'end')}${flow('nhac', 'don-doc')}${flow('don-doc', 'e')}${END}`,
      '2026-11-16T08:00',
    )
    expect(await fireAt('2026-11-16T14:00')).toBe(1)
    expect(await fireAt('2026-11-18T14:00')).toBe(0)
    expect((await steps(begun.dossierId)).sort()).toEqual(['don-doc open', 'lam open'])
    ok(await complete(begun.dossierId, 'lam', '2026-11-18T15:00'))
    expect(ok(await complete(begun.dossierId, 'don-doc', '2026-11-18T15:00')).ended).toBe(true)
  })

  it('by the clock on the wall count nights and Sundays; a pause puts each off by its own clock', async () => {
    const body = (clock: string) => `${START}${wait('cho', timer('P1D', clock))}${task('tiep')}${flow('start', 'cho')}${flow('cho', 'tiep')}${flow('tiep', 'end')}${END}`
    const [wall, working] = [await start(body('calendar'), '2026-11-20T16:00'), await start(body('working'), '2026-11-20T16:00')]
    const due = async (one: { instanceId: string }) => isoInVietnam((await act((tx) => selectWaits(tx, one.instanceId)))[0]?.due_at ?? new Date(0)).slice(0, 16)
    expect([await due(wall), await due(working)]).toEqual(['2026-11-21T16:00', '2026-11-23T17:00'])
    for (const { dossierId } of [wall, working]) await act((tx) => pauseProcess(tx, { dossierId, at: at('2026-11-20T16:30') }))
    expect(await fireAt('2026-11-25T08:00')).toBe(0)
    for (const { dossierId } of [wall, working]) {
      await act((tx) => createResumeProcess(deps)(tx, { dossierId, at: at('2026-11-25T08:00') }))
    }
    // Stood still: 111.5 hours of the wall's clock; half an hour on Friday and two working days of the office's.
    expect([await due(wall), await due(working)]).toEqual(['2026-11-26T07:30', '2026-11-26T08:30'])
  })
})

describe('messages', () => {
  it('go to what waits for them, once a key; none waits: refused, nothing written', async () => {
    const begun = await start(`${START}${task('a')}${wait('cho', MESSAGE)}${task('b')}${flow('start', 'a')}${flow('a', 'cho')}${flow('cho', 'b')}${flow('b', 'end')}${END}`, '2026-11-16T08:00')
    expect(await deliver(begun.dossierId, 'k1', '2026-11-16T08:10')).toMatchObject({ refusal: { code: 'message-not-awaited' } })
    ok(await complete(begun.dossierId, 'a', '2026-11-16T08:20'))
    const all = await Promise.all([1, 2, 3].map(() => deliver(begun.dossierId, 'k1', '2026-11-16T08:30')))
    expect(all.filter((one) => one.ok && one.carried !== null)).toHaveLength(1)
    expect(all.every((one) => one.ok)).toBe(true)
    expect(await steps(begun.dossierId)).toEqual(['a done', 'b open'])
    expect(await deliver(newId(), 'k', '2026-11-16T08:30')).toMatchObject({ refusal: { code: 'process-not-running' } })
  })

  it('on the edge of a sub-process end all that runs in it', async () => {
    const inner = `<bpmn:startEvent id="s" />${task('x')}${task('y')}<bpmn:parallelGateway id="p" /><bpmn:endEvent id="e" />${flow('s', 'p')}${flow('p', 'x')}${flow('p', 'y')}${flow('x', 'e')}${flow('y', 'e')}`
    const begun = await start(
      `${START}<bpmn:subProcess id="sub" name="Phần">${inner}</bpmn:subProcess>${edge('huy', 'sub', MESSAGE)}${task('z')}${flow('start', 'sub')}${flow('sub', 'end')}${flow('huy', 'z')}${flow('z', 'end')}${END}`,
      '2026-11-16T08:00',
    )
    ok(await complete(begun.dossierId, 'x', '2026-11-16T08:10'))
    ok(await deliver(begun.dossierId, 'k', '2026-11-16T08:20'))
    expect((await steps(begun.dossierId)).sort()).toEqual(['x done', 'y cancelled', 'z open'])
    expect(await act((tx) => selectWaits(tx, begun.instanceId))).toEqual([])
  })
})

describe('acts of the system that fail', () => {
  it('go on by the event that catches their error', async () => {
    const begun = await start(
      `${START}<bpmn:serviceTask id="s" name="Hỏi" motcua:act="ask" />${edge('hong', 's', '<bpmn:errorEventDefinition errorRef="E" />')}${task('tay')}${flow('start', 's')}${flow('s', 'end')}${flow('hong', 'tay')}${flow('tay', 'end')}${END}`,
      '2026-11-16T08:00',
      ['ask'],
    )
    const report = () => act((tx) => createReportBack(deps)(tx, { instanceId: begun.instanceId, token: 1, outcome: 'no-answer', error: 'no-answer', scope: {}, actor: system, at: at('2026-11-16T08:01') }))
    expect((await report())?.opened.map((each) => each.key)).toEqual(['tay'])
    expect(await report()).toBeNull()
  })
})

describe('going back to an earlier step', () => {
  const LINE = `${START}${task('a')}${task('b')}${edge('han', 'b', timer('P2D'), false)}${task('c')}${task('nhac')}<bpmn:endEvent id="e" />${flow('start', 'a')}${flow('a', 'b')}${flow('b', 'c')}${flow('c', 'end')}${flow('han', 'nhac')}${flow('nhac', 'e')}${END}`
  const back = (dossierId: string, step: string, reason = 'Thiếu chữ ký') =>
    act((tx) => createReturnToStep(deps)(tx, { dossierId, step, reason, actor: officer, at: at('2026-11-17T09:00') }))

  it('opens it anew with its deadline, cancels what came after, and is told in the history', async () => {
    const begun = await start(LINE, '2026-11-16T08:00')
    ok(await complete(begun.dossierId, 'a', '2026-11-16T09:00'))
    expect((await createReturnTargets({ db: test.db, definitions: deps.definitions })(begun.dossierId)).map((step) => step.id)).toEqual(['a'])
    const returned = ok(await back(begun.dossierId, 'a'))
    expect([returned.opened.map((each) => each.key), returned.cancelled]).toEqual([['a'], ['b']])
    expect(await steps(begun.dossierId)).toEqual(['a done', 'b returned', 'a open'])
    expect(await act((tx) => selectWaits(tx, begun.instanceId))).toEqual([])
    const events = await createReadStream(test.sealer)(test.db, { kind: 'dossier', id: begun.dossierId })
    expect(events.find((event) => event.type === PROCESS_EVENTS.returned)?.payload).toMatchObject({ to: 'a', from: ['b'], reason: 'Thiếu chữ ký' })
    ok(await complete(begun.dossierId, 'a', '2026-11-17T10:00'))
    ok(await complete(begun.dossierId, 'b', '2026-11-17T11:00'))
    expect(ok(await complete(begun.dossierId, 'c', '2026-11-17T11:00')).ended).toBe(true)
  })

  it('by two at once happens once; refused without reason, to what was not done, and when nothing runs', async () => {
    const begun = await start(LINE, '2026-11-16T08:00')
    ok(await complete(begun.dossierId, 'a', '2026-11-16T09:00'))
    expect(await back(begun.dossierId, 'a', '  ')).toMatchObject({ refusal: { code: 'return-without-reason' } })
    expect(await back(begun.dossierId, 'c')).toMatchObject({ refusal: { code: 'return-not-possible' } })
    expect(await back(begun.dossierId, 'nowhere')).toMatchObject({ refusal: { code: 'return-not-possible' } })
    const both = await Promise.all([back(begun.dossierId, 'a'), back(begun.dossierId, 'a')])
    expect(both.map((one) => (one.ok ? 'ok' : one.refusal.code)).sort()).toEqual(['ok', 'return-to-open-step'])
    expect(await back(newId(), 'a')).toMatchObject({ refusal: { code: 'process-not-running' } })
  })
})
