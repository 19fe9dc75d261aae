import type { DeclaredRoute } from '../../../src/platform/http/index.ts'
import type { Reply } from '../../sweeps/client.ts'
import type { Operation } from './api.ts'
import type { Shot } from './ground.ts'

/** What was sent and answered, and what was wrong with it, one line a kind of fault. */
export class Tally {
  readonly #counts = new Map<string, Map<number, number>>()
  readonly #faults = new Map<string, { times: number; example: string }>()
  readonly #expected = new Set<string>()
  readonly #operations = new Set<string>()

  readonly #tell: (line: string) => void

  /** A fault is told as soon as it is seen: a run of 100,000 takes its time. */
  constructor(tell: (line: string) => void) {
    this.#tell = tell
  }

  expect(routes: readonly DeclaredRoute[], operations: readonly Operation[]): void {
    for (const { method, url } of routes) if (method === 'POST') this.#expected.add(`${method} ${url}`)
    for (const { route } of operations) this.#operations.add(route)
  }

  count(shot: Shot, { status }: Reply, faults: readonly string[]): void {
    const counts = this.#counts.get(shot.route) ?? new Map<number, number>()
    this.#counts.set(shot.route, counts.set(status, (counts.get(status) ?? 0) + 1))
    for (const fault of faults) {
      const known = this.#faults.get(`${shot.route} ${fault}`)
      if (!known) this.#tell(`${shot.route} ${fault}: ${told(shot)}`)
      this.#faults.set(`${shot.route} ${fault}`, { times: (known?.times ?? 0) + 1, example: known?.example ?? told(shot) })
    }
  }

  faults = (): string[] => [...this.#faults].map(([fault, { times, example }]) => `${fault} (${times} times), first: ${example}`)

  /** Whether this operation ever did what it is for, and whether it ever refused; true where it can't. */
  sides(route: string): { did: boolean; refused: boolean } {
    const has = (from: number) => [...(this.#counts.get(route)?.keys() ?? [])].some((status) => status >= from && status < from + 100)
    return { did: has(200) || NEVER_DOES.has(route), refused: has(400) || NEVER_REFUSES.has(route) }
  }

  /** POST routes that nothing was posted to; operations that never did anything, or never refused. */
  unreached(): string[] {
    const missed = [...this.#expected, ...this.#operations].filter((route) => !this.#counts.has(route)).map((route) => `${route} was never reached`)
    const oneSided = [...this.#operations].filter((route) => this.#counts.has(route)).flatMap((route) => {
      const { did, refused } = this.sides(route)
      return [...(did ? [] : [`${route} never answered 2xx`]), ...(refused ? [] : [`${route} never refused`])]
    })
    return [...new Set([...missed, ...oneSided])]
  }

  table(): string {
    const lines = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([route, counts]) => {
      const by = [...counts].sort(([a], [b]) => a - b).map(([status, times]) => `${status}×${times}`)
      return `${route.padEnd(60)} ${by.join(' ')}`
    })
    const all = [...this.#counts.values()].flatMap((counts) => [...counts])
    const total = all.reduce((sum, [, times]) => sum + times, 0)
    const refused = all.filter(([status]) => status >= 400).reduce((sum, [, times]) => sum + times, 0)
    return [...lines, `${total} requests to ${this.#counts.size} routes, ${refused} refused, ${all.filter(([status]) => status >= 500).reduce((sum, [, times]) => sum + times, 0)} faults`].join('\n')
  }
}

/** No package that is shipped asks a paper of an invited person. */
const NEVER_DOES = new Set(['POST /api/v1/parts/:id/papers', 'DELETE /api/v1/parts/:id/papers/:fileId'])
/** Without a parameter there is nothing to refuse. */
const NEVER_REFUSES = new Set(['GET /api/v1/openapi.json', 'GET /api/v1/problems'])

const told = ({ method, url, headers, payload, who, token }: Shot): string => {
  const { authorization: _, ...shown } = headers
  return JSON.stringify({ method, url: url.slice(0, 300), who, token, headers: JSON.stringify(shown).slice(0, 300), payload: payload?.toString('utf8').slice(0, 1200) })
}
