import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../../platform/actor.ts'
import { isoInVietnam } from '../../platform/clock.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { sentenceOf } from '../../platform/problems.ts'
import { readPart } from '../../platform/together.ts'
import { loadHolidays, openCalendars } from '../calendar/index.ts'
import { createAppendEvent, createReadStream } from '../events/index.ts'
import { BIRTH, bpmn, END, flow, START, task } from './definition/sample.ts'
import {
  type CarriedOn,
  claimTask,
  compileProcess,
  createCancelProcess,
  createCompleteTask,
  createPublishDefinition,
  createReportBack,
  createResumeProcess,
  createStartProcess,
  listOpenTasks,
  openDefinitions,
  openStepCount,
  pauseProcess,
  PROCESS_EVENTS,
  type ProcessDeps,
  releaseTask,
  repairTaskCounts,
  takeInTasks,
  wayOf,
} from './index.ts'

const system: Actor = { kind: 'system', name: 'test' }
const officer = (n: number): Actor & { kind: 'staff' } => ({
  kind: 'staff',
  staffId: `019a0000-0000-7000-8000-00000000000${n}`,
  name: `Cán bộ ${n}`,
  posts: [],
})
const at = (text: string) => new Date(`${text}:00+07:00`)
const local = (instant: Date | null | undefined) => (instant ? isoInVietnam(instant).slice(0, 16) : null)

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
const publish = async (xml: string, key = newId(), acts: string[] = []) =>
  ok(
    await act((tx) => createPublishDefinition(deps)(tx, { key, xml, acts, actor: system, at: at('2026-11-02T09:00') })),
  )
async function start(
  definitionId: string,
  when: string,
  place: { agencyId?: string; scope?: Record<string, unknown> } = {},
) {
  const ids = { definitionId, dossierId: newId(), agencyId: place.agencyId ?? newId(), provinceCode: '92' }
  return {
    ...ids,
    ...ok(
      await act((tx) =>
        createStartProcess(deps)(tx, { ...ids, scope: place.scope ?? {}, actor: system, at: at(when) }),
      ),
    ),
  }
}
const complete = (taskId: string, outcome: string, when: string, actor: Actor = officer(1), scope = {}) =>
  act((tx) => createCompleteTask(deps)(tx, { taskId, actor, outcome, scope, at: at(when) }))
const taskOf = (carried: CarriedOn, key: string) => carried.opened.find((each) => each.key === key)?.taskId ?? ''

describe('definitions', () => {
  it('the same file is the same version, another file the next one', async () => {
    const key = newId()
    const first = await publish(BIRTH, key)
    const again = await publish(BIRTH, key)
    const changed = await publish(BIRTH.replace('motcua:hours="3"', 'motcua:hours="4"'), key)
    expect([first.number, again.number, changed.number]).toEqual([1, 1, 2])
    expect([again.definitionId === first.definitionId, again.isNew, changed.isNew]).toEqual([true, false, true])
  })

  it('published at once by several are one version', async () => {
    const key = newId()
    const all = await Promise.all([1, 2, 3].map(() => publish(BIRTH, key)))
    expect(new Set(all.map((each) => each.definitionId)).size).toBe(1)
  })

  it('a file with faults is not published', async () => {
    const result = await act((tx) =>
      createPublishDefinition(deps)(tx, { key: 'x', xml: bpmn(START), actor: system, at: at('2026-11-02T09:00') }),
    )
    expect(result).toMatchObject({ ok: false, refusal: { code: 'process-has-faults' } })
    expect(result.faults?.[0]).toMatchObject({ code: 'dead-end', line: 4 })
  })

  it('the process of every shipped package compiles', async () => {
    const file = new URL('../../../procedures/ho-tich/1.001193-dang-ky-khai-sinh/process.bpmn', import.meta.url)
    const compiled = await compileProcess(await readFile(file, 'utf8'))
    expect(compiled.ok ? [] : compiled.faults).toEqual([])
  })
})

