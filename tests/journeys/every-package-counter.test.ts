import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDossierByCode, STATUS } from '../../src/modules/dossiers/index.ts'
import { rawFromAnswers } from '../../src/modules/forms/index.ts'
import { openPackages } from '../../src/modules/procedures/index.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { closeBrowser, download, expectFits, withPages } from '../support/browser.ts'
import { allExamples, type Example } from '../support/carry.ts'
import { pdfText } from '../support/pdf-text.ts'
import { fillForm, goOn, mainText, openOfficer } from '../support/steps.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const plain = allExamples().filter(({ example }) => example.kind === 'plain')
const online = new Set(plain.filter(({ example }) => example.channel === 'online').map(({ code }) => code))

/** Packages that are filed at a counter only: their plain examples are typed there. */
const atCounter = plain.filter(({ code, example }) => example.channel === 'counter' && !online.has(code)).filter(({ code }, index, all) => all.findIndex((one) => one.code === code) === index)

it('every package has its journey: online in every-package, at the counter here', () => {
  const all = new Set(allExamples().map(({ code }) => code))
  expect([...online, ...atCounter.map(({ code }) => code)].sort()).toEqual([...all].sort())
  expect(atCounter.map(({ code }) => code).sort()).toEqual(['2.000815', '2.000884'])
})

describe('at the counter, from the name to the words of certification in the hand of the person who waits', () => {
  it.each(atCounter)('$code', ({ code, example }) => certified(code, example))
})

const NAME = 'Trần Thị Mai'

async function certified(code: string, example: Example): Promise<void> {
  const version = await openPackages({ db: app.db, clock: app.clock, cacheFolder: app.config.dataDir }).current(code)
  if (!version) throw new Error(`${code} is not published.`)
  const officer = await openOfficer(app, 'motcua')
  const { page } = officer
  await withPages(
    () => [officer],
    async () => {
      await page.goto('/can-bo/tiep-nhan')
      await page.fill('[name="tn:who"]', NAME)
      await page.keyboard.press('Enter')
      await page.waitForURL(/nguoi-nop$/)
      await page.fill('[name="tn:procedure"]', code)
      await page.getByRole('button', { name: 'Tiếp tục' }).click()
      await page.waitForURL(/ho-so\/[0-9a-f-]{36}$/)
      const raw = rawFromAnswers(version.form, { ...example.answers, 'requester.name': NAME })
      await fillForm(page, version.form, raw)
      await expectFits(page)
      await goOn(page, 'Xong, kiểm tra lại', /xac-nhan$/)
      await expectFits(page)
      expect(Number((await page.inputValue('[name="tn:amount"]')).replace(/\D/g, ''))).toBeGreaterThan(0)
      await page.fill('[name="tn:receipt"]', `BL ${code}`)
      await goOn(page, 'Chứng thực ngay, vào sổ và in lời chứng', /xong$/)
      const said = await mainText(page)
      expect(said).toContain('Đã chứng thực, trả kết quả')
      const filed = /[HG]\d{2}[.\w]*[\w.-]+-\d{4,}/.exec(said)?.[0] ?? ''
      expect((await findDossierByCode(app.db, filed))?.status).toBe(STATUS.returned)
      const words = await page.locator('main a', { hasText: 'In lời chứng để ký, đóng dấu' }).getAttribute('href')
      const text = await pdfText((await download(officer, words ?? '')).body)
      for (const { title } of example.answers.documents as { title: string }[]) expect(text).toContain(title)
      expect(text).toMatch(/Số chứng thực/)
      await page.goto(`/can-bo/so-chung-thuc/${code === '2.000815' ? 'chung-thuc-ban-sao' : 'chung-thuc-chu-ky'}`)
      expect(await mainText(page)).toContain(NAME)
      await page.goto(`/can-bo/ho-so/${filed}`)
      expect(await mainText(page)).toContain('Đã trả kết quả')
    },
  )
  expect([...officer.troubles, ...app.failures]).toEqual([])
  await officer.close()
}
