import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { listDocuments } from '../../src/modules/documents/index.ts'
import { findDossier, STATUS as S } from '../../src/modules/dossiers/index.ts'
import { reading } from '../../src/platform/db.ts'
import { newId } from '../../src/platform/ids.ts'
import { startTestApp, type TestApp } from '../support/app.ts'
import { agreed, carry, type Filed, fileBirth, prepareBirth, type Stage } from '../support/birth.ts'
import { exampleOf, fileExample } from '../support/carry.ts'
import { closeBrowser, openVisitor, PHONE_WITHOUT_SCRIPT, type Visitor, withPages, download } from '../support/browser.ts'
import { pdfText } from '../support/pdf-text.ts'
import { demoStaff } from '../support/people.ts'
import { documentOf, expectRefused, goOn, mainText, openOfficer, showPaper, signIn, waitForMessage } from '../support/steps.ts'

/** Every row of the table of transitions (rules.md 7.2), each by the button of the page of whoever's it is. */

let app: TestApp
let citizen: Visitor
const officers = new Map<string, Visitor>()
const officer = (name: string): Visitor => officers.get(name) ?? expect.unreachable()
beforeAll(async () => {
  app = await startTestApp()
  citizen = await openVisitor(app, PHONE_WITHOUT_SCRIPT)
  await signIn(citizen.page, 'congdan')
  for (const name of ['motcua', 'hotich', 'lanhdao', 'vanthu']) officers.set(name, await openOfficer(app, name))
})
afterAll(async () => {
  await closeBrowser()
  await app?.close()
})

type Clock = 'not started' | 'started' | 'runs' | 'stopped' | 'ended'

async function stateOf({ dossierId }: Pick<Filed, 'dossierId'>) {
  const row = (await findDossier(app.db, dossierId)) ?? expect.unreachable()
  const { rows } = await sql<{ open: boolean }>`select resumed_at is null as open from dossiers.pause where dossier_id = ${dossierId} order by stopped_at`.execute(reading(app.db))
  const stopped = rows.at(-1)?.open === true
  const clock: Clock = row.accepted_at === null ? 'not started' : row.ended_at ? 'ended' : stopped ? 'stopped' : 'runs'
  return { row, clock }
}

const formsOf = async ({ dossierId }: Pick<Filed, 'dossierId'>) => (await listDocuments(app.db, 'dossier', dossierId)).map((document) => document.template)

interface Told {
  /** Another dossier than an ordinary birth. */
  file?: () => Promise<Filed>
  from?: Stage
  /** What happens before the row's own event. */
  before?: (filed: Filed) => Promise<unknown>
  act: (filed: Filed) => Promise<unknown>
  to: number
  clock: Clock
  form?: string
}

let told = 0
const row = (title: string, { file, from, before, act, to, clock, form }: Told) =>
  it(title, () =>
    withPages(
      () => [citizen, ...officers.values()],
      async () => {
        const filed = (await file?.()) ?? (await fileBirth(app, { childName: `Nguyễn Minh ${'ABCDEGHIKLMNOPQRSTUVXY'[told++ % 22]}`, resultWay: 'counter' }))
        if (from) await carry(app, filed, from)
        await before?.(filed)
        // The receipt of filing, which a worker prints, may come between.
        const slips = async () => (await formsOf(filed)).filter((one) => one.startsWith('slips/mau'))
        const printed = (await slips()).length
        await act(filed)
        const state = await stateOf(filed)
        expect([state.row.status, state.clock]).toEqual([to, clock])
        expect((await slips()).slice(printed)).toEqual(form ? [expect.stringContaining(form)] : [])
        expect([...citizen.troubles, ...[...officers.values()].flatMap((one) => one.troubles), ...app.failures]).toEqual([])
      },
    ),
  )

const CASE = /\/can-bo\/ho-so\/[^/]+$/
const onto = ({ dossierId }: Filed) => ({ dossierId, key: newId(), seenRevision: null })

