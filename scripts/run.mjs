// `node scripts/run.mjs bench/search.ts [arguments]`: bundles one TypeScript file with what it imports and runs it.
import { join } from 'node:path'
import { programOptions } from './build.mjs'
import { checkNode, ensureInstalled, root } from './install.mjs'
import { runProgram } from './program.mjs'

checkNode()
await ensureInstalled()
const [file, ...args] = process.argv.slice(2)
const outdir = join(root, 'node_modules', '.cache', 'run')
const esbuild = await import('esbuild')
const name = file.replaceAll('/', '-').replace(/\.tsx?$/, '')
await esbuild.build({ ...programOptions, splitting: false, entryPoints: { [name]: join(root, file) }, outdir })
process.exitCode = await runProgram(['--enable-source-maps', join(outdir, `${name}.js`), ...args]).ended
