import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossiersOfAccount } from '../../src/modules/dossiers/index.ts'
import { listAccess } from '../../src/modules/events/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH, carry, fileBirth, prepareBirth } from '../support/birth.ts'
import { closeBrowser, DESKTOP, openVisitor, PHONE_WITHOUT_SCRIPT, seenText, type Visitor } from '../support/browser.ts'
import { demoCitizen } from '../support/people.ts'
import { fillGeneral, goOn, mainText, openOfficer, signIn } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const dossiers = async (username: string) => dossiersOfAccount(app.db, (await demoCitizen(app, username)).accountId, { closed: false, limit: 100 })

async function openCitizen(username: string, device = DESKTOP): Promise<Visitor> {
  const visitor = await openVisitor(app, device)
  await signIn(visitor.page, username)
  return visitor
}

describe('two officers with one case before them', () => {
  it('the second is told who did what and when, and nothing is done twice', async () => {
    const { code, dossierId } = await fileBirth(app, { childName: 'Lê Hai Người' })
    const [first, second] = [await openOfficer(app, 'motcua'), await openOfficer(app, 'motcua2')]
    for (const { page } of [first, second]) {
      await page.goto(`/can-bo/ho-so/${code}/tiep-nhan`)
      await page.check('[name=valid][value=giay-chung-sinh]')
    }
    await goOn(first.page, 'Tiếp nhận và in Mẫu 01', /\/can-bo\/ho-so\/[^/]+$/)
    await second.page.getByRole('button', { name: 'Tiếp nhận và in Mẫu 01' }).click()
    await second.page.locator('[data-behaviour=error-summary]').waitFor()
    const told = await mainText(second.page)
    expect(told).toContain('Trần Thị Tiếp Nhận')
    expect(told).toMatch(/09:00/)
    // What was ticked is still ticked.
    expect(await second.page.isChecked('[name=valid][value=giay-chung-sinh]')).toBe(true)
    const events = await app.acts.readStream(app.db, { kind: 'dossier', id: dossierId })
    expect(events.filter((event) => event.type === 'dossier.accepted')).toHaveLength(1)

    // Acts that post at once tell it too: on the case page, with the state as it is now.
    await second.page.goto(`/can-bo/ho-so/${code}`)
    await first.page.goto(`/can-bo/ho-so/${code}`)
    await first.page.getByRole('button', { name: 'Chuyển xử lý' }).click()
    await first.page.waitForURL(/xong=1/)
    await second.page.getByRole('button', { name: 'Chuyển xử lý' }).click()
    await second.page.getByText('Trần Thị Tiếp Nhận').first().waitFor()
    expect(await seenText(second.page.locator('body'))).toMatch(/chuyển/i)
    expect([...first.troubles, ...second.troubles]).toEqual([])
    await first.close()
    await second.close()
  })
})

describe('another’s dossier', () => {
  it('is not there: page, papers, download, acts; and each attempt is written down', async () => {
    const filed = await fileBirth(app, { childName: 'Lê Của Người', username: 'congdan2' })
    await carry(app, filed, 'drafted')
    const nosy = await openCitizen('congdan')
    const csrf = await nosy.page.locator('[name=_csrf]').first().getAttribute('value').catch(() => null)
    for (const part of ['', '/bo-sung', '/du-thao', '/du-thao.pdf', '/toan-bo.zip']) {
      const answer = await nosy.context.request.get(`/ho-so/${filed.code}${part}`)
      expect(answer.status(), part).toBe(404)
      expect(await answer.text()).not.toContain('Lê Của Người')
    }
    for (const part of ['/rut', '/tin-nhan', '/du-thao']) {
      const form = { _csrf: csrf ?? '', _key: `k${part}`, reason: 'không phải của tôi', body: 'xin chào', answer: 'confirm' }
      const answer = await nosy.context.request.post(`/ho-so/${filed.code}${part}`, { form })
      expect([403, 404]).toContain(answer.status())
    }
    const reads = await listAccess(app.db, { kind: 'dossier', id: filed.dossierId })
    expect(reads.filter((one) => one.purpose === 'refused.not-own-dossier').length).toBeGreaterThanOrEqual(5)
    await nosy.close()
  })

  it('is not opened on the officers’ side with a citizen’s session', async () => {
    const filed = await fileBirth(app, { childName: 'Lê Nơi Khác' })
    const person = await openCitizen('congdan')
    await person.page.goto(`/can-bo/ho-so/${filed.code}`)
    expect(person.page.url()).toContain('/can-bo/dang-nhap')
    await person.close()
  })
})

