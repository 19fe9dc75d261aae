// `npm run test:faults`: kills web, worker and database in the middle of the work, more than 200 times, in one process and in
// two, lets a bad line carry the requests for two minutes, sends 100,000 odd requests to every route and form, and takes away disks, connections and those
// outside, four times, and lives through a day at a counter with 300 people. DAY_PEOPLE, FAULTS_KILLS, FAULTS_SECONDS, FUZZ_REQUESTS and FAULTS_OUTAGES change how much, FAULTS_SEED repeats a run
// that failed.
import { ensureBuilt } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { report, runVitest } from './steps.mjs'

checkNode()
await ensureInstalled({ tools: true })
await ensureBuilt()
process.env.FAULTS_KILLS ??= '220'
process.env.FAULTS_SECONDS ??= '120'
process.env.FUZZ_REQUESTS ??= '100000'
process.env.FAULTS_OUTAGES ??= '4'
process.env.DAY_PEOPLE ??= '300'
// The kills have the machine to themselves: how soon the program is ready again is judged by the clock.
const kills = await runVitest(['--project', 'faults', 'tests/faults/kill.test.ts'])
const rest = await runVitest(['--project', 'faults', '--project', 'hardships', '--exclude', 'tests/faults/kill.test.ts'])
process.exitCode = report([kills, rest])
