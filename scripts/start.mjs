// `npm start`: installs and builds what is missing, then becomes the program.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { runProgram } from './program.mjs'

checkNode()
await ensureInstalled({ tools: false })
await ensureBuilt()
const program = runProgram(['--enable-source-maps', 'dist/main.js', ...process.argv.slice(2)])
process.exitCode = await program.ended
