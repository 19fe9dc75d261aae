import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileProcess } from '../definition/compile.ts'
import type { ProcessModel } from '../definition/model.ts'
import { bpmn, END, flow, START, task } from '../definition/sample.ts'
import { eventsIn, placesOf, situation } from '../definition/soundness.ts'
import { NOT_STARTED, type ProcessState } from './advance.ts'
import { moveOutcomes, moveState, type NodeMap } from './migrate.ts'
import { blocks, drawAcross, drawStructured } from './random-models.fixture.ts'
import { type Choose, Run } from './run.ts'

async function modelOf(xml: string): Promise<ProcessModel> {
  const compiled = await compileProcess(xml, { acts: ['call'] })
  if (!compiled.ok) throw new Error(compiled.faults.map((fault) => fault.message).join('\n'))
  return compiled.model
}
const chain = (...keys: string[]) => modelOf(bpmn([START, ...keys.map((key) => task(key)), ...['start', ...keys].map((key, i) => flow(key, keys[i] ?? 'end')), END].join('\n')))
const beside = (...keys: string[]) =>
  modelOf(bpmn([START, '<bpmn:parallelGateway id="s" />', '<bpmn:parallelGateway id="j" />', task('last'), ...keys.map((key) => task(key)), flow('start', 's'), ...keys.flatMap((key) => [flow('s', key), flow(key, 'j')]), flow('j', 'last'), flow('last', 'end'), END].join('\n')))

const first: Choose = (_gateway, _ways, fallback) => [fallback]
/** The process after its steps were done in this order. */
function after(model: ProcessModel, ...done: string[]): ProcessState {
  let { state } = new Run(model, NOT_STARTED, first).carry({ kind: 'start' })
  for (const step of done) {
    const token = state.tokens.find((one) => one.node === step && one.flow === null)
    if (!token) throw new Error(`${step} is not open.`)
    state = new Run(model, state, first).carry({ kind: 'complete', token: token.seq }).state
  }
  return state
}
const standing = (state: ProcessState) => state.tokens.map(({ seq, node, flow: way }) => `${seq} ${node}${way ? ` by ${way}` : ''}`)

describe('a dossier carried over to another version', () => {
  it.each<[string, () => Promise<[ProcessModel, ProcessModel]>, string[], NodeMap, string[] | string]>([
    ['stands at the step of the same key, whatever was put before it', async () => [await chain('a', 'b'), await chain('a', 'x', 'b', 'c')], ['a'], {}, ['2 b']],
    ['stands at the step that was named', async () => [await chain('a', 'b'), await chain('a', 'c')], ['a'], { b: 'c' }, ['2 c']],
    ['has nowhere to stand when its step is gone', async () => [await chain('a', 'b'), await chain('a', 'c')], ['a'], {}, 'no-counterpart'],
    ['has nowhere to stand when its step was said to have none', async () => [await chain('a', 'b'), await chain('a', 'b')], ['a'], { b: null }, 'no-counterpart'],
    ['keeps a branch that is done', async () => [await beside('a', 'b'), await beside('b', 'a')], ['a'], {}, ['3 b', '4 j by a-j']],
    ['keeps a branch that is done under another name', async () => [await beside('a', 'b'), await beside('c', 'b')], ['a'], { a: 'c' }, ['3 b', '4 j by c-j']],
    ['is not carried over where a branch more is needed', async () => [await beside('a', 'b'), await beside('a', 'b', 'c')], ['a'], {}, 'never-so'],
    ['is not carried over where its branch is none', async () => [await beside('a', 'b', 'c'), await beside('a', 'b')], ['a', 'c'], {}, 'no-branch'],
    ['is not carried over where two steps come after each other', async () => [await beside('a', 'b'), await chain('a', 'b', 'last')], [], {}, 'never-so'],
  ])('%s', async (_what, models, done, map, expected) => {
    const [from, to] = await models()
    const moved = moveState(from, to, after(from, ...done), map)
    expect(moved.ok ? standing(moved.state).sort() : moved.why.kind).toEqual(expected)
  })

  it('keeps what its steps came to, under their new keys', () => {
    expect(moveOutcomes({ a: 'agreed', b: 'done', c: 'done' }, { a: 'x', b: null })).toEqual({ x: 'agreed', c: 'done' })
    expect(moveOutcomes({ a: 'one', b: 'two' }, { a: 'b', b: 'a' })).toEqual({ b: 'one', a: 'two' })
  })
})