describe('a running process', () => {
  it('opens steps with deadlines in working hours and ends', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-20T16:00')
    expect(begun.opened.map((each) => [each.key, each.duty, local(each.dueAt)])).toEqual([
      ['tham-dinh', 'specialist', '2026-11-23T09:30'],
    ])
    const signed = ok(await complete(taskOf(begun, 'tham-dinh'), 'done', '2026-11-23T09:00'))
    expect(signed.opened.map((each) => [each.key, local(each.dueAt)])).toEqual([['ky', '2026-11-23T11:00']])
    const back = ok(await complete(taskOf(signed, 'ky'), 'return', '2026-11-23T10:00', officer(2)))
    expect(back.opened.map((each) => each.key)).toEqual(['tham-dinh'])
    const again = ok(await complete(taskOf(back, 'tham-dinh'), 'done', '2026-11-23T10:30'))
    const both = ok(await complete(taskOf(again, 'ky'), 'approved', '2026-11-23T11:00', officer(2)))
    expect(both.opened.map((each) => each.key).sort()).toEqual(['bao', 'cap-so'])
    expect(ok(await complete(taskOf(both, 'bao'), 'done', '2026-11-23T11:00')).opened).toEqual([])
    const last = ok(await complete(taskOf(both, 'cap-so'), 'done', '2026-11-23T11:10'))
    expect(last.opened.map((each) => [each.key, each.dueAt])).toEqual([['tra', null]])
    expect(ok(await complete(taskOf(last, 'tra'), 'done', '2026-11-23T14:00')).ended).toBe(true)
    const way = await wayOf(deps.definitions, test.db, begun.dossierId)
    expect(way.map((step) => `${step.key} ${step.state} ${step.outcome}`)).toEqual([
      'tham-dinh done done',
      'ky done return',
      'tham-dinh done done',
      'ky done approved',
      'cap-so done done',
      'bao done done',
      'tra done done',
    ])
  })

  it('shows what is done, what is now and what comes next', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-16T08:00')
    await complete(taskOf(begun, 'tham-dinh'), 'done', '2026-11-16T09:00')
    const way = await wayOf(deps.definitions, test.db, begun.dossierId)
    expect(way.map((step) => `${step.key} ${step.state}`)).toEqual([
      'tham-dinh done',
      'ky now',
      'cap-so next',
      'bao next',
      'tra next',
    ])
  })

  it('follows the dossier’s facts, and earlier outcomes', async () => {
    const { definitionId } = await publish(
      bpmn(`${START}${task('a')}${task('b')}<bpmn:exclusiveGateway id="g" default="g-c" />${task('c')}${task('d')}
        ${flow('start', 'a')}${flow('a', 'b')}${flow('b', 'g')}${flow('g', 'd', 'outcomes.a = "hard" and pages > 3')}${flow('g', 'c')}${flow('c', 'end')}${flow('d', 'end')}${END}`),
    )
    for (const [outcome, pages, expected] of [
      ['hard', 5, 'd'],
      ['easy', 5, 'c'],
      ['hard', 1, 'c'],
    ] as const) {
      const begun = await start(definitionId, '2026-11-16T08:00')
      const second = ok(await complete(taskOf(begun, 'a'), outcome, '2026-11-16T09:00'))
      const third = ok(await complete(taskOf(second, 'b'), 'done', '2026-11-16T10:00', officer(1), { pages }))
      expect(third.opened.map((each) => each.key)).toEqual([expected])
    }
  })

  it('does not start twice for one dossier', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-16T08:00')
    const again = await act((tx) =>
      createStartProcess(deps)(tx, { ...begun, scope: {}, actor: system, at: at('2026-11-16T08:00') }),
    )
    expect(again).toMatchObject({ refusal: { code: 'process-already-running' } })
  })

  it('stays on the version it began with', async () => {
    const key = newId()
    const begun = await start((await publish(BIRTH, key)).definitionId, '2026-11-16T08:00')
    await publish(BIRTH.replace('motcua:duty="leader"', 'motcua:duty="clerk"'), key)
    const next = ok(await complete(taskOf(begun, 'tham-dinh'), 'done', '2026-11-16T09:00'))
    expect(next.opened[0]?.duty).toBe('leader')
  })
})

