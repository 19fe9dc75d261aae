// `npm start`: installs and builds what is missing, then becomes the program.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { programFlags, runProgram } from './program.mjs'

checkNode()
await ensureInstalled({ tools: false })
await ensureBuilt()
const program = runProgram([...programFlags, 'dist/main.js', ...process.argv.slice(2)])
process.exitCode = await program.ended
