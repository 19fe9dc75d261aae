// `npm run test:faults`: kills the server and its database in the middle of the work, 50 times. FAULTS_ROUNDS and FAULTS_SEED
// change how often and repeat a run that failed.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { report, runVitest } from './steps.mjs'

checkNode()
await ensureInstalled({ tools: true })
await ensureBuilt()
process.env.FAULTS_ROUNDS ??= '50'
process.exitCode = report([await runVitest(['--project', 'faults'])])
