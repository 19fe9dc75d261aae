import { basename } from 'node:path'
import type { Program } from '../../tests/support/program.ts'

interface Frame {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}
interface CpuProfile {
  nodes: Frame[]
  samples: number[]
  timeDeltas: number[]
}

/** What a server needs to be asked for a profile while it runs. */
export const INSPECTED: Readonly<Record<string, string>> = process.env.BENCH_FUNCTIONS ? { NODE_OPTIONS: '--inspect=127.0.0.1:0' } : {}

/** With BENCH_FUNCTIONS set, tells where the program's main thread spent the time of this work; else only does it. */
export async function profiled<R>(program: Program, name: string, say: (line: string) => void, work: () => Promise<R>): Promise<R> {
  const address = process.env.BENCH_FUNCTIONS ? /ws:\/\/\S+/.exec(program.said())?.[0] : undefined
  if (!address) return work()
  const inspector = await attach(address)
  await inspector.send('Profiler.enable')
  await inspector.send('Profiler.setSamplingInterval', { interval: 500 })
  await inspector.send('Profiler.start')
  const result = await work()
  const { profile } = (await inspector.send('Profiler.stop')) as { profile: CpuProfile }
  inspector.close()
  say(`\nprofile of ${name}\n${tableOf(profile)}`)
  return result
}

async function attach(address: string) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`No inspector at ${address}.`)))
  })
  let next = 0
  const waiting = new Map<number, (result: unknown) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: unknown }
    waiting.get(id)?.(result)
  })
  return {
    send: (method: string, params: object = {}) =>
      new Promise<unknown>((resolve) => {
        waiting.set(++next, resolve)
        socket.send(JSON.stringify({ id: next, method, params }))
      }),
    close: () => socket.close(),
  }
}

const TOP = Number(process.env.BENCH_FUNCTIONS_ROWS ?? 25)

/** Functions by their own time and by all that they called, in per cent of the time that was not idle. */
function tableOf({ nodes, samples, timeDeltas }: CpuProfile): string {
  const own = new Map<number, number>()
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const selfOf = new Map<string, number>()
  const totalOf = new Map<string, number>()
  let busy = 0
  const visit = (node: Frame, under: ReadonlySet<string>): number => {
    const name = nameOf(node)
    const self = name === '(idle)' || name === '(program)' ? 0 : (own.get(node.id) ?? 0)
    busy += self
    selfOf.set(name, (selfOf.get(name) ?? 0) + self)
    const inside = new Set(under).add(name)
    const total = self + (node.children ?? []).reduce((sum, id) => sum + visit(byId.get(id) as Frame, inside), 0)
    // A function that calls itself is counted once.
    if (!under.has(name)) totalOf.set(name, (totalOf.get(name) ?? 0) + total)
    return total
  }
  visit(nodes[0] as Frame, new Set())
  const rows = (of: Map<string, number>) => [...of].sort(([, a], [, b]) => b - a).slice(0, TOP).map(([name, time]) => `${((time / busy) * 100).toFixed(1).padStart(5)} %  ${name}`)
  return ['own time', ...rows(selfOf), 'with what it called', ...rows(totalOf)].join('\n')
}

function nameOf({ callFrame }: Frame): string {
  const { functionName, url, lineNumber } = callFrame
  const place = url.includes('node_modules/') ? url.split('node_modules/').at(-1) : basename(url)
  return place ? `${functionName || '(anonymous)'} ${place}:${lineNumber + 1}` : functionName || '(anonymous)'
}
