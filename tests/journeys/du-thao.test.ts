import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { carry, type Filed, fileBirth } from '../support/birth.ts'
import { closeBrowser, look, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { goOn, mainText, openOfficer, signIn } from '../support/steps.ts'

let app: TestApp
let filed: Filed
let citizen: Visitor
let specialist: Visitor
let leader: Visitor
beforeAll(async () => {
  app = await startTestApp()
  filed = await fileBirth(app, { childName: 'Nguyễn Minh An' })
  await carry(app, filed, 'drafted')
  citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  await signIn(citizen.page, 'congdan')
  specialist = await openOfficer(app, 'hotich')
  leader = await openOfficer(app, 'lanhdao')
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

it('a citizen asks for a field of the draft to be corrected, without script and losing nothing typed; the office sees it beside the field, and the signer too', async () => {
  await withPages(
    () => [citizen, specialist, leader],
    async () => {
      const { page } = citizen
      await page.goto(`/ho-so/${filed.code}`)
      await page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
      expect(await mainText(page)).toContain('Dự thảo ghi đúng như tờ khai.')
      await look(citizen, 'du-thao-360')
      await page.getByText('Có chỗ chưa đúng').click()
      await page.selectOption('[name=field-0]', 'child.name')
      await page.fill('[name=why-0]', 'Viết thiếu dấu mũ')
      await page.getByRole('button', { name: 'Gửi chỗ cần sửa' }).click()
      await page.locator('[data-behaviour=error-summary]').getByText('Xin ghi nội dung đúng').waitFor()
      await look(citizen, 'du-thao-loi-360')
      expect([await page.inputValue('[name=field-0]'), await page.inputValue('[name=why-0]')]).toEqual(['child.name', 'Viết thiếu dấu mũ'])
      await page.fill('[name=should-0]', 'Nguyễn Minh Ân')
      await goOn(page, 'Gửi chỗ cần sửa', /\/ho-so\/[^/]+$/)

      const home = `/can-bo/ho-so/${filed.code}`
      await specialist.page.goto(home)
      for (const said of ['Người dân đề nghị sửa từng ô', 'Nguyễn Minh Ân', 'Viết thiếu dấu mũ']) expect(await mainText(specialist.page)).toContain(said)
      await look(specialist, 'du-thao-can-bo-1280')
      await specialist.page.getByRole('button', { name: 'Lập và gửi lại dự thảo' }).click()
      await specialist.page.waitForURL(/xong=1/)

      // In English, and right this time.
      await page.goto(`/en/ho-so/${filed.code}/du-thao`)
      expect(await mainText(page)).toContain('The draft says what was declared.')
      await look(citizen, 'du-thao-en-360')
      await goOn(page, 'It is correct, I agree', /\/en\/ho-so\/[^/]+$/)

      await leader.page.goto('/can-bo/ban-ky')
      expect(await mainText(leader.page)).toContain('Dự thảo đặt cạnh tờ khai')
      expect(await mainText(leader.page)).toContain('Người dân đề nghị: Nguyễn Minh Ân')
      await look(leader, 'ban-ky-du-thao-1280')
      await leader.page.goto(home)
      await leader.page.getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).click()
      expect(await mainText(leader.page)).toContain('Người dân đề nghị: Nguyễn Minh Ân')
      await leader.page.setViewportSize({ width: 360, height: 740 })
      await look(leader, 'ky-duyet-360')
      expect([...citizen.troubles, ...specialist.troubles, ...leader.troubles, ...app.failures]).toEqual([])
    },
  )
})
