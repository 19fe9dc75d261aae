import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, look, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { carryToEnd, exampleOf, fileExample, type FiledExample } from '../support/carry.ts'
import { demoStaff } from '../support/people.ts'
import { eventually, expectRefused, goOn, mainText, openOfficer, signIn, waitForMessage } from '../support/steps.ts'

const PERMIT = '1.013225'
const USERS = { reception: 'motcua', specialist: 'hotich', leader: 'lanhdao', clerk: 'vanthu' } as const

let app: TestApp
let leader: Visitor
let specialist: Visitor
let police: Visitor
let citizen: Visitor
let administrator: Visitor
let filed: FiledExample
beforeAll(async () => {
  app = await startTestApp()
  const staff = new Map<string, Awaited<ReturnType<typeof demoStaff>>>()
  for (const [duty, username] of Object.entries(USERS)) staff.set(duty, await demoStaff(app, username))
  const officer = (_name: string, [duty = '']: readonly string[]) => {
    const found = staff.get(duty)
    if (!found) throw new Error(`Nobody has the duty ${duty}.`)
    return found
  }
  filed = await fileExample(app, PERMIT, exampleOf(PERMIT, '1-'))
  await carryToEnd({ db: app.db, acts: app.acts, officer }, filed, filed.office, 'appraise')
  leader = await openOfficer(app, USERS.leader)
  specialist = await openOfficer(app, USERS.specialist)
  police = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  await police.page.goto('/can-bo/dang-nhap')
  await signIn(police.page, 'conganphuong-lanhdao')
  administrator = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  await signIn(citizen.page, 'congdan')
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

it('a leader gives work, the officer asks for a view, a step is sent back, the date is extended with an apology and follows a new day off, and the citizen reads why', async () => {
  await withPages(
    () => [leader, specialist, police, citizen, administrator],
    async () => {
      const home = `/can-bo/ho-so/${filed.code}`

      // The leader gives two steps at once, and is told of each.
      await leader.page.getByRole('link', { name: 'Phân công' }).click()
      expect(await mainText(leader.page)).toContain('Việc chưa ai nhận')
      await leader.page.getByRole('button', { name: 'Giao việc đã chọn' }).click()
      await leader.page.locator('[data-behaviour=error-summary]').waitFor()
      expect(await mainText(leader.page)).toContain('Xin chọn ít nhất một việc.')
      await look(leader, 'phan-cong-loi-1280')
      const boxes = leader.page.locator('main input[name=task]')
      await boxes.nth(0).check()
      await boxes.nth(1).check()
      await leader.page.selectOption('[name=staffId]', { index: 1 })
      await leader.page.getByRole('button', { name: 'Giao việc đã chọn' }).click()
      await leader.page.getByText('Đã giao 2 trong 2 việc đã chọn.').waitFor()
      await look(leader, 'phan-cong-1280')

      // The officer is told, opens the case, sees the leader on it too, and asks the police and the leader.
      await specialist.page.getByRole('link', { name: 'Thông báo cho tôi' }).click()
      await specialist.page.getByRole('link', { name: filed.code }).first().click()
      await leader.page.goto(home)
      await leader.page.reload()
      expect(await mainText(leader.page)).toContain('Đang cùng xem hồ sơ này: Nguyễn Văn Hộ Tịch')
      await look(leader, 'ho-so-1280')
      await specialist.page.getByRole('link', { name: 'Xin ý kiến đồng nghiệp hoặc cơ quan khác' }).click()
      await specialist.page.getByRole('button', { name: 'Gửi xin ý kiến' }).click()
      await specialist.page.locator('[data-behaviour=error-summary]').waitFor()
      await specialist.page.fill('[name=question]', 'Xin ý kiến về lối ra vào của xe chữa cháy.')
      await specialist.page.selectOption('[name=whom-0]', { label: 'Công an phường Ninh Kiều, thành phố Cần Thơ' })
      await look(specialist, 'xin-y-kien-1280')
      await goOn(specialist.page, 'Gửi xin ý kiến', /\/can-bo\/ho-so\/[^/]+$/)
      expect(await mainText(specialist.page)).toContain('Quá hạn là đồng ý.')

      // The asked agency sees the question and no more of the case, and answers without script on a phone.
      await police.page.goto('/can-bo/y-kien')
      await look(police, 'y-kien-360')
      await police.page.locator('main table a').first().click()
      const asked = await mainText(police.page)
      expect(asked).toContain('lối ra vào của xe chữa cháy')
      expect(asked).not.toContain('Tờ khai')
      await look(police, 'y-kien-mot-360')
      expect((await police.page.goto(home))?.status()).toBe(404)
      await police.page.goBack()
      await police.page.check('[name=stance][value=disagree]')
      await police.page.getByRole('button', { name: 'Gửi ý kiến' }).click()
      await police.page.locator('[data-behaviour=error-summary]').waitFor()
      expect(await police.page.isChecked('[name=stance][value=disagree]')).toBe(true)
      await police.page.fill('[name=answer]', 'Ngõ hẹp, đề nghị lùi cổng 1 m.')
      await goOn(police.page, 'Gửi ý kiến', /\/can-bo\/y-kien$/)
      await specialist.page.goto(home)
      expect(await mainText(specialist.page)).toContain('Ngõ hẹp, đề nghị lùi cổng 1 m.')
      await look(specialist, 'ho-so-y-kien-1280')

      // One of the parallel steps is done; the leader sends it back with a reason, and whoever did it is told.
      await specialist.page.getByRole('link', { name: /Hồ sơ hợp lệ, chuyển bước sau: Thẩm định hồ sơ/ }).click()
      await goOn(specialist.page, 'Hồ sơ hợp lệ, chuyển bước sau', /\/can-bo\/ho-so\/[^/]+$/)
      await leader.page.goto(home)
      await leader.page.getByRole('link', { name: 'Trả về bước trước' }).click()
      await leader.page.fill('[name=reason]', 'Bản vẽ mặt bằng tầng một thiếu kích thước.')
      await leader.page.getByRole('button', { name: 'Trả về bước đã chọn' }).click()
      await expectRefused(leader.page)
      expect(await leader.page.inputValue('[name=reason]')).toContain('thiếu kích thước')
      await look(leader, 'tra-ve-buoc-loi-1280')
      await leader.page.getByLabel('Thẩm định hồ sơ, bản vẽ').check()
      await goOn(leader.page, 'Trả về bước đã chọn', /\/can-bo\/ho-so\/[^/]+$/)
      expect(await mainText(leader.page)).toContain('Kiểm tra thực địa')
      await look(leader, 'sau-tra-ve-1280')
      await specialist.page.goto('/can-bo/thong-bao')
      expect(await mainText(specialist.page)).toContain('trả hồ sơ về bước “Thẩm định hồ sơ, bản vẽ”')

      // The date is extended once; what was typed stays when it is refused.
      await leader.page.goto(`${home}/gia-han`)
      await leader.page.fill('[name=reason]', 'Chờ kiểm tra lại lối thoát nạn theo ý kiến của Công an phường.')
      for (const [part, text] of Object.entries({ day: '01', month: '12', year: '2026' })) await leader.page.fill(`[name="to-${part}"]`, text)
      await leader.page.getByRole('button', { name: 'Gia hạn và in Mẫu 04' }).click()
      await expectRefused(leader.page)
      expect(await leader.page.inputValue('[name=reason]')).toContain('lối thoát nạn')
      await look(leader, 'gia-han-loi-1280')
      await leader.page.fill('[name="to-day"]', '15')
      await goOn(leader.page, 'Gia hạn và in Mẫu 04', /\/can-bo\/ho-so\/[^/]+$/)
      await leader.page.goto(`${home}/thoi-han`)
      expect(await mainText(leader.page)).toContain('Gia hạn (Mẫu 04)')
      await look(leader, 'thoi-han-1280')
      await leader.page.setViewportSize({ width: 360, height: 740 })
      await leader.page.reload()
      await look(leader, 'thoi-han-360')
      for (const [url, name] of [[home, 'ho-so-360'], ['/can-bo/phan-cong', 'phan-cong-360'], [`${home}/gia-han`, 'gia-han-360'], [`${home}/tra-ve-buoc`, 'tra-ve-buoc-360'], [`${home}/xin-y-kien`, 'xin-y-kien-360'], ['/can-bo/thong-bao', 'thong-bao-360']] as const) {
        await leader.page.goto(url)
        await look(leader, name)
      }

      // The citizen is told and reads the apology, in both languages.
      await eventually(async () => void (await waitForMessage(app, 'congdan@example.vn', 'email', /Xin lỗi và hẹn lại ngày trả/)))
      await citizen.page.goto(`/ho-so/${filed.code}`)
      expect(await mainText(citizen.page)).toContain('Cơ quan xin lỗi Ông/Bà')
      await look(citizen, 'cong-dan-360')
      await citizen.page.goto(`/en/ho-so/${filed.code}`)
      expect(await mainText(citizen.page)).toContain('The office apologises')
      // A day off is added on the promised day: seen before it is saved, without script; then the date follows and the citizen is told why.
      await administrator.page.goto('/can-bo/dang-nhap')
      await signIn(administrator.page, 'quantri')
      await administrator.page.goto('/quan-tri/ngay-nghi/them?nam=2026')
      await administrator.page.fill('[name="date-day"]', '15')
      await administrator.page.fill('[name="date-month"]', '12')
      await administrator.page.fill('[name=nameVi]', 'Ngày truyền thống của thành phố')
      await administrator.page.fill('[name=nameEn]', 'City day')
      await administrator.page.check('[name=status][value=official]')
      await administrator.page.getByRole('button', { name: 'Xem trước ngày hẹn thay đổi' }).click()
      await administrator.page.locator('[data-behaviour=error-summary]').waitFor()
      await administrator.page.fill('[name=reason]', 'Quyết định số 12/QĐ-UBND')
      await goOn(administrator.page, 'Xem trước ngày hẹn thay đổi', /thay-doi\/[0-9a-f-]+$/)
      const preview = await mainText(administrator.page)
      for (const said of [filed.code, '15/12/2026', '16/12/2026', 'Hồ sơ sẽ đổi ngày hẹn']) expect(preview).toContain(said)
      await look(administrator, 'xem-truoc-360')
      await citizen.page.goto(`/ho-so/${filed.code}`)
      expect(await mainText(citizen.page)).not.toContain('16/12/2026')
      await goOn(administrator.page, 'Lưu vào lịch và tính lại', /thay-doi\/[0-9a-f-]+$/)
      app.clock.set(new Date(app.clock.now().getTime() + 10_000))
      await eventually(async () => {
        await administrator.page.reload()
        expect(await mainText(administrator.page)).toContain('Đã tính lại xong')
      })
      expect(await mainText(administrator.page)).toContain(filed.code)
      await look(administrator, 'da-tinh-lai-360')
      await administrator.page.setViewportSize({ width: 1280, height: 800 })
      await look(administrator, 'da-tinh-lai-1280')
      await eventually(async () => void (await waitForMessage(app, 'congdan@example.vn', 'email', /Ngày truyền thống của thành phố/)))
      await citizen.page.goto(`/ho-so/${filed.code}`)
      expect(await mainText(citizen.page)).toContain('16/12/2026')

      expect([...leader.troubles, ...specialist.troubles, ...police.troubles, ...administrator.troubles, ...citizen.troubles, ...app.failures]).toEqual([])
    },
  )
})
