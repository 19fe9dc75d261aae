import yauzl from 'yauzl'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { ORDINARY_BIRTH, typed } from '../support/birth.ts'
import { closeBrowser, DESKTOP, type Device, download, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { pdfText } from '../support/pdf-text.ts'
import { photo } from '../support/photo.ts'
import { attach, eventually, fillForm, fillGeneral, goOn, inboxOf, mainText, type NewPerson, openOfficer, register, signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const PASSWORD = 'ba con vịt xòe cánh'
const ON_A_PHONE: NewPerson = { name: 'Trần Thị Mai', identityNumber: '092196001234', birthDate: { day: '14', month: '3', year: '1996' }, phone: '0912345678', email: 'mai.tran@example.vn', password: PASSWORD }
const AT_A_DESK: NewPerson = { name: 'Phạm Thị Hạnh', identityNumber: '092195004321', birthDate: { day: '2', month: '9', year: '1995' }, phone: '0912345679', email: 'hanh.pham@example.vn', password: PASSWORD }

describe('a birth is registered online, from the search to the certificate', () => {
  it('on a phone, without script', () => story(PHONE_WITHOUT_SCRIPT, ON_A_PHONE, 'Nguyễn Minh An'))
  it('at a desk, with script', () => story(DESKTOP, AT_A_DESK, 'Nguyễn Phạm Gia Huy'))
})

async function story(device: Device, person: NewPerson, childName: string): Promise<void> {
  const citizen = await openVisitor(app, device)
  const officers = new Map<string, Visitor>()
  const desk = async (username: string, code: string): Promise<Page> => {
    const officer = officers.get(username) ?? (await openOfficer(app, username))
    officers.set(username, officer)
    await officer.page.goto(`/can-bo/ho-so/${code}`)
    return officer.page
  }

  await withPages(() => [citizen, ...officers.values()], async () => {
    await findsTheProcedure(citizen.page)
    await register(citizen.page, app, person)
    await signIn(citizen.page, person.phone, person.password)
    const { code, pin } = await files(citizen, person, childName)

    await asksForOnePaper(await desk('motcua', code), code)
    await supplies(citizen, code)
    await accepts(await desk('motcua', code))
    await press(await desk('hotich', code), 'Hồ sơ hợp lệ, chuyển bước sau', 'Hồ sơ hợp lệ, chuyển bước sau')
    await drafts(await desk('hotich', code))
    await confirms(citizen, code, childName)
    await signs(await desk('lanhdao', code))
    await press(await desk('vanthu', code), 'Vào sổ, cấp số và phát hành')
    await takesTheResult(citizen, code, childName)
    await looksUpWithoutLogin(device, { code, pin, submitter: person.name })
    await eachMessageCameOnce(person, code)
  })

  for (const visitor of [citizen, ...officers.values()]) {
    expect(visitor.troubles).toEqual([])
    await visitor.close()
  }
  expect(app.failures).toEqual([])
}

async function findsTheProcedure(page: Page): Promise<void> {
  await page.goto('/')
  await expectFits(page)
  await page.locator('main input[name=q]').fill('làm giấy khai sinh cho con')
  await page.locator('main input[name=q]').press('Enter')
  await page.waitForURL(/tim-kiem/)
  await expectFits(page)
  await page.locator('main').getByRole('link', { name: /đăng ký khai sinh/i }).first().click()
  await page.waitForURL(/\/thu-tuc\/1\.001193/)
  await expectFits(page)
  await page.locator('main a[href="/nop-ho-so/1.001193"]').first().click()
  // Filing needs an account; the page asked for comes after login.
  await page.waitForURL(/dang-nhap/)
}

/** @returns the code of the dossier and the PIN that opens it to a stranger. */
async function files(citizen: Visitor, person: NewPerson, childName: string): Promise<{ code: string; pin: string }> {
  const { page } = citizen
  await page.goto('/nop-ho-so/1.001193')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await expectFits(page)
  await fillGeneral(page, 'online')
  // What the account knows is filled in when the person agrees, goes when they take it back, and says where it is from.
  expect(await page.inputValue('[name="requester.name"]')).toBe('')
  await page.getByRole('button', { name: 'Đồng ý, điền sẵn giúp tôi' }).click()
  await page.getByText('Lấy từ tài khoản của Ông/Bà').first().waitFor()
  expect(await page.inputValue('[name="requester.name"]')).toBe(person.name)
  await page.getByRole('button', { name: 'Rút lại đồng ý' }).click()
  await page.getByRole('button', { name: 'Đồng ý, điền sẵn giúp tôi' }).waitFor()
  expect(await page.inputValue('[name="requester.name"]')).toBe('')
  await page.getByRole('button', { name: 'Đồng ý, điền sẵn giúp tôi' }).click()
  await page.getByText('Lấy từ tài khoản của Ông/Bà').first().waitFor()
  expect(await page.inputValue('[name="requester.name"]')).toBe(person.name)
  await expectFits(page)
  const raw = await typed(app, { ...ORDINARY_BIRTH, 'child.name': childName, 'requester.name': person.name, 'mother.name': person.name })
  const { 'requester.identityNumber': _number, 'requester.birthDate-day': _d, 'requester.birthDate-month': _m, 'requester.birthDate-year': _y, ...rest } = raw
  const version = await app.acts.packages.current('1.001193')
  if (!version) throw new Error('The package is not there.')
  await fillForm(page, version.form, rest)
  await expectFits(page)
  await goOn(page, 'Lưu và tiếp tục', /\/3$/)
  await attach(page, 'giay-chung-sinh', { name: 'mặt trước.jpg', body: await photo('GIẤY CHỨNG SINH') })
  await attach(page, 'giay-chung-sinh', { name: 'mặt sau.jpg', body: await photo('MẶT SAU') })
  await expectFits(page)
  await goOn(page, 'Tiếp tục', /\/4$/)
  expect(await mainText(page)).toContain(childName)
  await expectFits(page)
  // Without the declaration nothing is filed, and the box is named.
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await page.getByText('Đánh dấu vào ô cam đoan trước khi nộp hồ sơ').first().waitFor()
  await page.check('[name=declared]')
  await goOn(page, 'Nộp hồ sơ', /da-nop$/)
  const said = await mainText(page)
  const code = /H92\.31135[\w.-]+/.exec(said)?.[0] ?? ''
  expect(code).not.toBe('')
  const pin = /PIN tra cứu: (\d{6})/.exec(said)?.[1] ?? ''
  expect(pin).not.toBe('')
  expect(said).toContain('Cơ quan trả lời việc tiếp nhận trước 09:30, 25/11/2026')
  await expectFits(page)
  const receipt = await eventually(async () => {
    await page.reload()
    const link = await page.getByRole('link', { name: 'Tải biên nhận nộp hồ sơ (PDF)' }).getAttribute('href', { timeout: 500 })
    return link ?? ''
  })
  const pdf = await download(citizen, receipt)
  const printed = await pdfText(pdf.body)
  expect(printed).toContain(code)
  expect(printed).toContain(pin)
  return { code, pin }
}

/** Presses an act on the case page, and the button of the page that it leads to. */
async function press(page: Page, act: string, then?: string): Promise<void> {
  await page.locator('main').getByRole(then ? 'link' : 'button', { name: act }).first().click()
  if (then) await page.locator('main').getByRole('button', { name: then }).click()
  await page.waitForURL(/xong=1/)
}

async function asksForOnePaper(page: Page, code: string): Promise<void> {
  // The counter's work begins at the list of what waits for acceptance.
  await page.goto('/can-bo')
  expect(await mainText(page)).toContain('Chờ tiếp nhận')
  await page.getByRole('link', { name: code }).click()
  await page.getByRole('link', { name: 'Yêu cầu bổ sung' }).click()
  await page.selectOption('[name=target-0]', 'giay-to:giay-chung-sinh')
  await page.fill('[name=what-0]', 'Giấy chứng sinh bị mờ')
  await page.fill('[name=reason-0]', 'Không đọc được số giấy')
  await page.fill('[name=how-0]', 'Chụp lại đủ bốn góc')
  await page.getByRole('button', { name: 'Gửi yêu cầu và in Mẫu 02' }).click()
  await page.waitForURL(/xong=1/)
  expect(await mainText(page)).toContain('Yêu cầu bổ sung')
}

async function supplies(citizen: Visitor, code: string): Promise<void> {
  const { page } = citizen
  await page.goto('/ho-so')
  expect(await mainText(page)).toContain('Đang chờ Ông/Bà')
  await page.goto(`/ho-so/${code}`)
  await expectFits(page)
  await page.getByRole('link', { name: 'Bổ sung giấy tờ' }).click()
  expect(await mainText(page)).toContain('Chụp lại đủ bốn góc')
  await expectFits(page)
  // Sent empty: told that the item is open, nothing lost.
  await page.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await page.getByRole('alert').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: 'chup lai.jpg', mimeType: 'image/jpeg', buffer: await photo('CHỤP LẠI') })
  await page.getByRole('button', { name: 'Gửi tệp' }).click()
  await page.getByText('chup lai.jpg').first().waitFor()
  await page.locator('textarea').fill('Đã chụp lại rõ hơn')
  await page.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await page.waitForURL(/xong=1/)
}