describe('two officers on one step', () => {
  it('the second is told who did it, when', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-16T08:00')
    const id = taskOf(begun, 'tham-dinh')
    const results = await Promise.all([1, 2, 3, 4].map((n) => complete(id, 'done', '2026-11-16T09:00', officer(n))))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    const refused = results.find((result) => !result.ok)
    expect(refused && !refused.ok && sentenceOf(refused.refusal, 'vi')).toMatch(
      /^Bước «Bước tham-dinh» đã được Cán bộ \d thực hiện lúc 09:00, 16\/11\/2026\./,
    )
    const open = await listOpenTasks(test.db, {
      places: [{ agencyId: begun.agencyId, duties: ['leader', 'specialist'] }],
      limit: 10,
    })
    expect(open.tasks.map((each) => each.task_key)).toEqual(['ky'])
  })

  it('the branches of a parallel part, closed at the same moment, join once', async () => {
    const names = ['a', 'b', 'c', 'd']
    const { definitionId } = await publish(
      bpmn(`${START}<bpmn:parallelGateway id="p" /><bpmn:parallelGateway id="j" />${names.map((n) => task(n)).join('')}${task('z')}
        ${flow('start', 'p')}${names.map((n) => flow('p', n) + flow(n, 'j')).join('')}${flow('j', 'z')}${flow('z', 'end')}${END}`),
    )
    const begun = await start(definitionId, '2026-11-16T08:00')
    const results = await Promise.all(
      begun.opened.map((each, i) => complete(each.taskId, 'done', '2026-11-16T09:00', officer(i))),
    )
    expect(results.flatMap((result) => ok(result).opened.map((each) => each.key))).toEqual(['z'])
  })

  it('a step that a colleague has taken up is theirs until released or taken over', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-16T08:00')
    const taskId = taskOf(begun, 'tham-dinh')
    const claim = (n: number, takeOver = false) =>
      act((tx) =>
        claimTask(tx, {
          taskId,
          staffId: officer(n).staffId,
          staffName: officer(n).name,
          at: at('2026-11-16T08:30'),
          takeOver,
        }),
      )
    const both = await Promise.all([claim(1), claim(2)])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    const first = both[0]?.ok ? 1 : 2
    const other = 3 - first
    expect(await complete(taskId, 'done', '2026-11-16T09:00', officer(other))).toMatchObject({
      refusal: { code: 'task-claimed', params: { name: `Cán bộ ${first}`, at: '08:30, 16/11/2026' } },
    })
    expect(await act((tx) => releaseTask(tx, { taskId, staffId: officer(other).staffId }))).toMatchObject({ ok: false })
    expect(await claim(other, true)).toMatchObject({ ok: true, claimedBefore: officer(first).staffId })
    expect(await act((tx) => releaseTask(tx, { taskId, staffId: officer(other).staffId }))).toEqual({ ok: true })
    expect(await complete(taskId, 'done', '2026-11-16T09:00', officer(first))).toMatchObject({ ok: true })
  })

  it('refuses outcomes and steps that are none', async () => {
    expect(await complete(newId(), 'done', '2026-11-16T09:00')).toMatchObject({ refusal: { code: 'task-not-found' } })
    expect(await complete(newId(), "'; drop", '2026-11-16T09:00')).toMatchObject({
      refusal: { code: 'outcome-unreadable' },
    })
  })
})

describe('pauses and ends', () => {
  it('a pause moves open deadlines by the working time stopped and lets nothing be done meanwhile', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-17T08:00')
    const taskId = taskOf(begun, 'tham-dinh')
    expect(local(begun.opened[0]?.dueAt)).toBe('2026-11-17T11:00')
    await act((tx) => pauseProcess(tx, { dossierId: begun.dossierId, at: at('2026-11-17T10:00') }))
    await act((tx) => pauseProcess(tx, { dossierId: begun.dossierId, at: at('2026-11-17T10:30') }))
    expect(await complete(taskId, 'done', '2026-11-17T14:00')).toMatchObject({
      refusal: { code: 'process-paused', params: { at: '10:00, 17/11/2026' } },
    })
    expect((await wayOf(deps.definitions, test.db, begun.dossierId))[0]?.state).toBe('paused')
    const resume = (when: string) =>
      act((tx) => createResumeProcess(deps)(tx, { dossierId: begun.dossierId, at: at(when) }))
    await resume('2026-11-19T15:00')
    await resume('2026-11-25T15:00')
    // Stopped: 1.5 + 3.5 hours on the 17th, 7.5 on the 18th, 4 + 1.5 on the 19th: 18 hours from 11:00 on the 17th.
    expect(local((await wayOf(deps.definitions, test.db, begun.dossierId))[0]?.dueAt)).toBe('2026-11-19T16:00')
    expect(await complete(taskId, 'done', '2026-11-19T15:30')).toMatchObject({ ok: true })
  })

  it('a cancelled process closes its steps and can start anew', async () => {
    const { definitionId } = await publish(BIRTH)
    const begun = await start(definitionId, '2026-11-16T08:00')
    const cancel = () =>
      act((tx) =>
        createCancelProcess(deps)(tx, { dossierId: begun.dossierId, actor: officer(1), at: at('2026-11-16T09:00') }),
      )
    expect(await cancel()).toMatchObject({ ended: true, opened: [] })
    expect(await cancel()).toBeNull()
    expect((await wayOf(deps.definitions, test.db, begun.dossierId)).map((step) => step.state)).toEqual(['cancelled'])
    expect(await complete(taskOf(begun, 'tham-dinh'), 'done', '2026-11-16T10:00')).toMatchObject({
      refusal: { code: 'task-already-done' },
    })
    expect(
      await act((tx) =>
        createStartProcess(deps)(tx, { ...begun, scope: {}, actor: system, at: at('2026-11-16T10:00') }),
      ),
    ).toMatchObject({ ok: true })
  })
})

