import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FormDefinition, rawFromAnswers } from '../../src/modules/forms/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, DESKTOP, type Device, download, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, type Visitor, withPages } from '../support/browser.ts'
import { exampleOf } from '../support/carry.ts'
import { MARRIAGE } from '../support/marriage.ts'
import { pdfText } from '../support/pdf-text.ts'
import { expectRefused, fillForm, fillGeneral, goOn, inboxOf, mainText, type NewPerson, openOfficer, register, showPaper, signIn, waitForMessage } from '../support/steps.ts'

let app: TestApp
const log: string[] = []
beforeAll(async () => {
  app = await startTestApp({ LOG_LEVEL: 'debug' }, { write: (line) => void log.push(line) })
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const PASSWORD = 'ba con vịt xòe cánh'
const HER_STREET = '88 Lý Tự Trọng'

interface Couple {
  bride: NewPerson
  groom: NewPerson
}

const ON_PHONES: Couple = {
  bride: { name: 'Trần Thị Mai', identityNumber: '092199001234', birthDate: { day: '14', month: '3', year: '1999' }, phone: '0912345671', email: 'mai.tran@example.vn', password: PASSWORD },
  groom: { name: 'Nguyễn Văn Hùng', identityNumber: '092096005678', birthDate: { day: '20', month: '7', year: '1996' }, phone: '0912345672', email: 'hung.nguyen@example.vn', password: PASSWORD },
}
const AT_DESKS: Couple = {
  bride: { name: 'Phạm Thị Hạnh', identityNumber: '092197004321', birthDate: { day: '2', month: '9', year: '1997' }, phone: '0912345673', email: 'hanh.pham@example.vn', password: PASSWORD },
  groom: { name: 'Lê Minh Khôi', identityNumber: '092095008765', birthDate: { day: '1', month: '5', year: '1995' }, phone: '0912345674', email: 'khoi.le@example.vn', password: PASSWORD },
}

describe('two people fill in one form, one invites the other', () => {
  it('on phones, without script', () => story(PHONE_WITHOUT_SCRIPT, ON_PHONES))
  it('at desks, with script', () => story(DESKTOP, AT_DESKS))
})

async function story(device: Device, { bride, groom }: Couple): Promise<void> {
  const her = await openVisitor(app, device)
  const him = await openVisitor(app, device)
  let desks: Desks | null = null
  const officers = () => desks?.all ?? []
  await withPages(
    () => [her, him, ...officers()],
    async () => {
      await register(her.page, app, bride)
      await signIn(her.page, bride.phone, bride.password)
      await begins(her.page, bride)
      await invites(her.page, groom)
      const address = await addressIn(groom)
      await neitherOfThemIsInTheLog(address)
      await isRefusedHerOwnInvitation(her.page, address)

      await comesAndAgrees(him.page, groom, bride, address)
      await fillsInHisPart(him.page, groom, bride)
      await waitsForHim(her.page, groom)
      await confirms(him.page, bride)
      await reconsiders(him.page, her.page, groom)

      const code = await submits(her, bride, groom)
      await readsItToo(him, code, bride)
      desks = desksFor(code)
      await officersPrepareIt(desks, groom)
      await sheConfirmsTheDraft(her, him, code, groom)
      await officersIssueIt(desks, bride)
      await bothHaveTheResult([her, him], code, { bride, groom })
    },
  )
  for (const visitor of [her, him, ...officers()]) {
    expect(visitor.troubles).toEqual([])
    await visitor.close()
  }
  expect(app.failures).toEqual([])
}

const draftOf = (page: Page): string => /ban-nhap\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''

/** What the example says of one of the two, as typed. */
async function formOf(): Promise<FormDefinition> {
  const version = await app.acts.packages.current(MARRIAGE)
  if (!version) throw new Error('The package is not there.')
  return version.form
}

async function typedOf(who: 'requester' | 'partner'): Promise<Record<string, string>> {
  const version = await app.acts.packages.current(MARRIAGE)
  if (!version) throw new Error('The package of marriages is not there.')
  const raw = { ...rawFromAnswers(version.form, exampleOf(MARRIAGE, '1-').answers), 'requester.residence-detail': HER_STREET }
  return Object.fromEntries(Object.entries(raw).filter(([name]) => name.startsWith(`${who}.`)))
}

/** What no account knows. */
const stillToType = (raw: Record<string, string>, who: string) =>
  Object.fromEntries(Object.entries(raw).filter(([name]) => /\.(role|ethnicGroup|residence-\w+|marriageCount)$/.test(name) && name.startsWith(who)))

async function begins(page: Page, bride: NewPerson): Promise<void> {
  await page.goto(`/nop-ho-so/${MARRIAGE}`)
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await fillGeneral(page, 'counter')
  await page.getByRole('button', { name: 'Đồng ý, điền sẵn giúp tôi' }).click()
  await page.getByText('Lấy từ tài khoản của Ông/Bà').first().waitFor()
  expect(await page.inputValue('[name="requester.name"]')).toBe(bride.name)
  // The other's part is not filled in from her account.
  expect(await page.inputValue('[name="partner.name"]')).toBe('')
  await fillForm(page, await formOf(), { ...stillToType(await typedOf('requester'), 'requester'), 'copies.wanted': 'no' })
  await expectFits(page)
}

async function invites(page: Page, groom: NewPerson): Promise<void> {
  await page.getByRole('button', { name: 'Mời bên kia cùng khai' }).click()
  await page.waitForURL((url) => url.pathname.endsWith('/moi/partner'))
  const said = await mainText(page)
  expect(said).toContain('“Người khai là”')
  await expectFits(page)
  // Sent empty: what is wrong stands beside its field, and nothing is sent.
  await page.getByRole('button', { name: 'Gửi lời mời' }).click()
  await expectRefused(page)
  expect(await page.locator('.govuk-error-message').count()).toBe(1)
  await page.fill('[name=name]', groom.name)
  await page.fill('[name=email]', groom.email)
  await page.fill('[name=phone]', groom.phone)
  await page.getByRole('button', { name: 'Gửi lời mời' }).click()
  await page.waitForURL(/xong=gui/)
  expect(await mainText(page)).toContain(`Đã gửi lời mời cho ${groom.name}`)
  expect(await page.inputValue('[name=address]')).toContain('/loi-moi/')
  await expectFits(page)
  await page.getByRole('link', { name: 'Trở lại tờ khai' }).first().click()
  await page.waitForURL(/\/2$/)
  // The part is not hers any more; what she typed in her own is still there.
  expect(await page.locator('[name="partner.name"]').count()).toBe(0)
  expect(await page.inputValue('[name="requester.marriageCount"]')).toBe('1')
  await goOn(page, 'Lưu và tiếp tục', /\/3$/)
  await goOn(page, 'Tiếp tục', /\/4$/)
}

/** The message that came, by e-mail and by SMS: both with one address. */
async function addressIn(groom: NewPerson): Promise<string> {
  const mail = await waitForMessage(app, groom.email, 'email', /mời Ông\/Bà cùng khai/)
  const sms = await waitForMessage(app, groom.phone, 'sms', /mời Ông\/Bà cùng khai/)
  const addressOf = (text: string) => /http\S+\/loi-moi\/[\w-]+/.exec(text)?.[0] ?? ''
  expect(addressOf(mail.text)).not.toBe('')
  expect(addressOf(sms.text)).toBe(addressOf(mail.text))
  return addressOf(mail.text)
}

async function neitherOfThemIsInTheLog(address: string): Promise<void> {
  const token = address.split('/').at(-1) ?? ''
  const stranger = await openVisitor(app)
  await stranger.page.goto(address)
  await stranger.page.waitForURL(/dang-nhap/)
  expect(await mainText(stranger.page)).not.toMatch(/mời|kết hôn/i)
  await stranger.page.goto(`${address.slice(0, -3)}AAA`)
  await stranger.close()
  expect(log.join('\n')).not.toContain(token)
  const { rows } = await app.db.pool.query<{ n: number }>('select count(*)::int as n from pgboss.job where data::text like $1', [`%${token}%`])
  expect(rows[0]?.n).toBe(0)
}

async function isRefusedHerOwnInvitation(page: Page, address: string): Promise<void> {
  const back = page.url()
  await page.goto(address)
  expect(await seenText(page.locator('main'))).toContain('Đây là lời mời do chính Ông/Bà gửi')
  await page.goto(back)
}

/** Without an account: registers, and comes back to the invitation. */
async function comesAndAgrees(page: Page, groom: NewPerson, bride: NewPerson, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForURL(/dang-nhap/)
  await page.getByRole('link', { name: 'Đăng ký tài khoản' }).click()
  await register(page, app, groom)
  await signIn(page, groom.phone, groom.password)
  await page.waitForURL(/\/loi-moi\//)
  const said = await mainText(page)
  for (const words of [bride.name, 'Đăng ký kết hôn', 'Trung tâm Phục vụ hành chính công phường Ninh Kiều']) expect(said).toContain(words)
  // Nothing else of hers.
  for (const words of [bride.identityNumber, bride.phone, HER_STREET]) expect(said).not.toContain(words)
  await expectFits(page)
  await page.getByRole('button', { name: 'Nhận lời và khai phần của tôi' }).click()
  await page.waitForURL(/\/phan-khai\//)
}

async function fillsInHisPart(page: Page, groom: NewPerson, bride: NewPerson): Promise<void> {
  const said = await mainText(page)
  expect(said).toContain(`${bride.name} đã khai Người khai là Bên nữ`)
  expect(await page.locator('[name^="requester."], [name^="copies."]').count()).toBe(0)
  for (const words of [bride.identityNumber, HER_STREET, 'bên kia']) expect((await page.content()).includes(words), words).toBe(false)
  await page.getByRole('button', { name: 'Đồng ý, điền sẵn giúp tôi' }).click()
  await page.getByText('Lấy từ tài khoản của Ông/Bà').first().waitFor()
  expect(await page.inputValue('[name="partner.name"]')).toBe(groom.name)
  expect(await page.inputValue('[name="partner.identityNumber"]')).toBe(groom.identityNumber)
  await expectFits(page)
  // Sent unfinished: everything is kept, and each fault is told.
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).last().click()
  await expectRefused(page)
  expect(await page.locator('.govuk-error-message').count()).toBe(3)
  await fillForm(page, await formOf(), stillToType(await typedOf('partner'), 'partner'))
  await goOn(page, 'Lưu và tiếp tục', /\/xac-nhan$/)
  await expectFits(page)
}

/** She sees that he is at it, and nothing of what he typed. */
async function waitsForHim(page: Page, groom: NewPerson): Promise<void> {
  await page.reload()
  const said = await mainText(page)
  expect(said).toContain(`${groom.name} đã nhận lời`)
  expect(said).toContain(`Chờ ${groom.name} khai và xác nhận phần của mình`)
  for (const words of [groom.identityNumber, 'Hòa Bình']) expect(said).not.toContain(words)
  await page.check('[name=declared]')
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await page.locator('[data-behaviour=error-summary]').waitFor()
}

async function confirms(page: Page, bride: NewPerson): Promise<void> {
  await page.getByRole('button', { name: 'Xác nhận phần của tôi' }).click()
  await page.getByText('Đánh dấu vào ô cam đoan').first().waitFor()
  await page.check('[name=declared]')
  await page.getByRole('button', { name: 'Xác nhận phần của tôi' }).click()
  await page.getByText('Ông/Bà đã xác nhận phần của mình').first().waitFor()
  expect(await mainText(page)).toContain(`${bride.name} được báo để nộp hồ sơ`)
  await expectFits(page)
  await waitForMessage(app, bride.email, 'email', /đã khai xong/)
}

/** He takes the confirmation back while she looks at the whole: what she saw can't be submitted, until he confirms again. */
async function reconsiders(his: Page, her: Page, groom: NewPerson): Promise<void> {
  await her.goto(`/nop-ho-so/ban-nhap/${draftOf(her)}/4`)
  expect(await mainText(her)).toContain(groom.identityNumber)
  expect(await her.locator('main').getByRole('link', { name: /Sửa.*bên kia/ }).count()).toBe(0)
  await his.getByRole('button', { name: 'Rút xác nhận để sửa' }).click()
  await his.waitForURL((url) => /\/phan-khai\/[0-9a-f-]+$/.test(url.pathname))
  await her.check('[name=declared]')
  await her.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await her.locator('[data-behaviour=error-summary]').waitFor()
  expect(await mainText(her)).not.toContain(groom.identityNumber)
  await his.fill('[name="partner.residence-detail"]', '54 Hòa Bình')
  await goOn(his, 'Lưu và tiếp tục', /\/xac-nhan$/)
  await his.check('[name=declared]')
  await his.getByRole('button', { name: 'Xác nhận phần của tôi' }).click()
  await his.getByText('Ông/Bà đã xác nhận phần của mình').first().waitFor()
}

/** @returns the code of the dossier. */
async function submits({ page }: Visitor, bride: NewPerson, groom: NewPerson): Promise<string> {
  await page.goto(`/nop-ho-so/ban-nhap/${draftOf(page)}/4`)
  expect(await mainText(page)).toContain('54 Hòa Bình')
  await expectFits(page)
  await page.check('[name=declared]')
  await goOn(page, 'Nộp hồ sơ', /da-nop$/)
  const code = /H92\.31135[\w.-]+/.exec(await mainText(page))?.[0] ?? ''
  expect(code).not.toBe('')
  for (const { email } of [bride, groom]) await waitForMessage(app, email, 'email', new RegExp(`Đã nộp hồ sơ ${code}`))
  return code
}

/** His as well: in the list, and to read; what is done to it is hers. */
async function readsItToo(him: Visitor, code: string, bride: NewPerson): Promise<void> {
  const { page } = him
  await page.goto('/ho-so')
  expect(await mainText(page)).toContain('Hồ sơ cùng khai')
  await page.locator('main').getByRole('link', { name: /Kết hôn/ }).first().click()
  await page.waitForURL(new RegExp(`/ho-so/${code}$`))
  const said = await mainText(page)
  expect(said).toContain(`${bride.name} đã nộp hồ sơ`)
  expect(said).not.toMatch(/Rút hồ sơ|Nhắn cho cơ quan/)
  await expectFits(page)
  for (const [path, status] of [['/bo-sung', 403], ['/du-thao', 403], ['/toan-bo.zip', 200]] as const) {
    expect((await him.context.request.get(`/ho-so/${code}${path}`)).status(), path).toBe(status)
  }
}

/** Presses an act on the case page, and the button of the page that it leads to. */
async function press(page: Page, act: string, then?: string): Promise<void> {
  await page.locator('main').getByRole(then ? 'link' : 'button', { name: act }).first().click()
  if (then) await page.locator('main').getByRole('button', { name: then }).click()
  await page.waitForURL(/xong=1/)
}

interface Desks {
  open(username: string): Promise<Page>
  all: Visitor[]
}

function desksFor(code: string): Desks {
  const known = new Map<string, Visitor>()
  return {
    get all() {
      return [...known.values()]
    },
    async open(username) {
      const officer = known.get(username) ?? (await openOfficer(app, username))
      known.set(username, officer)
      await officer.page.goto(`/can-bo/ho-so/${code}`)
      return officer.page
    },
  }
}

/** From the counter to the draft, which goes to her who submitted; he reads it. */
async function officersPrepareIt(desks: Desks, groom: NewPerson): Promise<void> {
  const counter = await desks.open('motcua')
  const said = await mainText(counter)
  expect(said).toContain('54 Hòa Bình')
  expect(said).toMatch(new RegExp(`Cùng khai ${groom.name}, xác nhận lúc`))
  await press(counter, 'Tiếp nhận', 'Tiếp nhận và in Mẫu 01')
  await press(counter, 'Chuyển xử lý')
  await press(await desks.open('hotich'), 'Hồ sơ hợp lệ, chuyển bước sau', 'Hồ sơ hợp lệ, chuyển bước sau')
  await press(await desks.open('hotich'), 'Lập dự thảo kết quả')
}

async function sheConfirmsTheDraft({ page }: Visitor, him: Visitor, code: string, groom: NewPerson): Promise<void> {
  await him.page.goto(`/ho-so/${code}`)
  expect(await him.page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).count()).toBe(0)
  const draft = await download(him, (await him.page.getByRole('link', { name: 'Xem bản dự thảo (PDF)' }).getAttribute('href')) ?? '')
  expect(await pdfText(draft.body)).toContain(groom.name)
  await page.goto(`/ho-so/${code}`)
  await page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
  await page.getByRole('button', { name: 'Thông tin đúng, đồng ý' }).click()
  await page.waitForURL(/xong=1/)
}

/** Both are there to sign the register and the certificate: a step of the registrar's, before there is a number. */
async function officersIssueIt(desks: Desks, bride: NewPerson): Promise<void> {
  const leader = await desks.open('lanhdao')
  await leader.locator('main').getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).click()
  await leader.getByRole('button', { name: 'Ghi quyết định' }).click()
  await leader.waitForURL(/xong=1/)
  const registrar = await desks.open('hotich')
  expect(await mainText(registrar)).toContain('Hai bên có mặt')
  await press(registrar, 'Hồ sơ hợp lệ, chuyển bước sau', 'Hồ sơ hợp lệ, chuyển bước sau')
  await press(await desks.open('vanthu'), 'Vào sổ, cấp số và phát hành')
  const counter = await desks.open('motcua')
  await counter.locator('main').getByRole('link', { name: 'Trả kết quả', exact: true }).click()
  expect(await counter.inputValue('[name=receiver]')).toBe(bride.name)
  await showPaper(counter)
  await counter.getByRole('button', { name: 'Đã trả kết quả' }).click()
  await counter.waitForURL(/xong=1/)
}

async function bothHaveTheResult(couple: readonly Visitor[], code: string, { bride, groom }: Couple): Promise<void> {
  for (const visitor of couple) {
    const { page } = visitor
    await page.goto(`/ho-so/${code}`)
    expect(await mainText(page)).toContain('Đã trả kết quả')
    await expectFits(page)
    const link = await page.locator('main').getByRole('link', { name: 'Tải kết quả (PDF)' }).getAttribute('href')
    const text = await pdfText((await download(visitor, link ?? '')).body)
    for (const said of [bride.name, groom.name, '54 Hòa Bình']) expect(text).toContain(said)
  }
  for (const { email } of [bride, groom]) await waitForMessage(app, email, 'email', new RegExp(`Đã trả kết quả hồ sơ ${code}`))
  // What was asked was asked of her alone, and nothing came twice.
  const his = await inboxOf(app, groom.email)
  expect(his.filter((one) => /dự thảo/.test(one.subject))).toEqual([])
  expect(his.map((one) => one.times)).toEqual(his.map(() => 1))
}
