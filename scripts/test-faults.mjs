// `npm run test:faults`: kills the server and its database in the middle of the work, 50 times, and sends 100,000 odd requests to
// every route and form. FAULTS_ROUNDS and FUZZ_REQUESTS change how often, FAULTS_SEED repeats a run that failed.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { report, runVitest } from './steps.mjs'

checkNode()
await ensureInstalled({ tools: true })
await ensureBuilt()
process.env.FAULTS_ROUNDS ??= '50'
process.env.FUZZ_REQUESTS ??= '100000'
process.exitCode = report([await runVitest(['--project', 'faults'])])
