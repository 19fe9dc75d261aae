import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_STAFF } from '../../src/demo/people.ts'
import { findDossierByCode, partsOfWhole, STATUS } from '../../src/modules/dossiers/index.ts'
import { type Answers, type RawAnswers, rawFromAnswers } from '../../src/modules/forms/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, DESKTOP, type Device, download, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { allExamples, type Example, fittingEntries } from '../support/carry.ts'
import { pdfText } from '../support/pdf-text.ts'
import { demoStaff } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { attach, eventually, fillForm, fillGeneral, goOn, mainText, openOfficer, showPaper, signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const DEVICES = [
  { device: DESKTOP, how: 'at a desk, with script' },
  { device: PHONE_WITHOUT_SCRIPT, how: 'on a phone, without script' },
] as const

/** The plain example of each package that can be filed online; every second one on a phone without script. */
const storiesOf = (linked: boolean) =>
  allExamples()
    .filter((one) => one.example.kind === 'plain' && one.example.channel === 'online' && one.linked === linked)
    .filter(({ code }, index, all) => all.findIndex((one) => one.code === code) === index)
    .map((one, index) => ({ ...one, ...(DEVICES[index % 2] ?? DEVICES[0]) }))

/** What the office finds. */
type Found = { entries?: Answers | undefined }

const desks = new Map<string, Promise<Visitor>>()

/** One citizen's story; nothing may have gone wrong on any page or in the background meanwhile. */
async function live(device: Device, story: (citizen: Visitor) => Promise<void>): Promise<void> {
  const citizen = await openVisitor(app, device)
  await withPages(
    () => [citizen],
    async () => {
      await signIn(citizen.page, 'congdan')
      await story(citizen)
    },
  )
  for (const { troubles } of [citizen, ...(await Promise.all(desks.values()))]) expect(troubles).toEqual([])
  await citizen.close()
  expect(app.failures).toEqual([])
}

describe('each procedure, in the browser, from its page to its printed result', () => {
  it.each(storiesOf(false))('$code $how', ({ code, example, device }) =>
    live(device, async (citizen) => {
      const filed = await files(citizen, code, example)
      await officersWork(citizen, filed, example)
      await readsTheResult(citizen, filed)
    }),
  )
})

describe('each linked procedure: one form in the browser, every part at its own agency, its own result', () => {
  it.each(storiesOf(true))('$code $how', ({ code, example, device }) =>
    live(device, async (citizen) => {
      const filed = await files(citizen, code, example)
      const parts = await partsWorked(citizen, filed)
      expect(parts.length).toBeGreaterThanOrEqual(3)
      expect(new Set(parts.map(({ agency_id }) => agency_id)).size).toBeGreaterThanOrEqual(3)
      await citizen.page.goto(`/ho-so/${filed}`)
      const told = await mainText(citizen.page)
      for (const part of parts) expect(told).toContain(part.code)
      await expectFits(citizen.page)
      for (const part of parts) await readsTheResult(citizen, part.code)
    }),
  )
})

/** Parts begin when what they wait for is there; each is worked on as it comes, until the whole is returned. */
async function partsWorked(citizen: Visitor, filed: string) {
  const whole = await findDossierByCode(app.db, filed)
  const worked = new Set<string>()
  for (;;) {
    const next = await eventually(async () => {
      const row = await findDossierByCode(app.db, filed)
      if (row?.status === STATUS.returned) return null
      const part = (await partsOfWhole(app.db, whole?.id ?? '')).find((one) => !worked.has(one.code))
      if (!part) throw new Error(`${filed} stands at ${row?.status}, and no other part of it has begun.`)
      return part
    })
    if (!next) return partsOfWhole(app.db, whole?.id ?? '')
    worked.add(next.code)
    await officersWork(citizen, next.code, { entries: await entriesOf(next.code) })
  }
}

/** What its officer finds, where the part's package asks for it. */
async function entriesOf(code: string) {
  const row = await findDossierByCode(app.db, code)
  if (!row) throw new Error(`No dossier ${code}.`)
  const { result } = await app.acts.processing.packageOf(row.package_version_id)
  const { answers } = await app.acts.record.answersOf(app.db, row.id)
  return result.entries ? fittingEntries(app, row, result.entries, answers as Answers) : undefined
}

async function files({ page }: Visitor, procedure: string, example: Example): Promise<string> {
  const version = await app.acts.packages.current(procedure)
  if (!version) throw new Error(`${procedure} is not published.`)
  await page.goto(`/thu-tuc/${procedure}`)
  await page.locator(`main a[href="/nop-ho-so/${procedure}"]`).first().click()
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await fillGeneral(page, version.resultWays[0] ?? 'counter', example.case)
  await expectFits(page)
  const raw = rawFromAnswers(version.form, example.answers)
  await fillForm(page, version.form, raw)
  await expectFits(page)
  await goOn(page, 'Lưu và tiếp tục', /\/3$/)
  const { answers } = await app.acts.check(version.form, raw, 'vi')
  const needed = version.components(example.case, answers).filter((one) => one.required && !one.presentedOnly)
  for (const { id } of needed) await attach(page, id, { name: `${id}.jpg`, body: await photo(id.toUpperCase(), { width: 80, height: 60 }) })
  await expectFits(page)
  await goOn(page, 'Tiếp tục', /\/4$/)
  await expectFits(page)
  await page.check('[name=declared]')
  await goOn(page, 'Nộp hồ sơ', /da-nop$/)
  const code = /[HG]\d{2}[.\w]*[\w.-]+-\d{4,}/.exec(await mainText(page))?.[0] ?? ''
  expect(code).not.toBe('')
  return code
}

/** Every step that opens is done on the case page, by whoever of the competent agency has its duty. */
async function officersWork(citizen: Visitor, code: string, example: Found): Promise<void> {
  const reception = await desk(code, 'reception')
  await reception.locator('main').getByRole('link', { name: 'Tiếp nhận', exact: true }).click()
  await reception.waitForLoadState('domcontentloaded')
  for (const box of await reception.locator('[name=valid]').all()) await box.check()
  await reception.getByRole('button', { name: 'Tiếp nhận và in Mẫu 01' }).click()
  await reception.waitForURL(/xong=1/)
  await reception.getByRole('button', { name: 'Chuyển xử lý' }).click()
  await reception.waitForURL(/xong=1/)
  for (let steps = 0; steps < 40; steps++) {
    const row = await findDossierByCode(app.db, code)
    const [task] = await app.acts.processing.processes.openTasks(app.db, row?.id ?? '')
    if (!task) return
    // A result that is taken online is handed over by the program itself.
    if (task.work === 'return' && row?.result_way === 'online') return
    if (task.work === 'confirm-draft') await confirms(citizen.page, code)
    else await does(await desk(code, task.duty), task, example)
  }
  throw new Error(`${code}: after 40 steps there are more.`)
}

async function does(page: Page, { work, name }: { work: string; name: string }, example: Found): Promise<void> {
  const main = page.locator('main')
  if (work === 'draft' && example.entries) {
    await main.getByRole('link', { name: 'Ghi kết quả và lập dự thảo' }).click()
    await fillEntries(page, example)
    await goOn(page, 'Lập dự thảo', /\/can-bo\/ho-so\/[^/]+$/)
    return
  }
  if (work === 'draft') await main.getByRole('button', { name: /^(?!Nhận việc).*lập dự thảo/i }).click()
  else if (work === 'number') await main.getByRole('button', { name: 'Vào sổ, cấp số và phát hành' }).click()
  else if (work === 'sign') {
    await main.getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).click()
    await page.getByRole('button', { name: 'Ghi quyết định' }).click()
  } else if (work === 'return') {
    await main.getByRole('link', { name: 'Trả kết quả', exact: true }).click()
    await page.fill('[name=receiver]', 'Nguyễn Văn Dân')
    await showPaper(page)
    await page.locator('main').getByRole('button', { name: 'Đã trả kết quả' }).click()
  } else {
    // Of several steps side by side each is named.
    const act = main.getByRole('link', { name: 'Hồ sơ hợp lệ, chuyển bước sau' })
    await ((await act.count()) > 1 ? act.filter({ hasText: name }) : act).first().click()
    await page.locator('main').getByRole('button', { name: 'Hồ sơ hợp lệ, chuyển bước sau' }).click()
  }
  await page.waitForURL(/xong=1/)
}

