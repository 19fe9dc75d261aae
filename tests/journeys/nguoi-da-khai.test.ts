import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoCitizen } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed, BIRTH, fileBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, openVisitor, PHONE_WITHOUT_SCRIPT } from '../support/browser.ts'
import { signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await fileBirth(app)
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

it.each([
  ['without script on a phone', PHONE_WITHOUT_SCRIPT],
  ['with script', DESKTOP],
] as const)('whoever was declared in an earlier dossier is chosen, with consent, and goes when it is taken back: %s', async (_how, device) => {
  const visitor = await openVisitor(app, device)
  const { page } = visitor
  await signIn(page, 'congdan')
  const { draftId } = await agreed(app.acts.filing.drafts.start(await demoCitizen(app, 'congdan'), { procedureCode: BIRTH, lang: 'vi' }))
  await page.goto(`/nop-ho-so/ban-nhap/${draftId}/2`)
  const ofMother = page.locator('#phan-nguoi-me')
  const button = (name: string) => ofMother.getByRole('button', { name, exact: true })
  // Nobody is offered before the person agrees.
  expect(await button('Lấy từ hồ sơ trước').count()).toBe(0)
  await page.locator('[name=_prefill]').click()
  await page.locator('[name=_prefill][value=no]').waitFor()
  await page.locator('[name="mother.known"][value=yes]').isVisible()

  // What the same form said before stands there; another person takes its place whole.
  const value = (name: string) => page.locator(`[name="${name}"]`).first().inputValue()
  expect(await value('mother.name')).toBe('Trần Thị Mai')
  await button('Lấy từ hồ sơ trước').click()
  await page.locator('[name="_person-mother"]').waitFor()
  await page.waitForLoadState('domcontentloaded')
  const offered = await page.locator('[name="_person-mother"] option').allTextContents()
  expect(offered[1]).toBe('Nguyễn Văn Dân (chính Ông/Bà)')
  expect(offered.filter((text) => text.startsWith('Trần Thị Mai'))).toHaveLength(1)
  await button('Điền người này').click()
  await page.getByText('Chọn một người rồi bấm «Điền người này».').first().waitFor()
  await page.locator('[name="_person-mother"]').selectOption('account')
  await button('Điền người này').click()
  await page.locator('[name="_person-mother"]').waitFor({ state: 'detached' })
  expect([await value('mother.name'), await value('mother.residence-detail')]).toEqual(['Nguyễn Văn Dân', ''])

  await page.locator('[name=_prefill][value=no]').click()
  await page.locator('[name=_prefill][value=yes]').waitFor()
  expect([await value('mother.name'), await value('requester.name')]).toEqual(['', ''])
  expect(visitor.troubles).toEqual([])
  await visitor.close()
})