describe('one submission however often it is sent', () => {
  it('double click, the back button and a form sent again make one dossier', async () => {
    const before = (await dossiers('congdan2')).length
    const { draftId } = await prepareBirth(app, { username: 'congdan2', childName: 'Lê Một Lần' })
    const person = await openCitizen('congdan2')
    const { page } = person
    await page.goto(`/nop-ho-so/ban-nhap/${draftId}/4`)
    await page.check('[name=declared]')
    await page.getByRole('button', { name: 'Nộp hồ sơ', exact: true }).dblclick()
    await page.waitForURL(/da-nop$/)
    const code = /H92\.31135[\w.-]+/.exec(await mainText(page))?.[0]
    // Back, and the same button again: the same confirmation.
    await page.goBack()
    const button = page.locator('main').getByRole('button', { name: 'Nộp hồ sơ', exact: true })
    if (await button.isVisible()) {
      await page.check('[name=declared]')
      await button.click()
    } else await page.goto(`/nop-ho-so/ban-nhap/${draftId}/4`)
    await page.waitForURL(/da-nop$/)
    expect(await mainText(page)).toContain(code ?? 'no code')
    expect((await dossiers('congdan2')).length).toBe(before + 1)
    expect(person.troubles).toEqual([])
    await person.close()
  })

  it('the same post from five tabs at once makes one dossier', async () => {
    const before = (await dossiers('congdan2')).length
    const { draftId } = await prepareBirth(app, { username: 'congdan2', childName: 'Lê Năm Thẻ' })
    const person = await openCitizen('congdan2')
    await person.page.goto(`/nop-ho-so/ban-nhap/${draftId}/4`)
    const form = await person.page.locator('main form').last().evaluate((element) => Object.fromEntries([...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)])))
    const answers = await Promise.all(Array.from({ length: 5 }, () => person.context.request.post(`/nop-ho-so/ban-nhap/${draftId}/4`, { form: { ...form, declared: 'yes' }, maxRedirects: 0 })))
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303, 303])
    expect((await dossiers('congdan2')).length).toBe(before + 1)
    await person.close()
  })
})

describe('a draft', () => {
  it('begun at a desk is gone on with on a phone, where it was left', async () => {
    const desk = await openCitizen('congdan')
    await desk.page.goto(`/nop-ho-so/${BIRTH}`)
    await desk.page.getByRole('button', { name: 'Bắt đầu' }).click()
    await fillGeneral(desk.page, 'counter')
    // Not sent by a button: saved by itself some seconds after typing stopped.
    const saved = desk.page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/2'))
    await desk.page.fill('[name="child.name"]', 'Lê Dở Dang')
    await saved
    await desk.page.getByText(/Đã lưu lúc/).waitFor()

    const phone = await openCitizen('congdan', PHONE_WITHOUT_SCRIPT)
    await phone.page.goto('/ho-so')
    await phone.page.locator('main').getByRole('link', { name: 'Đăng ký khai sinh' }).first().click()
    expect(phone.page.url()).toMatch(/\/2$/)
    expect(await phone.page.inputValue('[name="child.name"]')).toBe('Lê Dở Dang')
    // Sent unfinished: everything wrong is told at once, and what was typed stands.
    await phone.page.getByRole('button', { name: 'Lưu và tiếp tục' }).click()
    await phone.page.locator('[data-behaviour=error-summary]').waitFor()
    expect(await phone.page.inputValue('[name="child.name"]')).toBe('Lê Dở Dang')
    expect([...desk.troubles, ...phone.troubles, ...app.failures]).toEqual([])
    await desk.close()
    await phone.close()
  })
})