describe('acts of the system', () => {
  it('are called by an event and carry the process on once', async () => {
    const { definitionId } = await publish(
      bpmn(
        `${START}<bpmn:serviceTask id="s" name="Xin số định danh" motcua:act="personal-number" />${task('a')}${flow('start', 's')}${flow('s', 'a')}${flow('a', 'end')}${END}`,
      ),
      newId(),
      ['personal-number'],
    )
    const begun = await start(definitionId, '2026-11-16T08:00')
    expect(begun).toMatchObject({ opened: [], ended: false })
    const events = await createReadStream(test.sealer)(test.db, { kind: 'dossier', id: begun.dossierId })
    const called = events.find((event) => event.type === PROCESS_EVENTS.actCalled)?.payload as {
      instanceId: string
      token: number
      act: string
    }
    expect(called.act).toBe('personal-number')
    const report = () =>
      act((tx) =>
        createReportBack(deps)(tx, {
          ...called,
          outcome: 'done',
          scope: {},
          actor: system,
          at: at('2026-11-16T08:01'),
        }),
      )
    const results = await Promise.all([report(), report(), report()])
    expect(results.filter((result) => result !== null).map((result) => result?.opened.map((each) => each.key))).toEqual(
      [['a']],
    )
  })
})

describe('the inbox', () => {
  it('lists by what is due first, by agency and duty, page by page, and counts', async () => {
    const [ours, other] = [newId(), newId()]
    const { definitionId } = await publish(BIRTH)
    const begun: Awaited<ReturnType<typeof start>>[] = []
    for (let i = 0; i < 25; i += 1)
      begun.push(
        await start(definitionId, `2026-11-${16 + (i % 5)}T0${8 + (i % 2)}:0${i % 10}`, {
          agencyId: i < 20 ? ours : other,
        }),
      )
    const places = [{ agencyId: ours, duties: ['specialist', 'leader'] as const }]
    const seen: string[] = []
    let after: Parameters<typeof listOpenTasks>[1]['after']
    do {
      const page = await listOpenTasks(test.db, { places, limit: 7, after })
      seen.push(...page.tasks.map((each) => each.dossier_id))
      expect(page.tasks.map((each) => each.order_at.getTime())).toEqual(
        page.tasks.map((each) => each.order_at.getTime()).toSorted((a, b) => a - b),
      )
      after = page.next ?? undefined
    } while (after)
    expect(seen.sort()).toEqual(
      begun
        .slice(0, 20)
        .map((each) => each.dossierId)
        .sort(),
    )
    expect(
      (await listOpenTasks(test.db, { places: [{ agencyId: ours, duties: ['clerk'] }], limit: 50 })).tasks,
    ).toEqual([])
    await complete(begun[0]?.opened[0]?.taskId ?? '', 'done', '2026-11-16T09:00')
    await act((tx) => pauseProcess(tx, { dossierId: begun[1]?.dossierId ?? '', at: at('2026-11-17T10:00') }))
    const count = (duties: ('leader' | 'specialist' | 'clerk')[]) => readPart(test.db, openStepCount([{ agencyId: ours, duties }]))
    expect(await count(['leader', 'specialist'])).toBe(20)
    expect(await count(['leader'])).toBe(1)
    expect(await count(['clerk'])).toBe(0)
    await takeInTasks(test.db, () => 30)
    expect([await count(['leader', 'specialist']), await count(['leader']), await count(['clerk'])]).toEqual([20, 1, 0])
    expect(await repairTaskCounts(test.db)).toBe(0)
  })
})
