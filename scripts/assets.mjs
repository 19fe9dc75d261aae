import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TEXT = new Set(['.js', '.css', '.svg', '.json', '.txt'])
const BROWSERS = ['chrome90', 'firefox90', 'safari15', 'edge90']

/**
 * What browsers load, each file named by its content (so it may be kept for ever), with .br and .gz beside it, and
 * `manifest.json`: { "citizen.css": { file, bytes, gzip, br } }.
 */
export async function buildAssets(root, outdir) {
  mkdirSync(outdir, { recursive: true })
  const manifest = {}
  const add = (name, content) => {
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
    // A font is named by its content already, in the sheet that asks for it.
    const file = extname(name) === '.woff2' ? name : `${basename(name, extname(name))}-${hash}${extname(name)}`
    const entry = { file, bytes: content.length }
    writeFileSync(join(outdir, file), content)
    if (TEXT.has(extname(name))) Object.assign(entry, compress(join(outdir, file), content))
    manifest[name] = entry
  }
  for (const [name, content] of await behaviours(root)) add(name, content)
  for (const [name, content] of await styles(root)) add(name, content)
  for (const [name, content] of pictures(root)) add(name, content)
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(sorted, null, 2))
}

function compress(path, content) {
  const gzip = gzipSync(content, { level: 9 })
  const br = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  writeFileSync(`${path}.gz`, gzip)
  writeFileSync(`${path}.br`, br)
  return { gzip: gzip.length, br: br.length }
}

async function behaviours(root) {
  const folder = join(root, 'src', 'ui', 'behaviours')
  if (!existsSync(folder)) return []
  const entryPoints = readdirSync(folder).filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))
  if (entryPoints.length === 0) return []
  const esbuild = await import('esbuild')
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: entryPoints.map((name) => join(folder, name)),
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: BROWSERS,
    legalComments: 'none',
    logLevel: 'warning',
    loader: { '.woff2': 'file' },
    assetNames: '[name]-[hash]',
  })
  return outputFiles.map((file) => [basename(file.path), Buffer.from(file.contents)])
}

async function styles(root) {
  const folder = join(root, 'src', 'ui', 'styles')
  if (!existsSync(folder)) return []
  const sheets = readdirSync(folder).filter((name) => name.endsWith('.scss') && !name.startsWith('_'))
  if (sheets.length === 0) return []
  const sass = await import('sass')
  const options = { style: 'compressed', loadPaths: [join(root, 'node_modules')], quietDeps: true, charset: false }
  return sheets.map((name) => {
    const { css } = sass.compile(join(folder, name), options)
    return [name.replace(/\.scss$/, '.css'), Buffer.from(css)]
  })
}

function pictures(root) {
  const folder = join(root, 'src', 'ui', 'assets')
  if (!existsSync(folder)) return []
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])
}
