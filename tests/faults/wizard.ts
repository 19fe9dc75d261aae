import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { BIRTH, ORDINARY_BIRTH } from '../support/birth.ts'
import { BIRTH_FOLDER, formOfPackage } from '../support/package-form.ts'
import { type Attached, type Fields, formOf, pathOf, type Person, type Seen } from '../support/person.ts'
import { type Requests, unexpected } from './requests.ts'

/** What one types for an ordinary birth. */
export async function typedBirth(childName: string): Promise<Fields> {
  return rawFromAnswers(await formOfPackage(BIRTH_FOLDER), { ...ORDINARY_BIRTH, 'child.name': childName })
}

/** A person in the wizard, page after page; each request is sent until it is answered. */
export class Wizard {
  readonly #requests: Requests
  readonly person: Person

  constructor(requests: Requests, person: Person) {
    this.#requests = requests
    this.person = person
  }

  /** A draft begun, with its place chosen. @returns the page of step 2. */
  async begin(): Promise<Seen> {
    const [office] = DEMO_AGENCIES
    const general = await this.send(await this.open(`/nop-ho-so/${BIRTH}`), `/${BIRTH}`)
    return this.send(general, '/1', { provinceCode: office.provinceCode, communeCode: office.communeCode, resultWay: 'online' })
  }

  open(url: string): Promise<Seen> {
    return this.#requests.sure(() => this.person.open(url))
  }

  /** Sends the page's form and opens what it leads to. */
  async send(page: Seen, find: string, fields: Fields = {}, attached?: readonly Attached[]): Promise<Seen> {
    const form = formOf(page, find)
    const answer = await this.#requests.sure(() => this.person.post(form.action ?? page.url, { ...(form.fields as Fields), ...fields }, attached))
    if (answer.status !== 303 && answer.status !== 302) throw unexpected(find, answer)
    return this.open(pathOf(answer))
  }

  /** @returns the code of the dossier, and the key under which it was filed. */
  async file(form: Seen, typed: Fields, pdf: Buffer): Promise<{ code: string; key: string }> {
    const papers = await this.send(form, '/2', typed)
    const attached = [{ field: 'file', name: 'chứng sinh.pdf', type: 'application/pdf', body: pdf }]
    const kept = await this.send(papers, '/giay-to', { component: 'giay-chung-sinh' }, attached)
    const review = await this.send(kept, '/3')
    const key = formOf(review, '/4').fields._key
    const filed = await this.send(review, '/4', { declared: 'yes' })
    const code = /class="mc-code">([A-Z][\w.-]+)</.exec(filed.text)?.[1]
    if (!code || typeof key !== 'string') throw unexpected('the wizard', filed)
    return { code, key }
  }
}
