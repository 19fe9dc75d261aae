import { randomBytes } from 'node:crypto'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { withQueries } from '../../src/platform/db.ts'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import type { TestApp } from '../support/app.ts'
import { formsOf, mainForm } from './forms.ts'

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'
export type Fields = Readonly<Record<string, string | readonly string[]>>

export interface Reply {
  url: string
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Bytes of the body as they go over the wire. */
  wire: number
  body: Buffer
  text: string
  queries: readonly string[]
}

export interface Upload {
  field?: string
  name: string
  type?: string
  body: Buffer
}

/** Someone with a jar of cookies in front of the program: requests go through the whole server, without a socket. */
/** Asked once in two seconds by whichever request comes then, for all of them: no page's own. */
const POLL = /^select "version" from "agencies"\."version"$/

export class Client {
  readonly cookies = new Map<string, string>()
  readonly #app: TestApp

  readonly #from: string

  /** `from`: the network address that requests come from. */
  constructor(app: TestApp, from = '127.0.0.1') {
    this.#app = app
    this.#from = from
  }

  async request(method: Method, url: string, options: { headers?: Record<string, string>; payload?: string | Buffer } = {}): Promise<Reply> {
    const host = new URL(this.#app.url).host
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { host, 'accept-encoding': 'gzip, deflate, br, zstd', ...(cookie ? { cookie } : {}), ...options.headers }
    const { value, queries } = await withQueries(async () => this.#app.app.fastify.inject({ method, url, headers, remoteAddress: this.#from, ...(options.payload === undefined ? {} : { payload: options.payload }) }))
    for (const one of value.cookies) {
      if (one.value === '') this.cookies.delete(one.name)
      else this.cookies.set(one.name, one.value)
    }
    const body = decoded(value.rawPayload, String(value.headers['content-encoding'] ?? ''))
    return { url, status: value.statusCode, headers: value.headers as Reply['headers'], wire: value.rawPayload.length, body, text: body.toString('utf8'), queries: queries.filter((query) => !POLL.test(query)) }
  }

  get = (url: string, headers: Record<string, string> = {}): Promise<Reply> => this.request('GET', url, { headers })

  post(url: string, fields: Fields, headers: Record<string, string> = {}): Promise<Reply> {
    const payload = encoded(fields)
    return this.request('POST', url, { payload, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })
  }

  /** A form of a page (by the end of its address, or its main one) sent as a browser would: its hidden and filled fields, changed by what is given. */
  async send(page: string | Reply, find: string | null, fields: Fields, uploads?: readonly Upload[]): Promise<Reply> {
    const reply = typeof page === 'string' ? await this.get(page) : page
    const form = find === null ? mainForm(reply.text) : formsOf(reply.text).find((one) => one.method === 'post' && (one.action ?? reply.url).split('?')[0]?.endsWith(find))
    if (!form) throw new Error(`${reply.url} (${reply.status}) has no form «${find}».`)
    const action = form.action ?? reply.url
    const all = { ...form.fields, ...fields }
    return uploads ? this.upload(action, all, uploads) : this.post(action, all)
  }

  upload(url: string, fields: Fields, uploads: readonly Upload[]): Promise<Reply> {
    const { payload, type } = multipart(fields, uploads)
    return this.request('POST', url, { payload, headers: { 'content-type': type } })
  }
}

export function multipart(fields: Fields, uploads: readonly Upload[]): { payload: Buffer; type: string } {
  const boundary = `----sweep${randomBytes(8).toString('hex')}`
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`))
  }
  for (const { field = 'file', name, type = 'application/octet-stream', body } of uploads) {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`), body, Buffer.from('\r\n'))
  }
  return { payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), type: `multipart/form-data; boundary=${boundary}` }
}

function encoded(fields: Fields): string {
  const sent = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sent.append(name, one)
  return sent.toString()
}

/** A body as it was before it was compressed for the line. */
export function decoded(raw: Buffer, encoding: string): Buffer {
  if (raw.length === 0) return raw
  if (encoding === 'zstd') return zstdDecompressSync(raw)
  if (encoding === 'br') return brotliDecompressSync(raw)
  return encoding === 'gzip' ? gunzipSync(raw) : raw
}

export async function signedIn(app: TestApp, who: 'citizen' | 'staff', loginName: string, password: string = DEMO_PASSWORD): Promise<Client> {
  const client = new Client(app)
  const url = who === 'citizen' ? '/dang-nhap' : '/can-bo/dang-nhap'
  const reply = await client.send(url, 'dang-nhap', { loginName, password })
  if (reply.status !== 303) throw new Error(`${loginName} can't sign in: ${reply.status}`)
  return client
}