/** Opens the case and presses an act that asks for more, fills what it asks and sends it. */
async function does(name: string, { code }: Filed, link: string, typed: Readonly<Record<string, string>>, button: string): Promise<void> {
  const { page } = officer(name)
  await page.goto(`/can-bo/ho-so/${code}`)
  await page.locator('main').getByRole('link', { name: link, exact: true }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (const [field, value] of Object.entries(typed)) {
    const control = page.locator(`[name="${field}"]`).first()
    if ((await control.getAttribute('type')) === 'radio') await page.check(`[name="${field}"][value="${value}"]`)
    else await control.fill(value)
  }
  await goOn(page, button, CASE)
}

/** Presses an act that is done at once. */
async function presses(name: string, { code }: Filed, button: string): Promise<void> {
  const { page } = officer(name)
  await page.goto(`/can-bo/ho-so/${code}`)
  await page.locator('main').getByRole('button', { name: button, exact: true }).click()
  await page.waitForURL(/xong=1/)
}

const asks = (name: string) => (filed: Filed) =>
  does(name, filed, 'Yêu cầu bổ sung', { 'what-0': 'Nêu rõ quê quán của trẻ', 'reason-0': 'Tờ khai ghi chưa rõ' }, 'Gửi yêu cầu và in Mẫu 02')

async function supplies({ code }: Filed): Promise<void> {
  const { page } = citizen
  await page.goto(`/ho-so/${code}/bo-sung`)
  await page.locator('textarea[name^="reply-"]').first().fill('Quê quán theo cha.')
  await goOn(page, 'Gửi bổ sung', /\/ho-so\/[^/]+$/)
}

async function withdraws({ code }: Filed): Promise<void> {
  const { page } = citizen
  await page.goto(`/ho-so/${code}`)
  await page.locator('summary', { hasText: 'Rút hồ sơ' }).click()
  await page.fill('[name=reason]', 'Gia đình muốn nộp ở quê.')
  await goOn(page, 'Rút hồ sơ', /\/ho-so\/[^/]+$/)
}

async function lapses(): Promise<void> {
  const { now } = app.clock
  const before = now.call(app.clock)
  app.clock.advance(30 * 24 * 3600_000)
  await app.acts.whenTimePasses.supplementsLapsed()
  app.clock.set(before)
}

const decides = (granted: 'yes' | 'no') => (filed: Filed) => does('lanhdao', filed, 'Giải quyết yêu cầu rút', { granted, reason: 'Đã xem xét yêu cầu của người dân.' }, 'Ghi quyết định')
const OBLIGATION = { what: 'Lệ phí trước bạ', amount: '120000', ground: 'Thông báo số 12/TB-CCT' }
const asksMoney = (filed: Filed) => does('hotich', filed, 'Yêu cầu nộp tiền', OBLIGATION, 'Gửi yêu cầu, tạm dừng thời hạn')

async function hasPaid(filed: Filed): Promise<void> {
  const { page } = officer('motcua')
  await page.goto(`/can-bo/ho-so/${filed.code}`)
  await page.locator('main').getByRole('link', { name: 'Ghi đã nộp tiền', exact: true }).click()
  await page.locator('[name=kind]').first().check()
  for (const [name, value] of Object.entries({ number: 'BL-0012', 'on-day': '23', 'on-month': '11', 'on-year': '2026', amount: '120000' })) await page.fill(`[name="${name}"]`, value)
  await goOn(page, 'Ghi nhận, tính tiếp thời hạn', CASE)
}

async function returns({ code, dossierId }: Filed): Promise<void> {
  const { page } = officer('motcua')
  await page.goto(`/can-bo/ho-so/${code}`)
  await page.locator('main').getByRole('link', { name: 'Trả kết quả', exact: true }).click()
  await page.fill('[name=receiver]', 'Nguyễn Văn Dân')
  await showPaper(page)
  await page.locator('main').getByRole('button', { name: 'Đã trả kết quả' }).click()
  await expect.poll(async () => (await stateOf({ dossierId })).row.status, { timeout: 10_000 }).toBe(S.returned)
}

describe('before acceptance', () => {
  it('— → 1: the citizen submits online; the receipt is printed', async () => {
    const { draftId } = await prepareBirth(app, { childName: 'Nguyễn Minh Nộp' })
    const { page } = citizen
    await page.goto(`/nop-ho-so/ban-nhap/${draftId}/4`)
    await page.check('[name=declared]')
    await goOn(page, 'Nộp hồ sơ', /da-nop$/)
    const code = /H92[\w.-]+-\d{4,}/.exec(await mainText(page))?.[0] ?? expect.unreachable()
    const { rows } = await sql<{ id: string; status: number; accept_by: Date | null }>`select id, status, accept_by from dossiers.dossier where code = ${code}`.execute(reading(app.db))
    expect(rows[0]).toMatchObject({ status: S.registered, accept_by: expect.any(Date) })
    await expect.poll(() => formsOf({ dossierId: rows[0]?.id ?? '' }), { timeout: 20_000 }).toContain('slips/bien-nhan-truc-tuyen')
  })

  row('1 → 2: accept', {
    act: async (filed) => {
      const { page } = officer('motcua')
      await page.goto(`/can-bo/ho-so/${filed.code}`)
      await page.locator('main').getByRole('link', { name: 'Tiếp nhận', exact: true }).click()
      await page.waitForLoadState('domcontentloaded')
      for (const box of await page.locator('[name=valid]').all()) await box.check()
      await goOn(page, 'Tiếp nhận và in Mẫu 01', CASE)
    },
    to: S.accepted,
    clock: 'runs',
    form: 'mau-01',
  })
  row('1 → 5: ask supplement', { act: asks('motcua'), to: S.supplement, clock: 'not started', form: 'mau-02' })
  row('1 → 3: refuse', { act: (filed) => does('motcua', filed, 'Từ chối tiếp nhận', { reason: 'Cha, mẹ không cư trú tại phường này.' }, 'Từ chối và in Mẫu 03'), to: S.refused, clock: 'not started', form: 'mau-03' })
  row('5 → 1: the citizen supplies', { before: asks('motcua'), act: supplies, to: S.registered, clock: 'not started' })
  row('5 → 3: the supplement’s deadline passes', { before: asks('motcua'), act: lapses, to: S.refused, clock: 'not started', form: 'mau-03' })
  row('1 → 8: the citizen withdraws', { act: withdraws, to: S.stopped, clock: 'not started' })
})

describe('after acceptance', () => {
  row('2 → 4: transfer', { from: 'accepted', act: (filed) => presses('motcua', filed, 'Chuyển xử lý'), to: S.processing, clock: 'runs', form: 'mau-06' })
  row('2 → 5: ask supplement', { from: 'accepted', act: asks('motcua'), to: S.supplement, clock: 'stopped', form: 'mau-02' })
  row('4 → 5: ask supplement', { from: 'handed-over', act: asks('hotich'), to: S.supplement, clock: 'stopped', form: 'mau-02' })
  row('5 → 4: the citizen supplies', { from: 'handed-over', before: asks('hotich'), act: supplies, to: S.processing, clock: 'runs' })
  row('5 → 8: the supplement’s deadline passes', { from: 'handed-over', before: asks('hotich'), act: lapses, to: S.stopped, clock: 'ended', form: 'mau-05' })
  row('4 → 6: a financial obligation is asked', { from: 'handed-over', act: asksMoney, to: S.obligation, clock: 'stopped' })
  row('6 → 4: its proof', { from: 'handed-over', before: asksMoney, act: hasPaid, to: S.processing, clock: 'runs' })
  row('4 → 7: the citizen asks to withdraw', { from: 'handed-over', act: withdraws, to: S.withdrawing, clock: 'stopped' })
  row('7 → 8: granted', { from: 'handed-over', before: withdraws, act: decides('yes'), to: S.stopped, clock: 'ended', form: 'mau-05' })
  row('7 → 4: rejected', { from: 'handed-over', before: withdraws, act: decides('no'), to: S.processing, clock: 'runs' })
  row('4 → 8: not eligible', { from: 'handed-over', act: (filed) => does('lanhdao', filed, 'Dừng giải quyết', { reason: 'Không đủ điều kiện theo Điều 13 Luật Hộ tịch.' }, 'Dừng và in Mẫu 05'), to: S.stopped, clock: 'ended', form: 'mau-05' })
  row('4 → 4: will be late', {
    // A birth is promised for the same day: nobody can tell a day before that it will be late.
    file: async () => {
      const filed = await fileExample(app, '1.004873', exampleOf('1.004873', '1-'))
      const actor = await demoStaff(app, 'motcua')
      await agreed(app.acts.processing.accept(actor, { ...onto(filed), valid: filed.valid }))
      await agreed(app.acts.processing.handOver(actor, onto(filed)))
      return filed
    },
    act: async (filed) => {
      const before = (await stateOf(filed)).row
      await does('lanhdao', filed, 'Gia hạn, xin lỗi', { 'to-day': '03', 'to-month': '12', 'to-year': '2026', reason: 'Đang chờ kết quả xác minh nơi cư trú.' }, 'Gia hạn và in Mẫu 04')
      const after = (await stateOf(filed)).row
      expect([after.original_due_at, (after.current_due_at?.getTime() ?? 0) > (before.current_due_at?.getTime() ?? 0)]).toEqual([before.original_due_at, true])
    },
    to: S.processing,
    clock: 'runs',
    form: 'mau-04',
  })
  row('4 → 9: the signed result is issued', { from: 'signed', act: (filed) => presses('vanthu', filed, 'Vào sổ, cấp số và phát hành'), to: S.finished, clock: 'ended', form: 'mau-06' })
  row('9 → 10: delivered', { from: 'issued', act: returns, to: S.returned, clock: 'ended' })
})

describe('after the end', () => {
  const refuses = (filed: Filed) => demoStaff(app, 'motcua').then((actor) => agreed(app.acts.processing.refuseDossier(actor, { ...onto(filed), reason: 'Không thuộc thẩm quyền.', guidance: '' })))
  const givesBack = (filed: Filed) => does('motcua', filed, 'Trả lại giấy tờ, hoàn phí', { papers: '01 bản chính Giấy chứng sinh' }, 'Ghi đã trả lại')

  row('3: papers are given back, once', {
    before: refuses,
    act: async (filed) => {
      await givesBack(filed)
      expect((await stateOf(filed)).row.delivery_status).toBe('papers-returned')
      const { page } = officer('motcua')
      expect(await page.getByRole('link', { name: 'Trả lại giấy tờ, hoàn phí' }).count()).toBe(0)
      expect(await mainText(page)).toContain('01 bản chính Giấy chứng sinh')
    },
    to: S.refused,
    clock: 'not started',
  })

  row('9: an error in the result is corrected by a linked replacement', {
    from: 'issued',
    act: async (filed) => {
      const { page } = officer('lanhdao')
      await page.goto(`/can-bo/ho-so/${filed.code}`)
      await page.locator('main').getByRole('link', { name: 'Đính chính kết quả', exact: true }).click()
      await page.fill('[name=_reason]', 'Ghi sai tên của trẻ so với tờ khai.')
      await page.locator('main').getByRole('button', { name: 'Xem chỗ thay đổi' }).last().click()
      await expectRefused(page)
      expect(await page.inputValue('[name=_reason]')).toBe('Ghi sai tên của trẻ so với tờ khai.')
      await page.fill('[name="child.name"]', 'Nguyễn Minh Đính Chính')
      await page.locator('main').getByRole('button', { name: 'Xem chỗ thay đổi' }).last().click()
      await page.getByRole('heading', { level: 1, name: 'Xác nhận đính chính' }).waitFor()
      expect(await mainText(page)).toContain('≠ khác')
      await goOn(page, 'Phát hành bản thay thế', CASE)
      expect(await mainText(page)).toContain('Đã thu hồi')
      await citizen.page.goto(`/ho-so/${filed.code}`)
      expect(await mainText(citizen.page)).toContain('Đã thu hồi, không còn giá trị')
      const gone = await citizen.page.locator('li', { hasText: 'Đã thu hồi, không còn giá trị' }).getByRole('link').first().getAttribute('href')
      const marked = await pdfText((await download(citizen, gone ?? '')).body)
      expect(marked).toContain('ĐÃ THU HỒI, THAY THẾ')
      expect(marked).not.toContain('Nguyễn Minh Đính Chính')
      const paper = await pdfText(await documentOf(citizen, /Kết quả giải quyết/))
      expect(paper).not.toContain('ĐÃ THU HỒI')
      expect(paper).toContain('Nguyễn Minh Đính Chính')
      expect(paper).toMatch(/THAY THẾ SỐ \d+\/2026/)
      await waitForMessage(app, 'congdan@example.vn', 'email', /được thay bằng/)
      await page.goto('/can-bo/so-ket-qua')
      await page.locator('main').getByRole('link', { name: /khai sinh/ }).first().click()
      expect(await mainText(page)).toMatch(/Đã thu hồi ngày 23\/11\/2026, thay bằng số \d+\/2026/)
    },
    to: S.finished,
    clock: 'ended',
  })
})
