import type { Chance } from '../chance.ts'
import type { Requests } from '../requests.ts'
import type { Person } from '../../support/person.ts'
import { type Books, emptyBooks } from './books.ts'
import { setClock } from './clock.ts'
import { CounterOfficer } from './counter.ts'
import { serve } from './errands.ts'
import { Kiosk } from './kiosk.ts'
import { KIOSKS, OFFICERS } from './set-up.ts'
import { type Visitor, visitorsOf } from './visits.ts'

/** The office's hours, in minutes of the day. */
export const HOURS = { morning: { from: 450, to: 690 }, afternoon: { from: 810, to: 1020 } } as const

/** Each sends four requests until they hold their number. */
export const COME_TOGETHER = 12

interface AtCounter {
  officer: CounterOfficer
  counter: number
  isOpen: boolean
  serving: { label: string; visitor: Visitor; until: number } | null
}

/** A day of a hall, minute by minute; what happens in one minute happens at once. */
export class TheDay {
  readonly books: Books = emptyBooks()
  readonly day: string
  readonly visitors: Visitor[]
  /** Who holds a number that was not ended yet. */
  readonly #holders = new Map<string, Visitor>()
  readonly #requests: Requests
  readonly #chance: Chance
  readonly #clock: Person
  readonly #desks: AtCounter[]
  #kiosks: Kiosk[] = []
  #minute = 0
  #drawing: Promise<void> = Promise.resolve()

  constructor(day: string, people: number, requests: Requests, chance: Chance) {
    this.day = day
    this.#requests = requests
    this.#chance = chance
    this.#clock = requests.stranger()
    this.visitors = visitorsOf(people, chance)
    this.#desks = OFFICERS.map((name, index) => ({ officer: new CounterOfficer(name, requests, this.books), counter: index + 1, isOpen: false, serving: null }))
  }

  get waiting(): number {
    return this.#holders.size
  }

  async setUp(): Promise<void> {
    await setClock(this.#requests, this.#clock, this.day, 7 * 60)
    this.#kiosks = await Promise.all(KIOSKS.map((token) => new Kiosk(this.#requests).setUp(token)))
  }

  /** Lives through the minutes from one to before another. */
  async live(from: number, to: number): Promise<void> {
    for (this.#minute = from; this.#minute < to; this.#minute++) {
      await setClock(this.#requests, this.#clock, this.day, this.#minute)
      await this.#liveMinute()
    }
  }

  /** The next minute, in which twelve come together and everybody at a counter is done at once, and something happens in the middle of it. */
  async liveThrough(meanwhile: () => Promise<unknown>): Promise<void> {
    await setClock(this.#requests, this.#clock, this.day, this.#minute)
    for (const visitor of this.visitors.filter((one) => one.comes > this.#minute).slice(0, COME_TOGETHER)) visitor.comes = this.#minute
    for (const { serving } of this.#desks) if (serving) serving.until = this.#minute
    await Promise.all([this.#liveMinute(), meanwhile()])
    this.#minute++
  }

  async #liveMinute(): Promise<void> {
    this.#drawing = this.#comers()
    await Promise.all([this.#drawing, ...this.#desks.map((desk) => this.#work(desk))])
  }

  /** The words of a slip, fetched by the officer who printed it. */
  async slipOf(officer: string, url: string, read: (pdf: Buffer) => Promise<string>): Promise<string> {
    const desk = this.#desks.find((one) => one.officer.name === officer)
    if (!desk) throw new Error(`Nobody is called ${officer}.`)
    await desk.officer.arrive()
    return read((await desk.officer.open(url)).body)
  }

  async #comers(): Promise<void> {
    const coming = this.visitors.filter((one) => one.comes === this.#minute)
    const draw = async (visitor: Visitor): Promise<void> => {
      const label = await this.#chance.one(this.#kiosks).draw(visitor.service, visitor.priority)
      if (this.books.tickets.has(label)) throw new Error(`${label} was drawn twice.`)
      this.books.tickets.add(label)
      this.#holders.set(label, visitor)
    }
    await Promise.all(coming.map(draw))
  }

  async #work(desk: AtCounter): Promise<void> {
    const { officer } = desk
    const isWorking = this.#isWorkTime()
    if (isWorking && !desk.isOpen) {
      await officer.arrive()
      await officer.openCounter(desk.counter)
      desk.isOpen = true
    }
    if (!desk.isOpen) return
    if (desk.serving && desk.serving.until <= this.#minute) await this.#finish(desk, desk.serving)
    if (desk.serving) return
    if (isWorking || this.#isLate()) return this.#isAnybodyWaiting() ? this.#next(desk) : undefined
    await officer.closeCounter()
    desk.isOpen = false
  }

  #isWorkTime(): boolean {
    return Object.values(HOURS).some(({ from, to }) => from <= this.#minute && this.#minute < to)
  }

  /** As the screen tells each officer. */
  #isAnybodyWaiting(): boolean {
    return this.#holders.size > this.#desks.filter((one) => one.serving).length
  }

  /** After hours whoever still holds a number is served. */
  #isLate(): boolean {
    return this.#minute >= HOURS.afternoon.to && this.#holders.size > 0
  }

  async #next(desk: AtCounter): Promise<void> {
    const label = await desk.officer.callNext(this.#minute)
    if (!label) return
    // Drawn in this very minute: whoever pressed is about to read their number.
    if (!this.#holders.has(label)) await this.#drawing
    const visitor = this.#holders.get(label)
    if (!visitor) throw new Error(`${label} was called, and nobody holds it.`)
    if (visitor.absent) {
      this.#holders.delete(label)
      return desk.officer.end(this.#minute, 'vang', label)
    }
    const other = visitor.sentOn ? await desk.officer.otherGroup() : null
    if (other) {
      visitor.sentOn = false
      return desk.officer.end(this.#minute, 'chuyen', label, { den: other })
    }
    desk.serving = { label, visitor, until: this.#minute + visitor.takes }
  }

  async #finish(desk: AtCounter, { label, visitor }: NonNullable<AtCounter['serving']>): Promise<void> {
    await serve({ officer: desk.officer, books: this.books }, visitor.errand, visitor.number)
    await desk.officer.end(this.#minute, 'xong', label)
    this.#holders.delete(label)
    desk.serving = null
  }
}
