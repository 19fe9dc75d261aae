import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileProcess } from '../definition/compile.ts'
import { nodeOf, type ProcessModel } from '../definition/model.ts'
import { bpmn, END, flow, START, task } from '../definition/sample.ts'
import { eventsIn, placesOf } from '../definition/soundness.ts'
import { advance, NOT_STARTED, type ProcessState } from './advance.ts'
import { blocks, drawStructured } from './random-models.fixture.ts'
import { returnTargets, returnTo } from './return-to.ts'
import { Run } from './run.ts'

async function modelOf(xml: string): Promise<ProcessModel> {
  const compiled = await compileProcess(xml)
  if (!compiled.ok) throw new Error(compiled.faults.map((fault) => fault.message).join('\n'))
  return compiled.model
}
const openIn = (state: ProcessState) => state.tokens.filter((token) => token.flow === null).map((token) => token.node).sort()

/** Two branches (a, then a2; b), joined before c. */
const BRANCHES = bpmn(
  `${START}${task('first')}<bpmn:parallelGateway id="p" />${['a', 'a2', 'b', 'c'].map((id) => task(id)).join('')}<bpmn:parallelGateway id="j" />
   ${flow('start', 'first')}${flow('first', 'p')}${flow('p', 'a')}${flow('p', 'b')}${flow('a', 'a2')}${flow('a2', 'j')}${flow('b', 'j')}${flow('j', 'c')}${flow('c', 'end')}${END}`,
)

describe('going back to a step', () => {
  it.each([
    ['cancels what lies behind', ['first', 'a', 'a2', 'b'], 'first', ['first'], ['c']],
    ['leaves another branch as it is', ['first', 'a'], 'a', ['a', 'b'], ['a2']],
    ['into a branch that was joined: the other one counts as done', ['first', 'a', 'a2', 'b'], 'a', ['a'], ['c']],
    ['into the one branch that is done, beside one under way', ['first', 'b', 'a'], 'b', ['a2', 'b'], []],
    ['over both branches', ['first', 'a', 'b'], 'first', ['first'], ['a2']],
  ])('%s', async (_title, did, step, open, cancelled) => {
    const model = await modelOf(BRANCHES)
    let state = advance(model, NOT_STARTED, { kind: 'start' }, {}).state
    for (const node of did) state = advance(model, state, { kind: 'complete', token: state.tokens.find((token) => token.node === node)?.seq ?? 0 }, {}).state
    const back = returnTo(model, state, step, new Set(did))
    expect(back && openIn(back.state)).toEqual(open)
    expect(back?.opened.map((each) => each.task.id)).toEqual([step])
    expect(state.tokens.filter((token) => back?.closed.includes(token.seq) && token.flow === null).map((token) => token.node)).toEqual(cancelled)
    // From there the process still ends.
    let after = back?.state ?? state
    for (let i = 0; i < 20 && after.tokens.length > 0; i += 1)
      after = advance(model, after, { kind: 'complete', token: after.tokens.find((token) => token.flow === null)?.seq ?? 0 }, {}).state
    expect(after.tokens).toEqual([])
  })

  it('is not possible to what was never done', async () => {
    const model = await modelOf(BRANCHES)
    const state = advance(model, NOT_STARTED, { kind: 'start' }, {}).state
    expect(returnTo(model, state, 'c', new Set())).toBeNull()
    expect(returnTargets(model, state, new Set())).toEqual(new Set())
  })

  it('from wherever, to whatever is offered: the step is open, nothing is open twice, the process can be led to its end', { timeout: 60_000 }, async () => {
    let returned = 0
    await fc.assert(
      fc.asyncProperty(blocks, fc.infiniteStream(fc.nat()), async (block, random) => {
        const compiled = await compileProcess(drawStructured(block), { acts: ['call'], situations: 200 })
        if (!compiled.ok || !compiled.whole) return
        const { model } = compiled
        const pick = (n: number) => (random.next().value ?? 0) % n
        const choose = (_gateway: unknown, ways: readonly string[], fallback: string) => [[...ways, fallback][pick(ways.length + 1)] ?? fallback]
        let state = new Run(model, NOT_STARTED, choose).carry({ kind: 'start' }).state
        const done = new Set<string>()
        const happen = () => {
          const event = eventsIn(model, state)[pick(eventsIn(model, state).length)]
          if (!event) throw new Error('stuck')
          const at = event.kind === 'fire' ? event.node : state.tokens.find((token) => 'token' in event && token.seq === event.token)?.node
          if (at) done.add(at)
          state = new Run(model, state, choose).carry(event).state
        }
        for (let i = pick(8); i > 0 && state.tokens.length > 0; i -= 1) happen()
        const targets = [...returnTargets(model, state, done)]
        const step = targets[pick(Math.max(targets.length, 1))]
        if (state.tokens.length === 0 || !step) return
        const back = returnTo(model, state, step, done)
        if (!back) throw new Error(`${step} was offered`)
        returned += 1
        expect(back.state.tokens.filter((token) => token.node === step && token.flow === null)).toHaveLength(1)
        expect(new Set(placesOf(back.state)).size).toBe(back.state.tokens.length)
        for (const token of back.state.tokens) if (token.scope !== null) expect(back.state.tokens.some((outer) => outer.seq === token.scope && nodeOf(model, outer.node).kind === 'sub')).toBe(true)
        state = back.state
        for (let i = 0; i < 60 && state.tokens.length > 0; i += 1) happen()
      }),
      { numRuns: 500 },
    )
    expect(returned).toBeGreaterThan(100)
  })
})
