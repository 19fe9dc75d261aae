import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Field, FormDefinition, RawAnswers } from '../../src/modules/forms/index.ts'
import { DEMO_AGENCIES, DEMO_PASSWORD } from '../../src/demo/people.ts'
import type { TestApp } from './app.ts'
import { type Device, download, openVisitor, seenText, type Visitor } from './browser.ts'

/** What people do on the site's pages, by what they see: labels, buttons, links. */

export async function signIn(page: Page, loginName: string, password: string = DEMO_PASSWORD): Promise<void> {
  if (!/dang-nhap/.test(page.url())) await page.goto('/dang-nhap')
  await page.getByLabel('Tên đăng nhập').fill(loginName)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/dang-nhap'))
}

/** A member of the demo's staff with a desk of their own. */
export async function openOfficer(app: TestApp, username: string, device?: Device): Promise<Visitor> {
  const visitor = await openVisitor(app, device)
  await visitor.page.goto('/can-bo/dang-nhap')
  await signIn(visitor.page, username)
  return visitor
}

export interface NewPerson {
  name: string
  identityNumber: string
  birthDate: { day: string; month: string; year: string }
  phone: string
  email: string
  password: string
}

/** Fills the registration, on the page that is open where it is one, and activates it with the code that came to the phone. */
export async function register(page: Page, app: TestApp, person: NewPerson): Promise<void> {
  if (!/dang-ky/.test(page.url())) await page.goto('/dang-ky')
  await page.fill('[name=name]', person.name)
  await page.fill('[name=identityNumber]', person.identityNumber)
  for (const part of ['day', 'month', 'year'] as const) await page.fill(`[name="birthDate-${part}"]`, person.birthDate[part])
  await page.fill('[name=phone]', person.phone)
  await page.fill('[name=email]', person.email)
  await page.fill('[name=password]', person.password)
  await page.fill('[name=passwordAgain]', person.password)
  await page.check('[name=terms]')
  await page.getByRole('button', { name: 'Đăng ký và nhận mã' }).click()
  await page.waitForURL(/kich-hoat/)
  const sms = await waitForMessage(app, person.phone, 'sms', /\d{6}/)
  await page.getByLabel('Mã nhận qua tin nhắn SMS').fill(/\b\d{6}\b/.exec(sms.text)?.[0] ?? '')
  await page.getByRole('button', { name: 'Xác nhận số điện thoại' }).click()
  await page.getByText('Tài khoản đã được kích hoạt.').waitFor()
  await page.locator('main').getByRole('link', { name: 'Đăng nhập' }).first().click()
}

export interface Message {
  channel: 'email' | 'sms'
  to: string
  subject: string
  text: string
  times: number
}

/** The sandbox's inbox of one person, the newest first. */
export async function inboxOf(app: TestApp, to: string): Promise<Message[]> {
  const response = await fetch(`${app.url}/sandbox/hop-thu.json?limit=200&to=${encodeURIComponent(to)}`)
  return ((await response.json()) as { items: Message[] }).items
}

export async function waitForMessage(app: TestApp, to: string, channel: Message['channel'], words: RegExp): Promise<Message> {
  return eventually(async () => {
    const all = await inboxOf(app, to)
    const found = all.find((one) => one.channel === channel && (words.test(one.text) || words.test(one.subject)))
    if (!found) throw new Error(`No ${channel} to ${to} says ${words}; there are: ${all.map((one) => `${one.channel} ${one.subject} ${one.text}`).join(' | ')}`)
    return found
  })
}

/** Tries again for some seconds; the last failure is the test's. */
export async function eventually<T>(work: () => Promise<T>, ms = 15_000): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
}

/** Step 1 of filing: where, and how the result comes. */
export async function fillGeneral(page: Page, resultWay: 'online' | 'counter' | 'post', caseKey?: string): Promise<void> {
  const [office] = DEMO_AGENCIES
  await page.selectOption('[name=provinceCode]', office.provinceCode)
  await pickCommune(page, 'communeCode', office.communeCode, page.getByRole('button', { name: 'Hiện danh sách xã, phường' }))
  await page.waitForLoadState('domcontentloaded')
  if (caseKey && (await page.locator('[name=caseKey]').count()) > 0) await enter(page, 'caseKey', caseKey)
  await page.check(`[name=resultWay][value=${resultWay}]`)
  await goOn(page, 'Lưu và tiếp tục', /\/2$/)
}

/** Communes come with the province chosen where there is script, by the button beside them where there is none. */
async function pickCommune(page: Page, name: string, code: string, button: Locator): Promise<void> {
  const option = page.locator(`[name="${name}"] option[value="${code}"]`)
  await page.waitForLoadState('domcontentloaded')
  // The script that comes just then takes the button away, and brings the list itself.
  if ((await option.count()) === 0 && (await button.isVisible())) await button.click({ timeout: 5000 }).catch(async (error) => (await button.isVisible()) ? Promise.reject(error) : undefined)
  await option.waitFor({ state: 'attached' })
  await page.selectOption(`[name="${name}"]`, code)
}

