import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, DESKTOP, expectFits, PHONE_WITHOUT_SCRIPT, seenText, withPages } from '../support/browser.ts'
import { openOfficer } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const LISTS = '/can-bo/ho-so/danh-sach/cho-tiep-nhan'

it('on a phone the officers’ menu is folded, tells where one is, and opens by keyboard without script', async () => {
  const officer = await openOfficer(app, 'motcua', PHONE_WITHOUT_SCRIPT)
  const { page } = officer
  await withPages(() => [officer], async () => {
    await page.goto(LISTS)
    const [menu, links] = [page.getByRole('button', { name: /^Menu/ }), page.locator('.mc-side a')]
    expect(await links.first().isVisible()).toBe(false)
    expect(await seenText(menu)).toContain('Chờ tiếp nhận')
    expect((await page.locator('h1').boundingBox())?.y).toBeLessThan(320)
    await menu.focus()
    await page.keyboard.press('Enter')
    expect(await links.first().isVisible()).toBe(true)
    await expectFits(page)
    await page.keyboard.press('Escape')
    expect(await links.first().isVisible()).toBe(false)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Hướng dẫn', exact: true }).click()
    await page.waitForURL(/huong-dan/)
    expect(await links.first().isVisible()).toBe(false)
  })
})

it('where there is room the menu lies open, and the keyboard goes through it', async () => {
  const officer = await openOfficer(app, 'motcua', DESKTOP)
  const { page } = officer
  await withPages(() => [officer], async () => {
    await page.goto(LISTS)
    expect(await page.getByRole('button', { name: /^Menu/ }).count()).toBe(0)
    const links = page.locator('.mc-side a')
    for (let at = 0; at < (await links.count()); at++) expect(await links.nth(at).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Đăng xuất' }).focus()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.mc-side') !== null)).toBe(true)
  })
})
