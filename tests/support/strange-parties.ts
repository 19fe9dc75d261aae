import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

/** What a counterparty that is not well does with a request over HTTP. */
export type HttpMood =
  | { kind: 'well' }
  | { kind: 'status'; status: number }
  | { kind: 'silent' | 'hangs-up' | 'cut-answer' | 'half-json' | 'garbage' | 'endless' | 'twice' }
  /** Does what it is asked, and never tells. */
  | { kind: 'done-untold' }

/** What a mail server that is not well does, and at which word of the conversation. */
export type SmtpMood =
  | { kind: 'well' }
  | { kind: 'reply'; at: SmtpWord; code: number }
  | { kind: 'hangs-up' | 'garbage' | 'silent'; at: SmtpWord }
  /** One byte a moment, for ever. */
  | { kind: 'drips' }
  /** Takes the message and closes before it says so. */
  | { kind: 'done-untold' }
export type SmtpWord = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'text'

export interface Party<Mood, Taken> {
  url: string
  port: number
  mood: Mood
  /** Does this to each request instead, when set. */
  moodOf: ((request: string) => Mood) | null
  /** All that it took, in order, repetitions too. */
  taken: Taken[]
  /** Conversations by SMTP or requests by HTTP so far, and the most connections that stood open at one moment. */
  asked: number
  peak: number
  /** Closes its door; `open` opens it again at the same address. */
  close(): Promise<void>
  open(): Promise<void>
}

export interface TakenRequest {
  path: string
  body: Record<string, unknown>
}
export interface TakenMail {
  reference: string
  to: string
  text: string
}

const HOLD_MS = 4

abstract class TcpParty<Mood, Taken> implements Party<Mood, Taken> {
  taken: Taken[] = []
  asked = 0
  peak = 0
  moodOf: ((request: string) => Mood) | null = null
  port = 0
  mood: Mood
  #open = 0
  #server: Server | null = null
  readonly #sockets = new Set<Socket>()

  constructor(mood: Mood) {
    this.mood = mood
  }
  abstract readonly url: string
  protected abstract talk(socket: Socket): void

  async open(): Promise<void> {
    const server = createServer((socket) => {
      this.#open++
      this.peak = Math.max(this.peak, this.#open)
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        this.#open--
        this.#sockets.delete(socket)
      })
      this.talk(socket)
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.port, '127.0.0.1', resolve)
    })
    this.port = (server.address() as AddressInfo).port
    this.#server = server
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const socket of this.#sockets) socket.destroy()
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

class HttpParty extends TcpParty<HttpMood, TakenRequest> {
  readonly #answer: (request: TakenRequest) => unknown
  constructor(answer: (request: TakenRequest) => unknown) {
    super({ kind: 'well' })
    this.#answer = answer
  }
  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  protected talk(socket: Socket): void {
    let text = Buffer.alloc(0)
    socket.on('data', (part) => {
      text = Buffer.concat([text, part])
      const end = text.indexOf('\r\n\r\n')
      const head = end < 0 ? '' : text.subarray(0, end).toString('latin1')
      const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (end < 0 || text.length < end + 4 + length) return
      const body = text.subarray(end + 4, end + 4 + length).toString('utf8')
      text = text.subarray(end + 4 + length)
      // A real one takes a moment: conversations that stand open together are seen.
      setTimeout(() => this.#respond(socket, { path: head.split(' ')[1] ?? '', body: JSON.parse(body) as Record<string, unknown> }), HOLD_MS)
    })
  }

  #respond(socket: Socket, request: TakenRequest): void {
    this.asked++
    const mood = this.moodOf?.(JSON.stringify(request.body)) ?? this.mood
    const take = () => {
      this.taken.push(request)
      return JSON.stringify(this.#answer(request))
    }
    const whole = (status: number, body: string, length = Buffer.byteLength(body)) => `HTTP/1.1 ${status} x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`
    const does: Record<HttpMood['kind'], () => void> = {
      well: () => socket.write(whole(200, take())),
      status: () => socket.write(whole(mood.kind === 'status' ? mood.status : 500, '{"error":"x"}')),
      silent: () => undefined,
      'hangs-up': () => socket.destroy(),
      'done-untold': () => {
        take()
        socket.destroy()
      },
      'cut-answer': () => socket.end(whole(200, '{"id":"1","refer', 400)),
      'half-json': () => socket.write(whole(200, '{"id":"1","refer')),
      garbage: () => socket.end('\x00\x01 what do you want?\r\n\r\n'),
      twice: () => {
        const answer = whole(200, take())
        socket.write(answer + answer)
      },
      endless: () => this.#pour(socket),
    }
    does[mood.kind]()
  }

  #pour(socket: Socket): void {
    socket.write('HTTP/1.1 200 x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n')
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', more)
    more()
  }
}

