import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_AGENCIES } from '../../src/demo/people.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH } from '../support/birth.ts'
import { closeBrowser, DESKTOP, openVisitor } from '../support/browser.ts'
import { signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

it('a province chosen before the script came has its communes once it is there', async () => {
  const [office] = DEMO_AGENCIES
  const visitor = await openVisitor(app, DESKTOP)
  const { page } = visitor
  await signIn(page, 'congdan')
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.goto(`/nop-ho-so/${BIRTH}`)
  await page.route(/\/communes\b[^/]*\.js/, async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Bắt đầu' }).click({ noWaitAfter: true })
  await page.locator('[name=provinceCode]').waitFor()
  await page.selectOption('[name=provinceCode]', office.provinceCode)
  const commune = page.locator(`[name=communeCode] option[value="${office.communeCode}"]`)
  expect(await commune.count()).toBe(0)
  letGo()
  await commune.waitFor({ state: 'attached' })
  expect(await page.inputValue('[name=provinceCode]')).toBe(office.provinceCode)
  expect(visitor.troubles).toEqual([])
  await visitor.close()
})

it('whoever goes through the provinces by keyboard gets the communes of the one they stop at, however late an earlier answer comes', async () => {
  const [office] = DEMO_AGENCIES
  const visitor = await openVisitor(app, DESKTOP)
  const { page } = visitor
  await signIn(page, 'congdan')
  await page.goto(`/nop-ho-so/${BIRTH}`)
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.locator('[name=provinceCode]').waitFor()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  let asked = 0
  await page.route(/ban-nhap\/[^/]+\/1$/, async (route) => {
    if (route.request().method() === 'POST' && asked++ === 0) await held
    await route.continue()
  })
  const first = page.waitForRequest((request) => request.method() === 'POST')
  await page.selectOption('[name=provinceCode]', '91')
  await first
  // Passed by, and stopped at: of these only the last is asked for.
  const passed = ['24', '96', office.provinceCode]
  await page.locator('[name=provinceCode]').evaluate((list: HTMLSelectElement, codes) => {
    for (const code of codes) {
      list.value = code
      list.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }, passed)
  const communes = page.locator('[name=communeCode] option')
  await page.locator(`[name=communeCode] option[value="${office.communeCode}"]`).waitFor({ state: 'attached' })
  const there = await communes.count()
  const late = page.waitForResponse((response) => response.request().method() === 'POST')
  letGo()
  await late
  await page.waitForTimeout(300)
  expect([await communes.count(), await page.locator(`[name=communeCode] option[value="${office.communeCode}"]`).count(), asked]).toEqual([there, 1, 2])
  expect(visitor.troubles).toEqual([])
  await visitor.close()
})
