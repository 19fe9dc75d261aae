import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAppendEvent } from '../../src/modules/events/index.ts'
import { bumpCatalogueVersion, loadPackages } from '../../src/modules/procedures/index.ts'
import { createCheckProcess, createPublishDefinition } from '../../src/modules/processes/index.ts'
import { civilTimeOf } from '../../src/platform/clock.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { BIRTH, carry, type Filed, fileBirth } from '../support/birth.ts'
import { closeBrowser, type Visitor } from '../support/browser.ts'
import { PROJECT } from '../support/demo.ts'
import { pdfText } from '../support/pdf-text.ts'
import { documentOf, goOn, mainText, openOfficer } from '../support/steps.ts'

let app: TestApp
let specialist: Visitor
beforeAll(async () => {
  app = await startTestApp()
  specialist = await openOfficer(app, 'hotich')
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

const openSteps = async ({ dossierId }: Filed) =>
  (await app.acts.processing.processes.openTasks(app.db, dossierId)).map((task) => ({ work: task.work, duty: task.duty, by: task.dueAt && civilTimeOf(task.dueAt) }))

/** The program's packages with another process, loaded as a start does. */
async function publishProcess(change: (bpmn: string) => string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-packages-'))
  try {
    cpSync(join(PROJECT, 'procedures'), folder, { recursive: true })
    const file = join(folder, 'ho-tich', '1.001193-dang-ky-khai-sinh', 'process.bpmn')
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    const appendEvent = createAppendEvent(app.sealer)
    const loaded = await loadPackages(app.db, folder, {
      clock: app.clock,
      appendEvent,
      checkProcess: createCheckProcess({ acts: [] }),
      publishProcess: createPublishDefinition({ appendEvent }),
      onPublished: bumpCatalogueVersion,
    })
    expect(loaded.faults).toEqual([])
    expect(loaded.published.map((one) => one.code)).toEqual([BIRTH])
    app.app.packages.refresh()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each replacement must find its place, so that the test can't pass on an unchanged process. */
function replaced(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`process.bpmn has no ${from}`)
    return now.replace(from, to)
  }, text)
}

/** The draft comes first and has two hours; the counter appraises after it, in one hour. */
const draftFirst = (bpmn: string) =>
  replaced(bpmn, [
    ['<bpmn:incoming>Flow_1</bpmn:incoming>', '<bpmn:incoming>Flow_3</bpmn:incoming>'],
    ['<bpmn:incoming>Flow_2</bpmn:incoming>', '<bpmn:incoming>Flow_1</bpmn:incoming>'],
    ['default="Flow_confirm">\n      <bpmn:incoming>Flow_3</bpmn:incoming>', 'default="Flow_confirm">\n      <bpmn:incoming>Flow_2</bpmn:incoming>'],
    ['sourceRef="Start" targetRef="Task_appraise"', 'sourceRef="Start" targetRef="Task_draft"'],
    ['sourceRef="Task_appraise" targetRef="Task_draft"', 'sourceRef="Task_appraise" targetRef="Gateway_online"'],
    ['sourceRef="Task_draft" targetRef="Gateway_online"', 'sourceRef="Task_draft" targetRef="Task_appraise"'],
    ['motcua:duty="specialist" motcua:hours="1" motcua:work="draft"', 'motcua:duty="specialist" motcua:hours="2" motcua:work="draft"'],
    ['motcua:duty="specialist" motcua:hours="3" motcua:work="appraise"', 'motcua:duty="reception" motcua:hours="1" motcua:work="appraise"'],
  ])

describe('the population database', () => {
  const setTo = async (mode: 'working' | 'slow' | 'down' | 'mismatch') => {
    const { page } = specialist
    await page.goto('/sandbox/dan-cu')
    await page.check(`[name=mode][value=${mode}]`)
    await page.locator('form', { has: page.locator('[name=mode]') }).getByRole('button').click()
    await page.waitForURL(/da-luu=1/)
  }
  const drafts = async (filed: Filed) => {
    await specialist.page.goto(`/can-bo/ho-so/${filed.code}`)
    await specialist.page.getByRole('button', { name: 'Lấy số định danh và lập dự thảo' }).click()
    await specialist.page.waitForURL(/xong=1/, { timeout: 20_000 })
    return mainText(specialist.page)
  }
  const ready = async (childName: string) => {
    const filed = await fileBirth(app, { childName })
    await carry(app, filed, 'appraised')
    return filed
  }

  it('that is down does not stop the work: “cấp sau”, and the number is fetched when the draft is sent anew', async () => {
    await setTo('down')
    const filed = await ready('Lê Mất Mạng')
    expect(await drafts(filed)).toContain('chưa lấy được, sẽ ghi “cấp sau”')
    await setTo('working')
    const { page } = specialist
    await page.goto(`/can-bo/ho-so/${filed.code}`)
    await page.getByRole('button', { name: 'Lập và gửi lại dự thảo' }).click()
    await page.waitForURL(/xong=1/)
    expect(await mainText(page)).toMatch(/Số định danh cá nhân: 092\d{9}/)
    expect(await pdfText(await documentOf(specialist, /Xem dự thảo/))).toMatch(/092\d{9}/)
  })

  it('that is slow is waited for a few seconds, no longer', async () => {
    await setTo('slow')
    expect(await drafts(await ready('Lê Chờ Lâu'))).toContain('chưa lấy được, sẽ ghi “cấp sau”')
    await setTo('working')
  })

  it('that finds the parents’ data different says so to the officer, and no number is printed', async () => {
    await setTo('mismatch')
    const filed = await ready('Lê Không Khớp')
    expect(await drafts(filed)).toContain('không khớp')
    expect(await pdfText(await documentOf(specialist, /Xem dự thảo/))).not.toMatch(/Số định danh cá nhân: \d/)
    await setTo('working')
    expect(specialist.troubles).toEqual([])
  })
})

describe('a process that is changed in process.bpmn', () => {
  it('gives the next dossier other steps, deadlines and inboxes; the one under way keeps its own', async () => {
    const before = await fileBirth(app, { childName: 'Lê Quy Trình Cũ' })
    await carry(app, before, 'handed-over')
    expect(await openSteps(before)).toEqual([{ work: 'appraise', duty: 'specialist', by: '14:00' }])

    await publishProcess(draftFirst)
    const after = await fileBirth(app, { childName: 'Lê Quy Trình Mới', username: 'congdan2' })
    await carry(app, after, 'handed-over')
    expect(await openSteps(after)).toEqual([{ work: 'draft', duty: 'specialist', by: '11:00' }])
    expect(await openSteps(before)).toEqual([{ work: 'appraise', duty: 'specialist', by: '14:00' }])

    const { page } = specialist
    await page.goto('/can-bo/ho-so/danh-sach/viec-cua-toi')
    const inbox = await mainText(page)
    expect(inbox.indexOf(after.code), 'what is due first stands first').toBeLessThan(inbox.indexOf(before.code))
    await page.goto(`/can-bo/ho-so/${after.code}`)
    await page.getByRole('button', { name: 'Lấy số định danh và lập dự thảo' }).click()
    await page.waitForURL(/xong=1/)
    expect(await openSteps(after)).toEqual([{ work: 'appraise', duty: 'reception', by: '10:00' }])

    const counter = await openOfficer(app, 'motcua')
    await counter.page.goto('/can-bo/ho-so/danh-sach/viec-cua-toi')
    expect(await mainText(counter.page)).toContain(after.code)
    await counter.page.goto(`/can-bo/ho-so/${after.code}`)
    await counter.page.getByRole('link', { name: 'Hồ sơ hợp lệ, chuyển bước sau' }).click()
    await goOn(counter.page, 'Hồ sơ hợp lệ, chuyển bước sau', /\/can-bo\/ho-so\/[^/]+$/)
    expect((await openSteps(after)).map((step) => step.work)).toEqual(['confirm-draft'])
    expect([...specialist.troubles, ...counter.troubles, ...app.failures]).toEqual([])
    await counter.close()
  })
})
