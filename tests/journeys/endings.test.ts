import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed, carry, type Filed, fileBirth } from '../support/birth.ts'
import { closeBrowser, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { pdfText } from '../support/pdf-text.ts'
import { demoStaff } from '../support/people.ts'
import { documentOf, expectRefused, goOn, mainText, openOfficer, signIn, waitForMessage } from '../support/steps.ts'
import { newId } from '../../src/platform/ids.ts'

let app: TestApp
let citizen: Visitor
let counter: Visitor
let leader: Visitor
beforeAll(async () => {
  app = await startTestApp()
  citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  await signIn(citizen.page, 'congdan')
  counter = await openOfficer(app, 'motcua')
  leader = await openOfficer(app, 'lanhdao')
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

/** A story on a dossier of its own; afterwards nothing has failed anywhere. */
const story = (title: string, name: string, tell: (filed: Filed) => Promise<void>) =>
  it(title, () =>
    withPages(
      () => [citizen, counter, leader],
      async () => {
        await tell(await fileBirth(app, { childName: name, resultWay: 'online' }))
        expect([...citizen.troubles, ...counter.troubles, ...leader.troubles, ...app.failures]).toEqual([])
      },
    ),
  )

const own = (code: string) => citizen.page.goto(`/ho-so/${code}`)
const desk = (officer: Visitor, code: string) => officer.page.goto(`/can-bo/ho-so/${code}`)
const base = (filed: Filed) => ({ dossierId: filed.dossierId, key: newId(), seenRevision: null })
const EMAIL = 'congdan@example.vn'

describe('a dossier that is not accepted', () => {
  story('is refused with a reason that the citizen reads on the page, on Mẫu 03 and in the message', 'Lê Từ Chối', async ({ code }) => {
    const { page } = counter
    await desk(counter, code)
    await page.getByRole('link', { name: 'Từ chối tiếp nhận' }).click()
    await page.fill('[name=reason]', 'sai')
    await page.fill('[name=guidance]', 'Nộp tại nơi cư trú của mẹ hoặc cha.')
    await page.getByRole('button', { name: 'Từ chối và in Mẫu 03' }).click()
    await expectRefused(page)
    // What was typed is still there.
    expect(await page.inputValue('[name=guidance]')).toBe('Nộp tại nơi cư trú của mẹ hoặc cha.')
    await page.fill('[name=reason]', 'Cha, mẹ không cư trú tại phường Ninh Kiều.')
    await goOn(page, 'Từ chối và in Mẫu 03', /\/can-bo\/ho-so\/[^/]+$/)
    await own(code)
    const said = await mainText(citizen.page)
    expect(said).toContain('Cha, mẹ không cư trú tại phường Ninh Kiều.')
    expect(said).not.toContain('Rút hồ sơ')
    expect(await pdfText(await documentOf(citizen, /Mẫu 03/))).toContain('Cha, mẹ không cư trú')
    await waitForMessage(app, EMAIL, 'email', new RegExp(code))
    // An ended dossier offers the officer nothing more.
    await desk(counter, code)
    expect(await page.locator('main').getByRole('link', { name: 'Tiếp nhận', exact: true }).count()).toBe(0)
  })
})

async function asksToWithdraw(code: string, why: string): Promise<void> {
  await own(code)
  await citizen.page.locator('summary', { hasText: 'Rút hồ sơ' }).click()
  await citizen.page.fill('[name=reason]', why)
  await goOn(citizen.page, 'Rút hồ sơ', /\/ho-so\/[^/]+$/)
}

async function decides(officer: Visitor, code: string, granted: 'yes' | 'no', why: string): Promise<void> {
  await desk(officer, code)
  await officer.page.getByRole('link', { name: 'Giải quyết yêu cầu rút' }).click()
  await officer.page.check(`[name=granted][value=${granted}]`)
  await officer.page.fill('[name=reason]', why)
  await goOn(officer.page, 'Ghi quyết định', /\/can-bo\/ho-so\/[^/]+$/)
}

describe('a dossier that is withdrawn', () => {
  story('before acceptance ends at once', 'Lê Rút Ngay', async ({ code }) => {
    await asksToWithdraw(code, 'Tôi nộp nhầm nơi.')
    expect(await mainText(citizen.page)).toContain('Dừng xử lý')
    await desk(counter, code)
    expect(await mainText(counter.page)).toContain('Dừng xử lý')
  })

  story('after acceptance ends when the office agrees, with Mẫu 05', 'Lê Rút Sau', async (filed) => {
    await carry(app, filed, 'appraised')
    await asksToWithdraw(filed.code, 'Gia đình muốn nộp ở quê.')
    expect(await mainText(citizen.page)).toContain('cơ quan đang xem xét')
    await decides(leader, filed.code, 'yes', 'Hồ sơ chưa có kết quả, đồng ý cho rút.')
    await own(filed.code)
    expect(await mainText(citizen.page)).toContain('Dừng xử lý')
    expect(await pdfText(await documentOf(citizen, /Mẫu 05/))).toContain('đồng ý cho rút')
    expect(await app.acts.processing.processes.openTasks(app.db, filed.dossierId)).toEqual([])
  })

  story('after acceptance goes on when the office does not agree, and the citizen reads why', 'Lê Rút Không', async (filed) => {
    await carry(app, filed, 'appraised')
    await asksToWithdraw(filed.code, 'Tôi đổi ý, muốn rút.')
    await decides(leader, filed.code, 'no', 'Kết quả đã được lập dự thảo, xin chờ ký.')
    await own(filed.code)
    expect(await mainText(citizen.page)).toContain('Kết quả đã được lập dự thảo, xin chờ ký.')
    // The work goes on where it stood.
    const tasks = await app.acts.processing.processes.openTasks(app.db, filed.dossierId)
    expect(tasks.map((task) => task.work)).toEqual(['draft'])
  })
})

describe('a draft of the result', () => {
  story('that is wrong is corrected through a supplement of the field, and sent again', 'Nguyễn Minh Ân', async (filed) => {
    const { code } = filed
    await carry(app, filed, 'drafted')
    await own(code)
    await citizen.page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
    await citizen.page.locator('summary', { hasText: 'Có chỗ chưa đúng' }).click()
    // Nothing said: told so, on a page that still has the form.
    await citizen.page.getByRole('button', { name: 'Gửi chỗ cần sửa' }).click()
    await citizen.page.locator('[data-behaviour=error-summary]').waitFor()
    await citizen.page.fill('[name=comment]', 'Tên con là Ân Nhi')
    await goOn(citizen.page, 'Gửi chỗ cần sửa', /\/ho-so\/[^/]+$/)

    const specialist = await openOfficer(app, 'hotich')
    await desk(specialist, code)
    expect(await mainText(specialist.page)).toContain('Tên con là Ân Nhi')
    await specialist.page.getByRole('link', { name: 'Yêu cầu bổ sung' }).click()
    await specialist.page.selectOption('[name=target-0]', 'o:child.name')
    await specialist.page.fill('[name=what-0]', 'Họ tên của trẻ')
    await specialist.page.fill('[name=reason-0]', 'Người dân báo dự thảo sai tên')
    await goOn(specialist.page, 'Gửi yêu cầu và in Mẫu 02', /\/can-bo\/ho-so\/[^/]+$/)

    await citizen.page.goto(`/ho-so/${code}/bo-sung`)
    expect(await citizen.page.inputValue('[name="child.name"]')).toBe('Nguyễn Minh Ân')
    await citizen.page.fill('[name="child.name"]', '')
    await citizen.page.getByRole('button', { name: 'Gửi bổ sung' }).click()
    await citizen.page.locator('[data-behaviour=error-summary]').waitFor()
    await citizen.page.fill('[name="child.name"]', 'Nguyễn Ân Nhi')
    await goOn(citizen.page, 'Gửi bổ sung', /\/ho-so\/[^/]+$/)

    await desk(specialist, code)
    await specialist.page.getByRole('button', { name: 'Lập và gửi lại dự thảo' }).click()
    await specialist.page.waitForURL(/xong=1/)
    await specialist.close()
    await own(code)
    await citizen.page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
    expect(await mainText(citizen.page)).toContain('Nguyễn Ân Nhi')
    await goOn(citizen.page, 'Thông tin đúng, đồng ý', /\/ho-so\/[^/]+$/)
    await desk(leader, code)
    expect(await leader.page.getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).count()).toBe(1)
  })
})

describe('time that passes', () => {
  it('without an answer to the draft is agreement; without the papers asked for it ends the dossier', async () => {
    const silent = await fileBirth(app, { childName: 'Lê Im Lặng' })
    await carry(app, silent, 'drafted')
    const lapsing = await fileBirth(app, { childName: 'Lê Quá Hạn', username: 'congdan2' })
    const items = [{ component: 'giay-chung-sinh', field: null, what: 'Giấy chứng sinh', reason: 'Ảnh mờ', howTo: '' }]
    await agreed(app.acts.processing.requestSupplement(await demoStaff(app, 'motcua'), { ...base(lapsing), items, note: '' }))

    app.clock.set(new Date('2026-11-25T16:59:00+07:00'))
    await app.acts.whenTimePasses.draftsInSilence()
    expect((await app.acts.processing.processes.openTasks(app.db, silent.dossierId)).map((task) => task.work)).toEqual(['confirm-draft'])
    app.clock.set(new Date('2026-11-25T17:01:00+07:00'))
    await app.acts.whenTimePasses.draftsInSilence()
    expect((await app.acts.processing.processes.openTasks(app.db, silent.dossierId)).map((task) => task.work)).toEqual(['sign'])

    app.clock.set(new Date('2026-12-10T08:00:00+07:00'))
    await app.acts.whenTimePasses.supplementsLapsed()
    const mother = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    await signIn(mother.page, 'congdan2')
    await mother.page.goto(`/ho-so/${lapsing.code}`)
    const said = await mainText(mother.page)
    expect(said).toContain('Không được tiếp nhận')
    expect(said).toContain('Đã hết hạn bổ sung hồ sơ')
    await mother.page.goto(`/ho-so/${lapsing.code}/bo-sung`)
    expect(await mainText(mother.page)).not.toContain('Gửi bổ sung')
    const officer = await openOfficer(app, 'lanhdao')
    await officer.page.goto(`/can-bo/ho-so/${silent.code}`)
    expect(await mainText(officer.page)).toContain('hết hạn không trả lời, coi như đồng ý')
    expect([...mother.troubles, ...officer.troubles, ...app.failures]).toEqual([])
  })
})
