import { randomBytes } from 'node:crypto'
import { type Form, formsOf } from '../sweeps/forms.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>
export interface Attached {
  field: string
  name: string
  type: string
  body: Buffer
}

export interface Seen {
  /** Path of the page, after what redirects were followed. */
  url: string
  status: number
  headers: Headers
  body: Buffer
  text: string
}

/** http://localhost:port; with several processes each request may go to another. */
export type Address = string | (() => string)

/** Someone with a browser's jar of cookies in front of a program that runs in another process: real requests over HTTP. */
export class Person {
  readonly cookies = new Map<string, string>()
  /** Sent with every request: what a proxy would add. */
  readonly headers: Readonly<Record<string, string>>
  readonly #base: Address

  constructor(base: Address, headers: Readonly<Record<string, string>> = {}) {
    this.#base = base
    this.headers = headers
  }

  async request(method: string, url: string, options: { headers?: Record<string, string>; body?: BodyInit } = {}): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...this.headers, ...(cookie ? { cookie } : {}), ...options.headers }
    const base = typeof this.#base === 'string' ? this.#base : this.#base()
    const answer = await fetch(base + url, { method, headers, redirect: 'manual', body: options.body ?? null, signal: AbortSignal.timeout(30_000) })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const body = Buffer.from(await answer.arrayBuffer())
    return { url, status: answer.status, headers: answer.headers, body, text: body.toString('utf8') }
  }

  /** Opens a page, following where it leads. */
  async open(url: string): Promise<Seen> {
    let seen = await this.request('GET', url.split('#')[0] ?? url)
    for (let hops = 0; seen.status >= 300 && seen.status < 400 && hops < 5; hops++) seen = await this.request('GET', pathOf(seen))
    return seen
  }

  /** Sends what a form would send; the answer is not followed. */
  post(url: string, fields: Fields, attached?: readonly Attached[]): Promise<Seen> {
    if (attached) {
      const { body, type } = multipart(fields, attached)
      return this.request('POST', url, { body, headers: { 'content-type': type } })
    }
    const sent = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sent.append(name, one)
    return this.request('POST', url, { body: sent.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  }

  /** Fills the form of a page and sends it; @returns the page that it leads to. @throws when the page says that something is wrong. */
  async submit(page: Seen | string, find: string, fields: Fields = {}, attached?: readonly Attached[]): Promise<Seen> {
    const from = typeof page === 'string' ? await this.open(page) : page
    const form = formOf(from, find)
    const answer = await this.post(form.action ?? from.url, { ...form.fields, ...fields }, attached ?? (form.multipart ? [] : undefined))
    if (answer.status === 303) return this.open(pathOf(answer))
    if (answer.status === 200) return answer
    throw new Error(`«${find}» of ${from.url} was answered ${answer.status}: ${wordsOf(answer.text)}`)
  }
}

export function formOf(page: Seen, find: string): Form {
  const forms = formsOf(page.text).filter((one) => one.method === 'post')
  const form = forms.find((one) => (one.action ?? page.url).split('?')[0]?.endsWith(find))
  if (!form) throw new Error(`${page.url} (${page.status}) has no form «${find}», but ${forms.map((one) => one.action ?? '(its own)').join(', ')}: ${wordsOf(page.text)}`)
  return form
}

/** Where an answer leads. */
export function pathOf(seen: Seen): string {
  const url = new URL(seen.headers.get('location') ?? '/', 'http://here')
  return url.pathname + url.search
}

/** The words of a page's main part: for the message of a failure. */
export const wordsOf = (html: string): string =>
  (html.split(/<main[^>]*>/)[1] ?? html)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 600)

function multipart(fields: Fields, attached: readonly Attached[]): { body: Buffer<ArrayBuffer>; type: string } {
  const boundary = `----person${randomBytes(8).toString('hex')}`
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`))
  }
  for (const { field, name, type, body } of attached) {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`), body, Buffer.from('\r\n'))
  }
  return { body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), type: `multipart/form-data; boundary=${boundary}` }
}
