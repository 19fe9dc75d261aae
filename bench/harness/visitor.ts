import { formOf, Person } from '../../tests/support/person.ts'
import { decoded } from '../../tests/sweeps/client.ts'
import { formsOf } from '../../tests/sweeps/forms.ts'
import { addressOf } from './filings.ts'
import type { Answer, Connection } from './load.ts'
import { type Filer, PASSWORD } from './people.ts'
import type { BenchServer } from './server.ts'

/** What a browser sends with every request; it takes Brotli and Zstandard as Chromium and Firefox do over https. */
export const AS_BROWSER = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'vi', 'user-agent': 'Mozilla/5.0 (bench)' }

/** A citizen with a session, in front of the server over the bench's own light connections. */
export class Visitor {
  readonly cookie: string
  readonly #web: Connection

  constructor(web: Connection, cookie: string) {
    this.#web = web
    this.cookie = cookie
  }

  /** From an address of its own at each journey: limits by address are not what is measured. */
  async ask(from: number, path: string, more: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {}): Promise<Answer> {
    return this.#web.ask({ ...more, path, headers: { ...AS_BROWSER, cookie: this.cookie, 'x-forwarded-for': addressOf(from), ...more.headers } })
  }
}

/** The text of a page as it came. */
export const textOf = ({ headers, body }: Answer): string => decoded(body, String(headers['content-encoding'] ?? '')).toString('utf8')

/** The session's proof on a page with a form. */
export function csrfOf(html: string): string {
  const found = formsOf(html).find((form) => form.fields._csrf)?.fields._csrf
  if (typeof found !== 'string') throw new Error(`No form of a session: ${html.slice(0, 300)}`)
  return found
}

/** Logs each in at the page where people do. */
export async function logIn(server: BenchServer, web: Connection, filers: readonly Filer[]): Promise<Visitor[]> {
  const visitors: Visitor[] = []
  for (const [index, { username }] of filers.entries()) {
    const person = new Person(server.program.url, { 'x-forwarded-for': addressOf(index) })
    const login = await person.open('/dang-nhap')
    const form = formOf(login, '/dang-nhap')
    const answer = await person.post(form.action ?? login.url, { ...form.fields, loginName: username, password: PASSWORD })
    if (answer.status !== 303) throw new Error(`${username} can't log in: ${answer.status}`)
    visitors.push(new Visitor(web, [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')))
  }
  return visitors
}
