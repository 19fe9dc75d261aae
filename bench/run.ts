/** `npm run bench`: every bench; `npm run bench filing pages`: those named. Each appends its table to bench/results. */
import { join } from 'node:path'
import { benchBrowser } from './browser.ts'
import { benchFiling } from './filing.ts'
import { benchFlood } from './flood.ts'
import { benchForms } from './forms.ts'
import { benchGrowth } from './growth.ts'
import { benchInbox } from './inbox.ts'
import { benchJourney } from './journey.ts'
import { benchPages } from './pages.ts'
import { benchPdf } from './pdf.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'

const root = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const BENCHES: Readonly<Record<string, (root: string, say: (line: string) => void) => Promise<void>>> = {
  filing: benchFiling,
  journey: benchJourney,
  pages: benchPages,
  browser: benchBrowser,
  flood: benchFlood,
  pdf: benchPdf,
  search: benchSearch,
  forms: benchForms,
  start: benchStart,
  growth: benchGrowth,
  inbox: benchInbox,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exitCode = 2
} else {
  for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
    say(`— ${name}`)
    await BENCHES[name]?.(root, say)
  }
}
