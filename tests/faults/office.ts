import { setTimeout as sleep } from 'node:timers/promises'
import { ORDINARY_BIRTH } from '../support/birth.ts'
import { type Attached, type Fields, formOf, pathOf, Person, type Seen, wordsOf } from '../support/person.ts'
import { formsOf } from '../sweeps/forms.ts'
import { DEMO_AGENCIES, DEMO_PASSWORD } from '../../src/demo/people.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Chance } from './chance.ts'

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
}

export const ACTS = ['ask', 'supply', 'accept', 'hand-over', 'appraise', 'draft', 'confirm', 'sign', 'number'] as const
export type Act = (typeof ACTS)[number]

const PATIENCE_MS = 90_000
const PAUSE_MS = 60

/** Citizens and officers at work on a running program, each repeating a request that got no answer until one comes. */
export class Office {
  readonly filings: Filing[] = []
  readonly stories: Story[] = []
  /** Requests that had to be sent again. */
  repeats = 0
  readonly #url: string
  readonly #chance: Chance
  readonly #pdf: Buffer
  readonly #desks = new Map<string, Promise<{ person: Person; csrf: string }>>()
  #open = false
  #abandoned = false
  #at: Promise<void>[] = []

  constructor(url: string, chance: Chance, pdf: Buffer) {
    this.#url = url
    this.#chance = chance
    this.#pdf = pdf
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
    this.#abandoned = true
  }

  async #until(work: () => Promise<void>): Promise<void> {
    while (this.#open) await work()
  }

