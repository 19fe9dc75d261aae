import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BIRTH, ORDINARY_BIRTH, typed } from '../support/birth.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { photo } from '../support/photo.ts'
import { eventually, expectRefused, fillForm, inboxOf, mainText, openOfficer, signIn, waitForMessage } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const START = '/can-bo/tiep-nhan'
const CODE = /(\d{6}) là mã xác nhận để cán bộ một cửa nộp hồ sơ/

async function codeSent(phone: string): Promise<string> {
  return eventually(async () => {
    const [code] = (await inboxOf(app, phone)).flatMap((one) => CODE.exec(one.text)?.[1] ?? [])
    if (!code) throw new Error('No code has come.')
    return code
  })
}

/** From the desk to the page where the person confirms. */
async function fillInFor({ page }: Visitor, who: { card: string; phone: string }): Promise<void> {
  await page.goto(START)
  await page.fill('[name="tn:who"]', who.card)
  await page.check('[name="tn:channel"][value="2"]')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.waitForURL(/nguoi-nop$/)
  await page.fill('[name="tn:procedure"]', BIRTH)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  // The code goes to a phone: it is asked for here.
  await page.locator('.govuk-error-summary').getByText('cần số điện thoại').waitFor()
  await page.fill('[name="tn:phone"]', who.phone)
  await page.getByRole('button', { name: 'Tiếp tục' }).click()
  await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/)
  const version = await app.acts.packages.current(BIRTH)
  if (!version) throw new Error('The package of birth registration is not there.')
  const [first] = version.cases
  if (version.cases.length > 1 && first) await page.selectOption('[name="tn:case"]', first.key)
  await fillForm(page, version.form, await typed(app, ORDINARY_BIRTH))
  await page.setInputFiles('[name="quet-giay-chung-sinh"]', { name: 'giay-chung-sinh.jpg', mimeType: 'image/jpeg', buffer: await photo('GIẤY CHỨNG SINH') })
  await page.getByRole('button', { name: 'Xong, kiểm tra lại' }).click()
  await page.waitForURL(/nop-thay(#|$)/)
}

describe('an officer files online for somebody at the counter', () => {
  it('who has no account: confirmed by the code on their phone, and told; a wrong code files nothing', async () => {
    const officer = await openOfficer(app, 'motcua')
    const { page } = officer
    const phone = '0912000777'
    await withPages(() => [officer], async () => {
      await fillInFor(officer, { card: '092196008888|361234568|Lê Thị Nhờ Nộp|14031996|Nữ|Số 12 đường Trần Phú, phường Cái Khế, Quận Ninh Kiều, Cần Thơ|01012022', phone })
      expect(await mainText(page)).toMatch(/Lê Thị Nhờ Nộp · 092196008888/)
      await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click()
      const code = await codeSent(phone)
      expect(await mainText(page)).toContain('09•• ••• 777')
      await page.fill('[name="tn:code"]', code === '000000' ? '111111' : '000000')
      await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
      // Once it has come whole the page gives the focus to what is wrong: only then is there typing.
      await expectRefused(page)
      expect(page.url()).toMatch(/nop-thay(#|$)/)
      await page.fill('[name="tn:code"]', code)
      await page.keyboard.press('Enter')
      await page.waitForURL(/xong(#|$)/)
      expect(await mainText(page)).toMatch(/Đã nộp thay hồ sơ trực tuyến/)
      const told = await waitForMessage(app, phone, 'sms', /đã nộp, do cán bộ nộp thay/)
      expect(told.text).toMatch(/Hồ sơ \S+ đã nộp/)
      // It is answered like any other that comes online.
      await page.goto(START)
      expect(await mainText(page)).toMatch(/Lê Thị Nhờ Nộp/)
    })
    expect(officer.troubles).toEqual([])
    await officer.close()
  })

  it('without script, on a narrow screen', async () => {
    const officer = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const { page } = officer
    const phone = '0912000778'
    await withPages(() => [officer], async () => {
      await page.goto('/can-bo/dang-nhap')
      await signIn(page, 'motcua2')
      await fillInFor(officer, { card: '092196008889|361234569|Lý Thị Màn Hẹp|14031997|Nữ|Số 14 đường Trần Phú, phường Cái Khế, Quận Ninh Kiều, Cần Thơ|01012022', phone })
      await expectFits(page)
      await page.getByRole('button', { name: 'Gửi mã xác nhận' }).click()
      await page.locator('[name="tn:code"]').waitFor()
      await expectFits(page)
      // Asked again at once it is told to wait; the first code holds.
      await page.getByRole('button', { name: 'Gửi mã khác' }).click()
      await page.locator('.govuk-error-summary').waitFor()
      await page.fill('[name="tn:code"]', await codeSent(phone))
      await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
      await page.waitForURL(/xong(#|$)/)
      await expectFits(page)
    })
    expect(officer.troubles).toEqual([])
    await officer.close()
  })
})
