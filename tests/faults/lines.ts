import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, Person } from '../support/person.ts'
import { chanceOf } from './chance.ts'
import { type Data, withData } from './data.ts'
import { FATES, type Line, openLine } from './line.ts'
import { judgeDossiers } from './judge.ts'
import type { Applicant, Office } from './office.ts'
import type { Site } from './site.ts'
import { typedBirth, Wizard } from './wizard.ts'

const SECONDS = Number(process.env.FAULTS_SECONDS ?? 5)

export interface Ground {
  seed: number
  dataDir: string
  site: Site
  office: Office
  applicants: readonly Applicant[]
  pdf: Buffer
}

/** What a bad line does to requests, on a program that runs. */
export function linesSuite(ground: () => Ground): void {
  const tell = (text: string): void => void process.stdout.write(`${text}\n`)
  let line: Line
  let office: Office
  let straight: () => string
  let dataDir: string
  let applicants: readonly Applicant[]
  let pdf: Buffer
  beforeAll(async () => {
    const { site, seed, ...given } = ground()
    ;({ dataDir, office, applicants, pdf } = given)
    straight = () => site.address()
    line = await openLine(straight, chanceOf(seed + 2))
    office.turnTo(line.url)
  })
  afterAll(() => line?.close())

  describe(`lines that cut, lose, delay, repeat and reorder requests (${SECONDS} s)`, () => {
    it('whatever was acknowledged is there once: officers, citizens by API and in the wizard', async () => {
      office.start(applicants, 2, 5)
      const end = performance.now() + SECONDS * 1000
      const inWizard = async (applicant: Applicant) => {
        do {
          const { person } = await office.requests.citizen(applicant.username)
          const wizard = new Wizard(office.requests, person)
          office.filed(applicant, await wizard.file(await wizard.begin(), await typedBirth('Nguyễn Minh Wizard'), pdf))
        } while (performance.now() < end)
      }
      await Promise.all([...applicants.slice(-2).map(inWizard), sleep(SECONDS * 1000)]).catch((error: unknown) => {
        office.abandon()
        throw error
      })
      await office.close()
      await withData(dataDir, async (data) => {
        await judgeDossiers(data, office)
        await wizardDraftsOnce(data)
      })
      tell([...line.counts].map(([fate, times]) => `${fate} ${times}`).join(', '))
      tell(
        `${[...office.acts()].map(([act, times]) => `${act} ${times}`).join(', ')}; ${office.stories.length} dossiers, ${office.requests.repeats} requests repeated`,
      )
      if (SECONDS > 20) expect([...line.counts.keys()].sort()).toEqual([...FATES].sort())
    }, 900_000)

    it('the same key with another content is refused by API and page, and nothing is written', async () => {
      const direct = new Person(straight)
      const filing = office.filings.find((one) => one.code !== null && one.body !== '')
      if (!filing) throw new Error('Nothing was filed.')
      await withData(dataDir, async (data) => {
        const before = await written(data)
        const body = filing.body.replace(/Nguyễn Minh \p{L}+/u, 'Nguyễn Minh Khác')
        expect(body).not.toBe(filing.body)
        const answer = await direct.request('POST', '/api/v1/dossiers', {
          headers: {
            authorization: `Bearer ${filing.by.token}`,
            'idempotency-key': filing.key,
            'content-type': 'application/json',
          },
          body,
        })
        expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([422, 'key-reused'])
        expect(await written(data)).toEqual(before)
        const { person, csrf } = await office.requests.officer('motcua')
        const note = (text: string) =>
          office.requests.sure(() =>
            person.post(`/can-bo/ho-so/${filing.code}/ghi-chu`, { _csrf: csrf, _key: filing.key, body: text }),
          )
        expect((await note('Đã gọi điện.')).status).toBe(303)
        const noted = await written(data)
        expect((await note('Chưa gọi điện.')).status).toBe(422)
        expect(await written(data)).toEqual(noted)
      })
    })

    it('of two browsers on one draft the second is told, and nothing that was typed is lost', async () => {
      const [applicant] = applicants
      if (!applicant) throw new Error('Nobody is there.')
      const [one, other] = [
        await office.requests.signIn(applicant.username),
        await office.requests.signIn(applicant.username),
      ]
      const [mine, theirs] = [one, other].map(({ person }) => new Wizard(office.requests, person)) as [Wizard, Wizard]
      const form = await mine.begin()
      const sameForm = await theirs.open(form.url)
      expect(sameForm.text).toContain('_seen')
      await mine.send(form, '/2', await typedBirth('Nguyễn Minh Trước'))
      // The other browser saves by itself, then by its button.
      const typed = { ...formOf(sameForm, '/2').fields, ...(await typedBirth('Nguyễn Minh Sau')) }
      const bySelf = await office.requests.sure(() =>
        other.person.request('POST', form.url, {
          headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(typed as Record<string, string>).toString(),
        }),
      )
      expect([bySelf.status, JSON.parse(bySelf.text)]).toEqual([409, { code: 'draft-changed-elsewhere' }])
      const told = await office.requests.sure(() => other.person.post(form.url, typed))
      expect(told.status).toBe(409)
      expect(told.text).toContain('vừa được sửa trên một thiết bị khác')
      expect(told.text).not.toMatch(/Có \d+ chỗ cần sửa/)
      expect(formOf({ ...told, url: form.url }, '/2').fields['child.name']).toBe('Nguyễn Minh Sau')
      expect(told.text).toMatch(/>[^<]+: bản lưu từ thiết bị khác ghi là “Nguyễn Minh Trước”</)
      expect(formOf(await mine.open(form.url), '/2').fields['child.name']).toBe('Nguyễn Minh Trước')
      // Having seen both, the person saves again.
      await theirs.send({ ...told, url: form.url }, '/2')
      expect(formOf(await mine.open(form.url), '/2').fields['child.name']).toBe('Nguyễn Minh Sau')
    })
  })
}

/** Rows of everything that a refused request could have written. */
const written = ({ rows }: Data) =>
  rows(`select (select count(*)::int from dossiers.dossier) as dossiers, (select count(*)::int from events.event where stream_kind = 'dossier') as events,
               (select count(*)::int from platform.idempotency) as keys, (select count(*)::int from dossiers.answers) as answers`)

/** However often the pages were sent: a draft for each dossier, a paper filed with each. What an officer asked for later comes on top. */
async function wizardDraftsOnce({ rows }: Data): Promise<void> {
  const drafts = await rows<{ filed: boolean; papers: number }>(
    `select d.dossier_id is not null as filed,
            (select count(*)::int from dossiers.paper p join dossiers.dossier f on f.id = p.dossier_id and p.added_at = f.submitted_at where f.id = d.dossier_id) as papers
       from filing.draft d`,
  )
  expect(drafts.length).toBeGreaterThan(0)
  expect(drafts.filter((draft) => !draft.filed || draft.papers !== 1)).toEqual([])
}