  async #file(by: Applicant): Promise<void> {
    const upload = await this.#persist(async () => this.#sendFile(by))
    if (upload?.status !== 201) throw unexpected('a file', upload)
    const [office] = DEMO_AGENCIES
    const filing: Filing = {
      by,
      key: newId(),
      body: JSON.stringify({
        procedure: '1.001193',
        communeCode: office.communeCode,
        caseKey: '1.001193.01',
        resultWay: 'online',
        answers: { ...ORDINARY_BIRTH, 'child.name': `Nguyễn Minh ${this.#chance.one(['An', 'Bình', 'Châu', 'Dũng'])}` },
        papers: [{ component: 'giay-chung-sinh', fileId: (JSON.parse(upload.text) as { id: string }).id }],
        declared: true,
      }),
      code: null,
    }
    this.filings.push(filing)
    const patient = !this.#chance.happens(0.5)
    const answer = await this.#persist(() => this.send(filing), patient)
    if (!answer) return
    if (answer.status !== 201) throw unexpected('a filing', answer)
    filing.code = (JSON.parse(answer.text) as { code: string }).code
    this.stories.push({ filing, code: filing.code, done: [], taken: false })
  }

  send(filing: Filing): Promise<Seen> {
    const person = new Person(this.#url, this.#from())
    return person.request('POST', '/api/v1/dossiers', {
      headers: { authorization: `Bearer ${filing.by.token}`, 'idempotency-key': filing.key, 'content-type': 'application/json' },
      body: filing.body,
    })
  }

  async #sendFile(by: Applicant): Promise<Seen> {
    const person = new Person(this.#url, { ...this.#from(), authorization: `Bearer ${by.token}` })
    return person.post('/api/v1/files', {}, [{ field: 'file', name: 'Giấy chứng sinh.pdf', type: 'application/pdf', body: this.#pdf }])
  }

  /** Each request comes from an address of its own: limits by address are not what is tried here. */
  #from = () => ({ 'x-forwarded-for': `10.${this.#chance.between(0, 255)}.${this.#chance.between(0, 255)}.${this.#chance.between(1, 254)}` })

  async #carry(): Promise<void> {
    const waiting = this.stories.filter((one) => !one.taken && !one.done.includes('number'))
    if (waiting.length === 0) return sleep(20)
    const story = this.#chance.one(waiting)
    story.taken = true
    const act = this.#next(story)
    await this.#do(story, act)
    story.done.push(act)
    story.taken = false
  }

  #next({ done }: Story): Act {
    const last = done.at(-1)
    if (!last) return this.#chance.happens(0.3) ? 'ask' : 'accept'
    return ACTS[ACTS.indexOf(last) + 1] as Act
  }

  async #do(story: Story, act: Act): Promise<void> {
    const { code } = story
    switch (act) {
      case 'ask':
        return this.#officer(code, 'motcua', 'yeu-cau-bo-sung', { 'target-0': '', 'what-0': 'Giấy chứng sinh bị mờ', 'reason-0': 'Không đọc được', 'how-0': 'Chụp lại' })
      case 'supply':
        return this.#supply(story)
      case 'accept':
        return this.#officer(code, this.#chance.one(['motcua', 'motcua2']), 'tiep-nhan', { valid: ['giay-chung-sinh', 'mau-dien-tu'] })
      case 'hand-over':
        return this.#officer(code, 'motcua', 'chuyen-xu-ly', {})
      case 'appraise':
        return this.#officer(code, 'hotich', 'tham-tra', { note: '' }, true)
      case 'draft':
        return this.#officer(code, 'hotich', 'du-thao', {}, true)
      case 'confirm': {
        const { person, csrf } = await this.#desk(story.filing.by.username, '/dang-nhap', '/ho-so')
        return this.#post(person, `/ho-so/${code}/du-thao`, { _csrf: csrf, answer: 'confirm' })
      }
      case 'sign':
        return this.#officer(code, 'lanhdao', 'ky-duyet', { agreed: 'yes', reason: '' }, true)
      case 'number':
        return this.#officer(code, 'vanthu', 'phat-hanh', {}, true)
    }
  }

  async #officer(code: string, username: string, act: string, fields: Fields, isStep = false): Promise<void> {
    const { person, csrf } = await this.#desk(username, '/can-bo/dang-nhap', '/can-bo/ho-so/danh-sach/cho-tiep-nhan')
    const taskId = isStep ? await this.#taskOf(person, code, act) : ''
    await this.#post(person, `/can-bo/ho-so/${code}/${act}`, { _csrf: csrf, ...fields, ...(taskId ? { taskId } : {}) })
  }

  /** The open step that the case page offers this act for. */
  async #taskOf(person: Person, code: string, act: string): Promise<string> {
    const page = await this.#sure(() => person.open(`/can-bo/ho-so/${code}`))
    const address = `/can-bo/ho-so/${code}/${act}`
    const direct = formsOf(page.text).find((form) => form.action === address)?.fields.taskId
    const task = typeof direct === 'string' ? direct : page.text.split(`${address}?buoc=`)[1]?.slice(0, 36)
    if (!task) throw new Error(`The case ${code} offers no ${act}: ${wordsOf(page.text)}`)
    return task
  }

  async #supply({ code, filing }: Story): Promise<void> {
    const { person } = await this.#desk(filing.by.username, '/dang-nhap', '/ho-so')
    const form = formOf(await this.#sure(() => person.open(`/ho-so/${code}/bo-sung`)), '/bo-sung')
    const replies = Object.fromEntries(form.controls.filter((one) => one.name.startsWith('reply-')).map((one) => [one.name, 'Đã chụp lại rõ hơn']))
    const file = form.controls.find((one) => one.kind === 'file')
    if (!file) throw new Error(`The supplement of ${code} takes no file.`)
    const attached = [{ field: file.name, name: 'chụp lại.pdf', type: 'application/pdf', body: this.#pdf }]
    await this.#post(person, `/ho-so/${code}/bo-sung`, { ...(form.fields as Fields), ...replies }, attached)
  }

  /** Sends a form; sometimes, as after an answer that was lost, once more: the answer is the same and nothing is done twice. */
  async #post(person: Person, url: string, fields: Fields, attached?: readonly Attached[]): Promise<void> {
    const sent = { _key: newId(), ...fields }
    for (let times = this.#chance.happens(0.3) ? 2 : 1; times > 0; times--) {
      const answer = await this.#sure(() => person.post(url, sent, attached))
      if (!isDone(answer)) throw unexpected(url, answer)
    }
  }

  /** Somebody signed in, once; the session outlives every kill. */
  #desk(username: string, loginUrl: string, home: string): Promise<{ person: Person; csrf: string }> {
    const known = this.#desks.get(username)
    if (known) return known
    const opening = (async () => {
      const person = new Person(this.#url, this.#from())
      await this.#sure(async () => {
        const login = await person.open(loginUrl)
        const form = formOf(login, '/dang-nhap')
        return person.post(form.action ?? login.url, { ...form.fields, loginName: username, password: DEMO_PASSWORD })
      })
      const page = await this.#sure(() => person.open(home))
      const csrf = formsOf(page.text).find((form) => form.fields._csrf)?.fields._csrf
      if (typeof csrf !== 'string') throw new Error(`${username} is not signed in: ${page.status} ${wordsOf(page.text)}`)
      return { person, csrf }
    })()
    this.#desks.set(username, opening)
    return opening
  }

  async #sure(work: () => Promise<Seen>): Promise<Seen> {
    const answer = await this.#persist(work)
    if (!answer) throw new Error('Nobody answered.')
    return answer
  }

  /** Sends the same again until there is an answer that is no fault of the server; @returns null when an impatient one gave up. */
  async #persist(work: () => Promise<Seen>, patient = true): Promise<Seen | null> {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const answer = await work().catch(() => null)
      if (answer && answer.status < 500) return answer
      if (!patient) return null
      this.repeats++
      if (this.#abandoned || performance.now() > end) throw unexpected('A request that was repeated', answer)
      await sleep(PAUSE_MS)
    }
  }
}

const isDone = (answer: Seen): boolean => answer.status === 303 && pathOf(answer).includes('xong=1')

const unexpected = (what: string, answer: Seen | null): Error => new Error(`${what} was answered ${answer?.status ?? 'by nobody'}: ${answer ? `${pathOf(answer)} ${wordsOf(answer.text)}` : ''}`)
