import { readFileSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { renderToString } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate } from '../answers/evaluate.ts'
import { controlsOf } from '../answers/raw.ts'
import { type FormDefinition, fieldsOf } from '../definition/model.ts'
import { parseForm } from '../definition/parse.ts'
import { shippedPlaceOptions } from '../places.fixture.ts'
import { FormFields } from './form-fields.tsx'

const places = await shippedPlaceOptions()
const asking = { today: '2026-11-23', lang: 'vi', places } as const
const parsed = parseForm(readFileSync('procedures/ho-tich/1.001193-dang-ky-khai-sinh/form.yaml', 'utf8'), 'form.yaml')
if (!parsed.ok) throw new Error('The shipped form has faults.')
const form: FormDefinition = parsed.form

let browser: Browser
let page: Page
let script: string

beforeAll(async () => {
  const built = await build({
    entryPoints: ['src/ui/behaviours/conditions.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    minify: true,
  })
  script = built.outputFiles[0]?.text ?? ''
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  })
  page = await browser.newPage()
}, 60_000)
afterAll(() => browser?.close())

/** Ids of the fields with a control that can be seen. */
async function visible(): Promise<Set<string>> {
  const names = await page.$$eval('[name]', (all) =>
    all.filter((one) => !one.closest('[hidden]')).map((one) => one.getAttribute('name')),
  )
  return new Set(
    fieldsOf(form)
      .filter((field) => controlsOf(field, {}).some((name) => names.includes(name)))
      .map((field) => field.id),
  )
}

async function open() {
  await page.setContent(
    `<form>${renderToString(<FormFields form={form} raw={{}} asking={asking} />)}</form><script type="module">${script}</script>`,
  )
}

/** Chooses as a person does: a control that isn't asked can't be reached. */
async function choose(name: string, value: string) {
  const control = page.locator(`[name="${name}"][value="${value}"]`)
  if (await control.isVisible()) await control.check()
}

describe('the form with script', () => {
  const walks: [string, string][][] = [
    [],
    [['case.kind', 'ordinary']],
    [['case.kind', 'abandoned']],
    [
      ['case.kind', 'ordinary'],
      ['birthProof.kind', 'electronic'],
      ['mother.known', 'yes'],
      ['father.known', 'no'],
      ['copies.wanted', 'yes'],
    ],
    [
      ['case.kind', 'surrogacy'],
      ['mother.known', 'yes'],
      ['mother.document.kind', 'passport'],
      ['father.known', 'yes'],
      ['father.document.kind', 'identity-card'],
      ['marriage.registered', 'yes'],
    ],
    // Taken back: what hung on the earlier answers goes with them.
    [
      ['case.kind', 'ordinary'],
      ['mother.known', 'yes'],
      ['mother.document.kind', 'identity-card'],
      ['father.known', 'yes'],
      ['marriage.registered', 'yes'],
      ['case.kind', 'parents-unknown'],
    ],
    [
      ['requester.relation', 'authorised'],
      ['requester.document.kind', 'cmnd'],
      ['child.bornIn', 'facility'],
    ],
    [
      ['requester.relation', 'organisation'],
      ['requester.document.kind', 'cmnd'],
      ['requester.document.kind', 'identity-card'],
      ['child.bornIn', 'elsewhere'],
    ],
  ]
  it.each(walks.map((walk) => [walk.map((step) => step.join('=')).join(', ') || 'nothing chosen', walk] as const))(
    'shows what the server asks: %s',
    async (_title, walk) => {
      await open()
      const raw: Record<string, string> = {}
      for (const [name, value] of walk) {
        await choose(name, value)
        raw[name] = value
      }
      const { shown } = evaluate(form, raw, asking)
      const typed = fieldsOf(form).filter((field) => field.type !== 'computed' && shown.has(field.id))
      expect(await visible()).toEqual(new Set(typed.map((field) => field.id)))
    },
  )
})