class SmtpParty extends TcpParty<SmtpMood, TakenMail> {
  constructor() {
    super({ kind: 'well' })
  }
  get url() {
    return `smtp://127.0.0.1:${this.port}`
  }

  protected talk(socket: Socket): void {
    this.asked++
    let rest = ''
    let to = ''
    let reading = false
    const say = (word: SmtpWord, good: string) => this.#say(socket, word, good, to)
    say('greeting', '220 ready')
    socket.on('data', (part) => {
      rest += part.toString('utf8')
      for (;;) {
        const mark = reading ? '\r\n.\r\n' : '\r\n'
        const at = rest.indexOf(mark)
        if (at < 0) return
        const line = rest.slice(0, at)
        rest = rest.slice(at + mark.length)
        if (reading) {
          reading = false
          this.#takeText(socket, to, line)
          continue
        }
        const word = line.slice(0, 4).toUpperCase()
        if (word === 'QUIT') return void socket.end('221 bye\r\n')
        if (word === 'RCPT') to = /<(.*)>/.exec(line)?.[1] ?? ''
        reading = say(word as SmtpWord, word === 'DATA' ? '354 go on' : '250 ok') && word === 'DATA'
      }
    })
  }

  #takeText(socket: Socket, to: string, text: string): void {
    const mood = this.#moodAt(to)
    const refuses = (mood.kind === 'reply' || mood.kind === 'hangs-up' || mood.kind === 'garbage' || mood.kind === 'silent') && mood.at === 'text'
    if (!refuses) this.taken.push({ reference: /^message-id: *(<.*>)/im.exec(text)?.[1] ?? '', to, text })
    if (mood.kind === 'done-untold') return void socket.destroy()
    setTimeout(() => this.#say(socket, 'text', '250 taken', to), HOLD_MS)
  }

  #moodAt = (to: string): SmtpMood => this.moodOf?.(to) ?? this.mood

  /** @returns whether the good reply was given. */
  #say(socket: Socket, word: SmtpWord, good: string, to: string): boolean {
    const mood = this.#moodAt(to)
    const here = 'at' in mood && mood.at === word
    if (mood.kind === 'drips') {
      const drip = setInterval(() => socket.write('2'), 20)
      socket.once('close', () => clearInterval(drip))
      return false
    }
    if (here && mood.kind === 'silent') return false
    if (here && mood.kind === 'hangs-up') socket.destroy()
    else if (here && mood.kind === 'garbage') socket.write('what do you want?\r\n')
    else if (here && mood.kind === 'reply') socket.write(`${mood.code} no\r\n`)
    else {
      socket.write(`${good}\r\n`)
      return true
    }
    return false
  }
}

/** An SMS gateway on a raw socket that can be unwell in every way. */
export async function openSmsParty(): Promise<Party<HttpMood, TakenRequest>> {
  const party = new HttpParty(({ body }) => ({ id: `m-${String(body.reference)}`, reference: body.reference, status: 'accepted' }))
  await party.open()
  return party
}

/** A population database of the same kind; a request id keeps its number. */
export async function openPopulationParty(): Promise<Party<HttpMood, TakenRequest>> {
  const numbers = new Map<unknown, string>()
  const party = new HttpParty(({ body }) => {
    const number = numbers.get(body.requestId) ?? `092326${String(numbers.size + 1).padStart(6, '0')}`
    numbers.set(body.requestId, number)
    return { requestId: body.requestId, number }
  })
  await party.open()
  return party
}

/** A mail server of the same kind. */
export async function openMailParty(): Promise<Party<SmtpMood, TakenMail>> {
  const party = new SmtpParty()
  await party.open()
  return party
}
