import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileProcess } from '../definition/compile.ts'
import type { ChoiceNode, ProcessModel } from '../definition/model.ts'
import { placesOf } from '../definition/soundness.ts'
import { type Advanced, NOT_STARTED, type ProcessEvent } from './advance.ts'
import { Naive, type NaiveEvent, type Spot, type Taken } from './naive.fixture.ts'
import { blocks, drawAcross, drawStructured } from './random-models.fixture.ts'
import { Run } from './run.ts'

const placeOf = ({ path, node, flow }: Spot) => `${path.map((id) => `${id} >`).join('')}${node} ${flow ?? ''}`

function seen({ state }: Pick<Advanced, 'state'>): string[] {
  const places = placesOf(state)
  return state.tokens
    .map((token, i) => `${places[i]} [${state.armed.filter((one) => one.token === token.seq).map((one) => one.node).sort().join()}]`)
    .sort()
}
const seenNaive = (naive: Naive) => naive.spots.map((spot) => `${placeOf(spot)} [${spot.armed.toSorted().join()}]`).sort()

/** The same event for the real interpreter. */
function eventFor({ state }: Pick<Advanced, 'state'>, event: NaiveEvent): ProcessEvent {
  const token = state.tokens[placesOf(state).indexOf(placeOf(event.at))]?.seq ?? 0
  if (event.kind === 'fire') return { kind: 'fire', token, node: event.node }
  return event.kind === 'error' ? { kind: 'error', token, error: event.error } : { kind: 'complete', token }
}

/** Ways that a gateway takes, drawn by lot. */
function lot(model: ProcessModel, pick: (n: number) => number): Taken {
  const drawn = new Map<string, readonly string[]>()
  return (id) => {
    const known = drawn.get(id)
    if (known) return known
    const node = model.nodes[id] as ChoiceNode
    const ways = node.out.filter((way) => way !== node.default)
    const some = node.kind === 'exclusive' ? ways.filter(() => pick(2) === 0).slice(0, 1) : ways.filter(() => pick(2) === 0)
    const taken = some.length > 0 ? some : [node.default ?? '']
    drawn.set(id, taken)
    return taken
  }
}

/** Runs both side by side; how many steps they took. */
function compare(model: ProcessModel, pick: (n: number) => number): number {
  const naive = new Naive(model)
  let taken = lot(model, pick)
  const chosen = (gateway: ChoiceNode) => taken(gateway.id)
  naive.start(taken)
  let real = new Run(model, NOT_STARTED, chosen).carry({ kind: 'start' })
  for (let step = 0; step < 50; step += 1) {
    expect(seen(real)).toEqual(seenNaive(naive))
    expect(real.ended).toBe(naive.spots.length === 0)
    expect(new Set(real.state.tokens.map((token) => token.seq)).size).toBe(real.state.tokens.length)
    const events = naive.events()
    if (events.length === 0) {
      expect(real.ended).toBe(true)
      return step
    }
    const event = events[pick(events.length)] as NaiveEvent
    taken = lot(model, pick)
    const before = real.state
    real = new Run(model, before, chosen).carry(eventFor(real, event))
    naive.happen(event, taken)
    const gone = before.tokens.filter((token) => !real.state.tokens.some((one) => one.seq === token.seq)).map((token) => token.seq)
    expect(real.closed.toSorted()).toEqual(gone.toSorted())
  }
  return 50
}

async function soundModel(xml: string): Promise<ProcessModel | null> {
  const compiled = await compileProcess(xml, { acts: ['call'], situations: 250 })
  const unsound = new Set(['stuck', 'doubled', 'endless', 'unreachable', 'dead-end', 'crossing'])
  if (!compiled.ok && compiled.faults.some((fault) => !unsound.has(fault.code))) throw new Error(`${compiled.faults.map((f) => f.message).join('\n')}\n${xml}`)
  return compiled.ok && compiled.whole ? compiled.model : null
}

describe('against a naive interpreter', { timeout: 120_000 }, () => {
  it.each([
    ['trees of blocks', 1200, 1000, (block: Parameters<typeof drawStructured>[0]) => drawStructured(block)],
    ['sound processes that are no trees', 500, 200, drawAcross],
  ] as const)('%s: joins, cancelling, times, messages, errors', async (_title, runs, enough, draw) => {
    let compared = 0
    let steps = 0
    const kinds = new Map<string, number>()
    const jump = fc.tuple(fc.nat(), fc.nat())
    await fc.assert(
      fc.asyncProperty(blocks, fc.array(jump, { minLength: 1, maxLength: 2 }), fc.boolean(), fc.infiniteStream(fc.nat()), async (block, jumps, widen, random) => {
        const model = await soundModel(draw(block, jumps, widen))
        if (!model) return
        for (const node of Object.values(model.nodes)) kinds.set(node.kind, (kinds.get(node.kind) ?? 0) + 1)
        compared += 1
        steps += compare(model, (n) => (random.next().value ?? 0) % n)
      }),
      { numRuns: runs },
    )
    expect(compared).toBeGreaterThanOrEqual(enough)
    expect(steps).toBeGreaterThan(enough * 3)
    for (const kind of ['inclusive', 'parallel', 'exclusive', 'sub', 'boundary', 'catch', 'service'])
      expect(kinds.get(kind), kind).toBeGreaterThan(enough / 20)
  })
})
