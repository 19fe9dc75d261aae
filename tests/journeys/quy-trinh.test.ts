import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMPTY_ROW, rowsToSheet, sheetToRows, type TypedRow } from '../../src/modules/processes/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH, carry, fileBirth } from '../support/birth.ts'
import { closeBrowser, download, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { eventually, mainText, openOfficer, signIn } from '../support/steps.ts'

const PROCESS = `/quan-tri/quy-trinh/${BIRTH}`

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

describe('an internal process', () => {
  it('is taken in from a sheet, mended in a cell, put in force, taken by new dossiers, and running ones are carried over to it', async () => {
    const admin = await openOfficer(app, 'quantri')
    await withPages(() => [admin], async () => {
      const old = await fileBirth(app, { childName: 'Nguyễn Minh Cũ' })
      await carry(app, old, 'handed-over')
      await takesIn(admin)
      await mends(admin.page)
      await publishes(admin.page)

      const fresh = await fileBirth(app, { childName: 'Nguyễn Minh Mới' })
      await carry(app, fresh, 'handed-over')
      expect(await waysOf(fresh.dossierId)).toContain('Kiểm tra lần hai')
      expect(await waysOf(old.dossierId)).not.toContain('Kiểm tra lần hai')

      await carriesOver(admin.page)
      expect(await waysOf(old.dossierId)).toContain('Kiểm tra lần hai')
      await draws(admin.page)
    })
    expect(admin.troubles).toEqual([])
    await admin.close()
    expect(app.failures).toEqual([])
  })

  it('is edited at 360 px without script, where the drawing says to use the table', async () => {
    const phone = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    await withPages(() => [phone], async () => {
      const { page } = phone
      await page.goto('/can-bo/dang-nhap')
      await signIn(page, 'quantri')
      await page.goto(PROCESS)
      await page.getByRole('button', { name: 'Mở bản nháp' }).click()
      await expectFits(page)
      await page.getByRole('button', { name: /^Xuống/ }).first().click()
      expect(await mainText(page)).toContain('Đã lưu bản nháp')
      await page.getByRole('button', { name: /^Lên/ }).first().click()
      await page.getByRole('link', { name: 'Vẽ sơ đồ (BPMN)' }).click()
      await expectFits(page)
      expect(await mainText(page)).toContain('Vẽ cần màn hình rộng')
    })
    expect(phone.troubles).toEqual([])
    await phone.close()
  })
})

const waysOf = async (dossierId: string) => (await app.acts.processing.processes.way(app.db, dossierId)).map((step) => step.name)

async function takesIn(admin: Visitor): Promise<void> {
  const { page } = admin
  await page.goto(PROCESS)
  await page.getByRole('button', { name: 'Mở bản nháp' }).click()
  const { body } = await download(admin, `${page.url()}/quy-trinh.xlsx`)
  const { rows } = await sheetToRows(body)
  const more: TypedRow = { ...EMPTY_ROW, key: 'Task_again', name: 'Kiểm tra lần hai', duty: 'Giám đốc', work: 'appraise', time: '2 giờ' }
  await page.setInputFiles('[name=file]', { name: 'quy-trinh.xlsx', mimeType: 'application/octet-stream', buffer: await rowsToSheet(rows.toSpliced(1, 0, more)) })
  await page.getByRole('button', { name: 'Nhập và xem trước' }).click()
  expect(await mainText(page)).toContain('Quy trình!E3: Người thực hiện «Giám đốc»')
  expect(await mainText(page)).toContain('1 bước thay đổi')
  await page.getByRole('button', { name: 'Đưa vào bản nháp' }).click()
}

async function mends(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Bước 2 \(Task_again\): Người thực hiện/ }).click()
  expect(page.url()).toMatch(/buoc\/2#duty$/)
  await page.selectOption('[name=duty]', { label: 'Chuyên viên' })
  await page.getByRole('button', { name: 'Lưu bước' }).click()
  expect(await mainText(page)).toContain('Đã lưu bản nháp')
}

async function publishes(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Công bố…' }).or(page.getByRole('link', { name: 'Công bố…' })).click()
  await page.fill('[name=reason]', 'Quyết định 21/QĐ-UBND')
  await page.getByRole('button', { name: 'Công bố' }).click()
  expect(await mainText(page)).toContain('Đã công bố')
  expect(await mainText(page)).toContain('Quyết định 21/QĐ-UBND')
}

async function carriesOver(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Chuyển hồ sơ từ bản 1/ }).click()
  expect(await mainText(page)).toContain('1 hồ sơ chuyển được')
  await page.fill('[name=reason]', 'Thống nhất cách làm')
  await page.getByRole('button', { name: 'Chuyển hồ sơ' }).click()
  const log = page.url()
  await eventually(async () => {
    await page.goto(log)
    expect(await mainText(page)).toContain('Xong lúc')
  })
  expect(await mainText(page)).toContain('Đã chuyển')
}

/** The drawing tool opens the draft and gives it back as it was, under the strict rules of the page. */
async function draws(page: Page): Promise<void> {
  await page.goto(PROCESS)
  await page.getByRole('button', { name: 'Mở bản nháp' }).click()
  await page.getByRole('link', { name: 'Vẽ sơ đồ (BPMN)' }).click()
  await page.waitForSelector('form[data-drawn=true]')
  await page.click('[data-element-id=Task_again]')
  await page.getByLabel('Thời gian').fill('3 giờ')
  await page.getByLabel('Kết quả, sản phẩm').fill('Phiếu kiểm tra')
  await page.getByRole('button', { name: 'Lưu vào bản nháp' }).click()
  await page.waitForURL(/da-luu=1/)
  const text = await mainText(page)
  expect(text).toContain('Phiếu kiểm tra')
  expect(text).toContain('3 giờ')
  expect(text).not.toContain('phải sửa trước khi công bố')
}

