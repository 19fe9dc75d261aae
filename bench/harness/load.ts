import { Pool } from 'undici'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Ask {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** HTTP over connections that stay open, as light as the measuring side can be: it shares the processors with what it measures. */
export function connectTo(url: string, connections: number) {
  const pool = new Pool(url, { connections, pipelining: 1 })
  return {
    ask: ({ method = 'GET', path, headers, body }: Ask): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const parts: Buffer[] = []
        let answer: Omit<Answer, 'body'>
        pool.dispatch(
          { method: method as 'GET', path, headers, body },
          {
            onRequestStart: () => undefined,
            onResponseStart: (_, status, answered) => {
              answer = { status, headers: answered }
            },
            onResponseData: (_, part) => void parts.push(part),
            onResponseEnd: () => resolve({ ...answer, body: parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts) }),
            onResponseError: (_, error) => reject(error),
          },
        )
      }),
    close: () => void pool.destroy(),
  }
}

/** Whether it was answered so. The first answer that was not is told whole: a bench of refusals measures nothing. */
export function answeredWith(status: number, say: (line: string) => void) {
  let told = false
  return (answer: Answer): boolean => {
    if (answer.status === status) return true
    if (!told) say(`answered ${answer.status} instead of ${status}: ${answer.body.toString('utf8').slice(0, 600)}`)
    told = true
    return false
  }
}
export type Connection = ReturnType<typeof connectTo>

export interface Times {
  operations: number
  failed: number
  seconds: number
  /** Milliseconds, sorted. */
  latencies: Float64Array
}

/** So many clients, each asking again as soon as it is answered, for so long or so often. */
export async function closedLoop(options: { clients: number; seconds?: number; operations?: number }, work: (index: number) => Promise<boolean>): Promise<Times> {
  const end = options.seconds ? performance.now() + options.seconds * 1000 : Number.POSITIVE_INFINITY
  const most = options.operations ?? Number.POSITIVE_INFINITY
  const latencies: number[] = []
  let next = 0
  let failed = 0
  const began = performance.now()
  const client = async () => {
    while (next < most && performance.now() < end) {
      const index = next++
      const asked = performance.now()
      if (!(await work(index))) failed++
      latencies.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: options.clients }, client))
  return { operations: latencies.length, failed, seconds: (performance.now() - began) / 1000, latencies: Float64Array.from(latencies).sort() }
}

/** Requests at a fixed rate, whoever still waits: a time counts from the moment the request was due, so that waiting is not hidden. */
export async function openLoop(options: { perSecond: number; seconds: number }, work: (index: number) => Promise<boolean>): Promise<Times> {
  const total = Math.floor(options.perSecond * options.seconds)
  const latencies: number[] = []
  const under: Promise<void>[] = []
  let failed = 0
  const began = performance.now()
  for (let index = 0; index < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * options.perSecond) + 1)
    for (; index < due; index++) {
      const at = began + (index / options.perSecond) * 1000
      under.push(
        work(index).then((good) => {
          if (!good) failed++
          latencies.push(performance.now() - at)
        }),
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(under)
  return { operations: latencies.length, failed, seconds: (performance.now() - began) / 1000, latencies: Float64Array.from(latencies).sort() }
}

/** The value below which this share of the sorted values lies. */
export const quantile = (sorted: ArrayLike<number>, share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
