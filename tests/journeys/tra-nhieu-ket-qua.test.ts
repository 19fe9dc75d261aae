import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { carry, type Filed, fileBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, type Device, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, withPages } from '../support/browser.ts'
import { eventually, inboxOf, mainText, openOfficer, signIn } from '../support/steps.ts'
import { contactOf } from '../support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

async function issued(childName: string): Promise<Filed> {
  const filed = await fileBirth(app, { childName, resultWay: 'counter' })
  await carry(app, filed, 'issued')
  return filed
}

describe('results given at the counter', () => {
  it.each<[string, Device]>([
    ['at a desk', DESKTOP],
    ['on a small screen, without script', PHONE_WITHOUT_SCRIPT],
  ])('two of one receiver, %s: chosen together, proved by a code to the phone, each told of', async (_title, device) => {
    // Two codes to one phone are a minute apart.
    app.clock.set(new Date(app.clock.now().getTime() + 61_000))
    const both = [await issued('Trần Minh Khoa'), await issued('Trần Minh Khang')]
    const visitor = await openVisitor(app, device)
    const { page } = visitor
    await withPages(() => [visitor], async () => {
      await page.goto('/can-bo/dang-nhap')
      await signIn(page, 'motcua')
      await page.goto('/can-bo/tra-ket-qua')
      await expectFits(page)
      for (const { code } of both) await page.getByLabel(`Chọn hồ sơ ${code}`).check()
      await page.getByRole('button', { name: 'Trả các kết quả đã chọn' }).click()
      expect(await mainText(page)).toContain('Trả 2 kết quả')
      await expectFits(page)
      // Everything that is missing is told at once, and what was typed stays.
      await page.fill('[name=receiver]', 'Lê Văn Nhận')
      await page.getByRole('button', { name: 'Đã trả kết quả' }).click()
      expect(await seenText(page.locator('.govuk-error-summary'))).toMatch(/Chọn giấy tờ đã xem[\s\S]*Chọn cách xác nhận/)
      expect(await page.inputValue('[name=receiver]')).toBe('Lê Văn Nhận')
      await page.getByLabel('Người được ủy quyền', { exact: true }).check()
      await page.fill('[name=authorisation]', 'Giấy ủy quyền số 5 ngày 20/11/2026')
      await page.getByLabel(/^Thẻ căn cước/).check()
      await page.fill('[name=idNumber]', '092080004321||Lê Văn Nhận|01021980|Nam|Cần Thơ|01012021')
      await page.getByLabel('Mã gửi tới điện thoại trong hồ sơ').check()
      await page.getByRole('button', { name: 'Gửi mã' }).click()
      expect(await mainText(page)).toContain('Đã gửi mã tới số')
      await page.fill('[name=code]', await codeSent())
      await page.getByRole('button', { name: 'Đã trả kết quả' }).click()
      await page.waitForURL(/\/lan\//)
      expect(await mainText(page)).toContain('Đã trả 2 trên 2 kết quả')
      expect(await mainText(page)).not.toContain('092080004321')
      await expectFits(page)
      await page.goto('/can-bo/tra-ket-qua')
      for (const { code } of both) expect(await mainText(page)).not.toContain(code)
    })
  })

  it('one, found by its scanned code, signed for on the screen', async () => {
    const { code } = await issued('Trần Minh Khôi')
    const visitor = await openOfficer(app, 'motcua')
    const { page } = visitor
    await withPages(() => [visitor], async () => {
      await page.goto('/can-bo/tra-ket-qua')
      await page.fill('main [name=q]', code)
      await page.press('main [name=q]', 'Enter')
      await page.waitForURL(/nguoi-nhan/)
      await page.getByLabel('Hộ chiếu', { exact: true }).check()
      await page.fill('[name=idNumber]', 'C1234567')
      await page.getByLabel('Ký trên màn hình').check()
      const field = page.locator('canvas.mc-signature')
      await field.scrollIntoViewIfNeeded()
      const box = await field.boundingBox()
      if (!box) throw new Error('There is no field to sign in.')
      await page.mouse.move(box.x + 40, box.y + 90)
      await page.mouse.down()
      for (const [x, y] of [[90, 30], [140, 120], [200, 60], [320, 80]] as const) await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
      await page.mouse.up()
      await page.getByRole('button', { name: 'Đã trả kết quả' }).click()
      await page.waitForURL(/xong=1/)
      expect(await mainText(page)).toContain('Đã trả kết quả')
    })
  })
})

const seen = new Set<string>()

/** The code that came to the citizen's phone since the last. */
async function codeSent(): Promise<string> {
  return eventually(async () => {
    const codes = (await inboxOf(app, contactOf('congdan').phone)).flatMap((one) => /(\d{6}) là mã nhận kết quả/.exec(one.text)?.[1] ?? [])
    const code = codes.find((one) => !seen.has(one))
    if (!code) throw new Error('No code has come.')
    seen.add(code)
    return code
  })
}
