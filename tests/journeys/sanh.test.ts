import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDossier } from '../../src/modules/dossiers/index.ts'
import { ratingOfDossier } from '../../src/modules/feedback/index.ts'
import { DEMO_KIOSK } from '../../src/demo/hall.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { carry, fileBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, expectFits, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages } from '../support/browser.ts'
import { eventually, inboxOf, openOfficer, signIn } from '../support/steps.ts'
import { DEMO_PASSWORD } from '../../src/demo/people.ts'

const HALL = 'H92.31135.1'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

async function openKiosk(script: boolean): Promise<Visitor> {
  const kiosk = await openVisitor(app, script ? DESKTOP : PHONE_WITHOUT_SCRIPT)
  await kiosk.page.goto(`/ki-ot/${HALL}/cai/${DEMO_KIOSK}`)
  await kiosk.page.getByRole('button', { name: 'Dùng máy này' }).click()
  await kiosk.page.waitForURL(`**/ki-ot/${HALL}`)
  return kiosk
}

/** Pages of the hall load themselves anew without script; one that does so just then breaks off the reload. */
const reload = (page: Page) => eventually(() => page.reload())

/** @returns the number and its address on the phone. */
async function draw(page: Page, service: string, kind: string): Promise<{ label: string; phone: string }> {
  await page.goto(`/ki-ot/${HALL}`)
  await expectFits(page)
  await page.locator('.mc-tile--main', { hasText: service }).click()
  await page.getByRole('button', { name: kind }).click()
  await page.waitForURL(/\/so\//)
  const label = (await page.locator('.mc-number').textContent()) ?? ''
  return { label, phone: new URL(page.url()).pathname.replace(/.*\/so\//, '/so-thu-tu/') }
}

describe('the hall', () => {
  it.each([true, false])('from the kiosk over the board and the counter to served (script %s)', async (script) => {
    const kiosk = await openKiosk(script)
    const board = await openVisitor(app, script ? DESKTOP : PHONE_WITHOUT_SCRIPT)
    const phone = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const officer = await openOfficer(app, script ? 'motcua' : 'motcua2')
    await withPages(() => [kiosk, board, phone, officer], async () => {
      const { label, phone: address } = await draw(kiosk.page, script ? 'Hộ tịch' : 'Chứng thực', 'Không, lấy số thường')
      await phone.page.goto(address)
      expect(await phone.page.locator('main').textContent()).toContain('Không còn ai trước')
      await board.page.goto(`/bang-goi-so/${HALL}`)
      await officer.page.goto('/can-bo/quay')
      await officer.page.getByLabel(script ? /Quầy 1/ : /Quầy 2/).check()
      await officer.page.getByRole('button', { name: 'Mở quầy' }).click()
      await officer.page.waitForURL(/da=mo/)
      await officer.page.keyboard.press('n')
      await officer.page.waitForURL(/da=goi/)
      // With script the board changes by itself.
      if (!script) await reload(board.page)
      await board.page.locator('.mc-board__calls', { hasText: label }).waitFor()
      expect(await board.page.locator('[data-call]').first().getAttribute('data-say')).toMatch(/^Mời số (a|bê), một, đến quầy (một|hai)\.$/)
      await reload(phone.page)
      expect(await phone.page.locator('main').textContent()).toMatch(/Mời đến quầy [12]/)
      await officer.page.keyboard.press('x')
      await officer.page.waitForURL(/da=xong/)
      await reload(phone.page)
      expect(await phone.page.locator('main').textContent()).toContain('Đã phục vụ xong')
      await officer.page.getByRole('button', { name: 'Đóng quầy' }).click()
      await officer.page.waitForURL(/da=dong/)
    })
    for (const visitor of [kiosk, board, phone, officer]) {
      expect(visitor.troubles).toEqual([])
      await visitor.close()
    }
  })

  it('a board that lost its line says so, and is right again by itself', async () => {
    const board = await openVisitor(app)
    await board.page.goto(`/bang-goi-so/${HALL}`)
    await board.context.setOffline(true)
    await board.page.locator('[data-live-lost]').waitFor({ state: 'visible' })
    const kiosk = await openKiosk(true)
    await draw(kiosk.page, 'Nhận kết quả', 'Người khuyết tật')
    await board.context.setOffline(false)
    await board.page.locator('[data-live-lost]').waitFor({ state: 'hidden' })
    await board.page.locator('.mc-board__waiting li', { hasText: 'Nhận kết quả' }).getByText('1 người đang chờ').waitFor()
    await kiosk.close()
    await board.close()
  })

  it('a time is booked at home and its code draws a number at the kiosk', async () => {
    const citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const kiosk = await openKiosk(true)
    await withPages(() => [citizen, kiosk], async () => {
      const { page } = citizen
      await signIn(page, 'congdan', DEMO_PASSWORD)
      await page.goto(`/dat-lich/${HALL}`)
      await page.getByRole('button', { name: 'Xem khung giờ' }).click()
      await page.locator('input[name=khung]').first().check()
      await expectFits(page)
      await page.getByRole('button', { name: 'Đặt lịch' }).click()
      await page.waitForURL(/lich-hen\?da=dat/)
      const code = (await page.locator('.mc-code').first().textContent()) ?? ''
      await eventually(async () => expect((await inboxOf(app, 'congdan@example.vn')).some((one) => one.text.includes(code))).toBe(true))
      await kiosk.page.goto(`/ki-ot/${HALL}/den-hen`)
      await kiosk.page.getByLabel('Mã đặt lịch').fill(code.toLowerCase())
      await kiosk.page.getByRole('button', { name: 'Lấy số' }).click()
      await kiosk.page.waitForURL(/\/so\//)
      await page.goto('/lich-hen')
      expect(await page.locator('main').textContent()).toContain('Đã đến và lấy số')
    })
    await citizen.close()
    await kiosk.close()
  })

  it('a dossier is rated by the link in the message, answered, and counted', async () => {
    const filed = await fileBirth(app, { childName: 'Nguyễn Minh Lâm', resultWay: 'online' })
    await carry(app, filed, 'issued')
    const link = await eventually(async () => {
      const found = (await inboxOf(app, 'congdan@example.vn')).map((one) => /http\S+\/danh-gia\/ho-so\/[\w-]+/.exec(one.text)?.[0]).find((one) => one)
      expect(found).toBeTruthy()
      return found ?? ''
    })
    const person = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
    const leader = await openOfficer(app, 'lanhdao')
    await withPages(() => [person, leader], async () => {
      const { page } = person
      await page.goto(new URL(link).pathname)
      await expectFits(page)
      await page.locator('input[name=muc-overall][value="0"]').check()
      await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
      await page.locator('.govuk-error-summary').getByText('Xin ghi lý do').waitFor()
      await page.locator('textarea[name=ly-do]').fill('Phải chờ quá lâu mà không ai giải thích.')
      await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
      await page.getByText('Cảm ơn Ông/Bà').waitFor()
      await leader.page.goto('/can-bo/danh-gia')
      await leader.page.locator('main tbody a').first().click()
      await leader.page.waitForLoadState('domcontentloaded')
      const text = (await leader.page.locator('main').textContent()) ?? ''
      expect(text).toContain('Phải chờ quá lâu')
      expect(text).not.toContain(filed.code)
      expect(text).not.toContain('Nguyễn Văn Dân')
      await leader.page.locator('textarea[name=tra-loi]').fill('Chúng tôi xin lỗi Ông/Bà và đã thêm người ở quầy.')
      await leader.page.getByRole('button', { name: 'Gửi trả lời' }).click()
      await leader.page.getByText('Đã trả lời; người đánh giá được báo').waitFor()
      await eventually(async () => expect((await inboxOf(app, 'congdan@example.vn')).some((one) => one.subject.includes('trả lời đánh giá'))).toBe(true))
      await page.goto(`/danh-gia/${HALL}`)
      expect(await page.locator('main').textContent()).toContain('chưa đủ 5 lượt')
    })
    expect(app.failures).toEqual([])
    await person.close()
    await leader.close()
  })

  it('a dossier is rated at the kiosk with its code and PIN, without signing in; the next person finds the start', async () => {
    const filed = await fileBirth(app, { childName: 'Nguyễn Minh Quân', resultWay: 'online' })
    await carry(app, filed, 'issued')
    const row = await eventually(async () => {
      const found = await findDossier(app.db, filed.dossierId)
      expect(found?.returned_at).toBeTruthy()
      return found
    })
    const pin = row ? app.acts.record.pinOf(row) : ''
    const kiosk = await openKiosk(true)
    await withPages(() => [kiosk], async () => {
      const { page } = kiosk
      const begin = async (typedPin: string) => {
        await page.goto(`/ki-ot/${HALL}/danh-gia`)
        await page.fill('[name=ma]', filed.code)
        await page.fill('[name=pin]', typedPin)
        await page.getByRole('button', { name: 'Tiếp tục' }).click()
      }
      await begin(pin === '000000' ? '111111' : '000000')
      await page.locator('.govuk-error-summary').waitFor()
      await begin(pin)
      await page.waitForURL(/danh-gia\/[\w-]{20,}/)
      await expectFits(page)
      await page.locator('input[name=muc-overall][value="0"]').check()
      await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
      await page.locator('.govuk-error-summary').getByText('Xin ghi lý do').waitFor()
      await page.locator('textarea[name=ly-do]').fill('Phải đi lại nhiều lần vì thiếu hướng dẫn.')
      await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
      await page.getByText('Đã ghi đánh giá của Ông/Bà').waitFor()
      const rating = await ratingOfDossier(app.db, filed.dossierId)
      expect(rating).toMatchObject({ way: 'kiosk', worst: 0 })
      // Given twice it is one, and what was written the first time is not shown to whoever stands there.
      await begin(pin)
      await page.waitForURL(/danh-gia\/[\w-]{20,}/)
      expect(await page.locator('main').textContent()).not.toContain('Phải đi lại')
      await page.locator('input[name=muc-overall][value="2"]').check()
      await page.getByRole('button', { name: /đánh giá/ }).click()
      await page.getByText('Đã ghi đánh giá của Ông/Bà').waitFor()
      expect(await ratingOfDossier(app.db, filed.dossierId)).toMatchObject({ id: rating?.id, worst: 2 })
    })
    expect(kiosk.troubles).toEqual([])
    await kiosk.close()
  })
})
