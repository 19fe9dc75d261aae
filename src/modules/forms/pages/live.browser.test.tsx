import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import fc from 'fast-check'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '../answers/evaluate.ts'
import { printAnswers } from '../answers/print.ts'
import { controlsOf } from '../answers/raw.ts'
import { validate } from '../answers/validate.ts'
import { fieldsOf, type FormDefinition, type RawAnswers } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { controlId } from '../kinds/reading.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { FormFields } from './form-fields.tsx'
import { LIVE_CASES, LIVE_FORM, LIVE_VALUES } from './live-cases.fixture.ts'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places } as const
const parsed = parseForm(LIVE_FORM, 'form.yaml')
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const form: FormDefinition = parsed.form
const computed = fieldsOf(form).filter(({ type }) => type === 'computed')

let browser: Browser
let page: Page
let script: string
beforeAll(async () => {
  const built = await build({ entryPoints: ['src/ui/behaviours/conditions.ts'], bundle: true, write: false, format: 'esm', minify: true, target: 'chrome90' })
  script = built.outputFiles[0]?.text ?? ''
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })
  page = await browser.newPage()
}, 60_000)
afterAll(() => browser?.close())

/** The page as it comes with `raw` in it. */
async function open(raw: RawAnswers, of: { section?: number; lang?: 'vi' | 'en' } = {}) {
  const lang = of.lang ?? 'vi'
  const fields = renderToString(<FormFields form={form} section={of.section === undefined ? undefined : form.sections[of.section]} raw={raw} asking={{ ...asking, lang }} />)
  await page.setContent(`<html lang="${lang}"><form>${fields}</form><script type="module">${script}</script></html>`)
}

/** Types into the page as a person would, where there is such a control to be seen; the order matters not. */
const type = (typed: RawAnswers) =>
  page.evaluate((values) => {
    for (const [name, value] of values) {
      for (const control of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)) {
        if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type)) control.checked = control.value === value
        else control.value = value
        control.dispatchEvent(new Event('input', { bubbles: true }))
      }
    }
  }, Object.entries(typed))

/** What stands in the computed fields that can be seen. */
const said = (): Promise<Record<string, string>> =>
  page.evaluate((ids) => {
    const found: Record<string, string> = {}
    for (const [id, at] of ids) {
      const place = document.getElementById(at ?? '')
      if (place && !place.closest('[hidden]')) found[id ?? ''] = place.querySelector('output')?.textContent ?? ''
    }
    return found
  }, computed.map((field) => [field.id, controlId(field)]))

/** The same by the server's reckoning. */
function reckoned(raw: RawAnswers): Record<string, string> {
  const { answers } = validate(form, raw, asking)
  const printed = printAnswers(form, answers)
  return Object.fromEntries(computed.flatMap(({ id }) => (typeof printed[id] === 'string' ? [[id, printed[id]]] : [])) as [string, string][])
}

const shownControls = (): Promise<string[]> => page.$$eval('[name]', (all) => all.filter((one) => !one.closest('[hidden]')).map((one) => one.getAttribute('name') ?? ''))

describe('computed fields', () => {
  it.each(LIVE_CASES)('$what: server and browser say the same', async ({ raw, says }) => {
    const whole = { 'items-rows': '3', ...raw }
    const server = reckoned(whole)
    expect(Object.fromEntries(Object.keys(says).map((id) => [id, server[id]]))).toEqual(says)
    await open({ 'items-rows': '3' })
    await type(raw)
    expect(await said()).toEqual(server)
    // And with everything there from the beginning, nothing moves.
    await open(whole)
    expect(await said()).toEqual(server)
  })

  it('whatever is typed, one after another: values and what is shown are the server’s', async () => {
    const names = Object.keys(LIVE_VALUES)
    const typed = fc.dictionary(fc.constantFrom(...names), fc.nat(), { maxKeys: names.length }).map((picks) => Object.fromEntries(Object.entries(picks).map(([name, n]) => [name, (LIVE_VALUES[name] ?? [''])[n % (LIVE_VALUES[name]?.length ?? 1)] ?? ''])))
    await fc.assert(
      fc.asyncProperty(typed, typed, async (first, second) => {
        await open({ 'items-rows': '3' })
        await type(first)
        await type(second)
        const raw: RawAnswers = Object.fromEntries(Object.entries({ 'items-rows': '3', ...first, ...second }).filter(([, value]) => value !== ''))
        expect(await said()).toEqual(reckoned(raw))
        const { shown } = evaluate(form, raw, asking)
        const asked = fieldsOf(form).filter((field) => field.type !== 'computed' && shown.has(field.id))
        const visible = new Set(await shownControls())
        expect(fieldsOf(form).filter((field) => controlsOf(field, {}).some((name) => visible.has(name))).map(({ id }) => id)).toEqual(asked.map(({ id }) => id))
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('read what stands on another page as it was saved', async () => {
    await open({ price: '5000', copies: '3', 'who.name': 'Nguyễn Văn An' }, { section: 1 })
    expect(await said()).toMatchObject({ laterTotal: '15000', laterFamily: 'NGUYỄN' })
  })

  it('on an English page an address written out comes when it is saved, everything else at once', async () => {
    await open({ 'home-province': '92', 'home-commune': '31135', 'home-detail': '12 Nguyễn Trãi', price: '5000', copies: '2', fee: '5000' }, { lang: 'en' })
    await type({ 'home-detail': '14 Nguyễn Trãi', copies: '4' })
    expect(await said()).toMatchObject({ homeSaid: '12 Nguyễn Trãi, phường Ninh Kiều, thành phố Cần Thơ', total: '20000', dear: 'No' })
    expect(await page.getAttribute('#totalSaid output', 'lang')).toBe('vi')
  })
})
