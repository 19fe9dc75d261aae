import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { makeAccessToken } from '../../src/modules/accounts/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed } from '../support/birth.ts'
import { closeBrowser, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { pdfText } from '../support/pdf-text.ts'
import { demoCitizen } from '../support/people.ts'
import { photo } from '../support/photo.ts'
import { attach, documentOf, eventually, expectRefused, fillForm, fillGeneral, goOn, mainText, openOfficer, showPaper, signIn } from '../support/steps.ts'

/** A procedure of the commune with two cases, of which the record says no fee. */
const CODE = '2.001212'
const PAGES = '/quan-tri/goi-thu-tuc/tu-danh-muc'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const ANSWERS = {
  'applicant.kind': 'organisation',
  'requester.name': 'Trần Thị Mai',
  'requester.birthDate': '1996-03-14',
  'requester.document.kind': 'identity-card',
  'requester.identityNumber': '092196001234',
  'requester.residence': { province: '92', commune: '31135', detail: '12 Nguyễn Trãi', text: '' },
  'requester.phone': '0912345678',
  'organisation.name': 'Công ty TNHH Sông Hậu',
  'organisation.taxCode': '0312345673',
  'organisation.address': { province: '92', commune: '31135', detail: '45 Trần Hưng Đạo', text: '' },
  'organisation.position': 'Giám đốc',
  'request.content': 'Xin cấp lại Giấy chứng nhận đăng ký phương tiện bị mất.',
  'declaration.true': true,
}

describe('a procedure that nobody wrote a package for', () => {
  it('is opened by an administrator in a minute, filed on a phone without script, and comes to a printed result', async () => {
    const admin = await openOfficer(app, 'quantri')
    const citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const people: Visitor[] = [admin, citizen]
    await withPages(() => people, async () => {
      await opens(admin.page)
      const code = await files(citizen)
      await process(people, code)
      await citizen.page.goto(`/ho-so/${code}`)
      expect(await mainText(citizen.page)).toContain('Đã trả kết quả')
      const result = (await pdfText(await documentOf(citizen, /Giấy chứng nhận|Kết quả/i))).replace(/\s+/g, ' ')
      for (const said of ['GIẤY CHỨNG NHẬN ĐĂNG KÝ PHƯƠNG TIỆN', 'Công ty TNHH Sông Hậu', '0312345673', 'Cấp lại Giấy chứng nhận số 12.']) expect(result).toContain(said)
    })
    for (const one of people) {
      expect(one.troubles).toEqual([])
      await one.close()
    }
    expect(app.failures).toEqual([])
  })
})

async function opens(page: Page): Promise<void> {
  await page.goto('/quan-tri/goi-thu-tuc')
  await page.getByRole('link', { name: 'mở nộp trực tuyến bằng tờ khai chung' }).click()
  await page.fill('[name=q]', 'cap lai phuong tien vui choi')
  await page.press('[name=q]', 'Enter')
  await page.getByRole('link', { name: CODE }).click()
  const said = await mainText(page)
  for (const one of ['Cấp xã', 'Trung tâm Phục vụ hành chính công phường Ninh Kiều', 'Trường hợp bị mất Giấy chứng nhận đăng ký', '3 ngày làm việc', 'Bảy bước trong 3 ngày làm việc', 'Bản ghi không nói gì về phí']) expect(said).toContain(one)
  // What the record leaves open is asked, and named in the summary.
  await page.getByRole('button', { name: 'Công bố bằng tờ khai chung' }).click()
  await expectRefused(page)
  await page.locator('[data-behaviour=error-summary]').getByRole('link', { name: /Chọn phí/ }).click()
  await page.locator('#fee:focus').waitFor()
  await page.check('[name=fee][value=amount]')
  await page.fill('[name=dong]', '70.000')
  await page.fill('[name=reason]', 'Quyết định 12/QĐ-UBND')
  await page.press('[name=reason]', 'Enter')
  await page.getByText('Đã công bố bằng tờ khai chung').waitFor()
  await page.goto(`${PAGES}?q=${CODE}`)
  await page.getByText('Không có thủ tục nào như vậy').waitFor()
  await page.goto(`${PAGES}?q=${CODE}&tinh-trang=to-khai-chung`)
  await page.getByRole('link', { name: CODE }).click()
  expect(await mainText(page)).toContain('Đã công bố bằng tờ khai chung')
}

async function files({ page }: Visitor): Promise<string> {
  await page.goto(`/tim-kiem?q=${encodeURIComponent('cấp lại đăng ký phương tiện vui chơi giải trí dưới nước')}`)
  await page.locator('main').getByRole('link', { name: /Cấp lại Giấy chứng nhận đăng ký phương tiện/ }).first().click()
  await page.selectOption('[name=truong-hop]', '2')
  await page.getByRole('button', { name: 'Xem' }).click()
  const told = await mainText(page)
  for (const one of ['70.000', '3 ngày làm việc', 'nộp bằng tờ khai chung']) expect(told).toContain(one)
  await expectFits(page)
  await page.locator(`main a[href="/nop-ho-so/${CODE}"]`).first().click()
  await signIn(page, 'congdan')
  await page.goto(`/nop-ho-so/${CODE}`)
  expect(await mainText(page)).toContain('Ông/Bà khai tờ khai chung')
  await expectFits(page)
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  // The case is asked: without it nobody goes on.
  await fillGeneral(page, 'counter').catch((error: Error) => expect(error.message).toContain('trường hợp'))
  await page.check('[name=caseKey][value="2"]')
  await goOn(page, 'Lưu và tiếp tục', /\/2$/)
  const version = await app.acts.packages.current(CODE)
  if (!version) throw new Error('It is not published.')
  await fillForm(page, version.form, rawFromAnswers(version.form, ANSWERS))
  await expectFits(page)
  await goOn(page, 'Lưu và tiếp tục', /\/3$/)
  // Only the papers of the case stand here, with their copies, and those that are required stop.
  const components = version.components('2', {})
  expect(await page.locator('section.mc-paper').evaluateAll((parts) => parts.map((part) => part.id))).toEqual(components.map(({ id }) => `paper-${id}`))
  expect(await mainText(page)).toContain('Số bản: 1 bản chính')
  await page.locator('main').getByRole('button', { name: 'Tiếp tục', exact: true }).click()
  await page.locator('[data-behaviour=error-summary]').waitFor()
  for (const one of components.filter(({ required }) => required)) await attach(page, one.id, { name: 'don.jpg', body: await photo('ĐƠN ĐỀ NGHỊ') })
  await goOn(page, 'Tiếp tục', /\/4$/)
  const review = await mainText(page)
  for (const one of ['Trường hợp bị mất Giấy chứng nhận đăng ký', 'Công ty TNHH Sông Hậu', '70.000 đ']) expect(review).toContain(one)
  await expectFits(page)
  await page.check('[name=declared]')
  await goOn(page, 'Nộp hồ sơ', /da-nop$/)
  return /H92\.31135[\w.-]+/.exec(await mainText(page))?.[0] ?? ''
}

/** The seven steps, each by whose it is. */
async function process(people: Visitor[], code: string): Promise<void> {
  const desks = new Map<string, Visitor>()
  const at = async (username: string): Promise<Page> => {
    const desk = desks.get(username) ?? (await openOfficer(app, username))
    if (!desks.has(username)) people.push(desk)
    desks.set(username, desk)
    await desk.page.goto(`/can-bo/ho-so/${code}`)
    return desk.page
  }
  const press = async (username: string, act: string, then?: string, fill?: (page: Page) => Promise<void>) => {
    const page = await at(username)
    await page.locator('main').getByRole(then ? 'link' : 'button', { name: act, exact: true }).first().click()
    if (fill) await fill(page)
    if (then) await page.locator('main').getByRole('button', { name: then }).click()
    await page.waitForURL((url) => url.pathname === `/can-bo/ho-so/${code}`)
  }
  await press('motcua', 'Tiếp nhận', 'Tiếp nhận và in Mẫu 01', async (page) => {
    expect(await mainText(page)).toContain('Bắt buộc. Số bản: 1 bản chính.')
    for (const box of await page.locator('[name=valid]').all()) await box.check()
  })
  await press('motcua', 'Chuyển xử lý')
  // A leader's step: a specialist is told so.
  expect(await mainText(await at('hotich'))).toContain('Phân công thụ lý')
  await press('lanhdao', 'Phân công, chuyển bước sau', 'Phân công, chuyển bước sau', (page) => page.fill('[name=note]', 'Giao chị Hương.'))
  await press('hotich', 'Hồ sơ hợp lệ, chuyển bước sau', 'Hồ sơ hợp lệ, chuyển bước sau')
  await press('hotich', 'Ghi kết quả và lập dự thảo', 'Lập dự thảo', (page) => page.fill('[name="decision.content"]', 'Cấp lại Giấy chứng nhận số 12.\nHiệu lực 5 năm.'))
  await press('lanhdao', 'Ký duyệt hoặc trả lại', 'Ghi quyết định')
  await press('vanthu', 'Vào sổ, cấp số và phát hành')
  await press('motcua', 'Trả kết quả', 'Đã trả kết quả', showPaper)
  const history = await eventually(async () => mainText(await at('motcua')))
  for (const one of ['phân công thụ lý', 'Giao chị Hương.', 'vào sổ, cấp số, phát hành', 'trả kết quả']) expect(history).toContain(one)
}

interface FormAsked {
  'x-filing': { generalForm: boolean; resultWays: string[]; cases: { key: string; papers: { component: string; required: boolean; presentedOnly: boolean }[] }[] }
}

describe('the same procedure over the API', () => {
  it('tells its cases and papers, and takes a dossier of one of them', async () => {
    const make = makeAccessToken({ db: app.db, clock: app.clock, appendEvent: app.acts.append })
    const { token } = await agreed(make(await demoCitizen(app, 'congdan'), { name: 'Phần mềm kế toán', scopes: ['dossiers:read', 'dossiers:write'], days: '30' }))
    const ask = (path: string, init: RequestInit = {}) => fetch(`${app.url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
    const form = (await (await ask(`/procedures/${CODE}/form`)).json()) as FormAsked
    const [, second] = form['x-filing'].cases
    expect(form['x-filing']).toMatchObject({ generalForm: true, resultWays: ['counter', 'post'] })
    if (!second) throw new Error('There is no second case.')
    const send = (papers: object[]) => {
      const body = { procedure: CODE, communeCode: '31135', caseKey: second.key, resultWay: 'counter', answers: ANSWERS, papers, declared: true }
      return ask('/dossiers', { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': newId() } })
    }
    const bare = await send([])
    expect(bare.status).toBe(422)
    const papers: object[] = []
    for (const { component } of second.papers.filter(({ required }) => required)) {
      const sent = new FormData()
      sent.append('file', new Blob([new Uint8Array(await photo(component))], { type: 'image/jpeg' }), 'don.jpg')
      const kept = (await (await ask('/files', { method: 'POST', body: sent })).json()) as { id: string }
      papers.push({ component, fileId: kept.id })
    }
    const filed = await send(papers)
    expect([filed.status, await filed.json()]).toMatchObject([201, { code: expect.stringMatching(/^H92\.31135/) }])
  })
})

describe('the administrator’s page', () => {
  it('fits a phone and works without script', async () => {
    const admin = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    await admin.page.goto('/can-bo/dang-nhap')
    await signIn(admin.page, 'quantri')
    for (const url of [PAGES, `${PAGES}?q=dang+ky&cap=commune`, `${PAGES}/2.000827`, `${PAGES}/1.115767`]) {
      await admin.page.goto(url)
      await expectFits(admin.page)
    }
    await admin.page.goto(`${PAGES}/2.000827`)
    await admin.page.fill('[name=reason]', 'Quyết định 13/QĐ-UBND')
    await admin.page.getByRole('button', { name: 'Công bố bằng tờ khai chung' }).click()
    await admin.page.getByText('Đã công bố bằng tờ khai chung').waitFor()
    // Nobody here takes what is the ministry's: told, and no button.
    await admin.page.goto(`${PAGES}/1.014981`)
    expect(await mainText(admin.page)).toContain('chưa có cơ quan nào nhận hồ sơ')
    expect(await admin.page.getByRole('button', { name: 'Công bố bằng tờ khai chung' }).count()).toBe(0)
    expect(admin.troubles).toEqual([])
    await admin.close()
  })
})