/** Step 2: every answer typed, chosen or ticked in the form's own order; communes and rows of tables come by the buttons beside them. */
export async function fillForm(page: Page, form: FormDefinition, raw: RawAnswers): Promise<void> {
  for (const field of form.sections.flatMap((section) => section.fields)) {
    if (field.type !== 'table') await fillField(page, field, raw)
    else for (let row = 0; rowsOf(raw, field.id) > row; row++) {
      await showRow(page, field.id, row)
      for (const one of field.fields) await fillField(page, { ...one, id: `${field.id}.${row}.${one.id}` }, raw)
    }
  }
}

const rowsOf = (raw: RawAnswers, table: string): number =>
  1 + Math.max(-1, ...Object.keys(raw).flatMap((name) => (name.startsWith(`${table}.`) ? [Number(name.slice(table.length + 1).split('.')[0])] : [])))

async function showRow(page: Page, table: string, row: number): Promise<void> {
  const inRow = page.locator(`[name^="${table}.${row}."]`).first()
  await page.waitForLoadState('domcontentloaded')
  if ((await inRow.count()) === 0) {
    const add = page.locator(`button[name=_rows][value="${table}:add"]`)
    await unfold(add)
    await add.click()
  }
  await inRow.waitFor({ state: 'attached' })
}

async function fillField(page: Page, field: Pick<Field, 'id' | 'type'>, raw: RawAnswers): Promise<void> {
  if (field.type === 'address') {
    if (!raw[`${field.id}-province`]) return
    await unfold(page.locator(`[name="${field.id}-province"]`))
    await page.selectOption(`[name="${field.id}-province"]`, raw[`${field.id}-province`] ?? '')
    if (raw[`${field.id}-commune`]) await pickCommune(page, `${field.id}-commune`, raw[`${field.id}-commune`] ?? '', page.locator(`button[name=_pick][value="${field.id}"]`))
    if (raw[`${field.id}-detail`]) await page.fill(`[name="${field.id}-detail"]`, raw[`${field.id}-detail`] ?? '')
    return
  }
  const parts = field.type === 'date' ? ['day', 'month', 'year'].map((part) => `${field.id}-${part}`) : [field.id]
  for (const name of parts) if (raw[name] !== undefined) await enter(page, name, raw[name])
}

async function enter(page: Page, name: string, value: string): Promise<void> {
  const control = page.locator(`[name="${name}"]`).first()
  await unfold(control)
  const kind = await control.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()))
  if (kind === 'radio' || kind === 'checkbox') await page.check(`[name="${name}"][value="${value}"]`)
  else if (kind === 'select') await control.selectOption(value)
  else await control.fill(value)
}

/** Parts that are asked in some cases only stand folded where there is no script: a person opens them. Until it has come they are folded everywhere. */
async function unfold(control: Locator): Promise<void> {
  await control.page().waitForLoadState('domcontentloaded')
  const folded = control.locator('xpath=ancestor::details[not(@open)]')
  while ((await folded.count()) > 0) await folded.first().locator('summary').first().click()
}

const SUMMARY = '[data-behaviour=error-summary]'

/** The page says what is wrong, and has come whole. */
export async function expectRefused(page: Page): Promise<void> {
  await page.locator(SUMMARY).waitFor()
  await page.waitForLoadState('domcontentloaded')
}

/** Presses a button that leads to another page; where the page says instead what is wrong, that is the failure. */
export async function goOn(page: Page, button: string, to: RegExp): Promise<void> {
  // What was wrong before is no answer to this press, which waits while the form is saving itself.
  await page.locator(SUMMARY).evaluateAll((all) => {
    for (const one of all) one.setAttribute('data-before', '')
  })
  const summary = page.locator(`${SUMMARY}:not([data-before])`)
  await page.locator('main').getByRole('button', { name: button, exact: true }).first().click()
  const arrived = page.waitForURL((url) => to.test(url.pathname)).then(() => null)
  const wrong = summary.waitFor().then(() => seenText(summary))
  arrived.catch(() => undefined)
  wrong.catch(() => undefined)
  const said = await Promise.race([arrived, wrong])
  if (said !== null && !to.test(new URL(page.url()).pathname)) throw new Error(`«${button}»: ${said}`)
}

/** Step 3: one file for a paper. */
export async function attach(page: Page, component: string, file: { name: string; body: Buffer }): Promise<void> {
  const section = page.locator(`#paper-${component}`)
  await section.locator('input[type=file]').setInputFiles({ name: file.name, mimeType: 'image/jpeg', buffer: file.body })
  await section.getByRole('button', { name: 'Gửi tệp' }).click()
  await page.locator(`#paper-${component}`).getByRole('link', { name: file.name }).waitFor()
}

/** The text of the page's main part, blanks made one. */
export const mainText = async (page: Page): Promise<string> => (await seenText(page.locator('main'))).replace(/\s+/g, ' ')

export async function expectHeading(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: words }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
}

/** A document of the dossier whose page is open, by what its link says. */
export async function documentOf(visitor: Visitor, title: RegExp): Promise<Buffer> {
  const href = await visitor.page.locator('main').getByRole('link', { name: title }).last().getAttribute('href')
  return (await download(visitor, href ?? '')).body
}

/** Whoever fetches a result at the counter shows an identity paper and signs on paper. */
export async function showPaper(page: Page): Promise<void> {
  await page.getByLabel('Giấy tờ khác có ảnh').check()
  await page.fill('[name=idNumber]', 'GT 2026/17')
  await page.getByLabel(/^Ký trên Giấy tiếp nhận/).check()
}
