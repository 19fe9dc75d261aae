import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, DESKTOP, download, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, type Visitor, withPages } from '../support/browser.ts'
import { fileBirth } from '../support/birth.ts'
import { pdfText } from '../support/pdf-text.ts'
import { openOfficer, signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const COUNTER = '/can-bo/tiep-nhan'
/** The code on an identity card, as a scanner types it. */
const CARD = '092196009999|361234567|Lê Thị Quét Mã|14031996|Nữ|Số 12 đường Trần Phú, phường Cái Khế, Quận Ninh Kiều, Cần Thơ|01012022'

/** A practised typist's pace; a scanner types as fast as the cable takes it; choosing files in the computer's own window. */
const PACE = { key: 60, scanned: 5, dialog: 3000 }

/** Hands on a keyboard: each press takes its time and is counted. Nothing else touches the page. */
function typist(page: Page) {
  let keys = 0
  const press = async (key: string) => {
    keys++
    await page.waitForTimeout(PACE.key)
    await page.keyboard.press(key)
  }
  return {
    count: () => keys,
    press,
    async type(text: string) {
      await page.locator(':focus').waitFor()
      keys += [...text].length
      await page.keyboard.type(text, { delay: PACE.key })
    },
    async scan(text: string) {
      await page.locator(':focus').waitFor()
      await page.keyboard.type(text, { delay: PACE.scanned })
      await page.keyboard.press('Enter')
    },
    /** Tab by Tab to a control, by its name or its words. */
    async to(wanted: string) {
      for (let steps = 0; steps < 60; steps++) {
        const here = await page.evaluate(() => {
          const { activeElement: one } = document
          return [one?.getAttribute('name') ?? '', one?.textContent?.trim() ?? '']
        })
        if (here.includes(wanted)) return
        await press('Tab')
      }
      throw new Error(`The keyboard does not come to «${wanted}».`)
    },
  }
}

const scannedPage = (text: string) =>
  sharp(Buffer.from(`<svg width="2480" height="3508"><rect width="100%" height="100%" fill="#fbfbf8"/><text x="300" y="600" font-size="120">${text}</text></svg>`)).withMetadata({ density: 300 }).jpeg({ quality: 80 }).toBuffer()

describe('at the counter', () => {
  it('somebody unknown, by keyboard alone: card, two scanned pages, fee, slip, in less than a minute', async () => {
    const officer = await openOfficer(app, 'motcua')
    const { page } = officer
    await withPages(() => [officer], async () => {
      const pages = await Promise.all(['Trang 1', 'Trang 2'].map(async (name) => ({ name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await scannedPage(name) })))
      await page.goto(COUNTER)
      const hands = typist(page)
      const began = performance.now()
      await hands.scan(CARD)
      await page.waitForURL(/nguoi-nop$/)
      await hands.type('chung thuc ban sao')
      await hands.press('Enter')
      await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/)
      await hands.type('0912000999')
      await hands.to('documents.0.title')
      await hands.type('Bằng tốt nghiệp')
      await hands.to('documents.0.pages')
      await hands.type('2')
      await hands.to('documents.0.copies')
      await hands.type('3')
      await hands.to('tn:copies:ban-sao')
      await hands.type('3')
      await hands.to('quet-ban-sao')
      const chooser = page.waitForEvent('filechooser')
      await hands.press('Enter')
      await page.waitForTimeout(PACE.dialog)
      await (await chooser).setFiles(pages)
      await hands.to('Xong, kiểm tra lại')
      await hands.press('Enter')
      await page.waitForURL(/xac-nhan$/)
      expect(await seenText(page.locator('main'))).toMatch(/quét 2 trang/)
      await hands.type('BL 0001')
      await hands.to('Tiếp nhận và in phiếu hẹn')
      await hands.press('Enter')
      await page.waitForURL(/xong$/)
      // The slip has the focus: one press prints it.
      await page.locator('a:focus').waitFor()
      const slip = await page.evaluate(() => document.activeElement?.getAttribute('href') ?? '')
      const { body, type } = await download(officer, slip)
      await hands.press('Enter')
      const seconds = (performance.now() - began) / 1000
      expect(type).toBe('application/pdf')
      const text = await pdfText(body)
      expect(text).toContain('Lê Thị Quét Mã')
      expect(text).toMatch(/Chứng thực bản sao từ bản chính/)
      expect(text).toMatch(/Thời gian trả kết quả/)
      process.stdout.write(`Counter by keyboard: ${seconds.toFixed(1)} s, ${hands.count()} keys and one scan.\n`)
      expect(seconds, `${seconds.toFixed(1)} s, ${hands.count()} keys`).toBeLessThanOrEqual(60)
      expect(hands.count()).toBeLessThanOrEqual(160)
    })
    expect(officer.troubles).toEqual([])
    await officer.close()
  })

  it('without script, on a narrow screen: what is missing is told beside it, what was typed stays, and a power cut loses nothing', async () => {
    const officer = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const { page } = officer
    await withPages(() => [officer], async () => {
      await page.goto('/can-bo/dang-nhap')
      await signIn(page, 'motcua2')
      await page.goto(COUNTER)
      await expectFits(page)
      await page.fill('[name="tn:who"]', 'Phạm Thị Chưa Có')
      await page.keyboard.press('Enter')
      await page.waitForURL(/nguoi-nop$/)
      await expectFits(page)
      await page.fill('[name="tn:identityNumber"]', '12')
      await page.fill('[name="tn:procedure"]', '2.000815')
      await page.getByRole('button', { name: 'Tiếp tục' }).click()
      await page.locator('.govuk-error-summary').getByText('Số định danh gồm 12 chữ số').waitFor()
      expect(await page.inputValue('[name="tn:procedure"]')).toBe('2.000815')
      await page.fill('[name="tn:identityNumber"]', '')
      await page.getByRole('button', { name: 'Tiếp tục' }).click()
      await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/)
      await expectFits(page)
      await page.fill('[name="documents.0.title"]', 'Học bạ')
      await page.getByRole('button', { name: 'Xong, kiểm tra lại' }).click()
      await page.locator('.govuk-error-summary').waitFor()
      await expectFits(page)
      // Another day, another computer of the desk: it stands among what is being entered.
      const colleague = await openOfficer(app, 'motcua')
      await colleague.page.goto(COUNTER)
      await colleague.page.getByRole('link', { name: 'Phạm Thị Chưa Có' }).click()
      expect(await colleague.page.inputValue('[name="documents.0.title"]')).toBe('Học bạ')
      await colleague.page.fill('[name="documents.0.pages"]', '1')
      await colleague.page.fill('[name="documents.0.copies"]', '1')
      await colleague.page.getByRole('button', { name: 'Xong, kiểm tra lại' }).click()
      await colleague.page.waitForURL(/xac-nhan$/)
      await colleague.page.getByRole('button', { name: 'Tiếp nhận và in phiếu hẹn' }).click()
      await colleague.page.waitForURL(/xong$/)
      expect(colleague.troubles).toEqual([])
      await colleague.close()
    })
    await officer.close()
  })

  it('by post: with its postmark, carrier and number', async () => {
    const officer: Visitor = await openVisitor(app, DESKTOP)
    const { page } = officer
    await withPages(() => [officer], async () => {
      await page.goto('/can-bo/dang-nhap')
      await signIn(page, 'motcua')
      await page.goto(COUNTER)
      await page.fill('[name="tn:who"]', '092090000015')
      await page.check('[name="tn:channel"][value="3"]')
      await page.getByRole('button', { name: 'Bắt đầu' }).click()
      await page.waitForURL(/nguoi-nop$/)
      expect(await page.inputValue('[name="tn:name"]')).toBe('Nguyễn Văn Dân')
      await page.fill('[name="tn:procedure"]', '2.000908')
      await page.keyboard.press('Enter')
      await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/)
      await page.getByRole('button', { name: 'Xong, kiểm tra lại' }).click()
      await page.locator('.govuk-error-summary').getByText('Nhập ngày trên dấu bưu điện').waitFor()
      await page.fill('[name="tn:postmark"]', '20/11/2026')
      await page.fill('[name="tn:parcel"]', 'EA123456789VN')
      await page.getByRole('button', { name: 'Xong, kiểm tra lại' }).click()
      // Where the form is just saving itself the press waits: what was wrong before stands until then.
      await page.locator('.govuk-error-summary').getByText('Nhập ngày trên dấu bưu điện').waitFor({ state: 'detached' })
      expect(await seenText(page.locator('.govuk-error-summary'))).not.toMatch(/dấu bưu điện/)
      expect(await page.inputValue('[name="tn:parcel"]')).toBe('EA123456789VN')
    })
    expect(officer.troubles).toEqual([])
    await officer.close()
  })

  it('online: what waits stands on the same screen with its working hours, and opens its case', async () => {
    const { code } = await fileBirth(app, { childName: 'Nguyễn Minh Khôi' })
    const officer = await openOfficer(app, 'motcua')
    await officer.page.goto(COUNTER)
    const line = officer.page.locator('tr', { hasText: code })
    expect(await seenText(line)).toMatch(/Còn \d+ giờ|Còn \d+ phút/)
    await line.getByRole('link', { name: code }).click()
    await officer.page.waitForURL(new RegExp(code))
    await officer.close()
  })
})
