import { type Fields, formOf, pathOf, type Person, type Seen } from '../../support/person.ts'
import { type Form, formsOf } from '../../sweeps/forms.ts'
import { type Requests, unexpected } from '../requests.ts'
import type { Books } from './books.ts'

const COUNTER = '/can-bo/quay'

/** An officer who calls numbers and serves who comes. */
export class CounterOfficer {
  readonly name: string
  readonly #requests: Requests
  readonly #books: Books
  #person: Person | null = null

  constructor(name: string, requests: Requests, books: Books) {
    this.name = name
    this.#requests = requests
    this.#books = books
  }

  /** Signs in anew: in the morning and after lunch. */
  async arrive(): Promise<void> {
    const { person } = await this.#requests.signIn(this.name, '/can-bo/dang-nhap', '/can-bo/tiep-nhan')
    this.#person = person
  }

  get person(): Person {
    if (!this.#person) throw new Error(`${this.name} has not arrived.`)
    return this.#person
  }

  /** Whoever did nothing for half an hour signs in anew. */
  async open(url: string): Promise<Seen> {
    const page = await this.#requests.sure(() => this.person.open(url))
    if (!page.url.startsWith('/can-bo/dang-nhap')) return page
    await this.arrive()
    return this.#requests.sure(() => this.person.open(url))
  }

  /** Sends one of the page's forms until it is answered, and opens what it leads to. */
  async send(page: Seen, find: (form: Form) => boolean, fields: Fields = {}): Promise<Seen> {
    const form = formsOf(page.text).find((one) => one.method === 'post' && find(one))
    if (!form) throw unexpected(`${this.name}: a form of ${page.url}`, page)
    const answer = await this.#requests.sure(() => this.person.post(form.action ?? page.url, { ...form.fields, ...fields }, form.multipart ? [] : undefined))
    if (answer.status !== 303) throw unexpected(`${this.name} at ${page.url}`, answer)
    return this.open(pathOf(answer))
  }

  async openCounter(number: number): Promise<void> {
    const page = await this.open(COUNTER)
    const choice = new RegExp(`value="([0-9a-f-]{36})"[^>]*>(?:(?!<input)[\\s\\S])*?Quầy ${number}:`).exec(page.text)?.[1]
    if (!choice) throw unexpected(`counter ${number}`, page)
    await this.#act(page, 'mo', { quay: choice })
  }

  async closeCounter(): Promise<void> {
    await this.#act(await this.open(COUNTER), 'dong')
  }

  /** @returns the number called; null where nobody waits. */
  async callNext(minute: number): Promise<string | null> {
    const page = await this.open(COUNTER)
    const form = formOf(page, '/goi')
    const answer = await this.#requests.sure(() => this.person.post(`${COUNTER}/goi`, form.fields))
    const label = /[?&]so=([A-Z]\d+)/.exec(pathOf(answer))?.[1] ?? null
    if (answer.status !== 303 && answer.status !== 409) throw unexpected(`${this.name} calling`, answer)
    if (label) this.#books.acts.push({ minute, officer: this.name, act: 'call', label })
    return label
  }

  /** Ends, sends on or notes as absent the number that is at the counter. */
  async end(minute: number, act: 'xong' | 'vang' | 'chuyen', label: string, fields: Fields = {}): Promise<void> {
    const page = await this.open(COUNTER)
    await this.#act(page, act, fields)
    this.#books.acts.push({ minute, officer: this.name, act, label })
  }

  /** Where a number can be sent on to, of the groups. */
  async otherGroup(): Promise<string | null> {
    const page = await this.open(COUNTER)
    return /<optgroup label="Nhóm dịch vụ">[\s\S]*?<option[^>]*value="([^"]+)"/.exec(page.text)?.[1] ?? null
  }

  async #act(page: Seen, act: string, fields: Fields = {}): Promise<void> {
    await this.send(page, (form) => form.action === `${COUNTER}/${act}`, fields)
  }
}