async function fillEntries(page: Page, example: Found): Promise<void> {
  const code = /\/ho-so\/([^/]+)\//.exec(page.url())?.[1] ?? ''
  const row = await findDossierByCode(app.db, code)
  const version = await app.acts.processing.packageOf(row?.package_version_id ?? '')
  const { entries } = version.result
  if (!entries) throw new Error(`${version.code} asks for no entries.`)
  const raw: RawAnswers = rawFromAnswers(entries, example.entries ?? {})
  await fillForm(page, entries, raw)
}

async function confirms(page: Page, code: string): Promise<void> {
  await page.goto(`/ho-so/${code}`)
  await page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
  await page.getByRole('button', { name: 'Thông tin đúng, đồng ý' }).click()
  await page.waitForURL(/xong=1/)
}

async function readsTheResult(citizen: Visitor, code: string): Promise<void> {
  const { page } = citizen
  await eventually(async () => {
    await page.goto(`/ho-so/${code}`)
    expect(await mainText(page)).toContain('Đã trả kết quả')
  })
  await expectFits(page)
  const link = await page.locator('main').getByRole('link', { name: 'Tải kết quả (PDF)' }).getAttribute('href')
  const text = await pdfText((await download(citizen, link ?? '')).body)
  expect(text.length).toBeGreaterThan(200)
  expect(text).not.toMatch(/undefined|NaN|\[object/)
}

/** The case on the desk of somebody who has the duty at its agency. */
async function desk(code: string, duty: string): Promise<Page> {
  const agencyId = (await findDossierByCode(app.db, code))?.agency_id
  const agency = await app.acts.processing.agencyOf(agencyId ?? '')
  for (const { username, duties } of DEMO_STAFF) {
    if (!(duties as readonly string[]).includes(duty)) continue
    const staff = await demoStaff(app, username)
    if (!staff.posts.some((post) => agency.path.startsWith(post.agencyPath))) continue
    const opened = desks.get(username) ?? openOfficer(app, username)
    desks.set(username, opened)
    const { page } = await opened
    await page.goto(`/can-bo/ho-so/${code}`)
    return page
  }
  throw new Error(`Nobody at ${agency.nameVi} has the duty ${duty}.`)
}