async function accepts(page: Page): Promise<void> {
  const said = await mainText(page)
  expect(said).toContain('Đã chụp lại rõ hơn')
  await page.locator('main').getByRole('link', { name: 'Tiếp nhận', exact: true }).click()
  await page.getByRole('button', { name: 'Tiếp nhận và in Mẫu 01' }).click()
  // The checklist is not ticked yet.
  await page.getByRole('alert').waitFor()
  await page.check('[name=valid][value=giay-chung-sinh]')
  await page.getByRole('button', { name: 'Tiếp nhận và in Mẫu 01' }).click()
  await page.waitForURL(/xong=1/)
  expect(await mainText(page)).toMatch(/Hẹn trả kết quả/)
  await page.getByRole('button', { name: 'Chuyển xử lý' }).click()
  await page.waitForURL(/xong=1/)
}

async function drafts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lấy số định danh và lập dự thảo' }).click()
  await page.waitForURL(/xong=1/)
  expect(await mainText(page)).toMatch(/Số định danh cá nhân: 092\d{9}/)
}

async function confirms(citizen: Visitor, code: string, childName: string): Promise<void> {
  const { page } = citizen
  await page.goto(`/ho-so/${code}`)
  await page.getByRole('link', { name: 'Xin kiểm tra bản dự thảo kết quả' }).click()
  await expectFits(page)
  const draft = await download(citizen, (await page.getByRole('link', { name: 'Xem bản dự thảo (PDF)' }).getAttribute('href')) ?? '')
  expect(await pdfText(draft.body)).toContain(childName)
  await page.getByRole('button', { name: 'Thông tin đúng, đồng ý' }).click()
  await page.waitForURL(/xong=1/)
}

