import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'assets-'))
let sizes: Record<string, { gzip: number }>

beforeAll(async () => {
  const { buildAssets } = (await import(join(ROOT, 'scripts', 'assets.mjs'))) as {
    buildAssets: (root: string, outdir: string) => Promise<void>
  }
  await buildAssets(ROOT, folder)
  sizes = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gzip = (name: string) => sizes[name]?.gzip ?? Number.POSITIVE_INFINITY

describe('what a browser is sent', () => {
  it.each(['citizen.css', 'officer.css'])('%s is at most 12 KB compressed', (name) => {
    expect(gzip(name)).toBeLessThanOrEqual(12_000)
  })

  it('scripts of a citizen’s page are at most 8 KB together', () => {
    expect(gzip('base.js') + gzip('upload.js') + gzip('autosave.js') + gzip('conditions.js')).toBeLessThanOrEqual(8000)
  })

  it('what every page loads before it is painted is under 1 KB of script', () => {
    expect(gzip('base.js')).toBeLessThanOrEqual(1000)
  })
})
