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