async function signs(page: Page): Promise<void> {
  await page.locator('main').getByRole('link', { name: 'Ký duyệt hoặc trả lại' }).click()
  await page.getByRole('button', { name: 'Ghi quyết định' }).click()
  await page.waitForURL(/xong=1/)
}

async function takesTheResult(citizen: Visitor, code: string, childName: string): Promise<void> {
  const { page } = citizen
  await eventually(async () => {
    await page.goto(`/ho-so/${code}`)
    expect(await mainText(page)).toContain('Đã trả kết quả')
  })
  await expectFits(page)
  const link = await page.locator('main').getByRole('link', { name: 'Tải kết quả (PDF)' }).getAttribute('href')
  const result = await download(citizen, link ?? '')
  expect(result.type).toContain('application/pdf')
  const text = await pdfText(result.body)
  expect(text).toContain(childName)
  expect(text).toMatch(/092\d{9}/)
  expect(text).toMatch(/Số:? ?\d+\/2026/)
  const zip = await download(citizen, `/ho-so/${code}/toan-bo.zip`)
  const names = await entriesOf(zip.body)
  expect(names).toContain('ho-so.json')
  expect(names.filter((name) => name.startsWith('giay-to/'))).toHaveLength(3)
  expect(names.filter((name) => name.startsWith('van-ban/')).join()).toMatch(/Kết quả/)
}

function entriesOf(zip: Buffer): Promise<string[]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(zip, { lazyEntries: false }, (error, file) => {
      if (error) return reject(error)
      const names: string[] = []
      file.on('entry', (entry) => names.push(entry.fileName)).on('end', () => resolve(names)).on('error', reject)
    })
  })
}

/** By the code alone: six fields, the name masked; with the PIN: who handled it and when. */
async function looksUpWithoutLogin(device: Device, { code, pin, submitter }: { code: string; pin: string; submitter: string }): Promise<void> {
  const stranger = await openVisitor(app, device)
  const { page } = stranger
  await page.goto('/tra-cuu')
  await page.getByLabel('Mã hồ sơ').fill(code.toLowerCase())
  await page.getByRole('button', { name: 'Tra cứu', exact: true }).click()
  await page.getByText('Đã trả kết quả').first().waitFor()
  const masked = await mainText(page)
  expect(masked).toContain(code)
  expect(masked).not.toContain(submitter)
  await expectFits(page)
  await page.getByLabel('Mã PIN').fill(pin === '000000' ? '111111' : '000000')
  await page.getByRole('button', { name: 'Xem đầy đủ' }).click()
  await page.locator('[data-behaviour=error-summary]').waitFor()
  await page.getByLabel('Mã PIN').fill(pin)
  await goOn(page, 'Xem đầy đủ', /\/tra-cuu\/ho-so\//)
  const open = await mainText(page)
  expect(open).toContain(submitter)
  expect(open).toContain('Nguyễn Văn Hộ Tịch')
  await expectFits(page)
  expect(stranger.troubles).toEqual([])
  await stranger.close()
}

/** What each event of the story says, in the order in which it happens. */
const SAID = [/đã nộp/i, /cần bổ sung/i, /phần bổ sung/i, /tiếp nhận/i, /dự thảo/i, /đã có kết quả/i, /đã được trả|đã trả/i]

/** By e-mail and by SMS: every message once, in its order, none missing. */
async function eachMessageCameOnce(person: NewPerson, code: string): Promise<void> {
  for (const [channel, to] of [['email', person.email], ['sms', person.phone]] as const) {
    const about = await eventually(async () => {
      const all = (await inboxOf(app, to)).filter((one) => `${one.subject} ${one.text}`.includes(code)).reverse()
      expect(all.length, `${channel}: ${all.map((one) => one.subject || one.text).join(' | ')}`).toBe(SAID.length)
      return all
    })
    expect(about.map((one) => one.times)).toEqual(about.map(() => 1))
    for (const [index, words] of SAID.entries()) expect(`${about[index]?.subject} ${about[index]?.text}`, `${channel} ${index + 1}`).toMatch(words)
  }
}