/** One that is sound and whose every situation was tried; null for others. */
async function sound(xml: string): Promise<ProcessModel | null> {
  const compiled = await compileProcess(xml, { acts: ['call'], situations: 250 })
  return compiled.ok && compiled.whole ? compiled.model : null
}

describe('any dossier of any process', { timeout: 120_000 }, () => {
  it('loses no token and doubles none, and runs to the end on the other version', async () => {
    const counted = { same: 0, across: 0, other: 0, kept: 0, joins: 0 }
    const jump = fc.tuple(fc.nat(), fc.nat())
    await fc.assert(
      fc.asyncProperty(blocks, blocks, fc.array(jump, { minLength: 1, maxLength: 2 }), fc.infiniteStream(fc.nat()), async (one, another, jumps, random) => {
        const pick = (n: number) => (random.next().value ?? 0) % n
        const choose: Choose = (gateway, ways, fallback) => {
          const some = gateway.kind === 'exclusive' ? ways.filter(() => pick(2) === 0).slice(0, 1) : ways.filter(() => pick(2) === 0)
          return some.length > 0 ? some : [fallback]
        }
        const from = await sound(drawStructured(one))
        const others = { same: from, across: await sound(drawAcross(one, jumps, true)), other: await sound(drawStructured(another)) }
        if (!from) return
        let { state } = new Run(from, NOT_STARTED, choose).carry({ kind: 'start' })
        for (let step = 0; step < 12; step += 1) {
          for (const [kind, to] of Object.entries(others) as ['same' | 'across' | 'other', ProcessModel | null][]) {
            if (!to) continue
            const moved = moveState(from, to, state, {})
            if (kind === 'same') expect(moved.ok && situation(moved.state)).toBe(situation(state))
            if (!moved.ok) {
              counted.kept += 1
              continue
            }
            counted[kind] += state.tokens.length
            counted.joins += state.tokens.filter((token) => token.flow !== null).length
            expect(moved.state.tokens.map(({ seq, node, scope }) => [seq, node, scope])).toEqual(state.tokens.map(({ seq, node, scope }) => [seq, node, scope]))
            expect(moved.state.nextSeq).toBe(state.nextSeq)
            expect([...moved.kept.map((edge) => edge.from), ...moved.dropped].length).toBe(state.armed.length)
            runsToTheEnd(to, moved.state, choose, pick)
          }
          const events = eventsIn(from, state)
          const event = events[pick(Math.max(events.length, 1))]
          if (!event) return
          state = new Run(from, state, choose).carry(event).state
        }
      }),
      { numRuns: 300 },
    )
    expect(counted.same).toBeGreaterThan(1000)
    expect(counted.across).toBeGreaterThan(300)
    expect(counted.other).toBeGreaterThan(20)
    expect(counted.kept).toBeGreaterThan(300)
    expect(counted.joins).toBeGreaterThan(100)
  })
})

function runsToTheEnd(model: ProcessModel, begun: ProcessState, choose: Choose, pick: (n: number) => number): void {
  let state = begun
  for (let step = 0; step < 200; step += 1) {
    const places = placesOf(state)
    expect(new Set(places).size).toBe(places.length)
    const events = eventsIn(model, state)
    if (state.tokens.length === 0) return
    const event = events[pick(Math.max(events.length, 1))]
    if (!event) expect.fail('It waits for ever.')
    state = new Run(model, state, choose).carry(event).state
  }
}
