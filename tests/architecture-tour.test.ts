import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './architecture/sources.ts'

interface Stop {
  step: string
  path: string
  symbol: string
}

const ROW = /^\| ([^|]+) \| `([^`]+)` \| `([^`]+)` \|$/

/** Lines of the table under the heading «The tour». */
function stopsOf(document: string): Stop[] {
  const section = document.split(/^## /m).find((part) => part.startsWith('The tour')) ?? ''
  return section.split('\n').flatMap((line) => {
    const [, step = '', path = '', symbol = ''] = ROW.exec(line) ?? []
    return path ? [{ step, path, symbol }] : []
  })
}

const readText = (path: string): string | null => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null)

/** What is wrong with a stop, in a sentence; null when its file is there and holds the symbol as a whole word. */
function faultOf({ path, symbol }: Stop, read = readText): string | null {
  const text = read(path)
  if (text === null) return `'${path}' does not exist.`
  const whole = new RegExp(`(?<![\\w-])${symbol.replaceAll('.', '\\.')}(?![\\w-])`)
  return whole.test(text) ? null : `'${path}' holds no '${symbol}'.`
}

describe('the tour of ARCHITECTURE.md', () => {
  const stops = stopsOf(readText('ARCHITECTURE.md') ?? '')

  it('leads from the request to the row and the message', () => {
    const folders = stops.map(({ path }) => path)
    const inOrder = ['src/platform/http/', 'src/modules/filing/citizen/', 'src/modules/filing/', 'src/modules/calendar/rules/', 'migrations/', 'src/modules/events/', 'src/reactions.ts', 'src/compose/', 'src/adapters/']
    let from = 0
    for (const folder of inOrder) {
      const at = folders.findIndex((path, index) => index >= from && path.startsWith(folder))
      expect(at, `${folder} after line ${from} of the tour`).toBeGreaterThanOrEqual(from)
      from = at
    }
  })

  it.each(stops)('$step: $path', (stop) => {
    expect(faultOf(stop)).toBeNull()
  })

  it('fails on a file that is gone and on a name that moved', () => {
    const gone = stopsOf('# A\n\n## The tour\n\n| step | where | look for |\n|---|---|---|\n| act | `src/gone.ts` | `act` |\n| rule | `src/rule.ts` | `decide` |\n')
    const read = (path: string) => (path === 'src/rule.ts' ? 'export function decideAll() {}' : null)
    expect(gone.map((stop) => faultOf(stop, read))).toEqual(["'src/gone.ts' does not exist.", "'src/rule.ts' holds no 'decide'."])
  })
})
