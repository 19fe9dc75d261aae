// `node scripts/run.mjs bench/search.ts [arguments]`: bundles one TypeScript file with what it imports and runs it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuilt, programOptions } from './build.mjs'
import { checkNode, ensureInstalled, root } from './install.mjs'
import { runProgram } from './program.mjs'

/** These files read what lies beside them; the bundle lies elsewhere. */
const ownFolder = {
  name: 'own-folder',
  setup(build) {
    build.onLoad({ filter: /[\\/](bench|scripts|tests)[\\/].*\.tsx?$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }))
  },
}

checkNode()
await ensureInstalled()
await ensureBuilt({ quiet: true })
const [file, ...args] = process.argv.slice(2)
const esbuild = await import('esbuild')
const name = `run-${file.replaceAll('/', '-').replace(/\.tsx?$/, '')}`
// Beside the program, so that what it looks for there is found.
const outdir = join(root, 'dist')
await esbuild.build({ ...programOptions, entryPoints: { [name]: join(root, file) }, outdir, plugins: [ownFolder] })
process.exitCode = await runProgram(['--enable-source-maps', join(outdir, `${name}.js`), ...args]).ended
