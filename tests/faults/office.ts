import { setTimeout as sleep } from 'node:timers/promises'
import { ORDINARY_BIRTH } from '../support/birth.ts'
import type { Address, Seen } from '../support/person.ts'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Chance } from './chance.ts'
import { type Act, isEnded, nextAct } from './course.ts'
import { doAct } from './do-act.ts'
import { Requests, unexpected } from './requests.ts'

export interface Applicant {
  username: string
  token: string
}

/** One filing as its sender knows it. */
export interface Filing {
  by: Applicant
  key: string
  body: string
  /** Told by the program; null while, or because, no answer ever came. */
  code: string | null
}

/** What the program has said yes to, of one dossier. */
export interface Story {
  filing: Filing
  code: string
  done: Act[]
  taken: boolean
  resultWay: 'online' | 'counter'
}

const MOST_UNDER_WAY = 30

/** Citizens and officers at work on a running program, each repeating a request that got no answer until one comes. */
export class Office {
  readonly filings: Filing[] = []
  readonly stories: Story[] = []
  readonly requests: Requests
  readonly #chance: Chance
  readonly #pdf: Buffer
  #open = false
  #at: Promise<void>[] = []

  constructor(url: Address, chance: Chance, pdf: Buffer) {
    this.requests = new Requests(url, chance)
    this.#chance = chance
    this.#pdf = pdf
  }

  /** From now on requests go there. */
  turnTo(url: Address): void {
    this.requests.turnTo(url)
  }

  /** Lets so many citizens file and so many officers carry what was filed, until it is closed. */
  start(applicants: readonly Applicant[], filers: number, officers: number): void {
    this.#open = true
    const filing = Array.from({ length: filers }, () => this.#until(() => this.#file(this.#chance.one(applicants))))
    const carrying = Array.from({ length: officers }, () => this.#until(() => this.#carry()))
    this.#at = [...filing, ...carrying]
    // Whoever fails is heard when the office closes.
    for (const one of this.#at) one.catch(() => undefined)
  }

  /** Everybody ends what they are at. */
  async close(): Promise<void> {
    this.#open = false
    await Promise.all(this.#at)
  }

  /** After a failure: nobody waits for an answer any more. */
  abandon(): void {
    this.#open = false
    this.requests.abandon()
  }

  /** How often each act was answered yes. */
  acts(): Map<Act, number> {
    const counts = new Map<Act, number>()
    for (const act of this.stories.flatMap((story) => story.done)) counts.set(act, (counts.get(act) ?? 0) + 1)
    return counts
  }

  /** Somebody filed elsewhere, by the pages: officers carry that too. */
  filed(by: Applicant, { key, code }: { key: string; code: string }): void {
    const filing: Filing = { by, key, body: '', code }
    this.filings.push(filing)
    this.stories.push({ filing, code, done: [], taken: false, resultWay: 'online' })
  }

  async #until(work: () => Promise<void>): Promise<void> {
    while (this.#open) await work()
  }

  async #file(by: Applicant): Promise<void> {
    // Officers keep up with what is filed: decisions and returns come as often as filings.
    if (this.stories.filter((one) => !isEnded(one)).length > MOST_UNDER_WAY) return sleep(20)
    const upload = await this.requests.sure(() => this.#sendFile(by))
    if (upload.status !== 201) throw unexpected('a file', upload)
    const resultWay = this.#chance.happens(0.5) ? 'online' : 'counter'
    const filing: Filing = { by, key: newId(), body: this.#bodyOf((JSON.parse(upload.text) as { id: string }).id, resultWay), code: null }
    this.filings.push(filing)
    const patient = !this.#chance.happens(0.5)
    const answer = await this.requests.persist(() => this.send(filing), patient)
    if (!answer) return
    if (answer.status !== 201) throw unexpected('a filing', answer)
    filing.code = (JSON.parse(answer.text) as { code: string }).code
    this.stories.push({ filing, code: filing.code, done: [], taken: false, resultWay })
  }

  #bodyOf(fileId: string, resultWay: Story['resultWay']): string {
    const [office] = DEMO_AGENCIES
    return JSON.stringify({
      procedure: '1.001193',
      communeCode: office.communeCode,
      caseKey: '1.001193.01',
      resultWay,
      answers: { ...ORDINARY_BIRTH, 'child.name': `Nguyễn Minh ${this.#chance.one(['An', 'Bình', 'Châu', 'Dũng'])}` },
      papers: [{ component: 'giay-chung-sinh', fileId }],
      declared: true,
    })
  }

  send(filing: Filing): Promise<Seen> {
    return this.requests.stranger().request('POST', '/api/v1/dossiers', {
      headers: { authorization: `Bearer ${filing.by.token}`, 'idempotency-key': filing.key, 'content-type': 'application/json' },
      body: filing.body,
    })
  }

  async #sendFile(by: Applicant): Promise<Seen> {
    const person = this.requests.stranger({ authorization: `Bearer ${by.token}` })
    return person.post('/api/v1/files', {}, [{ field: 'file', name: 'Giấy chứng sinh.pdf', type: 'application/pdf', body: this.#pdf }])
  }

  async #carry(): Promise<void> {
    const waiting = this.stories.filter((one) => !one.taken && !isEnded(one))
    if (waiting.length === 0) return sleep(20)
    const story = this.#chance.one(waiting)
    story.taken = true
    const act = nextAct(story, this.#chance)
    await doAct({ requests: this.requests, chance: this.#chance, pdf: this.#pdf }, story, act)
    story.done.push(act)
    story.taken = false
  }
}
