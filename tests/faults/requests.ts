import { setTimeout as sleep } from 'node:timers/promises'
import { type Address, type Attached, type Fields, formOf, pathOf, Person, type Seen, wordsOf } from '../support/person.ts'
import { formsOf } from '../sweeps/forms.ts'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Chance } from './chance.ts'

export interface SignedIn {
  person: Person
  csrf: string
}

const PATIENCE_MS = 90_000
const PAUSE_MS = 60
const TOO_FAST = 429

/** How people behave when no answer comes: they send the same again, under the same key, until there is one. */
export class Requests {
  /** Requests that had to be sent again. */
  repeats = 0
  /** All that were sent, those sent again included. */
  sent = 0
  #url: Address
  readonly #chance: Chance
  readonly #known = new Map<string, Promise<SignedIn>>()
  #abandoned = false

  constructor(url: Address, chance: Chance) {
    this.#url = url
    this.#chance = chance
  }

  /** After a failure: nobody waits for an answer any more. */
  abandon(): void {
    this.#abandoned = true
  }

  /** From now on everybody's requests go there, those of people known already too. */
  turnTo(url: Address): void {
    this.#url = url
  }

  /** Each comes from an address of its own: limits by address are not what is tried here. */
  stranger(headers: Readonly<Record<string, string>> = {}): Person {
    const part = () => this.#chance.between(1, 254)
    return new Person(() => (typeof this.#url === 'string' ? this.#url : this.#url()), { 'x-forwarded-for': `10.${part()}.${part()}.${part()}`, ...headers })
  }

  citizen = (username: string): Promise<SignedIn> => this.#desk(username, '/dang-nhap', '/ho-so')
  officer = (username: string): Promise<SignedIn> => this.#desk(username, '/can-bo/dang-nhap', '/can-bo/ho-so/danh-sach/cho-tiep-nhan')

  /** Somebody signed in, once; the session outlives every kill. */
  #desk(username: string, loginUrl: string, home: string): Promise<SignedIn> {
    const known = this.#known.get(username)
    if (known) return known
    const opening = this.signIn(username, loginUrl, home)
    this.#known.set(username, opening)
    return opening
  }

  /** A new session, as from another device. */
  async signIn(username: string, loginUrl = '/dang-nhap', home = '/ho-so'): Promise<SignedIn> {
    const person = this.stranger()
    const entered = await this.sure(async () => {
      const login = await person.open(loginUrl)
      const form = formOf(login, '/dang-nhap')
      return person.post(form.action ?? login.url, { ...form.fields, loginName: username, password: DEMO_PASSWORD })
    })
    if (entered.status !== 303) throw unexpected('a log-in', entered)
    const page = await this.sure(() => person.open(home))
    const csrf = formsOf(page.text).find((form) => form.fields._csrf)?.fields._csrf
    if (typeof csrf !== 'string') throw new Error(`${username} is not signed in: ${page.status} ${wordsOf(page.text)}`)
    return { person, csrf }
  }

  /** Sends a form; sometimes, as after an answer that was lost, once more: the answer is the same and nothing is done twice. */
  async post(person: Person, url: string, fields: Fields, attached?: readonly Attached[]): Promise<void> {
    const sent = { _key: newId(), ...fields }
    for (let times = this.#chance.happens(0.3) ? 2 : 1; times > 0; times--) {
      const answer = await this.sure(() => person.post(url, sent, attached))
      if (!isDone(answer)) throw unexpected(url, answer)
    }
  }

  async sure(work: () => Promise<Seen>): Promise<Seen> {
    const answer = await this.persist(work)
    if (!answer) throw new Error('Nobody answered.')
    return answer
  }

  /** Sends the same again until there is an answer that is no fault of the server and no «wait a moment»; @returns null when an impatient one gave up. */
  async persist(work: () => Promise<Seen>, patient = true): Promise<Seen | null> {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      this.sent++
      const answer = await work().catch(() => null)
      if (answer && answer.status < 500 && answer.status !== TOO_FAST) return answer
      if (!patient) return null
      this.repeats++
      const pause = answer?.status === TOO_FAST ? Number(answer.headers.get('retry-after') ?? 1) * 1000 : PAUSE_MS
      if (this.#abandoned || performance.now() + pause > end) throw unexpected('A request that was repeated', answer)
      await sleep(pause)
    }
  }
}

const isDone = (answer: Seen): boolean => answer.status === 303 && pathOf(answer).includes('xong=1')

export const unexpected = (what: string, answer: Seen | null): Error =>
  new Error(`${what} was answered ${answer?.status ?? 'by nobody'}: ${answer ? `${pathOf(answer)} ${wordsOf(answer.text)}` : ''}`)
