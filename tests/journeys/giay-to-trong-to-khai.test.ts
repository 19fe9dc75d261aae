import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Citizen } from '../../src/modules/filing/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { agreed, prepareBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, download, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, type Visitor } from '../support/browser.ts'
import { demoCitizen } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { openOfficer, signIn } from '../support/steps.ts'

const BUILDING = '1.013225'
const TYPED = 'Giấy chứng nhận số CĐ 123456'

let app: TestApp
let citizen: Citizen
let picture: Buffer
beforeAll(async () => {
  app = await startTestApp()
  citizen = await demoCitizen(app, 'congdan')
  picture = await photo('GIẤY CHỨNG NHẬN', { width: 90, height: 120 })
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const draftOf = async (draftId: string) => {
  const draft = await app.acts.filing.drafts.find(app.db, citizen, draftId)
  if (!draft) throw new Error('No draft.')
  return draft
}
const papersOf = async (draftId: string) => (await draftOf(draftId)).papers.map((paper) => paper.component).sort()

describe.each([
  ['with script', DESKTOP],
  ['without script, on a phone', PHONE_WITHOUT_SCRIPT],
])('papers where the question is asked, %s', (_title, device) => {
  let visitor: Visitor
  let draftId: string
  beforeEach(async () => {
    visitor = await openVisitor(app, device)
    await signIn(visitor.page, 'congdan')
    ;({ draftId } = await agreed(app.acts.filing.drafts.start(citizen, { procedureCode: BUILDING, lang: 'vi' })))
    await agreed(app.acts.filing.drafts.saveGeneral(citizen, draftId, { provinceCode: '92', communeCode: '31135', caseKey: (await app.acts.packages.current(BUILDING))?.cases[0]?.key ?? null, resultWay: 'counter' }))
    await visitor.page.goto(`/nop-ho-so/ban-nhap/${draftId}/2`)
  })
  afterEach(async () => {
    expect(visitor.troubles).toEqual([])
    await visitor.close()
    await agreed(app.acts.filing.drafts.discard(citizen, draftId))
  })

  const slot = (component: string) => visitor.page.locator(`#giay-to-${component}`)
  /** What stands folded without script is opened by hand. */
  async function unfold(component: string) {
    const folds = visitor.page.locator('details:not([open])', { has: slot(component) })
    while ((await folds.count()) > 0) await folds.first().locator('summary').first().click()
  }
  async function choose(component: string, file: { name: string; buffer: Buffer; mimeType?: string }) {
    await unfold(component)
    await slot(component).locator('input[type=file]').setInputFiles({ mimeType: 'image/jpeg', ...file })
  }
  const send = (component: string) => slot(component).getByRole('button', { name: 'Gửi tệp' }).click()

  it('are attached, looked at and taken back, and nothing that is typed is lost', async () => {
    const { page } = visitor
    await page.fill('[name="land.paper"]', TYPED)
    await page.check('[name="land.inDatabase"][value=no]')
    await choose('giay-to-dat-dai', { name: 'giấy đất.jpg', buffer: picture })
    await send('giay-to-dat-dai')
    const link = slot('giay-to-dat-dai').getByRole('link', { name: 'giấy đất.jpg' })
    await link.waitFor()
    expect(await page.inputValue('[name="land.paper"]')).toBe(TYPED)
    expect((await draftOf(draftId)).answers).toMatchObject({ 'land.paper': TYPED, 'land.inDatabase': 'no' })
    expect(await papersOf(draftId)).toEqual(['giay-to-dat-dai'])
    expect((await download(visitor, (await link.getAttribute('href')) ?? '')).type).toMatch(/image\/jpeg|application\/pdf/)

    await page.fill('[name="land.paper"]', `${TYPED}, sửa`)
    await slot('giay-to-dat-dai').getByRole('button', { name: 'Xóa tệp giấy đất.jpg' }).click()
    await link.waitFor({ state: 'detached' })
    expect((await draftOf(draftId)).answers).toMatchObject({ 'land.paper': `${TYPED}, sửa` })
    expect(await papersOf(draftId)).toEqual([])
  })

  it('chosen and not yet sent go with «Lưu và tiếp tục»', async () => {
    const { page } = visitor
    await page.check('[name="land.inDatabase"][value=no]')
    await choose('giay-to-dat-dai', { name: 'giay-dat.jpg', buffer: picture })
    await page.locator('main').getByRole('button', { name: 'Lưu và tiếp tục' }).last().click()
    await page.locator('[data-behaviour=error-summary]').waitFor()
    expect(await papersOf(draftId)).toEqual(['giay-to-dat-dai'])
  })

  it('that are no papers are refused beside their question, and the form stays as it was', async () => {
    const { page } = visitor
    await page.fill('[name="land.paper"]', TYPED)
    await page.check('[name="land.inDatabase"][value=no]')
    await choose('giay-to-dat-dai', { name: 'giay-dat.pdf', buffer: Buffer.from('<html><script>alert(1)</script>'), mimeType: 'application/pdf' })
    await send('giay-to-dat-dai')
    const summary = page.locator('[data-behaviour=error-summary]')
    await summary.waitFor()
    expect(await summary.getByRole('link').getAttribute('href')).toBe('#file-giay-to-dat-dai')
    expect(await seenText(slot('giay-to-dat-dai'))).toContain('giay-dat.pdf')
    expect(await page.inputValue('[name="land.paper"]')).toBe(TYPED)
    // What the page could do before, it can do now.
    if (device.script) {
      await page.check('[name="land.inDatabase"][value=yes]')
      expect(await slot('giay-to-dat-dai').isVisible()).toBe(false)
      await page.check('[name="land.inDatabase"][value=no]')
      expect(await slot('giay-to-dat-dai').isVisible()).toBe(true)
      await page.fill('[name="land.paper"]', `${TYPED}, tiếp`)
      await expect.poll(async () => (await draftOf(draftId)).answers['land.paper'], { timeout: 8000 }).toBe(`${TYPED}, tiếp`)
    }
    await unfold('giay-to-dat-dai')
    await send('giay-to-dat-dai')
    await page.getByRole('link', { name: 'Chọn một tệp rồi bấm' }).waitFor()
    expect(await papersOf(draftId)).toEqual([])
  })

  it('sent once serve for two components, here and in step 3; taken from one they stay under the other', async () => {
    const { page } = visitor
    await page.check('[name="land.inDatabase"][value=no]')
    await page.check('[name="land.rented"][value=yes]')
    await choose('giay-to-dat-dai', { name: 'ho-so.jpg', buffer: picture })
    await send('giay-to-dat-dai')
    await slot('giay-to-dat-dai').getByRole('link', { name: 'ho-so.jpg' }).waitFor()
    await unfold('hop-dong-thue-dat')
    await slot('hop-dong-thue-dat').getByText('Giấy tờ này nằm trong một tệp đã gửi?').click()
    await slot('hop-dong-thue-dat').getByLabel('Tệp đã gửi ở mục khác').selectOption({ label: 'ho-so.jpg' })
    await slot('hop-dong-thue-dat').getByRole('button', { name: 'Dùng tệp này' }).click()
    await slot('hop-dong-thue-dat').getByRole('link', { name: 'ho-so.jpg' }).waitFor()

    await page.goto(`/nop-ho-so/ban-nhap/${draftId}/3`)
    const plan = page.locator('#paper-ban-ve-mat-bang')
    await plan.getByText('Giấy tờ này nằm trong một tệp đã gửi?').click()
    await plan.getByLabel('Tệp đã gửi ở mục khác').selectOption({ label: 'ho-so.jpg' })
    await plan.getByRole('button', { name: 'Dùng tệp này' }).click()
    await plan.getByRole('link', { name: 'ho-so.jpg' }).waitFor()
    const { papers } = await draftOf(draftId)
    expect(papers.map((paper) => paper.component).sort()).toEqual(['ban-ve-mat-bang', 'giay-to-dat-dai', 'hop-dong-thue-dat'])
    expect(new Set(papers.map((paper) => paper.file_id)).size).toBe(1)

    await page.locator('#paper-giay-to-dat-dai').getByRole('button', { name: 'Xóa tệp ho-so.jpg' }).click()
    await page.locator('#paper-giay-to-dat-dai').getByRole('link', { name: 'ho-so.jpg' }).waitFor({ state: 'detached' })
    expect(await papersOf(draftId)).toEqual(['ban-ve-mat-bang', 'hop-dong-thue-dat'])
  })
})

it('one file for two components stands under both with the officer and in the download, and is opened once', async () => {
  const prepared = await prepareBirth(app)
  const { drafts, submit } = app.acts.filing
  const [{ fileId } = { fileId: '' }] = prepared.filing.papers
  await agreed(drafts.attachAlso(prepared.citizen, prepared.draftId, { component: 'van-ban-uy-quyen', fileId }))
  const papers = [...prepared.filing.papers, { component: 'van-ban-uy-quyen', fileId }]
  const { code } = await agreed(submit.file(prepared.citizen, { ...prepared, filing: { ...prepared.filing, papers }, key: newId(), declared: true }))

  const owner = await openVisitor(app)
  await signIn(owner.page, 'congdan')
  const zip = (await download(owner, `/ho-so/${code}/toan-bo.zip`)).body.toString('latin1')
  expect([...new Set(zip.match(/giay-to\/\d-giay-chung-sinh\.jpg/g))].sort()).toEqual(['giay-to/1-giay-chung-sinh.jpg', 'giay-to/2-giay-chung-sinh.jpg'])
  const officer = await openOfficer(app, 'motcua')
  await officer.page.goto(`/can-bo/ho-so/${code}`)
  const pane = officer.page.locator('[data-behaviour=papers]')
  expect(await pane.locator('figure').count()).toBe(2)
  expect(await pane.locator('img, iframe').count()).toBe(1)
  expect(await seenText(pane)).toContain('cùng tệp với «')
  for (const one of [owner, officer]) {
    expect(one.troubles).toEqual([])
    await one.close()
  }
})
