import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'assets-'))
let sizes: Record<string, { gzip: number; br: number }>

beforeAll(async () => {
  const { buildAssets } = (await import(join(ROOT, 'scripts', 'assets.mjs'))) as {
    buildAssets: (root: string, outdir: string) => Promise<void>
  }
  await buildAssets(ROOT, folder)
  sizes = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const brotli = (name: string) => sizes[name]?.br ?? Number.POSITIVE_INFINITY
const gzip = (name: string) => sizes[name]?.gzip ?? Number.POSITIVE_INFINITY

describe('what a browser is sent', () => {
  it.each(['citizen.css', 'officer.css'])('%s is at most 12 KB compressed', (name) => {
    expect(gzip(name)).toBeLessThanOrEqual(12_000)
  })

  it.each(['declaration.js', 'declaration-papers.js', 'upload.js'])('scripts of a citizen’s page are at most 8 KB together: base.js and %s', (name) => {
    expect(brotli('base.js') + brotli(name)).toBeLessThanOrEqual(8 * 1024)
  })

  it('what evaluates conditions is at most 3 KB compressed', async () => {
    const { outputFiles } = await build({ entryPoints: [join(ROOT, 'src/platform/feel/evaluate.ts')], bundle: true, minify: true, write: false, format: 'esm', target: 'chrome90' })
    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(3 * 1024)
  })

  it('what every page loads before it is painted is under 1 KB of script', () => {
    expect(gzip('base.js')).toBeLessThanOrEqual(1000)
  })
})
