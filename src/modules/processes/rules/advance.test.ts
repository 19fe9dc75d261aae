import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileProcess } from '../definition/compile.ts'
import type { ProcessModel } from '../definition/model.ts'
import { BIRTH, bpmn, END, flow, START, task } from '../definition/sample.ts'
import { type Advanced, advance, NOT_STARTED } from './advance.ts'

async function modelOf(xml: string): Promise<ProcessModel> {
  const result = await compileProcess(xml, { acts: ['call'] })
  if (!result.ok) throw new Error(`${result.faults.map((f) => f.message).join('\n')}\n${xml}`)
  return result.model
}

/** Keys of the steps that are open. */
const openIn = ({ state }: Advanced) =>
  state.tokens
    .filter((token) => token.flow === null)
    .map((token) => token.node)
    .sort()
const tokenAt = ({ state }: Advanced, node: string) =>
  state.tokens.find((token) => token.node === node && token.flow === null)?.seq ?? 0

describe('a process', () => {
  it('runs through its steps, back and forth, and joins', async () => {
    const model = await modelOf(BIRTH)
    let at = advance(model, NOT_STARTED, { kind: 'start' }, {})
    const done = (node: string, outcome = 'done') => {
      at = advance(model, at.state, { kind: 'complete', token: tokenAt(at, node) }, { outcome })
      return openIn(at)
    }
    expect(at.opened.map((each) => each.task.id)).toEqual(['tham-dinh'])
    expect(done('tham-dinh')).toEqual(['ky'])
    expect(done('ky', 'return')).toEqual(['tham-dinh'])
    expect(done('tham-dinh')).toEqual(['ky'])
    expect(done('ky', 'approved')).toEqual(['bao', 'cap-so'])
    expect(done('bao')).toEqual(['cap-so'])
    expect(done('cap-so')).toEqual(['tra'])
    expect(at.ended).toBe(false)
    expect(done('tra')).toEqual([])
    expect(at.ended).toBe(true)
  })

  it('calls an act and goes on when it reports back', async () => {
    const model = await modelOf(
      bpmn(
        `${START}<bpmn:serviceTask id="s" name="Gọi" motcua:act="call" />${task('a')}${flow('start', 's')}${flow('s', 'a')}${flow('a', 'end')}${END}`,
      ),
    )
    const first = advance(model, NOT_STARTED, { kind: 'start' }, {})
    expect([first.opened, first.called.map((each) => each.service.act)]).toEqual([[], ['call']])
    const second = advance(model, first.state, { kind: 'complete', token: first.called[0]?.token ?? 0 }, {})
    expect(openIn(second)).toEqual(['a'])
  })

  it('takes the first way whose condition holds, the default when none does or it can not be known', async () => {
    const model = await modelOf(
      bpmn(`${START}<bpmn:exclusiveGateway id="g" default="g-c" />${['a', 'b', 'c'].map((id) => task(id)).join('')}
      ${flow('start', 'g')}${flow('g', 'a', 'n > 10')}${flow('g', 'b', 'n > 5')}${flow('g', 'c')}${['a', 'b', 'c'].map((id) => flow(id, 'end')).join('')}${END}`),
    )
    const goes = (scope: Record<string, unknown>) => openIn(advance(model, NOT_STARTED, { kind: 'start' }, scope))
    expect([goes({ n: 20 }), goes({ n: 7 }), goes({ n: 1 }), goes({}), goes({ n: 'x' })]).toEqual([
      ['a'],
      ['b'],
      ['c'],
      ['c'],
      ['c'],
    ])
  })

  it('is cancelled whole', async () => {
    const model = await modelOf(BIRTH)
    const started = advance(model, NOT_STARTED, { kind: 'start' }, {})
    const cancelled = advance(model, started.state, { kind: 'cancel' }, {})
    expect([cancelled.closed, cancelled.ended, cancelled.state.tokens]).toEqual([[1], true, []])
  })

  it('refuses a token that does not wait', async () => {
    const model = await modelOf(BIRTH)
    const started = advance(model, NOT_STARTED, { kind: 'start' }, {})
    expect(() => advance(model, started.state, { kind: 'complete', token: 99 }, {})).toThrow()
    expect(() => advance(model, started.state, { kind: 'start' }, {})).toThrow()
  })
})

// ─── A brute-force model: the process as a tree of blocks, stepped by its meaning instead of by tokens ───

type Block =
  | { kind: 'task'; id: string }
  | { kind: 'seq' | 'par'; parts: Block[] }
  | { kind: 'xor'; id: string; parts: Block[] }
  | { kind: 'loop'; id: string; body: Block }

const shape: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: fc.constant<Block>({ kind: 'task', id: '' }) },
    {
      weight: 2,
      arbitrary: fc.array(tie('block'), { minLength: 2, maxLength: 3 }).map((parts): Block => ({ kind: 'seq', parts })),
    },
    {
      weight: 3,
      arbitrary: fc.array(tie('block'), { minLength: 2, maxLength: 3 }).map((parts): Block => ({ kind: 'par', parts })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(tie('block'), { minLength: 2, maxLength: 3 })
        .map((parts): Block => ({ kind: 'xor', id: '', parts })),
    },
    { weight: 1, arbitrary: tie('block').map((body): Block => ({ kind: 'loop', id: '', body })) },
  ),
})).block

