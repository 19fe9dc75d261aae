import { formOf, pathOf, type Person } from '../../support/person.ts'
import { formsOf, unescaped } from '../../sweeps/forms.ts'
import { type Requests, unexpected } from '../requests.ts'
import { HALL } from './set-up.ts'

/** A machine at the door that gives out numbers. */
export class Kiosk {
  readonly #requests: Requests
  readonly #person: Person

  constructor(requests: Requests) {
    this.#requests = requests
    this.#person = requests.stranger()
  }

  async setUp(token: string): Promise<this> {
    const url = `/ki-ot/${HALL}/cai/${token}`
    const form = formOf(await this.#requests.sure(() => this.#person.open(url)), token)
    const answer = await this.#requests.sure(() => this.#person.post(url, form.fields))
    if (answer.status !== 303) throw unexpected('a kiosk', answer)
    return this
  }

  /** Presses the service, then the line; whoever sees no number presses the same again. @returns the number drawn. */
  async draw(service: string, priority: boolean): Promise<string> {
    const home = await this.#requests.sure(() => this.#person.open(`/ki-ot/${HALL}`))
    const link = [...home.text.matchAll(/<a[^>]*href="([^"]*\/lay-so\/[^"]+)"[^>]*>([\s\S]*?)<\/a>/g)].find(([, , text = '']) => unescaped(text).includes(service))?.[1]
    if (!link) throw new Error(`The kiosk has no service «${service}»: ${home.status}`)
    const choose = await this.#requests.sure(() => this.#person.open(unescaped(link)))
    const form = formsOf(choose.text).find((one) => one.action?.includes('/lay-so/'))
    if (!form) throw unexpected('the choice of a line', choose)
    const lines = [...choose.text.matchAll(/name="uu-tien" value="([^"]*)"/g)].map(([, value = '']) => value)
    const line = priority ? (lines.find((one) => one !== '') ?? '') : ''
    const answer = await this.#requests.sure(() => this.#person.post(form.action ?? '', { ...form.fields, 'uu-tien': line }))
    if (answer.status !== 303) throw unexpected('a number', answer)
    const ticket = await this.#requests.sure(() => this.#person.open(pathOf(answer).split('?')[0] ?? ''))
    const label = /class="mc-number">([A-Z]\d+)</.exec(ticket.text)?.[1]
    if (!label) throw unexpected('a ticket', ticket)
    return label
  }
}
