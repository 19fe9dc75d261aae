import { type IncomingHttpHeaders, createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Chance } from './chance.ts'

export const FATES = ['passes', 'is late', 'is cut while it goes', 'loses its answer', 'has its answer cut', 'goes twice', 'goes twice at once'] as const
export type Fate = (typeof FATES)[number]

interface Sent {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}
interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A line between people and the program that does to requests what bad lines, proxies and impatient senders do. */
export interface Line {
  url: string
  /** How often each fate befell a request. */
  counts: Map<Fate, number>
  close(): Promise<void>
}

const LATE_MS = 400
/** Of ten requests so many pass as they are; what is late is overtaken by what came after it. */
const WELL = 0.5

export async function openLine(target: () => string, chance: Chance): Promise<Line> {
  const counts = new Map<Fate, number>()
  const server: Server = createServer((incoming, answer) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const fate = chance.happens(WELL) ? 'passes' : chance.one(FATES)
      counts.set(fate, (counts.get(fate) ?? 0) + 1)
      const sent = { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers: incoming.headers, body: Buffer.concat(parts) }
      carry(target, sent, fate, chance).then(
        (got) => {
          if (!got) return void answer.destroy()
          const { 'transfer-encoding': _chunks, connection: _hop, ...headers } = got.headers
          answer.writeHead(got.status, { ...headers, 'content-length': got.body.length })
          if (fate === 'has its answer cut') answer.write(got.body.subarray(0, Math.floor(got.body.length / 2)), () => answer.destroy())
          else answer.end(got.body)
        },
        // Nobody at the other end: the sender's line breaks too.
        () => answer.destroy(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: 'localhost' }, resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** @returns null where no answer reaches the sender. */
async function carry(target: () => string, sent: Sent, fate: Fate, chance: Chance): Promise<Answered | null> {
  switch (fate) {
    case 'is late':
      await sleep(chance.between(50, LATE_MS))
      return forward(target(), sent)
    case 'is cut while it goes':
      await cutWhileItGoes(target(), sent, chance)
      return null
    case 'loses its answer':
      await forward(target(), sent)
      return null
    case 'goes twice':
      await forward(target(), sent)
      return forward(target(), sent)
    case 'goes twice at once': {
      const [, second] = await Promise.all([forward(target(), sent), forward(target(), sent)])
      return second
    }
    default:
      return forward(target(), sent)
  }
}

function forward(url: string, { method, path, headers, body }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const out = request(url + path, { method, headers: { ...headers, connection: 'close' }, timeout: 30_000 }, (got) => {
      const parts: Buffer[] = []
      got.on('data', (part: Buffer) => parts.push(part))
      got.on('end', () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body: Buffer.concat(parts) }))
      got.on('error', reject)
    })
    out.on('error', reject)
    out.on('timeout', () => out.destroy(new Error('No answer came.')))
    out.end(body)
  })
}

/** Sends the head and some bytes of the body; what has no body is cut as soon as it is sent. */
function cutWhileItGoes(url: string, { method, path, headers, body }: Sent, chance: Chance): Promise<void> {
  return new Promise((resolve) => {
    const out = request(url + path, { method, headers: { ...headers, connection: 'close' } })
    out.on('error', () => resolve())
    out.on('close', () => resolve())
    out.flushHeaders()
    if (body.length === 0) out.end()
    else out.write(body.subarray(0, chance.between(0, body.length - 1)))
    setTimeout(() => out.destroy(), chance.between(0, 30))
  })
}
