// `npm run build`: the program, the browser's scripts and the style sheets, into dist/. Skipped when no source changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, say } from './install.mjs'

const dist = join(root, 'dist')
const SOURCE = /\.(ts|tsx|scss|css|svg|png|ico|js|mjs|sql|txt|md|json|typ)$/

/** Fingerprint of everything that the build reads. */
function fingerprint() {
  const hash = createHash('sha256')
  const take = (path) => hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true }).sort(byPath)) {
    const path = join(entry.parentPath ?? entry.path, entry.name)
    if (entry.isFile() && SOURCE.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) take(path)
  }
  for (const name of ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs', 'scripts/assets.mjs']) take(join(root, name))
  return hash.digest('hex')
}

const byPath = (a, b) => (pathOf(a) < pathOf(b) ? -1 : 1)
const pathOf = (entry) => join(entry.parentPath ?? entry.path, entry.name)

/** @returns whether anything was built. */
export async function ensureBuilt({ quiet = false } = {}) {
  const wanted = fingerprint()
  const record = join(dist, 'built-from')
  if (existsSync(record) && readFileSync(record, 'utf8') === wanted) return false
  const started = performance.now()
  if (!quiet) say('Đang dựng chương trình · Building…')
  const unfinished = `${dist}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  try {
    const { buildAssets } = await import('./assets.mjs')
    await Promise.all([buildProgram(unfinished), buildAssets(root, join(unfinished, 'assets'))])
    writeFileSync(join(unfinished, 'built-from'), wanted)
    replaceDist(unfinished)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  if (!quiet) say(`Đã dựng xong sau ${((performance.now() - started) / 1000).toFixed(1)} s · Built.`)
  return true
}

function replaceDist(unfinished) {
  const old = `${dist}.old-${process.pid}`
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(unfinished, dist)
  rmSync(old, { recursive: true, force: true })
}

/** src/main.ts, and beside it what it runs in processes and threads of their own; packages stay in node_modules. */
async function buildProgram(outdir) {
  const esbuild = await import('esbuild')
  const main = join(root, 'src', 'main.ts')
  if (existsSync(main)) await esbuild.build({ ...programOptions, entryPoints: [main], outdir, splitting: true, chunkNames: '[name]-[hash]' })
  await esbuild.build({ ...programOptions, entryPoints: ownProcesses(), outdir, entryNames: '[name]' })
}

export const programOptions = {
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  // All of its thousands of pictures would be loaded for the few that are shown: 10 MB.
  alias: { lucide: join(root, 'node_modules/lucide/dist/esm/lucide.mjs') },
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
}

/** src/**\/x-process.ts and x.worker.ts become dist/x-process.js and dist/x.worker.js: found beside the bundle by name. */
function ownProcesses() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((path) => /(-process|\.worker)\.ts$/.test(path))
  const names = files.map((path) => basename(path))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new Error(`Two files are named ${twice}; the name is their place in dist/.`)
  return files.map((path) => join(root, 'src', path))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await ensureBuilt()
