import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FEEL_CASES, FEEL_SCOPE } from './feel-cases.fixture.ts'
import { compileFeel } from './index.ts'

let browser: Browser
beforeAll(async () => {
  browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })
}, 60_000)
afterAll(() => browser?.close())

it('gives in a browser the values that it gives on the server', async () => {
  const { outputFiles } = await build({ entryPoints: ['src/platform/feel/evaluate.ts'], bundle: true, write: false, format: 'iife', globalName: 'feel', minify: true, target: 'chrome90' })
  const page = await browser.newPage()
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' })
  const trees = FEEL_CASES.map(([text]) => {
    const compiled = compileFeel(text)
    if (!compiled.ok) throw new Error(`${text}: ${compiled.message}`)
    return compiled.tree
  })
  // As a page carries them.
  const carried = JSON.stringify({ trees, scope: FEEL_SCOPE })
  const values = await page.evaluate((json) => {
    const { trees, scope } = JSON.parse(json) as { trees: unknown[]; scope: unknown }
    const { evaluateFeel } = (window as unknown as { feel: { evaluateFeel: (tree: unknown, scope: unknown) => unknown } }).feel
    return trees.map((tree) => evaluateFeel(tree, scope))
  }, carried)
  expect(FEEL_CASES.map(([text], i) => [text, values[i]])).toEqual(FEEL_CASES)
})
