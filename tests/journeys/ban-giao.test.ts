import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { carry, type Filed, fileBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, type Device, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, withPages } from '../support/browser.ts'
import { pdfText } from '../support/pdf-text.ts'
import { mainText, signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

async function accepted(childName: string): Promise<Filed> {
  const filed = await fileBirth(app, { childName })
  await carry(app, filed, 'accepted')
  return filed
}

async function officer(device: Device, username: string) {
  const visitor = await openVisitor(app, device)
  await visitor.page.goto('/can-bo/dang-nhap')
  await signIn(visitor.page, username)
  return visitor
}

describe('paper handed over', () => {
  it.each<[string, Device]>([
    ['at a desk', DESKTOP],
    ['on a small screen, without script', PHONE_WITHOUT_SCRIPT],
  ])('given, printed, confirmed with one missing, found where it lies, %s', async (_title, device) => {
    const [first, second] = [await accepted('Trần Minh Khoa'), await accepted('Trần Minh Khang')]
    const [counter, specialist] = [await officer(device, 'motcua'), await officer(device, 'hotich')]
    await withPages(() => [counter, specialist], async () => {
      const { page } = counter
      // The first is laid down in a place of the office.
      await page.goto(`/can-bo/ho-so/${first.code}`)
      expect(await mainText(page)).toContain('Chưa ghi nơi để')
      await page.getByRole('link', { name: 'Ghi nơi để hồ sơ giấy' }).click()
      await expectFits(page)
      await page.getByRole('button', { name: 'Ghi nơi để' }).click()
      expect(await seenText(page.locator('.govuk-error-summary'))).toContain('Chọn nơi để hồ sơ giấy')
      await page.selectOption('[name=noi-de]', { label: 'Quầy tiếp nhận (quầy)' })
      await page.getByRole('button', { name: 'Ghi nơi để' }).click()
      expect(await mainText(page)).toContain('Quầy tiếp nhận, Trung tâm')

      // Both go on a slip: one ticked, one scanned.
      await page.goto('/can-bo/ban-giao/moi')
      await expectFits(page)
      await page.fill('[name=quet]', second.code)
      await page.getByLabel(`Chọn hồ sơ ${first.code}`).check()
      await page.getByRole('button', { name: 'Lập và in phiếu' }).click()
      expect(await seenText(page.locator('.govuk-error-summary'))).toContain('Chọn người nhận')
      expect(await page.getByLabel(`Chọn hồ sơ ${first.code}`).isChecked()).toBe(true)
      await page.selectOption('[name=to]', { label: 'Nguyễn Văn Hộ Tịch, Công chức tư pháp - hộ tịch' })
      await page.getByRole('button', { name: 'Lập và in phiếu' }).click()
      await page.waitForURL(/lap=1/)
      expect(await mainText(page)).toMatch(/Đã lập phiếu số \d+\/2026[\s\S]*Chờ xác nhận/)
      await expectFits(page)
      const slip = await page.request.get(new URL(page.url()).pathname.concat('/phieu.pdf'))
      const text = await pdfText(await slip.body())
      for (const said of ['PHIẾU BÀN GIAO HỒ SƠ', 'Nguyễn Văn Hộ Tịch', '/PBG', 'BẢN CHƯA KÝ SỐ']) expect(text).toContain(said)

      // The receiver finds one and not the other.
      const other = specialist.page
      await other.goto('/can-bo/ban-giao')
      await expectFits(other)
      await other.getByRole('link', { name: /^Số \d+\/2026/ }).first().click()
      await expectFits(other)
      const items = other.getByRole('group', { name: new RegExp(first.code) })
      await items.getByLabel('Có', { exact: true }).check()
      const missing = other.getByRole('group', { name: new RegExp(second.code) })
      await missing.getByLabel('Thiếu', { exact: true }).check()
      await other.getByRole('button', { name: 'Xác nhận các hồ sơ đã chọn' }).click()
      expect(await seenText(other.locator('.govuk-error-summary'))).toContain(`Ghi lý do hồ sơ ${second.code} thiếu`)
      expect(await items.getByLabel('Có', { exact: true }).isChecked()).toBe(true)
      await other.getByLabel(`Lý do thiếu hồ sơ ${second.code}`).fill('Không có trong tập')
      await other.selectOption('[name=noi-de]', { label: 'Tủ Hộ tịch, tầng 2 (tủ)' })
      await other.getByRole('button', { name: 'Xác nhận các hồ sơ đã chọn' }).click()
      await other.waitForURL(/xong=1/)
      expect(await mainText(other)).toMatch(/Đã nhận 1 trên 2, thiếu 1[\s\S]*Không có trong tập/)
      await expectFits(other)

      // The counter is told, and finds both.
      await page.goto('/can-bo/thong-bao')
      expect(await mainText(page)).toMatch(new RegExp(`${second.code}[\\s\\S]*báo thiếu hồ sơ này`))
      await page.goto('/can-bo/ho-so-giay')
      await expectFits(page)
      await page.fill('main [name=q]', first.code)
      await page.press('main [name=q]', 'Enter')
      await page.waitForURL(new RegExp(`${first.code}/ho-so-giay$`))
      expect(await mainText(page)).toContain('Tủ Hộ tịch, tầng 2')
      await page.goto(`/can-bo/ho-so/${second.code}`)
      expect(await mainText(page)).toContain('Trần Thị Tiếp Nhận giữ')
      await expectFits(page)
    })
  })

  it('taken back by its giver while nobody confirmed', async () => {
    const filed = await accepted('Trần Minh Khôi')
    const counter = await officer(DESKTOP, 'motcua')
    const { page } = counter
    await withPages(() => [counter], async () => {
      await page.goto(`/can-bo/ban-giao/moi?hs=${filed.code}`)
      await page.selectOption('[name=to]', { label: 'Phạm Thị Văn Thư, Văn thư' })
      await page.getByRole('button', { name: 'Lập và in phiếu' }).click()
      await page.getByRole('button', { name: 'Thu hồi phiếu, chưa bàn giao' }).click()
      await page.waitForURL(/thu-hoi=1/)
      expect(await mainText(page)).toContain('Đã thu hồi')
    })
  })
})
