import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RefusalError } from './refusal-error.ts'

/** One line of a live page: what happened, its place in the order (what the browser names when it comes again), and what it says. */
export interface StreamMessage {
  event?: string
  id?: string
  /** JSON. Ids, revisions and counts: nothing that identifies a person travels here. */
  data: unknown
}

/** A connection on which the server tells a page what has changed (server-sent events). */
export interface EventStream {
  /** Id of the message that this browser got last; null at its first coming. */
  readonly lastId: string | null
  readonly isOpen: boolean
  send(message: StreamMessage): void
  /** Ends it; the browser comes again by itself. */
  end(): void
  /** Called once, however it ends: left by the reader, lost, too slow, grown old, or the server stopping. */
  onEnd(done: () => void): void
}

export interface StreamAnswer {
  kind: 'events'
  /** Whose streams are counted together: a session, a board. Otherwise the session, or the address where there is none. */
  owner?: string
  /** How many of them may be open at once. */
  most?: number
  /** Told when the stream is open; it subscribes to what it tells and lets go in `onEnd`. */
  open: (stream: EventStream) => void
}

/** The page's live line. Mount its route with `quiet`: a page that lies open does not keep its reader signed in. */
export const events = (open: StreamAnswer['open'], { owner, most }: Pick<StreamAnswer, 'owner' | 'most'> = {}): StreamAnswer => ({
  kind: 'events',
  open,
  ...(owner === undefined ? {} : { owner }),
  ...(most === undefined ? {} : { most }),
})

export interface StreamLimits {
  /** Open at once in this process. */
  inAll: number
  /** Open at once for one owner: browsers keep six connections to a host over HTTP/1.1, and pages need some. */
  perOwner: number
  /** Silence after which a beat is sent, so that neither a proxy nor the browser takes the line for dead. */
  beatMs: number
  /** After so long the browser comes again, and who it is and what it may see are looked at anew. */
  ageMs: number
  /** A reader who lets so much lie unread is let go: it comes again and is told how things stand. */
  unreadBytes: number
}

export const STREAM_LIMITS: StreamLimits = { inAll: 2000, perOwner: 6, beatMs: 15_000, ageMs: 5 * 60_000, unreadBytes: 64 * 1024 }

/** When the server stops or the line breaks, a thousand pages do not come again in one moment. */
const RETRY_MS = { least: 2000, spread: 4000 }
const RETRY_SECONDS = 30

/** The open streams of a process; closed before the server is, so that it need not wait for them. */
export function createEventStreams(fastify: FastifyInstance, limits: StreamLimits = STREAM_LIMITS) {
  const owners = new Map<string, number>()
  const open = new Set<{ end: () => void }>()
  let stopping = false
  fastify.addHook('preClose', async () => {
    stopping = true
    for (const one of [...open]) one.end()
  })

  function enter(owner: string, most: number): void {
    const mine = owners.get(owner) ?? 0
    if (stopping || open.size >= limits.inAll) throw new RefusalError({ code: 'busy', params: { seconds: RETRY_SECONDS } })
    if (mine >= most) throw new RefusalError({ code: 'too-many-requests', params: { seconds: RETRY_SECONDS } })
    owners.set(owner, mine + 1)
  }
  function leave(owner: string): void {
    const left = (owners.get(owner) ?? 1) - 1
    if (left > 0) owners.set(owner, left)
    else owners.delete(owner)
  }

  return {
    get size() {
      return open.size
    },
    /** Sends the head at once and hands the stream over. @throws RefusalError when there is no room for another. */
    begin(raw: FastifyRequest, reply: FastifyReply, answer: StreamAnswer, sessionId: string | null): void {
      // Browsers say what they take: whoever says nothing waits for an answer that ends.
      if (raw.headers.accept === undefined) throw new RefusalError({ code: 'bad-input', params: { detail: 'Accept: text/event-stream' } })
      const owner = answer.owner ?? (sessionId ? createHash('sha256').update(sessionId).digest('base64url') : raw.ip)
      enter(owner, answer.most ?? limits.perOwner)
      reply.hijack()
      const { raw: out } = reply
      out.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // A proxy that gathers an answer before it hands it on would make the line silent.
        'x-accel-buffering': 'no',
      })
      out.write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n`)

      const whenEnded: (() => void)[] = []
      let isOpen = true
      let beat: NodeJS.Timeout
      const stream = {
        lastId: lastIdOf(raw),
        get isOpen() {
          return isOpen
        },
        send: (message: StreamMessage) => write(textOf(message)),
        end: () => {
          if (isOpen) out.end()
          close()
        },
        onEnd: (done: () => void) => {
          if (isOpen) whenEnded.push(done)
          else done()
        },
      }
      function close(): void {
        if (!isOpen) return
        isOpen = false
        clearTimeout(beat)
        clearTimeout(aged)
        open.delete(stream)
        leave(owner)
        for (const done of whenEnded) done()
      }
      function write(text: string): void {
        if (!isOpen) return
        out.write(text)
        if (out.writableLength > limits.unreadBytes) {
          out.destroy()
          close()
          return
        }
        clearTimeout(beat)
        beat = setTimeout(() => write(BEAT), limits.beatMs)
      }
      const aged = setTimeout(stream.end, limits.ageMs)
      open.add(stream)
      out.on('close', close)
      out.on('error', close)
      write(BEAT)
      answer.open(stream)
    },
  }
}
export type EventStreams = ReturnType<typeof createEventStreams>

/** A comment: browsers pass over it. */
const BEAT = ':\n\n'

function textOf({ event, id, data }: StreamMessage): string {
  const line = (name: string, value: string | undefined) => (value === undefined ? '' : `${name}: ${value.replace(/[\r\n\0]/g, ' ')}\n`)
  return `${line('event', event)}${line('id', id)}data: ${JSON.stringify(data)}\n\n`
}

/** The browser's own header when it comes again by itself; a page that opens the line anew names it in the address. */
function lastIdOf(raw: FastifyRequest): string | null {
  const header = raw.headers['last-event-id']
  const asked = (raw.query as { tu?: unknown } | undefined)?.tu
  const id = typeof header === 'string' && header !== '' ? header : typeof asked === 'string' && asked !== '' ? asked : null
  return id && id.length <= 200 ? id : null
}