function named(block: Block, next = { n: 0 }): Block {
  const id = `n${next.n++}`
  if (block.kind === 'task') return { kind: 'task', id }
  if (block.kind === 'loop') return { kind: 'loop', id, body: named(block.body, next) }
  return { ...block, id, parts: block.parts.map((part) => named(part, next)) } as Block
}

/** Draws a block; returns its elements and where it begins and ends. */
function draw(block: Block): { xml: string; first: string; last: string } {
  if (block.kind === 'task') return { xml: task(block.id), first: block.id, last: block.id }
  if (block.kind === 'loop') {
    const body = draw(block.body)
    const [head, tail] = [`${block.id}h`, `${block.id}t`]
    const xml = `<bpmn:exclusiveGateway id="${head}" /><bpmn:exclusiveGateway id="${tail}" default="${tail}-${block.id}x" /><bpmn:exclusiveGateway id="${block.id}x" />`
    return {
      xml: `${xml}${body.xml}${flow(head, body.first)}${flow(body.last, tail)}${flow(tail, head, `again.${block.id} = true`)}${flow(tail, `${block.id}x`)}`,
      first: head,
      last: `${block.id}x`,
    }
  }
  const parts = block.parts.map(draw)
  if (block.kind === 'seq') {
    const links = parts.slice(1).map((part, i) => flow(parts[i]?.last ?? '', part.first))
    return {
      xml: [...parts.map((part) => part.xml), ...links].join(''),
      first: parts[0]?.first ?? '',
      last: parts.at(-1)?.last ?? '',
    }
  }
  const id = (block as { id: string }).id
  const type = block.kind === 'par' ? 'parallelGateway' : 'exclusiveGateway'
  const ways = parts.map((part, i) =>
    flow(`${id}s`, part.first, block.kind === 'xor' && i > 0 ? `choice.${id} = ${i}` : undefined),
  )
  const fallback = block.kind === 'xor' ? ` default="${id}s-${parts[0]?.first}"` : ''
  return {
    xml: `<bpmn:${type} id="${id}s"${fallback} /><bpmn:${type} id="${id}j" />${parts.map((part) => part.xml).join('')}${ways.join('')}${parts.map((part) => flow(part.last, `${id}j`)).join('')}`,
    first: `${id}s`,
    last: `${id}j`,
  }
}

type Choices = { choice: Record<string, number>; again: Record<string, boolean> }
type Live = { block: Block; open: Set<string>; live: Live[]; index: number }

/** Begins a block; a block with nothing open is done. */
function begin(block: Block, choices: () => Choices): Live {
  if (block.kind === 'task') return { block, open: new Set([block.id]), live: [], index: 0 }
  if (block.kind === 'loop') return { block, open: new Set(), live: [begin(block.body, choices)], index: 0 }
  if (block.kind === 'par')
    return { block, open: new Set(), live: block.parts.map((part) => begin(part, choices)), index: 0 }
  const index = block.kind === 'xor' ? (choices().choice[block.id] ?? 0) : 0
  return { block, open: new Set(), live: [begin(block.parts[index] ?? block.parts[0] ?? block, choices)], index }
}
const openOf = (live: Live): string[] => [...live.open, ...live.live.flatMap(openOf)].sort()
const isDone = (live: Live): boolean => openOf(live).length === 0

function finish(live: Live, id: string, choices: () => Choices): void {
  live.open.delete(id)
  for (const part of live.live) if (openOf(part).includes(id)) finish(part, id, choices)
  const [only] = live.live
  if (live.block.kind === 'seq' && only && isDone(only) && live.index < live.block.parts.length - 1) {
    live.index += 1
    live.live = [begin(live.block.parts[live.index] as Block, choices)]
  }
  if (live.block.kind === 'loop' && only && isDone(only) && choices().again[live.block.id])
    live.live = [begin(live.block.body, choices)]
}

describe('properties', { timeout: 60_000 }, () => {
  it('the open steps are those of the block model, whatever the order and the choices', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.infiniteStream(fc.nat()), async (bare, random) => {
        const block = named({ kind: 'seq', parts: [bare, { kind: 'task', id: '' }] })
        const ids = Array.from({ length: 80 }, (_, i) => `n${i}`)
        const drawn = draw(block)
        const model = await modelOf(
          bpmn(`${START}${drawn.xml}${flow('start', drawn.first)}${flow(drawn.last, 'end')}${END}`),
        )
        const pick = (n: number) => (random.next().value ?? 0) % n
        let now: Choices = { choice: {}, again: {} }
        const roll = () => {
          now = {
            choice: Object.fromEntries(ids.map((id) => [id, pick(3)])),
            again: Object.fromEntries(ids.map((id) => [id, pick(4) === 0])),
          }
        }
        // A choice beyond the last way takes the default: the first part.
        const chosen = () => now
        roll()
        let tokens = advance(model, NOT_STARTED, { kind: 'start' }, now)
        const live = begin(block, chosen)
        for (let step = 0; step < 60; step += 1) {
          expect(openIn(tokens)).toEqual(openOf(live))
          expect(tokens.ended).toBe(isDone(live))
          const open = openOf(live)
          if (open.length === 0) break
          const id = open[pick(open.length)] ?? ''
          roll()
          tokens = advance(model, tokens.state, { kind: 'complete', token: tokenAt(tokens, id) }, now)
          finish(live, id, chosen)
        }
      }),
      { numRuns: 120 },
    )
  })
})
