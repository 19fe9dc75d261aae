import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed } from '../support/birth.ts'
import { closeBrowser, DESKTOP, download, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { carryToEnd, exampleOf, fileExample, type FiledExample } from '../support/carry.ts'
import { pdfText } from '../support/pdf-text.ts'
import { demoCitizen, demoStaff } from '../support/people.ts'
import { expectRefused, goOn, mainText, openOfficer, signIn } from '../support/steps.ts'

const RECORD = '3.000333'
const USERS = { reception: 'congan-motcua', specialist: 'congan-hoso', leader: 'congan-lanhdao', clerk: 'congan-vanthu' } as const

let app: TestApp
let leader: Visitor
const staff = new Map<string, Awaited<ReturnType<typeof demoStaff>>>()
beforeAll(async () => {
  app = await startTestApp()
  for (const [duty, username] of Object.entries(USERS)) staff.set(duty, await demoStaff(app, username))
  leader = await openOfficer(app, USERS.leader)
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

/** A certificate asked for by a foreigner, carried to the drafting. */
async function toDraft(): Promise<FiledExample> {
  const filed = await fileExample(app, RECORD, exampleOf(RECORD, '6-'))
  const officer = (_name: string, [duty = '']: readonly string[]) => {
    const found = staff.get(duty)
    if (!found) throw new Error(`Nobody has the duty ${duty}.`)
    return found
  }
  await carryToEnd({ db: app.db, acts: app.acts, officer }, filed, filed.office, 'draft')
  return filed
}

const SUBMIT = 'Lập dự thảo'

async function fillJudgment(page: Page, row: number, offence: string) {
  const typed = { offence, mainPenalty: '06 tháng tù', judgmentNumber: `1${row}/2020/HS-ST`, court: 'Tòa án nhân dân thành phố Cần Thơ', articles: 'Điều 200', execution: 'Đã chấp hành xong' }
  for (const [name, text] of Object.entries(typed)) await page.fill(`[name="judgments.${row}.${name}"]`, text)
  for (const [part, text] of Object.entries({ day: '04', month: '03', year: '2020' })) await page.fill(`[name="judgments.${row}.decidedOn-${part}"]`, text)
}

describe('what the officer finds stands in the result', () => {
  it.each([
    ['with script, on a desk', DESKTOP],
    ['without script, on a phone', PHONE_WITHOUT_SCRIPT],
  ])('%s', async (_title, device) => {
    const filed = await toDraft()
    const specialist = await openVisitor(app, device)
    const { page } = specialist
    await withPages(
      () => [specialist, leader],
      async () => {
        await page.goto('/can-bo/dang-nhap')
        await signIn(page, USERS.specialist)
        await page.goto(`/can-bo/ho-so/${filed.code}`)
        await page.getByRole('link', { name: 'Ghi kết quả và lập dự thảo' }).click()
        await page.getByRole('heading', { level: 1 }).waitFor()

        // Nothing typed: each fault beside its field and in the summary.
        await page.getByRole('button', { name: SUBMIT }).click()
        const summary = page.locator('[data-behaviour=error-summary]')
        await expectRefused(page)
        expect(await summary.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(['#convictions', '#ban'])
        expect(await page.locator('.govuk-error-message').count()).toBe(2)

        await page.check('[name=convictions][value=some]')
        await page.check('[name=ban][value=none]')
        // Without script the rows come once the page says that they are asked.
        if (!device.script) await page.getByRole('button', { name: SUBMIT }).click()
        await fillJudgment(page, 0, 'Trốn thuế')
        await page.getByRole('button', { name: 'Thêm bản án' }).click()
        await page.locator('[name="judgments.1.offence"]').waitFor()
        expect(await page.inputValue('[name="judgments.0.offence"]')).toBe('Trốn thuế')
        await page.fill('[name="judgments.1.offence"]', 'Gây rối trật tự công cộng')
        await page.press('[name="judgments.1.offence"]', 'Enter')
        await expectRefused(page)
        expect(await summary.textContent()).toContain('Bản án 2')
        expect(await page.locator('[name="judgments.2.offence"]').count()).toBe(0)
        expect(await page.inputValue('[name="judgments.1.offence"]')).toBe('Gây rối trật tự công cộng')
        expect(await page.isChecked('[name=convictions][value=some]')).toBe(true)
        await page.getByRole('button', { name: 'Bỏ bản án 2' }).click()
        await page.locator('[name="judgments.1.offence"]').waitFor({ state: 'detached' })
        await goOn(page, SUBMIT, /\/can-bo\/ho-so\/[^/]+$/)
        expect(await mainText(page)).toContain('Trốn thuế')

        // Whoever approves sees it on the case page, beside the decision and on the draft.
        await leader.page.goto(`/can-bo/ho-so/${filed.code}`)
        for (const said of ['Nội dung kết quả do cán bộ ghi', 'Có án tích', 'Trốn thuế', '04/03/2020']) expect(await mainText(leader.page)).toContain(said)
        const draft = await pdfText((await download(leader, `/can-bo/ho-so/${filed.code}/du-thao.pdf`)).body)
        for (const said of ['BẢN DỰ THẢO', 'Có án tích', 'Trốn thuế', '04/03/2020']) expect(draft).toContain(said)
        await leader.page.getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).click()
        expect(await mainText(leader.page)).toContain('Trốn thuế')
        await leader.page.check('[name=agreed][value=no]')
        await leader.page.fill('[name=reason]', 'Tội danh chưa đúng theo bản án.')
        await goOn(leader.page, 'Ghi quyết định', /\/can-bo\/ho-so\/[^/]+$/)

        // Sent back, what was entered is there to be corrected.
        await page.goto(`/can-bo/ho-so/${filed.code}`)
        await page.getByRole('link', { name: 'Hồ sơ hợp lệ, chuyển bước sau' }).click()
        await goOn(page, 'Hồ sơ hợp lệ, chuyển bước sau', /\/can-bo\/ho-so\/[^/]+$/)
        await page.getByRole('link', { name: 'Ghi kết quả và lập dự thảo' }).click()
        expect(await page.inputValue('[name="judgments.0.offence"]')).toBe('Trốn thuế')
        await page.fill('[name="judgments.0.offence"]', 'Trốn thuế, khoản 1')
        await goOn(page, SUBMIT, /\/can-bo\/ho-so\/[^/]+$/)
        await leader.page.goto(`/can-bo/ho-so/${filed.code}`)
        expect(await mainText(leader.page)).toContain('Trốn thuế, khoản 1')
        expect(await leader.page.getByText('Nội dung ghi cho bản dự thảo lúc').count()).toBe(1)
        expect([...specialist.troubles, ...leader.troubles, ...app.failures]).toEqual([])
      },
    )
    await specialist.close()
  })
})

describe('what a certificate costs', () => {
  it('is told before it is filed, by what was declared', async () => {
    const person = await demoCitizen(app, 'congdan')
    const { drafts } = app.acts.filing
    const example = exampleOf(RECORD, '1-')
    const version = await app.acts.packages.current(RECORD)
    if (!version) throw new Error('The package is not there.')
    const { draftId } = await agreed(drafts.start(person, { procedureCode: RECORD, lang: 'vi' }))
    await agreed(drafts.saveGeneral(person, draftId, { provinceCode: '92', communeCode: '31135', caseKey: example.case, resultWay: 'counter' }))
    const citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    await signIn(citizen.page, 'congdan')
    for (const [kind, full, reduced] of [['student', 'Không thu trong trường hợp này', '100.000 đ'], ['poor', 'Không thu trong trường hợp này', 'Không thu trong trường hợp này'], ['ordinary', '200.000 đ', 'Không thu trong trường hợp này']] as const) {
      await agreed(drafts.saveAnswers(person, draftId, { raw: rawFromAnswers(version.form, { ...example.answers, 'fee.class': kind }), seen: null, complete: true }))
      await citizen.page.goto(`/nop-ho-so/ban-nhap/${draftId}/4`)
      expect(await mainText(citizen.page)).toContain(`Phí cung cấp thông tin lý lịch tư pháp ${full} Phí cung cấp thông tin lý lịch tư pháp (mức giảm) ${reduced}`)
    }
    expect([...citizen.troubles, ...app.failures]).toEqual([])
    await citizen.close()
  })
})
